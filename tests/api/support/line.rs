//! The way between a service and its PostgreSQL, which can be cut.

use std::path::PathBuf;

use tempfile::TempDir;
use tokio::io::copy_bidirectional;
use tokio::net::{UnixListener, UnixStream};
use tokio::task::{JoinHandle, JoinSet};

/// How PostgreSQL and its clients call a socket in a folder.
const SOCKET: &str = ".s.PGSQL.5432";

/// A way to a PostgreSQL.
pub(crate) struct Line {
    folder: TempDir,
    address: String,
    far: PathBuf,
    passing: JoinHandle<()>,
}

impl Line {
    /// A way to a database, by its address.
    pub(crate) fn to(address: &str) -> Self {
        let folder = TempDir::new().expect("there is a place for temporary files");
        let (database, far) = address.split_once("?host=").expect("it is a socket");
        let near = folder.path().display();
        let far = PathBuf::from(far).join(SOCKET);
        Self {
            address: format!("{database}?host={near}"),
            passing: pass(&folder, far.clone()),
            folder,
            far,
        }
    }

    /// The address of the database on this way.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Cuts it: whoever is connected is no longer, and nobody else can connect.
    pub(crate) async fn cut(&mut self) {
        self.passing.abort();
        let _ = (&mut self.passing).await;
        let socket = self.folder.path().join(SOCKET);
        std::fs::remove_file(socket).expect("there is a socket");
    }

    /// Makes it whole again.
    pub(crate) fn mend(&mut self) {
        self.passing = pass(&self.folder, self.far.clone());
    }
}

fn pass(folder: &TempDir, far: PathBuf) -> JoinHandle<()> {
    let near = UnixListener::bind(folder.path().join(SOCKET)).expect("there is room for a socket");
    tokio::spawn(async move {
        let mut passing = JoinSet::new();
        while let Ok((mut near, _)) = near.accept().await {
            let far = far.clone();
            passing.spawn(async move {
                let mut far = UnixStream::connect(far).await.expect("PostgreSQL listens");
                let _ = copy_bidirectional(&mut near, &mut far).await;
            });
        }
    })
}
