//! What can be wrong with publishers, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with what is to be done to a publisher.
    PublisherUserError, PublisherErrorCode of "crate::domain::publisher::PublisherProblem" {
        /// No publisher can have the id: it is empty or too long, or holds blanks or dots.
        IdInvalid,
        /// Another publisher has the id, or had it before it became one with another.
        IdTaken,
        /// It has no name.
        NameMissing,
        /// The name is longer than it may be.
        NameTooLong,
        /// It is retired: restore it first.
        Retired,
        /// It is in the lists already.
        NotRetired,
        /// It became one with another publisher, for good.
        Merged,
        /// It cannot become one with itself.
        IntoItself,
        /// Both publishers have offers with the same ids; the message names them.
        OfferIdTaken,
        /// Both publishers together have more contacts than one may have.
        TooManyContacts,
        /// Overrides of both publishers answer the same questions from the same day on; the message names their
        /// categories.
        OverridesClash,
        /// Both publishers together have more overrides than one may have.
        TooManyOverrides,
    }
}
