//! The real web, asked over HTTP.
//!
//! Two clients: one for hosts that the reader chose, one for hosts that content chose, which sees
//! public addresses only. Redirects are followed here, one by one, since each step is content's choice.

use std::fmt;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, COOKIE, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, SET_COOKIE,
};
use reqwest::{Certificate, Client, NoProxy, Response};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::reach::{self, Gate, Names, Seen, SystemNames};
use super::status::{Head, Hops, as_bytes};
use super::{Answer, Answering, Chosen, Fetch, Place, Request, What, lock, trouble};
use crate::news::{Address, Fault, FaultKind};

mod cookies;
mod ending;
mod rests;
mod settings;
mod unpack;
mod warm;
mod wires;

use cookies::Jar;
use rests::Rests;
pub use settings::{Proxies, WebSettings};
pub(super) use unpack::Trouble;
use unpack::Unpacking;
use warm::{KEPT, Warm};
use wires::Wires;

/// Headers of a source that would change what the connection or the body means.
const RESERVED: [&str; 7] =
    ["host", "connection", "content-length", "transfer-encoding", "accept-encoding", "te", "upgrade"];

/// Headers that an answer may have, and their bytes over HTTP/2; over HTTP/1 the library holds 400 kB of them at most.
const HEADERS: usize = 500;
const HEADER_BYTES: u32 = 256 << 10;

/// Bytes after which a body waits for a place in memory, and places. Feeds and pages are smaller, all but a few.
const LARGE: usize = 4 << 20;
const LARGE_AT_ONCE: usize = 2;

/// Feeds that may be read and stored at once. Of hundreds of sources that answer together the others wait with their
/// bytes alone, and keep their place among the requests under way, so that no more are asked meanwhile.
const FEEDS_AT_ONCE: usize = 8;

/// The real web. Ask it inside a tokio runtime with time and IO.
pub struct Web {
    settings: WebSettings,
    agent: HeaderValue,
    names: Arc<dyn Names>,
    seen: Seen,
    clients: OnceLock<Result<Clients, Fault>>,
    /// Started with the first request.
    wires: OnceLock<Wires>,
    rests: Rests,
    warm: Warm,
    /// For bodies that are larger than most.
    places: Arc<Semaphore>,
    /// For the feeds of sources.
    feeds: Arc<Semaphore>,
}

/// Made when the first request is: reading the machine's certificates takes milliseconds.
struct Clients {
    /// For hosts the reader chose.
    trusted: Client,
    /// For hosts content chose.
    content: Client,
    /// Why `https` does not work, when the machine has no certificate roots.
    rootless: Option<Fault>,
}

impl Web {
    /// The web, asked this way. Fails when a setting cannot be used.
    pub fn new(settings: WebSettings) -> Result<Self, Fault> {
        Self::with_names(settings, Arc::new(SystemNames))
    }

    /// The web with another way to look up names.
    pub fn with_names(settings: WebSettings, names: Arc<dyn Names>) -> Result<Self, Fault> {
        let agent = HeaderValue::from_str(&settings.user_agent).map_err(|error| {
            Fault::new(FaultKind::Config, "the user agent cannot be sent as a header")
                .hint("use plain letters, digits and punctuation")
                .cause(error)
        })?;
        Ok(Self {
            settings,
            agent,
            names,
            seen: Seen::default(),
            clients: OnceLock::new(),
            wires: OnceLock::new(),
            rests: Rests::default(),
            warm: Warm::default(),
            places: Arc::new(Semaphore::new(LARGE_AT_ONCE)),
            feeds: Arc::new(Semaphore::new(FEEDS_AT_ONCE)),
        })
    }

    fn clients(&self) -> Result<&Clients, Fault> {
        self.clients.get_or_init(|| self.build()).as_ref().map_err(Clone::clone)
    }

