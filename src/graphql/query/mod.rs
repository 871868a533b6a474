//! The doors of the graph, a file per concept.

mod catalogue;
mod federation;
mod gaps;
mod history;
mod imports;
mod nodes;
mod partners;
mod responsibility;
mod viewer;
mod words;

use async_graphql::MergedObject;

/// What can be asked.
#[derive(MergedObject, Default)]
pub(super) struct Query(
    responsibility::ResponsibilityQuery,
    catalogue::CatalogueQuery,
    partners::PartnerQuery,
    gaps::GapQuery,
    words::WordQuery,
    nodes::NodeQuery,
    viewer::ViewerQuery,
    history::HistoryQuery,
    imports::ImportQuery,
    federation::FederationQuery,
);
