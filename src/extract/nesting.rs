//! The look ahead over a page's tags that keeps its tree shallow.
//!
//! An HTML parser walks its stack of open elements at almost every tag, and opens unclosed formatting
//! again in every paragraph, so a small page can cost hours. Before the parser sees the page, this pass,
//! linear in its length, leaves out the tags beyond a depth, formatting that is left open over and over,
//! attributes beyond a number, and what says nothing to a reader beyond the number that a page may have of
//! it, so that a hundred thousand comments do not cost the article after them. It knows just enough of HTML (WHATWG, 13.2.5) to find the tags.

use std::borrow::Cow;
use std::ops::Range;

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

/// Open elements looked at for the start of an end tag; what is deeper is left to the parser.
const LOOK_BACK: usize = 64;

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "frame", "keygen", "basefont", "bgsound",
];

/// Elements that another of their kind closes: left open they do not nest.
const SELF_CLOSING: &[&str] = &[
    "p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup",
    "caption", "rp", "rt", "rb", "rtc", "html", "head", "body",
];

/// The formatting elements of the HTML standard, which are opened again in every new block.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose content is text up to their own end tag.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Leaves out what would nest too deep; borrows when nothing does.
pub(super) fn tame(html: &str, caps: Caps) -> Cow<'_, str> {
    let mut taming = Taming {
        html,
        caps,
        open: Vec::new(),
        formatting: Vec::new(),
        cuts: Vec::new(),
        voids: 0,
        comments: 0,
        scripts: 0,
    };
    taming.scan();
    if taming.cuts.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for cut in taming.cuts {
        out.push_str(html.get(from..cut.start).unwrap_or_default());
        from = cut.end;
    }
    out.push_str(html.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// An element that is open, and whether its start tag was left in.
struct Open<'a> {
    name: &'a str,
    kept: bool,
}

struct Taming<'a> {
    html: &'a str,
    caps: Caps,
    open: Vec<Open<'a>>,
    formatting: Vec<Open<'a>>,
    cuts: Vec<Range<usize>>,
    voids: usize,
    comments: usize,
    scripts: usize,
}

impl<'a> Taming<'a> {
    fn scan(&mut self) {
        let mut at = 0;
        while let Some(next) = self.find("<", at) {
            at = match self.html.as_bytes().get(next + 1) {
                Some(b'!') if self.follows("<!--", next) => self.comment(next),
                Some(b'/') => self.end_tag(next),
                Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(next),
                _ => next + 1,
            };
        }
    }

    fn find(&self, needle: &str, from: usize) -> Option<usize> {
        self.html.get(from..)?.find(needle).map(|at| from + at)
    }

    fn follows(&self, text: &str, at: usize) -> bool {
        self.html.get(at..).is_some_and(|rest| rest.starts_with(text))
    }

    fn comment(&mut self, at: usize) -> usize {
        // `<!-->` and `<!--->` are whole comments.
        let end = self.find("-->", at + 2).map_or(self.html.len(), |end| end + 3);
        self.comments += 1;
        if self.comments > MAX_COMMENTS {
            self.cuts.push(at..end);
        }
        end
    }

    fn name(&self, at: usize) -> &'a str {
        let rest = self.html.get(at..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    fn start_tag(&mut self, start: usize) -> usize {
        let name = self.name(start + 1);
        let (end, surplus) = self.attributes(start + 1 + name.len());
        let kept = if one_of(VOID, name) {
            self.voids += 1;
            self.voids <= MAX_VOID
        } else if one_of(SELF_CLOSING, name) || one_of(RAW, name) {
            // Nothing nests in raw text; without its tag it would be text of the page.
            true
        } else if one_of(FORMATTING, name) {
            self.open_formatting(name)
        } else {
            let kept = self.open.len() < self.caps.depth;
            self.open.push(Open { name, kept });
            kept
        };
        if !kept {
            self.cuts.push(start..end);
        } else if let Some(surplus) = surplus {
            self.cuts.push(surplus);
        }
        if one_of(RAW, name) {
            let raw_end = self.raw_end(name, end);
            return self.raw(name, start, raw_end);
        }
        end
    }

    /// An element of raw text that ends here; scripts and styles beyond their number go.
    fn raw(&mut self, name: &str, start: usize, end: usize) -> usize {
        if one_of(&["script", "style"], name) {
            self.scripts += 1;
            if self.scripts > MAX_SCRIPTS {
                // What was cut of its tag is part of it.
                while self.cuts.last().is_some_and(|cut| cut.start >= start) {
                    self.cuts.pop();
                }
                self.cuts.push(start..end);
            }
        }
        end
    }

    fn open_formatting(&mut self, name: &'a str) -> bool {
        // A link closes the one before it.
        if name.eq_ignore_ascii_case("a") && self.formatting.iter().any(|open| open.name == name) {
            return true;
        }
        let kept = self.formatting.len() < self.caps.formatting;
        self.formatting.push(Open { name, kept });
        kept
    }

    fn end_tag(&mut self, start: usize) -> usize {
        let name = self.name(start + 2);
        let end = self.find(">", start).map_or(self.html.len(), |end| end + 1);
        if name.is_empty() || one_of(SELF_CLOSING, name) {
            return end;
        }
        let list = if one_of(FORMATTING, name) { &mut self.formatting } else { &mut self.open };
        let found = list.iter().rev().take(LOOK_BACK).position(|open| open.name.eq_ignore_ascii_case(name));
        if let Some(back) = found {
            let at = list.len() - 1 - back;
            let kept = list.get(at).is_none_or(|open| open.kept);
            if one_of(FORMATTING, name) {
                list.remove(at);
            } else {
                list.truncate(at);
            }
            if !kept {
                self.cuts.push(start..end);
            }
        }
        end
    }

    /// The end of a tag whose attributes begin here, and where there are too many of them.
    fn attributes(&self, from: usize) -> (usize, Option<Range<usize>>) {
        let bytes = self.html.as_bytes();
        let (mut at, mut count, mut surplus) = (from, 0, None);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' => return (at + 1, surplus.map(|start| start..at)),
                b'=' => at = self.after_value(at + 1),
                byte if byte.is_ascii_whitespace() || *byte == b'/' => at += 1,
                _ => {
                    count += 1;
                    if count == MAX_ATTRIBUTES + 1 {
                        surplus = Some(at);
                    }
                    at += 1;
                    while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !b"/>=".contains(b)) {
                        at += 1;
                    }
                }
            }
        }
        (bytes.len(), None)
    }

    fn after_value(&self, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        let mut at = from;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
            let quote = if *quote == b'"' { "\"" } else { "'" };
            return self.find(quote, at + 1).map_or(bytes.len(), |end| end + 1);
        }
        while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && *b != b'>') {
            at += 1;
        }
        at
    }

    fn raw_end(&self, name: &str, from: usize) -> usize {
        let mut at = from;
        while let Some(next) = self.find("</", at) {
            if self.name(next + 2).eq_ignore_ascii_case(name) {
                return self.find(">", next).map_or(self.html.len(), |end| end + 1);
            }
            at = next + 2;
        }
        self.html.len()
    }
}

fn one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
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
    fn surplus_attributes_go() {
        let many = (0..500).map(|n| format!(" a{n}='>'")).collect::<Vec<_>>().concat();
        let tamed = tame(&format!("<p{many}>x"), CAPS).into_owned();
        assert!(tamed.contains("a199=") && !tamed.contains("a200=") && tamed.ends_with(">x"));
    }
}
