//! The policy: editions that are loaded are seen whole, by every store, from the next question on.

use entity::{policy_edition, responsibility_rule};
use rstest::rstest;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use support_directory::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Question};
use support_directory::domain::responsibility::{Edition, Rule, RuleSet, TotalEdition};
use support_directory::store::{Failure, Store};
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::editions::edition;
use crate::raw::{Refusal, refused};
use crate::{given, raw};

fn rules(set: &RuleSet) -> Vec<Rule> {
    set.rules().cloned().collect()
}

async fn loaded(store: &Store, new: &TotalEdition) -> Edition {
    given::kept(store, async |change| change.add_edition(new).await).await
}

#[rstest]
#[tokio::test]
async fn an_edition_reads_back_as_it_was_loaded(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let new = edition(given::day(2019, 11, 20));

    let expected = loaded(&store, &new).await;

    let policy = store.policy().await.expect("readable");
    let (found, set) = policy.in_force(given::day(2026, 11, 22)).expect("in force");
    assert_eq!(found, &expected);
    assert_eq!(rules(set), rules(&new.rules));
    let deployment = Question::new(
        InquiryCategory::Deployment,
        PartnerModel::Indirect,
        Inquirer::Customer,
    );
    let cell = set.cell(deployment.expect("a question"));
    assert!(cell.depends_on_offer_type());
}

#[rstest]
#[tokio::test]
async fn the_edition_in_force_is_the_latest_that_has_begun(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    // The later one is loaded first.
    let later = loaded(&store, &edition(given::day(2024, 3, 1))).await;
    let earlier = loaded(&store, &edition(given::day(2019, 11, 20))).await;

    let policy = store.policy().await.expect("readable");

    let earlier = Edition {
        valid_through: Some(given::day(2024, 2, 29)),
        ..earlier
    };
    let in_force = |day| policy.in_force(day).map(|(edition, _)| edition.clone());
    assert_eq!(in_force(given::day(2019, 11, 19)), None);
    assert_eq!(in_force(given::day(2019, 11, 20)), Some(earlier.clone()));
    assert_eq!(in_force(given::day(2024, 2, 29)), Some(earlier.clone()));
    assert_eq!(in_force(given::day(2024, 3, 1)), Some(later.clone()));
    assert_eq!(in_force(given::day(9999, 12, 31)), Some(later.clone()));
    assert_eq!(
        policy.editions().cloned().collect::<Vec<_>>(),
        [earlier, later]
    );
}

#[rstest]
#[tokio::test]
async fn an_edition_loaded_elsewhere_is_seen_at_the_next_question(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let (store, other) = (database.open().await, database.open().await);
    loaded(&store, &edition(given::day(2019, 11, 20))).await;
    let before = store.policy().await.expect("readable");

    let later = loaded(&other, &edition(given::day(2024, 3, 1))).await;

    let after = store.policy().await.expect("readable");
    let today = given::day(2026, 11, 22);
    let in_force = |policy: &support_directory::store::Policy| {
        policy
            .in_force(today)
            .map(|(edition, _)| edition.facts.name.clone())
    };
    assert_eq!(in_force(&before).as_deref(), Some("2019-11-20"));
    assert_eq!(in_force(&after), Some(later.facts.name));
}

#[rstest]
#[tokio::test]
async fn a_policy_that_is_remembered_costs_one_statement(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    loaded(&store, &edition(given::day(2019, 11, 20))).await;
    let first = store.policy().await.expect("readable");

    let before = store.statements();
    let second = store.policy().await.expect("readable");

    assert_eq!(store.statements() - before, 1);
    assert!(std::sync::Arc::ptr_eq(&first, &second));
}

#[rstest]
#[tokio::test]
async fn a_store_without_editions_says_so(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;

    let change = store.change().await.expect("a change");
    let new = edition(given::day(2019, 11, 20));
    change.add_edition(&new).await.expect("sound");
    drop(change);
    let failure = store.policy().await.expect_err("nothing was kept");

    assert!(matches!(failure, Failure::NoRules), "{failure:?}");
}

