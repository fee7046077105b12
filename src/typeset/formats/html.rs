//! An article as HTML.

use crate::news::{Address, Article, Block, Cell, Moment, Role, Row, Span};
use crate::typeset::walk::{Step, walk};

/// The article as a page of its own (HTML Living Standard): head with metadata, an `article` with header and
/// the blocks as their elements. Roles are classes, so that reading the page again gives the same document.
/// Nothing in it acts: no script, no style, no frame; pictures are named by address.
pub fn html(article: &Article) -> String {
    let mut out = String::from("<!DOCTYPE html>\n");
    out.push_str(&match &article.lang {
        Some(lang) => format!("<html lang=\"{}\">\n", escaped(lang)),
        None => "<html>\n".to_owned(),
    });
    head(&mut out, article);
    out.push_str("<body>\n<article>\n");
    header(&mut out, article);
    let mut writer = Writer { out, links: &article.document.links, lists: Vec::new() };
    for step in walk(&article.document.blocks) {
        writer.step(step);
    }
    writer.out.push_str("</article>\n</body>\n</html>\n");
    writer.out
}

fn head(out: &mut String, article: &Article) {
    out.push_str("<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"Dateline\">\n");
    out.push_str(&format!("<title>{}</title>\n", escaped(&article.title)));
    if let Some(address) = article.canonical.as_ref().or(article.address.as_ref()) {
        out.push_str(&format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(address.as_str())));
    }
    for author in &article.authors {
        meta(out, "name", "author", author);
    }
    if let Some(site) = &article.site {
        meta(out, "property", "og:site_name", site);
    }
    if let Some(image) = &article.image {
        meta(out, "property", "og:image", image.as_str());
    }
    if !article.excerpt.is_empty() {
        meta(out, "name", "description", &article.excerpt);
    }
    if let Some(section) = &article.section {
        meta(out, "property", "article:section", section);
    }
    if let Some(published) = article.published {
        meta(out, "property", "article:published_time", &said(published));
    }
    if let Some(updated) = article.updated {
        meta(out, "property", "article:modified_time", &said(updated));
    }
    out.push_str("</head>\n");
}

/// An instant, or the day where nothing else was told.
fn said(moment: Moment) -> String {
    moment.day_alone().map_or_else(|| moment.rfc3339(), |day| day.to_string())
}

fn meta(out: &mut String, kind: &str, name: &str, content: &str) {
    out.push_str(&format!("<meta {kind}=\"{name}\" content=\"{}\">\n", escaped(content)));
}

fn header(out: &mut String, article: &Article) {
    out.push_str(&format!("<header>\n<h1>{}</h1>\n", escaped(&article.title)));
    let authors: Vec<String> = article
        .authors
        .iter()
        .map(|author| format!("<span class=\"author\">{}</span>", escaped(author)))
        .collect();
    let time = article.published.map(|published| {
        let written = said(published);
        format!("<time datetime=\"{written}\">{}</time>", written.get(..10).unwrap_or(&written))
    });
    let parts: Vec<String> =
        (!authors.is_empty()).then(|| authors.join(", ")).into_iter().chain(time).collect();
    if !parts.is_empty() {
        out.push_str(&format!("<p class=\"byline\">{}</p>\n", parts.join(" · ")));
    }
    out.push_str("</header>\n");
}

struct Writer<'a> {
    out: String,
    links: &'a [Address],
    /// For each open list, whether it is numbered.
    lists: Vec<bool>,
}

