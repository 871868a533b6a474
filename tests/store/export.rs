//! What an export reads: everything, in the order of the bytes of its ids, page by page.

use std::collections::HashMap;

use rstest::rstest;
use support_directory::domain::export::{ExportFilter, Having};
use support_directory::domain::notice::NoticeSubject;
use support_directory::domain::offer::{MarketplaceId, Offer, OfferType};
use support_directory::domain::page::Page;
use support_directory::domain::partner::{Partner, PartnerId, PartnerRole};
use support_directory::domain::publisher::Publisher;
use support_directory::domain::responsibility::OverrideSubject;
use support_directory::store::{Result, Snapshot, Store};

use crate::databases::{Backend, TestDatabase};
use crate::given;

/// Page sizes that are tried: smallest, small, and more than any list of a test holds.
const SIZES: [u32; 3] = [1, 2, 100];

/// Walks a list with pages of several sizes, which all have to give the same.
async fn walked<T, P>(
    id: impl Fn(&T) -> P,
    shown: impl Fn(&P) -> String,
    list: impl AsyncFn(Page<P>) -> Result<Vec<T>>,
) -> Vec<String>
where
    P: Clone,
{
    let mut walks: Vec<Vec<String>> = Vec::new();
    for size in SIZES {
        let mut walk: Vec<P> = Vec::new();
        loop {
            let page = Page {
                after: walk.last().cloned(),
                ..Page::first(size)
            };
            let found = list(page).await.expect("readable");
            assert!(found.len() <= size as usize);
            if found.is_empty() {
                break;
            }
            walk.extend(found.iter().map(&id));
        }
        walks.push(walk.iter().map(&shown).collect());
    }
    assert!(walks.iter().all(|walk| *walk == walks[0]), "{walks:?}");
    walks.remove(0)
}

async fn publishers(picture: &Snapshot, filter: &ExportFilter, having: Having) -> Vec<String> {
    let id = |publisher: &Publisher| publisher.publisher_id.clone();
    walked(id, ToString::to_string, async |page| {
        picture.publishers_to_export(filter, having, &page).await
    })
    .await
}

async fn offers(picture: &Snapshot, filter: &ExportFilter, having: Having) -> Vec<String> {
    walked(Offer::marketplace_id, ToString::to_string, async |page| {
        picture.offers_to_export(filter, having, &page).await
    })
    .await
}

async fn partners(picture: &Snapshot, having: Having) -> Vec<String> {
    let id = |partner: &Partner| partner.partner_id.clone();
    let shown = |id: &PartnerId| id.as_str().to_owned();
    walked(id, shown, async |page| {
        picture.partners_to_export(having, &page).await
    })
    .await
}

/// Publishers whose ids people would order otherwise than their bytes, with offers in no order; `b` has none, and
/// `gone` became one with `b-c`.
async fn directory(store: &Store) -> HashMap<String, Publisher> {
    let mut publishers = HashMap::new();
    for id in ["b_a", "é", "b", "ba", "b-c", "2", "10", "gone"] {
        let publisher = given::publisher(store, id, id).await;
        publishers.insert(id.to_owned(), publisher);
    }
    for (publisher, offer) in [
        ("ba", "z"),
        ("ba", "mail.two"),
        ("ba", "mail-one"),
        ("é", "phone"),
        ("10", "backup"),
        ("b-c", "10"),
        ("b-c", "2"),
        ("b_a", "ü"),
    ] {
        let facts = given::facts(&format!("Offer {offer}"));
        given::offer(store, &publishers[publisher], offer, facts).await;
    }
    let gone = publishers["gone"].clone();
    let into = publishers["b-c"].id;
    given::kept(store, async |change| {
        change.merge_publishers(vec![gone], into).await
    })
    .await;
    publishers
}

