//! One embedded file, and what HTTP needs to know to send it.

/// One built file, ready to be sent.
#[derive(Debug)]
pub struct File {
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// How long whoever has it may keep it without asking.
    pub caching: Caching,
    /// The value of `ETag`: weak, so one for all encodings.
    pub etag: &'static str,
    pub(crate) plain: &'static [u8],
    pub(crate) gzip: Option<&'static [u8]>,
    pub(crate) brotli: Option<&'static [u8]>,
}

/// How long a file may be kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Caching {
    /// For good: another content would have another name.
    Immutable,
    /// As long as the server says that its entity tag is still the current one.
    Revalidate,
}

/// How the bytes of a body are packed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// The encoding every client knows.
    Gzip,
    /// The smallest; browsers ask for it over HTTPS and on localhost.
    Brotli,
}

impl File {
    /// The body in this encoding; none where packing would not make it smaller. There is always a plain one.
    #[must_use]
    pub fn body(&self, encoding: Encoding) -> Option<&'static [u8]> {
        match encoding {
            Encoding::Identity => Some(self.plain),
            Encoding::Gzip => self.gzip,
            Encoding::Brotli => self.brotli,
        }
    }

    /// The smallest body that a request with this `Accept-Encoding` takes (empty when it has none).
    #[must_use]
    pub fn smallest_body(&self, accept_encoding: &str) -> (Encoding, &'static [u8]) {
        [Encoding::Brotli, Encoding::Gzip]
            .into_iter()
            .filter(|encoding| encoding.is_accepted(accept_encoding))
            .find_map(|encoding| Some((encoding, self.body(encoding)?)))
            .unwrap_or((Encoding::Identity, self.plain))
    }

    /// Whether a request with this `If-None-Match` already has the file, so that 304 is the answer.
    #[must_use]
    pub fn is_known(&self, if_none_match: &str) -> bool {
        let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        if_none_match
            .split(',')
            .any(|tag| tag.trim() == "*" || opaque(tag) == opaque(self.etag))
    }
}

impl Caching {
    /// The value of `Cache-Control`.
    #[must_use]
    pub fn cache_control(self) -> &'static str {
        match self {
            Caching::Immutable => "public, max-age=31536000, immutable",
            Caching::Revalidate => "no-cache",
        }
    }
}

impl Encoding {
    /// The value of `Content-Encoding`, which a plain body does not have.
    #[must_use]
    pub fn content_encoding(self) -> Option<&'static str> {
        match self {
            Encoding::Identity => None,
            Encoding::Gzip => Some("gzip"),
            Encoding::Brotli => Some("br"),
        }
    }

    /// Whether `Accept-Encoding` names this encoding with a weight above zero. `*` is not taken for a name.
    fn is_accepted(self, accept_encoding: &str) -> bool {
        accept_encoding.split(',').any(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, "q=1"));
            let weight = weight.trim().trim_start_matches("q=").parse::<f32>();
            let named = self
                .content_encoding()
                .is_some_and(|own| name.trim().eq_ignore_ascii_case(own));
            named && weight.is_ok_and(|weight| weight > 0.0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKED: File = File {
        content_type: "text/plain",
        caching: Caching::Revalidate,
        etag: "W/\"1f\"",
        plain: b"plain",
        gzip: Some(b"gzip"),
        brotli: Some(b"br"),
    };
    const UNPACKED: File = File {
        gzip: None,
        brotli: None,
        ..PACKED
    };

    #[test]
    fn brotli_goes_before_gzip_and_only_to_who_asks() {
        for (asked, answered) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("br;q=0.1, gzip;q=1.0", Encoding::Brotli),
            ("BR ; q=0, GZIP", Encoding::Gzip),
            ("gzip;q=0.000", Encoding::Identity),
            ("gzip;q=often", Encoding::Identity),
            ("identity, *;q=0.5", Encoding::Identity),
            ("brr", Encoding::Identity),
            ("", Encoding::Identity),
        ] {
            let (encoding, body) = PACKED.smallest_body(asked);
            assert_eq!(encoding, answered, "{asked}");
            assert_eq!(Some(body), PACKED.body(answered), "{asked}");
        }
    }

    #[test]
    fn a_file_that_does_not_shrink_is_sent_as_it_is() {
        assert_eq!(
            UNPACKED.smallest_body("br, gzip"),
            (Encoding::Identity, &b"plain"[..])
        );
    }

    #[test]
    fn a_file_is_known_by_its_tag_weak_or_strong() {
        for (asked, known) in [
            ("W/\"1f\"", true),
            ("\"1f\"", true),
            ("\"other\", W/\"1f\"", true),
            ("*", true),
            ("\"other\"", false),
            ("", false),
        ] {
            assert_eq!(PACKED.is_known(asked), known, "{asked}");
        }
    }
}
