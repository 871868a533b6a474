//! Whatever a file tells: a dry run plans what the import does, and the same again changes nothing.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;
use support_directory::actions::import_offers::{Importing, Vouched};
use support_directory::domain::contact::{ContactType, Verification, VerificationState};
use support_directory::domain::inquiry::{InquiryCategory, PartnerModel, Party};
use support_directory::domain::link::{LinkTarget, ResourceKind};
use support_directory::domain::notice::Severity;
use support_directory::domain::offer::OfferType;
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::responsibility::SplitParty;
use support_directory::exchange::{Place, Subject, Telling, Told, ToldContact};

use crate::support::importing::{take_in, take_in_files};
use crate::support::telling::{
    about_offer, about_partner, about_publisher, marketplace_id, partner_id, publisher_id,
};
use crate::support::{TestService, day, target, telling};

const PUBLISHERS: [&str; 3] = ["contoso", "fabrikam", "litware"];
const OFFERS: [&str; 5] = [
    "contoso.mail",
    "contoso.chat",
    "fabrikam.mail",
    "fabrikam.chat",
    "litware.mail",
];
const PARTNERS: [&str; 4] = ["100", "200", "300", "400"];

fn contacts() -> impl Strategy<Value = Vec<ToldContact>> {
    let types = select(vec![ContactType::CustomerSupport, ContactType::Engineering]);
    let states = select(VerificationState::ALL.to_vec());
    let contact = (
        (types, any::<bool>(), any::<bool>()),
        option::of(select(vec!["Desk", "Help desk"])),
        option::of(select(vec![
            "desk@help.example",
            "DESK@help.example",
            "two@help.example",
        ])),
        option::of(select(vec!["+1 425 555 0100", "+1 425 555 0101"])),
        option::weighted(0.3, states),
    );
    let contact = contact.prop_map(
        |((contact_type, is_listed, is_typed), name, email, phone, state)| ToldContact {
            contact_type,
            is_listed,
            is_typed,
            name: name.map(str::to_owned),
            phone: phone.map(str::to_owned),
            verification: state.map(|state| Verification {
                state,
                at: Some("2024-03-01T08:00:00.123456Z".parse().expect("a time")),
                by: Some("editor@contoso.example".to_owned()),
                reason: None,
            }),
            ..telling::contact(email.unwrap_or("three@help.example"))
        },
    );
    vec(contact, 0..4)
}

fn links() -> impl Strategy<Value = Vec<LinkTarget>> {
    let link = (
        select(vec![ResourceKind::Training, ResourceKind::PrivacyPolicy]),
        select(vec!["https://one.example", "https://two.example"]),
        option::of(select(vec!["One", "Two"])),
    );
    let link = link.prop_map(|(kind, page, title)| LinkTarget {
        title: title.map(str::to_owned),
        ..target(kind, page)
    });
    vec(link, 0..4)
}

fn subjects() -> impl Strategy<Value = Subject> {
    prop_oneof![
        select(OFFERS.to_vec()).prop_map(about_offer),
        select(PUBLISHERS.to_vec()).prop_map(about_publisher),
        select(PARTNERS.to_vec()).prop_map(about_partner),
    ]
}

fn offers() -> impl Strategy<Value = Told> {
    let told = (
        select(OFFERS.to_vec()),
        any::<bool>(),
        option::of(select(vec!["Mail", "Chat"])),
        option::of(select(vec![OfferType::Saas, OfferType::Container])),
        option::of(any::<bool>()),
        vec(select(OFFERS.to_vec()), 0..2),
        (contacts(), links()),
    );
    told.prop_map(
        |(id, is_part, title, offer_type, is_retired, former, (contacts, links))| {
            let mut told = telling::offer(0, id);
            if is_part {
                told.telling = Telling::Part;
            }
            told.facts.title = title.map(str::to_owned);
            told.facts.offer_type = offer_type;
            told.facts.is_retired = is_retired;
            told.facts.former_ids = former.into_iter().map(marketplace_id).collect();
            told.contacts = contacts;
            told.links = links;
            Told::Offer(told)
        },
    )
}

fn publishers() -> impl Strategy<Value = Told> {
    let told = (
        select(PUBLISHERS.to_vec()),
        select(vec!["Contoso", "Fabrikam"]),
        option::of(any::<bool>()),
        option::of(any::<bool>()),
        option::weighted(0.3, select(PUBLISHERS.to_vec())),
        contacts(),
    );
    told.prop_map(|(id, name, first_party, retired, merged_into, contacts)| {
        let mut told = telling::publisher(0, id, name);
        told.is_first_party = first_party;
        told.is_retired = retired;
        told.merged_into = merged_into.map(publisher_id);
        told.contacts = contacts;
        Told::Publisher(told)
    })
}

