//! What can be wrong with editions of the rules, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with an edition of the rules that is to be loaded.
    EditionUserError, EditionErrorCode of "crate::domain::responsibility::EditionProblem" without versions {
        /// The rules file is not sound: the message says where and why.
        RulesInvalid,
        /// The rules leave questions open, answer them twice, or answer them with what cannot be true: the
        /// message names them.
        RulesNotTotal,
        /// Another edition has this name.
        NameTaken,
        /// Another edition begins on this day.
        BeginsTaken,
        /// There are as many editions as there may be.
        TooManyEditions,
    }
}
