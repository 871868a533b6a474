//! The queue of imports: taken up one at a time, by one worker, whose word counts while the import is its own.

use chrono::{DateTime, TimeDelta, Utc};
use rstest::rstest;
use support_directory::domain::Id;
use support_directory::domain::change::Cause;
use support_directory::domain::format::ImportFormat;
use support_directory::domain::import_job::{
    ImportJob, ImportRemark, ImportState, ImportSums, RemarkKind, RemarksPage,
};
use support_directory::store::{
    ImportEnd, ImportProgress, StillWorking, Store, TakenImport, Taking,
};
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::given;

const READING: ImportProgress = ImportProgress {
    state: ImportState::Reading,
    format: None,
    things: None,
    things_done: 0,
};

const HALF_WAY: ImportProgress = ImportProgress {
    state: ImportState::Running,
    format: Some(ImportFormat::Csv),
    things: Some(4),
    things_done: 2,
};

fn worker(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn just_now() -> DateTime<Utc> {
    Utc::now() - TimeDelta::seconds(30)
}

fn much_later() -> DateTime<Utc> {
    Utc::now() + TimeDelta::seconds(30)
}

async fn queued(store: &Store) -> Id<ImportJob> {
    let cause = Cause::operator(Some("why"));
    let import = given::new_import(b"{}");
    let queued = given::kept(store, async |change| {
        change.queue_import(&cause, import).await
    });
    queued.await.id
}

async fn take_up(store: &Store, number: u128, gone_since: DateTime<Utc>) -> Option<TakenImport> {
    let taking = Taking {
        worker: worker(number),
        gone_since,
    };
    given::kept(store, async |change| change.take_import_up(taking).await).await
}

async fn say(store: &Store, id: Id<ImportJob>, number: u128, how: ImportProgress) -> StillWorking {
    given::kept(store, async |change| {
        change.note_import_progress(id, worker(number), how).await
    })
    .await
}

async fn end(store: &Store, id: Id<ImportJob>, number: u128, state: ImportState) -> StillWorking {
    let remark = ImportRemark {
        reason: Some("a reason with a \0 in it".to_owned()),
        ..ImportRemark::of(RemarkKind::Refused)
    };
    let end = ImportEnd {
        state,
        progress: HALF_WAY,
        reason: None,
        sums: Some(ImportSums::default()),
        remarks: vec![remark],
        remark_count: 1,
    };
    given::kept(store, async |change| {
        change.end_import(id, worker(number), end).await
    })
    .await
}

#[rstest]
#[tokio::test]
async fn imports_are_taken_up_one_at_a_time_in_the_order_of_the_queue(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (first, second) = (queued(&store).await, queued(&store).await);

    let taken = take_up(&store, 1, just_now()).await.expect("one waits");
    let while_it_runs = take_up(&store, 2, just_now()).await;
    let is_waiting = store.is_import_waiting(just_now()).await.expect("read");
    assert_eq!(
        end(&store, first, 1, ImportState::Done).await,
        StillWorking::GoOn
    );
    let next = take_up(&store, 2, just_now()).await.expect("one waits");

    assert_eq!(
        (taken.job.id, taken.job.runs, taken.runs_lost),
        (first, 1, 0)
    );
    assert_eq!(taken.job.state, ImportState::Reading);
    assert!(while_it_runs.is_none());
    assert!(!is_waiting);
    assert_eq!(next.job.id, second);
    assert_eq!(
        end(&store, second, 2, ImportState::Done).await,
        StillWorking::GoOn
    );
    assert!(take_up(&store, 1, just_now()).await.is_none());
}

#[rstest]
#[tokio::test]
async fn what_a_worker_says_counts_until_somebody_else_takes_its_import_up(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let id = queued(&store).await;
    take_up(&store, 1, just_now()).await.expect("it waits");
    assert_eq!(say(&store, id, 1, HALF_WAY).await, StillWorking::GoOn);

    let again = take_up(&store, 2, much_later())
        .await
        .expect("nobody is heard");
    let said = say(&store, id, 1, HALF_WAY).await;
    let ended = end(&store, id, 1, ImportState::Failed).await;

    assert_eq!((again.job.runs, again.runs_lost), (2, 1));
    assert_eq!(again.job.things_done, 0);
    assert_eq!((said, ended), (StillWorking::Lost, StillWorking::Lost));
    let kept = store
        .import_job(id)
        .await
        .expect("read")
        .expect("it is there");
    assert_eq!(kept, again.job);
    assert_eq!(say(&store, id, 2, READING).await, StillWorking::GoOn);
}

#[rstest]
#[tokio::test]
async fn a_worker_hears_that_its_import_was_called_off(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let id = queued(&store).await;
    let taken = take_up(&store, 1, just_now()).await.expect("it waits").job;

    let called_off = given::kept(&store, async |change| {
        change.call_off_import(&taken, "somebody").await
    })
    .await;

    assert_eq!(called_off.state, ImportState::Reading);
    assert_eq!(called_off.called_off_by.as_deref(), Some("somebody"));
    assert_eq!(say(&store, id, 1, HALF_WAY).await, StillWorking::CalledOff);
}

#[rstest]
#[tokio::test]
async fn an_import_that_is_given_back_keeps_what_it_is_to_take_in_and_says_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let id = queued(&store).await;
    let said = RemarksPage {
        of: id,
        size: 20,
        after: None,
    };
    let page = async || {
        let read = store.import_remarks(&[said]).await.expect("read");
        let remarks = read[&said].items.iter();
        remarks
            .map(|(place, remark)| (place.0, remark.reason.clone()))
            .collect::<Vec<_>>()
    };
    let content = async || store.import_content(id).await.expect("read");
    let job = async || store.import_job(id).await.expect("read").expect("there");
    take_up(&store, 1, just_now()).await.expect("it waits");

    end(&store, id, 1, ImportState::Queued).await;

    let given_back = job().await;
    assert_eq!(given_back.state, ImportState::Queued);
    assert_eq!((given_back.sums, given_back.remark_count), (None, 0));
    assert_eq!(given_back.finished_at, None);
    assert_eq!(content().await.as_deref(), Some(b"{}".as_slice()));
    assert_eq!(page().await, []);

    let again = take_up(&store, 2, just_now()).await.expect("it waits");
    assert_eq!((again.job.runs, again.runs_lost), (2, 0));
    end(&store, id, 2, ImportState::Done).await;

    let done = job().await;
    assert_eq!(done.state, ImportState::Done);
    assert_eq!(
        (done.sums, done.remark_count),
        (Some(ImportSums::default()), 1)
    );
    assert_eq!(done.terms.format, Some(ImportFormat::Csv));
    assert_eq!(done.started_at, given_back.started_at);
    assert_eq!(content().await, None);
    let reason = Some("a reason with a  in it".to_owned());
    assert_eq!(page().await, [(0, reason)]);
}
