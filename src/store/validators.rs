//! What servers said about their answers, for asking again cheaply (RFC 9110, 9111).

use jiff::Timestamp;

use super::Store;
use super::open::unfinished;
use crate::news::Fault;

/// Validators and freshness of the last answer from an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredValidators {
    /// `ETag` as sent.
    pub etag: Option<String>,
    /// `Last-Modified` as sent.
    pub last_modified: Option<String>,
    /// Until when the answer need not be asked for again.
    pub fresh_until: Option<Timestamp>,
}

impl Store {
    /// The validators of an address.
    pub fn validators(&self, url: &str) -> Result<Option<StoredValidators>, Fault> {
        let _ = url;
        unfinished()
    }

    /// Remembers the validators of an address.
    pub fn put_validators(&mut self, url: &str, validators: &StoredValidators) -> Result<(), Fault> {
        let _ = (url, validators);
        unfinished()
    }
}
