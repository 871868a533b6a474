//! Whom to reach about a decision, best first, and what is missing to reach them.

use chrono::{DateTime, Utc};

use super::case::Sellers;
use super::decide::Decision;
use crate::domain::actor::{ContactScope, Realm};
use crate::domain::contact::{Contact, ContactOwner, ContactType, best_first};
use crate::domain::gap::{Gap, GapKind};
use crate::domain::inquiry::{Inquirer, InquiryArea, InquiryCategory, Party, Question};
use crate::domain::link::{Cloud, HelpfulLink, LinkTarget, ResourceKind, ResourceLink};
use crate::domain::publisher::PublisherId;

/// What is known about whom to reach.
#[derive(Clone, Copy, Debug)]
pub struct ReachFacts<'a> {
    /// What who wants to know may read; other contacts do not occur, not even as gaps.
    pub readable: &'a ContactScope,
    /// Who publishes the offer; absent when none is named.
    pub publisher: Option<&'a PublisherId>,
    /// What was asked.
    pub question: Question,
    /// The contacts that count for the offer; absent when no offer is named.
    pub offer_contacts: Option<&'a [Contact]>,
    /// The partners, as far as they are named.
    pub sellers: &'a Sellers,
    /// Contacts of these partners.
    pub partner_contacts: &'a [Contact],
    /// Verifications of contacts before this are stale.
    pub fresh_since: DateTime<Utc>,
}

/// The contacts to reach now, in the order of the route, and the gaps among them.
///
/// A doubtful contact is given, and said to be doubtful.
pub fn contacts(facts: &ReachFacts, decision: &Decision) -> (Vec<Contact>, Vec<Gap>) {
    let (mut contacts, mut gaps) = (Vec::new(), Vec::new());
    for (party, contact_type) in wanted(facts.question, decision) {
        if !may_read(facts, party, contact_type) {
            continue;
        }
        let Some(mut found) = on_file(facts, party, contact_type) else {
            if party != facts.question.inquirer().party() {
                push_new(&mut gaps, not_named(party));
            }
            continue;
        };
        if found.is_empty() {
            let missing = Gap::about(GapKind::ContactMissing, party);
            gaps.push(Gap {
                contact_type: Some(contact_type),
                ..missing
            });
        }
        let doubts = found
            .iter()
            .filter_map(|contact| doubt(party, contact, facts.fresh_since));
        gaps.extend(doubts);
        best_first(&mut found);
        contacts.append(&mut found);
    }
    (contacts, gaps)
}

fn may_read(facts: &ReachFacts, party: Party, contact_type: ContactType) -> bool {
    let publisher = facts.publisher.filter(|_| party == Party::IsvPublisher);
    let realm = publisher.map_or(Realm::Directory, Realm::Publisher);
    facts.readable.includes(contact_type, realm)
}

/// Which contacts of whom belong into the answer, in the order of the route.
fn wanted(question: Question, decision: &Decision) -> Vec<(Party, ContactType)> {
    let by_route = |party: Party| {
        decision
            .route
            .iter()
            .position(|step| step.to == party && !step.is_alternative)
            .unwrap_or(usize::MAX)
    };
    let mut responsible: Vec<Party> = decision.answer.responsible.parties().collect();
    responsible.sort_by_key(|&party| by_route(party));

    let mut wanted = Vec::new();
    for party in responsible {
        match party {
            Party::IsvPublisher => {
                wanted.push((party, ContactType::CustomerSupport));
                if question.inquirer().party().is_partner() {
                    wanted.push((party, ContactType::Engineering));
                }
            }
            // Microsoft has no contacts here: its page is among the links.
            Party::Microsoft => {
                let partner = decision
                    .route
                    .iter()
                    .map(|step| step.to)
                    .find(|to| to.is_partner());
                wanted.extend(partner.map(|partner| (partner, ContactType::CustomerSupport)));
            }
            Party::DirectBillPartner | Party::IndirectProvider | Party::IndirectReseller => {
                wanted.push((party, ContactType::CustomerSupport));
            }
            Party::Customer => {}
        }
    }
    let about_account = question.category().area() == InquiryArea::CustomerAccount;
    if about_account && question.inquirer() == Inquirer::IndirectReseller {
        wanted.push((Party::IsvPublisher, ContactType::CspProgram));
    }
    wanted
}

