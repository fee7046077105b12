//! The real web.

use std::time::Duration;

use super::{Answering, Fetch, Request};
use crate::news::{Fault, FaultKind};

/// How the web is asked.
#[derive(Clone, Debug)]
pub struct WebSettings {
    /// The `User-Agent` header.
    pub user_agent: String,
    /// Hosts (with one port or all) that content may lead to although they are private.
    pub allow_private: Vec<(String, Option<u16>)>,
    /// Where requests go through.
    pub proxies: Proxies,
    /// Until a connection stands.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub stall: Duration,
    /// For a page or an archive page, all hops and the body included.
    pub page: Duration,
    /// For a feed, all hops and the body included.
    pub feed: Duration,
    /// Decoded bytes of a page or an archive page that are kept.
    pub page_bytes: usize,
    /// Decoded bytes of a feed that are kept.
    pub feed_bytes: usize,
}

/// Proxies, as the environment names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies {
    /// For `http` addresses.
    pub http: Option<String>,
    /// For `https` addresses.
    pub https: Option<String>,
    /// Hosts that are asked directly, separated by commas.
    pub except: Option<String>,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self {
            user_agent: concat!("dateline/", env!("CARGO_PKG_VERSION")).to_owned(),
            allow_private: Vec::new(),
            proxies: Proxies::default(),
            connect: Duration::from_secs(10),
            stall: Duration::from_secs(10),
            page: Duration::from_secs(20),
            feed: Duration::from_secs(30),
            page_bytes: 10 << 20,
            feed_bytes: 20 << 20,
        }
    }
}

/// The real web.
#[derive(Debug)]
pub struct Web {
    settings: WebSettings,
}

impl Web {
    /// The web, asked this way. Fails when a setting cannot be used.
    pub fn new(settings: WebSettings) -> Result<Self, Fault> {
        Ok(Self { settings })
    }
}

impl Fetch for Web {
    fn get(&self, request: Request) -> Answering<'_> {
        Box::pin(async move {
            let host = request.address.host();
            let agent = &self.settings.user_agent;
            Err(Fault::new(FaultKind::Network, format!("{host} was not asked by {agent}")))
        })
    }
}
