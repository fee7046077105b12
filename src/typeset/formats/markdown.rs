//! An article as Markdown.

use super::inline;
use crate::news::{Address, Article, Block, Document, Role, Row, Span, Text};
use crate::typeset::walk::{Step, is_tight, walk};

/// Quotes and lists nest no deeper in Markdown than this; what lies deeper stands at this depth.
const DEEPEST: usize = 32;

/// The article as Markdown (`CommonMark` 0.31 with GFM's tables and strike-through), with its headline,
/// byline and address above or without. What the text says is escaped, so that it reads as it did.
pub fn markdown(article: &Article, with_head: bool) -> String {
    let mut writer = Writer::new(&article.document);
    if with_head {
        head(&mut writer, article);
    }
    for step in walk(&article.document.blocks) {
        writer.step(step);
    }
    writer.out
}

fn head(writer: &mut Writer<'_>, article: &Article) {
    let title = inline::escaped(&article.title.replace('\n', " "));
    if !title.is_empty() {
        writer.block(&format!("# {title}"));
    }
    let mut parts: Vec<String> = article.site.iter().map(|site| inline::escaped(site)).collect();
    if !article.authors.is_empty() {
        let authors: Vec<&str> = article.authors.iter().map(Text::as_str).collect();
        parts.push(inline::escaped(&authors.join(", ")));
    }
    parts.extend(article.published.map(|moment| moment.rfc3339().chars().take(10).collect()));
    let mut lines = vec![parts.join(" · ")];
    lines.extend(article.canonical.as_ref().or(article.address.as_ref()).map(|url| format!("<{url}>")));
    lines.retain(|line| !line.is_empty());
    writer.block(&lines.join("\\\n"));
    if let Some(notice) = &article.notice {
        writer.block(&inline::escaped(notice));
    }
}

struct Indent {
    /// Stands before the first line instead of `rest`.
    first: Option<String>,
    rest: String,
}

struct List {
    start: Option<u32>,
    tight: bool,
}

