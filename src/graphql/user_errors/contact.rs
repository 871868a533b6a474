//! What can be wrong with contacts, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with what is to be done to a contact.
    ContactUserError, ContactErrorCode of "crate::domain::contact::ContactProblem" {
        /// Whom it is to belong to is not in the directory.
        OwnerNotFound,
        /// Whom it belongs to, or is to, is retired: restore it first.
        OwnerRetired,
        /// It has no name.
        NameMissing,
        /// The name is longer than it may be.
        NameTooLong,
        /// It has no e-mail address, no phone number and no page.
        NoChannel,
        /// Nobody can write to the e-mail address.
        EmailInvalid,
        /// Nobody can dial the phone number.
        PhoneInvalid,
        /// Nobody can follow the address of the page: it is not `http` or `https` with a host.
        UrlInvalid,
        /// The address of the page names a user or a password.
        UrlNamesUser,
        /// The address of the page is longer than it may be.
        UrlTooLong,
        /// It is not the tag of a language (BCP 47).
        LanguageInvalid,
        /// There are more languages than there may be.
        TooManyLanguages,
        /// The hours are longer than they may be.
        HoursTooLong,
        /// No time zone has this name (IANA).
        TimeZoneUnknown,
        /// Its owner has a contact of this type with these channels already.
        AlreadyListed,
        /// Its owner has as many contacts as it may have.
        TooManyContacts,
        /// Nobody says what is wrong with the contact.
        ReasonMissing,
        /// The reason is longer than it may be.
        ReasonTooLong,
        /// It is known to be dead already.
        AlreadyDead,
    }
}
