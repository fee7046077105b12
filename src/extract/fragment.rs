//! A feed's own HTML → document.

use super::page::{Limits, has_tags};
use super::{blocks, plain_lines, tree};
use crate::news::{Address, Document};

/// Makes a document of the HTML that a feed carries; links are relative to `base`. The limits and
/// the cleaning are those of a page, but nothing is left out for being beside the article. What has no tag is plain text,
/// and its lines are lines.
pub fn fragment(html: &str, base: &Address) -> Document {
    let limits = Limits::default();
    let html = html.get(..html.floor_char_boundary(limits.bytes)).unwrap_or(html);
    let shown = (!has_tags(html)).then(|| plain_lines::shown(html));
    let grown = tree::grow(shown.as_deref().unwrap_or(html), &limits);
    blocks::walk(&grown.dom.root(), base, &|_| blocks::Fate::Keep)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Block;

    /// The paragraphs of what a feed carries, with `/` for an end of a line.
    fn lines(html: &str) -> Vec<String> {
        let document = fragment(html, &Address::parse("https://a.test/").unwrap());
        let said = document.blocks.iter().map(|block| match block {
            Block::Paragraph { spans, .. } => spans.iter().map(|span| span.text.as_str()).collect::<String>(),
            other => panic!("{other:?}"),
        });
        said.map(|text| text.replace('\n', "/")).collect()
    }

    #[test]
    fn text_without_tags_keeps_its_lines() {
        assert_eq!(lines("Line one\nLine two\n\nPara two"), ["Line one/Line two", "Para two"]);
        assert_eq!(lines("One line.\r\n\r\n1 &lt; 2 &amp; 3 < 4"), ["One line.", "1 < 2 & 3 < 4"]);
        let wrapped = "The first line of a text that some program broke at a width,\n  and its rest.";
        let joined = ["The first line of a text that some program broke at a width, and its rest."];
        assert_eq!(lines(wrapped), joined);
        let sentences = "The first line of a text that some person wrote as it stands.\nAnother.";
        assert_eq!(lines(sentences), [sentences.replace('\n', "/")]);
        assert_eq!(lines("<p>Line one\nLine two\n\nPara two</p>"), ["Line one Line two Para two"]);
    }
}
