//! The address of a file of which none is known.
//!
//! Room `extract` resolves every link, so a file gets a place to resolve against, on a host that can never
//! exist (RFC 2606). Nothing that leads there leaves this module: links of an article are dropped, their
//! words stay; in JSON they stand as the file has them, relative.

use serde_json::Value;

use crate::news::{Address, Article, Block, Document, Fault, FaultKind, Span};

const HOST: &str = "file.invalid";
const PLACE: &str = "http://file.invalid/-/-/";

/// The place.
pub fn address() -> Result<Address, Fault> {
    Address::parse(PLACE).map_err(|error| Fault::new(FaultKind::Usage, "no address is known").cause(error))
}

/// Whether an address or template leads there.
pub fn is_there(place: &str) -> bool {
    let rest = place.strip_prefix("http://").or_else(|| place.strip_prefix("https://"));
    let after = rest.and_then(|rest| rest.strip_prefix(HOST));
    after.is_some_and(|after| after.is_empty() || after.starts_with(['/', '?', ':']))
}

/// Takes out of an article what leads there.
pub fn leave(article: &mut Article) {
    for place in [&mut article.address, &mut article.canonical, &mut article.image] {
        take(place);
    }
    if article.site.as_deref() == Some(HOST) {
        article.site = None;
    }
    let Document { blocks, links } = &mut article.document;
    let gone: Vec<bool> = links.iter().map(|link| is_there(link.as_str())).collect();
    for block in blocks {
        of_block(block, &gone);
    }
}

fn take(place: &mut Option<Address>) {
    if place.as_ref().is_some_and(|place| is_there(place.as_str())) {
        *place = None;
    }
}

fn of_block(block: &mut Block, gone: &[bool]) {
    match block {
        Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => of_spans(spans, gone),
        Block::Quote(blocks) => {
            for block in blocks {
                of_block(block, gone);
            }
        }
        Block::List { items, .. } => {
            items.iter_mut().flatten().for_each(|block| of_block(block, gone));
        }
        Block::Table { caption, rows } => {
            of_spans(caption, gone);
            rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| of_spans(&mut cell.spans, gone));
        }
        Block::Figure { source, caption, .. } => {
            take(source);
            of_spans(caption, gone);
        }
        Block::Embed { link, .. } => of_link(link, gone),
        Block::Code { .. } | Block::Separator => {}
    }
}

fn of_spans(spans: &mut [Span], gone: &[bool]) {
    for span in spans {
        of_link(&mut span.link, gone);
    }
}

fn of_link(link: &mut Option<u32>, gone: &[bool]) {
    let at = link.and_then(|link| usize::try_from(link).ok());
    if at.and_then(|at| gone.get(at)) == Some(&true) {
        *link = None;
    }
}

/// The JSON with relative links where it had some that lead there; the place itself is nothing.
pub fn left(value: Value) -> Value {
    match value {
        Value::String(text) if text == HOST => Value::Null,
        Value::String(text) if is_there(&text) => relative(&text),
        Value::Array(values) => values.into_iter().map(left).collect(),
        Value::Object(pairs) => pairs.into_iter().map(|(key, value)| (key, left(value))).collect(),
        other => other,
    }
}

fn relative(place: &str) -> Value {
    let path = place.split_once(HOST).map_or("", |(_, path)| path);
    if path.is_empty() || path == "/-/-/" {
        return Value::Null;
    }
    match (path.strip_prefix("/-/-/"), path.strip_prefix("/-/")) {
        (Some(beside), _) => beside.into(),
        (None, Some(above)) => format!("../{above}").into(),
        (None, None) => path.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_a_file_stay_as_they_were() {
        let base = address().unwrap();
        for link in ["feed.xml", "../feed.xml", "/feed.xml", "https://a.example/feed.xml"] {
            assert_eq!(left(base.join(link).unwrap().as_str().into()), link);
        }
        assert_eq!(left(PLACE.into()), Value::Null);
        assert_eq!(left(HOST.into()), Value::Null);
        assert!(!is_there("http://file.invalid.example/"));
    }
}
