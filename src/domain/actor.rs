//! Who is asking, and what they may do: the one place that answers both.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::contact::{ContactType, Readership};
use super::partner::{PartnerId, PartnerRole};
use super::publisher::PublisherId;

closed_set! {
    /// What somebody who signed in was given. Each may read the directory.
    pub enum Role {
        /// Reads, asks who is responsible, reports bad contacts.
        Reader = "READER",
        /// Of named partners: also reads every type of contact; at an indirect provider also keeps its
        /// splits and contacts.
        AdminAgent = "ADMIN_AGENT",
        /// Of named publishers: also keeps contacts, links and notices of them and their offers.
        PublisherEditor = "PUBLISHER_EDITOR",
        /// Everything, for everyone.
        DirectoryAdmin = "DIRECTORY_ADMIN",
    }
}

closed_set! {
    /// What may be done, apart from reading.
    pub enum Permission {
        /// Say that a contact does not work.
        ReportContacts = "REPORT_CONTACTS",
        /// Add, change, verify and remove contacts.
        EditContacts = "EDIT_CONTACTS",
        /// Add, change and remove links of offers.
        EditLinks = "EDIT_LINKS",
        /// Publish, change and end service notices.
        EditNotices = "EDIT_NOTICES",
        /// Record and remove splits between an indirect provider and its resellers.
        RecordSplits = "RECORD_SPLITS",
        /// Keep publishers, offers, partners and rules.
        Administer = "ADMINISTER",
    }
}

/// Who is asking. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who did not sign in.
    Anonymous,
    /// Somebody who did.
    Member(Arc<Member>),
    /// Whoever runs the binary beside its database.
    Operator,
}

/// Somebody who signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Under which name their changes are recorded.
    pub name: String,
    /// What they were given.
    pub roles: BTreeSet<Role>,
    /// The publishers that they edit.
    pub publishers: BTreeSet<PublisherId>,
    /// The partners that they are admin agents of.
    pub partners: BTreeSet<PartnerId>,
}

impl Member {
    fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    fn is_admin_agent(&self) -> bool {
        self.is(Role::AdminAgent) && !self.partners.is_empty()
    }
}

/// Whose a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Realm<'a> {
    /// A publisher's, or one of its offers'.
    Publisher(&'a PublisherId),
    /// A partner's.
    Partner(&'a PartnerId, PartnerRole),
    /// Nobody's in particular.
    Directory,
}

/// Which contacts somebody may read. What may not be read is absent everywhere: in lists, filters,
/// counts, gaps and history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactScope {
    /// Those of these types, whosever they are.
    pub types: Vec<ContactType>,
    /// Those of these publishers and their offers, whatever their type.
    pub publishers: Vec<PublisherId>,
}

impl ContactScope {
    /// All contacts.
    pub fn everything() -> Self {
        Self {
            types: ContactType::ALL.to_vec(),
            publishers: Vec::new(),
        }
    }

    /// Whether contacts of a type are within it that belong to somebody.
    pub fn includes(&self, contact_type: ContactType, of: Realm) -> bool {
        let is_own = match of {
            Realm::Publisher(id) => self.publishers.contains(id),
            Realm::Partner(..) | Realm::Directory => false,
        };
        is_own || self.types.contains(&contact_type)
    }

    /// Whether it ends nowhere.
    pub fn is_everything(&self) -> bool {
        self.types.len() == ContactType::ALL.len()
    }
}

