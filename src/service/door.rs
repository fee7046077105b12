//! In whose name an address is asked: of a source that is followed, or of an address that is looked into.

use super::asking::{configured, content};
use super::scout::Scout;
use super::{Desk, reading};
use crate::extract::sitemap::Sitemap;
use crate::fetch::{Answer, What};
use crate::news::{Address, Fault, Source};

/// Who asks.
#[derive(Clone, Copy)]
pub(super) enum Door<'a> {
    /// A source, by the addresses in its file and what they lead to.
    Source(&'a Desk, &'a Source),
    /// The visitor of a site that is not followed yet: whatever it asks, a page of the site named.
    Scout(&'a Scout<'a>),
}

impl<'a> Door<'a> {
    /// The desk behind it.
    pub fn desk(&self) -> &'a Desk {
        match self {
            Self::Source(desk, _) => desk,
            Self::Scout(scout) => scout.desk,
        }
    }

    /// Asks an address that stands in the sources file, or is made from one that does.
    pub async fn own(&self, address: &Address, what: What) -> Result<(Answer, Vec<u8>), Fault> {
        match self {
            Self::Source(desk, source) => get(desk, configured(source, address, what)).await,
            Self::Scout(scout) => scout.linked(address, what).await,
        }
    }

    /// Asks an address that an answer named.
    pub async fn named(&self, address: &Address, what: What) -> Result<(Answer, Vec<u8>), Fault> {
        match self {
            Self::Source(desk, source) => get(desk, content(Some(source), address, what)).await,
            Self::Scout(scout) => scout.linked(address, what).await,
        }
    }

    /// Reads a sitemap: the source's own, or one that an index named.
    pub async fn sitemap(&self, address: &Address, is_own: bool) -> Result<Sitemap, Fault> {
        let (answer, body) = match self {
            Self::Scout(scout) => return scout.sitemap(address).await,
            Self::Source(..) if is_own => self.own(address, What::Archive).await?,
            Self::Source(..) => self.named(address, What::Archive).await?,
        };
        reading::sitemap(self.desk(), body, answer.address).await
    }
}

async fn get(desk: &Desk, request: crate::fetch::Request) -> Result<(Answer, Vec<u8>), Fault> {
    let mut answer = desk.web().get(request).await?;
    let body = answer.body.take().unwrap_or_default();
    Ok((answer, body))
}
