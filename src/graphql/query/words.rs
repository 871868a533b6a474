//! The words of the field, as people read them.

use async_graphql::{Context, Object};

use crate::domain::{contact, inquiry};
use crate::graphql::context::locale;
use crate::graphql::guard::may_read;
use crate::graphql::list_size::list_size;
use crate::graphql::types::info::{ContactTypeInfo, InquiryCategoryInfo};

#[derive(Default)]
pub(super) struct WordQuery;

/// The words of the field.
#[Object(guard = "may_read")]
impl WordQuery {
    /// Every type of contact: its label, for whom it is meant, who may read it.
    #[graphql(directive = list_size::apply(3))]
    async fn contact_types(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language of the labels (BCP 47); beats the Accept-Language header.")]
        language: Option<String>,
    ) -> Vec<ContactTypeInfo> {
        let locale = locale(ctx, language.as_deref());
        contact::ContactType::ALL
            .iter()
            .map(|&contact_type| ContactTypeInfo::new(contact_type, locale))
            .collect()
    }

    /// Every category of inquiries: its label, its area, what falls under it.
    #[graphql(directive = list_size::apply(16))]
    async fn inquiry_categories(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language of the labels (BCP 47); beats the Accept-Language header.")]
        language: Option<String>,
    ) -> Vec<InquiryCategoryInfo> {
        let locale = locale(ctx, language.as_deref());
        let categories = inquiry::InquiryCategory::ALL.iter();
        categories
            .map(|&category| InquiryCategoryInfo::new(category, locale))
            .collect()
    }
}
