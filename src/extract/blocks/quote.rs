//! Quotations: of somebody, of the text itself, and of posts from elsewhere.

use dom_query::NodeRef;

use super::kinds::{is_block, is_pull_quote};
use super::{Context, Walker, text_in};
use crate::extract::tokens::{first_attr, name, tokens};
use crate::news::{Block, Role, Text};

/// Characters of a post that become the title of its embed.
const EMBED_TITLE: usize = 280;

impl Walker<'_> {
    pub(super) fn quote(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        let names = tokens(node);
        if names.iter().any(|token| token == "tweet")
            || names.iter().any(|token| token == "embed" || token == "media") && node.has_name("blockquote")
        {
            let text = apart_in(node);
            let last = node.descendants_it().filter(|inner| inner.has_name("a")).last();
            let link = last.and_then(|anchor| self.link(&anchor));
            let cite = || first_attr(node, &["cite", "data-instgrm-permalink"]);
            let link =
                link.or_else(|| cite().and_then(|raw| self.base.join(&raw).ok()).map(|a| self.link_to(a)));
            let title: String =
                text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(EMBED_TITLE).collect();
            // What is called by its address has no name.
            let address = link.and_then(|link| self.document.links.get(link as usize));
            let title = if address.is_some_and(|address| address.as_str() == title) { "" } else { &title };
            if link.is_some() || !title.is_empty() {
                self.push(Block::Embed { title: Text::line(title), link });
            }
            return;
        }
        if is_pull_quote(node) || self.role == Role::PullQuote {
            return self.pull_quote(node, context);
        }
        let inner = self.apart(|walker| walker.children(node, context));
        if !inner.is_empty() {
            self.push(Block::Quote(inner));
        }
    }

    pub(super) fn pull_quote(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        let outer = std::mem::replace(&mut self.role, Role::PullQuote);
        self.children(node, context);
        self.flush();
        self.role = outer;
    }
}

/// The words of an element, those of its paragraphs parted from each other and from what follows them.
fn apart_in(node: &NodeRef) -> String {
    let is_box = |inner: &NodeRef| inner.has_name("br") || name(inner).is_some_and(|tag| is_block(&tag));
    let mut said = String::new();
    for inner in node.children_it(false) {
        match is_box(&inner) {
            true => said.extend([" ", &apart_in(&inner), " "]),
            false if inner.is_text() => said.push_str(&inner.text()),
            false => said.push_str(&text_in(&inner)),
        }
    }
    said
}
