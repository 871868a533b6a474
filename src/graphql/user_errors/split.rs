//! What can be wrong with splits, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with what is to be done to a split between an indirect provider and its resellers.
    SplitUserError, SplitErrorCode of "crate::domain::responsibility::SplitProblem" {
        /// Whose split it is to be is not in the directory.
        ProviderNotFound,
        /// Whose split it is to be is no indirect provider.
        NotAProvider,
        /// The reseller that it is to be for is not in the directory.
        ResellerNotFound,
        /// The provider or the reseller is retired: restore it first.
        Retired,
        /// The reseller is not tied to the provider: tie it first.
        NotTied,
        /// Provider and reseller share duties of the area `CUSTOMER_ACCOUNT` only.
        CategoryNotShared,
        /// The last day is before the first.
        EndsBeforeItBegins,
        /// The provider put a split on record for the same duty, reseller and first day: remove it first.
        AlreadyRecorded,
    }
}
