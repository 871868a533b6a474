//! Imports that are asked for over the graph: they wait in a queue, and are done one at a time, whichever
//! process does them.

mod cancel_import;
mod queue_import;
mod remark;
mod report;
mod run;
mod work;

pub use cancel_import::cancel_import;
pub use queue_import::queue_import;
pub use work::{Pace, work};

/// How many times longer than its file the text of an import may be, unpacked.
pub const MOST_UNPACKED: u64 = 10;
