//! Messages in an archive that shows them as they were sent: lines of a head, a blank line, the text, in one
//! preformatted element. The head becomes title, author and day; the text its paragraphs, quotations and code.

use dom_query::{Document as Dom, NodeRef};

use super::metadata::{self, Metadata};
use super::words::said;
use crate::news::{Block, Document, Role, Span, Text};

/// Messages of one page that are looked at, and lines of a head.
const MOST: usize = 200;
const HEAD: usize = 40;

/// Percent of a page's letters that its messages hold: others quote one.
const SHARE: usize = 60;

/// Bytes of a message that are read.
const MAX_BYTES: usize = 1 << 20;

/// Characters that a line has at least where a program broke it.
const BROKEN: usize = 45;

struct Message {
    from: String,
    date: String,
    subject: String,
    text: String,
    /// Letters of all of it.
    letters: usize,
}

/// The messages of a page; title, author and day, which are those of the first, go to what is known of the page.
pub(super) fn read(dom: &Dom, metadata: &mut Metadata) -> Option<Document> {
    let selected = dom.select("pre");
    let messages: Vec<Message> = selected.nodes().iter().take(MOST).filter_map(message).collect();
    let first = messages.first()?;
    let sent: usize = messages.iter().map(|message| message.letters).sum();
    if sent * 100 < dom.body().map_or(0, |body| said(&body.text())) * SHARE {
        return None;
    }
    let mut blocks = Vec::new();
    for (at, message) in messages.iter().enumerate() {
        if at > 0 {
            let line = format!("{}, {}", sender(&message.from), message.date);
            blocks.push(paragraph(Role::Byline, &line));
        }
        read_text(&message.text, &mut blocks);
    }
    metadata.title = Text::line(&first.subject);
    metadata.authors = vec![Text::line(sender(&first.from))];
    metadata.published = metadata::moment(&first.date).or(metadata.published);
    Some(Document { blocks, links: Vec::new() })
}

/// The message in an element, if its text begins with a head that says who sent it, when, and about what.
fn message(node: &NodeRef) -> Option<Message> {
    let text = node.text();
    let text = text.get(..text.floor_char_boundary(MAX_BYTES))?.trim_start();
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let (head, body) = text.split_once("\n\n").or_else(|| text.split_once("\r\n\r\n"))?;
    let mut message = Message {
        from: String::new(),
        date: String::new(),
        subject: String::new(),
        text: body.to_owned(),
        letters: said(text),
    };
    let mut last: Option<&'static str> = None;
    for line in head.lines().take(HEAD) {
        // A long line goes on in the next, which is set in.
        if line.starts_with([' ', '\t']) {
            if last == Some("subject") {
                message.subject.push(' ');
                message.subject.push_str(line.trim());
            }
            continue;
        }
        let (key, value) = line.split_once(':')?;
        if key.is_empty() || !key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return None;
        }
        let value = value.trim().to_owned();
        last = None;
        match key.to_ascii_lowercase().as_str() {
            "from" => message.from = value,
            "date" => message.date = value,
            "subject" => {
                message.subject = value;
                last = Some("subject");
            }
            _ => {}
        }
    }
    let whole = !message.from.is_empty() && !message.date.is_empty() && !message.subject.is_empty();
    (whole && !message.text.trim().is_empty()).then_some(message)
}

/// The name of a sender without the address: `Ann Berg <ann@a.example>`.
fn sender(from: &str) -> &str {
    let name = from.split_once('<').map_or(from, |(name, _)| name).trim().trim_matches('"').trim();
    if name.is_empty() { from.trim_matches(['<', '>', ' ']) } else { name }
}

fn read_text(text: &str, blocks: &mut Vec<Block>) {
    // What follows two dashes and a space is the sender's signature.
    let text = text.split_once("\n-- \n").map_or(text, |(text, _)| text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let is_quoted = |line: &str| line.starts_with('>');
    let parts = lines.split(|line| line.is_empty()).filter(|part| !part.is_empty());
    // A quotation stands right below the line that says whose it is.
    for part in parts.flat_map(|part| part.chunk_by(|one, next| is_quoted(one) == is_quoted(next))) {
        let quoted = part.iter().all(|line| is_quoted(line));
        if !quoted && part.iter().any(|line| line.starts_with(['\t', '+', '@']) || line.starts_with("    ")) {
            blocks.push(Block::Code { lang: None, text: Text::lines(&part.join("\n")) });
            continue;
        }
        let said: Vec<&str> = part
            .iter()
            .map(|line| if quoted { line.trim_start_matches(['>', ' ']) } else { *line })
            .collect();
        for run in said.split(|line| line.is_empty()).filter(|run| !run.is_empty()) {
            let broken = run.iter().rev().skip(1).all(|line| line.chars().count() >= BROKEN);
            let one = paragraph(Role::Body, &run.join(if broken { " " } else { "\n" }));
            blocks.push(if quoted { Block::Quote(vec![one]) } else { one });
        }
    }
}

fn paragraph(role: Role, text: &str) -> Block {
    Block::Paragraph { role, spans: vec![Span::plain(Text::lines(text))] }
}
