//! The look ahead over a page's tags that keeps its tree shallow and its article in sight.
//!
//! An HTML parser walks its stack of open elements at almost every tag, and opens unclosed formatting
//! again in every paragraph, so a small page can cost hours. Before the parser sees the page, this pass,
//! linear in its length, leaves out the tags beyond a depth, formatting that is left open over and over,
//! attributes beyond a number, and what says nothing to a reader beyond the number that a page may have of
//! it, so that a hundred thousand comments do not cost the article after them. And it ends what was never
//! ended and would take the rest of the article out of sight: comments, scripts, fields, quotes of
//! attributes, and elements like `<svg>`, `<select>` or `<template>`, each where text goes on.
//! It knows just enough of HTML (WHATWG, 13.2.5) to find the tags.

mod edits;
mod escaped;
mod long_text;
mod names;
mod raw;
mod source;

use std::borrow::Cow;

use edits::Edits;
use escaped::{Outer, inner_scripts, outer_end};
use names::{BLOCKS, FORMATTING, PARAGRAPHS, RAW, SELF_CLOSING, Swallows, VOID, one_of, swallows};
use raw::{RawEnd, raw_end};
use source::Source;

/// What is too much.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caps {
    /// Elements open at once, not counting those that close by themselves.
    pub depth: usize,
    /// Formatting elements open at once.
    pub formatting: usize,
}

/// Attributes one tag may have.
const MAX_ATTRIBUTES: usize = 200;

/// Elements without an end, comments, and scripts and styles that one page may have.
const MAX_VOID: usize = 20_000;
const MAX_COMMENTS: usize = 10_000;
const MAX_SCRIPTS: usize = 2_000;

/// End tags of paragraphs and lines, each of which makes an element where none is open.
const MAX_MAKING_ENDS: usize = 20_000;

/// Open elements looked at for the start of an end tag; what is deeper is left to the parser.
const LOOK_BACK: usize = 64;

/// Leaves out what would nest too deep and ends what has no end; borrows when nothing does.
pub(super) fn tame(html: &str, caps: Caps) -> Cow<'_, str> {
    let mut taming = Taming {
        page: Source::new(html),
        caps,
        open: Vec::new(),
        formatting: Vec::new(),
        edits: Edits::default(),
        voids: 0,
        comments: 0,
        scripts: 0,
        making_ends: 0,
        runaways: 0,
        framed: false,
    };
    taming.scan();
    taming.leave_open();
    taming.edits.apply(html)
}

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    /// Whether its start tag was left in.
    kept: bool,
    /// Where the first block, and the first paragraph, in it begins.
    block: Option<usize>,
    paragraph: Option<usize>,
}

struct Taming<'a> {
    page: Source<'a>,
    caps: Caps,
    open: Vec<Open<'a>>,
    formatting: Vec<Open<'a>>,
    edits: Edits<'a>,
    voids: usize,
    comments: usize,
    scripts: usize,
    making_ends: usize,
    runaways: u32,
    /// Whether the page is made of frames.
    framed: bool,
}

impl<'a> Taming<'a> {
    fn scan(&mut self) {
        let (mut at, mut is_text) = (0, true);
        while let Some(next) = self.page.find("<", at) {
            if is_text {
                self.text(at, next);
            }
            let what = self.page.byte(next + 1);
            // What begins like this is a comment as far as the next `>`.
            is_text = !matches!(what, Some(b'!' | b'?')) || self.page.follows("<!--", next);
            at = match what {
                Some(b'!') if is_text => self.comment(next),
                Some(b'/') => self.end_tag(next),
                Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(next),
                _ => next + 1,
            };
        }
        if is_text {
            self.text(at, self.page.html.len());
        }
    }

    /// Text between two tags.
    fn text(&mut self, from: usize, to: usize) {
        for at in long_text::places(self.page.html, from, to) {
            self.edits.part(at);
        }
    }

