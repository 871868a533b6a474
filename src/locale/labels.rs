//! What the values of closed sets are called: one message each, found by its code.

use super::Locale;
use super::phrase::Phrase;
use crate::domain::contact::{Audience, ContactType, Readership};
use crate::domain::gap::{GapKind, GapSeverity};
use crate::domain::import_job::ImportState;
use crate::domain::inquiry::{InquiryArea, InquiryCategory, PartnerModel, Party};
use crate::domain::responsibility::Basis;

/// Declares a function for each set that has words: its messages are `prefix-CODE`, or an
/// attribute of them.
macro_rules! labels {
    ($($(#[$meta:meta])* $name:ident($set:ident) = $prefix:literal $(. $attribute:literal)?;)+) => {
        impl Locale {
            $($(#[$meta])*
            pub fn $name(self, value: $set) -> String {
                self.say(&Phrase::for_code($prefix, value.code())$(.attribute($attribute))?)
            })+
        }

        /// Every label there is.
        #[cfg(test)]
        pub(super) fn every_label() -> Vec<Phrase> {
            let mut labels = Vec::new();
            $(labels.extend($set::ALL.iter().map(|value| {
                Phrase::for_code($prefix, value.code())$(.attribute($attribute))?
            }));)+
            labels
        }
    };
}

labels! {
    /// What a party is called.
    party(Party) = "party";
    /// What a category of inquiries is called.
    category(InquiryCategory) = "category";
    /// What falls under a category, in a sentence.
    category_scope(InquiryCategory) = "category"."scope";
    /// What an area of support is called.
    area(InquiryArea) = "area";
    /// What a partner model is called.
    model(PartnerModel) = "model";
    /// What a type of contacts is called.
    contact_type(ContactType) = "contact";
    /// Whom a type of contacts is meant for.
    audience(Audience) = "audience";
    /// Who may read a type of contacts.
    readership(Readership) = "readership";
    /// How firmly the source says who is responsible.
    basis(Basis) = "basis";
    /// What a kind of gaps is called.
    gap_kind(GapKind) = "gap"."label";
    /// How bad a gap is, in a word.
    gap_severity(GapSeverity) = "gap-severity";
    /// How far an import is, in a word or two.
    import_state(ImportState) = "import";
}

impl Locale {
    /// Other names that a party goes by, such as distributor for an indirect provider; none in a
    /// language where no other is in use.
    pub fn party_aliases(self, party: Party) -> Vec<String> {
        let aliases = self.try_say(&Phrase::for_code("party", party.code()).attribute("aliases"));
        aliases
            .iter()
            .flat_map(|aliases| aliases.split(';'))
            .map(|alias| alias.trim().to_owned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indirect_provider_is_also_a_distributor() {
        assert_eq!(
            Locale::ENGLISH.party_aliases(Party::IndirectProvider),
            ["distributor"]
        );
    }

    #[test]
    fn a_party_without_other_names_has_no_aliases() {
        assert!(Locale::ENGLISH.party_aliases(Party::Microsoft).is_empty());
    }
}
