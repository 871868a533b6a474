//! Telling cases as people read them, for review: a changed sentence is a changed line.

use super::decisions::{article_answer, by_override, by_rules, by_split, shared_answer};
use crate::domain::contact::ContactType;
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party, Question};
use crate::domain::offer::{AzureBased, ResaleState};
use crate::domain::responsibility::{
    Basis, Decision, Gap, GapKind, OfferCase, Responsible, SplitParty,
};
use crate::locale::Locale;

fn question(category: InquiryCategory, model: PartnerModel, inquirer: Inquirer) -> Question {
    Question::new(category, model, inquirer).expect("the model has the inquirer")
}

/// Cases that tell something, by name.
fn telling() -> Vec<(&'static str, Question, Decision)> {
    use Inquirer::{Customer, DirectBillPartner, IndirectProvider, IndirectReseller};
    use InquiryCategory::{Billing, BreakFix, CommerceBilling, Deployment, Training};
    use PartnerModel::{DirectBill, Indirect};

    let rule = |question, party, basis, offer| {
        by_rules(
            question,
            &article_answer(question, Responsible::One(party), basis),
            offer,
        )
    };
    let of = |azure_based, is_first_party| {
        Some(OfferCase {
            azure_based,
            is_first_party,
            resale: ResaleState::All,
        })
    };
    let stated = Basis::Stated;
    let mut cases = Vec::new();
    let mut add = |name, question, decision| cases.push((name, question, decision));

    let asked = question(Billing, DirectBill, Customer);
    add(
        "a customer's invoice",
        asked,
        rule(asked, Party::DirectBillPartner, stated, None),
    );
    let asked = question(Billing, DirectBill, DirectBillPartner);
    add(
        "a partner about its own duty",
        asked,
        rule(asked, Party::DirectBillPartner, stated, None),
    );
    for inquirer in [
        Customer,
        IndirectProvider,
        IndirectReseller,
        Inquirer::IsvPublisher,
    ] {
        let asked = question(Billing, Indirect, inquirer);
        add(
            "a shared duty",
            asked,
            by_rules(asked, &shared_answer(asked), None),
        );
    }
    let asked = question(Billing, Indirect, IndirectReseller);
    add(
        "a split that gives it to the provider",
        asked,
        by_split(asked, SplitParty::Provider),
    );
    add(
        "a split that gives it to the reseller",
        asked,
        by_split(asked, SplitParty::Reseller),
    );
    add(
        "a split that leaves it to both",
        asked,
        by_split(asked, SplitParty::Both),
    );

    let asked = question(BreakFix, Indirect, Customer);
    add(
        "a customer's broken product",
        asked,
        rule(asked, Party::IsvPublisher, stated, None),
    );
    add(
        "a broken product of Microsoft",
        asked,
        rule(
            asked,
            Party::IsvPublisher,
            stated,
            of(AzureBased::Yes, true),
        ),
    );
    let asked = question(Training, Indirect, IndirectReseller);
    add(
        "training for a reseller",
        asked,
        rule(asked, Party::IsvPublisher, Basis::Recommended, None),
    );

    let asked = question(CommerceBilling, Indirect, Customer);
    add(
        "a customer's commerce question",
        asked,
        rule(asked, Party::Microsoft, stated, None),
    );
    let asked = question(CommerceBilling, Indirect, IndirectReseller);
    add(
        "a reseller's commerce question",
        asked,
        rule(asked, Party::Microsoft, stated, None),
    );
    let asked = question(Deployment, DirectBill, DirectBillPartner);
    add(
        "deployment on Azure",
        asked,
        rule(asked, Party::Microsoft, stated, of(AzureBased::Yes, false)),
    );
    let asked = question(Deployment, DirectBill, Customer);
    let elsewhere = rule(
        asked,
        Party::IsvPublisher,
        Basis::Inferred,
        of(AzureBased::No, false),
    );
    add("deployment outside Azure", asked, elsewhere);

    let asked = question(BreakFix, DirectBill, Customer);
    let answer = article_answer(
        asked,
        Responsible::One(Party::DirectBillPartner),
        Basis::Optional,
    );
    add(
        "an override",
        asked,
        by_override(asked, &answer, "Support contract of May 2024."),
    );
    let both = Responsible::Shared(Party::IsvPublisher, Party::Microsoft);
    add(
        "an override that shares",
        asked,
        by_override(asked, &article_answer(asked, both, Basis::Optional), ""),
    );
    cases
}

/// Explanation and steps of every telling case.
fn told(locale: Locale) -> Vec<String> {
    telling()
        .iter()
        .map(|(name, question, decision)| {
            let steps = decision
                .route
                .iter()
                .map(|step| format!("- {}", locale.step_note(step)));
            let mut lines = vec![
                format!("# {name} ({question})"),
                locale.explanation(*question, decision),
            ];
            lines.extend(steps);
            lines.join("\n")
        })
        .collect()
}

/// Every kind of gap, about somebody where that makes a difference.
fn gaps(locale: Locale) -> Vec<String> {
    let about = |kind| Gap {
        contact_type: Some(ContactType::CustomerSupport),
        ..Gap::about(kind, Party::IndirectReseller)
    };
    GapKind::ALL
        .iter()
        .map(|&kind| format!("# {kind}\n{}", locale.gap(&about(kind))))
        .collect()
}

#[test]
fn telling_cases_read_as_they_should() {
    for locale in Locale::all() {
        let read = [told(locale), gaps(locale)].concat().join("\n\n");
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(locale.language(), read);
        });
    }
}
