//! Gaps in words: what is missing, and what to do about it.

use super::Locale;
use super::phrase::{Form, Phrase};
use crate::domain::gap::{Gap, GapKind};

/// The attribute of a gap's message for when it is about nobody in particular.
const GENERAL: &str = "general";
/// The attribute of a gap's message for the list of the directory, where what it is about stands beside it.
const LISTED: &str = "listed";

impl Locale {
    /// What is missing and what to do about it, in a sentence.
    pub fn gap(self, gap: &Gap) -> String {
        self.say(&phrase(gap))
    }
}

fn phrase(gap: &Gap) -> Phrase {
    let message = Phrase::for_code("gap", gap.kind.code());
    match gap.kind {
        GapKind::ContactMissing
        | GapKind::ContactDead
        | GapKind::ContactReportedBad
        | GapKind::ContactWithoutChannel
        | GapKind::ContactStale
        | GapKind::ContactUnverified => match (gap.party, gap.contact_type) {
            (Some(party), Some(contact_type)) => message
                .with("owner", Phrase::party(party, Form::Owner))
                .with("contact", Phrase::contact(contact_type)),
            (None, Some(contact_type)) => message
                .attribute(LISTED)
                .with("contact", Phrase::contact(contact_type)),
            (_, None) => message.attribute(GENERAL),
        },
        GapKind::PartnerNotNamed | GapKind::PartnerRetired => match gap.party {
            Some(party) => message.with("party", Phrase::party(party, Form::Subject)),
            None => message.attribute(GENERAL),
        },
        GapKind::PublisherWithoutOffers
        | GapKind::SpellingVariant
        | GapKind::OfferRetired
        | GapKind::SplitNotRecorded
        | GapKind::ProviderNotNamed
        | GapKind::ResellerNotNamed
        | GapKind::ProviderNotTied
        | GapKind::AskYourProvider
        | GapKind::NotSoldThroughCsp
        | GapKind::OfferTypeUnknown
        | GapKind::OfferNotNamed => message,
    }
}

/// Every gap there can be, in every shape.
#[cfg(test)]
pub(super) fn every_gap() -> Vec<Phrase> {
    use crate::domain::contact::ContactType;
    use crate::domain::inquiry::Party;

    let parties = || Party::ALL.iter().copied().map(Some).chain([None]);
    let types = || ContactType::ALL.iter().copied().map(Some).chain([None]);
    GapKind::ALL
        .iter()
        .flat_map(|&kind| parties().map(move |party| (kind, party)))
        .flat_map(|(kind, party)| types().map(move |contact_type| (kind, party, contact_type)))
        .map(|(kind, party, contact_type)| {
            phrase(&Gap {
                party,
                contact_type,
                ..Gap::of(kind)
            })
        })
        .collect()
}
