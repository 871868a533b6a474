//! Writing publishers.

use super::{Additions, Writing};
use crate::actions::import_offers::plan::{PublisherPlan, Retirement};
use crate::domain::change::{ChangeNote, Deed};
use crate::domain::publisher::Publisher;
use crate::store::Result;

impl Writing<'_> {
    pub(super) async fn publishers(&mut self, plans: Vec<PublisherPlan>) -> Result<()> {
        let is_new = |plan: &&PublisherPlan| plan.kept.is_none();
        let mut additions = Additions::nothing();
        for plan in plans.iter().filter(is_new) {
            additions.push(plan.file.as_ref(), plan.becomes.clone());
        }
        let added = self.change.add_publishers(additions.new).await?;
        self.note_added(&additions.files, &added);
        let added = added.into_iter();
        let added = added.map(|added| (added.publisher_id.clone(), added));
        self.publishers.extend(added);
        for plan in plans {
            let id = &plan.becomes.publisher_id;
            let Some(kept) = self.publishers.get(id).cloned() else {
                continue;
            };
            self.publisher(&plan, kept).await?;
        }
        Ok(())
    }

    async fn publisher(&mut self, plan: &PublisherPlan, kept: Publisher) -> Result<()> {
        let becomes = &plan.becomes;
        let mut now = kept;
        if now.name != becomes.name || now.is_first_party != becomes.is_first_party {
            let renamed = self
                .change
                .rename_publisher(&now, &becomes.name, becomes.is_first_party)
                .await?;
            self.done(plan, Deed::Changed, &mut now, renamed);
        }
        match plan.retirement {
            Retirement::Left => {}
            Retirement::Retired => {
                let retired = self.change.retire_publisher(&now).await?;
                self.done(plan, Deed::Retired, &mut now, retired);
            }
            Retirement::Restored => {
                let restored = self.change.restore_publisher(&now).await?;
                self.done(plan, Deed::Restored, &mut now, restored);
            }
        }
        // One that ids of others find is the same for all of them.
        for publisher in self.publishers.values_mut() {
            if publisher.id == now.id {
                *publisher = now.clone();
            }
        }
        self.merge(plan, now).await
    }

    /// Makes a publisher that came in just now one with another: its id finds that one.
    async fn merge(&mut self, plan: &PublisherPlan, goes: Publisher) -> Result<()> {
        let stays = plan.merged_into.as_ref();
        let Some(stays) = stays.and_then(|id| self.publishers.get(id)).cloned() else {
            return Ok(());
        };
        let merged = self.change.merge_publishers(vec![goes.clone()], stays.id);
        for merged in merged.await? {
            self.note(
                plan.file.as_ref(),
                ChangeNote::of(Deed::Merged, &goes, &merged),
            );
        }
        self.publishers.insert(goes.publisher_id, stays);
        Ok(())
    }

    fn done(&mut self, plan: &PublisherPlan, deed: Deed, before: &mut Publisher, after: Publisher) {
        self.note(plan.file.as_ref(), ChangeNote::of(deed, before, &after));
        *before = after;
    }
}
