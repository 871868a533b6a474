//! The translations, read once, and how a phrase is said in one of them.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::Locale;
use super::phrase::{Phrase, Value};

/// A file of messages and the language it is in.
pub(super) struct Translation {
    /// Its tag (BCP 47).
    pub(super) tag: &'static str,
    /// The messages (Fluent).
    pub(super) messages: &'static str,
}

/// Every language: a line each, English first.
pub(super) static TRANSLATIONS: &[Translation] = &[
    Translation {
        tag: "en",
        messages: include_str!("en.ftl"),
    },
    Translation {
        tag: "tr",
        messages: include_str!("tr.ftl"),
    },
];

static BUNDLES: LazyLock<Vec<FluentBundle<FluentResource>>> =
    LazyLock::new(|| TRANSLATIONS.iter().map(Translation::bundle).collect());

impl Translation {
    /// Reads the messages. What cannot be read is left out and said in English; the tests prove
    /// that there is no such thing.
    fn bundle(&self) -> FluentBundle<FluentResource> {
        let language = self.tag.parse::<LanguageIdentifier>().unwrap_or_default();
        let resource = FluentResource::try_new(self.messages.to_owned())
            .unwrap_or_else(|(readable, _)| readable);
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks are for names in a script of the other direction; they would end up in
        // what clients compare and copy.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        bundle
    }
}

impl Locale {
    /// The translation it stands for.
    pub(super) fn translation(self) -> &'static Translation {
        &TRANSLATIONS[self.0]
    }

    /// Says a phrase; in English where the translation fails, never with a message's name.
    pub(super) fn say(self, phrase: &Phrase) -> String {
        self.try_say(phrase)
            .or_else(|| Self::ENGLISH.try_say(phrase))
            .unwrap_or_default()
    }

    /// Says a phrase, if the translation has all of it.
    pub(super) fn try_say(self, phrase: &Phrase) -> Option<String> {
        let bundle = &BUNDLES[self.0];
        let message = bundle.get_message(&phrase.message)?;
        let pattern = match phrase.attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut arguments = FluentArgs::with_capacity(phrase.arguments.len());
        for (variable, value) in &phrase.arguments {
            let words = match value {
                Value::Quote(words) => words.clone(),
                Value::Phrase(inner) => self.try_say(inner)?,
            };
            arguments.set(*variable, words);
        }
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        errors.is_empty().then(|| said.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_language_cannot_say_is_said_in_english() {
        let only_english = Phrase::of("party-DIRECT_BILL_PARTNER").attribute("aliases");
        for locale in Locale::all().filter(|locale| locale.try_say(&only_english).is_none()) {
            assert_eq!(
                locale.say(&only_english),
                "direct bill partner",
                "{}",
                locale.language()
            );
        }
    }

    #[test]
    fn the_name_of_a_message_is_never_said() {
        for phrase in [Phrase::of("no-such-message"), Phrase::of("why-responsible")] {
            assert_eq!(Locale::ENGLISH.say(&phrase), "", "{phrase:?}");
        }
    }
}
