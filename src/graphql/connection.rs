//! Connections: long lists, page by page (GraphQL Cursor Connections).

/// Where a page lies in its list.
#[derive(async_graphql::SimpleObject, Clone, Debug)]
pub(super) struct PageInfo {
    /// Whether the list goes on before the first item of the page.
    pub(super) has_previous_page: bool,
    /// Whether the list goes on after the last item of the page.
    pub(super) has_next_page: bool,
    /// The cursor of the first item; null when the page is empty.
    pub(super) start_cursor: Option<String>,
    /// The cursor of the last item; null when the page is empty.
    pub(super) end_cursor: Option<String>,
}

/// Declares a connection and its edge: a page of nodes, and how all of them are counted: by a method of the
/// store, or otherwise. What a connection has beside that stands in braces at the end.
macro_rules! connection {
    ($connection:ident, $edge:ident, $node:ty, $filter:ty, $count:ident, $what:literal $(, { $($more:tt)* })?) => {
        $crate::graphql::connection::connection!(
            $connection,
            $edge,
            $node,
            $filter,
            $what,
            |ctx, filter| Ok($crate::graphql::context::store(ctx).$count(filter).await?)
            $(, { $($more)* })?
        );
    };
    ($connection:ident, $edge:ident, $node:ty, $filter:ty, $what:literal,
     |$ctx:ident, $counted:ident| $count:expr $(, { $($more:tt)* })?) => {
        #[doc = concat!("A page of ", $what, ".")]
        pub(in crate::graphql) struct $connection {
            edges: Vec<$edge>,
            has_previous: bool,
            has_next: bool,
            filter: $filter,
        }

        #[doc = concat!("One of the ", $what, ", and its place in the list.")]
        pub(in crate::graphql) struct $edge {
            cursor: String,
            node: $node,
        }

        #[doc = concat!("One of the ", $what, ", and its place in the list.")]
        #[async_graphql::Object]
        impl $edge {
            /// The place in the list: what `after` and `before` take.
            async fn cursor(&self) -> &str {
                &self.cursor
            }

            /// What stands there.
            async fn node(&self) -> &$node {
                &self.node
            }
        }

        impl $connection {
            /// The page with these nodes and their cursors.
            pub(in crate::graphql) fn new(
                slice: $crate::domain::page::Slice<(String, $node)>,
                filter: $filter,
            ) -> Self {
                let edges = slice
                    .items
                    .into_iter()
                    .map(|(cursor, node)| $edge { cursor, node })
                    .collect();
                Self {
                    edges,
                    has_previous: slice.has_previous,
                    has_next: slice.has_next,
                    filter,
                }
            }
        }

        #[doc = concat!("A page of ", $what, ".")]
        #[async_graphql::Object]
        impl $connection {
            /// What stands on the page, each with its place in the list.
            async fn edges(&self) -> $crate::graphql::listed::Listed<&$edge> {
                self.edges.iter().collect()
            }

            /// What stands on the page, without the places.
            async fn nodes(&self) -> $crate::graphql::listed::Listed<&$node> {
                self.edges.iter().map(|edge| &edge.node).collect()
            }

            /// Where the page lies in the list.
            async fn page_info(&self) -> $crate::graphql::connection::PageInfo {
                $crate::graphql::connection::PageInfo {
                    has_previous_page: self.has_previous,
                    has_next_page: self.has_next,
                    start_cursor: self.edges.first().map(|edge| edge.cursor.clone()),
                    end_cursor: self.edges.last().map(|edge| edge.cursor.clone()),
                }
            }

            /// How many there are on all pages together. Costs a count of its own, and only when asked for.
            async fn total_count(
                &self,
                $ctx: &async_graphql::Context<'_>,
            ) -> $crate::graphql::context::Answer<u64> {
                let $counted = &self.filter;
                $count
            }

            $($($more)*)?
        }
    };
}
pub(super) use connection;
