//! Whatever a directory may tell, in its listed form.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::contact::{ContactType, Verification, VerificationState};
use crate::domain::inquiry::{Inquirer, InquiryArea, InquiryCategory, PartnerModel, Party};
use crate::domain::language::Language;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::notice::Severity;
use crate::domain::offer::{ListingState, MarketplaceId, OfferId, OfferType, ResaleState, Wording};
use crate::domain::partner::{PartnerId, PartnerRole};
use crate::domain::publisher::PublisherId;
use crate::domain::responsibility::{
    Basis, NewOverride, OverrideDraft, OverrideProblem, SplitParty,
};
use crate::exchange::place::Place;
use crate::exchange::told::{
    OfferDraft, PublisherDraft, Subject, Telling, Told, ToldContact, ToldFacts, ToldNotice,
    ToldOverride, ToldPartner, ToldPublisher, ToldSplit, ToldTie,
};

/// Texts that formats, spreadsheets and readers could trip over.
const TRAPS: &[&str] = &[
    "=1+1",
    "'=1+1",
    "''-1",
    "+1",
    "-",
    "@SUM(A1)",
    "＝1",
    "＠x",
    "'",
    "''",
    "'tis",
    "\"",
    "\"\"",
    "a\"b",
    "a,b",
    "a;b",
    ";=1",
    "[",
    "[1]",
    "[\"a\"]",
    "{}",
    "null",
    "true",
    "NA",
    "#",
    "sep=;",
    "\\",
    "\\n",
    "Ünlü データ 🦀",
    "a  b",
    "a\u{A0}b",
    "\u{200F}x",
    "offer",
    "0",
    "1e5",
    "${title}",
    "{{ title }}",
    "<your title>",
    "M\u{FFFD}ller",
    "\u{FFFD}",
    "\\\u{FFFD}",
    "\\ufffd",
    "\\\\ufffd",
];

/// Nobody tells what is empty.
fn is_told(text: &String) -> bool {
    !text.is_empty() && text.trim() == text
}

fn text() -> impl Strategy<Value = String> {
    let trap = select(TRAPS).prop_map(str::to_owned);
    let any = "\\PC{1,30}".prop_map(|text| text.trim().to_owned());
    prop_oneof![trap, any].prop_filter("it says something", is_told)
}

/// A text of several lines, indents and blanks at their ends included.
fn lines() -> impl Strategy<Value = String> {
    let line =
        (" {0,2}", text(), " {0,2}").prop_map(|(before, text, after)| before + &text + &after);
    vec(prop_oneof![line, Just(String::new())], 1..4)
        .prop_map(|lines| lines.join("\n").trim().to_owned())
        .prop_filter("it says something", is_told)
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    select(all)
}

fn publisher_id() -> impl Strategy<Value = PublisherId> {
    let id = prop_oneof!["[a-z0-9=+'-][a-z0-9_;,\"-]{0,9}", "[ğüşöçдャ]{1,5}"];
    id.prop_filter_map("it is an id", |id| PublisherId::parse(&id))
}

fn offer_id() -> impl Strategy<Value = OfferId> {
    let id = prop_oneof!["[a-z0-9=+'\\[-][a-z0-9._;,\"-]{0,9}", "[ğüşöçдャ]{1,5}"];
    id.prop_filter_map("it is an id", |id| OfferId::parse(&id))
}

fn marketplace_id() -> impl Strategy<Value = MarketplaceId> {
    (publisher_id(), offer_id()).prop_map(|(publisher_id, offer_id)| MarketplaceId {
        publisher_id,
        offer_id,
    })
}

fn partner_id() -> impl Strategy<Value = PartnerId> {
    "[0-9]{1,20}".prop_filter_map("it is an id", |id| PartnerId::parse(&id))
}

fn language() -> impl Strategy<Value = Language> {
    const TAGS: &[&str] = &["en", "de", "tr", "pt-BR", "zh-Hans-CN", "sr-Latn", "kok"];
    select(TAGS).prop_filter_map("it is a tag", Language::parse)
}

fn url() -> impl Strategy<Value = String> {
    "https?://contoso\\.example/[a-zA-Z0-9,;'\"=+@ş-]{0,12}".prop_map(|url| url)
}

fn time() -> impl Strategy<Value = DateTime<Utc>> {
    let nanos = select(&[0, 250_000_000, 1_000, 123_456_789][..]);
    (0_i64..4_000_000_000, nanos).prop_filter_map("it is a time", |(seconds, nanos)| {
        DateTime::from_timestamp(seconds, nanos)
    })
}

fn day() -> impl Strategy<Value = NaiveDate> {
    time().prop_map(|time| time.date_naive())
}

/// A first day and, if there is one, a last.
fn validity() -> impl Strategy<Value = (NaiveDate, Option<NaiveDate>)> {
    (day(), option::of(0_u64..900))
        .prop_map(|(first, days)| (first, days.map(|days| first + chrono::Days::new(days))))
}

