//! Every language says everything that can be asked for, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};

use super::every_phrase;
use crate::locale::Locale;
use crate::locale::catalogue::{TRANSLATIONS, Translation};

/// What a translation holds: the variables of each `message` and `message.attribute`.
type Contents = BTreeMap<String, BTreeSet<String>>;

/// The attribute that a language may leave out.
const ALIASES: &str = ".aliases";

fn parsed(translation: &Translation) -> FluentResource {
    let parsed = FluentResource::try_new(translation.messages.to_owned());
    parsed
        .unwrap_or_else(|(_, errors)| panic!("{}.ftl cannot be read: {errors:?}", translation.tag))
}

/// Gives every pattern of a translation to `look`, in the order of the file.
fn for_each_pattern(translation: &Translation, mut look: impl FnMut(String, &Pattern<&str>)) {
    for entry in parsed(translation).entries() {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            Entry::Term(_) | Entry::Junk { .. } => {
                panic!("{}.ftl holds more than messages", translation.tag)
            }
        };
        if let Some(value) = &message.value {
            look(message.id.name.to_owned(), value);
        }
        for attribute in &message.attributes {
            look(
                format!("{}.{}", message.id.name, attribute.id.name),
                &attribute.value,
            );
        }
    }
}

fn contents(translation: &Translation) -> Contents {
    let mut contents = Contents::new();
    for_each_pattern(translation, |name, pattern| {
        let mut variables = BTreeSet::new();
        collect_variables(pattern, &mut variables);
        let before = contents.insert(name.clone(), variables);
        assert!(before.is_none(), "{}.ftl has {name} twice", translation.tag);
    });
    contents
}

fn collect_variables(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => {
                collect_from_inline(inline, variables);
            }
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                collect_from_inline(selector, variables);
                for variant in variants {
                    collect_variables(&variant.value, variables);
                }
            }
        }
    }
}

fn collect_from_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, .. },
            ..
        } => {
            for argument in positional {
                collect_from_inline(argument, variables);
            }
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                collect_from_inline(inner, variables);
            }
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

#[test]
fn english_is_the_first_language_and_every_tag_is_its_own() {
    assert_eq!(Locale::ENGLISH.language(), "en");
    for locale in Locale::all() {
        assert_eq!(
            Locale::negotiate(Some(locale.language()), None),
            locale,
            "{}",
            locale.language()
        );
    }
}

#[test]
fn every_language_has_the_messages_attributes_and_variables_of_english() {
    let english = contents(&TRANSLATIONS[0]);
    let mut differences = Vec::new();
    for translation in &TRANSLATIONS[1..] {
        let other = contents(translation);
        for name in english.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
            if name.ends_with(ALIASES) || english.get(name) == other.get(name) {
                continue;
            }
            let what = match (english.get(name), other.get(name)) {
                (Some(_), None) => "lacks",
                (None, _) => "has, and English has not,",
                (Some(_), Some(_)) => "has other variables in",
            };
            differences.push(format!("{}.ftl {what} {name}", translation.tag));
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn every_message_that_can_be_asked_for_is_there_and_no_other() {
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for phrase in every_phrase() {
        let attribute = phrase
            .attribute
            .map(|attribute| format!(".{attribute}"))
            .unwrap_or_default();
        let variables = phrase
            .arguments
            .iter()
            .map(|(variable, _)| (*variable).to_owned());
        asked
            .entry(format!("{}{attribute}", phrase.message))
            .or_default()
            .extend(variables);
    }
    let mut there = contents(&TRANSLATIONS[0]);
    there.retain(|name, _| !name.ends_with(ALIASES));

    let missing: Vec<_> = asked
        .keys()
        .filter(|name| !there.contains_key(*name))
        .collect();
    let unused: Vec<_> = there
        .keys()
        .filter(|name| !asked.contains_key(*name))
        .collect();
    assert!(missing.is_empty(), "en.ftl lacks {missing:#?}");
    assert!(unused.is_empty(), "nobody asks for {unused:#?}");
    assert_eq!(
        there, asked,
        "every variable is given, and every given one is used"
    );
}

#[test]
fn no_message_begins_with_a_name_that_would_need_a_capital() {
    for translation in TRANSLATIONS {
        for_each_pattern(translation, |name, pattern| {
            let begins_with_text = matches!(
                pattern.elements.first(),
                Some(PatternElement::TextElement { .. })
            );
            assert!(
                begins_with_text,
                "{}.ftl: {name} begins with a variable",
                translation.tag
            );
        });
    }
}

#[test]
fn every_language_can_say_every_phrase() {
    let phrases = every_phrase();
    for locale in Locale::all() {
        for phrase in &phrases {
            let said = locale.try_say(phrase);
            assert!(
                said.is_some_and(|said| !said.trim().is_empty()),
                "{} cannot say {phrase:?}",
                locale.language()
            );
        }
    }
}
