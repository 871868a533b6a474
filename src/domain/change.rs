//! Change records: what was done to the directory, by whom, and why.

use uuid::Uuid;

closed_set! {
    /// What was done.
    pub enum Deed {
        /// A thing came into the directory.
        Added = "ADDED",
        /// A thing was changed.
        Changed = "CHANGED",
    }
}

closed_set! {
    /// What it was done to.
    pub enum ThingKind {
        /// A publisher.
        Publisher = "PUBLISHER",
        /// An offer.
        Offer = "OFFER",
        /// A contact.
        Contact = "CONTACT",
        /// A resource link.
        ResourceLink = "RESOURCE_LINK",
        /// A partner.
        Partner = "PARTNER",
        /// An edition of the rules.
        PolicyEdition = "POLICY_EDITION",
    }
}

/// What one change did to one thing; written together with it.
#[derive(Clone, Debug)]
pub struct ChangeNote {
    /// What was done.
    pub deed: Deed,
    /// To what kind of thing.
    pub kind: ThingKind,
    /// To which one.
    pub key: Uuid,
    /// What it was before, as JSON; absent for what was added.
    pub before: Option<serde_json::Value>,
    /// What it is now, as JSON.
    pub after: Option<serde_json::Value>,
}