    /// A comment; one without an end goes as far as the next block.
    fn comment(&mut self, at: usize) -> usize {
        let last = self.page.html.len();
        // `<!-->` and `<!--->` are whole comments.
        let own = self.page.comment_end(at + 2).filter(|end| !self.is_others(at, *end));
        let end = own.unwrap_or_else(|| {
            self.page.block(at, last).inspect(|end| self.edits.close_comment(*end)).unwrap_or(last)
        });
        self.comments += 1;
        if self.comments > MAX_COMMENTS {
            self.edits.cut(at..end);
        }
        end
    }

    /// Whether the end of a comment belongs to another that begins in it, with blocks ending between them that
    /// began outside: who takes a part of a page away takes it whole.
    fn is_others(&self, start: usize, end: usize) -> bool {
        let inside = self.page.html.get(start + 4..end).and_then(|inside| inside.find("<!--"));
        inside.is_some_and(|inner| self.page.ends_more(start, start + 4 + inner))
    }

    fn start_tag(&mut self, start: usize) -> usize {
        let name = self.page.name(start + 1);
        let end = self.attributes(start + 1 + name.len());
        self.mark(name, start);
        let kept = if one_of(VOID, name) {
            self.voids += 1;
            self.voids <= MAX_VOID
        } else if one_of(&["plaintext"], name) {
            // It would end all markup, and no page means it.
            false
        } else if one_of(&["frameset"], name) || self.framed && one_of(&["noframes"], name) {
            // A browser shows the frames and hides the words that stand in for them, which are all that can be read.
            self.framed = true;
            false
        } else if one_of(&["option", "optgroup"], name) && !self.is_in_choice() {
            false
        } else if one_of(SELF_CLOSING, name) || one_of(RAW, name) {
            // Nothing nests in raw text; without its tag it would be text of the page.
            true
        } else if one_of(FORMATTING, name) {
            self.open_formatting(name)
        } else {
            let kept = self.open.len() < self.caps.depth;
            self.open.push(Open { name, kept, block: None, paragraph: None });
            kept
        };
        if !kept {
            self.edits.cut(start..end);
        }
        if kept && one_of(RAW, name) { self.raw(name, start, end) } else { end }
    }

    /// Whether a choice stands open, whose items may begin here.
    fn is_in_choice(&self) -> bool {
        self.open.iter().rev().take(LOOK_BACK).any(|open| one_of(&["select", "datalist"], open.name))
    }

    /// Notes in what is open that a block begins here.
    fn mark(&mut self, name: &str, start: usize) {
        if !one_of(BLOCKS, name) {
            return;
        }
        // Who has a block has it in all that it stands in.
        for list in [&mut self.open, &mut self.formatting] {
            for open in list.iter_mut().rev().take_while(|open| open.block.is_none()) {
                open.block = Some(start);
            }
            if one_of(PARAGRAPHS, name) {
                for open in list.iter_mut().rev().take_while(|open| open.paragraph.is_none()) {
                    open.paragraph = Some(start);
                }
            }
        }
    }

    /// An element of raw text, up to its end; scripts and styles beyond their number go.
    fn raw(&mut self, name: &'a str, start: usize, from: usize) -> usize {
        let alone = self.page.html.get(..from).is_some_and(|tag| tag.ends_with("/>"));
        let mut ends = raw_end(&self.page, name, from, alone);
        if one_of(&["script"], name) {
            let outer = match ends {
                RawEnd::Tag(close) => outer_end(&self.page, from, close, &mut self.runaways),
                RawEnd::Missing(end) => inner_scripts(&self.page, from, end).map(Outer::Runaway),
                RawEnd::Never => None,
            };
            match outer {
                Some(Outer::Tag(end)) => ends = RawEnd::Tag(end),
                Some(Outer::Runaway(inner)) => inner.into_iter().for_each(|at| self.edits.cut(at..at + 1)),
                None => {}
            }
        }
        let end = match ends {
            RawEnd::Tag(close) => self.page.find(">", close).map_or(self.page.html.len(), |end| end + 1),
            RawEnd::Missing(end) => {
                self.edits.close(name, end);
                end
            }
            RawEnd::Never => self.page.html.len(),
        };
        if one_of(&["script", "style"], name) {
            self.scripts += 1;
            if self.scripts > MAX_SCRIPTS {
                self.edits.cut(start..end);
            }
        }
        end
    }

