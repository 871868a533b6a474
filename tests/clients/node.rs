//! Node, and the packages that the scripts of this folder need.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// Where the scripts lie.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clients");

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// The oldest Node that the scripts run on.
const OLDEST: u32 = 20;

/// Whether the scripts can run; the first test that asks installs what they need.
static READY: OnceLock<Result<(), String>> = OnceLock::new();

/// What a script of this folder prints; `None`, said in one line, where Node or its packages cannot be had.
///
/// Under `CI=true` nothing is passed over: there the test fails.
pub(crate) fn run(script: &str, arguments: &[&str]) -> Option<String> {
    if let Err(why) = READY.get_or_init(prepare) {
        pass_over(why);
        return None;
    }
    let output = Command::new("node")
        .args(["--import", "./deadline.mjs", script])
        .args(arguments)
        .current_dir(FOLDER)
        .output()
        .expect("node starts");
    let said = String::from_utf8(output.stdout).expect("a script prints text");
    assert!(
        output.status.success(),
        "{script} failed: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(said)
}

fn pass_over(why: &str) {
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "{why}, and nothing is passed over under CI=true"
    );
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    // Written past the capture of the test harness, so that it is seen.
    let _ = writeln!(std::io::stderr(), "passed over: {test}: {why}");
}

fn prepare() -> Result<(), String> {
    let version = told("node", &["--version"])?;
    let major = version.trim_start_matches('v').split('.').next();
    if major.and_then(|major| major.parse::<u32>().ok()) < Some(OLDEST) {
        return Err(format!("node {} is older than {OLDEST}", version.trim()));
    }
    told(NPM, &["--version"])?;
    install()
}

/// Installs what the lock file lists, unless that was done for this very lock file.
fn install() -> Result<(), String> {
    let turn = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients.lock");
    let turn = File::create(turn).expect("the folder for tests can be written");
    turn.lock().expect("tests of another process take turns");
    let folder = Path::new(FOLDER);
    let wanted =
        fs::read_to_string(folder.join("package-lock.json")).expect("there is a lock file");
    // `npm ci` begins by emptying node_modules, so the stamp vanishes with what it vouches for.
    let stamp = folder.join("node_modules/.installed-for");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    told(
        NPM,
        &[
            "ci",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--include=dev",
            "--prefer-offline",
            "--fetch-retries=1",
        ],
    )?;
    fs::write(stamp, wanted).expect("node_modules can be written");
    Ok(())
}

/// What a program prints, or why it does not.
fn told(program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(FOLDER)
        .output()
        .map_err(|_| format!("{program} is not installed"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(format!("`{program} {}` failed: {said}", arguments[0]))
    }
}
