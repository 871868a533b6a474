//! What a client accepts: media ranges, each with a weight (RFC 9110, section 12.5.1).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

use super::media::{Media, split};

/// What a client accepts.
#[derive(Debug)]
pub(super) struct Accept(Vec<(Media, Weight)>);

/// How much something is wanted, in thousandths; nothing at 0.
pub(super) type Weight = u16;

const WHOLE: Weight = 1000;

/// How much a media type is wanted, and whether the client named it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) weight: Weight,
    pub(super) by_name: bool,
}

impl Accept {
    /// Reads the headers of a request. A range that is not understood is passed over; who says nothing takes
    /// anything.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let said = headers.get_all(ACCEPT).iter();
        let said: Vec<&str> = said.map(|value| value.to_str().unwrap_or("?")).collect();
        let said = said.join(",");
        if said.trim().is_empty() {
            let anything = Media::parse("*/*").expect("it is a range");
            return Self(vec![(anything, WHOLE)]);
        }
        Self(split(&said, ',').filter_map(range).collect())
    }

    /// How much a media type is wanted: the range that fits it most closely decides.
    pub(super) fn wants(&self, media_type: &str) -> Wanted {
        let ranges = self.0.iter();
        let fitting = ranges.filter_map(|(range, weight)| Some((fit(range, media_type)?, *weight)));
        match fitting.max() {
            Some((fit, weight)) => Wanted {
                weight,
                by_name: fit == Fit::Name,
            },
            None => Wanted {
                weight: 0,
                by_name: false,
            },
        }
    }
}

/// How closely a range fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Anything,
    Kind,
    Name,
}

fn fit(range: &Media, media_type: &str) -> Option<Fit> {
    if !range.is_utf8() {
        return None;
    }
    let kind = range.name.strip_suffix("/*");
    match kind {
        Some("*") => Some(Fit::Anything),
        Some(kind) => (media_type.split('/').next() == Some(kind)).then_some(Fit::Kind),
        None => (range.name == media_type).then_some(Fit::Name),
    }
}

fn range(text: &str) -> Option<(Media, Weight)> {
    let range = Media::parse(text)?;
    let weight = match range.parameter("q") {
        None => WHOLE,
        Some(weight) => thousandths(weight)?,
    };
    Some((range, weight))
}

/// A weight from 0 to 1; `.2` is what some clients write.
fn thousandths(text: &str) -> Option<Weight> {
    let is_written = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let weight: f32 = text.parse().ok().filter(|_| is_written)?;
    // Exact: three digits fit, and what is out of bounds is none.
    (weight <= 1.0).then_some((weight * f32::from(WHOLE)).round() as Weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(accept: &'static str, media_type: &str) -> (Weight, bool) {
        let headers = HeaderMap::from_iter([(ACCEPT, accept.parse().expect("a header"))]);
        let wanted = Accept::of(&headers).wants(media_type);
        (wanted.weight, wanted.by_name)
    }

    #[test]
    fn the_range_that_fits_most_closely_decides() {
        let accept = "*/*;q=0.1, application/*;q=0.5, application/json;q=0.25, image/png";

        assert_eq!(wanted(accept, "application/json"), (250, true));
        assert_eq!(wanted(accept, "application/xml"), (500, false));
        assert_eq!(wanted(accept, "text/html"), (100, false));
        assert_eq!(
            wanted("application/json;q=0, */*", "application/json"),
            (0, true)
        );
        assert_eq!(wanted("image/*", "application/json"), (0, false));
    }

    #[test]
    fn text_in_another_encoding_is_not_what_we_write() {
        assert_eq!(
            wanted("application/json; charset=latin1", "application/json"),
            (0, false)
        );
        assert_eq!(
            wanted("application/json; charset=\"UTF-8\"", "application/json"),
            (1000, true)
        );
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        let old = "text/html, image/gif, *; q=.2, */*; q=.2";

        assert_eq!(wanted(old, "application/json"), (200, false));
        for accept in [
            "application/json;q=2",
            "application/json;q=-1",
            "application/json;q=NaN",
            "json",
            ",",
        ] {
            assert_eq!(wanted(accept, "application/json"), (0, false), "{accept}");
        }
    }

    #[test]
    fn who_says_nothing_takes_anything() {
        assert_eq!(wanted("", "application/json"), (1000, false));
        let silent = Accept::of(&HeaderMap::new()).wants("application/json");
        assert_eq!((silent.weight, silent.by_name), (1000, false));
    }
}
