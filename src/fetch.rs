//! URL → bytes. The one way to the network.
//!
//! [`Fetch`] is the door: the web, the demo edition and the canned sites of the tests stand behind
//! it, and politeness wraps any of them. What comes out are bytes and facts; nothing here reads them.

mod canned;
mod changing;
mod demo;
mod lazy;
mod polite;
mod reach;
mod status;
mod trouble;
mod web;

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::news::{Address, Fault};

pub use canned::{Canned, Reply};
pub use changing::Changing;
pub use demo::Demo;
pub use lazy::Lazy;
pub use polite::{Manners, Polite};
pub use reach::{Looking, Names, SystemNames};
pub use web::{Proxies, Web, WebSettings};

/// Who chose an address; decides which hosts it may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chosen {
    /// The reader typed or pasted it: any host, also a private one.
    Typed,
    /// It stands in the sources file: any host, also a private one.
    Configured,
    /// A page, feed or redirect named it: public hosts only, or the authority its source was configured with.
    Content,
}

/// What is asked for; decides limits and politeness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// An article page: 20 s, 10 MiB.
    Page,
    /// A feed: 30 s, 20 MiB.
    Feed,
    /// A day page or a page looked at to discover routes: 20 s, 10 MiB, one second's spacing a host.
    Archive,
    /// A picture of a story: 20 s, 8 MiB.
    Picture,
}

/// What a server gave to ask again with (RFC 9110, 8.8); returned exactly as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// A GET request.
#[derive(Clone, Debug)]
pub struct Request {
    /// What to get.
    pub address: Address,
    /// Who chose the address.
    pub chosen: Chosen,
    /// The authority (host and port) its source was configured or typed with; allowed even when private.
    pub trusted: Option<(String, u16)>,
    /// What it is.
    pub what: What,
    /// From the last answer, to be told "not modified".
    pub validators: Validators,
    /// Extra headers, sent to the address's own authority only.
    pub headers: Vec<(String, String)>,
    /// Jumps every queue: the reader is waiting for it.
    pub urgent: bool,
}

impl Request {
    /// A plain request.
    pub fn new(address: Address, chosen: Chosen, what: What) -> Self {
        let trusted = (chosen != Chosen::Content).then(|| address.authority());
        Self {
            address,
            chosen,
            trusted,
            what,
            validators: Validators::default(),
            headers: Vec::new(),
            urgent: false,
        }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Where it came from in the end, after redirects.
    pub address: Address,
    /// Where it has moved for good (301, 308 all along the way).
    pub moved: Option<Address>,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// To ask again with.
    pub validators: Validators,
    /// How long the server wishes not to be asked again, from `Cache-Control` or `Expires`.
    pub fresh_for: Option<Duration>,
    /// The decoded bytes, or `None` when the server said "not modified".
    pub body: Option<Vec<u8>>,
    /// Whether the body was cut at the size limit.
    pub cut: bool,
    /// Holds the place of a large body, or of a source's feed, until it has been read.
    pub place: Place,
}

/// The place in memory that a large body or a feed takes, given back with the last copy of its answer: of many at once
/// only a few are held.
#[derive(Clone, Debug, Default)]
pub struct Place {
    taken: Option<Arc<OwnedSemaphorePermit>>,
}

impl Place {
    /// Whether none was taken.
    fn is_free(&self) -> bool {
        self.taken.is_none()
    }

    /// One of these places, as soon as there is one.
    async fn take(places: &Arc<Semaphore>) -> Self {
        // Nobody closes it.
        Self { taken: Arc::clone(places).acquire_owned().await.ok().map(Arc::new) }
    }
}

/// The future of an answer. Only 2xx and 304 are answers; everything else is a fault that names the
/// host, the cause and what can be done.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Answer, Fault>> + Send + 'a>>;

/// A way to get bytes.
pub trait Fetch: Send + Sync {
    /// Asks for one thing.
    fn get(&self, request: Request) -> Answering<'_>;

    /// How much longer a host (and port) has asked to be left alone, in a `Retry-After` header.
    fn resting(&self, authority: &(String, u16)) -> Option<Duration> {
        let _ = authority;
        None
    }

    /// How much longer an address is to be left alone: its host, or it alone.
    fn resting_at(&self, address: &Address) -> Option<Duration> {
        self.resting(&address.authority())
    }
}

impl<F: Fetch + ?Sized> Fetch for Arc<F> {
    fn get(&self, request: Request) -> Answering<'_> {
        (**self).get(request)
    }

    fn resting(&self, authority: &(String, u16)) -> Option<Duration> {
        (**self).resting(authority)
    }

    fn resting_at(&self, address: &Address) -> Option<Duration> {
        (**self).resting_at(address)
    }
}

/// The lock is held by nobody who waits, and what a panic leaves behind is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
