//! Scalars of the contract: days, points in time, and what things were.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{Datelike, NaiveDate, SecondsFormat, Utc};

use super::uploads::Upload;

/// Whether days and times of this year sort alike in both databases: those that RFC 3339 can write do.
fn is_kept(year: i32) -> bool {
    (0..=9999).contains(&year)
}

/// How a day is written, for whoever wrote something else.
const DAY: &str = "a day is written as 2019-11-20";

/// How a point in time is written.
const TIME: &str = "a point in time is written as 2019-11-20T08:00:00Z";

/// Whether a value is of a scalar that is ours; otherwise what it has to look like.
pub(super) fn check(scalar: &str, value: Value) -> Result<(), Option<&'static str>> {
    let (is_valid, looks) = match scalar {
        "Date" => (Date::parse(value).is_ok(), Some(DAY)),
        "DateTime" => (DateTime::parse(value).is_ok(), Some(TIME)),
        "Upload" => (Upload::is_valid(&value), None),
        _ => (true, None),
    };
    if is_valid { Ok(()) } else { Err(looks) }
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date(pub(super) NaiveDate);

/// A day (ISO 8601), such as `2019-11-20`.
#[Scalar(
    name = "Date",
    specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
)]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()
                .filter(|day| is_kept(day.year()))
                .map(Self)
                .ok_or_else(|| InputValueError::custom(DAY)),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateTime(pub(super) chrono::DateTime<Utc>);

/// A point in time (RFC 3339), in UTC to the millisecond, such as `2019-11-20T08:00:00.000Z`.
#[Scalar(
    name = "DateTime",
    specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
)]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => chrono::DateTime::parse_from_rfc3339(text)
                .ok()
                .and_then(|time| chrono::DateTime::from_timestamp_millis(time.timestamp_millis()))
                // An offset can lead beyond the years of four digits, which sort as they are written.
                .filter(|time| is_kept(time.year()))
                .map(Self)
                .ok_or_else(|| InputValueError::custom(TIME)),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

/// What a thing is or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Json(pub(super) serde_json::Value);

/// What a thing was at a moment, as JSON: its fields by their names. They are those of the moment: later
/// ones may have more.
#[Scalar(
    name = "JSON",
    specified_by_url = "https://www.rfc-editor.org/rfc/rfc8259"
)]
impl ScalarType for Json {
    fn parse(value: Value) -> InputValueResult<Self> {
        Ok(Self(value.into_json()?))
    }

    fn to_value(&self) -> Value {
        // Only bytes and files are no JSON, and this is made of JSON.
        Value::from_json(self.0.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        let day = Date::parse(Value::String(text.to_owned())).ok();
        day.map(|day| day.0.to_string())
    }

    fn time(text: &str) -> Option<Value> {
        let time = DateTime::parse(Value::String(text.to_owned())).ok();
        time.map(|time| time.to_value())
    }

    #[test]
    fn a_day_has_a_year_of_four_digits() {
        assert_eq!(day("2019-11-20").as_deref(), Some("2019-11-20"));
        assert_eq!(day("9999-12-31").as_deref(), Some("9999-12-31"));
        for text in ["+12019-11-20", "-0001-01-01", "2019-02-29"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_is_taken_to_the_millisecond_in_utc() {
        for (written, taken) in [
            ("2024-03-01T12:00:00.1239+02:00", "2024-03-01T10:00:00.123Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"),
        ] {
            assert_eq!(time(written), Some(Value::from(taken)));
        }
        assert_eq!(time("9999-12-31T23:59:59-23:59"), None);
    }
}
