//! Public keys that prove tokens (JWK, RFC 7517), each good for one algorithm.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ED25519, ParsedPublicKey};
use jsonwebtoken::jwk::{
    AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse,
};
use jsonwebtoken::{DecodingKey, DecodingKeyKind};
use serde::Deserialize;
use serde_json::Value;

use super::algorithm::Algorithm;

/// A public key, and the one algorithm that it is good for.
pub(super) struct Key {
    id: Option<String>,
    algorithm: Algorithm,
    pub(super) decoding: DecodingKey,
}

/// The public keys of an issuer.
#[derive(Default)]
pub(super) struct KeySet(Vec<Key>);

/// What a text gives that holds a key set: the keys that can be used, and those that cannot.
#[derive(Default)]
pub(super) struct ReadKeys {
    pub(super) keys: KeySet,
    pub(super) unusable: Vec<UnusableKey>,
}

/// A key that cannot prove a token here.
#[derive(Debug, thiserror::Error)]
#[error("key {place}{}: {why}", .id.as_ref().map(|id| format!(" ({id:?})")).unwrap_or_default())]
pub(super) struct UnusableKey {
    place: usize,
    id: Option<String>,
    why: &'static str,
}

/// A text that is no key set.
#[derive(Debug, thiserror::Error)]
#[error("it is not a JSON object with a list of `keys`")]
pub struct NotAKeySet;

/// The members of a set that matter; each key is read by itself, so that one that is unknown here does not
/// spoil the others.
#[derive(Deserialize)]
struct Wire {
    keys: Vec<Value>,
}

impl Key {
    /// The key that a JWK is, if it is one for signatures by an algorithm that is taken.
    pub(super) fn read(jwk: &Jwk, taken: &[Algorithm]) -> Result<Self, &'static str> {
        let for_signatures = jwk.common.public_key_use.as_ref();
        if for_signatures.is_some_and(|purpose| *purpose != PublicKeyUse::Signature) {
            return Err("it is not for signatures");
        }
        let operations = jwk.common.key_operations.as_ref();
        if operations.is_some_and(|operations| !operations.contains(&KeyOperations::Verify)) {
            return Err("it is not for checking signatures");
        }
        let algorithm = algorithm(&jwk.algorithm)?;
        let pinned = jwk.common.key_algorithm;
        if pinned.is_some_and(|pinned| pinned != KeyAlgorithm::from(algorithm.wire())) {
            return Err("its algorithm is not one that is known here for keys of its type");
        }
        if !taken.contains(&algorithm) {
            return Err("its algorithm is not one of those that are taken");
        }
        let decoding = DecodingKey::from_jwk(jwk).map_err(|_| "it is not written in base64url")?;
        if !is_sound(algorithm, &decoding) {
            return Err("it is no sound key of its type; RSA keys have 2048 to 8192 bits");
        }
        Ok(Self {
            id: jwk.common.key_id.clone(),
            algorithm,
            decoding,
        })
    }
}

/// The one algorithm that a type of keys is good for.
fn algorithm(parameters: &AlgorithmParameters) -> Result<Algorithm, &'static str> {
    match parameters {
        AlgorithmParameters::RSA(_) => Ok(Algorithm::Rs256),
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => {
            Ok(Algorithm::Es256)
        }
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => {
            Ok(Algorithm::EdDsa)
        }
        AlgorithmParameters::OctetKey(_) => Err("it is a shared secret, which proves nothing here"),
        _ => Err("its type or curve is not known here"),
    }
}

fn is_sound(algorithm: Algorithm, key: &DecodingKey) -> bool {
    match key.kind() {
        DecodingKeyKind::RsaModulusExponent { n, e } => {
            let modulus = n.iter().skip_while(|byte| **byte == 0).count();
            (256..=1024).contains(&modulus) && (1..=8).contains(&e.len())
        }
        DecodingKeyKind::SecretOrDer(bytes) => match algorithm {
            Algorithm::Rs256 => false,
            Algorithm::Es256 => ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes).is_ok(),
            Algorithm::EdDsa => ParsedPublicKey::new(&ED25519, bytes).is_ok(),
        },
    }
}

impl KeySet {
    /// A set of one key.
    pub(super) fn of(key: Key) -> Self {
        Self(vec![key])
    }

    /// Reads a key set as providers publish it.
    pub(super) fn read(text: &[u8], taken: &[Algorithm]) -> Result<ReadKeys, NotAKeySet> {
        let Wire { keys } = serde_json::from_slice(text).map_err(|_| NotAKeySet)?;
        let mut read = ReadKeys::default();
        for (place, key) in (1..).zip(keys) {
            let id = key.get("kid").and_then(Value::as_str).map(str::to_owned);
            let key = serde_json::from_value::<Jwk>(key).map_err(|_| "it is not a JWK");
            match key.and_then(|jwk| Key::read(&jwk, taken)) {
                Ok(key) => read.keys.0.push(key),
                Err(why) => read.unusable.push(UnusableKey { place, id, why }),
            }
        }
        Ok(read)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The key with an id that is good for an algorithm; without an id, the only one that is.
    pub(super) fn find(&self, id: Option<&str>, algorithm: Algorithm) -> Option<&Key> {
        let mut good = self.0.iter().filter(|key| key.algorithm == algorithm);
        match id {
            Some(_) => good.find(|key| key.id.as_deref() == id),
            None => good.next().filter(|_| good.next().is_none()),
        }
    }
}
