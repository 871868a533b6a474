//! The built-in edition is the whole policy, and a rules file that is not sound is refused.

use super::*;
use crate::domain::offer::{AzureBased, ResaleState};
use crate::domain::responsibility::{Case, OfferCase, Sellers, Step, decide};

/// All answers, one a line: a changed answer is one changed line.
const TABLE: &str = include_str!("../../../tests/responsibilities.txt");

fn first_edition() -> TotalEdition {
    read(FIRST_EDITION).expect("the built-in edition is sound")
}

fn line(edition: &TotalEdition, question: Question, offer: Option<OfferCase>) -> String {
    let sellers = Sellers::default();
    let decision = decide(&Case {
        question,
        on: edition.edition.valid_from,
        cell: edition.rules.cell(question),
        overrides: &[],
        offer,
        sellers: &sellers,
        splits: &[],
        reseller_decides: false,
    });
    let answer = &decision.answer;
    let parties: Vec<&str> = answer.responsible.parties().map(Party::code).collect();
    let route: Vec<String> = decision.route.iter().map(step).collect();
    format!(
        "{:<11} {:<19} {:<23} | {:<37} | {} | {:<19} | {:<11} | {}",
        question.model().code(),
        question.inquirer().code(),
        question.category().code(),
        parties.join(" + "),
        if answer.responsible.is_shared() {
            "shared"
        } else {
            "single"
        },
        answer.first.code(),
        answer.basis.code(),
        if route.is_empty() {
            "-".to_owned()
        } else {
            route.join("; ")
        },
    )
}

fn step(step: &Step) -> String {
    let other = if step.is_alternative {
        "(alternative)"
    } else {
        ""
    };
    format!("{} -{}{other}-> {}", step.from, step.strength, step.to)
}

#[test]
fn the_first_edition_gives_the_committed_table() {
    let edition = first_edition();

    let lines: Vec<String> = Question::all()
        .map(|question| line(&edition, question, None))
        .collect();

    assert_eq!(lines, TABLE.lines().collect::<Vec<_>>());
}

#[test]
fn outside_azure_deployment_is_answered_as_technical_support_is_but_inferred() {
    let edition = first_edition();
    let offer = OfferCase {
        azure_based: AzureBased::No,
        is_first_party: false,
        resale: ResaleState::Unknown,
    };

    for question in
        Question::all().filter(|question| question.category() == InquiryCategory::Deployment)
    {
        let like = Question::new(
            InquiryCategory::TechnicalSupport,
            question.model(),
            question.inquirer(),
        )
        .expect("the model has the inquirer");
        let expected = line(&edition, like, None)
            .replace("TECHNICAL_SUPPORT", "DEPLOYMENT       ")
            .replace("STATED  ", "INFERRED");

        assert_eq!(line(&edition, question, Some(offer)), expected);
    }
}

#[test]
fn every_rule_of_the_first_edition_cites_a_clause() {
    let edition = first_edition();

    for rule in edition.rules.rules() {
        assert!(!rule.clauses.is_empty(), "{}", rule.question);
    }
}

/// What is said of the built-in file with one text in it replaced.
fn refused(from: &str, to: &str) -> String {
    assert!(FIRST_EDITION.contains(from), "{from}");
    read(&FIRST_EDITION.replacen(from, to, 1))
        .expect_err("it is not sound")
        .to_string()
}

#[test]
fn a_file_that_leaves_questions_open_or_answers_them_twice_is_refused_with_the_questions() {
    assert_eq!(
        refused(
            r#"categories = ["ACCOUNT_SETUP", "PAYMENT", "OTHER"]"#,
            r#"categories = ["ACCOUNT_SETUP", "BILLING", "OTHER"]"#
        ),
        "the rules do not answer every question exactly once: \
         no rule answers: DIRECT_BILL CUSTOMER PAYMENT, DIRECT_BILL DIRECT_BILL_PARTNER PAYMENT, \
         DIRECT_BILL ISV_PUBLISHER PAYMENT; \
         two rules answer: DIRECT_BILL CUSTOMER BILLING, DIRECT_BILL DIRECT_BILL_PARTNER BILLING, \
         DIRECT_BILL ISV_PUBLISHER BILLING"
    );
}

#[test]
fn a_word_that_is_none_is_named_with_its_rule() {
    for (from, to, said) in [
        (
            r#"models = ["DIRECT_BILL"]"#,
            r#"models = ["DIRECT"]"#,
            "rule 1: `DIRECT` is not a partner model",
        ),
        (
            r#""PAYMENT", "OTHER"]"#,
            r#""PAYMENTS", "OTHER"]"#,
            "rule 2: `PAYMENTS` is not an inquiry category",
        ),
        (
            r#"first = "DIRECT_BILL_PARTNER""#,
            r#"first = "PARTNER""#,
            "rule 1: `PARTNER` is not a party",
        ),
        (
            r#"basis = "STATED""#,
            r#"basis = "SAID""#,
            "rule 1: `SAID` is not a basis",
        ),
        (
            r#"offers = "NOT_AZURE_BASED""#,
            r#"offers = "SAAS""#,
            "rule 19: `SAAS` is not a scope of offers",
        ),
        (
            r#"clauses = ["partner-role"]"#,
            r#"clauses = ["partner"]"#,
            "rule 2: there is no clause `partner`",
        ),
        (
            r#"responsible = ["DIRECT_BILL_PARTNER"]"#,
            "responsible = []",
            "rule 1: one party is responsible, or two share; 0 are named",
        ),
        (
            r#"models = ["DIRECT_BILL"]"#,
            r#"models = ["INDIRECT"]"#,
            "rule 1: DIRECT_BILL_PARTNER does not occur under INDIRECT",
        ),
        (
            r#"valid_from = "2019-11-20""#,
            r#"valid_from = "November""#,
            "`November` is not a date of the form 2019-11-20",
        ),
        (
            "en = \"The rules have",
            "\"e n\" = \"The rules have",
            "`e n` is not a language tag",
        ),
        (
            r#"name = "2019-11-20""#,
            r#"name = """#,
            "name has to be a text of 1 to 100 characters, without control characters",
        ),
        (
            r#"valid_from = "2019-11-20""#,
            r#"valid_from = "-0001-01-01""#,
            "`-0001-01-01` is not a date of the form 2019-11-20",
        ),
        (
            r#"support_page = "https://partner.microsoft.com/support""#,
            r#"support_page = "ftp://partner.microsoft.com""#,
            "`ftp://partner.microsoft.com` is not an address that begins with http:// or https:// \
             and names a host",
        ),
        (
            r#"code = "partner-role""#,
            r#"code = "first-contact""#,
            "there are two clauses `first-contact`",
        ),
        (
            r#"clauses = ["partner-role"]"#,
            r#"clauses = ["partner-role", "partner-role"]"#,
            "rule 2: the clause `partner-role` is named twice",
        ),
    ] {
        assert_eq!(refused(from, to), said);
    }
}

#[test]
fn a_file_of_another_form_is_refused_with_the_place() {
    let said = refused("support_page = ", "support_pages = ");

    assert!(
        said.starts_with("it cannot be read: TOML parse error at line "),
        "{said}"
    );
    assert!(said.contains("support_pages"), "{said}");
}
