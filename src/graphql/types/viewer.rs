//! The viewer: who is asking.

use async_graphql::SimpleObject;

use crate::domain::actor::{self, Actor};
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;
use crate::graphql::words::{ContactType, Permission, Role};
use crate::locale::Locale;

/// Who is asking, and what they may do.
#[derive(SimpleObject)]
pub(in crate::graphql) struct Viewer {
    /// Whether they signed in.
    is_signed_in: bool,
    /// Under which name their changes are recorded; null without having signed in.
    name: Option<String>,
    /// What they were given; empty without having signed in.
    roles: Vec<Role>,
    /// The marketplace ids of the publishers that they edit, for `PUBLISHER_EDITOR`.
    publisher_ids: Vec<String>,
    /// The PartnerIDs of the partners that they are admin agents of, for `ADMIN_AGENT`.
    partner_ids: Vec<String>,
    /// Whether they may read the directory.
    may_read: bool,
    /// What they may do to something at least: to things of their publishers and partners, or to all.
    permissions: Vec<Permission>,
    /// The types of contacts that they may read whosever they are; of the publishers that they edit they
    /// read every type. Other contacts are absent from every answer.
    readable_contact_types: Vec<ContactType>,
    /// The language they are answered in (BCP 47) when a field does not ask for another.
    language: String,
}

impl Viewer {
    /// The viewer that an actor is.
    pub(in crate::graphql) fn new(actor: &Actor, locale: Locale) -> Self {
        let member = match actor {
            Actor::Member(member) => Some(member),
            Actor::Anonymous | Actor::Operator => None,
        };
        let permissions = actor::Permission::ALL.iter().copied();
        let readable = actor.readable_contacts().types.into_iter();
        Self {
            is_signed_in: actor.is_signed_in(),
            name: actor.is_signed_in().then(|| actor.name().to_owned()),
            roles: member
                .iter()
                .flat_map(|member| &member.roles)
                .map(|&role| role.into())
                .collect(),
            publisher_ids: member
                .iter()
                .flat_map(|member| &member.publishers)
                .map(PublisherId::to_string)
                .collect(),
            partner_ids: member
                .iter()
                .flat_map(|member| &member.partners)
                .map(|id: &PartnerId| id.as_str().to_owned())
                .collect(),
            may_read: actor.may_read(),
            permissions: permissions
                .filter(|&permission| actor.may_somewhere(permission))
                .map(Permission::from)
                .collect(),
            readable_contact_types: readable.map(ContactType::from).collect(),
            language: locale.language().to_owned(),
        }
    }
}
