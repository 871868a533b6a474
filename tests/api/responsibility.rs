//! The whole policy: every question against the committed table of answers.

use insta::assert_snapshot;
use serde_json::{Value, json};
use support_directory::domain::inquiry::Question;
use support_directory::domain::offer::{OfferFacts, OfferType};

use crate::support::{TestService, facts};

/// The answer to each of the questions, written by hand after the article.
const TABLE: &str = include_str!("../responsibilities.txt");

const ASK: &str = "
  query($inquiry: InquiryCategory!, $model: PartnerModel!, $askedBy: Inquirer!, $offer: OfferBy) {
    responsibleParty(inquiry: $inquiry, partnerModel: $model, askedBy: $askedBy, offer: $offer) {
      inquiry partnerModel askedBy
      responsible { party }
      isShared firstPointOfContact basis
      route { from to strength isAlternative }
      gaps { kind }
    }
  }";

const MATRIX: &str = "
  query($inquiry: InquiryCategory, $model: PartnerModel, $askedBy: Inquirer) {
    responsibilities(inquiry: $inquiry, partnerModel: $model, askedBy: $askedBy) {
      inquiry partnerModel askedBy
      responsible
      isShared firstPointOfContact basis
      route { from to strength isAlternative }
    }
  }";

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect("it is a word")
}

fn items<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().expect("it is a list")
}

/// An answer as a line of the table.
fn line(answer: &Value) -> String {
    let parties = items(answer, "responsible").iter().map(|responsible| {
        let party = responsible.get("party").unwrap_or(responsible);
        party.as_str().expect("a party is a word")
    });
    let steps = items(answer, "route").iter().map(|step| {
        let alternative = if step["isAlternative"] == true {
            "(alternative)"
        } else {
            ""
        };
        let (from, to) = (word(step, "from"), word(step, "to"));
        format!("{from} -{}{alternative}-> {to}", word(step, "strength"))
    });
    let (parties, steps): (Vec<_>, Vec<_>) = (parties.collect(), steps.collect());
    let shared = if answer["isShared"] == true {
        "shared"
    } else {
        "single"
    };
    let route = if steps.is_empty() {
        "-".to_owned()
    } else {
        steps.join("; ")
    };
    format!(
        "{:<11} {:<19} {:<23} | {:<37} | {shared} | {:<19} | {:<11} | {route}",
        word(answer, "partnerModel"),
        word(answer, "askedBy"),
        word(answer, "inquiry"),
        parties.join(" + "),
        word(answer, "firstPointOfContact"),
        word(answer, "basis"),
    )
}

async fn ask(service: &TestService, question: Question, offer: Option<&str>) -> Value {
    let variables = json!({
        "inquiry": question.category().code(),
        "model": question.model().code(),
        "askedBy": question.inquirer().code(),
        "offer": offer.map(|id| json!({ "marketplaceId": id })),
    });
    service.data(ASK, variables).await["responsibleParty"].take()
}

/// The lines of the table that differ, each with what was answered instead.
fn differences(answers: &[String]) -> Vec<(String, String)> {
    let table: Vec<&str> = TABLE.lines().collect();
    assert_eq!(table.len(), answers.len(), "a line for every question");
    let pairs = table.into_iter().zip(answers);
    pairs
        .filter(|(wanted, answered)| wanted != answered)
        .map(|(wanted, answered)| (wanted.to_owned(), answered.clone()))
        .collect()
}

#[tokio::test]
async fn every_question_is_answered_as_the_table_says() {
    let service = TestService::start().await;
    let mut answers = Vec::new();

    for question in Question::all() {
        answers.push(line(&ask(&service, question, None).await));
    }

    assert_eq!(answers.len(), 112);
    assert_eq!(differences(&answers), []);
}

#[tokio::test]
async fn the_matrix_is_the_same_table() {
    let service = TestService::start().await;

    let matrix = service.data(MATRIX, json!({})).await;

    let answers: Vec<String> = items(&matrix, "responsibilities")
        .iter()
        .map(line)
        .collect();
    assert_eq!(differences(&answers), []);
}

