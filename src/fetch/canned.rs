//! Prepared answers, for tests.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use super::status::{self, Head};
use super::{Answering, Fetch, Request, lock};
use crate::news::{Address, Fault, FaultKind};

/// A prepared answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status, such as 200.
    pub status: u16,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Reply {
    /// A page that was found.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, body).header("Content-Type", "text/html; charset=utf-8")
    }

    /// A feed that was found.
    pub fn feed(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, body).header("Content-Type", "application/xml; charset=utf-8")
    }

    /// Any status with a body.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// With another header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// A web made of prepared answers; everything else is "404 not found".
#[derive(Debug, Default)]
pub struct Canned {
    replies: Mutex<HashMap<String, Reply>>,
    hits: Mutex<HashMap<String, Vec<Request>>>,
    offline: AtomicBool,
    rest: Mutex<Option<(Option<String>, Duration)>>,
}

impl Canned {
    /// A web without a page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts an answer at an address (absolute, else it is never found), in place of an earlier one.
    pub fn put(&self, address: &str, reply: Reply) {
        lock(&self.replies).insert(key(address), reply);
    }

    /// Takes an answer away.
    pub fn remove(&self, address: &str) {
        lock(&self.replies).remove(&key(address));
    }

    /// Switches the network off and on.
    pub fn offline(&self, off: bool) {
        self.offline.store(off, Ordering::SeqCst);
    }

    /// Has all hosts rest, or none.
    pub fn rest(&self, rest: Option<Duration>) {
        *lock(&self.rest) = rest.map(|rest| (None, rest));
    }

    /// Has one host rest.
    pub fn rest_at(&self, host: &str, rest: Duration) {
        *lock(&self.rest) = Some((Some(host.to_owned()), rest));
    }

    /// How often an address was asked for, redirects to it included.
    pub fn hits(&self, address: &str) -> usize {
        lock(&self.hits).get(&key(address)).map_or(0, Vec::len)
    }

    /// The requests for an address, oldest first.
    pub fn requests(&self, address: &str) -> Vec<Request> {
        lock(&self.hits).get(&key(address)).cloned().unwrap_or_default()
    }

    /// How many requests there were in all, the ones made offline included.
    pub fn total(&self) -> usize {
        lock(&self.hits).values().map(Vec::len).sum()
    }

    fn reply(&self, address: &Address, request: &Request) -> Result<Reply, Fault> {
        let key = address.as_str().to_owned();
        lock(&self.hits).entry(key.clone()).or_default().push(request.clone());
        if self.offline.load(Ordering::SeqCst) {
            let fault = Fault::new(FaultKind::Offline, format!("{} cannot be reached", address.host()));
            return Err(fault.hint("this machine is offline"));
        }
        Ok(lock(&self.replies).get(&key).cloned().unwrap_or_else(|| Reply::new(404, "")))
    }

    fn answer(&self, request: &Request) -> Result<super::Answer, Fault> {
        let mut hops = status::Hops::new(request.address.clone());
        loop {
            let address = hops.address().clone();
            let reply = self.reply(&address, request)?;
            let head = Head::read(
                reply.status,
                reply.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())),
                Timestamp::UNIX_EPOCH,
            );
            if head.is_redirect() {
                hops.follow(&head)?;
                continue;
            }
            let same_etag = head.validators.etag.is_some() && head.validators.etag == request.validators.etag;
            let same_date = request.validators.etag.is_none()
                && head.validators.last_modified.is_some()
                && head.validators.last_modified == request.validators.last_modified;
            if head.status == 200 && hops.follow_page(&head, request.what, &reply.body)? {
                continue;
            }
            let unchanged = head.status == 304 || (head.status == 200 && (same_etag || same_date));
            let body = (!unchanged).then_some((reply.body, false));
            return hops.finish(head, &request.validators, body);
        }
    }
}

impl Fetch for Canned {
    fn get(&self, request: Request) -> Answering<'_> {
        Box::pin(async move { self.answer(&request) })
    }

    fn resting(&self, (host, _): &(String, u16)) -> Option<Duration> {
        let rest = lock(&self.rest);
        rest.as_ref().filter(|(only, _)| only.as_ref().is_none_or(|only| only == host)).map(|(_, rest)| *rest)
    }
}

fn key(address: &str) -> String {
    Address::parse(address).map_or_else(|_| address.to_owned(), |address| address.as_str().to_owned())
}
