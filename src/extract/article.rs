//! Page → article: the choice of its text, and what is known about it.

mod pictures;

use std::borrow::Cow;

use dom_query::{Document as Dom, NodeRef};

use super::beside::Beside;
use super::blocks::{self, Fate};
use super::credit::is_credit;
use super::embedded;
use super::entries;
use super::explain::Watch;
use super::judge::{self, Model};
use super::kernel::{self, Asked};
use super::language::language;
use super::layer::Layer;
use super::mail;
use super::metadata::{self, Metadata, folded};
use super::own;
use super::page::Page;
use super::polish::{is_clock, polish};
use super::prune::{Fates, Pruned, Weights, prune, without_next_stories};
use super::rules;
use super::survivors::Survivors;
use super::threads;
use super::tokens::name;
use super::unshown;
use super::wall;
use super::words::{said, words};
use crate::news::{Article, Document, Fault, Role, Text, TextKind};

/// Letters of a line of text that stands in no paragraph.
const MIN_LINE: usize = 40;

/// Words with which a page has given nothing, and those that must be found where nobody looked for them.
const LITTLE: u32 = 20;
const ENOUGH: u32 = 60;

/// What is said of a text that was found where browsers show none.
const UNSHOWN: &str = "a browser shows this text only once scripts have run";

/// Characters of an excerpt made from the text.
const EXCERPT: usize = 240;

impl Page {
    /// The article of the page, with what the page says about it. A page that is no article gives
    /// one too, with few words or none, and a notice that says so.
    pub fn article(&self) -> Result<Article, Fault> {
        let article = self.watched(&mut Watch::off(), None);
        self.stop(&article).map_or(Ok(article), Err)
    }

    /// The article as another judge than the program's own sees it.
    pub fn article_by(&self, model: &Model) -> Article {
        self.watched(&mut Watch::off(), Some(model))
    }

    /// The article, made under the eyes of a watch.
    pub(super) fn watched(&self, watch: &mut Watch, model: Option<&Model>) -> Article {
        let mut metadata = metadata::read(self);
        let own = own::document(self).or_else(|| self.posts(&mut metadata));
        let mut is_own = own.is_some();
        let (mut document, mut is_unshown) =
            own.map_or_else(|| self.chosen(&metadata, watch, model), |own| (own, false));
        if !is_own && let Some(talk) = self.talk(&mut metadata, &document) {
            (document, is_unshown, is_own) = (talk, false, true);
        }
        let words = words(&document);
        let notice = if is_own { None } else { self.notice(&metadata, &document, words) };
        let notice = notice.or_else(|| is_unshown.then(|| Text::line(UNSHOWN)));
        // The description of a live report may be the hour of its last entry.
        let is_said = !metadata.description.is_empty() && !is_clock(&metadata.description);
        let excerpt = if is_said { metadata.description } else { excerpt(&document) };
        Article {
            kind: TextKind::Extracted,
            address: Some(self.facts().address.clone()),
            canonical: metadata.canonical,
            title: metadata.title,
            authors: metadata.authors,
            published: metadata.published,
            otherwise: metadata.otherwise,
            updated: metadata.updated,
            site: metadata.site,
            section: metadata.section,
            lang: language(&document, metadata.lang),
            excerpt,
            image: metadata.image,
            document,
            words,
            notice,
        }
    }

    /// What of the page, or of the data in it, is the article's text, and whether browsers show it only once scripts
    /// have run.
    fn chosen(&self, metadata: &Metadata, watch: &mut Watch, model: Option<&Model>) -> (Document, bool) {
        let mut document = readable(self, &self.ruled_tree(watch), metadata, watch, model);
        let found = words(&document);
        if !self.has(Layer::FallBacks) {
            return (document, false);
        }
        let asked = if found <= LITTLE { Asked::Any } else { Asked::InLink };
        if found < ENOUGH {
            let tree = self.ruled_tree(&mut Watch::off());
            let others = [kernel::of(&tree, asked), kernel::unlinked(&tree)];
            for kernel in others.into_iter().flatten() {
                let mut other = watch.anew();
                let found = readable(self, &kernel, metadata, &mut other, model);
                if words(&found) >= ENOUGH.max(words(&document) * 2) {
                    *watch = other;
                    document = found;
                }
            }
        }
        if let Some(mut carried) = embedded::instead(self, metadata, &document) {
            polish(&mut carried, metadata);
            document = carried;
        }
        let mut is_unshown = false;
        if words(&document) <= LITTLE {
            for unshown in unshown::of(&self.ruled_tree(&mut Watch::off())) {
                let mut other = watch.anew();
                let found = readable(self, &unshown.dom, metadata, &mut other, model);
                // What is hidden is no story either where a long list of those who set cookies is asked about.
                if words(&found) >= ENOUGH && !wall::is_message(&found, unshown.is_instead) {
                    *watch = other;
                    document = found;
                    is_unshown = unshown.is_hidden;
                    break;
                }
            }
        }
        if words(&document) <= LITTLE
            && let Some(report) = entries::read(&self.ruled_tree(&mut Watch::off()), self.base())
            && words(&report) > words(&document)
        {
            document = report;
        }
        wall::take_off(&mut document, metadata.paid);
        (document, is_unshown)
    }

