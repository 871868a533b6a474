//! Imports that are asked for over the graph, and who works on them.

use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};
use support_directory::actions::imports::{Pace, work};
use support_directory::domain::import_job::ImportState;
use support_directory::store::{ImportEnd, ImportProgress, StillWorking, Taking};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::sleep;
use uuid::Uuid;

use super::form::Form;
use super::{TestService, admin};

/// The pace of workers in tests: nobody waits for them.
pub(crate) const QUICK: Pace = Pace {
    rest: Duration::from_millis(5),
    beat: Duration::from_millis(5),
    silence: Duration::from_secs(30),
};

/// The same, where every worker but oneself is taken for gone.
pub(crate) const SUSPICIOUS: Pace = Pace {
    silence: Duration::ZERO,
    ..QUICK
};

/// The largest file in tests, in bytes, unless it is said otherwise.
pub(crate) const MOST_BYTES: usize = 32 << 20;

/// How long a test waits for an import before it fails.
const DEADLINE: Duration = Duration::from_secs(120);

/// Everything that is told of an import.
pub(crate) const JOB: &str = "id state stateLabel outcome reason askedBy calledOffBy note fileName format publisherId \
    isDryRun overwrites retiresMissing createdAt startedAt finishedAt things thingsDone runs remarkCount \
    sums { rows taken repeated refused notReached warnings conflicts publishers { added changed unchanged } \
      offers { added changed unchanged } contacts { added changed unchanged } links { added changed unchanged } \
      retired restored } \
    remarks(first: 100) { totalCount nodes { kind line path field value reason deed thing name \
      differences { field before after } } }";

/// Asking for an import.
pub(crate) const IMPORT: &str =
    "mutation($input: ImportOffersInput!) { importOffers(input: $input) {
    job { id state } userErrors { code field message } } }";

/// Somebody who works on imports.
pub(crate) struct Worker {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Worker {
    /// Tells it to stop, and waits until it has.
    pub(crate) async fn stop(self) {
        let _ = self.stop.send(());
        let stopped = tokio::time::timeout(DEADLINE, self.task).await;
        stopped.expect("it stops").expect("it did not panic");
    }

    /// Ends it in the middle of whatever it does, as a process ends that is killed.
    pub(crate) async fn kill(self) {
        self.task.abort();
        let ended = self.task.await;
        assert!(ended.is_err_and(|ended| ended.is_cancelled()));
    }
}

impl TestService {
    /// Somebody who works on imports at this pace.
    pub(crate) fn worker(&self, pace: Pace) -> Worker {
        self.worker_taking(pace, MOST_BYTES)
    }

    /// The same, who takes files of this many bytes.
    pub(crate) fn worker_taking(&self, pace: Pace, most_bytes: usize) -> Worker {
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async {
            let _ = stopped.await;
        };
        let task = tokio::spawn(work(self.store.clone(), most_bytes, pace, stopped));
        Worker { stop, task }
    }

    /// Has an administrator ask for an import, and gives its id.
    pub(crate) async fn ask_for_import(&self, input: Value) -> String {
        let answer = self
            .run_as(admin(), IMPORT, json!({ "input": input }))
            .await;
        let id = answer["data"]["importOffers"]["job"]["id"].as_str();
        id.unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Has an administrator ask for the import of a file that is larger than a request, and gives its id.
    pub(crate) async fn ask_for_import_of(&self, file: &str) -> String {
        let form = Form::importing(json!({}), "offers.jsonl", file);
        let answer = form.send(self, admin()).await.data();
        let id = answer["importOffers"]["job"]["id"].as_str();
        id.unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Everything about an import, as an administrator sees it.
    pub(crate) async fn import_job(&self, id: &str) -> Value {
        let document = format!("query($id: ID!) {{ importJob(id: $id) {{ {JOB} }} }}");
        let variables = json!({ "id": id });
        let mut answer = self.run_as(admin(), &document, variables).await;
        assert_eq!(answer.get("errors"), None, "{answer}");
        answer["data"]["importJob"].take()
    }

    /// An import once it is like this.
    pub(crate) async fn import_once(&self, id: &str, like_this: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let job = self.import_job(id).await;
            if like_this(&job) {
                return job;
            }
            assert!(began.elapsed() < DEADLINE, "it is still {job}");
            sleep(Duration::from_millis(2)).await;
        }
    }

    /// An import once it ended.
    pub(crate) async fn ended_import(&self, id: &str) -> Value {
        self.import_once(id, |job| !job["finishedAt"].is_null())
            .await
    }

    /// An import once something of it is done, and it is not over yet.
    pub(crate) async fn import_in_the_middle(&self, id: &str) -> Value {
        let job = self
            .import_once(id, |job| {
                job["thingsDone"].as_u64() > Some(0) || !job["finishedAt"].is_null()
            })
            .await;
        assert_eq!(job["state"], "RUNNING", "{job}");
        job
    }

    /// Takes an import up from whoever works on it, and ends it with nothing to say.
    pub(crate) async fn take_up_and_end(&self) {
        let worker = Uuid::now_v7();
        let change = self.store.change().await.expect("its turn comes");
        let taking = Taking {
            worker,
            gone_since: Utc::now() + TimeDelta::hours(1),
        };
        let taken = change.take_import_up(taking).await.expect("it is there");
        let taken = taken.expect("an import is under way");
        let end = ImportEnd {
            state: ImportState::Cancelled,
            progress: ImportProgress {
                state: ImportState::Reading,
                format: None,
                things: None,
                things_done: 0,
            },
            reason: None,
            sums: None,
            remarks: Vec::new(),
            remark_count: 0,
        };
        let ended = change.end_import(taken.job.id, worker, end).await;
        assert_eq!(ended.expect("it is there"), StillWorking::GoOn);
        change.keep().await.expect("it is kept");
    }

    /// What an administrator gets who calls an import off.
    pub(crate) async fn cancel_import(&self, id: &str) -> Value {
        let document = "mutation($input: CancelImportInput!) { cancelImport(input: $input) {
            job { id state calledOffBy } userErrors { code field message } } }";
        let variables = json!({ "input": { "id": id } });
        self.run_as(admin(), document, variables).await
    }
}

/// A row of a file: an offer of Contoso with a support address.
pub(crate) fn row(offer: &str) -> String {
    let row = json!({
        "publisherId": "contoso", "publisherName": "Contoso", "offerId": offer, "offerName": format!("Contoso {offer}"),
        "offerType": "saas", "supportName": "Support desk", "supportEmail": "help@contoso.example",
    });
    format!("{row}\n")
}

/// So many rows, each of an offer of its own.
pub(crate) fn rows(count: usize) -> String {
    (0..count)
        .map(|number| row(&format!("offer-{number}")))
        .collect()
}
