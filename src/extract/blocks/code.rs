//! Text whose lines and spaces matter.

use std::borrow::Cow;

use dom_query::NodeRef;

use super::{Context, MAX_DEPTH, Walker, is_skipped};
use crate::extract::tokens::{attr, first_attr, is_hidden, name, tokens};
use crate::news::{Block, Text};

/// Lines of preformatted text in one document. No measure makes fewer of them, and each is held as a line of the page.
pub(super) const MAX_LINES: usize = 100_000;

impl Walker<'_> {
    /// As many of the lines as there is room for, and a sign where some are left out; nothing once there is none.
    fn with_room<'t>(&mut self, lines: &'t str) -> Cow<'t, str> {
        if self.lines == 0 {
            return Cow::Borrowed("");
        }
        let end = lines.match_indices('\n').nth(self.lines - 1);
        let (kept, shown) = match end {
            None => (lines, Cow::Borrowed(lines)),
            Some((at, _)) => (&lines[..at], Cow::Owned(format!("{}\n…", &lines[..at]))),
        };
        self.lines = self.lines.saturating_sub(kept.matches('\n').count() + 1);
        shown
    }

    pub(super) fn code(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        if context.silent {
            return self.children(node, context);
        }
        let mut text = String::new();
        preformatted(node, &mut text, self.depth);
        let lines = self.with_room(text.trim_matches('\n').trim_end());
        let lines = lines.as_ref();
        if are_numbers(lines) && stands_in_cell(node) {
            return;
        }
        if code_lang(node).is_none()
            && !node.descendants_it().any(|inner| inner.has_name("code"))
            && let Some(paragraphs) = prose(lines)
        {
            for paragraph in paragraphs {
                let rest = paragraph.len().saturating_sub(1);
                let broken = paragraph.iter().take(rest).all(|line| line.chars().count() >= BROKEN);
                for (at, line) in paragraph.iter().enumerate() {
                    match at {
                        0 => {}
                        _ if broken => self.inline.push(" ", context.style, context.link),
                        _ => self.inline.line_break(),
                    }
                    self.inline.push(line, context.style, context.link);
                }
                self.flush();
            }
            return;
        }
        if !lines.trim().is_empty() {
            self.push(Block::Code { lang: code_lang(node), text: Text::lines(lines) });
        }
    }
}

/// Whether lines are the numbers of two lines or more and nothing else: 1, 2, 3.
fn are_numbers(lines: &str) -> bool {
    let mut numbers = lines.split_whitespace().map(str::parse::<u32>).peekable();
    let Some(Ok(first)) = numbers.next() else { return false };
    numbers.peek().is_some()
        && numbers
            .zip(u64::from(first) + 1..)
            .all(|(number, next)| number.is_ok_and(|number| u64::from(number) == next))
}

/// Whether code stands in a cell before one of code, as its numbers do.
fn stands_in_cell(node: &NodeRef) -> bool {
    node.ancestors_it(Some(3)).filter(|outer| outer.has_name("td")).any(|cell| {
        cell.next_element_sibling()
            .is_some_and(|next| next.descendants_it().any(|inner| inner.has_name("pre")))
    })
}

/// Characters that a line has at least where a program broke it.
const BROKEN: usize = 45;

/// Words that prose has at least.
const MIN_WORDS: usize = 40;

/// The paragraphs of a preformatted text that is prose, as mail and old pages have it: few signs, few lines set in,
/// no columns, and most of its words in paragraphs that end as sentences do.
fn prose(text: &str) -> Option<Vec<Vec<&str>>> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let (mut solid, mut letters, mut signs) = (0, 0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        solid += 1;
        letters += usize::from(c.is_alphabetic());
        signs += usize::from("{}[]<>=;\\|$#_~^`+*".contains(c));
    }
    let written: Vec<&&str> = lines.iter().filter(|line| !line.is_empty()).collect();
    let odd = |line: &&&str| {
        line.starts_with(['\t', '>']) || line.starts_with("    ") || line.trim_start().contains("   ")
    };
    let set_in = written.iter().filter(|line| odd(line)).count();
    if letters * 10 < solid * 8 || signs * 100 > solid || set_in * 10 > written.len() {
        return None;
    }
    let words = |lines: &[&str]| lines.iter().map(|line| line.split_whitespace().count()).sum::<usize>();
    let paragraphs: Vec<Vec<&str>> = lines
        .split(|line| line.is_empty())
        .filter(|lines| !lines.is_empty())
        .map(|lines| lines.iter().map(|line| line.trim()).collect())
        .collect();
    let ends = |lines: &&Vec<&str>| {
        lines
            .last()
            .is_some_and(|line| line.ends_with(['.', '!', '?', ':', '”', '"', ')', '…', '»', '。', '؟']))
    };
    let ended: usize = paragraphs.iter().filter(ends).map(|lines| words(lines)).sum();
    let all: usize = paragraphs.iter().map(|lines| words(lines)).sum();
    (all >= MIN_WORDS && ended * 3 >= all * 2).then_some(paragraphs)
}

/// The text of preformatted code as it stands, without line numbers.
fn preformatted(node: &NodeRef, text: &mut String, depth: usize) {
    let mut child = node.first_child();
    while let Some(current) = child {
        child = current.next_sibling();
        if current.is_text() {
            text.push_str(&current.text());
            continue;
        }
        let Some(tag) = name(&current) else { continue };
        let gutter = tokens(&current).iter().any(|token| {
            matches!(token.as_str(), "gutter" | "lineno" | "linenos" | "linenumber" | "linenumbers" | "lnt")
        });
        if &*tag == "br" {
            text.push('\n');
        } else if !gutter && !is_skipped(&tag) && !is_hidden(&current) && depth < MAX_DEPTH {
            preformatted(&current, text, depth + 1);
            if matches!(&*tag, "div" | "p" | "li" | "tr") && !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }
}

/// The language of code: `language-rust` or `lang-rust` on it, inside or around it.
fn code_lang(node: &NodeRef) -> Option<Text> {
    let inner = node.descendants_it().find(|child| child.has_name("code"));
    let around = node.parent();
    [Some(*node), inner, around].into_iter().flatten().find_map(|place| {
        let data = first_attr(&place, &["data-lang", "data-language"]);
        let class = || {
            let class = attr(&place, "class")?;
            let named = class.split_whitespace().find_map(|word| {
                ["language-", "lang-", "highlight-source-"]
                    .iter()
                    .find_map(|prefix| word.strip_prefix(prefix))
            })?;
            Some(named.to_owned())
        };
        data.or_else(class).and_then(|lang| Text::line(&lang.to_lowercase()).non_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fragment;
    use crate::news::Address;

    #[test]
    fn code_beyond_the_room_for_lines_leaves_one_sign() {
        let address = Address::parse("https://example.org/").unwrap();
        let page =
            format!("<pre><code>{}</pre>{}", "x\n".repeat(MAX_LINES + 5), "<pre><code>y</pre>".repeat(1000));
        let document = fragment(&page, &address);
        let codes = document.blocks.iter().filter_map(|block| match block {
            Block::Code { text, .. } => Some(text.as_str()),
            _ => None,
        });
        let lines: Vec<&str> = codes.flat_map(str::lines).collect();
        assert_eq!((lines.len(), lines.last().copied()), (MAX_LINES + 1, Some("…")));
    }
}
