//! What hangs under many things at once is read in one statement, whatever the width.

use std::collections::HashMap;

use rstest::rstest;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{Contact, ContactOwner, ContactType};
use support_directory::domain::link::{Cloud, LinkTarget, ResourceKind};
use support_directory::domain::notice::NoticeSubject;
use support_directory::domain::offer::Offer;
use support_directory::domain::partner::{Partner, PartnerRole};
use support_directory::domain::publisher::Publisher;
use support_directory::store::{Result, Store};

use crate::databases::{Backend, TestDatabase};
use crate::given;

/// What a read gives; it may take one statement.
pub(crate) async fn in_one_statement<T>(
    store: &Store,
    read: impl AsyncFnOnce(&Store) -> Result<T>,
) -> T {
    let before = store.statements();
    let given = read(store).await.expect("readable");
    assert_eq!(
        store.statements() - before,
        1,
        "one statement, whatever the width"
    );
    given
}

/// Two publishers with two offers each.
async fn directory(store: &Store) -> (Vec<Publisher>, Vec<Offer>) {
    let (mut publishers, mut offers) = (Vec::new(), Vec::new());
    for id in ["contoso", "fabrikam"] {
        let publisher = given::publisher(store, id, id).await;
        offers.extend(given::offers(store, &publisher, &["One", "Two"]).await);
        publishers.push(publisher);
    }
    (publishers, offers)
}

#[rstest]
#[tokio::test]
async fn contacts_of_owners_of_every_kind(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (publishers, offers) = directory(&store).await;
    let partner = given::partner(&store, "1", "Northwind", PartnerRole::DirectBillPartner).await;
    let owners = [
        ContactOwner::Offer(offers[0].id),
        ContactOwner::Offer(offers[1].id),
        ContactOwner::Publisher(publishers[0].id),
        ContactOwner::Publisher(publishers[1].id),
        ContactOwner::Partner(partner.id),
    ];
    let mut new = Vec::new();
    for owner in owners {
        for (kind, email) in [
            (ContactType::Engineering, "z@b.example"),
            (ContactType::CustomerSupport, "y@b.example"),
            (ContactType::CspProgram, "x@b.example"),
        ] {
            new.push(given::new_contact(owner, kind, email));
        }
    }
    let added = given::kept(&store, async |change| change.add_contacts(new).await).await;
    let types = [ContactType::CustomerSupport, ContactType::Engineering];
    // The second publisher is not asked about, and the third offer has none.
    let asked = [
        &owners[..3],
        &owners[4..],
        &[ContactOwner::Offer(offers[2].id)],
    ]
    .concat();

    let found = in_one_statement(&store, async |store| {
        store.contacts_of(&asked, &given::of_types(&types)).await
    })
    .await;

    let mut expected: HashMap<ContactOwner, Vec<Contact>> = HashMap::new();
    for contact in &added {
        if asked.contains(&contact.owner) && types.contains(&contact.contact_type) {
            expected
                .entry(contact.owner)
                .or_default()
                .push(contact.clone());
        }
    }
    assert_eq!(found, expected);
    assert_eq!(expected.len(), 4);
    let of_nobody = store
        .contacts_of(&[], &ContactScope::everything())
        .await
        .expect("readable");
    assert_eq!(of_nobody, HashMap::new());
    let of_no_type = store
        .contacts_of(&asked, &given::of_types(&[]))
        .await
        .expect("readable");
    assert_eq!(of_no_type, HashMap::new());
}

