//! What can be wrong with links, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with what is to be done to a link.
    LinkUserError, LinkErrorCode of "crate::domain::link::LinkProblem" {
        /// The offer that it is to be about is not in the directory.
        OfferNotFound,
        /// The offer is retired: restore it first.
        OfferRetired,
        /// Who publishes the offer is retired: restore it first.
        PublisherRetired,
        /// Nobody says what the page is for.
        KindMissing,
        /// Nobody can follow the address: it is not `http` or `https` with a host.
        UrlInvalid,
        /// The address names a user or a password.
        UrlNamesUser,
        /// The address is longer than it may be.
        UrlTooLong,
        /// The title is longer than it may be.
        TitleTooLong,
        /// The offer has a link of this kind to this page for this cloud already.
        AlreadyListed,
        /// The offer has as many links as it may have.
        TooManyLinks,
    }
}