fn unique<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut unique: Vec<T> = Vec::new();
    for one in all {
        if !unique.contains(&one) {
            unique.push(one);
        }
    }
    unique
}

fn verification() -> impl Strategy<Value = Verification> {
    let found = one_of(VerificationState::ALL);
    (found, time(), option::of(text()), option::of(lines())).prop_map(|(state, at, by, reason)| {
        if state == VerificationState::Never {
            let (at, by, reason) = (None, None, None);
            return Verification {
                state,
                at,
                by,
                reason,
            };
        }
        let at = Some(at);
        Verification {
            state,
            at,
            by,
            reason,
        }
    })
}

fn contact() -> impl Strategy<Value = ToldContact> {
    const PHONES: &[&str] = &[
        "+1 425-555-0100",
        "0800 555 0100",
        "+90 (212) 555 01 00",
        "(425) 555-0100",
        "555-555-5555",
    ];
    const ZONES: &[&str] = &["Europe/Istanbul", "UTC", "America/Los_Angeles"];
    let reached = (
        one_of(ContactType::ALL),
        option::of(text()),
        option::of("[a-z=+'-][a-z]{0,9}@contoso\\.example"),
        option::of(select(PHONES)),
        url(),
    );
    let more = (
        vec(language(), 0..3),
        option::of(text()),
        option::of(select(ZONES)),
        option::of(verification()),
        any::<bool>(),
    );
    (reached, more).prop_map(|((contact_type, name, email, phone, url), more)| {
        let (languages, hours, time_zone, verification, is_typed) = more;
        let is_reached = email.is_some() || phone.is_some();
        ToldContact {
            contact_type,
            is_listed: true,
            name,
            email,
            phone: phone.map(str::to_owned),
            url: (!is_reached || url.len() % 2 == 0).then_some(url),
            languages: unique(languages),
            hours,
            time_zone: time_zone.map(str::to_owned),
            verification,
            is_typed,
        }
    })
}

fn contacts() -> impl Strategy<Value = Vec<ToldContact>> {
    vec(contact(), 0..4).prop_map(unique)
}

fn link() -> impl Strategy<Value = LinkTarget> {
    let parts = (
        one_of(ResourceKind::ALL),
        one_of(Cloud::ALL),
        url(),
        option::of(text()),
    );
    parts.prop_map(|(kind, cloud, url, title)| LinkTarget {
        kind,
        cloud,
        url,
        title,
    })
}

/// An offer of which nothing is told but its id.
pub(super) fn offer(publisher: &str, offer: &str) -> OfferDraft {
    let id = PublisherId::parse(publisher).expect("sound");
    OfferDraft {
        places: vec![Place::File],
        publisher: PublisherDraft::given(id, None),
        offer_id: OfferId::parse(offer).expect("sound"),
        telling: Telling::Offer,
        facts: ToldFacts::default(),
        contacts: Vec::new(),
        links: Vec::new(),
    }
}

fn facts() -> impl Strategy<Value = ToldFacts> {
    let wording = (text(), option::of(lines()));
    let wording = wording.prop_map(|(title, summary)| Wording { title, summary });
    let words = (
        option::of(text()),
        option::of(lines()),
        btree_map(language(), wording, 0..3),
        option::of(one_of(OfferType::ALL)),
        option::of(select(
            &[ResaleState::All, ResaleState::Some, ResaleState::None][..],
        )),
    );
    let more = (
        option::of(select(
            &[ListingState::Published, ListingState::NotPublished][..],
        )),
        option::of(url()),
        vec(text(), 0..4),
        option::of(any::<bool>()),
        vec(marketplace_id(), 0..3),
    );
    (words, more).prop_map(
        |((title, summary, translations, offer_type, resale), more)| {
            let (listing, website, categories, is_retired, former_ids) = more;
            ToldFacts {
                title,
                summary,
                translations,
                offer_type,
                resale,
                listing,
                website,
                categories: unique(categories),
                is_retired,
                former_ids: unique(former_ids),
            }
        },
    )
}

fn told_offer() -> impl Strategy<Value = Told> {
    let links = vec(link(), 0..4).prop_map(unique);
    let parts = (
        publisher_id(),
        option::of(text()),
        offer_id(),
        facts(),
        contacts(),
        links,
    );
    parts.prop_map(|(id, name, offer_id, facts, contacts, links)| {
        Told::Offer(OfferDraft {
            places: vec![Place::File],
            publisher: PublisherDraft::given(id, name),
            offer_id,
            telling: Telling::Offer,
            facts,
            contacts,
            links,
        })
    })
}

fn told_publisher() -> impl Strategy<Value = Told> {
    let parts = (
        publisher_id(),
        text(),
        any::<bool>(),
        option::of(any::<bool>()),
        option::of(publisher_id()),
        contacts(),
    );
    parts.prop_map(
        |(id, name, is_first_party, is_retired, merged_into, contacts)| {
            Told::Publisher(ToldPublisher {
                places: vec![Place::File],
                publisher: PublisherDraft::given(id, Some(name)),
                is_first_party: Some(is_first_party),
                is_retired,
                merged_into,
                contacts,
            })
        },
    )
}

