use std::collections::BTreeMap;

use insta::assert_snapshot;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::contact::ContactType;
use crate::domain::format::{ExportFormat, ImportFormat};
use crate::domain::language::Language;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::offer::{ListingState, OfferId, OfferType, ResaleState, Wording};
use crate::domain::publisher::PublisherId;
use crate::exchange::documents::told_in_tests::offers;
use crate::exchange::place::Place;
use crate::exchange::told::{OfferDraft, PublisherDraft, Telling, Told, ToldContact, ToldFacts};
use crate::exchange::writing::Writing;

fn written(told: &[Told]) -> String {
    let mut writing = Writing::of(ExportFormat::ProductIngestion);
    let mut out = Vec::new();
    writing.begin(&mut out);
    for told in told {
        writing.write(told, &mut out);
    }
    writing.end(&mut out);
    String::from_utf8(out).expect("JSON is text")
}

fn read(text: &str) -> Vec<Told> {
    offers(
        ImportFormat::ProductIngestion,
        Some("contoso"),
        text.as_bytes(),
    )
}

fn link(kind: ResourceKind, cloud: Cloud, url: &str, title: Option<&str>) -> LinkTarget {
    LinkTarget {
        kind,
        cloud,
        url: url.to_owned(),
        title: title.map(str::to_owned),
    }
}

