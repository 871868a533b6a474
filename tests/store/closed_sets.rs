//! The words that the tables take are the codes of the domain, no more and no fewer.

use std::collections::{BTreeMap, BTreeSet};

use rstest::rstest;
use sea_orm::DatabaseConnection;
use support_directory::domain::change::{Cause, ChangeNote, Deed, ThingKind};
use support_directory::domain::contact::{ContactOwner, ContactType, VerificationState, WrittenBy};
use support_directory::domain::format::ImportFormat;
use support_directory::domain::import_job::ImportState;
use support_directory::domain::inquiry::{
    Inquirer, InquiryArea, InquiryCategory, PartnerModel, Party,
};
use support_directory::domain::link::{Cloud, ResourceKind};
use support_directory::domain::notice::{NoticeSubject, Severity};
use support_directory::domain::offer::{ListingState, OfferType, ResaleState};
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::responsibility::{Basis, OfferScope, OverrideSubject, SplitParty};
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::editions::edition;
use crate::raw::{Refusal, refusal};
use crate::{given, raw};

type Words = BTreeMap<(&'static str, &'static str), BTreeSet<String>>;

fn codes<T: ToString>(values: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

/// The words of every column that takes words out of a closed set.
fn words_of_the_domain() -> Words {
    let responsible = || codes(Party::ALL.iter().filter(|&&party| party != Party::Customer));
    let account = InquiryCategory::ALL
        .iter()
        .filter(|category| category.area() == InquiryArea::CustomerAccount);
    // Things that will be recorded, and that no deed of today changes.
    let later = [
        "PARTNER_TIE",
        "INDIRECT_SPLIT",
        "RESPONSIBILITY_OVERRIDE",
        "SERVICE_NOTICE",
    ];
    let things = codes(ThingKind::ALL)
        .into_iter()
        .chain(later.map(str::to_owned));
    let provider = || codes([PartnerRole::IndirectProvider]);
    Words::from([
        (("change_record", "thing_kind"), things.collect()),
        (("contact", "contact_type"), codes(ContactType::ALL)),
        (("contact", "verification"), codes(VerificationState::ALL)),
        (("contact", "written_by"), codes(WrittenBy::ALL)),
        (("import_job", "format"), codes(ImportFormat::ALL)),
        (("import_job", "state"), codes(ImportState::ALL)),
        (("indirect_split", "category"), codes(account)),
        (("indirect_split", "party"), codes(SplitParty::ALL)),
        (("indirect_split", "provider_role"), provider()),
        (("offer", "listing"), codes(ListingState::ALL)),
        (("offer", "offer_type"), codes(OfferType::ALL)),
        (("offer", "resale"), codes(ResaleState::ALL)),
        (("partner", "role"), codes(PartnerRole::ALL)),
        (("partner_tie", "provider_role"), provider()),
        (
            ("partner_tie", "reseller_role"),
            codes([PartnerRole::IndirectReseller]),
        ),
        (("resource_link", "cloud"), codes(Cloud::ALL)),
        (("resource_link", "kind"), codes(ResourceKind::ALL)),
        (
            ("responsibility_override", "also_responsible"),
            responsible(),
        ),
        (("responsibility_override", "basis"), codes(Basis::ALL)),
        (
            ("responsibility_override", "category"),
            codes(InquiryCategory::ALL),
        ),
        (
            ("responsibility_override", "inquirer"),
            codes(Inquirer::ALL),
        ),
        (
            ("responsibility_override", "model"),
            codes(PartnerModel::ALL),
        ),
        (("responsibility_override", "responsible"), responsible()),
        (("responsibility_rule", "also_responsible"), responsible()),
        (("responsibility_rule", "basis"), codes(Basis::ALL)),
        (
            ("responsibility_rule", "category"),
            codes(InquiryCategory::ALL),
        ),
        (("responsibility_rule", "first_contact"), responsible()),
        (("responsibility_rule", "inquirer"), codes(Inquirer::ALL)),
        (("responsibility_rule", "model"), codes(PartnerModel::ALL)),
        (("responsibility_rule", "responsible"), responsible()),
        (("responsibility_rule", "scope"), codes(OfferScope::ALL)),
        (("service_notice", "severity"), codes(Severity::ALL)),
    ])
}

/// The checks of single columns, as `table.column: definition`.
async fn checks(connection: &DatabaseConnection, backend: Backend) -> Vec<String> {
    match backend {
        Backend::Sqlite => {
            let query = "SELECT name || '|' || sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL";
            let tables = raw::texts(connection, query).await;
            let of_table = |said: &String| -> Vec<String> {
                let (table, sql) = said.split_once('|').expect("a name before the bar");
                let lists = sql.split("CHECK (").skip(1).filter_map(|check| {
                    let (column, list) = check.split_once(" IN (")?;
                    let list = list.split(')').next()?;
                    column
                        .chars()
                        .all(|letter| letter.is_ascii_lowercase() || letter == '_')
                        .then(|| format!("{table}.{column}: {list}"))
                });
                lists.collect()
            };
            tables.iter().flat_map(of_table).collect()
        }
        Backend::Postgres => {
            let query = "SELECT c.conrelid::regclass || '.' || a.attname || ': ' || pg_get_constraintdef(c.oid) \
                 FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] \
                 WHERE c.contype = 'c' AND cardinality(c.conkey) = 1";
            raw::texts(connection, query).await
        }
    }
}

/// The words that the tables take, by table and column.
async fn words_of_the_tables(
    connection: &DatabaseConnection,
    backend: Backend,
) -> BTreeMap<String, BTreeSet<String>> {
    let is_code = |word: &str| {
        let sign = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        !word.is_empty() && word.bytes().all(sign)
    };
    let checks = checks(connection, backend).await;
    let words = checks.iter().filter_map(|check| {
        let (column, definition) = check.split_once(": ")?;
        // Every second part stands in quotes.
        let quoted: Vec<&str> = definition.split('\'').skip(1).step_by(2).collect();
        let all_codes = !quoted.is_empty() && quoted.iter().all(|word| is_code(word));
        all_codes.then(|| (column.to_owned(), codes(quoted)))
    });
    words.collect()
}

#[rstest]
#[tokio::test]
async fn the_tables_take_exactly_the_codes_of_the_domain(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    database.open().await;
    let connection = raw::connection(&database).await;

    let taken = words_of_the_tables(&connection, backend).await;

    let expected: BTreeMap<String, BTreeSet<String>> = words_of_the_domain()
        .into_iter()
        .map(|((table, column), words)| (format!("{table}.{column}"), words))
        .collect();
    assert_eq!(taken, expected);
}

/// A row in every table that has a column with words out of a closed set.
async fn one_of_everything(store: &Store) {
    let contoso = given::publisher(store, "contoso", "Contoso").await;
    let offer = given::offer(store, &contoso, "backup", given::facts("Backup")).await;
    let provider = given::partner(store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let reseller = given::partner(store, "2", "Fabrikam", PartnerRole::IndirectReseller).await;
    given::tie(store, &provider, &reseller).await;
    let owner = ContactOwner::Offer(offer.id);
    let contact = given::new_contact(owner, ContactType::CspProgram, "a@b.example");
    let link = given::new_link(ResourceKind::Training, "https://contoso.example");
    let begins_at = given::time("2024-05-06T07:08:09Z");
    let note = ChangeNote {
        deed: Deed::Added,
        kind: ThingKind::Offer,
        key: offer.id.key(),
        owner: offer.id.key(),
        contact_type: None,
        before: None,
        after: None,
    };
    given::kept(store, async |change| {
        change.add_contacts(vec![contact]).await?;
        change.add_links(vec![(offer.id, link)]).await?;
        let notice = given::new_notice(NoticeSubject::Offer(offer.id), begins_at);
        change.add_notice(notice).await?;
        change.add_split(given::new_split(&provider, None)).await?;
        let subject = OverrideSubject::Offer(offer.id);
        change.add_override(given::new_override(subject)).await?;
        change
            .add_edition(&edition(given::day(2019, 11, 20)))
            .await?;
        let import = given::new_import(b"{}");
        change.queue_import(&Cause::operator(None), import).await?;
        change.record(&Cause::operator(None), vec![note]).await
    })
    .await;
}

#[rstest]
#[tokio::test]
async fn a_word_that_is_no_code_is_refused_in_every_column(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    one_of_everything(&store).await;
    let connection = raw::connection(&database).await;

    for (table, column) in words_of_the_domain().into_keys() {
        for word in ["NO_SUCH_WORD", ""] {
            let refused = refusal(raw::overwrite(&connection, table, column, word).await);
            // Nothing at all can be overwritten in a change record.
            let expected = if table == "change_record" {
                Refusal::Guard
            } else {
                Refusal::Check
            };
            assert_eq!(refused, expected, "{table}.{column}");
        }
    }
}
