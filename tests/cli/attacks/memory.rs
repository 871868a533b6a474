//! How much memory a process takes, as Linux tells it.

use std::fs;

/// A process whose memory is watched.
pub(super) struct Memory {
    process: u32,
}

impl Memory {
    pub(super) fn of(process: u32) -> Self {
        Self { process }
    }

    /// Begins to look for a new peak, and gives what is taken now, in kilobytes; nothing where nobody tells.
    ///
    /// Where the old peak cannot be forgotten it is what is given: what grows beyond it is told all the same.
    pub(super) fn now(&self) -> Option<u64> {
        let _ = fs::write(format!("/proc/{}/clear_refs", self.process), "5");
        self.peak()
    }

    /// The most that was taken at once, in kilobytes.
    pub(super) fn peak(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process)).ok()?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak?.trim().strip_suffix(" kB")?.parse().ok()
    }
}
