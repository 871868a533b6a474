//! The schema as a document: what `schema.graphql` holds.

use async_graphql::SDLExportOptions;

use super::builder;

/// Directives that every GraphQL tool knows; the exporter prints them all the same. `@oneOf` stays: it
/// is new enough for tools to lack it.
const BUILT_IN: &[&str] = &["@deprecated", "@include", "@skip", "@specifiedBy"];

/// The schema in the schema definition language, sorted, so that its diff is the change.
pub fn sdl() -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .prefer_single_line_descriptions()
        .include_specified_by()
        .use_space_ident();
    without_built_in_directives(&builder().finish().sdl_with_options(options))
}

fn without_built_in_directives(document: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in document.lines().map(str::trim_end) {
        let directive = line
            .strip_prefix("directive ")
            .and_then(|rest| rest.split(['(', ' ']).next());
        if directive.is_some_and(|name| BUILT_IN.contains(&name)) {
            // With its description, which stands on the line before.
            kept.pop_if(|line| line.starts_with('"'));
        } else {
            kept.push(line);
        }
    }
    let document = kept.join("\n").replace("\nschema {", "\n\nschema {");
    format!("{}\n", document.trim())
}
