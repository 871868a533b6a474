//! The two rooms that are fuzzed, compiled by themselves: they use no other, so a build takes a minute, and the
//! fuzzer measures what it covers of them alone.

#[path = "../../src/domain/mod.rs"]
pub mod domain;
#[path = "../../src/exchange/mod.rs"]
pub mod exchange;
