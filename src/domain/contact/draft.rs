//! Contacts as somebody typed them: what is wrong with them, and what they become.

use chrono_tz::Tz;

use super::{ContactDetails, LONGEST_NAME, is_email};
use crate::domain::edit::Edit;
use crate::domain::flaw::Flaws;
use crate::domain::language::Language;
use crate::domain::link::{AddressProblem, LONGEST_URL, check_address};
use crate::domain::phone::is_phone;
use crate::domain::text::{is_longer, lines, one_line, optional_line};

/// The longest text on when somebody is there, in characters.
pub const LONGEST_HOURS: usize = 500;

/// The longest text on what is wrong with a contact, in characters.
pub const LONGEST_REASON: usize = 1_000;

/// The most languages of one contact.
pub const MOST_LANGUAGES: usize = 20;

/// The most contacts of one owner: as many as a list of them shows.
pub const MOST_CONTACTS: usize = 20;

problems! {
    /// What can be wrong with what is to be done to a contact.
    pub enum ContactProblem {
        /// Whom it is to belong to is not there.
        OwnerNotFound = "OWNER_NOT_FOUND",
        /// Whom it belongs to, or is to, is retired.
        OwnerRetired = "OWNER_RETIRED",
        /// It has no name.
        NameMissing = "NAME_MISSING",
        /// The name is too long.
        NameTooLong = "NAME_TOO_LONG" (Limit(LONGEST_NAME)),
        /// It has no e-mail address, no phone number and no page.
        NoChannel = "NO_CHANNEL",
        /// Nobody can write to the e-mail address.
        EmailInvalid = "EMAIL_INVALID",
        /// Nobody can dial the phone number.
        PhoneInvalid = "PHONE_INVALID",
        /// Nobody can follow the address of the page.
        UrlInvalid = "URL_INVALID",
        /// The address of the page names a user or a password.
        UrlNamesUser = "URL_NAMES_USER",
        /// The address of the page is too long.
        UrlTooLong = "URL_TOO_LONG" (Limit(LONGEST_URL)),
        /// It is not the tag of a language.
        LanguageInvalid = "LANGUAGE_INVALID",
        /// There are too many languages.
        TooManyLanguages = "TOO_MANY_LANGUAGES" (Limit(MOST_LANGUAGES)),
        /// The hours are too long.
        HoursTooLong = "HOURS_TOO_LONG" (Limit(LONGEST_HOURS)),
        /// No time zone has this name.
        TimeZoneUnknown = "TIME_ZONE_UNKNOWN",
        /// Its owner has a contact of this type with these channels.
        AlreadyListed = "ALREADY_LISTED",
        /// Its owner has too many contacts.
        TooManyContacts = "TOO_MANY_CONTACTS" (Limit(MOST_CONTACTS)),
        /// Nobody says what is wrong with it.
        ReasonMissing = "REASON_MISSING",
        /// What is wrong with it is told at too great length.
        ReasonTooLong = "REASON_TOO_LONG" (Limit(LONGEST_REASON)),
        /// It is known to be dead already.
        AlreadyDead = "ALREADY_DEAD",
    }
}

/// A contact as somebody typed it.
#[derive(Clone, Debug, Default)]
pub struct ContactDraft {
    /// What it is called.
    pub name: String,
    /// Where to write.
    pub email: Option<String>,
    /// Where to call.
    pub phone: Option<String>,
    /// The page to go to.
    pub url: Option<String>,
    /// The languages spoken there.
    pub languages: Vec<String>,
    /// When somebody is there.
    pub hours: Option<String>,
    /// The time zone of the hours.
    pub time_zone: Option<String>,
}

/// What is to become of the fields of a contact.
#[derive(Clone, Debug, Default)]
pub struct ContactChanges {
    /// What it is called.
    pub name: Edit<String>,
    /// Where to write.
    pub email: Edit<String>,
    /// Where to call.
    pub phone: Edit<String>,
    /// The page to go to.
    pub url: Edit<String>,
    /// The languages spoken there.
    pub languages: Edit<Vec<String>>,
    /// When somebody is there.
    pub hours: Edit<String>,
    /// The time zone of the hours.
    pub time_zone: Edit<String>,
}

