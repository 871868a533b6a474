//! Ways to reach somebody, as people type them.

use super::quote::quote;
use super::remark::{Remark, Remarks};
use crate::domain::contact::{LONGEST_EMAIL, is_email};
use crate::domain::link::{AddressProblem, LONGEST_URL, check_address};
use crate::domain::phone::is_phone;

/// What a text was taken as, and what there is to say about it.
pub(super) type Taken = Result<(String, Option<Remark>), Remark>;

/// Reads a channel, and says what there is to say about it.
pub(super) fn taken(
    field: &'static str,
    written: &str,
    read: impl Fn(&str) -> Taken,
    remarks: &mut Remarks,
) -> Option<String> {
    let (channel, remark) = match read(written) {
        Ok((channel, remark)) => (Some(channel), remark),
        Err(remark) => (None, Some(remark)),
    };
    if let Some(remark) = remark {
        remarks.say(field, written, remark);
    }
    channel
}

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

/// A phone number that somebody can dial. One that was only put there to fill the place is none.
pub(super) fn phone(text: &str) -> Taken {
    if is_placeholder(text) {
        Err(Remark::PhonePlaceholder)
    } else {
        any_phone(text)
    }
}

/// A phone number that somebody can dial, whoever would answer.
pub(super) fn any_phone(text: &str) -> Taken {
    if is_phone(text) {
        Ok((text.to_owned(), None))
    } else {
        Err(Remark::PhoneUnsound)
    }
}

/// Whether a number is one digit again and again (555-555-5555), or out of the hundred that North America
/// keeps for films (555-0100 to 555-0199).
fn is_placeholder(text: &str) -> bool {
    let digits: Vec<char> = text
        .chars()
        .take_while(|letter| !letter.is_alphabetic())
        .filter(char::is_ascii_digit)
        .collect();
    let names_country = text.trim_start().starts_with(['+', '＋']);
    let national = match digits.as_slice() {
        ['1', national @ ..] if national.len() == 10 => Some(national),
        national if !names_country && matches!(national.len(), 7 | 10) => Some(national),
        _ => None,
    };
    let is_one_digit =
        |digits: &[char]| digits.len() >= 7 && digits.iter().all(|digit| *digit == digits[0]);
    let is_of_a_film =
        |national: &[char]| national[national.len() - 7..].starts_with(&['5', '5', '5', '0', '1']);
    is_one_digit(&digits)
        || national.is_some_and(|national| is_one_digit(national) || is_of_a_film(national))
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
        for text in [
            "NA",
            "a@[127.0.0.1]",
            "x <y>",
            "<<a@b.example>>",
            "help@contoso,example",
            "help@@contoso.example",
            "help at contoso.example",
        ] {
            assert_eq!(email(text), Err(Remark::EmailUnsound), "{text}");
        }
        let long = format!("help@{}.example", "contoso.".repeat(40));
        assert_eq!(email(&long), Err(Remark::TooLong(LONGEST_EMAIL)));
    }

    #[test]
    fn a_phone_number_is_taken_as_it_is_written() {
        for text in [
            "+44 20 7946 0958",
            "+90 (212) 555 01 00",
            "0212 555 01 00",
            "425 882 8080",
        ] {
            assert_eq!(phone(text), Ok((text.to_owned(), None)), "{text}");
        }
    }

    #[test]
    fn what_nobody_can_dial_is_no_phone_number() {
        for text in ["NA", "n/a", "-", "none", "call us", "+999 12345678"] {
            assert_eq!(phone(text), Err(Remark::PhoneUnsound), "{text}");
        }
    }

    #[test]
    fn a_number_that_only_fills_the_place_is_said_to_do_so() {
        for text in [
            "555-555-5555",
            "1-555-555-5555",
            "+5555555555",
            "000 0000",
            "(111) 111-1111 ext. 12",
            "425-555-0100",
            "+1 425 555 0199",
            "555-0123",
        ] {
            assert_eq!(phone(text), Err(Remark::PhonePlaceholder), "{text}");
        }
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
