//! Encryption (ISO 32000-2, 7.6; AES with 256 bits, which readers of PDF 1.7 know as extension level 8). In: a password. Out: what
//! streams are locked with.
//!
//! Two files made of one article with a password differ: a cipher that gives the same bytes twice gives something away. This is the
//! one exception to the rule that the same input makes the same bytes.

use crate::diag::{Diag, codes};
use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Dictionary, EncryptionState, EncryptionVersion, Object, Permissions, dictionary};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A lock that opens with the password. Who has it may do everything.
pub(super) fn lock(password: &str) -> Result<EncryptionState, Diag> {
    let failed = |why: String| Diag::new(&codes::pdf::PDF_FAILED).arg(why);
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|e| failed(e.to_string()))?;
    let cipher: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let version = EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), cipher)]),
        file_encryption_key: &key,
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: password,
        user_password: password,
        permissions: Permissions::all(),
    };
    // What else could go wrong was made here; only the password comes from outside (RFC 4013 says what it may hold).
    EncryptionState::try_from(version).map_err(|_| {
        Diag::new(&codes::pdf::PDF_FAILED)
            .arg_both("the password has a character that none may have", "口令中有不允许使用的字符")
    })
}

/// The encryption dictionary of a lock, with the lengths of its key that lopdf leaves out and poppler asks for.
pub(super) fn dictionary(lock: &EncryptionState) -> Option<Dictionary> {
    let mut dict = lock.encode().ok()?;
    let cipher = dictionary! {
        "Type" => "CryptFilter", "CFM" => "AESV3", "AuthEvent" => "DocOpen", "Length" => 32,
    };
    dict.set("Length", 256);
    dict.set("CF", dictionary! { "StdCF" => Object::Dictionary(cipher) });
    Some(dict)
}
