//! Editions to load: every question answered by simple rules.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use support_directory::domain::inquiry::{
    InquiryArea, InquiryCategory, PartnerModel, Party, Question,
};
use support_directory::domain::responsibility::{
    Answer, Basis, Clause, ClauseCode, NewEdition, OfferScope, Responsible, Rule, RuleSet,
    TotalEdition, first_point_of_contact,
};

use crate::given::language;

/// An edition that holds from a day on and is named after it.
pub(crate) fn edition(valid_from: NaiveDate) -> TotalEdition {
    let clauses = ["account", "product", "commerce"];
    TotalEdition {
        edition: NewEdition {
            name: valid_from.to_string(),
            valid_from,
            title: "Support for commercial marketplace products".to_owned(),
            url: "https://source.example/article".to_owned(),
            support_page: "https://source.example/support".to_owned(),
            note: BTreeMap::from([
                (language("en"), "As first published.".to_owned()),
                (language("tr"), "İlk yayımlandığı gibi.".to_owned()),
            ]),
            clauses: clauses.map(clause).to_vec(),
        },
        rules: RuleSet::check(rules().collect()).expect("the rules answer every question once"),
    }
}

fn clause(code: &str) -> Clause {
    Clause {
        code: ClauseCode(code.to_owned()),
        heading: format!("About the {code}"),
        url: format!("https://source.example/article#{code}"),
        gist: BTreeMap::from([(language("en"), format!("Who helps with the {code}."))]),
    }
}

/// The rules by question, as a rule set gives them back.
fn rules() -> impl Iterator<Item = Rule> {
    Question::all().flat_map(|question| {
        let deployment = (question.category() == InquiryCategory::Deployment).then(|| {
            let publisher = Responsible::One(Party::IsvPublisher);
            rule(
                question,
                OfferScope::NotAzureBased,
                publisher,
                Basis::Inferred,
            )
        });
        let general = rule(
            question,
            OfferScope::Any,
            responsible(question),
            Basis::Stated,
        );
        std::iter::once(general).chain(deployment)
    })
}

fn responsible(question: Question) -> Responsible {
    match (question.category().area(), question.model()) {
        (InquiryArea::CustomerAccount, PartnerModel::DirectBill) => {
            Responsible::One(Party::DirectBillPartner)
        }
        (InquiryArea::CustomerAccount, PartnerModel::Indirect) => {
            Responsible::Shared(Party::IndirectProvider, Party::IndirectReseller)
        }
        (InquiryArea::Product, _) => Responsible::One(Party::IsvPublisher),
        (InquiryArea::Commerce, _) => Responsible::One(Party::Microsoft),
    }
}

fn rule(question: Question, scope: OfferScope, responsible: Responsible, basis: Basis) -> Rule {
    let codes: &[&str] = match question.category().area() {
        InquiryArea::CustomerAccount => &["account"],
        InquiryArea::Product => &["product", "account"],
        // Not in the order of the edition, and not every rule relies on a clause.
        InquiryArea::Commerce if scope == OfferScope::Any => &["commerce", "account", "product"],
        InquiryArea::Commerce => &[],
    };
    Rule {
        question,
        scope,
        answer: Answer {
            responsible,
            first: first_point_of_contact(question, responsible),
            basis,
        },
        clauses: codes
            .iter()
            .map(|&code| ClauseCode(code.to_owned()))
            .collect(),
    }
}
