//! The closed sets of the domain, as the contract spells and describes them.

mod decision;
mod directory;

/// Declares the GraphQL side of a closed set; the compiler checks each value against the domain.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident of $domain:literal { $($(#[$variant_meta:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(async_graphql::Enum, Clone, Copy, Debug, PartialEq, Eq)]
        #[graphql(remote = $domain)]
        pub(in crate::graphql) enum $name { $($(#[$variant_meta])* $variant),+ }
    };
}
pub(super) use words;

pub(super) use decision::*;
pub(super) use directory::*;

/// The words of a closed set that a filter lets through, as the domain knows them, each once: however often
/// a client repeats them, a statement holds no more of them than there are.
pub(super) fn domain_words<W, D: From<W> + PartialEq>(words: Option<Vec<W>>) -> Option<Vec<D>> {
    words.map(|words| {
        words
            .into_iter()
            .map(D::from)
            .fold(Vec::new(), |mut once, word| {
                if !once.contains(&word) {
                    once.push(word);
                }
                once
            })
    })
}
