//! The list of gaps: what makes one, in which order they come, and who learns of them.

use rstest::rstest;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::ContactType;
use support_directory::domain::gap::{GapFilter, GapKind, GapSeverity};
use support_directory::domain::offer::{MarketplaceId, OfferKey};
use support_directory::domain::publisher::{PublisherId, PublisherKey};

use super::{all, directory, fresh_since, gaps, retire};
use crate::databases::{Backend, TestDatabase};
use crate::given;

#[rstest]
#[tokio::test]
async fn everything_that_is_missing_or_rotten_is_listed_the_worst_first(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = directory(&database).await;

    assert_eq!(
        gaps(&store, &all()).await,
        [
            "HIGH CONTACT_MISSING fabrikam.ant CUSTOMER_SUPPORT -",
            "HIGH CONTACT_MISSING fabrikam.zoo CUSTOMER_SUPPORT -",
            "HIGH CONTACT_DEAD contoso.backup CUSTOMER_SUPPORT dead@b.example",
            "HIGH CONTACT_DEAD contoso.mail CSP_PROGRAM dial 0",
            "HIGH CONTACT_REPORTED_BAD contoso.mail ENGINEERING bad@b.example",
            "HIGH CONTACT_WITHOUT_CHANNEL contoso.backup CUSTOMER_SUPPORT 555 00 00",
            "MEDIUM CONTACT_MISSING fabrikam.ant ENGINEERING -",
            "MEDIUM CONTACT_MISSING contoso.backup CSP_PROGRAM -",
            "MEDIUM CONTACT_MISSING fabrikam.zoo CSP_PROGRAM -",
            "MEDIUM CONTACT_MISSING fabrikam.zoo ENGINEERING -",
            "MEDIUM CONTACT_STALE contoso CUSTOMER_SUPPORT stale@b.example",
            "LOW CONTACT_UNVERIFIED contoso ENGINEERING never@b.example",
            "LOW PUBLISHER_WITHOUT_OFFERS fabrikam2 - -",
            "LOW SPELLING_VARIANT fabrikam - -",
            "LOW SPELLING_VARIANT fabrikam2 - -",
        ]
    );
}

#[rstest]
#[tokio::test]
async fn a_filter_narrows_and_all_of_it_together(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = directory(&database).await;
    let key = |id| PublisherId::parse(id).map(PublisherKey::Marketplace);
    let backup = OfferKey::Marketplace(MarketplaceId::parse("contoso.backup").expect("sound"));

    let kinds = GapFilter {
        kinds: Some(vec![
            GapKind::SpellingVariant,
            GapKind::ContactDead,
            GapKind::OfferNotNamed,
        ]),
        ..all()
    };
    let engineering = GapFilter {
        contact_types: Some(vec![ContactType::Engineering]),
        severities: Some(vec![GapSeverity::High, GapSeverity::Low]),
        ..all()
    };
    let of_offer = GapFilter {
        offer: Some(backup.clone()),
        ..all()
    };
    let of_publisher = GapFilter {
        publisher: key("fabrikam"),
        severities: Some(vec![GapSeverity::High, GapSeverity::Low]),
        ..all()
    };
    let of_strangers = GapFilter {
        publisher: key("fabrikam"),
        offer: Some(backup),
        ..all()
    };
    let nothing = GapFilter {
        kinds: Some(Vec::new()),
        ..all()
    };

    assert_eq!(
        gaps(&store, &kinds).await,
        [
            "HIGH CONTACT_DEAD contoso.backup CUSTOMER_SUPPORT dead@b.example",
            "HIGH CONTACT_DEAD contoso.mail CSP_PROGRAM dial 0",
            "LOW SPELLING_VARIANT fabrikam - -",
            "LOW SPELLING_VARIANT fabrikam2 - -",
        ]
    );
    assert_eq!(
        gaps(&store, &engineering).await,
        [
            "HIGH CONTACT_REPORTED_BAD contoso.mail ENGINEERING bad@b.example",
            "LOW CONTACT_UNVERIFIED contoso ENGINEERING never@b.example",
        ]
    );
    assert_eq!(
        gaps(&store, &of_offer).await,
        [
            "HIGH CONTACT_DEAD contoso.backup CUSTOMER_SUPPORT dead@b.example",
            "HIGH CONTACT_WITHOUT_CHANNEL contoso.backup CUSTOMER_SUPPORT 555 00 00",
            "MEDIUM CONTACT_MISSING contoso.backup CSP_PROGRAM -",
        ]
    );
    assert_eq!(
        gaps(&store, &of_publisher).await,
        [
            "HIGH CONTACT_MISSING fabrikam.ant CUSTOMER_SUPPORT -",
            "HIGH CONTACT_MISSING fabrikam.zoo CUSTOMER_SUPPORT -",
            "LOW SPELLING_VARIANT fabrikam - -",
        ]
    );
    assert_eq!(gaps(&store, &of_strangers).await, [""; 0]);
    assert_eq!(gaps(&store, &nothing).await, [""; 0]);
}

