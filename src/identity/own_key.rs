//! A key of our own, for those without an identity provider: kept in a file that only its owner may read.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use aws_lc_rs::signature::Ed25519KeyPair;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{EncodingKey, Header, encode, get_current_timestamp};

use super::algorithm::Algorithm;
use super::grant::Grant;
use super::key_set::{Key, KeySet};

/// Who issues our own tokens, and for whom.
pub(super) const OUR_NAME: &str = "support-directory";

/// A key of our own: an Ed25519 key pair.
#[derive(Clone)]
pub struct OwnKey {
    signing: EncodingKey,
    public: Jwk,
    id: String,
}

/// Why a file does not serve to keep our own key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileProblem {
    /// It cannot be read, made or written.
    #[error(
        "cannot use {path} for the service's own key: check that its folder exists, and that it may be read and written"
    )]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Others may read it.
    #[error(
        "{0} holds the service's own key, and others may read it: `chmod 600` it, or remove it to have a new key made"
    )]
    Exposed(PathBuf),
    /// There is no such key in it.
    #[error(
        "{0} does not hold an Ed25519 key as `openssl genpkey -algorithm ed25519` writes it: name another file with --own-key, or remove it to have a new key made"
    )]
    NotAKey(PathBuf),
}

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

impl OwnKey {
    /// The key that a file holds; it is made when there is none yet.
    pub fn open(path: &Path) -> Result<Self, KeyFileProblem> {
        let kept = match read_or_make(path) {
            Ok(Kept::Exposed) => return Err(KeyFileProblem::Exposed(path.to_owned())),
            Ok(Kept::Text(text)) => text,
            Err(source) => {
                let path = path.to_owned();
                return Err(KeyFileProblem::Unusable { path, source });
            }
        };
        Self::of_pem(&kept).ok_or_else(|| KeyFileProblem::NotAKey(path.to_owned()))
    }

    fn of_pem(text: &str) -> Option<Self> {
        let inner = text.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
        let base64: String = inner.split_whitespace().collect();
        let signing = EncodingKey::from_ed_der(&STANDARD.decode(base64).ok()?);
        let public = Jwk::from_encoding_key(&signing, Algorithm::EdDsa.wire()).ok()?;
        let id = public.thumbprint(ThumbprintHash::SHA256).ok()?;
        Some(Self {
            signing,
            public,
            id,
        })
    }

    /// A token that proves what was granted.
    pub fn sign(&self, grant: &Grant) -> String {
        let mut header = Header::new(Algorithm::EdDsa.wire());
        header.kid = Some(self.id.clone());
        let mut claims = grant.claims(get_current_timestamp());
        claims["iss"] = OUR_NAME.into();
        claims["aud"] = OUR_NAME.into();
        encode(&header, &claims, &self.signing)
            .expect("a key signs whose public half was made from it")
    }

    /// The keys that prove tokens of this one.
    pub(super) fn public_keys(&self) -> KeySet {
        let mut public = self.public.clone();
        public.common.key_id = Some(self.id.clone());
        KeySet::of(
            Key::read(&public, &[Algorithm::EdDsa]).expect("the public half of a key is a key"),
        )
    }
}

/// What a file holds that is there now.
enum Kept {
    Text(String),
    Exposed,
}

/// Reads the file, or makes it. Processes that start at the same time agree on one key: who locks the
/// file first writes it, the others wait and read.
fn read_or_make(path: &Path) -> io::Result<Kept> {
    match File::open(path) {
        Ok(mut file) => {
            file.lock_shared()?;
            match read(&mut file)? {
                // Somebody is about to write it.
                Kept::Text(text) if text.is_empty() => make(path),
                kept => Ok(kept),
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(path),
        Err(error) => Err(error),
    }
}

fn make(path: &Path) -> io::Result<Kept> {
    let mut file =
        for_its_owner(OpenOptions::new().read(true).write(true).create(true)).open(path)?;
    file.lock()?;
    match read(&mut file)? {
        Kept::Text(text) if text.is_empty() => {}
        kept => return Ok(kept),
    }
    let text = new_pem()?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(Kept::Text(text))
}

fn new_pem() -> io::Result<String> {
    let unmade = |_| io::Error::other("the system gave no randomness to make a key");
    let pair = Ed25519KeyPair::generate().map_err(unmade)?;
    let inner = STANDARD.encode(pair.to_pkcs8v1().map_err(unmade)?);
    Ok(format!("{BEGIN}\n{inner}\n{END}\n"))
}

fn read(file: &mut File) -> io::Result<Kept> {
    /// More than any key takes; the rest of a longer file is not worth reading.
    const LONGEST: u64 = 4096;
    if is_exposed(file)? {
        return Ok(Kept::Exposed);
    }
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(Kept::Text(String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(unix)]
fn for_its_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(unix)]
fn is_exposed(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

// Elsewhere the folder decides who may read what is in it.
#[cfg(not(unix))]
fn for_its_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(not(unix))]
fn is_exposed(_: &File) -> io::Result<bool> {
    Ok(false)
}
