//! Writes operations: which door is gone through, what stands around the selection, what goes with the document.

use std::fmt::Write;

use apollo_compiler::Name;
use apollo_compiler::ast::OperationType;

use super::contract::Contract;
use super::dice::Dice;
use super::given::Given;
use super::stock::Stock;

/// How an operation is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// Every value is one that somebody might mean.
    Sound,
    /// Some values are odd.
    Odd,
}

/// An operation, and what is sent with it.
pub(super) struct Operation {
    pub(super) document: String,
    /// The same with other blanks, where it is sent so: the other implementation does not read all that may be.
    pub(super) respaced: Option<String>,
    /// JSON, or what is not even that.
    pub(super) variables: String,
    pub(super) name: Option<&'static str>,
    /// Whether the contract lets everything through that was given.
    pub(super) is_sound: bool,
}

impl Operation {
    /// The body of the request.
    pub(super) fn body(&self) -> String {
        let query = serde_json::Value::from(&**self.respaced.as_ref().unwrap_or(&self.document));
        let name = self.name.map_or(String::new(), |name| {
            format!(r#","operationName":"{name}""#)
        });
        format!(
            r#"{{"query":{query},"variables":{}{name}}}"#,
            self.variables
        )
    }
}

/// A variable of the operation.
pub(super) struct Declared {
    pub(super) name: String,
    pub(super) written_type: String,
    pub(super) default: Option<Given>,
    /// What is sent for it, if anything.
    pub(super) sent: Option<Given>,
}

/// How many fields an operation may select in all, and how many of them under an alias.
const FIELDS: usize = 60;
const ALIASES: usize = 40;

/// Writes one operation.
pub(super) struct Writer<'w> {
    pub(super) contract: &'w Contract,
    pub(super) stock: &'w Stock,
    pub(super) dice: Dice,
    pub(super) mood: Mood,
    pub(super) is_sound: bool,
    pub(super) variables: Vec<Declared>,
    /// The type and the text of each.
    pub(super) fragments: Vec<(Name, String)>,
    pub(super) fields_left: usize,
    pub(super) aliases_left: usize,
}

impl<'w> Writer<'w> {
    pub(super) fn new(contract: &'w Contract, stock: &'w Stock, dice: Dice, mood: Mood) -> Self {
        Self {
            contract,
            stock,
            dice,
            mood,
            is_sound: true,
            variables: Vec::new(),
            fragments: Vec::new(),
            fields_left: FIELDS,
            aliases_left: ALIASES,
        }
    }

    /// An operation through this door, and perhaps a second one.
    pub(super) fn operation(mut self, kind: OperationType, door: &str) -> Operation {
        let root = self.contract.schema.root_operation(kind);
        let root = root.expect("there is a root").clone();
        let mut selection = self.field(&root, door, 5, None);
        if kind != OperationType::Subscription && self.dice.happens(20) {
            let doors = self.contract.doors(kind);
            let second = self.dice.pick(&doors).clone();
            let _ = write!(
                selection,
                " {}",
                self.field(&root, &second, 3, Some("also"))
            );
        }
        let name = self.dice.happens(50).then_some("Asked");
        let mut document = self.head(kind, name);
        let _ = write!(document, "{{ {selection} }}");
        for (number, (of, text)) in self.fragments.iter().enumerate() {
            let _ = write!(document, "\nfragment F{number} on {of} {{ {text} }}");
        }
        let is_second = name.is_some() && self.dice.happens(5);
        if is_second {
            document.push_str("\nquery Other { viewer { language } }");
        }
        Operation {
            document,
            respaced: None,
            variables: self.sent(),
            name: name.filter(|_| is_second || self.dice.happens(50)),
            is_sound: self.is_sound,
        }
    }

    fn head(&mut self, kind: OperationType, name: Option<&str>) -> String {
        let is_short = kind == OperationType::Query && name.is_none() && self.variables.is_empty();
        if is_short && self.dice.happens(50) {
            return String::new();
        }
        let declared = self.variables.iter().map(|variable| {
            let default = variable.default.as_ref();
            let default = default.map_or(String::new(), |value| format!(" = {}", value.literal()));
            format!("${}: {}{default}", variable.name, variable.written_type)
        });
        let declared: Vec<String> = declared.collect();
        let declared = match declared.is_empty() {
            true => String::new(),
            false => format!("({})", declared.join(", ")),
        };
        format!("{kind} {}{declared} ", name.unwrap_or_default())
    }

    /// The variables, as JSON; in an odd mood now and then something else.
    fn sent(&mut self) -> String {
        if self.mood == Mood::Odd && self.dice.happens(4) {
            self.is_sound = false;
            return (*self.dice.pick(&["[]", "\"x\"", "7", "{", "{\"v0\":}"])).to_owned();
        }
        let sent = self.variables.iter().filter_map(|variable| {
            let value = variable.sent.clone()?;
            Some((variable.name.clone(), value))
        });
        let mut sent: Vec<(String, Given)> = sent.collect();
        if self.dice.happens(5) {
            sent.push(("nobodyAskedFor".to_owned(), Given::text("it")));
        }
        Given::Object(sent).json()
    }
}
