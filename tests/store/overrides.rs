//! Overrides: found by what they are made for, and what the database refuses.

use entity::responsibility_override;
use rstest::rstest;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use support_directory::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party};
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::responsibility::{
    Basis, NewOverride, Override, OverrideSubject, Responsible,
};
use support_directory::store::Store;
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::editions::edition;
use crate::raw::{Refusal, refused};
use crate::{given, raw};

/// Two offers, two publishers and two partners, the first of each kind first.
async fn subjects(store: &Store) -> Vec<OverrideSubject> {
    let mut subjects = Vec::new();
    for (id, name) in [("1", "contoso"), ("2", "fabrikam")] {
        let publisher = given::publisher(store, name, name).await;
        let offer = given::offer(store, &publisher, "backup", given::facts("Backup")).await;
        let partner = given::partner(store, id, name, PartnerRole::IndirectProvider).await;
        subjects.push(OverrideSubject::Offer(offer.id));
        subjects.push(OverrideSubject::Publisher(publisher.id));
        subjects.push(OverrideSubject::Partner(partner.id));
    }
    subjects
}

/// The overrides that stand for these subjects, in the order they were made.
async fn standing(store: &Store, subjects: &[OverrideSubject]) -> Vec<Override> {
    let standing = store.standing(subjects).await.expect("readable");
    let mut overrides = standing.overrides;
    overrides.sort_by_key(|found| found.id);
    overrides
}

#[rstest]
#[tokio::test]
async fn overrides_are_found_for_their_subjects_and_only_for_those(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let new = edition(given::day(2019, 11, 20));
    given::kept(&store, async |change| change.add_edition(&new).await).await;
    let subjects = subjects(&store).await;
    let terms: Vec<NewOverride> = subjects.iter().copied().map(given::new_override).collect();
    let second = NewOverride {
        category: InquiryCategory::Training,
        model: Some(PartnerModel::Indirect),
        inquirer: Some(Inquirer::IndirectReseller),
        responsible: Responsible::Shared(Party::Microsoft, Party::IndirectProvider),
        basis: Basis::Undetermined,
        reason: "Karşılıklı anlaşma: \"ışık\"".to_owned(),
        valid_from: given::day(2024, 2, 29),
        valid_through: Some(given::day(2024, 2, 29)),
        ..given::new_override(subjects[0])
    };

    let made = given::kept(&store, async |change| {
        let mut made = Vec::new();
        for terms in terms.iter().chain([&second]) {
            made.push(change.add_override(terms.clone()).await?);
        }
        Ok(made)
    })
    .await;

    let expected: Vec<NewOverride> = terms.into_iter().chain([second]).collect();
    let made_terms: Vec<NewOverride> = made.iter().map(|made| made.terms.clone()).collect();
    assert_eq!(made_terms, expected);
    assert_eq!(standing(&store, &[]).await, []);
    assert_eq!(standing(&store, &subjects).await, made);
    for &subject in &subjects {
        let of_subject: Vec<Override> = made
            .iter()
            .filter(|made| made.terms.subject == subject)
            .cloned()
            .collect();
        assert_eq!(standing(&store, &[subject]).await, of_subject);
    }
    // A key counts for its own kind of subject only.
    let OverrideSubject::Offer(offer) = subjects[0] else {
        panic!("the first subject is an offer");
    };
    let publisher = OverrideSubject::Publisher(support_directory::domain::Id::new(offer.key()));
    assert_eq!(standing(&store, &[publisher]).await, []);
}

#[rstest]
#[tokio::test]
async fn rules_and_overrides_are_read_in_one_statement(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let new = edition(given::day(2019, 11, 20));
    given::kept(&store, async |change| change.add_edition(&new).await).await;
    let subjects = subjects(&store).await;
    for &subject in &subjects {
        let new = given::new_override(subject);
        given::kept(&store, async |change| change.add_override(new).await).await;
    }
    store.policy().await.expect("readable");

    let before = store.statements();
    let found = standing(&store, &subjects).await;

    assert_eq!(store.statements() - before, 1);
    assert_eq!(found.len(), subjects.len());
}

#[rstest]
#[tokio::test]
async fn rows_that_are_no_overrides_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    use responsibility_override::Model;

    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let subjects = subjects(&store).await;
    let new = given::new_override(subjects[0]);
    given::kept(&store, async |change| change.add_override(new).await).await;
    let connection = raw::connection(&database).await;
    let row = raw::row::<responsibility_override::Entity>(&connection).await;
    let (OverrideSubject::Publisher(publisher), OverrideSubject::Partner(partner)) =
        (subjects[1], subjects[2])
    else {
        panic!("a publisher and a partner follow the offer");
    };
    let sound = || Model {
        id: Uuid::now_v7(),
        ..row.clone()
    };
    let (publisher, partner) = (Some(publisher.key()), Some(partner.key()));
    let nobody = Some(Uuid::now_v7());
    let word = |word: &str| Some(word.to_owned());

    for (unsound, why) in [
        (
            Model {
                offer_id: None,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            Model {
                publisher_id: publisher,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            Model {
                partner_id: partner,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            Model {
                also_responsible: Some(row.responsible.clone()),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            Model {
                valid_through: Some(given::day(2023, 12, 31)),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            Model {
                reason: String::new(),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            Model {
                version: 0,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            Model {
                model: word("DIRECT_BILL"),
                inquirer: word("INDIRECT_RESELLER"),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            Model {
                model: word("INDIRECT"),
                inquirer: word("DIRECT_BILL_PARTNER"),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            Model {
                offer_id: nobody,
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            Model {
                offer_id: None,
                publisher_id: nobody,
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            Model {
                offer_id: None,
                partner_id: nobody,
                ..sound()
            },
            Refusal::ForeignKey,
        ),
    ] {
        assert_eq!(
            refused(&connection, unsound.clone()).await,
            why,
            "{unsound:?}"
        );
    }
    let accepted = sound().into_active_model().insert(&connection).await;
    accepted.expect("what all of them were made from is sound");
}
