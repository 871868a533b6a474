//! Whatever a directory may tell, in its listed form.

mod values;

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::contact::{ContactType, Verification, VerificationState};
use crate::domain::inquiry::{Inquirer, InquiryArea, InquiryCategory, PartnerModel, Party};
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::notice::Severity;
use crate::domain::offer::{ListingState, OfferId, OfferType, ResaleState, Wording};
use crate::domain::partner::PartnerRole;
use crate::domain::publisher::PublisherId;
use crate::domain::responsibility::{
    Basis, NewOverride, OverrideDraft, OverrideProblem, SplitParty,
};
use crate::exchange::place::Place;
use crate::exchange::told::{
    OfferDraft, PublisherDraft, Subject, Telling, Told, ToldContact, ToldFacts, ToldNotice,
    ToldOverride, ToldPartner, ToldPublisher, ToldSplit, ToldTie,
};

use values::{
    language, lines, marketplace_id, offer_id, one_of, partner_id, publisher_id, text, time,
    unique, url, validity,
};

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
        places: vec![Place::FILE],
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
            places: vec![Place::FILE],
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
                places: vec![Place::FILE],
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
            places: vec![Place::FILE],
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
                place: Place::FILE,
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
        Told::Override(ToldOverride::of_draft(Place::FILE, subject, draft))
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
            place: Place::FILE,
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
        let place = Place::FILE;
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
            let is_once = told.place() == &Place::FILE
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
