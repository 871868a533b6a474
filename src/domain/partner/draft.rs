//! Partners as somebody typed them: what is wrong with them, and what they become.

use super::{MOST_PROVIDERS, NewPartner, Partner, PartnerId, PartnerRole};
use crate::domain::contact::LONGEST_NAME;
use crate::domain::edit::Edit;
use crate::domain::flaw::Flaws;
use crate::domain::text::{is_longer, one_line};

problems! {
    /// What can be wrong with what is to be done to a partner, or to the tie of a reseller to its provider.
    pub enum PartnerProblem {
        /// It is no id of a partner.
        IdInvalid = "ID_INVALID",
        /// Another partner has the id.
        IdTaken = "ID_TAKEN",
        /// It has no name.
        NameMissing = "NAME_MISSING",
        /// The name is too long.
        NameTooLong = "NAME_TOO_LONG" (Limit(LONGEST_NAME)),
        /// It takes part as nothing.
        RoleMissing = "ROLE_MISSING",
        /// Ties, splits or overrides rely on the role that it has.
        RoleInUse = "ROLE_IN_USE",
        /// It is retired.
        Retired = "RETIRED",
        /// It is not retired.
        NotRetired = "NOT_RETIRED",
        /// Who is to provide is not there.
        ProviderNotFound = "PROVIDER_NOT_FOUND",
        /// Who is to provide is no indirect provider.
        NotAProvider = "NOT_A_PROVIDER",
        /// Who is to resell is not there.
        ResellerNotFound = "RESELLER_NOT_FOUND",
        /// Who is to resell is no indirect reseller.
        NotAReseller = "NOT_A_RESELLER",
        /// The reseller is tied to this provider.
        AlreadyTied = "ALREADY_TIED",
        /// The reseller is not tied to this provider.
        NotTied = "NOT_TIED",
        /// Splits between the two are on record.
        SplitsOnRecord = "SPLITS_ON_RECORD",
        /// The reseller has too many providers.
        TooManyProviders = "TOO_MANY_PROVIDERS" (Limit(MOST_PROVIDERS)),
    }
}

/// A partner as somebody typed it.
#[derive(Clone, Debug)]
pub struct PartnerDraft {
    /// Its Microsoft PartnerID.
    pub partner_id: String,
    /// Its name.
    pub name: String,
    /// As what it takes part in the program.
    pub role: PartnerRole,
}

/// What is to become of the fields of a partner.
#[derive(Clone, Debug, Default)]
pub struct PartnerChanges {
    /// Its name.
    pub name: Edit<String>,
    /// As what it takes part in the program.
    pub role: Edit<PartnerRole>,
}

impl NewPartner {
    /// Checks a draft, and names everything that is wrong with it.
    pub fn check(draft: &PartnerDraft) -> Result<Self, Flaws<PartnerProblem>> {
        let mut flaws = Flaws::default();
        let partner_id = PartnerId::parse(&draft.partner_id);
        if partner_id.is_none() {
            flaws.push("partner_id", PartnerProblem::IdInvalid);
        }
        let name = flaws.take(check_name(&draft.name));
        match (partner_id, name) {
            (Some(partner_id), Some(name)) => Ok(Self {
                partner_id,
                name,
                role: draft.role,
            }),
            _ => Err(flaws),
        }
    }
}

impl PartnerChanges {
    /// The partner as it would be with these changes.
    pub fn applied_to(self, kept: &Partner) -> Result<Partner, Flaws<PartnerProblem>> {
        let mut flaws = Flaws::default();
        let name = flaws.take(check_name(&self.name.or_empty(kept.name.clone())));
        let role = self.role.of(Some(kept.role));
        if role.is_none() {
            flaws.push("role", PartnerProblem::RoleMissing);
        }
        match (name, role) {
            (Some(name), Some(role)) => Ok(Partner {
                name,
                role,
                ..kept.clone()
            }),
            _ => Err(flaws),
        }
    }
}

fn check_name(name: &str) -> Result<String, Flaws<PartnerProblem>> {
    let mut flaws = Flaws::default();
    let name = one_line(name);
    if name.is_empty() {
        flaws.push("name", PartnerProblem::NameMissing);
    }
    if is_longer(&name, LONGEST_NAME) {
        flaws.push("name", PartnerProblem::NameTooLong);
    }
    flaws.unless_flawed(|| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_with_a_partner_is_named_at_once() {
        let draft = PartnerDraft {
            partner_id: "12a".to_owned(),
            name: " \n".to_owned(),
            role: PartnerRole::IndirectReseller,
        };

        let flaws = NewPartner::check(&draft).expect_err("something is wrong");

        let found: Vec<PartnerProblem> = flaws.into_iter().map(|flaw| flaw.problem).collect();
        let expected = [PartnerProblem::IdInvalid, PartnerProblem::NameMissing];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_partner_is_kept_in_one_line() {
        let draft = PartnerDraft {
            partner_id: " 1234567 ".to_owned(),
            name: " Örnek\tDağıtım ".to_owned(),
            role: PartnerRole::IndirectProvider,
        };

        let new = NewPartner::check(&draft).expect("it is sound");

        assert_eq!(new.partner_id.as_str(), "1234567");
        assert_eq!(new.name, "Örnek Dağıtım");
    }
}
