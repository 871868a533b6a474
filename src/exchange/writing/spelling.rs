//! How values are spelt in rows.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::language::Language;
use crate::domain::offer::Wording;
use crate::exchange::rows::guard::is_risky;

/// A value in JSON.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("texts and lists of texts are JSON")
}

/// Titles and summaries by language, as an object in JSON.
pub(super) fn wordings_json(wordings: &BTreeMap<Language, Wording>) -> String {
    #[derive(Serialize)]
    struct Told<'w> {
        title: &'w str,
        #[serde(skip_serializing_if = "Option::is_none")]
        summary: Option<&'w str>,
    }
    let told = wordings.iter().map(|(language, wording)| {
        let told = Told {
            title: &wording.title,
            summary: wording.summary.as_deref(),
        };
        (language.tag(), told)
    });
    json(&told.collect::<BTreeMap<&str, Told>>())
}

/// Texts with semicolons between; as an array in JSON where that could be read otherwise, or where a
/// spreadsheet that parts cells at semicolons could take one of them for a formula.
pub(super) fn list(items: &[String]) -> String {
    let is_plain = |item: &String| {
        !item.contains([',', ';'])
            && !item.starts_with('[')
            && item.trim() == item
            && !item.is_empty()
            && !is_risky(item)
    };
    let plain = items.join("; ");
    if items.iter().all(is_plain) {
        plain
    } else {
        json(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_plain_where_it_cannot_be_misread() {
        for (items, spelt) in [
            (&["Backup"][..], "Backup"),
            (&["Backup", "Security & more"], "Backup; Security & more"),
            (&["A, B"], r#"["A, B"]"#),
            (&["A;B", "C"], r#"["A;B","C"]"#),
            (&["[beta]"], r#"["[beta]"]"#),
            (&["A", " B"], r#"["A"," B"]"#),
            (&["A", "=1+1"], r#"["A","=1+1"]"#),
        ] {
            let items: Vec<String> = items.iter().map(ToString::to_string).collect();
            assert_eq!(list(&items), spelt);
        }
    }
}
