//! The schema as a document: what `schema.graphql` holds.

use async_graphql::SDLExportOptions;

use super::builder;

/// The schema in the schema definition language, sorted, so that its diff is the change.
pub fn sdl() -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .include_specified_by()
        .use_space_ident();
    let document = builder().finish().sdl_with_options(options);
    let tidy: Vec<&str> = document.lines().map(str::trim_end).collect();
    format!("{}\n", tidy.join("\n").trim())
}
