//! Documents that clients sent once with their hash, as many as there is room for.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::document_id::Sha256;

/// What a remembered document takes besides its text, in bytes: hash, pointers, its place.
const OVERHEAD: usize = 160;

/// A text of the usual length, in bytes; says how many places to make.
const USUAL: usize = 2 << 10;

/// Documents that are remembered, those asked for least forgotten first.
pub(super) struct Remembered(Option<Cache<Sha256, Arc<str>, Length>>);

impl Remembered {
    /// Room for some bytes; none is fine.
    pub(super) fn with_room(bytes: usize) -> Self {
        let make = || Cache::with_weighter((bytes / USUAL).max(1), bytes as u64, Length);
        Self((bytes > 0).then(make))
    }

    /// How much is remembered.
    pub(super) fn amount(&self) -> Amount {
        let documents = self.0.as_ref();
        documents.map_or_else(Amount::default, |documents| Amount {
            documents: documents.len(),
            bytes: usize::try_from(documents.weight()).unwrap_or(usize::MAX),
        })
    }

    pub(super) fn has_room(&self) -> bool {
        self.0.is_some()
    }

    pub(super) fn find(&self, hash: &Sha256) -> Option<Arc<str>> {
        self.0.as_ref()?.get(hash)
    }

    pub(super) fn add(&self, hash: Sha256, text: Arc<str>) {
        if let Some(documents) = &self.0 {
            documents.insert(hash, text);
        }
    }
}

/// How much is remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::http) struct Amount {
    pub(in crate::http) documents: usize,
    pub(in crate::http) bytes: usize,
}

/// Counts what a document takes.
#[derive(Clone)]
struct Length;

impl Weighter<Sha256, Arc<str>> for Length {
    fn weight(&self, _: &Sha256, text: &Arc<str>) -> u64 {
        (text.len() + OVERHEAD) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_forgotten() {
        let remembered = Remembered::with_room(64 << 10);
        let texts: Vec<Arc<str>> = (0..1_000)
            .map(|number| format!("{number:01000}").into())
            .collect();

        for text in &texts {
            remembered.add(Sha256::of(text), Arc::clone(text));
        }

        let kept = texts
            .iter()
            .filter(|text| remembered.find(&Sha256::of(text)).is_some());
        let kept = kept.count();
        assert!((32..=64).contains(&kept), "{kept} of 56 that fit are there");
    }

    #[test]
    fn one_that_fills_all_the_room_does_not_drive_out_the_others() {
        let remembered = Remembered::with_room(64 << 10);
        let (small, large) = ("{ a }", "x".repeat(64 << 10));

        remembered.add(Sha256::of(small), small.into());
        remembered.add(Sha256::of(&large), large.as_str().into());

        assert_eq!(remembered.find(&Sha256::of(&large)), None);
        assert_eq!(remembered.find(&Sha256::of(small)).as_deref(), Some(small));
    }
}
