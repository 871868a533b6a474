//! Builds the pages with npm and writes the table of files that `src/lib.rs` includes.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the answer depends on. Not `node_modules`: the lock file says what is in it.
const SOURCES: [&str; 7] = [
    "build.rs",
    "package-lock.json",
    "package.json",
    "pages",
    "src/unbuilt.html",
    "tsconfig.json",
    "vite.config.ts",
];

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

fn main() -> io::Result<()> {
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
    }
    println!("cargo:rerun-if-env-changed=SUPPORT_DIRECTORY_WEB");
    let skip = env::var("SUPPORT_DIRECTORY_WEB").is_ok_and(|value| value == "skip");

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let pages = out.join("pages");
    let built = !skip
        && build(&out, &pages)
            .inspect_err(|reason| warn(reason))
            .is_ok();
    if !built {
        explain(&pages)?;
    }
    fs::write(out.join("table.rs"), table(&pages, built)?)
}

/// Leaves the built pages in `pages`, or says why it could not.
fn build(out: &Path, pages: &Path) -> Result<(), String> {
    let _turn = take_turn().map_err(|error| format!("web/.npm.lock: {error}"))?;
    let log = out.join("npm.log");
    install(&log)?;
    run(
        Command::new(NPM)
            .args(["run", "build"])
            .env("WEB_OUT_DIR", pages),
        &log,
    )
}

fn warn(reason: &str) {
    // An npm that is missing now may be on the PATH of the next build.
    println!("cargo:rerun-if-env-changed=PATH");
    println!(
        "cargo:warning=the pages were not built: {reason}. /graphiql will only say so. \
         Install Node 20 or newer, then run `cargo clean -p web && cargo build`."
    );
}

/// Leaves in `pages` the one page that says how to build the others.
fn explain(pages: &Path) -> io::Result<()> {
    if pages.exists() {
        fs::remove_dir_all(pages)?;
    }
    fs::create_dir_all(pages.join("assets"))?;
    fs::copy("src/unbuilt.html", pages.join("graphiql.html")).map(drop)
}

/// Waits until no other cargo build uses `node_modules`. The turn ends when the file is dropped.
fn take_turn() -> io::Result<fs::File> {
    let file = fs::File::create(".npm.lock")?;
    file.lock()?;
    Ok(file)
}

/// Installs what the lock file lists, unless that was done for this very lock file.
fn install(log: &Path) -> Result<(), String> {
    // `npm ci` begins by emptying node_modules, so the stamp vanishes with what it vouches for.
    let stamp = Path::new("node_modules/.installed-for");
    let lock = fs::read_to_string("package-lock.json")
        .map_err(|error| format!("web/package-lock.json: {error}"))?;
    // The bundler is a native program: a container that shares this folder needs another one.
    let wanted = format!("{} {}\n{lock}", env::consts::OS, env::consts::ARCH);
    if fs::read_to_string(stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(
        Command::new(NPM)
            .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
            // Vite is a development dependency and its native half an optional one, whatever npm's settings say.
            .args(["--include=dev", "--include=optional"])
            // By default npm waits over a minute for a network that is not there.
            .args(["--prefer-offline", "--fetch-retries=1"]),
        log,
    )?;
    fs::write(stamp, wanted).map_err(|error| format!("web/{}: {error}", stamp.display()))
}

fn run(command: &mut Command, log: &Path) -> Result<(), String> {
    let output = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "npm is not on the PATH".to_owned(),
        _ => format!("npm does not start: {error}"),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let what = command.get_args().next().unwrap_or_default().display();
    let said = [output.stdout, output.stderr].concat();
    match fs::write(log, said) {
        Ok(()) => Err(format!("`npm {what}` failed, see {}", log.display())),
        Err(error) => Err(format!(
            "`npm {what}` failed, and so did writing its log: {error}"
        )),
    }
}

/// The Rust source of the table of embedded files, sorted by path.
fn table(pages: &Path, built: bool) -> io::Result<String> {
    let mut paths = Vec::new();
    for name in names(pages)? {
        if let Some(page) = name.strip_suffix(".html") {
            paths.push((format!("/{page}"), name));
        }
    }
    for name in names(&pages.join("assets"))? {
        if !name.ends_with(".br") && !name.ends_with(".gz") {
            paths.push((format!("/assets/{name}"), format!("assets/{name}")));
        }
    }
    paths.sort();

    let mut source =
        format!("const PAGES_BUILT: bool = {built};\n\nstatic FILES: &[(&str, File)] = &[\n");
    for (path, name) in paths {
        let plain = fs::read(pages.join(&name))?;
        let smaller = |suffix: &str| {
            let name = format!("{name}.{suffix}");
            let pays =
                fs::metadata(pages.join(&name)).is_ok_and(|it| it.len() < plain.len() as u64);
            if pays {
                format!("Some({})", include(&name))
            } else {
                "None".to_owned()
            }
        };
        writeln!(
            source,
            "    ({path:?}, File {{ content_type: {:?}, caching: Caching::{}, etag: {:?}, plain: {}, gzip: {}, brotli: {} }}),",
            content_type(&name),
            caching(&name),
            etag(&plain),
            include(&name),
            smaller("gz"),
            smaller("br"),
        )
        .expect("a string takes everything");
    }
    source.push_str("];\n");
    Ok(source)
}

/// The names of the files in a folder.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    Ok(names)
}

fn include(name: &str) -> String {
    format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/pages/{name}\"))")
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("ttf") => "font/ttf",
        Some("txt") => "text/plain; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Vite puts a hash of eight letters before the extension of whatever never changes under its name.
fn caching(name: &str) -> &'static str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hashed =
        name.starts_with("assets/") && stem.len() > 9 && stem.as_bytes()[stem.len() - 9] == b'-';
    if hashed { "Immutable" } else { "Revalidate" }
}

/// Weak, for it stands for the same content in every encoding.
fn etag(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}
