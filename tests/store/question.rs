//! What a question names is read in one statement, together with what it stands on.

use rstest::rstest;
use support_directory::domain::inquiry::{InquiryCategory, Party};
use support_directory::domain::partner::{Partner, PartnerId, PartnerKey};
use support_directory::domain::responsibility::{
    Basis, NewOverride, NewSplit, OverrideSubject, Responsible, SplitParty,
};
use support_directory::store::NamedPartner;

use crate::databases::{Backend, TestDatabase};
use crate::statements::{in_one_statement, program};
use crate::{editions, given};

#[rstest]
#[tokio::test]
async fn a_named_partner_with_its_providers_and_another_beside_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let [p, q, r, s] = program(&store).await;
    let number = |id: &str| PartnerKey::Partner(PartnerId::parse(id).expect("a partner id"));
    let id = |partner: &Partner| PartnerKey::Id(partner.id);
    let day = "2024-01-01".parse().expect("a day");
    let named = |(partner, provides): (&Partner, bool)| NamedPartner {
        partner: partner.clone(),
        provides,
        splits_by_reseller: false,
    };

    for (asked, beside, expected) in [
        (Some(id(&r)), None, vec![(&p, true), (&r, false)]),
        (
            Some(number("3")),
            None,
            vec![(&p, true), (&q, true), (&s, false)],
        ),
        (
            Some(id(&r)),
            Some(id(&q)),
            vec![(&p, true), (&q, false), (&r, false)],
        ),
        (
            Some(id(&r)),
            Some(number("2")),
            vec![(&p, true), (&r, false)],
        ),
        (Some(id(&p)), None, vec![(&p, false)]),
        (Some(number("999")), Some(id(&q)), vec![(&q, false)]),
        (Some(number("999")), None, vec![]),
        (None, Some(id(&q)), vec![(&q, false)]),
    ] {
        let found = in_one_statement(&store, async |store| {
            let category = InquiryCategory::Billing;
            store
                .partners_in_question(asked.as_ref(), beside.as_ref(), category, day)
                .await
        })
        .await;

        let expected: Vec<NamedPartner> = expected.into_iter().map(named).collect();
        assert_eq!(found.partners, expected, "{asked:?} {beside:?}");
        assert_eq!(found.splits, []);
    }
}

#[rstest]
#[tokio::test]
async fn the_partners_of_a_question_with_what_they_recorded_and_the_overrides_for_them(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let edition = editions::edition("2020-01-01".parse().expect("a day"));
    given::kept(&store, async |change| change.add_edition(&edition).await).await;
    let [p, _, r, s] = program(&store).await;
    let day: chrono::NaiveDate = "2024-01-01".parse().expect("a day");
    let split = |reseller: Option<&Partner>, category, valid_from| NewSplit {
        provider: p.id,
        reseller: reseller.map(|reseller| reseller.id),
        category,
        party: SplitParty::Provider,
        valid_from,
        valid_through: None,
    };
    let billing = InquiryCategory::Billing;
    let mut splits = Vec::new();
    for new in [
        split(None, billing, day),
        split(Some(&r), billing, day),
        split(Some(&s), billing, day),
        split(None, InquiryCategory::Payment, day),
    ] {
        splits.push(given::kept(&store, async |change| change.add_split(new).await).await);
    }
    let made_for_r = given::kept(&store, async |change| {
        change
            .add_override(NewOverride {
                subject: OverrideSubject::Partner(r.id),
                category: billing,
                model: None,
                inquirer: None,
                responsible: Responsible::One(Party::Microsoft),
                basis: Basis::Optional,
                reason: "agreed".to_owned(),
                valid_from: day,
                valid_through: None,
            })
            .await
    })
    .await;
    let asked = PartnerKey::Id(r.id);

    let found = in_one_statement(&store, async |store| {
        store
            .partners_in_question(Some(&asked), None, billing, day)
            .await
    })
    .await;
    let earlier =
        store.partners_in_question(Some(&asked), None, billing, day.pred_opt().expect("a day"));
    let earlier = earlier.await.expect("readable");

    let named = |partner: &Partner, provides, splits_by_reseller| NamedPartner {
        partner: partner.clone(),
        provides,
        splits_by_reseller,
    };
    assert_eq!(
        found.partners,
        [named(&p, true, true), named(&r, false, false)]
    );
    assert_eq!(found.splits, splits[..2]);
    assert_eq!(
        earlier.partners,
        [named(&p, true, false), named(&r, false, false)]
    );
    let standing = store.standing_on(found.grounds).await.expect("readable");
    assert_eq!(standing.overrides, [made_for_r]);
}
