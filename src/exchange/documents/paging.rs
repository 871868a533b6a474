//! Lists that come in pages: whether a page says that there is a next one.

use super::spot::{Spot, is_same_name};
use crate::exchange::node::Node;
use crate::exchange::told::Page;

/// Whether a member of a page holds the address of the next one: `nextPageLink`, `nextLink`, `@odata.nextLink`.
pub(super) fn is_next(name: &str) -> bool {
    let name = name.rsplit(['@', '.']).next().unwrap_or_default();
    let mut names = ["nextPageLink", "nextLink"].into_iter();
    names.any(|next| is_same_name(next, name))
}

/// The page that has this in the place of the address of the next one.
pub(super) fn page(next: Option<&Spot>) -> Page {
    let leads_on = |next: &&Spot| match next.node {
        Node::Null => false,
        Node::Text(address) => !address.trim().is_empty(),
        _ => true,
    };
    match next.filter(leads_on) {
        Some(next) => Page::HasNext(next.place()),
        None => Page::Last,
    }
}
