//! The first part of an explanation: why somebody is responsible.

use super::phrase::{Form, Phrase};
use crate::domain::inquiry::{InquiryArea, InquiryCategory, Party, Question};
use crate::domain::responsibility::{Basis, Decision, Reason, Responsible};

/// Why somebody is responsible. It follows the decision, never the category alone: an edition may
/// give any duty to any party.
pub(super) fn why(question: Question, decision: &Decision) -> Phrase {
    let answer = &decision.answer;
    let area = question.category().area();
    match &decision.reason {
        Reason::PartnerDuty if area == InquiryArea::CustomerAccount => {
            responsible("why-partner-account", "why-shared", answer.responsible)
        }
        Reason::MicrosoftDuty if area == InquiryArea::Commerce => {
            Phrase::of("why-microsoft-commerce")
        }
        Reason::PublisherDuty if area == InquiryArea::Product => {
            Phrase::of("why-publisher-product")
        }
        Reason::PartnerDuty
        | Reason::MicrosoftDuty
        | Reason::PublisherDuty
        | Reason::SharedDuty => responsible("why-responsible", "why-shared", answer.responsible),
        // Nothing is expected where the source leaves it to the parties.
        Reason::PublisherExpected if answer.basis == Basis::Optional => {
            responsible("why-responsible", "why-shared", answer.responsible)
        }
        Reason::PublisherExpected if area == InquiryArea::Product => {
            Phrase::of("why-publisher-expected-product")
        }
        Reason::PublisherExpected => Phrase::of("why-publisher-expected"),
        Reason::FirstPartyPublisher => Phrase::of("why-publisher-first-party"),
        Reason::ProvisioningAtPublisher => provisioning(question.category(), answer.basis),
        Reason::MicrosoftDeployment => Phrase::of("why-microsoft-deployment"),
        Reason::SplitRecorded(party) => Phrase::for_code("why-split", party.code()),
        Reason::Overridden(reason) => {
            responsible("why-override", "why-override-shared", answer.responsible)
                .with("reason", recorded(reason))
        }
    }
}

/// The message for one responsible party or for two.
fn responsible(one: &'static str, two: &'static str, responsible: Responsible) -> Phrase {
    let subject = |party: Party| Phrase::party(party, Form::Subject);
    match responsible {
        Responsible::One(party) => Phrase::of(one).with("responsible", subject(party)),
        Responsible::Shared(party, other) => Phrase::of(two)
            .with("one", subject(party))
            .with("other", subject(other)),
    }
}

/// Only deployment has a second reading, and only while the source does not state the first.
fn provisioning(category: InquiryCategory, basis: Basis) -> Phrase {
    if category == InquiryCategory::Deployment && basis != Basis::Stated {
        Phrase::of("why-provisioning")
    } else {
        Phrase::of("why-not-azure-based")
    }
}

fn recorded(reason: &str) -> Phrase {
    if reason.trim().is_empty() {
        Phrase::of("override-reason-missing")
    } else {
        Phrase::of("override-reason").quoting("text", reason)
    }
}
