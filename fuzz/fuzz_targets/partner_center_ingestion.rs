//! Listings of the Partner Center ingestion API.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rooms::domain::format::ImportFormat;
use rooms::exchange::any_bytes::are_read_and_written;

fuzz_target!(|bytes: &[u8]| are_read_and_written(
    Some(ImportFormat::PartnerCenterIngestion),
    bytes
));
