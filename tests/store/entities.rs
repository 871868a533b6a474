//! The entities agree with the tables that the migrations make.

use std::collections::BTreeSet;

use rstest::rstest;
use sea_orm::{DatabaseConnection, EntityTrait, IdenStatic, Iterable};

use crate::databases::{Backend, TestDatabase};
use crate::raw;

/// Selects every column of an entity, and gives its table and columns.
async fn columns_of<E: EntityTrait>(connection: &DatabaseConnection, _: E) -> Vec<String> {
    let rows = E::find().all(connection).await;
    rows.expect("every column of the entity is in its table");
    let table = E::default().table_name().to_owned();
    E::Column::iter()
        .map(|column| format!("{table}.{}", column.as_str()))
        .collect()
}

/// The columns of the tables, without those of the migrations and of the search engine.
async fn columns_in(connection: &DatabaseConnection, backend: Backend) -> BTreeSet<String> {
    let query = match backend {
        Backend::Sqlite => {
            "SELECT t.name || '.' || c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' \
             AND t.name NOT LIKE '%_search_index%' AND t.name <> 'seaql_migrations'"
        }
        Backend::Postgres => {
            "SELECT table_name || '.' || column_name FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'"
        }
    };
    let columns = raw::texts(connection, query).await;
    columns.into_iter().collect()
}

#[rstest]
#[tokio::test]
async fn every_column_is_in_an_entity_and_every_entity_in_the_tables(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    database.open().await;
    let connection = raw::connection(&database).await;

    let mut known = BTreeSet::new();
    macro_rules! read {
        ($($entity:ident),+ $(,)?) => {
            $(known.extend(columns_of(&connection, entity::$entity::Entity).await);)+
        };
    }
    read!(
        change_record,
        contact,
        former_offer_id,
        given_answer,
        import_content,
        import_job,
        import_remark,
        indirect_split,
        offer,
        offer_search,
        partner,
        partner_tie,
        policy_clause,
        policy_edition,
        publisher,
        publisher_search,
        resource_link,
        responsibility_override,
        responsibility_rule,
        rule_clause,
        service_notice,
    );

    // PostgreSQL keeps its own index of the words in columns, SQLite in tables.
    if backend == Backend::Postgres {
        let generated = ["offer_search", "publisher_search"]
            .iter()
            .flat_map(|table| [format!("{table}.words"), format!("{table}.title_words")]);
        known.extend(generated);
    }
    assert_eq!(columns_in(&connection, backend).await, known);
}
