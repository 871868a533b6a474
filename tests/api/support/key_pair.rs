//! Key pairs of issuers that are not ours, and what they sign.

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, RsaKeyPair,
};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
use serde_json::{Value, json};

/// Whom the tokens in tests are meant for.
pub(crate) const AUDIENCE: &str = "https://directory.example";

/// A key pair of an issuer.
pub(crate) struct KeyPair {
    pub(crate) id: &'static str,
    pub(crate) algorithm: Algorithm,
    signing: EncodingKey,
}

impl KeyPair {
    /// An RSA key of 2048 bits.
    pub(crate) fn rsa(id: &'static str) -> Self {
        // The signer wants the key without the wrapper that says that it is one of RSA.
        const WRAPPER: usize = 26;
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).expect("an RSA key can be made");
        let wrapped = pair.as_der().expect("it can be written");
        Self {
            id,
            algorithm: Algorithm::RS256,
            signing: EncodingKey::from_rsa_der(&wrapped.as_ref()[WRAPPER..]),
        }
    }

    /// A key on P-256.
    pub(crate) fn ec(id: &'static str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING);
        let written = pair.expect("an EC key can be made").to_pkcs8v1();
        Self {
            id,
            algorithm: Algorithm::ES256,
            signing: EncodingKey::from_ec_der(written.expect("it can be written").as_ref()),
        }
    }

    /// A key on Ed25519.
    pub(crate) fn ed(id: &'static str) -> Self {
        let pair = Ed25519KeyPair::generate().expect("an Ed25519 key can be made");
        let written = pair.to_pkcs8v1().expect("it can be written");
        Self {
            id,
            algorithm: Algorithm::EdDSA,
            signing: EncodingKey::from_ed_der(written.as_ref()),
        }
    }

    /// The public half, as key sets hold it.
    pub(crate) fn public(&self) -> Value {
        let jwk = Jwk::from_encoding_key(&self.signing, self.algorithm);
        let mut jwk = serde_json::to_value(jwk.expect("it has a public half")).expect("JSON");
        jwk["kid"] = self.id.into();
        jwk["use"] = "sig".into();
        jwk
    }

    /// A token with these claims.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        self.sign_under(&self.header(), claims)
    }

    /// A token with these claims under this header.
    pub(crate) fn sign_under(&self, header: &Header, claims: &Value) -> String {
        encode(header, claims, &self.signing).expect("the key fits its algorithm")
    }

    /// The header of its tokens.
    pub(crate) fn header(&self) -> Header {
        let mut header = Header::new(self.algorithm);
        header.kid = Some(self.id.to_owned());
        header
    }
}

/// A key set as providers publish it.
pub(crate) fn key_set(pairs: &[&KeyPair]) -> Value {
    let keys: Vec<Value> = pairs.iter().map(|pair| pair.public()).collect();
    json!({ "keys": keys })
}

/// The claims of a reader called "desk", good for an hour.
pub(crate) fn claims(issuer: &str) -> Value {
    json!({
        "iss": issuer,
        "aud": AUDIENCE,
        "sub": "desk",
        "roles": ["READER"],
        "iat": in_seconds(0),
        "exp": in_seconds(3600),
    })
}

/// Unix time that many seconds from now.
pub(crate) fn in_seconds(seconds: i64) -> i64 {
    i64::try_from(get_current_timestamp()).expect("it is not that late") + seconds
}
