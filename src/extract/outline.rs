//! A page as a flat run of texts and links with the elements they stand in.
//!
//! Calendars and listings are found by order and repetition, not by markup: this is the form they
//! are looked for in. Made in one walk; scripts, styles and hidden templates are not in it.

mod attributes;

use std::ops::Range;

use dom_query::NodeRef;

use super::Page;
use crate::news::Address;

/// An element of the outline.
pub(super) struct Elem {
    /// The element it stands in; the first one stands in itself.
    pub parent: usize,
    /// Its tag name, lower case.
    pub name: String,
    /// Its classes and id as written.
    pub class: String,
    /// The time its attributes give, where they do.
    pub datetime: Option<String>,
    /// The texts inside.
    pub pieces: Range<usize>,
}

/// A text node that says something.
pub(super) struct Piece {
    /// The text, white space collapsed.
    pub text: String,
    /// The element it stands in.
    pub elem: usize,
    /// The link it stands in.
    pub link: Option<usize>,
    /// Whether it is an `<option>` that is not selected.
    pub unselected: bool,
}

/// A link to somewhere.
pub(super) struct Link {
    /// Where it leads.
    pub address: Address,
    /// Its element.
    pub elem: usize,
    /// The texts inside.
    pub pieces: Range<usize>,
    /// `rel`, lower case.
    pub rel: String,
    /// `title`, `aria-label` and classes, for links that only show a sign.
    pub label: String,
    /// `title` as it is written, white space collapsed; else `aria-label`.
    pub title: Option<String>,
    /// What stands for the first picture in it.
    pub alt: Option<String>,
}

/// A picture.
pub(super) struct Picture {
    /// Where it is.
    pub address: Address,
    /// Its element.
    pub elem: usize,
}

/// The outline of a page's body.
pub(super) struct Outline {
    pub elems: Vec<Elem>,
    pub pieces: Vec<Piece>,
    pub links: Vec<Link>,
    pub pictures: Vec<Picture>,
}

const SKIPPED: [&str; 9] =
    ["script", "style", "noscript", "template", "svg", "iframe", "object", "textarea", "math"];

impl Outline {
    /// Walks a page once.
    pub fn of(page: &Page) -> Self {
        let mut outline =
            Self { elems: Vec::new(), pieces: Vec::new(), links: Vec::new(), pictures: Vec::new() };
        let Some(body) = page.dom().body() else { return outline };
        let mut walk = Walk { page, outline: &mut outline, open: Vec::new(), link: None };
        let mut node = body;
        walk.enter(&node);
        loop {
            let goes_down = walk.open.last().is_some_and(|open| open.2);
            if let Some(child) = node.first_child().filter(|_| goes_down) {
                node = child;
                walk.enter(&node);
                continue;
            }
            loop {
                walk.leave();
                if walk.open.is_empty() {
                    return outline;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    walk.enter(&node);
                    break;
                }
                match node.parent() {
                    Some(parent) => node = parent,
                    None => return outline,
                }
            }
        }
    }

    /// An element and all it stands in, innermost first.
    pub fn ancestors(&self, elem: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(elem);
        std::iter::from_fn(move || {
            let now = next?;
            let parent = self.elems.get(now)?.parent;
            next = (parent != now).then_some(parent);
            Some(now)
        })
    }

    /// The innermost element that both stand in.
    pub fn common(&self, a: usize, b: usize) -> usize {
        let of_a: Vec<usize> = self.ancestors(a).collect();
        self.ancestors(b).find(|elem| of_a.contains(elem)).unwrap_or(0)
    }

    /// All text of a link.
    pub fn text_of(&self, link: &Link) -> String {
        self.text_in(link.pieces.clone())
    }

    /// The texts of a range with spaces between.
    pub fn text_in(&self, range: Range<usize>) -> String {
        let pieces = self.pieces.get(range).unwrap_or_default();
        let mut out = String::new();
        for piece in pieces {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&piece.text);
        }
        out
    }
}