/// The party's contacts of a type; `None` when nobody said which organisation the party is.
fn on_file(facts: &ReachFacts, party: Party, contact_type: ContactType) -> Option<Vec<Contact>> {
    let of_type = |contacts: &[Contact], belongs: &dyn Fn(&Contact) -> bool| {
        contacts
            .iter()
            .filter(|contact| contact.contact_type == contact_type && belongs(contact))
            .cloned()
            .collect()
    };
    if party == Party::IsvPublisher {
        return facts
            .offer_contacts
            .map(|contacts| of_type(contacts, &|_| true));
    }
    let owner = ContactOwner::Partner(facts.sellers.partner(party)?.id);
    Some(of_type(facts.partner_contacts, &|contact| {
        contact.owner == owner
    }))
}

fn not_named(party: Party) -> Gap {
    match party {
        Party::IsvPublisher => Gap::of(GapKind::OfferNotNamed),
        Party::Customer
        | Party::DirectBillPartner
        | Party::IndirectProvider
        | Party::IndirectReseller
        | Party::Microsoft => Gap::about(GapKind::PartnerNotNamed, party),
    }
}

fn doubt(party: Party, contact: &Contact, fresh_since: DateTime<Utc>) -> Option<Gap> {
    let kind = GapKind::of_contact(contact, fresh_since)?;
    Some(Gap {
        contact_type: Some(contact.contact_type),
        contact: Some(contact.id),
        ..Gap::about(kind, party)
    })
}

fn push_new(gaps: &mut Vec<Gap>, gap: Gap) {
    if !gaps.contains(&gap) {
        gaps.push(gap);
    }
}

/// The pages that help before anybody is asked, best first: where to reach Microsoft if it is responsible,
/// then those of the offer that fit the inquiry.
pub fn links(
    question: Question,
    decision: &Decision,
    support_page: &str,
    of_offer: &[ResourceLink],
) -> Vec<HelpfulLink> {
    let of_microsoft = LinkTarget {
        kind: ResourceKind::SupportWebsite,
        cloud: Cloud::Global,
        url: support_page.to_owned(),
        title: None,
    };
    let reaches_microsoft = decision.answer.responsible.includes(Party::Microsoft);
    let mut links: Vec<HelpfulLink> = reaches_microsoft
        .then_some(HelpfulLink::Stated(of_microsoft))
        .into_iter()
        .collect();
    for &kind in helpful_kinds(question.category()) {
        let of_kind = of_offer.iter().filter(|link| link.target.kind == kind);
        links.extend(of_kind.cloned().map(HelpfulLink::Kept));
    }
    links
}

/// The kinds of pages that help with an inquiry, best first.
fn helpful_kinds(category: InquiryCategory) -> &'static [ResourceKind] {
    use ResourceKind::{
        CustomerAgreement, ServiceStatus, SupportWebsite, Training, UserDocumentation,
    };
    match category {
        InquiryCategory::Training => &[Training, UserDocumentation, ServiceStatus, SupportWebsite],
        InquiryCategory::ServiceHealth | InquiryCategory::BreakFix => {
            &[ServiceStatus, UserDocumentation, Training, SupportWebsite]
        }
        InquiryCategory::ServiceLevel => &[
            CustomerAgreement,
            ServiceStatus,
            UserDocumentation,
            Training,
            SupportWebsite,
        ],
        InquiryCategory::TechnicalSupport | InquiryCategory::Documentation => {
            &[UserDocumentation, ServiceStatus, Training, SupportWebsite]
        }
        InquiryCategory::Billing
        | InquiryCategory::SubscriptionManagement
        | InquiryCategory::AccountSetup
        | InquiryCategory::Payment
        | InquiryCategory::Other
        | InquiryCategory::OfferManagement
        | InquiryCategory::Transaction
        | InquiryCategory::CommerceBilling
        | InquiryCategory::CommerceAccount
        | InquiryCategory::Deployment => &[UserDocumentation, ServiceStatus, Training],
    }
}