impl Actor {
    /// The name under which changes of this actor are recorded.
    pub fn name(&self) -> &str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Member(member) => &member.name,
            Self::Operator => "operator",
        }
    }

    /// What they were given, in one text: two actors with the same rights have the same.
    pub fn rights(&self) -> String {
        let Self::Member(member) = self else {
            return self.name().to_owned();
        };
        let roles = member.roles.iter().map(|role| role.code());
        let publishers = member.publishers.iter().map(PublisherId::as_str);
        let partners = member.partners.iter().map(PartnerId::as_str);
        let all: Vec<String> = [
            roles.collect::<Vec<_>>(),
            publishers.collect(),
            partners.collect(),
        ]
        .iter()
        .map(|given| given.join(" "))
        .collect();
        all.join("\n")
    }

    /// Whether they signed in.
    pub fn is_signed_in(&self) -> bool {
        !matches!(self, Self::Anonymous)
    }

    /// Whether they may read the directory. Whether those may who did not sign in is decided at the door.
    pub fn may_read(&self) -> bool {
        match self {
            Self::Anonymous | Self::Operator => true,
            Self::Member(member) => !member.roles.is_empty(),
        }
    }

    /// Which contacts they may read.
    pub fn readable_contacts(&self) -> ContactScope {
        let (reads_all, publishers) = match self {
            Self::Anonymous => (false, Vec::new()),
            Self::Operator => (true, Vec::new()),
            Self::Member(member) => (
                member.is(Role::DirectoryAdmin) || member.is_admin_agent(),
                self.edited_publishers().cloned().collect(),
            ),
        };
        if reads_all {
            return ContactScope::everything();
        }
        let for_everyone = |kind: &ContactType| kind.readership() == Readership::Everyone;
        ContactScope {
            types: ContactType::ALL
                .iter()
                .copied()
                .filter(for_everyone)
                .collect(),
            publishers,
        }
    }

    /// Whether they may do this to something of somebody.
    pub fn may(&self, permission: Permission, of: Realm) -> bool {
        let member = match self {
            Self::Anonymous => return false,
            Self::Operator => return true,
            Self::Member(member) => member,
        };
        let edits = || match of {
            Realm::Publisher(id) => self.edited_publishers().any(|edited| edited == id),
            Realm::Partner(..) | Realm::Directory => false,
        };
        let provides = || match of {
            Realm::Partner(id, PartnerRole::IndirectProvider) => {
                member.is_admin_agent() && member.partners.contains(id)
            }
            Realm::Partner(..) | Realm::Publisher(_) | Realm::Directory => false,
        };
        let by_role = match permission {
            Permission::ReportContacts => !member.roles.is_empty(),
            Permission::EditContacts => edits() || provides(),
            Permission::EditLinks | Permission::EditNotices => edits(),
            Permission::RecordSplits => provides(),
            Permission::Administer => false,
        };
        by_role || member.is(Role::DirectoryAdmin)
    }

    /// Whether there may be anything that they may do this to. Who may not is told so before anything is
    /// looked up, and so does not learn what is there.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        let member = match self {
            Self::Anonymous => return false,
            Self::Operator => return true,
            Self::Member(member) => member,
        };
        let edits = self.edited_publishers().next().is_some();
        let by_role = match permission {
            Permission::ReportContacts => !member.roles.is_empty(),
            Permission::EditContacts => edits || member.is_admin_agent(),
            Permission::EditLinks | Permission::EditNotices => edits,
            Permission::RecordSplits => member.is_admin_agent(),
            Permission::Administer => false,
        };
        by_role || member.is(Role::DirectoryAdmin)
    }

    fn edited_publishers(&self) -> impl Iterator<Item = &PublisherId> {
        let member = match self {
            Self::Member(member) if member.is(Role::PublisherEditor) => Some(member),
            Self::Member(_) | Self::Anonymous | Self::Operator => None,
        };
        member.into_iter().flat_map(|member| &member.publishers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(role: Role) -> Actor {
        Actor::Member(Arc::new(Member {
            name: "somebody".to_owned(),
            roles: BTreeSet::from([role]),
            publishers: PublisherId::parse("contoso").into_iter().collect(),
            partners: PartnerId::parse("1234567").into_iter().collect(),
        }))
    }

    #[test]
    fn somebody_who_did_not_sign_in_reads_customer_support_contacts_only() {
        let scope = Actor::Anonymous.readable_contacts();

        assert_eq!(scope.types, [ContactType::CustomerSupport]);
        assert_eq!(scope.publishers, []);
        assert!(Actor::Operator.readable_contacts().is_everything());
    }

    #[test]
    fn an_editor_reads_every_contact_of_its_own_publishers() {
        let (own, foreign) = (
            PublisherId::parse("contoso"),
            PublisherId::parse("fabrikam"),
        );
        let (own, foreign) = (own.expect("sound"), foreign.expect("sound"));

        let scope = member(Role::PublisherEditor).readable_contacts();

        assert!(scope.includes(ContactType::Engineering, Realm::Publisher(&own)));
        assert!(!scope.includes(ContactType::Engineering, Realm::Publisher(&foreign)));
        assert!(scope.includes(ContactType::CustomerSupport, Realm::Publisher(&foreign)));
    }

    #[test]
    fn names_of_publishers_and_partners_give_nothing_without_the_role() {
        for role in [Role::Reader, Role::AdminAgent] {
            assert_eq!(member(role).readable_contacts().publishers, [], "{role}");
            assert!(!member(role).may_somewhere(Permission::EditLinks), "{role}");
        }
        let nobody = Actor::Member(Arc::new(Member::default()));
        assert!(!nobody.may_read());
        for &permission in Permission::ALL {
            assert!(!nobody.may_somewhere(permission), "{permission}");
        }
    }

    #[test]
    fn an_admin_agent_of_no_partner_is_a_reader() {
        let agent = Actor::Member(Arc::new(Member {
            name: "agent".to_owned(),
            roles: BTreeSet::from([Role::AdminAgent]),
            ..Member::default()
        }));

        assert!(!agent.readable_contacts().is_everything());
        assert!(!agent.may_somewhere(Permission::RecordSplits));
        assert!(agent.may_somewhere(Permission::ReportContacts));
    }

    #[test]
    fn what_may_be_done_to_something_may_be_done_somewhere() {
        let publisher = PublisherId::parse("contoso").expect("sound");
        let partner = PartnerId::parse("1234567").expect("sound");
        let realms = [
            Realm::Directory,
            Realm::Publisher(&publisher),
            Realm::Partner(&partner, PartnerRole::DirectBillPartner),
            Realm::Partner(&partner, PartnerRole::IndirectProvider),
            Realm::Partner(&partner, PartnerRole::IndirectReseller),
        ];
        for &role in Role::ALL {
            for &permission in Permission::ALL {
                let actor = member(role);
                let somewhere = realms.iter().any(|&realm| actor.may(permission, realm));
                assert_eq!(
                    actor.may_somewhere(permission),
                    somewhere,
                    "{role} {permission}"
                );
            }
        }
    }
}
