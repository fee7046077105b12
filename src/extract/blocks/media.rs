//! Pictures, and things that cannot be shown here.

use std::collections::HashSet;

use dom_query::NodeRef;

use super::{Context, Walker};
use crate::extract::figure;
use crate::extract::inline::text_of;
use crate::extract::metadata::folded;
use crate::extract::tokens::{attr, beginning, first_attr, name, tokens};
use crate::news::{Address, Block, Span, Text};

/// Figures inside each other that are figures. Captions are read beside all else that is in one, so each more
/// would double the work.
const MAX_FIGURES: usize = 3;

impl Walker<'_> {
    pub(super) fn image(&mut self, node: &NodeRef, context: Context) {
        if let Some(text) = figure::as_character(node) {
            return self.inline.push(&text, context.style, context.link);
        }
        if let Some(picture) = figure::picture(node, self.base) {
            if context.link.is_some_and(|link| self.leads_to_another_story(link)) && is_in_teaser(node) {
                return;
            }
            // A picture in the middle of a line stands after what is before it.
            self.flush();
            let (caption, credit) = (Vec::new(), Text::default());
            self.push(Block::Figure { source: picture.source, alt: picture.alt, caption, credit });
        }
    }

    pub(super) fn figure(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        let inside = |tags: &[&str]| {
            node.descendants_it().any(|inner| name(&inner).is_some_and(|n| tags.contains(&&*n)))
        };
        let nested = self.figures >= MAX_FIGURES;
        let other =
            inside(&["pre", "table", "blockquote", "p"]) && !inside(&["img", "amp-img", "iframe", "video"]);
        if nested {
            self.children(node, context);
            return self.flush();
        }
        if other {
            // A figure may hold anything; then it is what it holds.
            self.figures += 1;
            self.held(node, context);
            self.figures -= 1;
            return;
        }
        let context = Context { silent: false, ..context };
        let mut caption = Vec::new();
        let mut credit = Text::default();
        self.figures += 1;
        for inner in node.descendants_it() {
            if inner.has_name("figcaption") && caption.is_empty() && credit.is_empty() && is_of(&inner, node)
            {
                let credits =
                    inner.descendants_it().find(|part| part.is_element() && figure::is_credit_element(part));
                credit = credits.map(|part| Text::line(&part.text())).unwrap_or_default();
                caption = self.spans(&inner, context);
                if credit.is_empty() {
                    (caption, credit) = figure::part_credit(caption);
                } else {
                    caption = figure::without_tail(caption, &credit);
                }
            }
        }
        if credit.is_empty() {
            credit = credit_beside(node);
        }
        // What has a caption is shown, wherever it leads.
        let link = context.link.filter(|_| caption.is_empty());
        let blocks = self.apart(|walker| walker.children(node, Context { link, ..context }));
        self.figures -= 1;
        let mut used = false;
        let mut shown: HashSet<Address> = HashSet::new();
        for block in blocks {
            match block {
                // The same picture once more, for those without scripts.
                Block::Figure { alt, .. } if used && repeats(&alt, &caption) => {}
                Block::Figure { source, .. } if source.as_ref().is_some_and(|file| shown.contains(file)) => {}
                Block::Figure { source, alt, caption: inner, credit: maker } => {
                    // What a figure in it says of its picture is nearer.
                    let nearer = used || !inner.is_empty();
                    let own = || (caption.clone(), credit.clone());
                    let (caption, credit) = if nearer { (inner, maker) } else { own() };
                    used = true;
                    shown.extend(source.clone());
                    self.push(Block::Figure { source, alt, caption, credit });
                }
                Block::Embed { .. } | Block::Table { .. } | Block::Code { .. } => self.push(block),
                _ => {}
            }
        }
    }

    /// Whether a link leads to another story of the site, so that the picture in it is that story's: to a page of the
    /// same site that is called by words or by a long number. Larger copies of a picture and pages of a picture
    /// below the story's own address are not.
    fn leads_to_another_story(&self, link: u32) -> bool {
        let Some(target) = self.document.links.get(link as usize) else { return false };
        let own = self.base.url().path().trim_end_matches('/');
        let path = target.url().path().trim_end_matches('/');
        let (path, ending) =
            path.rsplit_once('.').filter(|(_, ending)| ending.len() <= 5).unwrap_or((path, ""));
        let page = matches!(ending, "" | "html" | "htm" | "shtml" | "php" | "aspx" | "ece");
        let last = path.rsplit('/').take(2);
        let words =
            last.clone().flat_map(|name| name.split(['-', '_'])).filter(|word| !word.is_empty()).count();
        let digits = last.flat_map(str::chars).filter(char::is_ascii_digit).count();
        let elsewhere = !own.is_empty() && !path.starts_with(own);
        let called = words >= 4 || digits >= 6 && words >= 3;
        page && called && elsewhere && target.bare_host() == self.base.bare_host()
    }

    /// What a figure without a picture holds; its caption goes to the table in it.
    fn held(&mut self, node: &NodeRef, context: Context) {
        let captions =
            node.descendants_it().filter(|inner| inner.has_name("figcaption") && is_of(inner, node));
        let captions: Vec<NodeRef> = captions.take(2).collect();
        let [caption] = captions.as_slice() else {
            self.children(node, context);
            return self.flush();
        };
        let said = text_of(&self.spans(caption, context));
        let mut blocks = self.apart(|walker| walker.children(node, context));
        let is_caption =
            |block: &Block| matches!(block, Block::Paragraph { spans, .. } if text_of(spans) == said);
        let at = blocks.iter().position(is_caption);
        let others = blocks.len() - usize::from(at.is_some());
        if let (Some(at), true) = (at, others <= 1) {
            let told = blocks.remove(at);
            match (blocks.first_mut(), told) {
                (Some(Block::Table { caption, .. }), Block::Paragraph { spans, .. })
                    if caption.is_empty() =>
                {
                    *caption = spans;
                }
                // Who said it.
                (Some(Block::Quote(inner)), told) => inner.push(told),
                // It speaks of something that cannot be shown, such as a chart that a script draws.
                (None, Block::Paragraph { spans, .. }) => {
                    let (caption, credit) = figure::part_credit(spans);
                    blocks.push(Block::Figure { source: None, alt: Text::default(), caption, credit });
                }
                (_, told) => blocks.insert(at.min(blocks.len()), told),
            }
        }
        self.out.append(&mut blocks);
    }

    pub(super) fn embed(&mut self, tag: &str, node: &NodeRef, context: Context) {
        if context.silent && !matches!(tag, "iframe" | "video") {
            return;
        }
        let inner = || node.descendants_it().find_map(|child| attr(&child, "src"));
        let source = first_attr(node, &["src", "data-src", "data-lazy-src", "data"]).or_else(inner);
        let Some(address) = source.and_then(|raw| self.base.join(&raw).ok()) else { return };
        let path = address.as_str().to_ascii_lowercase();
        let media = matches!(tag, "video" | "audio" | "amp-video" | "amp-youtube");
        // What stands under a frame says what is in it.
        let under = if tag == "iframe" { caption_of(node) } else { None };
        let titled = first_attr(node, &["title", "aria-label"]).is_some() || under.is_some();
        let player = ["/embed", "player", "video", "/live", "/map"].iter().any(|sign| path.contains(sign));
        let advert = ["advert", "/ads", "doubleclick", "googletag", "syndication"]
            .iter()
            .any(|sign| path.contains(sign));
        if advert || !(media || titled || player) {
            return;
        }
        self.flush();
        let title = figure::embed_title(node, under.as_deref().unwrap_or(address.host()));
        let link = Some(self.link_to(address));
        self.push(Block::Embed { title, link });
    }
}

