//! What can be wrong with imports, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with an import that is asked for, or called off.
    ImportUserError, ImportErrorCode of "crate::domain::import_job::ImportProblem" without versions {
        /// It is not in the directory, or not for you.
        NotFound,
        /// There is nothing to import.
        ContentMissing,
        /// There are both a text and a file to import.
        ContentTwice,
        /// There is more to import than is taken: the message says how much is.
        ContentTooLarge,
        /// No publisher can have this id.
        IdInvalid,
        /// The name of the file is too long.
        FileNameTooLong,
        /// Enough imports wait for their turn already.
        TooManyWaiting,
        /// It is over already.
        ImportEnded,
    }
}
