//! Ways to reach somebody, as people type them.

use super::remark::{Remark, quote};
use crate::domain::contact::{LONGEST_EMAIL, is_email};
use crate::domain::link::{AddressProblem, LONGEST_URL, check_address};

/// What a text was taken as, and what there is to say about it.
type Taken = Result<(String, Option<Remark>), Remark>;

/// An e-mail address. Out of `Help Desk <help@contoso.example>` the address is taken, and said to be.
pub(super) fn email(text: &str) -> Taken {
    if is_email(text) {
        return Ok((text.to_owned(), None));
    }
    let inside = text
        .strip_suffix('>')
        .and_then(|text| text.split_once('<'))
        .map(|(_, inside)| inside.trim());
    match inside.filter(|inside| is_email(inside)) {
        Some(address) => Ok((
            address.to_owned(),
            Some(Remark::EmailUnwrapped(quote(address))),
        )),
        None if text.len() > LONGEST_EMAIL => Err(Remark::TooLong(LONGEST_EMAIL)),
        None => Err(Remark::EmailUnsound),
    }
}

/// A link that a person can follow: `http` or `https`, with a host that has a dot. A host without a
/// scheme is completed, and said to be.
pub(super) fn link(text: &str) -> Taken {
    // Only what begins like a host: `NA`, `mailto:` and `javascript:` do not become links.
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let looks_like_host = host.contains('.') && !host.contains([':', '@', ' ']);
    let (address, is_completed) = if looks_like_host {
        (check_address(&format!("https://{text}")), true)
    } else {
        (check_address(text), false)
    };
    match address {
        Ok(address) => {
            let remark = is_completed.then(|| Remark::LinkCompleted(quote(&address)));
            Ok((address, remark))
        }
        Err(AddressProblem::NotFollowable) => Err(Remark::LinkUnsound),
        Err(AddressProblem::NamesUser) => Err(Remark::LinkNamesUser),
        Err(AddressProblem::TooLong) => Err(Remark::TooLong(LONGEST_URL)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_as_it_is_written_or_out_of_its_brackets() {
        let address = "Help@Contoso.example".to_owned();
        assert_eq!(email(&address), Ok((address.clone(), None)));
        assert_eq!(
            email("Help Desk <Help@Contoso.example>"),
            Ok((address.clone(), Some(Remark::EmailUnwrapped(address))))
        );
        for text in ["NA", "a@[127.0.0.1]", "x <y>", "<<a@b.example>>"] {
            assert_eq!(email(text), Err(Remark::EmailUnsound), "{text}");
        }
        let long = format!("help@{}.example", "contoso.".repeat(40));
        assert_eq!(email(&long), Err(Remark::TooLong(LONGEST_EMAIL)));
    }

    #[test]
    fn a_link_gets_its_scheme() {
        let completed = "https://www.contoso.example/a".to_owned();
        assert_eq!(
            link("www.contoso.example/a"),
            Ok((completed.clone(), Some(Remark::LinkCompleted(completed))))
        );
        let whole = "https://contoso.example/a".to_owned();
        assert_eq!(link(&whole), Ok((whole, None)));
    }

    #[test]
    fn what_nobody_can_follow_is_no_link() {
        for text in [
            "",
            "NA",
            "Not Available",
            "javascript:alert(1)",
            "mailto:help@contoso.example",
            "help@contoso.example",
        ] {
            assert_eq!(link(text), Err(Remark::LinkUnsound), "{text}");
        }
        assert_eq!(
            link("https://user:pw@host.example/x"),
            Err(Remark::LinkNamesUser)
        );
    }
}