#[tokio::test]
async fn a_matrix_can_be_narrowed_to_a_model_an_inquirer_and_an_inquiry() {
    let service = TestService::start().await;
    let narrowed = async |variables: Value| -> Vec<String> {
        let matrix = service.data(MATRIX, variables).await;
        items(&matrix, "responsibilities")
            .iter()
            .map(line)
            .collect()
    };
    let lines = |is_wanted: &dyn Fn(&[&str]) -> bool| -> Vec<String> {
        let wanted = |line: &&str| is_wanted(&line.split_whitespace().collect::<Vec<_>>());
        TABLE.lines().filter(wanted).map(str::to_owned).collect()
    };

    let direct = narrowed(json!({ "model": "DIRECT_BILL" })).await;
    let resellers = narrowed(json!({ "askedBy": "INDIRECT_RESELLER" })).await;
    let payment = narrowed(json!({ "inquiry": "PAYMENT" })).await;
    let one = narrowed(
        json!({ "inquiry": "PAYMENT", "model": "INDIRECT", "askedBy": "INDIRECT_RESELLER" }),
    )
    .await;

    assert_eq!(direct, lines(&|words| words[0] == "DIRECT_BILL"));
    assert_eq!(resellers, lines(&|words| words[1] == "INDIRECT_RESELLER"));
    assert_eq!(payment, lines(&|words| words[2] == "PAYMENT"));
    assert_eq!(
        one,
        lines(&|words| words[..3] == ["INDIRECT", "INDIRECT_RESELLER", "PAYMENT"])
    );
    assert_eq!(
        [direct.len(), resellers.len(), payment.len(), one.len()],
        [48, 16, 7, 1]
    );
}

fn of_type(title: &str, offer_type: OfferType) -> OfferFacts {
    OfferFacts {
        offer_type,
        ..facts(title)
    }
}

/// What everyone is answered who asks about the deployment of an offer, gaps about its type included.
async fn deployment(service: &TestService, offer: Option<&str>) -> String {
    let mut lines = Vec::new();
    for question in Question::all().filter(|question| question.category().code() == "DEPLOYMENT") {
        let answer = ask(service, question, offer).await;
        let gap = json!({ "kind": "OFFER_TYPE_UNKNOWN" });
        let unknown = if items(&answer, "gaps").contains(&gap) {
            " | type unknown"
        } else {
            ""
        };
        lines.push(format!("{}{unknown}", line(&answer)));
    }
    lines.join("\n")
}

#[tokio::test]
async fn an_offer_that_is_not_based_on_azure_is_deployed_by_its_isv() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let types = [
        OfferType::Saas,
        OfferType::Dynamics365,
        OfferType::PowerPlatform,
        OfferType::OfficeAddIn,
        OfferType::ConsultingService,
        OfferType::ManagedService,
    ];
    for offer_type in types {
        let facts = of_type("Contoso Backup", offer_type);
        service.with_offer(&contoso, offer_type.code(), facts).await;
    }

    let answers = deployment(&service, Some("contoso.saas")).await;

    for offer_type in types {
        let id = format!("contoso.{}", offer_type.code());
        assert_eq!(deployment(&service, Some(&id)).await, answers, "{id}");
    }
    assert_snapshot!(answers);
}

#[tokio::test]
async fn an_offer_that_is_based_on_azure_is_deployed_with_microsofts_help() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let types = [
        OfferType::VirtualMachine,
        OfferType::AzureApplication,
        OfferType::ManagedApplication,
        OfferType::Container,
        OfferType::IotEdgeModule,
        OfferType::AzureSolution,
    ];
    for offer_type in types {
        let facts = of_type("Contoso Backup", offer_type);
        service.with_offer(&contoso, offer_type.code(), facts).await;
    }
    let table: Vec<&str> = TABLE
        .lines()
        .filter(|line| line.contains(" DEPLOYMENT "))
        .collect();

    for offer_type in types {
        let id = format!("contoso.{}", offer_type.code());
        let answers = deployment(&service, Some(&id)).await;
        assert_eq!(answers, table.join("\n"), "{id}");
    }
}

#[tokio::test]
async fn deployment_of_an_offer_of_unknown_type_is_answered_with_a_gap() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let facts = of_type("Contoso Something", OfferType::Other);
    service.with_offer(&contoso, "something", facts).await;
    let table: Vec<String> = TABLE
        .lines()
        .filter(|line| line.contains(" DEPLOYMENT "))
        .map(|line| format!("{line} | type unknown"))
        .collect();

    let named = deployment(&service, Some("contoso.something")).await;
    let unnamed = deployment(&service, None).await;

    assert_eq!(named, table.join("\n"));
    assert_eq!(unnamed, table.join("\n"));
}
