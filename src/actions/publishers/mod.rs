//! What can be done to publishers, a file per deed.

mod add_publisher;
mod change_publisher;
mod merge_publishers;
mod restore_publisher;
mod retire_publisher;

pub use add_publisher::add_publisher;
pub use change_publisher::change_publisher;
pub use merge_publishers::{PublishersToMerge, merge_publishers};
pub use restore_publisher::restore_publisher;
pub use retire_publisher::retire_publisher;

use super::refusal::{Refused, allow, latest, not_found};
use super::seen::Seen;
use crate::domain::actor::{Permission, Realm};
use crate::domain::change::Cause;
use crate::domain::flaw::Flaws;
use crate::domain::publisher::{Publisher, PublisherProblem};
use crate::store::Change;

/// The publisher that was seen: it is there, this actor may keep it, and it is still what they saw.
async fn seen(
    change: &Change,
    cause: &Cause,
    seen: Seen<Publisher>,
    flaws: &mut Flaws<PublisherProblem>,
) -> Result<Publisher, Refused<Publisher, PublisherProblem>> {
    let Some(kept) = change.publishers_by_id(&[seen.id]).await?.pop() else {
        return Err(not_found(std::mem::take(flaws)));
    };
    let realm = Realm::Publisher(&kept.publisher_id);
    allow(&cause.actor, Permission::Administer, realm)?;
    latest(&kept, kept.version, seen.version)?;
    Ok(kept)
}
