//! One careful visitor: asks for one page after the other while an address is looked into.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Desk, reading};
use crate::extract::sitemap::Sitemap;
use crate::fetch::{Answer, Chosen, Place, Request, What};
use crate::news::{Address, Fault, FaultKind, Now};

/// Requests one discovery may cost a site.
const MOST_REQUESTS: usize = 30;

/// Addresses of sitemaps that are kept in hand; what was read first goes first.
const MOST_ENTRIES: usize = 100_000;

/// The visitor.
pub(super) struct Scout<'a> {
    pub desk: &'a Desk,
    pub now: &'a Now,
    /// The authority of what was typed; pages may lead there although it may be private.
    trusted: (String, u16),
    asked: AtomicUsize,
    /// Sitemaps that have been read, the largest things a site has: none is asked for twice.
    sitemaps: Mutex<Vec<(Address, Sitemap)>>,
    /// Places of routes that were tried and did not hold.
    refused: Mutex<Vec<String>>,
}

impl<'a> Scout<'a> {
    /// A visitor to the site of a typed address.
    pub fn new(desk: &'a Desk, now: &'a Now, typed: &Address) -> Self {
        Self {
            desk,
            now,
            trusted: typed.authority(),
            asked: AtomicUsize::new(0),
            sitemaps: Mutex::default(),
            refused: Mutex::default(),
        }
    }

    /// Asks for what the person typed.
    pub async fn typed(&self, address: &Address) -> Result<(Answer, Vec<u8>), Fault> {
        self.get(Request::new(address.clone(), Chosen::Typed, What::Archive)).await
    }

    /// Asks for what a page of the site links to.
    pub async fn linked(&self, address: &Address, what: What) -> Result<(Answer, Vec<u8>), Fault> {
        let mut request = Request::new(address.clone(), Chosen::Content, what);
        request.trusted = Some(self.trusted.clone());
        self.get(request).await
    }

    /// A sitemap, asked for once.
    pub async fn sitemap(&self, address: &Address) -> Result<Sitemap, Fault> {
        let known =
            self.kept().iter().find(|(known, _)| known == address).map(|(_, sitemap)| sitemap.clone());
        if let Some(sitemap) = known {
            return Ok(sitemap);
        }
        let (answer, body) = self.linked(address, What::Archive).await?;
        let sitemap = reading::sitemap(self.desk, body, answer.address).await?;
        self.keep(address, &sitemap);
        Ok(sitemap)
    }

    /// Keeps a sitemap that has been read.
    pub fn keep(&self, address: &Address, sitemap: &Sitemap) {
        let mut kept = self.kept();
        kept.push((address.clone(), sitemap.clone()));
        while kept.len() > 1
            && kept.iter().map(|(_, sitemap)| sitemap.entries.len()).sum::<usize>() > MOST_ENTRIES
        {
            kept.remove(0);
        }
    }

    fn kept(&self) -> MutexGuard<'_, Vec<(Address, Sitemap)>> {
        self.sitemaps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a route at this place was tried and did not hold: it is not tried again for another reason.
    pub fn has_refused(&self, place: &str) -> bool {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|known| known == place)
    }

    /// Notes that a route did not hold.
    pub fn refuse(&self, place: &str) {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).push(place.to_owned());
    }

    async fn get(&self, mut request: Request) -> Result<(Answer, Vec<u8>), Fault> {
        if self.asked.fetch_add(1, Ordering::Relaxed) >= MOST_REQUESTS {
            return Err(Fault::new(FaultKind::NotFound, "the site was asked often enough"));
        }
        request.urgent = true;
        let mut answer = self.desk.web().get(request).await?;
        // One thing after another is looked at: what is asked for next must not wait for the place of this one.
        answer.place = Place::default();
        let body = answer.body.take().unwrap_or_default();
        Ok((answer, body))
    }
}
