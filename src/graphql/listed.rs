//! Lists of things.
//!
//! Where one of them fails and may not be null, all of the list is null, and the error names the field that failed:
//! `["offers", "nodes", 3, "contacts"]`. In a `Vec` the engine cuts its path at the item. (It cuts it at the fields of a
//! `SimpleObject` as well: no such field gives what has fields that fail, unless it may be null.)

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, OutputType, Positioned, ServerResult, Value};
use futures_util::future::try_join_all;

/// A list whose things have fields.
#[derive(Clone, Debug)]
pub(super) struct Listed<T>(pub(super) Vec<T>);

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for Listed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        Self(things.into_iter().collect())
    }
}

impl<T: OutputType> OutputType for Listed<T> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let things = self.0.iter().enumerate().map(|(place, thing)| async move {
            let ctx = ctx.with_index(place);
            thing.resolve(&ctx, field).await.map_err(|error| {
                if error.path.is_empty() {
                    ctx.set_error_path(error)
                } else {
                    error
                }
            })
        });
        Ok(Value::List(try_join_all(things).await?))
    }
}