    fn open_formatting(&mut self, name: &'a str) -> bool {
        // A link closes the one before it, which should have ended before the paragraphs between them.
        if name.eq_ignore_ascii_case("a")
            && let Some(before) = self.formatting.iter_mut().rev().find(|open| open.name == name)
        {
            if let Some(paragraph) = before.paragraph.take().filter(|_| before.kept) {
                self.edits.close(name, paragraph);
            }
            before.block = None;
            return true;
        }
        let kept = self.formatting.len() < self.caps.formatting;
        self.formatting.push(Open { name, kept, block: None, paragraph: None });
        kept
    }

    fn end_tag(&mut self, start: usize) -> usize {
        let name = self.page.name(start + 2);
        let end = self.page.find(">", start).map_or(self.page.html.len(), |end| end + 1);
        if one_of(&["p", "br"], name) {
            self.making_ends += 1;
            if self.making_ends > MAX_MAKING_ENDS {
                self.edits.cut(start..end);
            }
            return end;
        }
        if self.framed && one_of(&["frameset", "noframes"], name) {
            self.edits.cut(start..end);
        }
        if name.is_empty() || one_of(SELF_CLOSING, name) {
            return end;
        }
        let formatting = one_of(FORMATTING, name);
        let list = if formatting { &mut self.formatting } else { &mut self.open };
        let found = list.iter().rev().take(LOOK_BACK).position(|open| open.name.eq_ignore_ascii_case(name));
        if let Some(back) = found {
            let at = list.len() - 1 - back;
            let kept = list.get(at).is_none_or(|open| open.kept);
            if formatting {
                list.remove(at);
            } else {
                let left = list.split_off(at + 1);
                list.truncate(at);
                self.close(left, one_of(&["article", "main"], name));
            }
            if !kept {
                self.edits.cut(start..end);
            }
        }
        end
    }

    /// Ends elements that were left open before the text that they would swallow; those that may hold
    /// paragraphs only if what ends here is the article.
    fn close(&mut self, left: Vec<Open<'a>>, whole: bool) {
        for open in left.into_iter().rev().filter(|open| open.kept) {
            let at = match swallows(open.name) {
                Swallows::Blocks => open.block,
                Swallows::Paragraphs if whole => open.paragraph,
                _ => None,
            };
            if let Some(at) = at {
                self.edits.close(open.name, at);
            }
        }
    }

    /// What is open at the end of the page.
    fn leave_open(&mut self) {
        let links = std::mem::take(&mut self.formatting);
        let open = std::mem::take(&mut self.open);
        self.close(links, true);
        self.close(open, true);
    }

    /// The end of a tag whose attributes begin here; those beyond their number go, and so does a quote that
    /// has no partner.
    fn attributes(&mut self, from: usize) -> usize {
        let (mut at, mut count, mut surplus) = (from, 0, None);
        while let Some(byte) = self.page.byte(at) {
            match byte {
                b'>' => {
                    if let Some(start) = surplus {
                        self.edits.cut(start..at);
                    }
                    return at + 1;
                }
                b'=' => at = self.after_value(at + 1),
                byte if byte.is_ascii_whitespace() || byte == b'/' => at += 1,
                _ => {
                    count += 1;
                    if count == MAX_ATTRIBUTES + 1 {
                        surplus = Some(at);
                    }
                    at += 1;
                    while self.page.byte(at).is_some_and(|b| !b.is_ascii_whitespace() && !b"/>=".contains(&b))
                    {
                        at += 1;
                    }
                }
            }
        }
        self.page.html.len()
    }

    fn after_value(&mut self, from: usize) -> usize {
        let mut at = from;
        while self.page.byte(at).is_some_and(|byte| byte.is_ascii_whitespace()) {
            at += 1;
        }
        if let Some(quote @ (b'"' | b'\'')) = self.page.byte(at) {
            if let Some(end) = self.page.quote(quote, at + 1).filter(|end| self.is_partner(at, *end)) {
                return end + 1;
            }
            self.edits.cut(at..at + 1);
        }
        while self.page.byte(at).is_some_and(|byte| !byte.is_ascii_whitespace() && byte != b'>') {
            at += 1;
        }
        at
    }

