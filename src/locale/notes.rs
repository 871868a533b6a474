//! Notes: a short sentence on a step of a route.

use super::Locale;
use super::phrase::{Form, Phrase};
use crate::domain::responsibility::Step;

impl Locale {
    /// Who turns to whom in a step, and how binding that is.
    pub fn step_note(self, step: &Step) -> String {
        self.say(&step_note(step))
    }
}

fn step_note(step: &Step) -> Phrase {
    let code = if step.is_alternative {
        "ALTERNATIVE"
    } else {
        step.strength.code()
    };
    Phrase::for_code("step", code)
        .with("from", Phrase::party(step.from, Form::Subject))
        .with("to", Phrase::party(step.to, Form::Addressed))
}

/// Every note there is.
#[cfg(test)]
pub(super) fn every_note() -> Vec<Phrase> {
    use crate::domain::inquiry::Party;
    use crate::domain::responsibility::Strength;

    let mut notes = Vec::new();
    for &strength in Strength::ALL {
        for is_alternative in [false, true] {
            for (&from, &to) in Party::ALL
                .iter()
                .flat_map(|from| Party::ALL.iter().map(move |to| (from, to)))
            {
                notes.push(step_note(&Step {
                    from,
                    to,
                    strength,
                    is_alternative,
                }));
            }
        }
    }
    notes
}
