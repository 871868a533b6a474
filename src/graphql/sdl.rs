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
    without_built_in_directives(&quoted(&builder().finish().sdl_with_options(options)))
}

/// The document with quotation marks and backslashes as they have to be written: the exporter leaves them as they are
/// in the reasons of deprecations, and in some descriptions.
fn quoted(document: &str) -> String {
    let mut in_block = false;
    let lines = document.lines().map(|line| {
        let text = line.trim();
        if text == "\"\"\"" {
            in_block = !in_block;
            line.to_owned()
        } else if in_block {
            line.replace("\"\"\"", "\\\"\"\"")
        } else if text.starts_with('"') {
            // Its quotation marks are escaped already.
            line.replace('\\', "\\\\").replace("\\\\\"", "\\\"")
        } else {
            with_quoted_reason(line)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn with_quoted_reason(line: &str) -> String {
    const BEGINNING: &str = "@deprecated(reason: \"";
    let Some((before, reason)) = line.split_once(BEGINNING) else {
        return line.to_owned();
    };
    let Some((reason, after)) = reason.rsplit_once("\")") else {
        return line.to_owned();
    };
    let reason = reason.replace('"', "\\\"");
    format!("{before}{BEGINNING}{reason}\"){after}")
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
            let follows_directive = kept
                .last()
                .is_some_and(|line| line.starts_with("directive "));
            if follows_directive && !line.starts_with("schema") {
                kept.push("");
            }
            kept.push(line);
        }
    }
    let document = kept.join("\n").replace("\nschema {", "\n\nschema {");
    format!("{}\n", document.trim())
}

#[cfg(test)]
mod tests {
    use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};

    use super::*;

    struct Quoting;

    /// In a block: """ and \n.
    ///
    /// Its end.
    #[Object]
    impl Quoting {
        /// Says "this" and \d, in one line.
        #[graphql(deprecation = "Use `other(\"a\")` or \\d.")]
        async fn one(&self) -> bool {
            true
        }

        /// Nothing.
        async fn other(&self, #[graphql(desc = "A \"text\".", default = "\"")] a: String) -> bool {
            a.is_empty()
        }
    }

    #[test]
    fn quotation_marks_are_written_so_that_every_reader_understands_them() {
        let schema = Schema::new(Quoting, EmptyMutation, EmptySubscription);
        let options = SDLExportOptions::new().prefer_single_line_descriptions();
        let written = quoted(&schema.sdl_with_options(options));

        let read = apollo_compiler::Schema::parse_and_validate(&written, "schema.graphql");
        let read = read.unwrap_or_else(|error| panic!("{error}\n{written}"));
        let object = read.get_object("Quoting").expect("it is there");
        let field = &object.fields["one"];
        let reason = field
            .directives
            .get("deprecated")
            .and_then(|found| found.specified_argument_by_name("reason"));
        let reason = reason.and_then(|reason| reason.as_str());
        assert_eq!(reason, Some("Use `other(\"a\")` or \\d."));
        assert_eq!(
            field.description.as_deref(),
            Some("Says \"this\" and \\d, in one line.")
        );
        assert_eq!(
            object.description.as_deref(),
            Some("In a block: \"\"\" and \\n.\n\nIts end.")
        );
        let argument = &object.fields["other"].arguments[0];
        assert_eq!(argument.description.as_deref(), Some("A \"text\"."));
        assert_eq!(
            argument
                .default_value
                .as_ref()
                .and_then(|value| value.as_str()),
            Some("\"")
        );
    }
}
