//! An article of several pages: the pages after the first are asked for, one after the other, and joined; a
//! page that yields little gives way to its leaner copy. Everything asked here was named by a page.

use super::asking::content;
use super::{Desk, reading};
use crate::extract::{self, Part};
use crate::fetch::What;
use crate::news::{Address, Article, Fault, Source, Text, TextRules};

/// Pages of one article that are asked for.
const MOST_PAGES: u32 = 20;

/// Words of a page for which its leaner copy is asked.
const LITTLE: u32 = 60;

/// An article's first page, and who asks for the rest.
pub(super) struct More<'a> {
    pub desk: &'a Desk,
    /// The source it belongs to.
    pub source: Option<Source>,
    /// The address of its first page.
    pub first: Address,
    /// What the person taught about the source's pages.
    pub rules: TextRules,
}

impl More<'_> {
    /// The whole article. What cannot be had is left out, and said. `trusted` is an authority that may be
    /// private because a person chose it.
    pub async fn whole(&self, part: Part, trusted: Option<(String, u16)>, urgent: bool) -> Article {
        let Part { mut article, mut next, lean } = part;
        if let Some(lean) = lean.filter(|_| article.words < LITTLE)
            && let Ok(copy) = self.part(&lean, &lean, 1, trusted.as_ref(), urgent).await
            && copy.article.words > article.words * 2
            && copy.article.words >= LITTLE
        {
            let own = article.address.take();
            article = Article { address: own, canonical: article.canonical, ..copy.article };
        }
        let mut number = 1;
        while let Some(address) = next.take().filter(|_| number < MOST_PAGES) {
            number += 1;
            match self.part(&address, &self.first, number, trusted.as_ref(), urgent).await {
                Ok(part) => {
                    if !extract::join(&mut article, part.article) {
                        break;
                    }
                    next = part.next;
                }
                Err(fault) => {
                    let said = format!("page {number} is missing; {}", fault.sentence);
                    article.notice.get_or_insert(Text::line(&said));
                }
            }
        }
        article
    }

    async fn part(
        &self,
        address: &Address,
        first: &Address,
        number: u32,
        trusted: Option<&(String, u16)>,
        urgent: bool,
    ) -> Result<Part, Fault> {
        let mut request = content(self.source.as_ref(), address, What::Page);
        request.urgent = urgent;
        if let Some(trusted) = trusted.filter(|trusted| **trusted == address.authority()) {
            request.trusted = Some(trusted.clone());
        }
        let answer = self.desk.web().get(request).await?;
        reading::part(self.desk, &answer, &self.rules, (first, number), urgent).await
    }
}
