//! How long a large directory takes to come in, with how much memory, and whether reads go on meanwhile.
//!
//! `cargo bench --bench import -- [--offers NUMBER] [--database-url URL] [--keep FILE]`

#![allow(missing_docs, reason = "a benchmark has no interface")]

mod made;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use made::Size;
use support_directory::actions::import_offers::{
    Entry, Importing, Watch, import_offers, read_source,
};
use support_directory::domain::change::Cause;
use support_directory::domain::offer::{MarketplaceId, OfferKey};
use support_directory::exchange::HowToRead;
use support_directory::store::{Store, StoreUrl};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What is measured.
#[derive(Parser)]
struct Bench {
    /// How many offers come in; publishers are a tenth of them
    #[arg(long, default_value_t = Size::L.offers)]
    offers: u64,
    /// The database, which should be empty; a new SQLite file in the folder for temporary files if not given
    #[arg(long)]
    database_url: Option<String>,
    /// Keep the file that comes in under this name
    #[arg(long)]
    keep: Option<PathBuf>,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

struct Counting {
    entries: usize,
}

impl Watch for Counting {
    fn done(&mut self, _: usize) {}

    fn hear(&mut self, entry: Entry) {
        if !matches!(entry, Entry::Planned(_)) {
            if self.entries < 10 {
                println!("  {entry:?}");
            }
            self.entries += 1;
        }
    }
}

#[tokio::main]
async fn main() {
    let bench = Bench::parse();
    let size = Size {
        publishers: (bench.offers / 10).max(1),
        offers: bench.offers,
    };
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let path = bench
        .keep
        .unwrap_or_else(|| folder.path().join("made.jsonl"));
    let mut out = BufWriter::new(File::create(&path).expect("a file"));
    made::write(size, &mut out).expect("room");
    out.flush().expect("room");
    let bytes = path.metadata().expect("a file").len();
    println!("{} offers, {} MB", size.offers, bytes / 1_000_000);

    let beside = format!("sqlite:{}", folder.path().join("bench.db").display());
    let url = bench.database_url.unwrap_or(beside);
    let url = StoreUrl::parse(&url).expect("a database");
    let opened = Store::open(&url, 4).await.expect("a database");
    let store = opened.store;
    println!("memory before     {:>7} kB", memory("VmRSS"));

    let reader = Reader::begin(&store, size);
    let mut watch = Counting { entries: 0 };
    let began = Instant::now();
    let file = File::open(&path).expect("a file");
    let source = read_source(file, &HowToRead::default(), &mut watch).expect("a sound file");
    let read = began.elapsed();
    println!("read              {:>7.1} s", read.as_secs_f64());
    println!("memory after it   {:>7} kB", memory("VmHWM"));
    let cause = Cause::operator(Some("made.jsonl"));
    let imported = import_offers(&store, &cause, source, Importing::PLAIN, &mut watch)
        .await
        .expect("a store");
    let all = began.elapsed();
    println!("imported          {:>7.1} s", (all - read).as_secs_f64());
    println!("in all            {:>7.1} s", all.as_secs_f64());
    println!("memory at most    {:>7} kB", memory("VmHWM"));
    println!(
        "publishers {}, offers {}, contacts {}, links {}, remarks {}",
        imported.publishers.added,
        imported.offers.added,
        imported.contacts.added,
        imported.links.added,
        watch.entries
    );
    reader.end().await;

    let began = Instant::now();
    let file = File::open(&path).expect("a file");
    let source = read_source(file, &HowToRead::default(), &mut watch).expect("a sound file");
    let again = import_offers(&store, &cause, source, Importing::PLAIN, &mut watch)
        .await
        .expect("a store");
    println!("again             {:>7.1} s", began.elapsed().as_secs_f64());
    assert_eq!(again.offers.unchanged as u64, size.offers);
}

/// Somebody who looks offers up meanwhile.
struct Reader {
    is_over: Arc<AtomicBool>,
    times: tokio::task::JoinHandle<Vec<Duration>>,
}

impl Reader {
    fn begin(store: &Store, size: Size) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let (store, over) = (store.clone(), Arc::clone(&is_over));
        let times = tokio::spawn(async move {
            let mut times = Vec::new();
            while !over.load(Ordering::Relaxed) {
                let number = times.len() as u64 * 7919 % size.offers;
                let id = made::marketplace_id(size, number);
                let id = MarketplaceId::parse(&id).expect("a marketplace id");
                let began = Instant::now();
                let found = store.offer(&OfferKey::Marketplace(id)).await;
                found.expect("reads go on");
                times.push(began.elapsed());
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            times
        });
        Self { is_over, times }
    }

    async fn end(self) {
        self.is_over.store(true, Ordering::Relaxed);
        let mut times = self.times.await.expect("reads go on");
        times.sort();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
        println!(
            "reads meanwhile: {}, p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms",
            times.len(),
            at(50),
            at(99),
            at(100)
        );
    }
}

/// A figure of the process out of the kernel, in kB; 0 where there is none.
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let figure = line.and_then(|line| line.split_whitespace().nth(1));
    figure.and_then(|figure| figure.parse().ok()).unwrap_or(0)
}