    /// Whether two quotes hold a value: not if blocks of the page stand between them and the second one
    /// begins a value of its own.
    fn is_partner(&self, start: usize, end: usize) -> bool {
        let after = self.page.byte(end + 1);
        after.is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(&byte))
            || self.page.block(start, end).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAPS: Caps = Caps { depth: 4, formatting: 2 };

    #[test]
    fn an_ordinary_page_is_left_alone() {
        let page = "<!doctype html><div class=\"a > b\"><p>x<p>y<b>z</b><!-- <div> --><script>'<div>'</script>\
                    <ul><li>1<li>2</ul></div>";
        assert!(matches!(tame(page, CAPS), Cow::Borrowed(_)));
    }

    #[test]
    fn tags_beyond_the_depth_go_and_their_text_stays() {
        let deep = format!("{}x{}y", "<div>".repeat(9), "</div>".repeat(9));
        assert_eq!(tame(&deep, CAPS), format!("{}x{}y", "<div>".repeat(4), "</div>".repeat(4)));
    }

    #[test]
    fn a_script_at_the_bottom_stays_a_script() {
        let deep = format!("{}<script>x</script><style>y</style>z", "<div>".repeat(9));
        let tamed = tame(&deep, CAPS);
        assert_eq!(tamed, format!("{}<script>x</script><style>y</style>z", "<div>".repeat(4)));
    }

    #[test]
    fn formatting_left_open_is_opened_twice_at_most() {
        assert_eq!(tame("<b id=1><p><i><u>x</u></i></b><u>y</u>", CAPS), "<b id=1><p><i>x</i></b><u>y</u>");
        let links = "<a href=1>x<a href=2>y<a href=3>z</a>";
        assert_eq!(tame(links, CAPS), links);
    }

    #[test]
    fn what_says_nothing_goes_beyond_its_number_and_text_stays() {
        let page = format!(
            "a{}b{}c{}d<script a>x</script>e",
            "<!-- x -->".repeat(MAX_COMMENTS + 5),
            "<meta x=1>".repeat(MAX_VOID + 5),
            "<script>'</b>'</script>".repeat(MAX_SCRIPTS + 5)
        );
        let tamed = tame(&page, CAPS).into_owned();
        let count = |what: &str| tamed.matches(what).count();
        assert_eq!((count("<!--"), count("<meta"), count("<script>")), (MAX_COMMENTS, MAX_VOID, MAX_SCRIPTS));
        assert!(tamed.starts_with("a<") && tamed.ends_with("</script>de"), "{}", tamed.len());
    }

    #[test]
    fn long_text_is_parted_and_end_tags_without_a_beginning_are_few() {
        let page = format!("<p>{}<b>x</b>{}", "« long » ".repeat(2000), "words&nbsp;".repeat(2000));
        let tamed = tame(&page, CAPS).into_owned();
        assert!(tamed.matches("<!---->").count() >= 4);
        assert_eq!(tamed.replace("<!---->", ""), page);
        // Not where it would be text, or end what is none.
        let raw = format!(
            "<title>{0}</title><script>{0}</script><!-- {0} --><!x {0}><? {0}>",
            "long ".repeat(2000)
        );
        assert_eq!(tame(&raw, CAPS), raw);
        let ends = tame(&"</p></br>".repeat(MAX_MAKING_ENDS), CAPS).into_owned();
        assert_eq!(ends.matches("</").count(), MAX_MAKING_ENDS);
    }

    #[test]
    fn surplus_attributes_go() {
        let many = (0..500).map(|n| format!(" a{n}='>'")).collect::<Vec<_>>().concat();
        let tamed = tame(&format!("<p{many}>x"), CAPS).into_owned();
        assert!(tamed.contains("a199=") && !tamed.contains("a200=") && tamed.ends_with(">x"));
    }
}
