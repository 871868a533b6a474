//! The ties of a batch: added when both ends are there, or left as they are.

use std::slice;

use uuid::Uuid;

use super::Planner;
use super::carried::{PartnerNow, Standing};
use crate::domain::Id;
use crate::domain::partner::{MOST_PROVIDERS, PartnerId, PartnerRole, Tie};
use crate::exchange::{SourceFile, ToldTie};

/// A tie that is added.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct TiePlan {
    /// The file that tells it first.
    pub(in crate::actions::import_offers) file: Option<SourceFile>,
    pub(in crate::actions::import_offers) provider: PartnerId,
    pub(in crate::actions::import_offers) reseller: PartnerId,
}

impl Planner<'_> {
    /// Plans a tie.
    pub(super) fn tie(&mut self, told: &ToldTie) {
        if self.is_tied(&told.provider, &told.reseller) {
            self.take(slice::from_ref(&told.place));
            self.plan.counted.ties.unchanged += 1;
            return;
        }
        if let Err(reason) = self.can_be_tied(told) {
            return self.refuse(slice::from_ref(&told.place), &reason);
        }
        self.take(slice::from_ref(&told.place));
        self.plan.counted.ties.added += 1;
        let (provider, reseller) = (told.provider.clone(), told.reseller.clone());
        let nobody = Tie {
            provider: Id::new(Uuid::nil()),
            reseller: Id::new(Uuid::nil()),
        };
        let name = format!("{} to {}", reseller.as_str(), provider.as_str());
        self.added(&told.place, &name, || nobody);
        let providers = self.carried.ties.entry(reseller.clone()).or_default();
        providers.insert(provider.clone());
        self.plan.ties.push(TiePlan {
            file: told.place.file.clone(),
            provider,
            reseller,
        });
    }

    /// Whether a reseller buys from a provider.
    pub(super) fn is_tied(&self, provider: &PartnerId, reseller: &PartnerId) -> bool {
        let all = [&self.known.ties, &self.carried.ties];
        all.iter().any(|ties| {
            let providers = ties.get(reseller);
            providers.is_some_and(|providers| providers.contains(provider))
        })
    }

    fn can_be_tied(&self, told: &ToldTie) -> Result<(), String> {
        self.partner_for(&told.provider, PartnerRole::IndirectProvider)?;
        self.partner_for(&told.reseller, PartnerRole::IndirectReseller)?;
        let known = self.known.ties.get(&told.reseller).into_iter().flatten();
        let carried = self.carried.ties.get(&told.reseller).into_iter().flatten();
        let mut providers: Vec<&PartnerId> = known.chain(carried).collect();
        providers.sort();
        providers.dedup();
        if providers.len() >= MOST_PROVIDERS {
            let id = told.reseller.as_str();
            return Err(format!(
                "`{id}` has {MOST_PROVIDERS} providers already: a reseller has no more"
            ));
        }
        Ok(())
    }

    /// The partner that has an id, if it can take part in something as this, or why it cannot.
    pub(super) fn partner_for(
        &self,
        id: &PartnerId,
        role: PartnerRole,
    ) -> Result<PartnerNow, String> {
        let Some(now) = self.partner_now(id) else {
            let id = id.as_str();
            return Err(format!(
                "neither the directory nor the file has a partner `{id}`"
            ));
        };
        let id = id.as_str();
        if now.role != role {
            let (role, now) = (role.code(), now.role.code());
            return Err(format!("`{id}` takes part as {now}, and not as {role}"));
        }
        if now.standing == Standing::Retired {
            return Err(format!("`{id}` is retired: restore it first"));
        }
        Ok(now)
    }
}
