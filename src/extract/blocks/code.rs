//! Text whose lines and spaces matter.

use dom_query::NodeRef;

use super::{Context, MAX_DEPTH, Walker, is_skipped};
use crate::extract::tokens::{attr, first_attr, is_hidden, name, tokens};
use crate::news::{Block, Text};

impl Walker<'_> {
    pub(super) fn code(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        if context.silent {
            return self.children(node, context);
        }
        let mut text = String::new();
        preformatted(node, &mut text, self.depth);
        let lines = text.trim_matches('\n').trim_end();
        if !lines.trim().is_empty() {
            self.push(Block::Code { lang: code_lang(node), text: Text::lines(lines) });
        }
    }
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
        let gutter = tokens(&current)
            .iter()
            .any(|token| matches!(token.as_str(), "gutter" | "lineno" | "linenos" | "linenumber"));
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
