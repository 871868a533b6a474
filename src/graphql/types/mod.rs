//! The types of the contract, a file per concept.

pub(super) mod answer;
pub(super) mod change;
pub(super) mod contact;
pub(super) mod contact_change;
pub(super) mod entity;
pub(super) mod gap;
pub(super) mod import;
pub(super) mod import_report;
pub(super) mod info;
pub(super) mod keys;
pub(super) mod link;
pub(super) mod notice;
pub(super) mod offer;
pub(super) mod override_;
pub(super) mod partner;
pub(super) mod policy;
pub(super) mod publisher;
pub(super) mod responsibility;
pub(super) mod split;
pub(super) mod viewer;

pub(super) use change::Change;
pub(super) use contact::Contact;
pub(super) use contact_change::ContactChange;
pub(super) use import::ImportJob;
pub(super) use keys::{OfferBy, PublisherBy};
pub(super) use link::ResourceLink;
pub(super) use notice::ServiceNotice;
pub(super) use offer::Offer;
pub(super) use override_::ResponsibilityOverride;
pub(super) use partner::Partner;
pub(super) use policy::PolicyEdition;
pub(super) use publisher::Publisher;
pub(super) use split::IndirectSplit;