#[rstest]
#[tokio::test]
async fn links_of_offers_by_kind_and_cloud(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (_, offers) = directory(&store).await;
    let link = |kind, cloud, url: &str| LinkTarget {
        cloud,
        ..given::new_link(kind, url)
    };
    let targets = [
        link(
            ResourceKind::SupportWebsite,
            Cloud::Government,
            "https://a.example/4",
        ),
        link(
            ResourceKind::SupportWebsite,
            Cloud::Global,
            "https://a.example/z",
        ),
        link(
            ResourceKind::SupportWebsite,
            Cloud::Global,
            "https://a.example/a",
        ),
        link(
            ResourceKind::UserDocumentation,
            Cloud::Global,
            "https://a.example/1",
        ),
    ];
    let mut new = Vec::new();
    for offer in &offers[..3] {
        new.extend(targets.iter().map(|target| (offer.id, target.clone())));
    }
    let added = given::kept(&store, async |change| change.add_links(new).await).await;
    let asked = [offers[0].id, offers[2].id, offers[3].id];

    let found = in_one_statement(&store, async |store| store.links_of(&asked).await).await;

    let in_order = |of: usize| {
        let of = &added[4 * of..][..4];
        [3, 1, 2, 0].map(|index| of[index].clone()).to_vec()
    };
    let expected = HashMap::from([(offers[0].id, in_order(0)), (offers[2].id, in_order(2))]);
    assert_eq!(found, expected);
    assert_eq!(store.links_of(&[]).await.expect("readable"), HashMap::new());
}

#[rstest]
#[tokio::test]
async fn notices_about_offers_and_publishers_the_latest_first(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (publishers, offers) = directory(&store).await;
    let mut published = Vec::new();
    let (of_offer, of_publisher) = (
        NoticeSubject::Offer(offers[0].id),
        NoticeSubject::Publisher(publishers[0].id),
    );
    for (subject, begins_at) in [
        (of_offer, "2024-05-06T07:08:09Z"),
        (of_publisher, "2024-05-06T07:08:09.5Z"),
        (of_offer, "2024-05-06T07:08:10Z"),
        (of_offer, "2024-05-06T07:08:09Z"),
        (NoticeSubject::Offer(offers[2].id), "2024-05-06T07:08:10Z"),
        (
            NoticeSubject::Publisher(publishers[1].id),
            "2024-05-06T07:08:10Z",
        ),
    ] {
        let new = given::new_notice(subject, given::time(begins_at));
        published.push(given::kept(&store, async |change| change.add_notice(new).await).await);
    }
    let asked = [of_offer, of_publisher, NoticeSubject::Offer(offers[1].id)];

    let found = in_one_statement(&store, async |store| store.notices_about(&asked).await).await;
    let of_nothing = store.notices_about(&[]).await.expect("readable");

    let expected = |order: &[usize]| -> Vec<_> {
        order
            .iter()
            .map(|&index| published[index].clone())
            .collect()
    };
    let both = [
        (of_offer, expected(&[2, 3, 0])),
        (of_publisher, expected(&[1])),
    ];
    assert_eq!(found, HashMap::from(both));
    assert_eq!(of_nothing, HashMap::new());
}

/// Providers P and Q, resellers r and s: both provide s, P provides r too.
pub(crate) async fn program(store: &Store) -> [Partner; 4] {
    let (provider, reseller) = (PartnerRole::IndirectProvider, PartnerRole::IndirectReseller);
    let q = given::partner(store, "1", "Q", provider).await;
    let p = given::partner(store, "2", "P", provider).await;
    let s = given::partner(store, "3", "s", reseller).await;
    let r = given::partner(store, "4", "r", reseller).await;
    for (provider, reseller) in [(&q, &s), (&p, &s), (&p, &r)] {
        given::tie(store, provider, reseller).await;
    }
    [p, q, r, s]
}

#[rstest]
#[tokio::test]
async fn both_ends_of_ties_by_name(#[values(Backend::Sqlite, Backend::Postgres)] backend: Backend) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let [p, q, r, s] = program(&store).await;
    let all = [p.id, q.id, r.id, s.id];

    let providers = in_one_statement(&store, async |store| store.providers_of(&all).await).await;
    let resellers = in_one_statement(&store, async |store| store.resellers_of(&all).await).await;
    let of_one = in_one_statement(&store, async |store| store.providers_of(&[r.id]).await).await;

    let expected = [(r.id, vec![p.clone()]), (s.id, vec![p.clone(), q.clone()])];
    assert_eq!(providers, HashMap::from(expected));
    let expected = [(p.id, vec![r.clone(), s.clone()]), (q.id, vec![s])];
    assert_eq!(resellers, HashMap::from(expected));
    assert_eq!(of_one, HashMap::from([(r.id, vec![p])]));
    assert_eq!(
        store.providers_of(&[]).await.expect("readable"),
        HashMap::new()
    );
}