    /// The messages or the posts of a page that consists of them: it has its author and its time from the first.
    fn posts(&self, metadata: &mut Metadata) -> Option<Document> {
        let dom = self.shown();
        if let Some(document) = mail::read(&dom, metadata) {
            return Some(document);
        }
        let thread = threads::read(&dom, self.base(), metadata, threads::Asked::All)?;
        Some(begun(thread, metadata))
    }

    /// What people wrote on a page whose article is little beside that: a thread that says less of who wrote what and when.
    fn talk(&self, metadata: &mut Metadata, document: &Document) -> Option<Document> {
        if !self.has(Layer::FallBacks) {
            return None;
        }
        let found = words(document);
        let thread = threads::read(&self.shown(), self.base(), metadata, threads::Asked::Less)?;
        let said = words(&thread.document);
        // A post alone is all there is to read, and tells its own day.
        let is_whole = thread.is_lone && said * 10 >= found * 7;
        (found <= LITTLE && said > found || said * 2 >= found * 3 || is_whole)
            .then(|| begun(thread, metadata))
    }

    /// What pruning takes out of the page.
    fn pruned(&self) -> Pruned {
        match (self.has(Layer::Pruning), self.has(Layer::Names)) {
            (false, _) => Pruned::Nothing,
            (true, false) => Pruned::Unnamed,
            (true, true) => Pruned::All,
        }
    }

    /// The tree as the person's rules leave it, to look at: copied only where there are rules.
    fn shown(&self) -> Cow<'_, Dom> {
        if self.rules().is_empty() {
            return Cow::Borrowed(self.dom());
        }
        Cow::Owned(self.ruled_tree(&mut Watch::off()))
    }

    /// The tree as the person's rules leave it, to be changed.
    fn ruled_tree(&self, watch: &mut Watch) -> Dom {
        let dom = self.dom().clone();
        watch.ruled(&dom, &rules::apply(&dom, self.rules()));
        dom
    }
}

/// The text of a thread, whose author and day are those of its first post.
fn begun(thread: threads::Thread, metadata: &mut Metadata) -> Document {
    metadata.authors =
        thread.author.map_or_else(|| std::mem::take(&mut metadata.authors), |author| vec![author]);
    metadata.published = thread.began.and_then(|began| metadata::moment(&began)).or(metadata.published);
    thread.document
}

/// What of a tree is the article's text.
fn readable(
    page: &Page,
    dom: &Dom,
    metadata: &Metadata,
    watch: &mut Watch,
    model: Option<&Model>,
) -> Document {
    let Some(body) = dom.body() else { return Document::default() };
    let beside = Beside::find(&body);
    if page.has(Layer::Pruning) {
        without_next_stories(dom, &metadata.title);
    }
    let mut fates = prune(dom, &Weights::of(&body), page.pruned());
    let weights = Weights::of(&body);
    let mut survivors = Survivors::choose(dom, &weights, page.has(Layer::SecondOpinion));
    if !survivors.is_empty() {
        readmit(dom, &mut survivors, &mut fates, metadata);
    }
    watch.scored(&body, &|node| survivors.fate(node, &fates));
    if page.has(Layer::Judge) {
        judge::revise(dom, &mut survivors, &mut fates, metadata, model);
    }
    beside.put_back(&body, &mut survivors, &mut fates);
    watch.pruned(dom);
    let fate = |node: &NodeRef| survivors.fate(node, &fates);
    let mut document = blocks::walk(&body, page.base(), &fate);
    // A page of bare text, too short for any scorer.
    if document.is_empty() && body.children_it(false).any(|inner| inner.is_text() && said(&inner.text()) > 0)
    {
        let same = |node: &NodeRef| match fates.get(&node.id) {
            Some(Fate::Drop) => Fate::Drop,
            _ => Fate::Same,
        };
        document = blocks::walk(&body, page.base(), &same);
    }
    watch.chosen(&body, &fate);
    let before = if watch.is_on() { document.blocks.clone() } else { Vec::new() };
    if page.has(Layer::Polish) {
        polish(&mut document, metadata);
    }
    watch.polished(&before, &document);
    document
}

/// The choice of the scorers in a tree that is pruned here.
pub(super) fn scored(dom: &Dom, metadata: &Metadata) -> Option<(Survivors, Fates)> {
    let body = dom.body()?;
    without_next_stories(dom, &metadata.title);
    let mut fates = prune(dom, &Weights::of(&body), Pruned::All);
    let weights = Weights::of(&body);
    let mut survivors = Survivors::choose(dom, &weights, true);
    if !survivors.is_empty() {
        readmit(dom, &mut survivors, &mut fates, metadata);
    }
    Some((survivors, fates))
}