#[rstest]
#[tokio::test]
async fn everything_is_listed_by_the_bytes_of_its_ids_whatever_became_of_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let all = directory(&store).await;
    given::kept(&store, async |change| {
        change.retire_publisher(&all["é"]).await?;
        let offers = change.offers_of(all["10"].id).await?;
        change.retire_offer(&offers[0]).await
    })
    .await;
    for id in ["9", "10", "2"] {
        given::partner(&store, id, "Northwind", PartnerRole::DirectBillPartner).await;
    }
    let everything = ExportFilter::default();

    let picture = store.snapshot().await.expect("a picture");

    assert_eq!(
        publishers(&picture, &everything, Having::Anything).await,
        ["10", "2", "b", "b-c", "b_a", "ba", "gone", "é"]
    );
    assert_eq!(
        offers(&picture, &everything, Having::Anything).await,
        [
            "10.backup",
            "b-c.10",
            "b-c.2",
            "b_a.ü",
            "ba.mail-one",
            "ba.mail.two",
            "ba.z",
            "é.phone"
        ]
    );
    assert_eq!(partners(&picture, Having::Anything).await, ["10", "2", "9"]);
}

#[rstest]
#[tokio::test]
async fn offers_are_found_beyond_publishers_that_have_none(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let ids: Vec<String> = (0..200).map(|number| format!("p{number:03}")).collect();
    let new = ids.iter().map(|id| given::new_publisher(id, id)).collect();
    let added = given::kept(&store, async |change| change.add_publishers(new).await).await;
    for number in [3, 140, 199] {
        given::offer(&store, &added[number], "backup", given::facts("Backup")).await;
    }

    let picture = store.snapshot().await.expect("a picture");
    let found = offers(&picture, &ExportFilter::default(), Having::Anything).await;

    assert_eq!(found, ["p003.backup", "p140.backup", "p199.backup"]);
}

#[rstest]
#[tokio::test]
async fn a_filter_narrows_publishers_and_offers_alike(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let all = directory(&store).await;
    let saas_no_more = OfferType::VirtualMachine;
    given::kept(&store, async |change| {
        let mut offers = change.offers_of(all["ba"].id).await?;
        let kept = offers.remove(0);
        let mut facts = kept.facts.clone();
        facts.offer_type = saas_no_more;
        change.change_offer(&kept, facts).await
    })
    .await;
    let picture = store.snapshot().await.expect("a picture");
    let listed = async |filter: ExportFilter| {
        (
            publishers(&picture, &filter, Having::Anything)
                .await
                .join(" "),
            offers(&picture, &filter, Having::Anything).await.join(" "),
        )
    };
    let told = |publishers: &str, offers: &str| (publishers.to_owned(), offers.to_owned());

    let of_publishers = ExportFilter {
        publishers: Some(vec![all["b-c"].id, all["b"].id]),
        ..ExportFilter::default()
    };
    assert_eq!(
        listed(of_publishers).await,
        told("b b-c gone", "b-c.10 b-c.2"),
        "with whom became one with them"
    );
    let of_type = ExportFilter {
        types: Some(vec![saas_no_more]),
        ..ExportFilter::default()
    };
    assert_eq!(listed(of_type).await, told("ba", "ba.mail-one"));
    let found = ExportFilter {
        search: Some("offer mail".to_owned()),
        ..ExportFilter::default()
    };
    assert_eq!(listed(found).await, told("ba", "ba.mail-one ba.mail.two"));
    let nothing = ExportFilter {
        publishers: Some(vec![all["10"].id]),
        types: Some(vec![saas_no_more]),
        ..ExportFilter::default()
    };
    assert_eq!(listed(nothing).await, told("", ""));
    let of_nobody = ExportFilter {
        publishers: Some(Vec::new()),
        ..ExportFilter::default()
    };
    assert_eq!(listed(of_nobody).await, told("", ""));
    let blank = ExportFilter {
        search: Some(" ".to_owned()),
        ..ExportFilter::default()
    };
    assert_eq!(listed(blank).await.1.split(' ').count(), 8);
}

