//! Gaps: a directory that is full of them, and how tests read them.

mod derived;
mod list;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set};
use support_directory::domain::Id;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{
    Contact, ContactOwner, ContactType, NewContact, VerificationState,
};
use support_directory::domain::gap::{GapFilter, GapPosition, GapSubject, ListedGap};
use support_directory::domain::offer::{OfferFacts, OfferKey, ResaleState};
use support_directory::domain::page::Page;
use support_directory::domain::publisher::PublisherKey;
use support_directory::store::Store;

use crate::databases::TestDatabase;
use crate::walk::every_walk_gives;
use crate::{given, raw};

/// Verifications of New Year's Day are just believed.
fn fresh_since() -> DateTime<Utc> {
    given::time("2026-01-01T00:00:00Z")
}

fn all() -> GapFilter {
    GapFilter::all(ContactScope::everything(), fresh_since())
}

/// The gaps that a filter lets through, a line each; counts have to agree, and every walk gives them.
async fn gaps(store: &Store, filter: &GapFilter) -> Vec<String> {
    let slice = store
        .gaps(filter, &Page::first(99))
        .await
        .expect("readable");
    assert!(!slice.has_next, "the largest page holds the whole list");
    let listed = slice.items;
    every_walk_gives(&listed, position, async |page| {
        store.gaps(filter, page).await.expect("readable")
    })
    .await;
    let counts = store.gap_counts(filter).await.expect("readable");
    for (&(severity, kind), &count) in &counts {
        let same =
            |listed: &&ListedGap| (listed.gap.severity(), listed.gap.kind) == (severity, kind);
        assert_eq!(listed.iter().filter(same).count() as u64, count, "{kind}");
    }
    let sum = store.count_gaps(filter).await.expect("readable");
    assert_eq!(
        (sum, counts.values().sum::<u64>()),
        (listed.len() as u64, sum)
    );
    let mut lines = Vec::new();
    for listed in &listed {
        assert_eq!(listed.position.severity, listed.gap.severity());
        lines.push(line(store, listed).await);
    }
    lines
}

fn position(listed: &ListedGap) -> GapPosition {
    listed.position.clone()
}

/// Severity, kind, subject, and the type or address of the contact.
async fn line(store: &Store, listed: &ListedGap) -> String {
    let gap = &listed.gap;
    let about = match gap.about.expect("a listed gap is about something") {
        GapSubject::Offer(id) => {
            let offer = store.offer(&OfferKey::Id(id)).await.expect("readable");
            offer.expect("it is there").marketplace_id().to_string()
        }
        GapSubject::Publisher(id) => {
            let found = store.publisher(&PublisherKey::Id(id)).await;
            let found = found.expect("readable").expect("it is there");
            found.publisher_id.to_string()
        }
    };
    let contact_type = gap.contact_type.map_or("-", ContactType::code);
    let address = match gap.contact {
        Some(id) => address(store, id).await,
        None => "-".to_owned(),
    };
    format!(
        "{} {} {about} {contact_type} {address}",
        gap.severity(),
        gap.kind
    )
}

async fn address(store: &Store, id: Id<Contact>) -> String {
    let found = store.contact(id, &ContactScope::everything()).await;
    let details = found.expect("readable").expect("it is there").details;
    details.email.or(details.phone).expect("it has one of them")
}

/// Adds a contact of this address that was found to be in a state on a day.
async fn add(
    database: &TestDatabase,
    store: &Store,
    owner: ContactOwner,
    contact_type: ContactType,
    address: &str,
    verified: Option<(VerificationState, &str)>,
) {
    let mut new = given::new_contact(owner, contact_type, address);
    if !address.contains('@') {
        new.details.email = None;
        new.details.phone = Some(address.to_owned());
    }
    let kept = keep(store, new).await;
    let Some((state, day)) = verified else {
        return;
    };
    let row = entity::contact::ActiveModel {
        id: Set(kept.id.key()),
        verification: Set(state.code().to_owned()),
        verification_at: Set(Some(given::time(&format!("{day}T00:00:00Z")))),
        ..Default::default()
    };
    let connection = raw::connection(database).await;
    row.update(&connection).await.expect("a sound verification");
}

async fn keep(store: &Store, new: NewContact) -> Contact {
    given::kept(store, async |change| change.add_contacts(vec![new]).await)
        .await
        .remove(0)
}

fn sold(title: &str, resale: ResaleState) -> OfferFacts {
    OfferFacts {
        resale,
        ..given::facts(title)
    }
}

/// Takes a thing out of the lists.
async fn retire(database: &TestDatabase, table: &str, column: &str, value: &str) {
    let statement = format!(
        "UPDATE {table} SET retired_at = '2026-02-02T00:00:00+00:00' WHERE {column} = '{value}'"
    );
    let connection = raw::connection(database).await;
    let done = connection.execute_unprepared(&statement).await;
    assert_eq!(done.expect("a sound statement").rows_affected(), 1);
}

const FRESH: &str = "2026-01-01";
const OLD: &str = "2025-12-31";

/// Contoso has contacts of every kind of doubt, Fabrikam two offers with nobody to reach.
async fn directory(database: &TestDatabase) -> Store {
    use ContactType::{CspProgram, CustomerSupport, Engineering};
    use VerificationState::{Dead, ReportedBad, Verified};
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let fabrikam = given::publisher(&store, "fabrikam", "Fabrikam").await;
    given::publisher(&store, "fabrikam2", "Fabrikam, Inc.").await;
    let backup = given::offer(&store, &contoso, "backup", sold("Backup", ResaleState::All)).await;
    let mail = given::offer(&store, &contoso, "mail", sold("Mail", ResaleState::None)).await;
    given::offer(&store, &fabrikam, "zoo", sold("Zoo", ResaleState::Some)).await;
    given::offer(&store, &fabrikam, "ant", sold("Ant", ResaleState::Unknown)).await;
    let (of_contoso, of_backup, of_mail) = (
        ContactOwner::Publisher(contoso.id),
        ContactOwner::Offer(backup.id),
        ContactOwner::Offer(mail.id),
    );
    for (owner, contact_type, address, verified) in [
        (
            of_contoso,
            CustomerSupport,
            "sound@b.example",
            Some((Verified, FRESH)),
        ),
        (
            of_contoso,
            CustomerSupport,
            "stale@b.example",
            Some((Verified, OLD)),
        ),
        (of_contoso, Engineering, "never@b.example", None),
        (
            of_backup,
            CustomerSupport,
            "dead@b.example",
            Some((Dead, OLD)),
        ),
        (
            of_backup,
            CustomerSupport,
            "555 00 00",
            Some((Verified, FRESH)),
        ),
        (
            of_backup,
            CustomerSupport,
            "+90 212 555 00 00",
            Some((Verified, FRESH)),
        ),
        (
            of_mail,
            Engineering,
            "bad@b.example",
            Some((ReportedBad, FRESH)),
        ),
        (of_mail, CspProgram, "dial 0", Some((Dead, FRESH))),
    ] {
        add(database, &store, owner, contact_type, address, verified).await;
    }
    store
}
