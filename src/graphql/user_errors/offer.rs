//! What can be wrong with offers, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with what is to be done to an offer.
    OfferUserError, OfferErrorCode of "crate::domain::offer::OfferProblem" {
        /// Who is to publish it is not in the directory.
        PublisherNotFound,
        /// Who publishes it, or is to, is retired: restore it first.
        PublisherRetired,
        /// No offer can have the id: it is empty or too long, or holds blanks.
        IdInvalid,
        /// Another offer of the publisher has the id.
        IdTaken,
        /// It has no title.
        TitleMissing,
        /// The title is longer than it may be.
        TitleTooLong,
        /// The summary is longer than it may be.
        SummaryTooLong,
        /// It is not the tag of a language (BCP 47).
        LanguageInvalid,
        /// Another of the translations is in the same language.
        LanguageRepeated,
        /// There are more translations than there may be.
        TooManyTranslations,
        /// Nobody can follow the address of its page: it is not `http` or `https` with a host.
        UrlInvalid,
        /// The address of its page names a user or a password.
        UrlNamesUser,
        /// The address of its page is longer than it may be.
        UrlTooLong,
        /// The category has no name.
        CategoryEmpty,
        /// The name of the category is longer than it may be.
        CategoryTooLong,
        /// There are more categories than there may be.
        TooManyCategories,
        /// It is retired: restore it first.
        Retired,
        /// It is in the lists already, or will be with its publisher.
        NotRetired,
    }
}
