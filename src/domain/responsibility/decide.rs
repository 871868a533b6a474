//! The decision: who is responsible, and whom this inquirer addresses first. Pure and total.

use super::case::Case;
use super::edition::ClauseCode;
use super::override_::Override;
use super::route::{Step, first_point_of_contact, route};
use super::rule::{Answer, Basis, OfferScope, Responsible, Rule};
use super::split::{Split, SplitParty};
use super::{override_, split};
use crate::domain::gap::{Gap, GapKind};
use crate::domain::inquiry::{Inquirer, InquiryCategory, Party};
use crate::domain::offer::{AzureBased, ResaleState};

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Who is responsible, whom to address first, how firmly the source says so.
    pub answer: Answer,
    /// The way from the inquirer to who resolves it.
    pub route: Vec<Step>,
    /// Why, as far as an explanation has to say it.
    pub reason: Reason,
    /// The clauses of the edition that were relied on; none where an override decides.
    pub clauses: Vec<ClauseCode>,
    /// What would make the decision firmer.
    pub gaps: Vec<Gap>,
}

/// Why somebody is responsible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A partner owns its customer's account.
    PartnerDuty,
    /// Provider and reseller share the customer's account, and nothing says who does what.
    SharedDuty,
    /// The ISV supports its product, as its customer agreement defines.
    PublisherDuty,
    /// The ISV is expected to give this to its partners, as appropriate.
    PublisherExpected,
    /// Microsoft publishes the offer, and stands where the ISV does.
    FirstPartyPublisher,
    /// Provisioning happens at the ISV, as the offer is not based on Azure.
    ProvisioningAtPublisher,
    /// Microsoft runs the commerce system.
    MicrosoftDuty,
    /// Microsoft helps to deploy solutions based on Azure.
    MicrosoftDeployment,
    /// The provider recorded who takes the shared duty.
    SplitRecorded(SplitParty),
    /// An override decides, for this reason.
    Overridden(String),
}

/// Decides a case. Overrides come before splits, splits before the edition; of each the most
/// specific one that holds on the day.
pub fn decide(case: &Case) -> Decision {
    let rule = case.cell.rule(
        case.offer
            .map_or(AzureBased::Unknown, |offer| offer.azure_based),
    );
    if let Some(found) = override_::in_force(case.overrides, case.question, case.on) {
        return decide_by_override(case, found);
    }
    let shared_by_partners = rule.answer.responsible.is_shared()
        && rule.answer.responsible.parties().all(Party::is_partner);
    let mut decision = match shared_by_partners.then(|| recorded_split(case)).flatten() {
        Some(split) => decide_by_split(case, rule, split),
        None => decide_by_rule(case, rule, shared_by_partners),
    };
    if shared_by_partners && case.reseller_decides {
        decision.gaps.push(Gap::of(GapKind::ResellerNotNamed));
    }
    decision
}

fn recorded_split<'a>(case: &Case<'a>) -> Option<&'a Split> {
    let provider = case.sellers.partner(Party::IndirectProvider)?.id;
    let reseller = case
        .sellers
        .partner(Party::IndirectReseller)
        .map(|reseller| reseller.id);
    split::in_force(
        case.splits,
        case.question.category(),
        provider,
        reseller,
        case.on,
    )
}

fn decide_by_override(case: &Case, found: &Override) -> Decision {
    let reason = Reason::Overridden(found.terms.reason.clone());
    settle(
        case,
        found.terms.answer(case.question),
        reason,
        Vec::new(),
        Vec::new(),
    )
}

fn decide_by_split(case: &Case, rule: &Rule, split: &Split) -> Decision {
    let responsible = split.terms.party.responsible();
    let answer = Answer {
        responsible,
        first: first_point_of_contact(case.question, responsible),
        basis: split.terms.party.basis(),
    };
    settle(
        case,
        answer,
        Reason::SplitRecorded(split.terms.party),
        rule.clauses.clone(),
        Vec::new(),
    )
}

fn decide_by_rule(case: &Case, rule: &Rule, shared_by_partners: bool) -> Decision {
    let mut gaps = Vec::new();
    if shared_by_partners {
        gaps.extend(missing_split(case));
    }
    let type_is_unknown = case
        .offer
        .is_none_or(|offer| offer.azure_based == AzureBased::Unknown);
    if type_is_unknown && case.cell.depends_on_offer_type() {
        gaps.push(Gap::of(GapKind::OfferTypeUnknown));
    }
    let reason = reason(case, rule);
    let mut answer = rule.answer.clone();
    if reason == Reason::FirstPartyPublisher {
        // The article is about third-party products: of Microsoft's own it says nothing.
        answer.basis = Basis::Inferred;
    }
    settle(case, answer, reason, rule.clauses.clone(), gaps)
}

fn missing_split(case: &Case) -> Vec<Gap> {
    let missing = match case.sellers.partner(Party::IndirectProvider) {
        Some(_) => GapKind::SplitNotRecorded,
        None => GapKind::ProviderNotNamed,
    };
    let mut gaps = vec![Gap::of(missing)];
    if case.question.inquirer() == Inquirer::IndirectReseller {
        gaps.push(Gap::of(GapKind::AskYourProvider));
    }
    gaps
}

fn reason(case: &Case, rule: &Rule) -> Reason {
    let is_first_party = case.offer.is_some_and(|offer| offer.is_first_party);
    match (rule.answer.responsible, rule.scope) {
        (Responsible::Shared(..), _) => Reason::SharedDuty,
        (Responsible::One(Party::IsvPublisher), _) if is_first_party => Reason::FirstPartyPublisher,
        (Responsible::One(Party::IsvPublisher), OfferScope::NotAzureBased) => {
            Reason::ProvisioningAtPublisher
        }
        (Responsible::One(Party::IsvPublisher), OfferScope::Any) => match rule.answer.basis {
            Basis::Recommended | Basis::Optional => Reason::PublisherExpected,
            Basis::Stated | Basis::Inferred | Basis::Undetermined => Reason::PublisherDuty,
        },
        (Responsible::One(Party::Microsoft), _)
            if case.question.category() == InquiryCategory::Deployment =>
        {
            Reason::MicrosoftDeployment
        }
        (Responsible::One(Party::Microsoft), _) => Reason::MicrosoftDuty,
        (
            Responsible::One(
                Party::Customer
                | Party::DirectBillPartner
                | Party::IndirectProvider
                | Party::IndirectReseller,
            ),
            _,
        ) => Reason::PartnerDuty,
    }
}

fn settle(
    case: &Case,
    answer: Answer,
    reason: Reason,
    clauses: Vec<ClauseCode>,
    mut gaps: Vec<Gap>,
) -> Decision {
    if !case.sellers.are_tied() {
        gaps.push(Gap::of(GapKind::ProviderNotTied));
    }
    if case
        .offer
        .is_some_and(|offer| offer.resale == ResaleState::None)
    {
        gaps.push(Gap::of(GapKind::NotSoldThroughCsp));
    }
    let route = route(case.question, answer.responsible, answer.first);
    Decision {
        answer,
        route,
        reason,
        clauses,
        gaps,
    }
}
