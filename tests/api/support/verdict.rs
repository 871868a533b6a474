//! What was said of a deed, in short.

use serde_json::Value;

/// What is wrong with a deed, by code and field, or the code of the fault; empty when it was done.
pub(crate) fn verdict(answer: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    if let Some(faults) = answer["errors"].as_array() {
        let code = |fault: &Value| text(&fault["extensions"]["code"]);
        return faults.iter().map(code).collect();
    }
    let payloads = answer["data"].as_object().expect("there is data");
    let problems = payloads
        .values()
        .flat_map(|payload| payload["userErrors"].as_array().expect("a payload"));
    let said = problems.map(|problem| {
        let path = problem["field"].as_array().into_iter().flatten();
        let path: Vec<String> = path.map(text).collect();
        format!("{} {}", text(&problem["code"]), path.join("."))
    });
    said.collect()
}
