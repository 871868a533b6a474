//! Who is asking, and what they may do: the one place that answers both.

use super::contact::{ContactType, Readership};

/// Who is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who did not sign in.
    Anonymous,
    /// Whoever runs the binary beside its database.
    Operator,
}

impl Actor {
    /// The name under which changes of this actor are recorded.
    pub fn name(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Operator => "operator",
        }
    }

    /// Whether this actor may read contacts of a type.
    ///
    /// What may not be read is absent everywhere: in lists, filters, counts and gaps.
    pub fn may_read(self, contact_type: ContactType) -> bool {
        match (self, contact_type.readership()) {
            (Self::Operator, _) | (_, Readership::Everyone) => true,
            (Self::Anonymous, Readership::AdminAgents) => false,
        }
    }

    /// The types of contacts that this actor may read.
    pub fn readable_contact_types(self) -> Vec<ContactType> {
        ContactType::ALL
            .iter()
            .copied()
            .filter(|&kind| self.may_read(kind))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_who_did_not_sign_in_reads_customer_support_contacts_only() {
        assert_eq!(
            Actor::Anonymous.readable_contact_types(),
            [ContactType::CustomerSupport]
        );
        assert_eq!(Actor::Operator.readable_contact_types(), ContactType::ALL);
    }
}