struct Writer<'a> {
    out: String,
    links: &'a [Address],
    indents: Vec<Indent>,
    lists: Vec<List>,
    /// For each open quote and item, whether it has an indent.
    nested: Vec<bool>,
    /// A blank line is due, with this many indents.
    gap: Option<usize>,
    at_item: bool,
    /// A list has just ended: another would run on from it.
    after_list: bool,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            out: String::new(),
            links: &document.links,
            indents: Vec::new(),
            lists: Vec::new(),
            nested: Vec::new(),
            gap: None,
            at_item: false,
            after_list: false,
        }
    }

    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Leaf(block) => self.leaf(block),
            Step::QuoteStart => {
                self.part();
                self.after_list = false;
                self.indent(None, "> ".to_owned());
            }
            Step::QuoteEnd | Step::ItemEnd => self.outdent(),
            Step::ListStart(start, items) => {
                if self.after_list {
                    self.block("<!-- -->");
                }
                // Only a list that begins with 1 may follow its paragraph at once (`CommonMark` 0.31, 5.3).
                if start.is_some_and(|start| start != 1) || !self.lists.last().is_some_and(|list| list.tight)
                {
                    self.part();
                }
                self.lists.push(List { start, tight: is_tight(items) });
            }
            Step::ItemStart(index) => self.item(index),
            Step::ListEnd => {
                self.lists.pop();
                self.after_list = true;
            }
        }
    }

    fn item(&mut self, index: usize) {
        let Some(list) = self.lists.last() else { return };
        let mark = match list.start {
            // CommonMark reads at most nine digits.
            Some(start) => format!("{}. ", (u64::from(start) + index as u64).min(999_999_999)),
            None => "- ".to_owned(),
        };
        if index > 0 && !list.tight {
            self.gap = Some(self.gap.map_or(self.indents.len(), |due| due.min(self.indents.len())));
        }
        self.after_list = false;
        self.at_item = true;
        let rest = " ".repeat(mark.len());
        self.indent(Some(mark), rest);
    }

    fn leaf(&mut self, block: &Block) {
        match block {
            Block::Paragraph { role: Role::PullQuote, spans } => {
                self.part();
                self.indent(None, "> ".to_owned());
                self.block(&inline::spans(spans, self.links, inline::Place::Paragraph));
                self.outdent();
            }
            Block::Paragraph { spans, .. } => {
                self.block(&inline::spans(spans, self.links, inline::Place::Paragraph));
            }
            Block::Heading { level, spans } => {
                let words = inline::spans(spans, self.links, inline::Place::Heading);
                if !words.is_empty() {
                    self.block(&format!("{} {words}", "#".repeat(usize::from(*level).clamp(1, 6))));
                }
            }
            Block::Code { lang, text } => self.code(lang.as_ref().map_or("", |lang| lang.as_str()), text),
            Block::Table { caption, rows } => self.table(caption, rows),
            Block::Figure { source, alt, caption, credit } => {
                let picture = source.as_ref().map(|source| {
                    format!(
                        "![{}]({})",
                        inline::escaped(&alt.replace('\n', " ")),
                        inline::destination(source)
                    )
                });
                let mut lines: Vec<String> = picture.into_iter().collect();
                lines.push(inline::spans(caption, self.links, inline::Place::Paragraph));
                lines.push(inline::escaped(&credit.replace('\n', " ")));
                if source.is_none() && lines.iter().all(String::is_empty) {
                    lines.push(inline::escaped(&alt.replace('\n', " ")));
                }
                lines.retain(|line| !line.is_empty());
                self.block(&lines.join("\\\n"));
            }
            Block::Embed { title, link } => {
                let address = link.and_then(|link| self.links.get(link as usize));
                let title = inline::escaped(&title.replace('\n', " "));
                match address {
                    Some(address) if title.is_empty() => self.block(&format!("<{address}>")),
                    Some(address) => self.block(&format!("[{title}]({})", inline::destination(address))),
                    None => self.block(&title),
                }
            }
            Block::Separator => self.block("***"),
            Block::Quote(_) | Block::List { .. } => {}
        }
    }

    fn code(&mut self, lang: &str, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let lang: String = lang.chars().filter(|c| !c.is_whitespace() && *c != '`').collect();
        self.block(&format!("{fence}{lang}\n{}\n{fence}", text.trim_matches('\n')));
    }

    fn table(&mut self, caption: &[Span], rows: &[Row]) {
        self.block(&inline::spans(caption, self.links, inline::Place::Paragraph));
        let columns =
            rows.iter().map(|row| row.cells.iter().map(|cell| usize::from(cell.columns.clamp(1, 100))).sum());
        let columns: usize = columns.max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        // A GFM table begins with a head; a table without one gets an empty head.
        let has_head = rows.first().is_some_and(|row| row.cells.iter().all(|cell| cell.head));
        let rule = format!("|{}", " --- |".repeat(columns));
        let mut lines = Vec::with_capacity(rows.len() + 2);
        if !has_head {
            lines.push(format!("|{}", "  |".repeat(columns)));
            lines.push(rule.clone());
        }
        for (at, row) in rows.iter().enumerate() {
            let mut line = String::from("|");
            let mut have = 0;
            for cell in &row.cells {
                let span = usize::from(cell.columns.clamp(1, 100));
                line.push_str(&format!(" {} |", inline::spans(&cell.spans, self.links, inline::Place::Cell)));
                line.push_str(&"  |".repeat(span - 1));
                have += span;
            }
            if at == 0 && has_head {
                line.push_str(&"  |".repeat(columns - have));
                lines.push(line);
                lines.push(rule.clone());
            } else {
                lines.push(line);
            }
        }
        self.block(&lines.join("\n"));
    }

    /// Puts down lines as a block of its own.
    fn block(&mut self, lines: &str) {
        if lines.is_empty() {
            return;
        }
        self.part();
        self.after_list = false;
        if let Some(depth) = self.gap.take().filter(|_| !self.out.is_empty()) {
            let prefix: String = self.indents.iter().take(depth).map(|indent| indent.rest.as_str()).collect();
            self.out.push_str(prefix.trim_end());
            self.out.push('\n');
        }
        self.at_item = false;
        for line in lines.split('\n') {
            let start = self.out.len();
            for indent in &mut self.indents {
                match indent.first.take() {
                    Some(first) => self.out.push_str(&first),
                    None => self.out.push_str(&indent.rest),
                }
            }
            self.out.push_str(line);
            let kept = self.out.trim_end_matches(' ').len().max(start);
            self.out.truncate(kept);
            self.out.push('\n');
        }
    }

    fn part(&mut self) {
        if !self.at_item {
            self.gap = Some(self.gap.map_or(self.indents.len(), |due| due.min(self.indents.len())));
        }
    }

    fn indent(&mut self, first: Option<String>, rest: String) {
        let fits = self.indents.len() < DEEPEST;
        if fits {
            self.indents.push(Indent { first, rest });
        }
        self.nested.push(fits);
    }

    fn outdent(&mut self) {
        self.after_list = false;
        self.at_item = false;
        if self.nested.pop() == Some(true) {
            self.indents.pop();
        }
        self.gap = self.gap.map(|due| due.min(self.indents.len()));
    }
}