fn wording(title: &str, summary: Option<&str>) -> Wording {
    Wording {
        title: title.to_owned(),
        summary: summary.map(str::to_owned),
    }
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

fn backup() -> OfferDraft {
    let publisher = PublisherId::parse("contoso").expect("sound");
    let desk = ToldContact {
        name: Some("Support desk".to_owned()),
        email: Some("help@contoso.example".to_owned()),
        phone: Some("+44 20 7946 0958".to_owned()),
        url: Some("https://contoso.example/help".to_owned()),
        hours: Some("always".to_owned()),
        ..ToldContact::of(ContactType::CustomerSupport)
    };
    let second = ToldContact {
        name: Some("Second desk".to_owned()),
        ..desk.clone()
    };
    OfferDraft {
        places: vec![Place::line(7)],
        publisher: PublisherDraft::given(publisher, Some("Contoso".to_owned())),
        offer_id: OfferId::parse("backup").expect("sound"),
        telling: Telling::Offer,
        facts: ToldFacts {
            title: Some("Contoso Backup".to_owned()),
            summary: Some("Keeps what you have.".to_owned()),
            translations: BTreeMap::from([
                (language("de"), wording("Contoso Sicherung", None)),
                (language("en-GB"), wording("Contoso Back-up", None)),
            ]),
            offer_type: Some(OfferType::Saas),
            resale: Some(ResaleState::Some),
            listing: Some(ListingState::Published),
            website: Some("https://contoso.example/backup".to_owned()),
            categories: vec!["storage".to_owned(), "analytics".to_owned()],
            ..ToldFacts::default()
        },
        contacts: vec![desk, second],
        links: vec![
            link(
                ResourceKind::SupportWebsite,
                Cloud::Global,
                "https://contoso.example/s",
                None,
            ),
            link(
                ResourceKind::SupportWebsite,
                Cloud::Government,
                "https://contoso.example/g",
                None,
            ),
            link(
                ResourceKind::PrivacyPolicy,
                Cloud::Global,
                "https://contoso.example/p",
                None,
            ),
            link(
                ResourceKind::CspMarketing,
                Cloud::Global,
                "https://contoso.example/m",
                None,
            ),
            link(
                ResourceKind::CustomerAgreement,
                Cloud::Global,
                "https://contoso.example/c",
                None,
            ),
            link(
                ResourceKind::Training,
                Cloud::Global,
                "https://contoso.example/t",
                Some("First steps"),
            ),
            link(
                ResourceKind::Training,
                Cloud::Government,
                "https://contoso.example/t",
                None,
            ),
        ],
    }
}

#[test]
fn offers_become_the_resources_of_a_tree() {
    let plain = OfferDraft {
        offer_id: OfferId::parse("archive.v2").expect("sound"),
        facts: ToldFacts::default(),
        contacts: Vec::new(),
        links: Vec::new(),
        ..backup()
    };

    assert_snapshot!(written(&[Told::Offer(backup()), Told::Offer(plain)]));
}

#[test]
fn a_tree_without_offers_is_a_tree() {
    let text = written(&[]);

    assert_snapshot!(text);
}

#[test]
fn an_offer_that_is_told_in_another_language_is_listed_in_it() {
    let mut offer = backup();
    offer.facts.title = Some("Contoso Sicherung".to_owned());
    offer.facts.summary = None;
    offer.facts.translations.remove(&language("en-GB"));

    let text = written(&[Told::Offer(offer)]);

    assert!(text.contains(r#""languageId":"de""#), "{text}");
    assert!(!text.contains("en-us"), "{text}");
}

fn url() -> impl Strategy<Value = String> {
    "https://[a-z]{1,8}\\.example/[a-z0-9]{0,6}"
}

fn words() -> impl Strategy<Value = String> {
    "[A-Za-zé0-9]{1,8}( [a-zデ\"\\\\<$&,]{1,6}){0,2}".prop_filter("a hole says nothing", |text| {
        !text.contains("${") && !text.starts_with('<')
    })
}

fn wordings() -> impl Strategy<Value = BTreeMap<Language, Wording>> {
    let tag = select(&["de", "fr-FR", "pt-BR", "en-GB", "zh-Hans"][..]).prop_map(language);
    let told = (words(), option::of(words()))
        .prop_map(|(title, summary)| wording(&title, summary.as_deref()));
    proptest::collection::btree_map(tag, told, 0..4)
}

prop_compose! {
    fn contact(contact_type: ContactType)(
        name in option::of(words()),
        email in option::of(Just("help@contoso.example".to_owned())),
        phone in option::of(Just("+44 20 7946 0958".to_owned())),
        url in url(),
    ) -> ToldContact {
        ToldContact { name, email, phone, url: Some(url), ..ToldContact::of(contact_type) }
    }
}

fn contacts() -> impl Strategy<Value = Vec<ToldContact>> {
    use ContactType::{CspProgram, CustomerSupport, Engineering};
    let all = (
        option::of(contact(CustomerSupport)),
        option::of(contact(Engineering)),
        option::of(contact(CspProgram)),
    );
    all.prop_map(|(support, engineering, csp)| {
        [support, engineering, csp].into_iter().flatten().collect()
    })
}

/// Links that the format holds: any of the public cloud, and one support website of the government's.
fn links() -> impl Strategy<Value = Vec<LinkTarget>> {
    let one = (select(ResourceKind::ALL), url(), option::of(words()));
    let global = proptest::collection::vec(one, 0..6);
    (global, option::of(url())).prop_map(|(global, government)| {
        let mut links: Vec<LinkTarget> = Vec::new();
        let global = global
            .into_iter()
            .map(|(kind, url, title)| link(kind, Cloud::Global, &url, title.as_deref()));
        let government =
            government.map(|url| link(ResourceKind::SupportWebsite, Cloud::Government, &url, None));
        for link in global.chain(government) {
            if !links.iter().any(|known| known.is_same(&link)) {
                links.push(link);
            }
        }
        links
    })
}

prop_compose! {
    fn held()(
        id in "[a-z][a-z0-9_.-]{2,20}",
        title in words(),
        summary in option::of(words()),
        translations in wordings(),
        offer_type in option::of(select(&[
            OfferType::Saas, OfferType::VirtualMachine, OfferType::AzureApplication,
            OfferType::Container, OfferType::PowerPlatform, OfferType::Dynamics365,
        ][..])),
        resale in option::of(select(&[ResaleState::All, ResaleState::Some, ResaleState::None][..])),
        website in option::of(url()),
        categories in proptest::collection::vec("[a-z]{1,6}(-[0-9]{1,2})?", 0..4),
        contacts in contacts(),
        links in links(),
    ) -> OfferDraft {
        let mut unique: Vec<String> = Vec::new();
        for category in categories {
            if !unique.contains(&category) {
                unique.push(category);
            }
        }
        OfferDraft {
            offer_id: OfferId::parse(&id).expect("sound"),
            publisher: PublisherDraft::given(PublisherId::parse("contoso").expect("sound"), None),
            facts: ToldFacts {
                title: Some(title), summary, translations, offer_type, resale, website,
                categories: unique,
                ..ToldFacts::default()
            },
            contacts,
            links,
            ..backup()
        }
    }
}

/// Where it stands and the order of links are not of the offer.
fn comparable(told: &Told) -> OfferDraft {
    let Told::Offer(offer) = told else {
        panic!("only offers were written");
    };
    let mut offer = offer.clone();
    offer.places = Vec::new();
    offer
        .links
        .sort_by_key(|link| (link.kind, link.cloud, link.url.clone()));
    offer
}

proptest! {
    #[test]
    fn what_the_format_holds_is_read_as_it_was_written(
        drafts in proptest::collection::vec(held(), 1..4)
    ) {
        let mut ids: Vec<&OfferId> = drafts.iter().map(|draft| &draft.offer_id).collect();
        ids.sort();
        ids.dedup();
        prop_assume!(ids.len() == drafts.len());
        let told: Vec<Told> = drafts.into_iter().map(Told::Offer).collect();

        let again = read(&written(&told));

        let before: Vec<OfferDraft> = told.iter().map(comparable).collect();
        let after: Vec<OfferDraft> = again.iter().map(comparable).collect();
        prop_assert_eq!(after, before);
    }
}
