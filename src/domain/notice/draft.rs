//! Notices as somebody typed them: what is wrong with them, and what they become.

use chrono::{DateTime, Utc};

use super::{NewNotice, NoticeSubject, ServiceNotice, Severity};
use crate::domain::edit::Edit;
use crate::domain::flaw::Flaws;
use crate::domain::text::{is_longer, lines};

/// The longest text of a notice, in characters.
pub const LONGEST_TEXT: usize = 2_000;

problems! {
    /// What can be wrong with what is to be done to a service notice.
    pub enum NoticeProblem {
        /// What it is to be about is not there.
        AboutNotFound = "ABOUT_NOT_FOUND",
        /// What it is about, or is to be, is retired.
        AboutRetired = "ABOUT_RETIRED",
        /// It does not say how bad it is.
        SeverityMissing = "SEVERITY_MISSING",
        /// It says nothing.
        TextMissing = "TEXT_MISSING",
        /// The text is too long.
        TextTooLong = "TEXT_TOO_LONG" (Limit(LONGEST_TEXT)),
        /// It never begins.
        BeginMissing = "BEGIN_MISSING",
        /// It ends before it begins.
        EndsBeforeItBegins = "ENDS_BEFORE_IT_BEGINS",
        /// It is over.
        AlreadyEnded = "ALREADY_ENDED",
    }
}

/// A notice as somebody typed it.
#[derive(Clone, Debug)]
pub struct NoticeDraft {
    /// How bad it is.
    pub severity: Severity,
    /// What happens.
    pub text: String,
    /// When it begins.
    pub begins_at: DateTime<Utc>,
    /// When it ends, if that is known.
    pub ends_at: Option<DateTime<Utc>>,
}

/// What is to become of the fields of a notice.
#[derive(Clone, Debug, Default)]
pub struct NoticeChanges {
    /// How bad it is.
    pub severity: Edit<Severity>,
    /// What happens.
    pub text: Edit<String>,
    /// When it begins.
    pub begins_at: Edit<DateTime<Utc>>,
    /// When it ends.
    pub ends_at: Edit<DateTime<Utc>>,
}

impl NewNotice {
    /// Checks a draft, and names everything that is wrong with it. Nothing it could be about makes it one
    /// more thing that is wrong.
    pub fn check(
        draft: &NoticeDraft,
        about: Option<NoticeSubject>,
    ) -> Result<Self, Flaws<NoticeProblem>> {
        let mut flaws = Flaws::default();
        if about.is_none() {
            flaws.push("about", NoticeProblem::AboutNotFound);
        }
        let text = flaws.take(check_text(&draft.text));
        flaws.append(time_flaws(draft.begins_at, draft.ends_at));
        match (about, text) {
            (Some(subject), Some(text)) if flaws.is_empty() => Ok(Self {
                subject,
                severity: draft.severity,
                text,
                begins_at: draft.begins_at,
                ends_at: draft.ends_at,
            }),
            _ => Err(flaws),
        }
    }
}

impl NoticeChanges {
    /// The notice as it would be with these changes.
    pub fn applied_to(self, kept: &ServiceNotice) -> Result<ServiceNotice, Flaws<NoticeProblem>> {
        let mut flaws = Flaws::default();
        let severity = self.severity.of(Some(kept.severity));
        if severity.is_none() {
            flaws.push("severity", NoticeProblem::SeverityMissing);
        }
        let text = flaws.take(check_text(&self.text.or_empty(kept.text.clone())));
        let begins_at = self.begins_at.of(Some(kept.begins_at));
        let ends_at = self.ends_at.of(kept.ends_at);
        match begins_at {
            None => flaws.push("begins_at", NoticeProblem::BeginMissing),
            Some(begins_at) => flaws.append(time_flaws(begins_at, ends_at)),
        }
        match (severity, text, begins_at) {
            (Some(severity), Some(text), Some(begins_at)) if flaws.is_empty() => {
                Ok(ServiceNotice {
                    severity,
                    text,
                    begins_at,
                    ends_at,
                    ..kept.clone()
                })
            }
            _ => Err(flaws),
        }
    }
}

impl ServiceNotice {
    /// The notice as it is with this end, which comes after its begin.
    pub fn ending_at(&self, end: DateTime<Utc>) -> Result<Self, Flaws<NoticeProblem>> {
        time_flaws(self.begins_at, Some(end)).unless_flawed(|| Self {
            ends_at: Some(end),
            ..self.clone()
        })
    }
}

fn check_text(text: &str) -> Result<String, Flaws<NoticeProblem>> {
    let mut flaws = Flaws::default();
    let text = lines(text);
    if text.is_empty() {
        flaws.push("text", NoticeProblem::TextMissing);
    }
    if is_longer(&text, LONGEST_TEXT) {
        flaws.push("text", NoticeProblem::TextTooLong);
    }
    flaws.unless_flawed(|| text)
}

fn time_flaws(begins_at: DateTime<Utc>, ends_at: Option<DateTime<Utc>>) -> Flaws<NoticeProblem> {
    let mut flaws = Flaws::default();
    if ends_at.is_some_and(|end| end <= begins_at) {
        flaws.push("ends_at", NoticeProblem::EndsBeforeItBegins);
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a point in time")
    }

    fn kept() -> ServiceNotice {
        ServiceNotice {
            id: Id::new(uuid::Uuid::from_u128(1)),
            subject: NoticeSubject::Offer(Id::new(uuid::Uuid::from_u128(2))),
            severity: Severity::Maintenance,
            text: "Backups pause.".to_owned(),
            begins_at: at("2024-03-01T10:00:00Z"),
            ends_at: None,
            version: 1,
            updated_at: at("2024-02-01T10:00:00Z"),
        }
    }

    #[test]
    fn an_end_comes_after_its_begin() {
        let changes = |end: &str| NoticeChanges {
            ends_at: Edit::Set(at(end)),
            ..NoticeChanges::default()
        };

        assert!(changes("2024-03-01T10:00:00Z").applied_to(&kept()).is_err());
        assert!(
            changes("2024-03-01T10:00:00.001Z")
                .applied_to(&kept())
                .is_ok()
        );
    }

    #[test]
    fn what_cannot_be_emptied_is_missing_when_it_is() {
        let changes = NoticeChanges {
            severity: Edit::Clear,
            text: Edit::Clear,
            begins_at: Edit::Clear,
            ends_at: Edit::Clear,
        };

        let flaws = changes.applied_to(&kept()).expect_err("much is missing");

        let found: Vec<NoticeProblem> = flaws.into_iter().map(|flaw| flaw.problem).collect();
        let expected = [
            NoticeProblem::SeverityMissing,
            NoticeProblem::TextMissing,
            NoticeProblem::BeginMissing,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_notice_that_is_called_off_before_it_begins_is_over_at_once() {
        let now = at("2024-02-15T10:00:00Z");

        let called_off = kept().ended(now);

        assert!(called_off.is_over(now) && called_off.begins_at < now);
        let began = at("2024-03-01T11:00:00Z");
        assert_eq!(kept().ended(began).begins_at, kept().begins_at);
    }
}
