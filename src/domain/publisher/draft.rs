//! Publishers as somebody typed them: what is wrong with them, and what they become.

use super::{NewPublisher, Publisher, PublisherId, is_microsoft};
use crate::domain::contact::{LONGEST_NAME, MOST_CONTACTS};
use crate::domain::edit::Edit;
use crate::domain::flaw::Flaws;
use crate::domain::responsibility::MOST_OVERRIDES;
use crate::domain::text::{is_longer, one_line};

problems! {
    /// What can be wrong with what is to be done to a publisher.
    pub enum PublisherProblem {
        /// No publisher can have the id.
        IdInvalid = "ID_INVALID",
        /// Another publisher has the id, or had it before it became one with another.
        IdTaken = "ID_TAKEN",
        /// It has no name.
        NameMissing = "NAME_MISSING",
        /// The name is too long.
        NameTooLong = "NAME_TOO_LONG" (Limit(LONGEST_NAME)),
        /// It left the lists.
        Retired = "RETIRED",
        /// It is in the lists.
        NotRetired = "NOT_RETIRED",
        /// It became one with another publisher, for good.
        Merged = "MERGED",
        /// It is to become one with itself.
        IntoItself = "INTO_ITSELF",
        /// Both publishers have offers with these ids.
        OfferIdTaken = "OFFER_ID_TAKEN" (More),
        /// Both publishers together have too many contacts.
        TooManyContacts = "TOO_MANY_CONTACTS" (Limit(MOST_CONTACTS)),
        /// Both publishers have overrides for the same questions of these categories, from the same day on.
        OverridesClash = "OVERRIDES_CLASH" (More),
        /// Both publishers together have too many overrides.
        TooManyOverrides = "TOO_MANY_OVERRIDES" (Limit(MOST_OVERRIDES)),
    }
}

/// A publisher as somebody typed it.
#[derive(Clone, Debug, Default)]
pub struct PublisherDraft {
    /// Its id in the marketplace.
    pub publisher_id: String,
    /// Its name, as it writes it.
    pub name: String,
    /// Whether Microsoft itself publishes under it; its name tells when nobody does.
    pub is_first_party: Option<bool>,
}

/// What is to become of the fields of a publisher.
#[derive(Clone, Debug, Default)]
pub struct PublisherChanges {
    /// Its name, as it writes it.
    pub name: Edit<String>,
    /// Whether Microsoft itself publishes under it; emptied, its name tells.
    pub is_first_party: Edit<bool>,
}

impl PublisherChanges {
    /// The publisher as it would be with these changes.
    pub fn applied_to(self, kept: &Publisher) -> PublisherDraft {
        PublisherDraft {
            publisher_id: kept.publisher_id.as_str().to_owned(),
            name: self.name.or_empty(kept.name.clone()),
            is_first_party: self.is_first_party.of(Some(kept.is_first_party)),
        }
    }
}

impl NewPublisher {
    /// Checks a draft, and names everything that is wrong with it.
    pub fn check(draft: &PublisherDraft) -> Result<Self, Flaws<PublisherProblem>> {
        let mut flaws = Flaws::default();
        let publisher_id = PublisherId::parse(&draft.publisher_id);
        if publisher_id.is_none() {
            flaws.push("publisher_id", PublisherProblem::IdInvalid);
        }
        let name = one_line(&draft.name);
        if name.is_empty() {
            flaws.push("name", PublisherProblem::NameMissing);
        }
        if is_longer(&name, LONGEST_NAME) {
            flaws.push("name", PublisherProblem::NameTooLong);
        }
        match publisher_id {
            Some(publisher_id) => flaws.unless_flawed(|| Self {
                publisher_id,
                is_first_party: draft.is_first_party.unwrap_or_else(|| is_microsoft(&name)),
                name,
            }),
            None => Err(flaws),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(publisher_id: &str, name: &str) -> PublisherDraft {
        PublisherDraft {
            publisher_id: publisher_id.to_owned(),
            name: name.to_owned(),
            is_first_party: None,
        }
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let flaws = NewPublisher::check(&draft("con.toso", " \n")).expect_err("both are wrong");

        let problems: Vec<PublisherProblem> = flaws.into_iter().map(|flaw| flaw.problem).collect();
        assert_eq!(
            problems,
            [PublisherProblem::IdInvalid, PublisherProblem::NameMissing]
        );
    }

    #[test]
    fn a_name_tells_whether_it_is_microsoft_unless_somebody_does() {
        let check = |draft: PublisherDraft| {
            NewPublisher::check(&draft)
                .expect("it is sound")
                .is_first_party
        };
        let told = PublisherDraft {
            is_first_party: Some(false),
            ..draft("microsoft", "Microsoft")
        };

        assert!(check(draft("microsoft", "Microsoft")));
        assert!(!check(draft("contoso", "Contoso")));
        assert!(!check(told));
    }
}
