//! A PostgreSQL for the tests of this process: started by the first that asks, gone with the process.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use sea_orm::ConnectionTrait;

/// Runs the cluster for as long as its stdin is held open.
const KEEPER: &str = include_str!("postgres.sh");

/// One cluster per process; statics are never dropped, so the keeper watches the process instead.
static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
/// Databases whose tests have ended; the next test removes them.
static ENDED: Mutex<Vec<String>> = Mutex::new(Vec::new());
static CREATED: AtomicU32 = AtomicU32::new(0);

struct Cluster {
    /// Where its socket is.
    directory: String,
    /// The keeper ends when this is closed, which the end of the process does, whatever ends it.
    _held: ChildStdin,
    _keeper: Child,
}

/// A database in the cluster.
pub(super) struct OwnDatabase {
    name: String,
    cluster: &'static Cluster,
}

impl OwnDatabase {
    /// Makes a database, as a copy of another if one is given; `None` where PostgreSQL is not installed.
    pub(super) async fn create(original: Option<&Self>) -> Option<Self> {
        let cluster = CLUSTER.get_or_init(Cluster::start).as_ref()?;
        let name = format!("test_{}", CREATED.fetch_add(1, Ordering::Relaxed));
        let admin = sea_orm::Database::connect(cluster.url("postgres"))
            .await
            .expect("the cluster answers");
        let ended = std::mem::take(&mut *ENDED.lock().unwrap_or_else(PoisonError::into_inner));
        let removals = ended
            .iter()
            .map(|name| format!("DROP DATABASE {name} WITH (FORCE)"));
        let template = original.map_or("template1", |original| &original.name);
        let creation = format!("CREATE DATABASE {name} TEMPLATE {template}");
        for statement in removals.chain([creation]) {
            admin
                .execute_unprepared(&statement)
                .await
                .expect("the cluster makes and removes databases");
        }
        let _ = admin.close().await;
        Some(Self { name, cluster })
    }

    /// Its address.
    pub(super) fn url(&self) -> String {
        self.cluster.url(&self.name)
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        let mut ended = ENDED.lock().unwrap_or_else(PoisonError::into_inner);
        ended.push(std::mem::take(&mut self.name));
    }
}

impl Cluster {
    fn start() -> Option<Self> {
        let programs = programs()?;
        // The programs refuse to run as root.
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        let mut keeper = command
            .args(["-c", KEEPER, "postgres.sh"])
            .arg(programs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Out of reach of a Ctrl-C meant for the tests: it has to clean up after them.
            .process_group(0)
            .spawn()
            .expect("a shell can be started");
        let held = keeper.stdin.take().expect("its stdin is a pipe");
        let said = keeper.stdout.take().expect("its stdout is a pipe");
        let mut directory = String::new();
        BufReader::new(said)
            .read_line(&mut directory)
            .expect("the keeper of the cluster can be read");
        let directory = directory.trim_end().to_owned();
        assert!(
            !directory.is_empty(),
            "PostgreSQL could not be started; see above"
        );
        Some(Self {
            directory,
            _held: held,
            _keeper: keeper,
        })
    }

    fn url(&self, database: &str) -> String {
        // The socket lies in a directory of the cluster's own, so clusters never meet on a port.
        let directory = &self.directory;
        format!("postgres://postgres@localhost/{database}?host={directory}")
    }
}

/// The directory of PostgreSQL's programs: the highest version where Debian keeps them, or on `PATH`.
fn programs() -> Option<PathBuf> {
    let version = |directory: &Path| -> Option<u32> {
        directory.parent()?.file_name()?.to_str()?.parse().ok()
    };
    let installed = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|directory| directory.join("initdb").exists())
        .max_by_key(|directory| version(directory));
    installed.or_else(|| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|directory| directory.join("initdb").exists())
    })
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
