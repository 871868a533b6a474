//! Rows, written as Product Ingestion listings. As rows they are written by every other target.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rooms::exchange::any_bytes::are_written_as_listings;

fuzz_target!(|bytes: &[u8]| are_written_as_listings(bytes));