#[rstest]
#[tokio::test]
async fn rules_that_do_not_answer_every_question_are_a_failure_that_names_the_edition(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let new = edition(given::day(2019, 11, 20));
    loaded(&store, &new).await;
    let connection = raw::connection(&database).await;
    for statement in [
        "DELETE FROM rule_clause",
        "DELETE FROM responsibility_rule WHERE category = 'BILLING' AND inquirer = 'ISV_PUBLISHER' \
         AND model = 'INDIRECT'",
    ] {
        let done = sea_orm::ConnectionTrait::execute_unprepared(&connection, statement).await;
        done.expect("no check forbids it");
    }

    let failure = store.policy().await.expect_err("a question is open");

    let Failure::RulesNotWhole { edition, source } = failure else {
        panic!("{failure:?}");
    };
    assert_eq!(edition, "2019-11-20");
    let said = source.to_string();
    assert_eq!(said, "no rule answers: INDIRECT ISV_PUBLISHER BILLING");
}

#[rstest]
#[tokio::test]
async fn an_edition_has_a_name_and_a_day_of_its_own(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let new = edition(given::day(2019, 11, 20));
    loaded(&store, &new).await;
    let mut same_name = edition(given::day(2020, 1, 1));
    same_name.edition.name.clone_from(&new.edition.name);
    let mut same_day = new.clone();
    same_day.edition.name = "another".to_owned();

    for duplicate in [same_name, same_day] {
        let change = store.change().await.expect("a change");
        let failure = change
            .add_edition(&duplicate)
            .await
            .expect_err("a duplicate");
        assert!(failure.is_duplicate(), "{failure:?}");
    }
}

#[rstest]
#[tokio::test]
async fn rows_that_are_no_rules_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    loaded(&store, &edition(given::day(2019, 11, 20))).await;
    let connection = raw::connection(&database).await;
    let kept = raw::row::<policy_edition::Entity>(&connection).await;
    let empty = policy_edition::Model {
        id: Uuid::now_v7(),
        name: "empty".to_owned(),
        valid_from: given::day(2020, 1, 1),
        ..kept
    };
    let empty = empty
        .into_active_model()
        .insert(&connection)
        .await
        .expect("sound");
    let all = responsibility_rule::Entity::find()
        .all(&connection)
        .await
        .expect("readable");
    let row = all
        .into_iter()
        .find(|row| row.also_responsible.is_some())
        .expect("a shared duty");
    let sound = || responsibility_rule::Model {
        id: Uuid::now_v7(),
        edition_id: empty.id,
        ..row.clone()
    };
    let not_indirect = "DIRECT_BILL_PARTNER".to_owned();
    let shared_with_itself = Some(row.responsible.clone());

    for (unsound, why) in [
        (
            responsibility_rule::Model {
                edition_id: row.edition_id,
                ..sound()
            },
            Refusal::Unique,
        ),
        (
            responsibility_rule::Model {
                edition_id: Uuid::now_v7(),
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            responsibility_rule::Model {
                inquirer: not_indirect,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            responsibility_rule::Model {
                also_responsible: shared_with_itself,
                ..sound()
            },
            Refusal::Check,
        ),
    ] {
        assert_eq!(
            refused(&connection, unsound.clone()).await,
            why,
            "{unsound:?}"
        );
    }
    for inquirer in ["INDIRECT_PROVIDER", "INDIRECT_RESELLER"] {
        let unsound = responsibility_rule::Model {
            model: "DIRECT_BILL".to_owned(),
            inquirer: inquirer.to_owned(),
            ..sound()
        };
        assert_eq!(
            refused(&connection, unsound).await,
            Refusal::Check,
            "{inquirer}"
        );
    }
    let accepted = sound().into_active_model().insert(&connection).await;
    accepted.expect("what all of them were made from is sound");
}
