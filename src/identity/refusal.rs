//! Why a caller is turned away. The log says it; the caller is not told which check failed.

use std::time::Duration;

/// Why a caller is turned away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It did not sign in, and has to.
    NotSignedIn,
    /// Its token does not prove who it is.
    Invalid(TokenProblem),
    /// Its token may be good, but the provider whose key would prove it cannot be reached.
    ProviderAway {
        /// What went wrong.
        cause: String,
        /// When the provider will be asked again.
        again_in: Duration,
    },
}

impl From<TokenProblem> for Refusal {
    fn from(problem: TokenProblem) -> Self {
        Self::Invalid(problem)
    }
}

/// What is wrong with a token. None of it repeats the token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenProblem {
    /// It is not sent as one bearer token.
    #[error("the header is not one bearer token")]
    NotOneBearer,
    /// It is too long to be read.
    #[error("it is longer than {0} bytes")]
    TooLong(usize),
    /// It is not a signed token at all, or names an algorithm that nobody knows, such as `none`.
    #[error("it cannot be read as a token of a known algorithm")]
    Garbage,
    /// It is signed by an algorithm that is not taken.
    #[error("its algorithm {0} is not taken")]
    Algorithm(String),
    /// It demands an extension to be understood; there are none here.
    #[error("it demands extensions that are not understood")]
    Critical,
    /// Nobody who is trusted issued it.
    #[error("its issuer is not trusted")]
    Issuer,
    /// It names a key that its issuer does not have.
    #[error("its key {0:?} is not one of its issuer's for its algorithm")]
    UnknownKey(String),
    /// It names no key, and its issuer has none or several for its algorithm.
    #[error("it names no key, and its issuer has not exactly one for its algorithm")]
    UnnamedKey,
    /// The signature is not one of the key's.
    #[error("its signature is wrong")]
    Signature,
    /// Its time is over.
    #[error("it has expired")]
    Expired,
    /// Its time has not come.
    #[error("it is not valid yet")]
    NotYetValid,
    /// It is meant for somebody else.
    #[error("its audience is another")]
    Audience,
    /// A claim that has to be there is not, or is of the wrong kind.
    #[error("its claim `{0}` is missing or unsound")]
    Claim(String),
    /// It names its bearer as only the directory itself is named.
    #[error("its bearer's name is one that the directory keeps for itself")]
    ReservedName,
}
