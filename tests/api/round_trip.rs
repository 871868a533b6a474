//! A directory that goes out and comes into an empty one is the same there: nothing is lost, nothing is added.

use proptest::prelude::*;
use proptest::test_runner::Config;
use support_directory::actions::export_directory::{Export, ExportWanted};
use support_directory::actions::import_offers::Importing;
use support_directory::domain::actor::Actor;
use support_directory::domain::format::ExportFormat;
use support_directory::store::Store;

use crate::import_property::files;
use crate::support::TestService;
use crate::support::importing::{import, take_in};

/// All of a directory, in a format.
async fn exported(store: &Store, format: ExportFormat) -> String {
    let wanted = ExportWanted {
        format,
        publishers: Vec::new(),
        types: Vec::new(),
        search: None,
    };
    let export = Export::begin(store, &Actor::Operator, wanted).await;
    let mut export = export.expect("an operator may export everything");
    let mut bytes = Vec::new();
    while let Some(more) = export.next().await.expect("the store works") {
        bytes.extend(more);
    }
    String::from_utf8(bytes).expect("exports are text")
}

/// Brings what went out of one directory into an empty one, in each format that holds everything: there it goes out
/// the same in both.
async fn goes_round(store: &Store) {
    let formats = [ExportFormat::JsonLines, ExportFormat::Csv];
    let [rows, table] = [
        exported(store, formats[0]).await,
        exported(store, formats[1]).await,
    ];
    for bytes in [&rows, &table] {
        let empty = TestService::start().await;

        let (imported, heard) = import(&empty.store, bytes.as_bytes(), Importing::PLAIN).await;

        assert_eq!(
            (imported.refused, imported.conflicts),
            (0, 0),
            "{}",
            heard.remarks()
        );
        assert_eq!(exported(&empty.store, formats[0]).await, rows);
        assert_eq!(exported(&empty.store, formats[1]).await, table);
        let (again, heard) = import(&empty.store, bytes.as_bytes(), Importing::PLAIN).await;
        assert_eq!(heard.planned(), "", "{again:?}");
    }
}

#[tokio::test]
async fn the_sample_goes_out_and_comes_in_again_the_same() {
    let service = TestService::start().await;
    let sample = include_bytes!("../../data/sample/offers.jsonl");
    import(&service.store, sample, Importing::PLAIN).await;

    goes_round(&service.store).await;
}

proptest! {
    #![proptest_config(Config {
        cases: 6,
        failure_persistence: None,
        max_shrink_iters: 100,
        ..Config::default()
    })]

    #[test]
    fn any_directory_goes_out_and_comes_in_again_the_same(first in files(), second in files()) {
        let runtime = tokio::runtime::Runtime::new().expect("there is a runtime");
        runtime.block_on(async {
            let service = TestService::start().await;
            take_in(&service, &first, Importing::PLAIN).await;
            take_in(&service, &second, Importing::PLAIN).await;

            goes_round(&service.store).await;
        });
    }
}