/// Where a click leads that a script follows: `location.href='/2025/11/13/'`, `window.open("…")`.
fn clicked(script: &str) -> Option<&str> {
    let at = ["location", "open("].iter().filter_map(|way| script.find(way)).min()?;
    let rest = script.get(at..)?;
    let quote = rest.find(['\'', '"'])?;
    let inner = rest.get(quote + 1..)?;
    let end = inner.find(rest.get(quote..=quote)?)?;
    inner.get(..end).filter(|target| target.contains('/') || target.contains('?'))
}

struct Walk<'p, 'o> {
    page: &'p Page,
    outline: &'o mut Outline,
    /// Open nodes: the element's number if it is one, the link that was open around it, whether its
    /// inside is walked.
    open: Vec<(Option<usize>, Option<usize>, bool)>,
    link: Option<usize>,
}

impl Walk<'_, '_> {
    fn current(&self) -> usize {
        self.open.iter().rev().find_map(|open| open.0).unwrap_or(0)
    }

    fn enter(&mut self, node: &NodeRef<'_>) {
        if node.is_text() {
            self.text(&node.text());
            self.open.push((None, self.link, false));
            return;
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            self.open.push((None, self.link, false));
            return;
        };
        let attr = |key: &str| node.attr(key).map(|value| value.to_string());
        let parent = self.current();
        let number = self.outline.elems.len();
        let start = self.outline.pieces.len();
        let class = [attr("class"), attr("id")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let name = name.to_lowercase();
        if let Some(source) = attributes::picture(node, &name) {
            // A background is its own element's, a picture that of what it stands in.
            self.picture(&source, if matches!(name.as_str(), "img" | "noscript") { parent } else { number });
        }
        if name == "img"
            && let Some(link) = self.link.and_then(|link| self.outline.links.get_mut(link))
        {
            link.alt = link.alt.take().or(attr("alt")).filter(|alt| !alt.trim().is_empty());
        }
        let walked = !SKIPPED.contains(&name.as_str());
        let unselected = name == "option" && !node.has_attr("selected");
        let outer = self.link;
        let target = match name.as_str() {
            "a" => attr("href"),
            "option" => attr("value").filter(|value| value.contains('/') || value.contains('?')),
            _ if outer.is_none() => {
                attr("data-href").or_else(|| attr("onclick").as_deref().and_then(clicked).map(str::to_owned))
            }
            _ => None,
        };
        let target = target.filter(|href| !href.trim_start().starts_with('#'));
        if let Some(address) = target.and_then(|href| self.page.base().join(&href).ok()) {
            let label = [attr("title"), attr("aria-label"), attr("class")].into_iter().flatten();
            self.link = Some(self.outline.links.len());
            self.outline.links.push(Link {
                address,
                elem: number,
                pieces: start..start,
                rel: attr("rel").unwrap_or_default().to_lowercase(),
                label: label.collect::<Vec<_>>().join(" ").to_lowercase(),
                title: attr("title")
                    .or(attr("aria-label"))
                    .map(|raw| raw.split_whitespace().collect::<Vec<_>>().join(" ")),
                alt: None,
            });
        }
        self.outline.elems.push(Elem {
            parent,
            class,
            datetime: attributes::time(node, &name),
            name,
            pieces: start..start,
        });
        self.open.push((Some(number), outer, walked));
        if unselected {
            // Marked on the text when it comes: an option holds nothing but text.
            self.outline.elems[number].class.push_str(" unselected");
        }
    }

    fn text(&mut self, raw: &str) {
        let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        let elem = self.current();
        let within = self.outline.elems.get(elem);
        let unselected = within.is_some_and(|e| e.name == "option" && e.class.ends_with(" unselected"));
        self.outline.pieces.push(Piece { text, elem, link: self.link, unselected });
    }

    fn picture(&mut self, source: &str, elem: usize) {
        if let Ok(address) = self.page.base().join(source) {
            self.outline.pictures.push(Picture { address, elem });
        }
    }

    fn leave(&mut self) {
        let Some((number, outer, _)) = self.open.pop() else { return };
        let end = self.outline.pieces.len();
        if let Some(elem) = number.and_then(|number| self.outline.elems.get_mut(number)) {
            elem.pieces.end = end;
        }
        if self.link != outer {
            if let Some(link) = self.link.and_then(|link| self.outline.links.get_mut(link)) {
                link.pieces.end = end;
            }
            self.link = outer;
        }
    }
}