impl ContactChanges {
    /// The contact as it would be with these changes. What stays as it is, is not checked anew by its
    /// spelling: it is given back as it was kept.
    pub fn applied_to(self, kept: &ContactDetails) -> ContactDraft {
        let tags = kept
            .languages
            .iter()
            .map(|language| language.tag().to_owned());
        ContactDraft {
            name: self.name.or_empty(kept.name.clone()),
            email: self.email.of(kept.email.clone()),
            phone: self.phone.of(kept.phone.clone()),
            url: self.url.of(kept.url.clone()),
            languages: self.languages.or_empty(tags.collect()),
            hours: self.hours.of(kept.hours.clone()),
            time_zone: self.time_zone.of(kept.time_zone.clone()),
        }
    }
}

impl ContactDetails {
    /// Checks a draft, and names everything that is wrong with it. An empty text is an absent one.
    pub fn check(draft: ContactDraft) -> Result<Self, Flaws<ContactProblem>> {
        let mut flaws = Flaws::default();
        let name = one_line(&draft.name);
        if name.is_empty() {
            flaws.push("name", ContactProblem::NameMissing);
        }
        if is_longer(&name, LONGEST_NAME) {
            flaws.push("name", ContactProblem::NameTooLong);
        }
        let email = optional_line(draft.email);
        if email.as_deref().is_some_and(|email| !is_email(email)) {
            flaws.push("email", ContactProblem::EmailInvalid);
        }
        let phone = optional_line(draft.phone);
        if phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
            flaws.push("phone", ContactProblem::PhoneInvalid);
        }
        let url = check_url(optional_line(draft.url), &mut flaws);
        let languages = check_languages(&draft.languages, &mut flaws);
        let hours = optional_line(draft.hours);
        if hours
            .as_deref()
            .is_some_and(|hours| is_longer(hours, LONGEST_HOURS))
        {
            flaws.push("hours", ContactProblem::HoursTooLong);
        }
        let time_zone = optional_line(draft.time_zone);
        if time_zone.as_deref().is_some_and(|zone| !is_time_zone(zone)) {
            flaws.push("time_zone", ContactProblem::TimeZoneUnknown);
        }
        let details = Self {
            name,
            email,
            phone,
            url,
            languages,
            hours,
            time_zone,
        };
        if !details.has_channel() {
            flaws.push("email", ContactProblem::NoChannel);
        }
        flaws.unless_flawed(|| details)
    }
}

fn check_url(url: Option<String>, flaws: &mut Flaws<ContactProblem>) -> Option<String> {
    let url = url?;
    let problem = match check_address(&url) {
        Ok(address) => return Some(address),
        Err(AddressProblem::NotFollowable) => ContactProblem::UrlInvalid,
        Err(AddressProblem::NamesUser) => ContactProblem::UrlNamesUser,
        Err(AddressProblem::TooLong) => ContactProblem::UrlTooLong,
    };
    flaws.push("url", problem);
    // It is there, if unsound: that there is no channel would be one complaint too many.
    Some(url)
}

fn check_languages(tags: &[String], flaws: &mut Flaws<ContactProblem>) -> Vec<Language> {
    let mut languages = Vec::new();
    for (item, tag) in tags.iter().enumerate() {
        match Language::parse(tag.trim()) {
            Some(language) if languages.contains(&language) => {}
            Some(language) => languages.push(language),
            None => flaws.push_item("languages", item, ContactProblem::LanguageInvalid),
        }
    }
    if languages.len() > MOST_LANGUAGES {
        flaws.push("languages", ContactProblem::TooManyLanguages);
    }
    languages
}

/// Whether a time zone has this name (IANA), such as `Europe/Istanbul`.
pub fn is_time_zone(name: &str) -> bool {
    name.parse::<Tz>().is_ok()
}