fn excerpt(document: &Document) -> Text {
    let first = document.blocks.iter().find_map(|block| match block {
        crate::news::Block::Paragraph { role: Role::Body | Role::Standfirst, spans } => {
            Some(super::inline::text_of(spans))
        }
        _ => None,
    });
    let first = first.unwrap_or_default();
    match first.char_indices().nth(EXCERPT) {
        Some((end, _)) => {
            let cut = first.get(..end).unwrap_or_default();
            let cut = cut.rfind(' ').and_then(|space| cut.get(..space)).unwrap_or(cut);
            Text::line(&format!("{cut}…"))
        }
        None => Text::line(&first),
    }
}

/// Gives back what the choice of the article loses and a reader misses: the standfirst and the picture
/// between headline and text, and the credit line after the text.
fn readmit(dom: &Dom, survivors: &mut Survivors, fates: &mut Fates, metadata: &Metadata) {
    let Some(body) = dom.body() else { return };
    let elements: Vec<NodeRef> = body.descendants_it().filter(NodeRef::is_element).collect();
    let leaf = |node: &NodeRef| {
        survivors.touches(node)
            && name(node).is_some_and(|tag| matches!(&*tag, "p" | "div" | "h2" | "ul" | "section"))
    };
    let title = folded(&metadata.title);
    let heads = |node: &NodeRef| {
        name(node).is_some_and(|tag| matches!(&*tag, "h1" | "h2")) && folded(&node.text()) == title
    };
    // What holds the headline too is kept for what else is in it.
    let begins = |node: &NodeRef| {
        leaf(node) && survivors.is_kept(node) && !node.descendants_it().any(|inner| heads(&inner))
    };
    // A text of nothing but lines and breaks stands in its container itself.
    let lines = |node: &NodeRef| {
        node.children_it(false).any(|inner| inner.is_text() && said(&inner.text()) >= MIN_LINE)
    };
    let contains = |node: &NodeRef| {
        survivors.is_kept(node)
            && name(node).is_some_and(|tag| matches!(&*tag, "article" | "td" | "main"))
            && lines(node)
            && !node.descendants_it().any(|inner| heads(&inner))
    };
    let first = elements.iter().position(|node| begins(node) || contains(node));
    let Some(first) = first else { return };
    let Some(last) = elements.iter().rposition(|node| survivors.is_kept(node)) else { return };
    // What stands in the last of them belongs to it.
    let inside =
        elements.get(last).map_or(0, |node| node.descendants_it().filter(NodeRef::is_element).count());
    let last = (last + inside).min(elements.len() - 1);
    let headline = elements.get(..first).and_then(|before| before.iter().rposition(heads));
    let description = folded(&metadata.description);
    let mut admitted: Vec<NodeRef> = Vec::new();
    if let Some(headline) = headline {
        let mut pictured = false;
        let mut told = false;
        for node in elements.get(headline + 1..first).unwrap_or_default() {
            if survivors.touches(node) {
                continue;
            }
            let Some(tag) = name(node) else { continue };
            if !pictured && (&*tag == "figure" && has_picture(node) || pictures::is_captioned(node, fates)) {
                pictured = true;
                admitted.push(*node);
            }
            if !told
                && matches!(&*tag, "p" | "div" | "h2" | "h3" | "span")
                && is_standfirst(node, fates, &description)
            {
                told = true;
                fates.insert(node.id, Fate::As(Role::Standfirst));
                admitted.push(*node);
            }
        }
    }
    admitted.extend(pictures::between(elements.get(first..=last).unwrap_or_default(), survivors, fates));
    for node in elements.get(last + 1..).unwrap_or_default().iter().take(200) {
        let line = name(node).is_some_and(|tag| matches!(&*tag, "p" | "div" | "em" | "span"))
            && !node.descendants_it().any(|inner| inner.has_name("p"));
        if line && is_credit(&node.text()) {
            admitted.push(*node);
            break;
        }
    }
    for node in admitted {
        survivors.admit(&node);
    }
}

fn has_picture(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| inner.has_name("img") || inner.has_name("amp-img"))
}

/// Whether an element between headline and text is the summary: it says so, or it says what the page's
/// description says.
fn is_standfirst(node: &NodeRef, fates: &Fates, description: &str) -> bool {
    let block = node
        .descendants_it()
        .any(|inner| name(&inner).is_some_and(|tag| matches!(&*tag, "img" | "ul" | "h1" | "h2" | "figure")));
    if block {
        return false;
    }
    let named = fates.get(&node.id) == Some(&Fate::As(Role::Standfirst));
    let text = folded(&node.text());
    let length = said(&text);
    let told = length >= 30
        && !description.is_empty()
        && (text == *description
            || (length >= 60 && (description.starts_with(&text) || text.starts_with(description))));
    (30..900).contains(&length) && (named || told)
}