    fn build(&self) -> Result<Clients, Fault> {
        // A provider that the program has already installed is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let open = || Gate::open(Arc::clone(&self.names), Arc::clone(&self.seen));
        let (trusted, rootless) = match self.client(open(), true) {
            Ok(client) => (client, None),
            Err(error) => {
                let fault = Fault::new(
                    FaultKind::Config,
                    "this machine has no certificate roots, so no https site can be trusted",
                )
                .hint("install the package ca-certificates, or set SSL_CERT_FILE")
                .cause(chain(&error));
                // Without TLS in the way, what fails now is something else.
                (self.client(open(), false).map_err(|error| unusable(&error))?, Some(fault))
            }
        };
        let free = self.settings.proxies.hosts();
        let shut = Gate::shut(Arc::clone(&self.names), free, Arc::clone(&self.seen));
        let content = self.client(shut, rootless.is_none()).map_err(|error| unusable(&error))?;
        Ok(Clients { trusted, content, rootless })
    }

    fn client(&self, gate: Gate, roots: bool) -> Result<Client, reqwest::Error> {
        let mut builder = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .user_agent(self.agent.clone())
            .connect_timeout(self.settings.connect)
            .pool_idle_timeout(KEPT)
            .pool_max_idle_per_host(2)
            .http1_max_headers(HEADERS)
            .http2_max_header_list_size(HEADER_BYTES)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .no_proxy()
            .dns_resolver(Arc::new(gate));
        if !roots {
            builder = builder.tls_certs_only([]);
        }
        let own = self.settings.authorities.iter().map(|der| Certificate::from_der(der));
        builder = builder.tls_certs_merge(own.collect::<Result<Vec<_>, _>>()?);
        let proxies = &self.settings.proxies;
        let direct = || NoProxy::from_string(&proxies.direct());
        if let Some(http) = &proxies.http {
            builder = builder.proxy(reqwest::Proxy::http(http)?.no_proxy(direct()));
        }
        if let Some(https) = &proxies.https {
            builder = builder.proxy(reqwest::Proxy::https(https)?.no_proxy(direct()));
        }
        builder.build()
    }

    async fn ask(&self, request: &Request) -> Result<Answer, Fault> {
        let clients = self.clients()?;
        let wire = self.wires.get_or_init(|| Wires::start(self.settings.wires)).take();
        let (mut hops, mut jar) = (Hops::new(request.address.clone()), Jar::default());
        loop {
            let here = hops.address().clone();
            if let (Some(fault), "https") = (&clients.rootless, here.url().scheme()) {
                return Err(fault.clone());
            }
            let client = if self.may_be_private(request, &hops) {
                &clients.trusted
            } else {
                self.check(&here).await?;
                &clients.content
            };
            let mut headers = headers(request, &here)?;
            if let Some(cookies) = jar.header(&here, headers.get(COOKIE)) {
                headers.insert(COOKIE, cookies);
            }
            let sent = || client.get(here.url().clone()).headers(headers.clone()).send();
            let mut response = wire.carry(sent()).await;
            if response.as_ref().is_err_and(trouble::broke_off) && self.warm.is(&here.authority()) {
                response = wire.carry(sent()).await;
            }
            let response = response.map_err(|error| trouble::of(&here, error))?;
            self.warm.note(here.authority());
            let fields = response.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
            jar.take(&here, response.headers().get_all(SET_COOKIE).iter().map(HeaderValue::as_bytes));
            let head = Head::read(response.status().as_u16(), fields, Timestamp::now());
            if head.is_redirect() {
                hops.follow(&head)?;
                continue;
            }
            if let Some(rest) = head.retry_after {
                self.rests.note(head.status, &here, rest);
            }
            let (body, place) = match head.status {
                304 => (None, Place::default()),
                // What is no answer is not read.
                200..300 => {
                    let (body, place) = self.body(&here, request.what, response).await?;
                    if hops.follow_page(&head, request.what, &body.0)? {
                        continue;
                    }
                    (Some(body), place)
                }
                _ => (Some((Vec::new(), false)), Place::default()),
            };
            return Ok(Answer { place, ..hops.finish(head, &request.validators, body)? });
        }
    }

