//! A token as it is presented: what it says of itself, before anything is proven.

use jsonwebtoken::dangerous::insecure_decode_claims;
use jsonwebtoken::decode_header;
use serde::Deserialize;

use super::algorithm::Algorithm;
use super::refusal::TokenProblem;

/// The longest token that is read, in bytes.
const LONGEST_TOKEN: usize = 8 * 1024;

/// A token that says by whom it was issued and how it was signed, none of which is proven yet.
pub(super) struct Presented<'t> {
    pub(super) token: &'t str,
    pub(super) algorithm: Algorithm,
    pub(super) key_id: Option<String>,
    pub(super) issuer: String,
}

#[derive(Deserialize)]
struct Unproven {
    iss: String,
}

impl<'t> Presented<'t> {
    /// Reads what a token says of itself.
    pub(super) fn read(token: &'t str) -> Result<Self, TokenProblem> {
        if token.len() > LONGEST_TOKEN {
            return Err(TokenProblem::TooLong(LONGEST_TOKEN));
        }
        let header = decode_header(token).map_err(|_| TokenProblem::Garbage)?;
        if header.crit.is_some() {
            return Err(TokenProblem::Critical);
        }
        let algorithm = Algorithm::named(header.alg)
            .ok_or_else(|| TokenProblem::Algorithm(format!("{:?}", header.alg)))?;
        // Only to find whose keys have to prove it; `Issuer` checks the claim again under the signature.
        let Unproven { iss } =
            insecure_decode_claims(token).map_err(|_| TokenProblem::Claim("iss".to_owned()))?;
        Ok(Self {
            token,
            algorithm,
            key_id: header.kid,
            issuer: iss,
        })
    }
}
