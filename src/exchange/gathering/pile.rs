//! The pile on which what is told is put aside.

use std::io;

use crate::exchange::told::Told;

/// Where what is told is put aside until all of it was read. Which file told it is not put there.
pub trait Pile {
    /// Puts something on it, and tells where.
    fn put(&mut self, told: &Told) -> io::Result<u64>;

    /// What was put there.
    fn take(&mut self, at: u64) -> io::Result<Told>;
}

/// A pile in memory, for what is small.
#[derive(Debug, Default)]
pub struct Heap(Vec<Told>);

impl Pile for Heap {
    fn put(&mut self, told: &Told) -> io::Result<u64> {
        self.0.push(told.clone());
        Ok(self.0.len() as u64 - 1)
    }

    fn take(&mut self, at: u64) -> io::Result<Told> {
        let place = usize::try_from(at).ok();
        let told = place.and_then(|place| self.0.get(place));
        told.cloned().ok_or(io::ErrorKind::NotFound.into())
    }
}
