//! The splits of a batch: put on record, or left as they are. Nothing changes one that is on record.

use std::slice;

use chrono::DateTime;
use uuid::Uuid;

use super::Planner;
use super::carried::{SplitKey, SplitTerms, Standing};
use super::reasons::reason;
use super::standing::day;
use crate::domain::Id;
use crate::domain::partner::{PartnerId, PartnerRole};
use crate::domain::responsibility::{NewSplit, Split, SplitDraft};
use crate::exchange::{Remark, SourceFile, ToldSplit};

/// A split that is put on record.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct SplitPlan {
    /// The file that tells it first.
    pub(in crate::actions::import_offers) file: Option<SourceFile>,
    pub(in crate::actions::import_offers) provider: PartnerId,
    pub(in crate::actions::import_offers) reseller: Option<PartnerId>,
    pub(in crate::actions::import_offers) terms: SplitDraft,
}

impl Planner<'_> {
    /// Plans a split.
    pub(super) fn split(&mut self, told: &ToldSplit) {
        let terms = (told.party, told.valid_through);
        let key = key(told);
        if let Some(on_record) = self.split_on_record(told, &key) {
            self.take(slice::from_ref(&told.place));
            self.plan.counted.splits.unchanged += 1;
            let fields = [
                ("party", terms.0.to_string(), on_record.0.to_string()),
                ("validThrough", day(terms.1), day(on_record.1)),
            ];
            for (field, told_so, is_so) in fields.into_iter().filter(|(_, told, is)| told != is) {
                let remark = Remark::OnRecordOtherwise(is_so);
                self.warn(&told.place, field, &told_so, remark);
            }
            return;
        }
        if let Err(reason) = self.can_be_split(told) {
            return self.refuse(slice::from_ref(&told.place), &reason);
        }
        self.take(slice::from_ref(&told.place));
        self.plan.counted.splits.added += 1;
        let plan = SplitPlan {
            file: told.place.file.clone(),
            provider: told.provider.clone(),
            reseller: told.reseller.clone(),
            terms: draft(told),
        };
        self.added(&told.place, &name(told), || prospective(&plan));
        self.carried.splits.insert(key, terms);
        self.plan.splits.push(plan);
    }

    /// What is on record of the same duty for the same from the same day on.
    fn split_on_record(&self, told: &ToldSplit, key: &SplitKey) -> Option<SplitTerms> {
        if let Some(&terms) = self.carried.splits.get(key) {
            return Some(terms);
        }
        let partner = |id: &PartnerId| self.known.partners.get(id).map(|kept| kept.id);
        let provider = partner(&told.provider)?;
        let reseller = match &told.reseller {
            None => None,
            Some(reseller) => Some(partner(reseller)?),
        };
        let wanted = draft(told).between(provider, reseller);
        let mut splits = self.known.splits.get(&provider)?.iter();
        let same = splits.find(|split| split.terms.repeats(&wanted))?;
        Some((same.terms.party, same.terms.valid_through))
    }

    fn can_be_split(&self, told: &ToldSplit) -> Result<(), String> {
        self.partner_for(&told.provider, PartnerRole::IndirectProvider)?;
        if let Some(reseller) = &told.reseller {
            let (id, provider) = (reseller.as_str(), told.provider.as_str());
            let Some(now) = self.partner_now(reseller) else {
                return Err(format!(
                    "neither the directory nor the file has a partner `{id}`"
                ));
            };
            if now.standing == Standing::Retired {
                return Err(format!("`{id}` is retired: restore it first"));
            }
            if !self.is_tied(&told.provider, reseller) {
                return Err(format!("`{id}` is no reseller of `{provider}`"));
            }
        }
        draft(told).flaws().unless_flawed(|| ()).map_err(reason)
    }
}

fn key(told: &ToldSplit) -> SplitKey {
    (
        told.provider.clone(),
        told.reseller.clone(),
        told.category,
        told.valid_from,
    )
}

fn draft(told: &ToldSplit) -> SplitDraft {
    SplitDraft {
        category: told.category,
        party: told.party,
        valid_from: told.valid_from,
        valid_through: told.valid_through,
    }
}

fn name(told: &ToldSplit) -> String {
    let provider = told.provider.as_str();
    match &told.reseller {
        None => provider.to_owned(),
        Some(reseller) => format!("{provider} with {}", reseller.as_str()),
    }
}

/// A split as it would be; its keys name nothing yet.
fn prospective(plan: &SplitPlan) -> Split {
    let nobody = Id::new(Uuid::nil());
    let terms: NewSplit = plan.terms.clone().between(nobody, None);
    Split {
        id: Id::new(Uuid::nil()),
        terms,
        version: 1,
        updated_at: DateTime::UNIX_EPOCH,
    }
}
