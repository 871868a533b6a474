//! The overrides of a batch: made, or left as they are. Nothing changes one that is there.

use std::slice;

use chrono::DateTime;
use uuid::Uuid;

use super::Planner;
use super::carried::Standing;
use super::reasons::reason;
use super::standing::{day, in_words, name};
use crate::domain::Id;
use crate::domain::inquiry::Party;
use crate::domain::responsibility::{
    MOST_OVERRIDES, NewOverride, Override, OverrideDraft, OverrideSubject,
};
use crate::exchange::{Remark, SourceFile, Subject, ToldOverride};

/// An override that is made.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct OverridePlan {
    /// The file that tells it first.
    pub(in crate::actions::import_offers) file: Option<SourceFile>,
    /// What it is made for, by the id that it has today.
    pub(in crate::actions::import_offers) subject: Subject,
    /// What it says; its own subject names nothing yet.
    pub(in crate::actions::import_offers) terms: NewOverride,
}

impl Planner<'_> {
    /// Plans an override.
    pub(super) fn override_(&mut self, told: &ToldOverride) {
        let places = slice::from_ref(&told.place);
        let (subject, terms) = match self.sound_override(told) {
            Ok(sound) => sound,
            Err(reason) => return self.refuse(places, &reason),
        };
        let others = self.overrides_for(told, &subject);
        if let Some(same) = others.iter().find(|other| other.repeats(&terms)) {
            self.take(places);
            self.plan.counted.overrides.unchanged += 1;
            for (field, told_so, is_so) in differing(&terms, same) {
                let remark = Remark::OnRecordOtherwise(is_so);
                self.warn(&told.place, field, &told_so, remark);
            }
            return;
        }
        if let Err(reason) = self.has_room(told, &others) {
            return self.refuse(places, &reason);
        }
        self.take(places);
        self.plan.counted.overrides.added += 1;
        self.added(&told.place, &name(&subject), || prospective(&terms));
        let carried = self.carried.overrides.entry(subject.clone()).or_default();
        carried.push(terms.clone());
        self.plan.overrides.push(OverridePlan {
            file: told.place.file.clone(),
            subject,
            terms,
        });
    }

    /// What an override is made for and says, or what is wrong with it.
    fn sound_override(&self, told: &ToldOverride) -> Result<(Subject, NewOverride), String> {
        let Some((subject, _)) = self.about(&told.subject) else {
            let subject = in_words(&told.subject);
            return Err(format!(
                "neither the directory nor the file has the {subject}"
            ));
        };
        let draft = OverrideDraft {
            category: told.category,
            model: told.model,
            inquirer: told.inquirer,
            responsible: told.responsible.clone(),
            basis: told.basis,
            reason: told.reason.clone(),
            valid_from: told.valid_from,
            valid_through: told.valid_through,
        };
        let terms = NewOverride::check(&draft, Some(nothing())).map_err(reason)?;
        Ok((subject, terms))
    }

    /// All that are made for the same, and those that the file makes.
    fn overrides_for(&self, told: &ToldOverride, subject: &Subject) -> Vec<NewOverride> {
        let carried = self.carried.overrides.get(subject);
        let mut all: Vec<NewOverride> = carried.into_iter().flatten().cloned().collect();
        let known = self.kept_subject(&told.subject, subject);
        let known = known.map(|owner| owner.of_overrides());
        let known = known.and_then(|subject| self.known.overrides.get(&subject));
        for kept in known.into_iter().flatten() {
            let terms = NewOverride {
                subject: nothing(),
                ..kept.terms.clone()
            };
            if !all.iter().any(|other| other.repeats(&terms)) {
                all.push(terms);
            }
        }
        all
    }

    /// Whether its subject takes one more, or why not.
    fn has_room(&self, told: &ToldOverride, others: &[NewOverride]) -> Result<(), String> {
        let of = in_words(&told.subject);
        if let (Subject::Partner(id), Some(model)) = (&told.subject, told.model)
            && self
                .partner_now(id)
                .is_some_and(|now| now.role.model() != model)
        {
            return Err(format!("the {of} does not take part in this model"));
        }
        let standing = self.about(&told.subject).map(|(_, standing)| standing);
        if standing == Some(Standing::Retired) {
            return Err(format!("the {of} is retired: restore it first"));
        }
        if others.len() >= MOST_OVERRIDES {
            return Err(format!(
                "the {of} has {MOST_OVERRIDES} overrides already: it takes no more"
            ));
        }
        Ok(())
    }
}

/// A subject that names nothing: those of one thing are compared without it.
fn nothing() -> OverrideSubject {
    OverrideSubject::Partner(Id::new(Uuid::nil()))
}

/// The fields in which two overrides of the same questions differ, and what each says.
fn differing(told: &NewOverride, kept: &NewOverride) -> Vec<(&'static str, String, String)> {
    let fields = |terms: &NewOverride| {
        let parties: Vec<&str> = terms.responsible.parties().map(Party::code).collect();
        [
            ("responsible", parties.join(", ")),
            ("basis", terms.basis.to_string()),
            ("reason", terms.reason.clone()),
            ("validThrough", day(terms.valid_through)),
        ]
    };
    let pairs = fields(told).into_iter().zip(fields(kept));
    pairs
        .filter(|(told, kept)| told != kept)
        .map(|((field, told), (_, kept))| (field, told, kept))
        .collect()
}

/// An override as it would be; its key names nothing yet.
fn prospective(terms: &NewOverride) -> Override {
    Override {
        id: Id::new(Uuid::nil()),
        terms: terms.clone(),
        version: 1,
        updated_at: DateTime::UNIX_EPOCH,
    }
}
