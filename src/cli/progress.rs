//! Progress of long work: a bar on a terminal; elsewhere a line now and then.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

/// How often a line is written where there is no terminal.
const PAUSE: Duration = Duration::from_secs(5);

/// How far a piece of work is, shown on standard error.
pub(super) struct Progress {
    bar: ProgressBar,
    lines: Option<Lines>,
}

/// Progress as lines.
struct Lines {
    what: String,
    of: &'static str,
    began: Instant,
    next: Instant,
}

impl Progress {
    /// Work of this many steps, each of these things, such as `offers`; 0 when nobody knows how many.
    pub(super) fn begin(what: &str, steps: u64, of: &'static str) -> Self {
        let bar = ProgressBar::new(steps).with_style(style(steps, of));
        bar.set_message(what.to_owned());
        let began = Instant::now();
        let lines = (!io::stderr().is_terminal()).then(|| Lines {
            what: what.to_owned(),
            of,
            began,
            next: began + PAUSE,
        });
        Self { bar, lines }
    }

    /// So many steps are done.
    pub(super) fn set(&mut self, done: u64) {
        self.bar.set_position(done);
        let Some(lines) = &mut self.lines else {
            return;
        };
        let now = Instant::now();
        if now < lines.next {
            return;
        }
        lines.next = now + PAUSE;
        let steps = self.bar.length().unwrap_or_default();
        eprintln!("{}", lines.line(done, steps, now - lines.began));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Lines {
    fn line(&self, done: u64, steps: u64, took: Duration) -> String {
        let Self { what, of, .. } = self;
        let rate = done as f64 / took.as_secs_f64();
        if steps <= done {
            return format!("{what}: {done} {of}, {rate:.0} a second");
        }
        let left = Duration::from_secs_f64((steps - done) as f64 / rate.max(f64::MIN_POSITIVE));
        let left = HumanDuration(left.min(Duration::from_secs(100 * 24 * 60 * 60)));
        format!("{what}: {done} of {steps} {of}, {rate:.0} a second, {left} left")
    }
}

fn style(steps: u64, of: &'static str) -> ProgressStyle {
    let template = match (steps, of) {
        (0, _) => "{msg} {spinner} {bytes}, {bytes_per_sec}",
        (_, "bytes") => "{msg} [{bar:30}] {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
        _ => "{msg} [{bar:30}] {human_pos} of {human_len}, {per_sec}, {eta} left",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
