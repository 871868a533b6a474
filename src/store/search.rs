//! Text search: the same matches in the same order on both databases.
//!
//! The engine of the database finds the rows; how good a match is, is told by tiers that do not
//! depend on the engine, so that positions in a ranked list stay true on every database.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    Alias, CaseStatement, Expr, ExprTrait, Query, SelectStatement, SimpleExpr,
};

use crate::domain::folding;

/// At most this many words of a search are looked at.
const MOST_WORDS: usize = 16;

/// The column that tells how well a row matches.
pub(super) const MATCH_RANK: &str = "match_rank";

/// How well a thing matches a search; 0 is best, and what everything has when nothing is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchRank(pub i32);

/// The rank as a column.
pub(super) fn rank_column(search: Option<&Search>) -> SimpleExpr {
    search.map_or_else(|| Expr::value(0), Search::rank)
}

/// A table of folded words, and its main column.
#[derive(Clone, Copy)]
pub(super) struct Searched {
    pub(super) table: &'static str,
    pub(super) main: &'static str,
    /// Table and column of the folded title alone; the main column may hold it in further languages.
    pub(super) title: (&'static str, &'static str),
}

/// What is searched for: folded words.
pub(super) struct Search {
    words: Vec<String>,
    searched: Searched,
    backend: DbBackend,
}

impl Search {
    /// Reads what somebody typed; `None` when it is blank and so looks for nothing in particular.
    pub(super) fn read(text: &str, searched: Searched, backend: DbBackend) -> Option<Self> {
        let mut words = folding::words(text);
        words.truncate(MOST_WORDS);
        (!text.trim().is_empty()).then_some(Self {
            words,
            searched,
            backend,
        })
    }

    /// Whether a row matches: every word begins a word of it. Nothing matches a search without words.
    pub(super) fn matches(&self) -> SimpleExpr {
        if self.words.is_empty() {
            return Expr::value(false);
        }
        self.found(Columns::All, Match::Prefixes)
    }

    /// How good a match is; smaller is better: the title itself, titles that begin so, titles with the
    /// whole words, titles with words that begin so, and the rest.
    pub(super) fn rank(&self) -> SimpleExpr {
        if self.words.is_empty() {
            return Expr::value(0);
        }
        let phrase = self.words.join(" ");
        let (table, column) = self.searched.title;
        let title = || Expr::col((Alias::new(table), Alias::new(column)));
        CaseStatement::new()
            .case(title().eq(phrase.clone()), 0)
            // Folded words hold none of the signs that LIKE gives a meaning.
            .case(title().like(format!("{phrase}%")), 1)
            .case(self.found(Columns::Main, Match::WholeWords), 2)
            .case(self.found(Columns::Main, Match::Prefixes), 3)
            .finally(4)
            .into()
    }

    fn found(&self, columns: Columns, how: Match) -> SimpleExpr {
        match self.backend {
            DbBackend::Postgres => self.found_in_postgres(columns, how),
            _ => self.found_in_sqlite(columns, how),
        }
    }

    fn found_in_postgres(&self, columns: Columns, how: Match) -> SimpleExpr {
        let suffix = match how {
            Match::WholeWords => "",
            Match::Prefixes => ":*",
        };
        let query: Vec<String> = self
            .words
            .iter()
            .map(|word| format!("'{word}'{suffix}"))
            .collect();
        let column = match columns {
            Columns::All => "words",
            Columns::Main => "title_words",
        };
        Expr::cust_with_values(
            format!("{}.{column} @@ CAST($1 AS tsquery)", self.searched.table),
            [query.join(" & ")],
        )
    }

    fn found_in_sqlite(&self, columns: Columns, how: Match) -> SimpleExpr {
        let suffix = match how {
            Match::WholeWords => "",
            Match::Prefixes => "*",
        };
        let words: Vec<String> = self
            .words
            .iter()
            .map(|word| format!("\"{word}\"{suffix}"))
            .collect();
        let words = words.join(" AND ");
        let query = match columns {
            Columns::All => words,
            Columns::Main => format!("{} : ({words})", self.searched.main),
        };
        Expr::col((Alias::new(self.searched.table), Alias::new("id")))
            .in_subquery(self.index_rows(query))
    }

    fn index_rows(&self, query: String) -> SelectStatement {
        let index = format!("{}_index", self.searched.table);
        Query::select()
            .expr(Expr::cust("rowid"))
            .from(Alias::new(index.as_str()))
            .and_where(Expr::cust_with_values(format!("{index} MATCH ?"), [query]))
            .to_owned()
    }
}

#[derive(Clone, Copy)]
enum Columns {
    All,
    Main,
}

#[derive(Clone, Copy)]
enum Match {
    WholeWords,
    Prefixes,
}
