//! Resources as the format has them, member by member in the order in which people read them.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A resource of a tree.
#[derive(serde::Serialize)]
#[serde(untagged)]
pub(super) enum Resource<'o> {
    Product(Product<'o>),
    Property(Property<'o>),
    Listing(Box<Listing<'o>>),
    Reseller(Reseller<'o>),
}

#[derive(serde::Serialize)]
pub(super) struct Product<'o> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) id: &'o str,
    pub(super) identity: Identity<'o>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) offer_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) alias: Option<&'o str>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Identity<'o> {
    pub(super) external_id: &'o str,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Property<'o> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) product: &'o str,
    #[serde(skip_serializing_if = "Categories::is_empty")]
    pub(super) categories: Categories<'o>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) terms_of_use: Option<&'o str>,
}

/// Categories, each with an empty list of those below it.
pub(super) struct Categories<'o>(pub(super) &'o [String]);

impl Categories<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Categories<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(self.0.len()))?;
        for category in self.0 {
            members.serialize_entry(category, &[(); 0])?;
        }
        members.end()
    }
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Listing<'o> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) product: &'o str,
    pub(super) language_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) search_result_summary: Option<&'o str>,
    #[serde(flatten)]
    pub(super) shared: &'o Shared<'o>,
}

/// What the listings of an offer say in every language.
#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shared<'o> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) support_contact: Option<Contact<'o>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) engineering_contact: Option<Contact<'o>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cloud_solution_provider_contact: Option<Contact<'o>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cloud_solution_provider_marketing_materials: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) global_support_website: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) government_support_website: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) privacy_policy_link: Option<&'o str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) general_links: Vec<Page<'o>>,
}

#[derive(serde::Serialize)]
pub(super) struct Contact<'o> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) phone: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'o str>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page<'o> {
    pub(super) display_text: String,
    pub(super) link: &'o str,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reseller<'o> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) product: &'o str,
    pub(super) reseller_channel_state: &'static str,
    pub(super) audiences: [(); 0],
}
