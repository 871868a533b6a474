//! The algorithms by which tokens may be signed. There is none without a key pair.

use jsonwebtoken::Algorithm as Wire;

/// An algorithm by which a token may be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA (PKCS #1 v1.5) with SHA-256.
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// EdDSA on Ed25519.
    EdDsa,
}

impl Algorithm {
    /// Every one that can be trusted.
    pub const ALL: &[Self] = &[Self::Rs256, Self::Es256, Self::EdDsa];

    /// The algorithm that a token names; `None` for `none`, for those with a shared secret, and for all
    /// others.
    pub(super) fn named(wire: Wire) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.wire() == wire)
    }

    pub(super) fn wire(self) -> Wire {
        match self {
            Self::Rs256 => Wire::RS256,
            Self::Es256 => Wire::ES256,
            Self::EdDsa => Wire::EdDSA,
        }
    }

    /// How tokens and keys spell it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }
}
