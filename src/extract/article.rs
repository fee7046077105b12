//! Page → article.

use super::page::Page;
use super::whole;
use super::words::words;
use crate::news::{Article, Fault, Text, TextKind};

impl Page {
    /// The article of the page, with what the page says about it. A page that is no article gives
    /// one too, with a notice that says so.
    pub fn article(&self) -> Result<Article, Fault> {
        let document = whole::whole(self);
        Ok(Article {
            kind: TextKind::Extracted,
            address: Some(self.facts().address.clone()),
            canonical: None,
            title: Text::line(&self.dom().select_single("title").text()),
            authors: Vec::new(),
            published: None,
            updated: None,
            site: None,
            section: None,
            lang: self.lang(),
            excerpt: Text::default(),
            image: None,
            words: words(&document),
            document,
            notice: None,
        })
    }
}