fn told_partner() -> impl Strategy<Value = Told> {
    let parts = (
        partner_id(),
        text(),
        one_of(PartnerRole::ALL),
        option::of(any::<bool>()),
        contacts(),
    );
    parts.prop_map(|(partner_id, name, role, is_retired, contacts)| {
        Told::Partner(ToldPartner {
            places: vec![Place::File],
            partner_id,
            name: Some(name),
            role: Some(role),
            is_retired,
            contacts,
        })
    })
}

fn told_split() -> impl Strategy<Value = Told> {
    let shared = |category: &InquiryCategory| category.area() == InquiryArea::CustomerAccount;
    let category = one_of(InquiryCategory::ALL).prop_filter("it is shared", shared);
    let parts = (
        partner_id(),
        option::of(partner_id()),
        category,
        one_of(SplitParty::ALL),
        validity(),
    );
    parts.prop_map(
        |(provider, reseller, category, party, (valid_from, valid_through))| {
            Told::Split(ToldSplit {
                place: Place::File,
                provider,
                reseller,
                category,
                party,
                valid_from,
                valid_through,
            })
        },
    )
}

fn subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        partner_id().prop_map(Subject::Partner),
        publisher_id().prop_map(Subject::Publisher),
        marketplace_id().prop_map(Subject::Offer),
    ]
}

fn told_override() -> impl Strategy<Value = Told> {
    let parts = (
        one_of(InquiryCategory::ALL),
        option::of(one_of(PartnerModel::ALL)),
        option::of(one_of(Inquirer::ALL)),
        vec(one_of(Party::ALL), 1..3),
        one_of(Basis::ALL),
        lines(),
        validity(),
    );
    let draft = parts.prop_map(
        |(category, model, inquirer, responsible, basis, reason, validity)| {
            let (valid_from, valid_through) = validity;
            OverrideDraft {
                category,
                model,
                inquirer,
                responsible,
                basis,
                reason,
                valid_from,
                valid_through,
            }
        },
    );
    let is_sound = |draft: &OverrideDraft| {
        let flaws = NewOverride::check(draft, None).err().into_iter().flatten();
        flaws
            .map(|flaw| flaw.problem)
            .eq([OverrideProblem::SubjectNotFound])
    };
    (subject(), draft.prop_filter("it can be true", is_sound)).prop_map(|(subject, draft)| {
        Told::Override(ToldOverride {
            place: Place::File,
            subject,
            category: draft.category,
            model: draft.model,
            inquirer: draft.inquirer,
            responsible: draft.responsible,
            basis: draft.basis,
            reason: draft.reason,
            valid_from: draft.valid_from,
            valid_through: draft.valid_through,
        })
    })
}

fn told_notice() -> impl Strategy<Value = Told> {
    let about = subject().prop_filter("it has notices", |subject| {
        !matches!(subject, Subject::Partner(_))
    });
    let parts = (
        about,
        one_of(Severity::ALL),
        lines(),
        time(),
        option::of(1_i64..9_000),
    );
    parts.prop_map(|(subject, severity, text, begins_at, minutes)| {
        Told::Notice(ToldNotice {
            place: Place::File,
            subject,
            severity,
            text,
            begins_at,
            ends_at: minutes.map(|minutes| begins_at + chrono::TimeDelta::minutes(minutes)),
        })
    })
}

/// Things that differ in what they are: each is told once, and a publisher has one name.
pub(super) fn tellings() -> impl Strategy<Value = Vec<Told>> {
    let tie = (partner_id(), partner_id()).prop_map(|(provider, reseller)| {
        let place = Place::File;
        Told::Tie(ToldTie {
            place,
            provider,
            reseller,
        })
    });
    let told = prop_oneof![
        4 => told_offer(),
        2 => told_publisher(),
        2 => told_partner(),
        1 => tie,
        1 => told_split(),
        1 => told_override(),
        1 => told_notice(),
    ];
    vec(told, 0..6).prop_map(|mut all| {
        let mut names: BTreeMap<PublisherId, Option<String>> = BTreeMap::new();
        for told in &mut all {
            if let Some(publisher) = told.publisher_mut() {
                let name = names
                    .entry(publisher.id.clone())
                    .or_insert(publisher.name.clone());
                publisher.name.clone_from(name);
            }
        }
        let mut keys = Vec::new();
        all.retain(|told| {
            let is_once = told.place() == &Place::File
                && matches!(
                    told,
                    Told::Tie(_) | Told::Split(_) | Told::Override(_) | Told::Notice(_)
                );
            let is_new = is_once || !keys.contains(&told.key());
            keys.push(told.key());
            is_new
        });
        all
    })
}