/// Checks what somebody says is wrong with a contact.
pub fn check_reason(reason: &str) -> Result<String, Flaws<ContactProblem>> {
    let mut flaws = Flaws::default();
    let reason = lines(reason);
    if reason.is_empty() {
        flaws.push("reason", ContactProblem::ReasonMissing);
    }
    if is_longer(&reason, LONGEST_REASON) {
        flaws.push("reason", ContactProblem::ReasonTooLong);
    }
    flaws.unless_flawed(|| reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::flaw::Step;

    fn found(draft: ContactDraft) -> Vec<(ContactProblem, Vec<Step>)> {
        let flaws = ContactDetails::check(draft).expect_err("something is wrong");
        flaws
            .into_iter()
            .map(|flaw| (flaw.problem, flaw.at))
            .collect()
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let draft = ContactDraft {
            name: "\n".to_owned(),
            email: Some("help at contoso.example".to_owned()),
            phone: Some("NA".to_owned()),
            url: Some("javascript:alert(1)".to_owned()),
            languages: vec!["en".to_owned(), "not a tag".to_owned()],
            hours: Some("9".repeat(LONGEST_HOURS + 1)),
            time_zone: Some("Europe/Contoso".to_owned()),
        };

        let field = |field| vec![Step::Field(field)];
        assert_eq!(
            found(draft),
            [
                (ContactProblem::NameMissing, field("name")),
                (ContactProblem::EmailInvalid, field("email")),
                (ContactProblem::PhoneInvalid, field("phone")),
                (ContactProblem::UrlInvalid, field("url")),
                (
                    ContactProblem::LanguageInvalid,
                    vec![Step::Field("languages"), Step::Item(1)]
                ),
                (ContactProblem::HoursTooLong, field("hours")),
                (ContactProblem::TimeZoneUnknown, field("time_zone")),
            ]
        );
    }

    #[test]
    fn two_hundred_bad_languages_are_two_hundred_problems() {
        let draft = ContactDraft {
            name: "Support desk".to_owned(),
            email: Some("help@contoso.example".to_owned()),
            languages: vec!["?".to_owned(); 200],
            ..ContactDraft::default()
        };

        assert_eq!(found(draft).len(), 200);
    }

    #[test]
    fn an_empty_channel_is_none() {
        let draft = ContactDraft {
            name: "Support desk".to_owned(),
            email: Some(" ".to_owned()),
            phone: Some(String::new()),
            ..ContactDraft::default()
        };

        let no_channel = (ContactProblem::NoChannel, vec![Step::Field("email")]);
        assert_eq!(found(draft), [no_channel]);
    }

    #[test]
    fn a_sound_draft_is_kept_as_it_is_written() {
        let draft = ContactDraft {
            name: " Örnek destek masası ".to_owned(),
            email: Some("destek@örnek.example".to_owned()),
            phone: Some("+90 (212) 555 01 00".to_owned()),
            url: Some("HTTPS://Contoso.example/Help".to_owned()),
            languages: vec!["TR".to_owned(), "en-us".to_owned(), "tr".to_owned()],
            hours: Some("Pzt-Cum 9-18".to_owned()),
            time_zone: Some("Europe/Istanbul".to_owned()),
        };

        let details = ContactDetails::check(draft).expect("it is sound");

        let tags: Vec<&str> = details.languages.iter().map(Language::tag).collect();
        assert_eq!(details.name, "Örnek destek masası");
        assert_eq!(details.phone.as_deref(), Some("+90 (212) 555 01 00"));
        assert_eq!(details.phone_e164().as_deref(), Some("+902125550100"));
        assert_eq!(details.url.as_deref(), Some("https://Contoso.example/Help"));
        assert_eq!(tags, ["tr", "en-US"]);
    }

    #[test]
    fn changes_leave_what_they_do_not_name() {
        let kept = ContactDetails::check(ContactDraft {
            name: "Support desk".to_owned(),
            email: Some("help@contoso.example".to_owned()),
            phone: Some("+1 425-555-0100".to_owned()),
            ..ContactDraft::default()
        })
        .expect("it is sound");
        let changes = ContactChanges {
            email: Edit::Clear,
            hours: Edit::Set("always".to_owned()),
            ..ContactChanges::default()
        };

        let changed = ContactDetails::check(changes.applied_to(&kept)).expect("it is sound");

        let expected = ContactDetails {
            email: None,
            hours: Some("always".to_owned()),
            ..kept
        };
        assert_eq!(changed, expected);
    }
}
