//! What can be wrong with partners and their ties, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with what is to be done to a partner, or to the tie of a reseller to its provider.
    PartnerUserError, PartnerErrorCode of "crate::domain::partner::PartnerProblem" {
        /// It is no PartnerID: one to twenty digits.
        IdInvalid,
        /// Another partner has this PartnerID, retired ones included.
        IdTaken,
        /// It has no name.
        NameMissing,
        /// The name is longer than it may be.
        NameTooLong,
        /// A partner takes part as something: the role cannot be emptied.
        RoleMissing,
        /// Ties, splits or overrides rely on the role that it has: remove them first.
        RoleInUse,
        /// It is retired: restore it first.
        Retired,
        /// It is not retired.
        NotRetired,
        /// Who is to provide is not in the directory.
        ProviderNotFound,
        /// Who is to provide is no indirect provider.
        NotAProvider,
        /// Who is to resell is not in the directory.
        ResellerNotFound,
        /// Who is to resell is no indirect reseller.
        NotAReseller,
        /// The reseller is tied to this provider already.
        AlreadyTied,
        /// The reseller is not tied to this provider.
        NotTied,
        /// The provider put splits on record for this reseller: remove them first.
        SplitsOnRecord,
        /// The reseller has as many providers as it may have.
        TooManyProviders,
    }
}