#[rstest]
#[tokio::test]
async fn what_overrides_and_notices_are_about_is_listed_apart(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let all = directory(&store).await;
    let partner = given::partner(&store, "1", "Northwind", PartnerRole::DirectBillPartner).await;
    given::partner(&store, "2", "Fabrikam", PartnerRole::DirectBillPartner).await;
    let (of_ba, of_bc) = (
        store.offers_of(all["ba"].id).await.expect("readable"),
        store.offers_of(all["b-c"].id).await.expect("readable"),
    );
    given::kept(&store, async |change| {
        for subject in [
            OverrideSubject::Offer(of_ba[1].id),
            OverrideSubject::Offer(of_bc[0].id),
            OverrideSubject::Publisher(all["é"].id),
            OverrideSubject::Partner(partner.id),
        ] {
            change.add_override(given::new_override(subject)).await?;
        }
        for subject in [
            NoticeSubject::Offer(of_ba[2].id),
            NoticeSubject::Publisher(all["2"].id),
        ] {
            let begins = given::time("2024-05-06T07:08:09Z");
            change
                .add_notice(given::new_notice(subject, begins))
                .await?;
        }
        Ok(())
    })
    .await;
    let (picture, everything) = (
        store.snapshot().await.expect("a picture"),
        ExportFilter::default(),
    );

    let with_overrides = (
        publishers(&picture, &everything, Having::Overrides).await,
        offers(&picture, &everything, Having::Overrides).await,
        partners(&picture, Having::Overrides).await,
    );
    let with_notices = (
        publishers(&picture, &everything, Having::Notices).await,
        offers(&picture, &everything, Having::Notices).await,
        partners(&picture, Having::Notices).await,
    );

    let lists = |lists: [&[&str]; 3]| {
        let [one, two, three] = lists.map(|list| {
            let owned: Vec<String> = list.iter().map(|&id| id.to_owned()).collect();
            owned
        });
        (one, two, three)
    };
    assert_eq!(
        with_overrides,
        lists([&["é"], &["b-c.10", "ba.mail.two"], &["1"]])
    );
    assert_eq!(with_notices, lists([&["2"], &["ba.z"], &[]]));
    let of_ba = ExportFilter {
        publishers: Some(vec![all["ba"].id]),
        ..ExportFilter::default()
    };
    assert_eq!(
        offers(&picture, &of_ba, Having::Overrides).await,
        ["ba.mail.two"]
    );
    assert_eq!(
        publishers(&picture, &of_ba, Having::Overrides).await,
        [""; 0]
    );
}

#[rstest]
#[tokio::test]
async fn ids_that_offers_had_are_told_in_order_also_those_at_publishers_that_are_gone(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let all = directory(&store).await;
    let mut moved = Vec::new();
    for (from, place) in [("ba", 2), ("b-c", 0)] {
        moved.push(
            given::kept(&store, async |change| {
                let offer = change.offers_of(all[from].id).await?.remove(place);
                change.remember_former_id(&offer).await?;
                change.move_offers(vec![offer], &all["2"]).await
            })
            .await[0]
                .id,
        );
    }
    let unmoved = store.offers_of(all["10"].id).await.expect("readable")[0].id;

    let found = store.former_ids_of(&[moved[0], moved[1], unmoved]).await;

    let ids = |ids: &[&str]| -> Vec<MarketplaceId> {
        ids.iter()
            .map(|id| MarketplaceId::parse(id).expect("an id"))
            .collect()
    };
    assert_eq!(
        found.expect("readable"),
        HashMap::from([
            (moved[0], ids(&["ba.z"])),
            (moved[1], ids(&["b-c.10", "gone.10"])),
        ])
    );
}

#[rstest]
#[tokio::test]
async fn ties_are_told_with_resellers_that_are_retired(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (provider, reseller) = (PartnerRole::IndirectProvider, PartnerRole::IndirectReseller);
    let one = given::partner(&store, "1", "Northwind", provider).await;
    let two = given::partner(&store, "2", "Fabrikam", provider).await;
    let nine = given::partner(&store, "9", "Woodgrove", reseller).await;
    let ten = given::partner(&store, "10", "Wingtip", reseller).await;
    for (provider, reseller) in [(&one, &nine), (&one, &ten), (&two, &nine)] {
        given::tie(&store, provider, reseller).await;
    }
    given::kept(&store, async |change| change.retire_partner(&nine).await).await;

    let found = store.reseller_ids_of(&[one.id, two.id, ten.id]).await;

    let ids = |ids: &[&str]| -> Vec<PartnerId> {
        ids.iter()
            .map(|id| PartnerId::parse(id).expect("an id"))
            .collect()
    };
    let expected = [(one.id, ids(&["10", "9"])), (two.id, ids(&["9"]))];
    assert_eq!(found.expect("readable"), HashMap::from(expected));
}
