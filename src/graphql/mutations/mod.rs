//! What clients may have done: a file per mutation.

mod contacts;
mod editions;
mod imports;
mod links;
mod notices;
mod offers;
mod overrides;
mod partners;
mod publishers;
mod seen;
mod settle;
mod splits;

use async_graphql::MergedObject;

pub(super) use contacts::{
    AddContact, ChangeContact, MarkContactDead, RemoveContact, ReportContact, VerifyContact,
};
pub(super) use editions::LoadEdition;
pub(super) use imports::{CancelImport, ImportOffers};
pub(super) use links::{AddLink, ChangeLink, RemoveLink};
pub(super) use notices::{ChangeNotice, EndNotice, PublishNotice};
pub(super) use offers::{AddOffer, ChangeOffer, MoveOffer, RestoreOffer, RetireOffer};
pub(super) use overrides::{OverrideResponsibility, RemoveOverride};
pub(super) use partners::{
    AddPartner, ChangePartner, RestorePartner, RetirePartner, TieReseller, UntieReseller,
};
pub(super) use publishers::{
    AddPublisher, ChangePublisher, MergePublishers, RestorePublisher, RetirePublisher,
};
pub(super) use splits::{RecordSplit, RemoveSplit};

/// What can be done.
///
/// One deed each. What is wrong with an input is told in `userErrors`, all at once, and then nothing was
/// done. Who may not do it gets `FORBIDDEN`, or `UNAUTHENTICATED` without having signed in. With an
/// `Idempotency-Key` header a request that is repeated within a day gets its first answer again.
#[derive(MergedObject, Default)]
pub(super) struct Mutation(
    AddContact,
    ChangeContact,
    VerifyContact,
    ReportContact,
    MarkContactDead,
    RemoveContact,
    AddPublisher,
    ChangePublisher,
    RetirePublisher,
    RestorePublisher,
    MergePublishers,
    AddOffer,
    ChangeOffer,
    RetireOffer,
    RestoreOffer,
    MoveOffer,
    AddLink,
    ChangeLink,
    RemoveLink,
    AddPartner,
    ChangePartner,
    RetirePartner,
    RestorePartner,
    TieReseller,
    UntieReseller,
    RecordSplit,
    RemoveSplit,
    OverrideResponsibility,
    RemoveOverride,
    LoadEdition,
    PublishNotice,
    ChangeNotice,
    EndNotice,
    ImportOffers,
    CancelImport,
);
