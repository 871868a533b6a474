//! Ways to reach somebody, as people type them.

use std::str::FromStr;

use email_address::EmailAddress;
use url::Url;

use super::reading::Remark;

/// An e-mail address; blanks around it do not count.
pub(super) fn email(text: &str) -> Result<String, Remark> {
    let text = text.trim();
    match EmailAddress::from_str(text) {
        Ok(address) if address.domain().contains('.') => Ok(text.to_owned()),
        _ => Err(Remark::EmailUnsound),
    }
}

/// A link that a person can follow: `http` or `https`, with a host that has a dot. A host without a
/// scheme is completed, and said to be.
pub(super) fn link(text: &str) -> Result<(String, Option<Remark>), Remark> {
    let text = text.trim();
    if let Some(url) = followable(text) {
        return Ok((url, None));
    }
    // Only what begins like a host: `NA`, `mailto:` and `javascript:` do not become links.
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let looks_like_host = host.contains('.') && !host.contains([':', '@', ' ']);
    match followable(&format!("https://{text}")).filter(|_| looks_like_host) {
        Some(url) => Ok((url.clone(), Some(Remark::LinkCompleted(url)))),
        None => Err(Remark::LinkUnsound),
    }
}

/// The link as it is written, with blanks inside it encoded.
fn followable(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let sound = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| host.contains('.'))
        && text.to_ascii_lowercase().starts_with("http");
    sound.then(|| text.replace(' ', "%20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_as_it_is_written() {
        assert_eq!(
            email(" Help@Contoso.example "),
            Ok("Help@Contoso.example".to_owned())
        );
        assert_eq!(
            email("destek@örnek.example"),
            Ok("destek@örnek.example".to_owned())
        );
        for text in [
            "",
            "NA",
            "help",
            "help@",
            "help@contoso",
            "help contoso@x.example",
            "mailto:a@b.example",
        ] {
            assert_eq!(email(text), Err(Remark::EmailUnsound), "{text}");
        }
    }

    #[test]
    fn a_link_keeps_its_spelling_and_gets_its_scheme() {
        assert_eq!(
            link("http://contoso.example/Help"),
            Ok(("http://contoso.example/Help".to_owned(), None))
        );
        assert_eq!(
            link("https://contoso.example/privacy policy.pdf "),
            Ok((
                "https://contoso.example/privacy%20policy.pdf".to_owned(),
                None
            ))
        );
        let completed = "https://www.contoso.example/a".to_owned();
        assert_eq!(
            link("www.contoso.example/a"),
            Ok((completed.clone(), Some(Remark::LinkCompleted(completed))))
        );
    }

    #[test]
    fn what_nobody_can_follow_is_no_link() {
        for text in [
            "",
            "NA",
            "Not Available",
            "javascript:alert(1)",
            "mailto:help@contoso.example",
            "ftp://contoso.example",
            "http://",
            "https:///x",
            "help@contoso.example",
        ] {
            assert_eq!(link(text), Err(Remark::LinkUnsound), "{text}");
        }
    }
}
