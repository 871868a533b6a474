//! What can be wrong with overrides, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with what is to be done to an override of the rules.
    OverrideUserError, OverrideErrorCode of "crate::domain::responsibility::OverrideProblem" {
        /// What it is to be made for is not in the directory.
        SubjectNotFound,
        /// What it is to be made for is retired: restore it first.
        SubjectRetired,
        /// The partner that it is to be made for does not take part in the model.
        PartnerNotInModel,
        /// The model does not have this inquirer.
        InquirerNotInModel,
        /// It makes nobody responsible.
        ResponsibleMissing,
        /// It makes more parties responsible than can share a duty.
        TooManyResponsible,
        /// The parties do not all occur in the model, or in both when none is named; or one is the customer,
        /// or named twice.
        AnswerUnfit,
        /// Nobody says why.
        ReasonMissing,
        /// The reason is longer than it may be.
        ReasonTooLong,
        /// The last day is before the first.
        EndsBeforeItBegins,
        /// Another override answers the same questions from the same first day on: remove it first.
        AlreadyOverridden,
        /// There are as many overrides for its subject as there may be.
        TooManyOverrides,
    }
}
