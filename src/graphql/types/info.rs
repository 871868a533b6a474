//! What the words of the contract mean to people.

use async_graphql::SimpleObject;

use crate::domain::{contact, inquiry};
use crate::graphql::words::{Audience, ContactType, InquiryArea, InquiryCategory, Readership};
use crate::locale::Locale;

/// A type of contact, as people read it.
#[derive(SimpleObject)]
pub(in crate::graphql) struct ContactTypeInfo {
    /// The type.
    #[graphql(name = "type")]
    contact_type: ContactType,
    /// What the offer details page calls it, in the language asked for.
    label: String,
    /// For whom it is meant.
    audience: Audience,
    /// For whom it is meant, in the language asked for.
    audience_label: String,
    /// Who may read it.
    readable_by: Readership,
    /// Who may read it, in the language asked for.
    readable_by_label: String,
}

impl ContactTypeInfo {
    /// What a type means in a language.
    pub(in crate::graphql) fn new(contact_type: contact::ContactType, locale: Locale) -> Self {
        Self {
            contact_type: contact_type.into(),
            label: locale.contact_type(contact_type),
            audience: contact_type.audience().into(),
            audience_label: locale.audience(contact_type.audience()),
            readable_by: contact_type.readership().into(),
            readable_by_label: locale.readership(contact_type.readership()),
        }
    }
}

/// A category of inquiries, as people read it.
#[derive(SimpleObject)]
pub(in crate::graphql) struct InquiryCategoryInfo {
    /// The category.
    category: InquiryCategory,
    /// What it is called, in the language asked for.
    label: String,
    /// The area it belongs to.
    area: InquiryArea,
    /// What the area is called, in the language asked for.
    area_label: String,
    /// What falls under it, in the language asked for.
    scope: String,
}

impl InquiryCategoryInfo {
    /// What a category means in a language.
    pub(in crate::graphql) fn new(category: inquiry::InquiryCategory, locale: Locale) -> Self {
        Self {
            category: category.into(),
            label: locale.category(category),
            area: category.area().into(),
            area_label: locale.area(category.area()),
            scope: locale.category_scope(category),
        }
    }
}
