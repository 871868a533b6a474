//! Walking a list page by page, as clients do.

use support_directory::domain::page::{Direction, Page, Slice};

/// Page sizes that are tried: smallest, small, and more than any list of a test holds.
const SIZES: [u32; 4] = [1, 2, 3, 100];

/// Walks a list in both directions with pages of several sizes, and checks that every walk gives
/// `expected` and that every page knows whether the list goes on.
pub(crate) async fn every_walk_gives<T, P>(
    expected: &[T],
    position: impl Fn(&T) -> P,
    list: impl AsyncFn(&Page<P>) -> Slice<T>,
) where
    T: Clone + PartialEq + std::fmt::Debug,
{
    assert!(
        expected.len() < 100,
        "the largest page holds the whole list"
    );
    for size in SIZES {
        for direction in [Direction::Forward, Direction::Backward] {
            let walked = walk(size, direction, expected.len(), &position, &list).await;
            assert_eq!(walked, expected, "{direction:?} by {size}");
        }
    }
}

async fn walk<T, P>(
    size: u32,
    direction: Direction,
    length: usize,
    position: &impl Fn(&T) -> P,
    list: &impl AsyncFn(&Page<P>) -> Slice<T>,
) -> Vec<T> {
    let mut walked: Vec<T> = Vec::new();
    loop {
        let forward = direction == Direction::Forward;
        let (first, last) = (walked.first().map(position), walked.last().map(position));
        let page = Page {
            size,
            direction,
            after: last.filter(|_| forward),
            before: first.filter(|_| !forward),
        };
        let is_start = walked.is_empty();
        let slice = list(&page).await;

        let (goes_on, came_from) = match direction {
            Direction::Forward => (slice.has_next, slice.has_previous),
            Direction::Backward => (slice.has_previous, slice.has_next),
        };
        assert_eq!(came_from, !is_start, "a page knows whether it is the first");
        let expected = length.saturating_sub(walked.len()).min(size as usize);
        assert_eq!(
            slice.items.len(),
            expected,
            "a page is full as long as the list goes on"
        );
        match direction {
            Direction::Forward => walked.extend(slice.items),
            Direction::Backward => {
                walked.splice(0..0, slice.items);
            }
        }
        assert_eq!(
            goes_on,
            walked.len() < length,
            "a page knows whether the list goes on"
        );
        if !goes_on {
            return walked;
        }
    }
}