    /// Whether the next step may lead into a private network.
    fn may_be_private(&self, request: &Request, hops: &Hops) -> bool {
        if hops.at_start() && request.chosen != Chosen::Content {
            return true;
        }
        let (host, port) = hops.address().authority();
        let mut allowed = self.settings.allow_private.iter();
        if allowed
            .any(|(name, only)| name.eq_ignore_ascii_case(&host) && only.is_none_or(|only| only == port))
        {
            return true;
        }
        let Some((name, number)) = &request.trusted else { return false };
        // A host that is trusted on 80 may send to its own 443.
        let same = *name == host && (*number == port || (*number, port) == (80, 443));
        // A name that was public when the reader's own address was asked does not become private
        // because a page of its says so.
        same && lock(&self.seen).get(&host) != Some(&true)
    }

    /// Keeps content from what is private as far as the address shows it. Behind a proxy the names are
    /// looked up here as well, because the resolver does not see them.
    async fn check(&self, address: &Address) -> Result<(), Fault> {
        if reach::is_private_as_written(address) {
            return Err(trouble::refused(address));
        }
        let by_name = address.url().domain().is_some();
        if by_name && !self.settings.proxies.is_empty() {
            let found = self.names.lookup(address.host()).await.unwrap_or_default();
            if found.iter().any(|ip| !reach::is_public(*ip)) {
                return Err(trouble::refused(address));
            }
        }
        Ok(())
    }

    /// Reads unpacked bytes up to the limit. Whoever falls silent or goes after the end of a page has sent all of it,
    /// whatever his headers say.
    async fn body(
        &self,
        from: &Address,
        what: What,
        mut response: Response,
    ) -> Result<((Vec<u8>, bool), Place), Fault> {
        let limit = match what {
            What::Feed => self.settings.feed_bytes,
            What::Page | What::Archive => self.settings.page_bytes,
            What::Picture => self.settings.picture_bytes,
        };
        let codings = response.headers().get_all(CONTENT_ENCODING).iter().map(HeaderValue::as_bytes);
        let torn = |trouble| trouble::packed(from, trouble);
        let mut body = Unpacking::new(codings, limit).map_err(torn)?;
        let is_unframed = ending::is_unframed(&response);
        let mut place = None;
        loop {
            if place.is_none() && body.kept().len() > LARGE {
                place = Some(Place::take(&self.places).await);
            }
            let stall = self.settings.stall;
            let rest = if is_unframed { ending::REST.min(stall) } else { stall };
            // What has come is looked at once there is a silence, not with every piece.
            let mut next = pin!(response.chunk());
            let mut came = timeout(rest, next.as_mut()).await;
            if came.is_err() && !ending::is_whole(body.kept()) {
                came = timeout(stall.saturating_sub(rest), next).await;
            }
            let piece = match came {
                Ok(piece) => piece,
                Err(_) if ending::is_whole(body.kept()) => break,
                // What is packed may be whole, and only wait for its end to be unpacked.
                Err(_) => {
                    let came = body.whole().ok_or_else(|| trouble::late(from, stall))?;
                    return Ok((came, place.unwrap_or_default()));
                }
            };
            let piece = match piece {
                Ok(piece) => piece,
                // It was announced as longer, or nothing says that it is over.
                Err(error) => {
                    let came = body.whole().ok_or_else(|| trouble::of(from, error))?;
                    return Ok((came, place.unwrap_or_default()));
                }
            };
            let Some(piece) = piece else { break };
            if !body.push(&piece).map_err(torn)? {
                break;
            }
        }
        Ok((body.finish().map_err(torn)?, place.unwrap_or_default()))
    }
}

/// Whether nobody but a source in a round of many waits for the answer.
fn is_of_a_source(request: &Request) -> bool {
    request.what == What::Feed && request.chosen == Chosen::Configured && !request.urgent
}