impl Writer<'_> {
    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Leaf(block) => self.leaf(block),
            Step::QuoteStart => self.out.push_str("<blockquote>\n"),
            Step::QuoteEnd => self.out.push_str("</blockquote>\n"),
            Step::ListStart(start, _) => {
                self.lists.push(start.is_some());
                match start {
                    None => self.out.push_str("<ul>\n"),
                    Some(1) => self.out.push_str("<ol>\n"),
                    Some(start) => self.out.push_str(&format!("<ol start=\"{start}\">\n")),
                }
            }
            Step::ItemStart(_) => self.out.push_str("<li>\n"),
            Step::ItemEnd => self.out.push_str("</li>\n"),
            Step::ListEnd => {
                let numbered = self.lists.pop() == Some(true);
                self.out.push_str(if numbered { "</ol>\n" } else { "</ul>\n" });
            }
        }
    }

    fn leaf(&mut self, block: &Block) {
        match block {
            Block::Paragraph { role, spans } => {
                let class = match role {
                    Role::Body => None,
                    Role::Standfirst => Some("standfirst"),
                    Role::Deck => Some("deck"),
                    Role::Byline => Some("byline"),
                    Role::Credit => Some("credit"),
                    Role::Note => Some("note"),
                    Role::PullQuote => Some("pullquote"),
                    Role::Footnote => Some("footnote"),
                };
                let class = class.map(|class| format!(" class=\"{class}\"")).unwrap_or_default();
                let words = self.inline(spans);
                self.out.push_str(&format!("<p{class}>{words}</p>\n"));
            }
            Block::Heading { level, spans } => {
                let (level, words) = ((*level).clamp(1, 6), self.inline(spans));
                self.out.push_str(&format!("<h{level}>{words}</h{level}>\n"));
            }
            Block::Code { lang, text } => {
                let class = lang.as_ref().map(|lang| format!(" class=\"language-{}\"", escaped(lang)));
                let class = class.unwrap_or_default();
                self.out.push_str(&format!("<pre><code{class}>{}</code></pre>\n", escaped(text)));
            }
            Block::Table { caption, rows } => self.table(caption, rows),
            Block::Figure { source, alt, caption, credit } => {
                self.figure(source.as_ref(), alt, caption, credit);
            }
            Block::Embed { title, link } => {
                let words = match link.and_then(|link| self.links.get(link as usize)) {
                    Some(address) => {
                        let title = if title.is_empty() { address.as_str() } else { title.as_str() };
                        format!("<a href=\"{}\">{}</a>", escaped(address.as_str()), escaped(title))
                    }
                    None => escaped(title),
                };
                self.out.push_str(&format!("<blockquote class=\"embed\">{words}</blockquote>\n"));
            }
            Block::Separator => self.out.push_str("<hr>\n"),
            Block::Quote(_) | Block::List { .. } => {}
        }
    }

    fn table(&mut self, caption: &[Span], rows: &[Row]) {
        self.out.push_str("<table>\n");
        if !caption.is_empty() {
            let words = self.inline(caption);
            self.out.push_str(&format!("<caption>{words}</caption>\n"));
        }
        for row in rows {
            let cells: String = row.cells.iter().map(|cell| self.cell(cell)).collect();
            self.out.push_str(&format!("<tr>{cells}</tr>\n"));
        }
        self.out.push_str("</table>\n");
    }

    fn cell(&self, cell: &Cell) -> String {
        let tag = if cell.head { "th" } else { "td" };
        let span = if cell.columns > 1 { format!(" colspan=\"{}\"", cell.columns) } else { String::new() };
        format!("<{tag}{span}>{}</{tag}>", self.inline(&cell.spans))
    }

    fn figure(&mut self, source: Option<&Address>, alt: &str, caption: &[Span], credit: &str) {
        self.out.push_str("<figure>\n");
        let source =
            source.map(|source| format!(" src=\"{}\"", escaped(source.as_str()))).unwrap_or_default();
        self.out.push_str(&format!("<img{source} alt=\"{}\">\n", escaped(alt)));
        let mut words = self.inline(caption);
        if !credit.is_empty() {
            let space = if words.is_empty() { "" } else { " " };
            words.push_str(&format!("{space}<span class=\"credit\">{}</span>", escaped(credit)));
        }
        if !words.is_empty() {
            self.out.push_str(&format!("<figcaption>{words}</figcaption>\n"));
        }
        self.out.push_str("</figure>\n");
    }

    fn inline(&self, spans: &[Span]) -> String {
        let mut out = String::new();
        for span in spans {
            let style = span.style;
            let link = span.link.and_then(|link| self.links.get(link as usize));
            if let Some(address) = link {
                out.push_str(&format!("<a href=\"{}\">", escaped(address.as_str())));
            }
            let tags = [
                (style.strong, "strong"),
                (style.emphasis, "em"),
                (style.strike, "del"),
                (style.sub, "sub"),
                (style.sup, "sup"),
                (style.code, "code"),
            ];
            for (_, tag) in tags.iter().filter(|(wanted, _)| *wanted) {
                out.push_str(&format!("<{tag}>"));
            }
            out.push_str(&escaped(&span.text).replace('\n', "<br>"));
            for (_, tag) in tags.iter().rev().filter(|(wanted, _)| *wanted) {
                out.push_str(&format!("</{tag}>"));
            }
            if link.is_some() {
                out.push_str("</a>");
            }
        }
        out
    }
}

/// Text that means itself, in an element or a quoted attribute of HTML or XML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
