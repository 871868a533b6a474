//! The service notices of a batch: published, changed, or left as they are.
//!
//! Notices have no key of their own: one of the same about, begin and text is the same notice. Two that are the
//! same to the last word are two, as they are in the directory, unless they are told by two files.

use std::slice;

use chrono::{DateTime, SecondsFormat, SubsecRound};
use uuid::Uuid;

use super::Planner;
use super::carried::Standing;
use super::reasons::reason;
use super::standing::{in_words, name};
use super::told_notices::FirstTold;
use crate::domain::Id;
use crate::domain::change::Deed;
use crate::domain::notice::{NewNotice, NoticeDraft, NoticeSubject, ServiceNotice};
use crate::exchange::{Place, Remark, SourceFile, Subject, ToldNotice};

/// What becomes of a service notice.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct NoticePlan {
    /// The file that tells it first.
    pub(in crate::actions::import_offers) file: Option<SourceFile>,
    /// The notice that is kept; absent when it is published.
    pub(in crate::actions::import_offers) kept: Option<ServiceNotice>,
    /// What it is about, by the id that it has today.
    pub(in crate::actions::import_offers) about: Subject,
    /// What it will be; its own subject names nothing yet.
    pub(in crate::actions::import_offers) becomes: NewNotice,
}

/// A notice that is told, and sound.
struct Sound<'t> {
    at: &'t Place,
    told: &'t Subject,
    about: Subject,
    standing: Standing,
    notice: NewNotice,
}

impl Planner<'_> {
    /// Plans notices: those that are there as they are told, then the others.
    pub(super) fn notices(&mut self, told: &[&ToldNotice]) {
        let mut left = Vec::new();
        for told in told {
            let sound = match self.sound_notice(told) {
                Ok(sound) => sound,
                Err(reason) => {
                    self.refuse(slice::from_ref(&told.place), &reason);
                    continue;
                }
            };
            let place = slice::from_ref(&told.place);
            let all = &mut self.carried.told_notices;
            if let Some(first) = all.told_before(sound.at, &sound.about, &sound.notice) {
                self.notice_again(&sound, &first);
                continue;
            }
            let is_there = self.find_notice(&sound, is_same).is_some();
            if sound.standing == Standing::Retired && !is_there {
                let about = in_words(sound.told);
                self.refuse(place, &format!("the {about} is retired: restore it first"));
                continue;
            }
            let all = &mut self.carried.told_notices;
            all.remember(sound.at, &sound.about, &sound.notice);
            if is_there {
                self.take(place);
                self.plan.counted.notices.unchanged += 1;
            } else {
                left.push(sound);
            }
        }
        for sound in left {
            self.notice(sound);
        }
    }

    /// A notice that an earlier file tells of too: what that says stands.
    fn notice_again(&mut self, told: &Sound, first: &FirstTold) {
        self.take(slice::from_ref(told.at));
        self.plan.counted.notices.unchanged += 1;
        let differs = Remark::DiffersFromEarlier(first.at.seen_from(told.at));
        if told.notice.severity != first.severity {
            let severity = told.notice.severity.code();
            self.warn(told.at, "severity", severity, differs.clone());
        }
        if let Some(end) = told
            .notice
            .ends_at
            .filter(|_| told.notice.ends_at != first.ends_at)
        {
            let end = end.to_rfc3339_opts(SecondsFormat::AutoSi, true);
            self.warn(told.at, "endsAt", &end, differs);
        }
    }

    fn notice(&mut self, told: Sound) {
        self.take(slice::from_ref(told.at));
        let kept = self.find_notice(&told, is_another_state_of);
        let after = prospective(&told.notice, kept.as_ref());
        let name = name(&told.about);
        match &kept {
            None => {
                self.plan.counted.notices.added += 1;
                self.added(told.at, &name, || after.clone());
            }
            Some(kept) => {
                self.plan.counted.notices.changed += 1;
                self.changed(told.at, &name, Deed::Changed, kept, &after);
            }
        }
        self.plan.notices.push(NoticePlan {
            file: told.at.file.clone(),
            kept,
            about: told.about,
            becomes: told.notice,
        });
    }

    fn sound_notice<'t>(&self, told: &'t ToldNotice) -> Result<Sound<'t>, String> {
        if matches!(told.subject, Subject::Partner(_)) {
            return Err("a notice is about an offer or a publisher".to_owned());
        }
        let Some((about, standing)) = self.about(&told.subject) else {
            let subject = in_words(&told.subject);
            return Err(format!(
                "neither the directory nor the file has the {subject}"
            ));
        };
        // Kept to the millisecond, so compared to the millisecond.
        let draft = NoticeDraft {
            severity: told.severity,
            text: told.text.clone(),
            begins_at: told.begins_at.trunc_subsecs(3),
            ends_at: told.ends_at.map(|end| end.trunc_subsecs(3)),
        };
        let notice = NewNotice::check(&draft, Some(nothing())).map_err(reason)?;
        Ok(Sound {
            at: &told.place,
            told: &told.subject,
            about,
            standing,
            notice,
        })
    }

    /// A notice that is kept, that nothing else in the file tells of, and that is this one; from now on it is
    /// told of.
    fn find_notice(
        &mut self,
        told: &Sound,
        is_it: fn(&ServiceNotice, &NewNotice) -> bool,
    ) -> Option<ServiceNotice> {
        let about = self.kept_subject(told.told, &told.about)?.of_notices()?;
        let mut kept = self.known.notices.get(&about)?.iter();
        let found = kept.find(|kept| {
            !self.carried.notices.contains(&kept.id.key()) && is_it(kept, &told.notice)
        })?;
        self.carried.notices.insert(found.id.key());
        Some(found.clone())
    }
}

fn is_same(kept: &ServiceNotice, told: &NewNotice) -> bool {
    is_another_state_of(kept, told)
        && (kept.severity, kept.ends_at) == (told.severity, told.ends_at)
}

fn is_another_state_of(kept: &ServiceNotice, told: &NewNotice) -> bool {
    (kept.begins_at, &kept.text) == (told.begins_at, &told.text)
}

/// A subject that names nothing.
fn nothing() -> NoticeSubject {
    NoticeSubject::Offer(Id::new(Uuid::nil()))
}

/// A notice as it would be.
fn prospective(told: &NewNotice, kept: Option<&ServiceNotice>) -> ServiceNotice {
    ServiceNotice {
        id: kept.map_or(Id::new(Uuid::nil()), |kept| kept.id),
        subject: kept.map_or(told.subject, |kept| kept.subject),
        severity: told.severity,
        text: told.text.clone(),
        begins_at: told.begins_at,
        ends_at: told.ends_at,
        version: kept.map_or(1, |kept| kept.version + 1),
        updated_at: kept.map_or(DateTime::UNIX_EPOCH, |kept| kept.updated_at),
    }
}