impl Fetch for Web {
    fn get(&self, request: Request) -> Answering<'_> {
        Box::pin(async move {
            let limit = match request.what {
                What::Feed => self.settings.feed,
                What::Page | What::Archive | What::Picture => self.settings.page,
            };
            let asked = timeout(limit, self.ask(&request)).await;
            let mut answer = asked.map_err(|_| trouble::late(&request.address, limit))??;
            // Waited for beyond the deadline: that others are read first is not the host's fault.
            if answer.place.is_free() && answer.body.is_some() && is_of_a_source(&request) {
                answer.place = Place::take(&self.feeds).await;
            }
            Ok(answer)
        })
    }

    fn resting(&self, authority: &(String, u16)) -> Option<Duration> {
        self.rests.of_host(authority)
    }

    fn resting_at(&self, address: &Address) -> Option<Duration> {
        self.rests.of_address(address)
    }
}

impl fmt::Debug for Web {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Web").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// The headers of one step: the source's own go to its own authority only.
fn headers(request: &Request, here: &Address) -> Result<HeaderMap, Fault> {
    let accept = match request.what {
        What::Feed => {
            "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
             text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
        }
        What::Picture => "image/webp, image/png, image/jpeg, */*;q=0.1",
        What::Page | What::Archive => "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
    };
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static(accept));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(unpack::ACCEPTED));
    let validators = &request.validators;
    for (name, value) in [(IF_NONE_MATCH, &validators.etag), (IF_MODIFIED_SINCE, &validators.last_modified)] {
        // A validator that cannot be a header did not come from one; the page is then asked for whole.
        let bytes = value.as_ref().map(|value| as_bytes(value));
        if let Some(value) = bytes.and_then(|bytes| HeaderValue::from_bytes(&bytes).ok()) {
            headers.insert(name, value);
        }
    }
    if here.authority() != request.address.authority() {
        return Ok(headers);
    }
    for (name, value) in &request.headers {
        let bad = |why: &dyn fmt::Display| {
            Fault::new(FaultKind::Config, format!("the header \"{name}\" of {} cannot be sent", here.host()))
                .hint("correct it in sources.toml")
                .cause(why)
        };
        let known = HeaderName::from_bytes(name.as_bytes()).map_err(|error| bad(&error))?;
        if RESERVED.contains(&known.as_str()) {
            return Err(bad(&"the connection needs this header for itself"));
        }
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|error| bad(&error))?;
        headers.insert(known, value);
    }
    Ok(headers)
}

fn unusable(error: &reqwest::Error) -> Fault {
    Fault::new(FaultKind::Config, "the network cannot be set up")
        .hint("check HTTP_PROXY, HTTPS_PROXY and ALL_PROXY; proxies are http:// or https:// addresses")
        .cause(chain(error))
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        words.push_str(&format!(": {error}"));
        next = error.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trusted_name_that_was_public_stays_public() {
        let web = Web::new(WebSettings::default()).unwrap();
        let address = Address::parse("http://turncoat.example/").unwrap();
        let mut request = Request::new(address.clone(), Chosen::Content, What::Page);
        let at_start = Hops::new(address);
        assert!(!web.may_be_private(&request, &at_start));
        request.trusted = Some(("turncoat.example".to_owned(), 80));
        assert!(web.may_be_private(&request, &at_start));
        lock(&web.seen).insert("turncoat.example".to_owned(), true);
        assert!(!web.may_be_private(&request, &at_start));
        lock(&web.seen).insert("turncoat.example".to_owned(), false);
        assert!(web.may_be_private(&request, &at_start));
        // On another port it is another server; http may become https.
        request.trusted = Some(("turncoat.example".to_owned(), 8080));
        assert!(!web.may_be_private(&request, &at_start));
        let secure = Hops::new(Address::parse("https://turncoat.example/").unwrap());
        request.trusted = Some(("turncoat.example".to_owned(), 80));
        assert!(web.may_be_private(&request, &secure));
    }
}
