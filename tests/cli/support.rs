//! Running the binary in a folder of its own.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A working directory with nothing in it, and an environment without settings of ours.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a command gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Gave {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder can be made"),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("a file can be written");
    }

    /// The names of what lies there, in order; what a running service keeps beside its database left out.
    pub(crate) fn list(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder can be listed");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .map(|name| name.into_string().expect("a name is text"))
            .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
            .collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_support-directory"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SUPPORT_DIRECTORY_"))
        {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Gave {
        gave(self.command(arguments).output().expect("the binary runs"))
    }

    /// Runs a command that reads these bytes from its standard input.
    pub(crate) fn run_fed(&self, arguments: &[&str], bytes: &[u8]) -> Gave {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut fed = child.stdin.take().expect("its input is piped");
        fed.write_all(bytes).expect("it reads");
        drop(fed);
        gave(child.wait_with_output().expect("the binary ends"))
    }

    /// Runs commands as a person types them, with the binary at hand; `None`, said in one line, where curl is
    /// not installed. Under `CI=true` nothing is passed over.
    pub(crate) fn shell(&self, script: &str) -> Option<Gave> {
        let has_curl = Command::new("curl").arg("--version").output().is_ok();
        if !has_curl {
            assert!(
                std::env::var("CI").as_deref() != Ok("true"),
                "curl is not installed, and nothing is passed over under CI=true"
            );
            eprintln!("passed over: curl is not installed");
            return None;
        }
        let binary = Path::new(env!("CARGO_BIN_EXE_support-directory"));
        let beside = binary.parent().expect("the binary lies in a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        let output = Command::new("sh")
            .args(["-eu", "-c", script])
            .current_dir(self.folder.path())
            .env("PATH", format!("{}:{path}", beside.display()))
            .output();
        Some(gave(output.expect("there is a shell")))
    }

    /// Starts to serve, and waits until it says where.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Serving {
        self.serve_on(&[&["--listen", "127.0.0.1:0"], arguments].concat())
    }

    /// Starts to serve where the arguments say.
    pub(crate) fn serve_on(&self, arguments: &[&str]) -> Serving {
        self.start(self.command(arguments))
    }

    /// Starts to serve with a variable of the environment set.
    pub(crate) fn serve_with(&self, variable: &str, value: &str, arguments: &[&str]) -> Serving {
        let mut command = self.command(&[&["--listen", "127.0.0.1:0"], arguments].concat());
        command.env(variable, value);
        self.start(command)
    }

    fn start(&self, mut command: Command) -> Serving {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut out = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut welcome = String::new();
        while !welcome.contains("Ctrl-C stops it.") {
            let mut line = String::new();
            if out.read_line(&mut line).expect("its output is text") == 0 {
                let mut err = String::new();
                let _ = child
                    .stderr
                    .take()
                    .expect("its errors are piped")
                    .read_to_string(&mut err);
                panic!("the service ended before it was ready: {welcome}{err}");
            }
            welcome.push_str(&line);
        }
        let graph = welcome
            .lines()
            .find(|line| line.contains("/graphql"))
            .expect("it says where the graph is");
        let address = graph
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next());
        let address = address
            .and_then(|text| text.parse().ok())
            .expect("it says an address");
        Serving {
            child,
            out,
            welcome,
            address,
        }
    }
}

pub(crate) fn gave(output: Output) -> Gave {
    Gave {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("the output is text"),
        err: String::from_utf8(output.stderr).expect("the errors are text"),
    }
}

/// What a command gives that stops and has printed nothing.
pub(crate) fn stopped(line: &str) -> Gave {
    Gave {
        code: Some(1),
        out: String::new(),
        err: format!("support-directory: {line}\n"),
    }
}

/// The texts that a statement gives in its first column, run on a database file, which is made if need be.
pub(crate) fn found_in(path: &Path, statement: &str) -> Vec<String> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        let url = format!("sqlite://{}?mode=rwc", path.display());
        let database = Database::connect(url).await.expect("the database opens");
        let statement = Statement::from_string(DbBackend::Sqlite, statement);
        let rows = database.query_all_raw(statement).await;
        let texts = rows
            .expect("the statement is sound")
            .iter()
            .map(|row| row.try_get_by_index(0).expect("a text"))
            .collect();
        database.close().await.expect("it closes");
        texts
    })
}

/// A service that runs; it is ended when dropped.
pub(crate) struct Serving {
    child: Child,
    out: BufReader<ChildStdout>,
    pub(crate) welcome: String,
    pub(crate) address: SocketAddr,
}

impl Serving {
    /// Asks by POST, and gives the answer.
    pub(crate) fn ask(&self, query: &str) -> Value {
        let answer = self.post("", &json!({ "query": query }));
        answer.expect("the service answers")
    }

    /// Asks by POST as the bearer of a token, and gives the answer.
    pub(crate) fn ask_with(&self, token: &str, query: &str) -> Value {
        let answer = self.ask_as(token, query, &json!({}));
        answer.expect("the service answers")
    }

    /// The same with variables; `None` when the service is gone before it has answered.
    pub(crate) fn ask_as(&self, token: &str, query: &str, variables: &Value) -> Option<Value> {
        let header = format!("Authorization: Bearer {token}\r\n");
        let body = json!({ "query": query, "variables": variables });
        self.post(&header, &body)
    }

    /// Posts with these headers, and gives the head of the answer.
    pub(crate) fn post_for_head(&self, headers: &str, body: &Value) -> String {
        let answer = self.post_for_text(headers, body);
        let answer = answer.expect("the service answers");
        let (head, _) = answer.split_once("\r\n\r\n").expect("it has a head");
        format!("{head}\r\n")
    }

    fn post(&self, header: &str, body: &Value) -> Option<Value> {
        let answer = self.post_for_text(header, body)?;
        let (_, body) = answer.split_once("\r\n\r\n")?;
        serde_json::from_str(body).ok()
    }

    fn post_for_text(&self, header: &str, body: &Value) -> Option<String> {
        let body = body.to_string();
        let head = format!(
            "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{header}Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        self.try_send(&(head + &body)).ok()
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.get_of("localhost", path)
    }

    /// The same under another name.
    pub(crate) fn get_of(&self, host: &str, path: &str) -> String {
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
    }

    fn send(&self, request: &str) -> String {
        self.try_send(request).expect("the service answers")
    }

    fn try_send(&self, request: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    /// The id of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Tells it to stop as a person or a service manager does.
    pub(crate) fn tell(&self, signal: &str) {
        let process = self.child.id().to_string();
        let told = Command::new("kill")
            .args([&format!("-{signal}"), process.as_str()])
            .status();
        assert!(told.expect("kill runs").success());
    }

    /// Tells it to stop, and waits for its end.
    pub(crate) fn stop(self, signal: &str) -> Gave {
        self.tell(signal);
        self.end()
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> Gave {
        let mut out = std::mem::take(&mut self.welcome);
        self.out
            .read_to_string(&mut out)
            .expect("its output is text");
        let mut err = String::new();
        let mut stderr = self.child.stderr.take().expect("its errors are piped");
        stderr
            .read_to_string(&mut err)
            .expect("its errors are text");
        let code = self.child.wait().expect("it ends").code();
        Gave { code, out, err }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address of a database file in a folder.
pub(crate) fn sqlite(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// What is said of a new database: every migration there is was applied.
pub(crate) fn all_applied() -> String {
    format!("{} migrations applied", Migrator::migrations().len())
}
