//! A phrase: a message and what goes into it, before any language is chosen.

use std::borrow::Cow;

use crate::domain::contact::ContactType;
use crate::domain::inquiry::Party;

/// A message of the translations, with the values of its variables.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Phrase {
    pub(super) message: Cow<'static, str>,
    pub(super) attribute: Option<&'static str>,
    pub(super) arguments: Vec<(&'static str, Value)>,
}

/// What goes into a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Value {
    /// Words of somebody else, given as they are.
    Quote(String),
    /// Words of ours, in the same language as the phrase around them.
    Phrase(Phrase),
}

/// The part that a party plays in a sentence. Languages bend its name for it, so that no sentence
/// puts an ending to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// It does or is something: "here the customer is...".
    Subject,
    /// Somebody turns to it: "contact the customer".
    Addressed,
    /// Something is its own: "the contact of the customer".
    Owner,
}

impl Form {
    /// The attribute of the party's message that holds the form.
    pub(super) fn attribute(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Addressed => "addressed",
            Self::Owner => "owner",
        }
    }
}

impl Phrase {
    /// A message by its name.
    pub(super) fn of(message: &'static str) -> Self {
        Self {
            message: Cow::Borrowed(message),
            attribute: None,
            arguments: Vec::new(),
        }
    }

    /// The message that a value of a closed set has: `gap-CONTACT_DEAD`.
    pub(super) fn for_code(set: &str, code: &str) -> Self {
        Self {
            message: Cow::Owned(format!("{set}-{code}")),
            attribute: None,
            arguments: Vec::new(),
        }
    }

    /// A party, bent for the part it plays.
    pub(super) fn party(party: Party, form: Form) -> Self {
        Self::for_code("party", party.code()).attribute(form.attribute())
    }

    /// A contact of a type, as sentences name it.
    pub(super) fn contact(contact_type: ContactType) -> Self {
        Self::for_code("contact", contact_type.code()).attribute("contact")
    }

    /// This attribute of the message instead of its value.
    pub(super) fn attribute(mut self, attribute: &'static str) -> Self {
        self.attribute = Some(attribute);
        self
    }

    /// With a phrase for a variable.
    pub(super) fn with(mut self, variable: &'static str, phrase: Phrase) -> Self {
        self.arguments.push((variable, Value::Phrase(phrase)));
        self
    }

    /// With somebody else's words for a variable.
    pub(super) fn quoting(mut self, variable: &'static str, words: &str) -> Self {
        let one_line: Vec<&str> = words.split_whitespace().collect();
        self.arguments
            .push((variable, Value::Quote(one_line.join(" "))));
        self
    }
}