fn partners() -> impl Strategy<Value = Told> {
    let told = (
        select(PARTNERS.to_vec()),
        option::weighted(0.9, select(vec!["One", "Two"])),
        option::weighted(0.9, select(PartnerRole::ALL.to_vec())),
        option::weighted(0.2, any::<bool>()),
        contacts(),
    );
    told.prop_map(|(id, name, role, is_retired, contacts)| {
        let mut told = telling::partner(0, id, PartnerRole::IndirectProvider);
        told.name = name.map(str::to_owned);
        told.role = role;
        told.is_retired = is_retired;
        told.contacts = contacts;
        Told::Partner(told)
    })
}

fn terms() -> impl Strategy<Value = Told> {
    let days = select(vec![day("2024-01-01"), day("2024-06-01")]);
    let ends = option::of(select(vec![day("2024-03-01"), day("2025-01-01")]));
    let partner = || select(PARTNERS.to_vec());
    let tie =
        (partner(), partner()).prop_map(|(one, other)| Told::Tie(telling::tie(0, one, other)));
    let split = (
        partner(),
        option::of(partner()),
        select(SplitParty::ALL.to_vec()),
        days.clone(),
        ends.clone(),
    );
    let split = split.prop_map(|(provider, reseller, party, from, through)| {
        let mut told = telling::split(0, provider);
        told.reseller = reseller.map(partner_id);
        told.party = party;
        (told.valid_from, told.valid_through) = (from, through);
        Told::Split(told)
    });
    let override_ = (
        subjects(),
        select(vec![InquiryCategory::Billing, InquiryCategory::Deployment]),
        option::of(select(PartnerModel::ALL.to_vec())),
        vec(select(Party::ALL.to_vec()), 0..3),
        (days, ends),
    );
    let override_ =
        override_.prop_map(|(subject, category, model, responsible, (from, through))| {
            let mut told = telling::override_of(0, subject);
            told.category = category;
            told.model = model;
            told.responsible = responsible;
            (told.valid_from, told.valid_through) = (from, through);
            Told::Override(told)
        });
    let times = vec!["2024-03-01T08:00:00.0001Z", "2024-03-01T09:00:00.1239Z"];
    let notice = (
        subjects(),
        select(Severity::ALL.to_vec()),
        select(vec!["Nobody can sign in.", " It is  slow.\r\n"]),
        option::of(select(times)),
    );
    let notice = notice.prop_map(|(subject, severity, text, end)| {
        let mut told = telling::notice(0, subject);
        told.severity = severity;
        told.text = text.to_owned();
        told.ends_at = end.map(|end| end.parse().expect("a time"));
        Told::Notice(told)
    });
    prop_oneof![tie, split, override_, notice]
}

/// Things that are told, each in a line of its own.
pub(crate) fn files() -> impl Strategy<Value = Vec<Told>> {
    let told = prop_oneof![
        3 => offers(),
        2 => publishers(),
        2 => partners(),
        4 => terms(),
    ];
    vec(told, 1..30).prop_map(|things| {
        let lines = (1..).zip(things);
        lines.map(|(line, told)| on(line, told)).collect()
    })
}

fn on(line: u64, told: Told) -> Told {
    let place = Place::line(line);
    match told {
        Told::Offer(mut told) => {
            told.places = vec![place];
            Told::Offer(told)
        }
        Told::Publisher(mut told) => {
            told.places = vec![place];
            Told::Publisher(told)
        }
        Told::Partner(mut told) => {
            told.places = vec![place];
            Told::Partner(told)
        }
        Told::Tie(mut told) => {
            told.place = place;
            Told::Tie(told)
        }
        Told::Split(mut told) => {
            told.place = place;
            Told::Split(told)
        }
        Told::Override(mut told) => {
            told.place = place;
            Told::Override(told)
        }
        Told::Notice(mut told) => {
            told.place = place;
            Told::Notice(told)
        }
    }
}

proptest! {
    #![proptest_config(Config {
        cases: 8,
        failure_persistence: None,
        max_shrink_iters: 250,
        ..Config::default()
    })]

    #[test]
    fn the_same_file_twice_changes_nothing_over_whatever_is_there(
        first in files(),
        second in files(),
    ) {
        let runtime = tokio::runtime::Runtime::new().expect("there is a runtime");
        runtime.block_on(async {
            let service = TestService::start().await;
            take_in(&service, &first, Importing::PLAIN).await;
            take_in(&service, &second, Importing::PLAIN).await;
            let overwriting = Importing {
                vouched: Vouched::Overwritten,
                ..Importing::PLAIN
            };
            take_in(&service, &first, overwriting).await;
        });
    }

    #[test]
    fn the_same_files_twice_change_nothing_whatever_they_tell_of_each_others_things(
        first in files(),
        second in files(),
        third in files(),
    ) {
        let runtime = tokio::runtime::Runtime::new().expect("there is a runtime");
        runtime.block_on(async {
            let service = TestService::start().await;
            take_in(&service, &first, Importing::PLAIN).await;
            let files = [("first", first), ("second", second), ("third", third)];
            take_in_files(&service, &files, Importing::PLAIN).await;
        });
    }
}
