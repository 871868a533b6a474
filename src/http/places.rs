//! The places of connections. There are so many; once all are taken, who keeps us waiting for longest gives way to
//! who comes.
//!
//! Whoever opens connections and asks nothing on them, or nothing to its end, would keep everybody else out. So only a
//! request that has come holds its place, until it is answered. Whoever comes and asks at once is answered, however
//! many others wait.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::oneshot;

/// The places that there are.
#[derive(Debug)]
pub(super) struct Places {
    most: usize,
    taken: Arc<Mutex<Taken>>,
}

/// The place of one connection, until every clone is dropped.
#[derive(Clone, Debug)]
pub(super) struct Place(Arc<Held>);

/// Is over when a connection has to give way.
pub(super) type GivingWay = oneshot::Receiver<()>;

#[derive(Debug)]
struct Held {
    number: u64,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Debug, Default)]
struct Taken {
    /// By their numbers.
    places: HashMap<u64, Standing>,
    /// Those that keep us waiting, by turn: who has for longest comes first.
    waiting: BTreeMap<u64, u64>,
    /// How many numbers and turns were given so far.
    given: u64,
}

#[derive(Debug)]
struct Standing {
    /// Its turn to give way; none while it is answered.
    turn: Option<u64>,
    /// Dropped with the place, which tells that it is another's.
    _stay: oneshot::Sender<()>,
}

impl Places {
    pub(super) fn at_most(most: usize) -> Self {
        Self {
            most,
            taken: Arc::default(),
        }
    }

    /// A place for one more; none when nobody there keeps us waiting.
    pub(super) fn one_more(&self) -> Option<(Place, GivingWay)> {
        let mut taken = locked(&self.taken);
        if taken.places.len() >= self.most {
            let (_, longest) = taken.waiting.pop_first()?;
            taken.places.remove(&longest);
        }
        let (stay, giving_way) = oneshot::channel();
        let number = taken.next();
        let standing = Standing {
            turn: None,
            _stay: stay,
        };
        taken.places.insert(number, standing);
        taken.wait(number);
        let taken = Arc::clone(&self.taken);
        Some((Place(Arc::new(Held { number, taken })), giving_way))
    }
}

impl Place {
    /// It keeps us waiting from now on, for its request or for more of it: all who have for longer give way before it.
    pub(super) fn waits(&self) {
        locked(&self.0.taken).wait(self.0.number);
    }

    /// It has asked, and keeps its place until it waits again.
    pub(super) fn is_answered(&self) {
        locked(&self.0.taken).settle(self.0.number);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut taken = locked(&self.taken);
        taken.settle(self.number);
        taken.places.remove(&self.number);
    }
}

impl Taken {
    fn next(&mut self) -> u64 {
        self.given += 1;
        self.given
    }

    fn wait(&mut self, number: u64) {
        let last = self.waiting.last_key_value();
        if last.is_some_and(|(_, last)| *last == number) {
            return;
        }
        self.settle(number);
        let turn = self.next();
        if let Some(standing) = self.places.get_mut(&number) {
            standing.turn = Some(turn);
            self.waiting.insert(turn, number);
        }
    }

    fn settle(&mut self, number: u64) {
        let standing = self.places.get_mut(&number);
        if let Some(turn) = standing.and_then(|standing| standing.turn.take()) {
            self.waiting.remove(&turn);
        }
    }
}

fn locked(taken: &Mutex<Taken>) -> MutexGuard<'_, Taken> {
    taken.lock().expect("nobody panics while holding it")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_left(giving_way: &mut GivingWay) -> bool {
        giving_way.try_recv() == Err(oneshot::error::TryRecvError::Closed)
    }

    #[test]
    fn who_has_waited_for_longest_gives_way_and_nobody_who_is_answered() {
        let places = Places::at_most(3);
        let (first, mut first_goes) = places.one_more().expect("there is room");
        let (_second, mut second_goes) = places.one_more().expect("there is room");
        let (third, mut third_goes) = places.one_more().expect("there is room");
        first.waits();
        third.is_answered();

        let (fourth, mut fourth_goes) = places.one_more().expect("the second gives way");
        assert!(has_left(&mut second_goes));
        assert!(!has_left(&mut first_goes));
        fourth.is_answered();
        let (fifth, mut fifth_goes) = places.one_more().expect("the first gives way");
        assert!(has_left(&mut first_goes));
        fifth.is_answered();

        assert!(places.one_more().is_none(), "all are answered");
        for goes in [&mut third_goes, &mut fourth_goes, &mut fifth_goes] {
            assert!(!has_left(goes));
        }
        third.waits();
        assert!(places.one_more().is_some());
        assert!(has_left(&mut third_goes));
    }

    #[test]
    fn a_place_is_free_once_its_connection_is_gone_and_only_once() {
        let places = Places::at_most(1);
        let (first, _goes) = places.one_more().expect("there is room");
        let (second, _goes) = places.one_more().expect("the first gives way");
        second.is_answered();

        // It has no place any more, and so leaves none behind.
        drop(first);
        assert!(places.one_more().is_none());

        drop(second);
        assert!(places.one_more().is_some());
    }
}