/// Elements around a picture whose names are looked at.
const AROUND: usize = 6;

/// What a way to another story is called.
const TEASERS: &[&str] =
    &["teaser", "teasers", "related", "promo", "recommended", "recirc", "storylink", "readmore"];

/// Whether what is around a picture is called a way to other stories.
fn is_in_teaser(node: &NodeRef) -> bool {
    let mut around = node.ancestors_it(Some(AROUND));
    around.any(|around| tokens(&around).iter().any(|token| TEASERS.contains(&&**token)))
}

/// The caption of the figure that a frame stands in.
fn caption_of(frame: &NodeRef) -> Option<Text> {
    let figure = frame.ancestors_it(Some(4)).find(|outer| outer.has_name("figure"))?;
    let caption = figure.descendants_it().take(WITHIN).find(|inner| inner.has_name("figcaption"))?;
    Text::line(&beginning(&caption, MAX_TITLE).0).non_empty()
}

/// Nodes of a figure that are looked at for the caption of a frame in it.
const WITHIN: usize = 60;

/// Characters of a caption that becomes the title of a frame.
const MAX_TITLE: usize = 200;

/// Characters of a credit that stands beside a caption.
const MAX_CREDIT: usize = 80;

/// The credit of a figure that stands in it beside its caption.
fn credit_beside(figure: &NodeRef) -> Text {
    let beside = |part: &NodeRef| {
        let inside = || part.ancestors_it(None).take_while(|outer| outer.id != figure.id);
        !inside().any(|outer| outer.has_name("figcaption") || outer.has_name("figure"))
    };
    let names = |part: &NodeRef| part.has_name("cite") || figure::is_credit_element(part);
    let is_credit = |part: &NodeRef| {
        part.is_element() && names(part) && beside(part) && part.text().trim().chars().count() <= MAX_CREDIT
    };
    figure
        .descendants_it()
        .filter(|part| !part.has_name("figcaption"))
        .find(is_credit)
        .map(|part| Text::line(part.text().trim()))
        .unwrap_or_default()
}

/// Whether a caption is a figure's own, not that of a figure in it.
fn is_of(caption: &NodeRef, figure: &NodeRef) -> bool {
    let around = caption.ancestors_it(None).find(|around| around.has_name("figure"));
    around.is_some_and(|around| around.id == figure.id)
}

/// Whether a further picture of a figure says only what its caption said.
fn repeats(alt: &str, caption: &[Span]) -> bool {
    let caption = folded(&text_of(caption));
    !caption.is_empty() && folded(alt) == caption
}
