//! What can be wrong with service notices, in the words of the contract.

use super::user_errors;

user_errors! {
    /// What is wrong with what is to be done to a service notice.
    NoticeUserError, NoticeErrorCode of "crate::domain::notice::NoticeProblem" {
        /// What it is to be about is not in the directory.
        AboutNotFound,
        /// What it is about, or is to be, is retired: restore it first.
        AboutRetired,
        /// A notice says how bad it is: the severity cannot be emptied.
        SeverityMissing,
        /// It says nothing.
        TextMissing,
        /// The text is longer than it may be.
        TextTooLong,
        /// A notice begins at some time: its begin cannot be emptied.
        BeginMissing,
        /// Its end does not come after its begin.
        EndsBeforeItBegins,
        /// It is over: change its end if that is wrong.
        AlreadyEnded,
    }
}
