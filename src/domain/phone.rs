//! Phone numbers: kept as they are written, and as they are dialled from anywhere.

use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

/// The longest phone number as it is written, in characters.
pub const LONGEST_PHONE: usize = 60;

/// A number as it is dialled from anywhere (E.164), such as `+14255550100`; `None` when it does not begin
/// with `+` and a country, or no such number can exist there. An extension is not part of it.
pub fn e164(text: &str) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(text, None::<Region>).ok()?;
    number
        .is_valid()
        .then(|| number.format_as(PhoneNumberFormat::E164).to_string())
}

/// Whether a text is a phone number that somebody can dial somewhere. One that names its country has to
/// be possible there; one that does not is believed.
pub fn is_phone(text: &str) -> bool {
    // Which country it is read in decides nothing here: only whether it is a number at all.
    let is_number = || PHONE_NUMBER_UTIL.parse(text, Some(Region::US)).is_ok();
    let names_country = text.trim_start().starts_with(['+', '＋']);
    text.chars().count() <= LONGEST_PHONE
        && if names_country {
            e164(text).is_some()
        } else {
            is_number()
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_names_its_country_is_dialled_from_anywhere() {
        for (written, dialled) in [
            ("+1 425-555-0100", "+14255550100"),
            ("+90 (212) 555 01 00", "+902125550100"),
            ("+44 20 7946 0958 ext. 12", "+442079460958"),
        ] {
            assert_eq!(e164(written).as_deref(), Some(dialled));
            assert!(is_phone(written), "{written}");
        }
    }

    #[test]
    fn a_number_without_its_country_is_kept_and_not_completed() {
        for text in [
            "425-555-0100",
            "0212 555 01 00",
            "1-800-555-0100",
            "555-555-5555",
        ] {
            assert_eq!(e164(text), None, "{text}");
            assert!(is_phone(text), "{text}");
        }
    }

    #[test]
    fn what_nobody_can_dial_is_no_number() {
        let long = "1".repeat(61);
        for text in [
            "",
            "NA",
            "n/a",
            "call us",
            "1",
            "+1 1",
            "+999 12345678",
            "help@contoso.example",
            &long,
        ] {
            assert!(!is_phone(text), "{text}");
        }
    }
}