#[rstest]
#[tokio::test]
async fn what_may_not_be_read_leaves_no_gap(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = directory(&database).await;
    let scope = |publishers: &[&str]| ContactScope {
        types: vec![ContactType::CustomerSupport],
        publishers: publishers
            .iter()
            .filter_map(|id| PublisherId::parse(id))
            .collect(),
    };
    let about_contacts = |readable| GapFilter {
        kinds: Some(GapKind::ALL[..6].to_vec()),
        ..GapFilter::all(readable, fresh_since())
    };

    let anybody = gaps(&store, &about_contacts(scope(&[]))).await;
    let editor = gaps(&store, &about_contacts(scope(&["contoso"]))).await;
    let nobody = GapFilter::all(given::of_types(&[]), fresh_since());

    assert_eq!(
        anybody,
        [
            "HIGH CONTACT_MISSING fabrikam.ant CUSTOMER_SUPPORT -",
            "HIGH CONTACT_MISSING fabrikam.zoo CUSTOMER_SUPPORT -",
            "HIGH CONTACT_DEAD contoso.backup CUSTOMER_SUPPORT dead@b.example",
            "HIGH CONTACT_WITHOUT_CHANNEL contoso.backup CUSTOMER_SUPPORT 555 00 00",
            "MEDIUM CONTACT_STALE contoso CUSTOMER_SUPPORT stale@b.example",
        ]
    );
    assert_eq!(
        editor,
        [
            "HIGH CONTACT_MISSING fabrikam.ant CUSTOMER_SUPPORT -",
            "HIGH CONTACT_MISSING fabrikam.zoo CUSTOMER_SUPPORT -",
            "HIGH CONTACT_DEAD contoso.backup CUSTOMER_SUPPORT dead@b.example",
            "HIGH CONTACT_DEAD contoso.mail CSP_PROGRAM dial 0",
            "HIGH CONTACT_REPORTED_BAD contoso.mail ENGINEERING bad@b.example",
            "HIGH CONTACT_WITHOUT_CHANNEL contoso.backup CUSTOMER_SUPPORT 555 00 00",
            "MEDIUM CONTACT_MISSING contoso.backup CSP_PROGRAM -",
            "MEDIUM CONTACT_STALE contoso CUSTOMER_SUPPORT stale@b.example",
            "LOW CONTACT_UNVERIFIED contoso ENGINEERING never@b.example",
        ]
    );
    assert_eq!(
        gaps(&store, &nobody).await.len(),
        3,
        "those about no contact"
    );
}

#[rstest]
#[tokio::test]
async fn what_is_retired_counts_for_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = directory(&database).await;

    retire(&database, "publisher", "publisher_id", "fabrikam").await;
    for offer in ["backup", "mail"] {
        retire(&database, "offer", "offer_id", offer).await;
    }

    assert_eq!(
        gaps(&store, &all()).await,
        [
            "MEDIUM CONTACT_STALE contoso CUSTOMER_SUPPORT stale@b.example",
            "LOW CONTACT_UNVERIFIED contoso ENGINEERING never@b.example",
            "LOW PUBLISHER_WITHOUT_OFFERS contoso - -",
            "LOW PUBLISHER_WITHOUT_OFFERS fabrikam2 - -",
        ]
    );
    let fabrikam = GapFilter {
        publisher: PublisherId::parse("fabrikam").map(PublisherKey::Marketplace),
        ..all()
    };
    assert_eq!(gaps(&store, &fabrikam).await, [""; 0]);
}
