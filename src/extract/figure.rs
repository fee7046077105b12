//! Pictures: where they really are, what they show, who made them.

use dom_query::NodeRef;

use super::inline::text_of;
use super::tokens::{attr, first_attr, name, tokens};
use crate::news::{Address, Span, Text};

/// Attributes in which lazy pages keep the address of a picture, the likeliest first.
const LAZY: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-hi-res-src",
    "data-url",
    "data-image",
    "data-full-src",
    "data-large-file",
    "data-orig-file",
    "data-img",
    "data-img-src",
];

/// Attributes with several addresses and their widths.
const SETS: &[&str] = &["srcset", "data-srcset", "data-lazy-srcset"];

/// What a picture element says.
pub(super) struct Picture {
    pub source: Option<Address>,
    pub alt: Text,
}

/// Reads an `img` (or `amp-img`); `None` for what is no picture to a reader: pixels, icons, spacers.
pub(super) fn picture(node: &NodeRef, base: &Address) -> Option<Picture> {
    let small = |side: &str| {
        attr(node, side)
            .and_then(|value| value.trim().trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|px| px <= 48)
    };
    if small("width") || small("height") || is_out_of_sight(node) {
        return None;
    }
    let source = source(node, base).or_else(|| in_picture(node, base));
    let alt = Text::line(&attr(node, "alt").unwrap_or_default()).cut(MAX_ALT);
    if source.as_ref().is_some_and(|source| counts_readers(node, source, &alt)) {
        return None;
    }
    (source.is_some() || !alt.is_empty()).then_some(Picture { source, alt })
}

/// Whether a picture's own style makes it a point, or puts it where nobody looks.
fn is_out_of_sight(node: &NodeRef) -> bool {
    let style = attr(node, "style").unwrap_or_default().to_ascii_lowercase();
    let number = |property: &str| {
        let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        let (_, value) = rules.find(|(name, _)| name.trim() == property)?;
        let value = value.trim().trim_end_matches("!important").trim();
        value.strip_suffix("px").unwrap_or(value).trim().parse::<f32>().ok()
    };
    let point = |side: &str| number(side).is_some_and(|px| px <= 1.0);
    let away = |side: &str| number(side).is_some_and(|px| px <= -999.0);
    point("width") && point("height") || away("left") || away("top")
}

/// Signs of a picture in an address.
const PICTURES: &[&str] =
    &["jpg", "jpeg", "png", "webp", "gif", "avif", "svg", "image", "img", "photo", "picture", "media"];

/// Whether a picture for those without scripts is there to be counted, not to be seen: its address says of no
/// picture and of no size, and hands something over; nothing describes it.
fn counts_readers(node: &NodeRef, source: &Address, alt: &str) -> bool {
    let url = source.url();
    let told = url.query().is_some_and(|query| query.contains('='));
    let sized = url.query_pairs().any(|(key, _)| is_size(&key));
    let rest = format!("{}?{}", url.path(), url.query().unwrap_or_default()).to_ascii_lowercase();
    let alt = alt.to_lowercase();
    let described = !alt.trim().is_empty()
        && !["script", "track", "pixel", "counter", "analytics"].iter().any(|sign| alt.contains(sign));
    // Written into a head, it stands at the beginning of the body.
    let in_body = node.parent().is_some_and(|around| around.has_name("body"));
    let inside = |tags: &[&str]| {
        node.ancestors_it(Some(4)).any(|around| name(&around).is_some_and(|tag| tags.contains(&&*tag)))
    };
    told && !sized
        && !described
        && !inside(&["figure", "picture"])
        && (in_body || inside(&["noscript"]))
        && !PICTURES.iter().any(|sign| rest.contains(sign))
}

/// Whether a key of an address asks for a size or a form of a picture, whichever picture it is.
pub(super) fn is_size(key: &str) -> bool {
    matches!(
        key,
        "w" | "h"
            | "width"
            | "height"
            | "q"
            | "quality"
            | "fit"
            | "crop"
            | "auto"
            | "format"
            | "fm"
            | "dpr"
            | "resize"
    )
}

/// The longest alternative text that is kept, in characters.
const MAX_ALT: usize = 1_000;

/// The alternative text of a picture that stands for a character, such as an emoji.
pub(super) fn as_character(node: &NodeRef) -> Option<String> {
    let alt = attr(node, "alt")?;
    let short = alt.chars().count() <= 8 && !alt.trim().is_empty();
    let emoji = tokens(node).iter().any(|token| matches!(token.as_str(), "emoji" | "smiley" | "emoticon"));
    (short && emoji).then_some(alt)
}

fn source(node: &NodeRef, base: &Address) -> Option<Address> {
    let usable = |raw: String| {
        let raw = raw.trim().to_owned();
        let placeholder = ["spacer.", "blank.", "placeholder", "pixel.", "1x1", "transparent.", "loading."];
        let lower = raw.to_ascii_lowercase();
        let file = lower.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let clear = file.rsplit_once('.').is_some_and(|(_, ending)| ending == "gif")
            && ["transparent", "blank", "empty"].iter().any(|sign| file.contains(sign));
        // What a script was to fill in.
        let unfilled = ["${", "$%7b", "{{", "%7b%7b"].iter().any(|sign| lower.contains(sign));
        if raw.is_empty() || clear || unfilled || placeholder.iter().any(|sign| lower.contains(sign)) {
            return None;
        }
        base.join(&raw).ok()
    };
    let lazy = LAZY.iter().find_map(|name| attr(node, name).and_then(usable));
    // A browser takes a picture from the set where there is one (HTML standard, 4.8.4.3): `src` may be a blurred one.
    let set = || SETS.iter().find_map(|name| attr(node, name).and_then(|set| largest(&set)).and_then(usable));
    lazy.or_else(set).or_else(|| attr(node, "src").and_then(usable))
}

/// The picture of the `source` elements beside an `img`, which itself has none.
fn in_picture(node: &NodeRef, base: &Address) -> Option<Address> {
    let parent = node.parent()?;
    if name(&parent).is_none_or(|name| &*name != "picture") {
        return None;
    }
    parent
        .element_children()
        .iter()
        .filter(|child| child.has_name("source"))
        .find_map(|child| source(child, base))
}

/// Candidates of a set that are looked at.
const CANDIDATES: usize = 50;

/// The widest candidate of a `srcset` up to 1,600 pixels, else its first (HTML standard, 4.8.4.2.1). Where a written
/// picture stands first, with its own commas and spaces, there is none.
fn largest(set: &str) -> Option<String> {
    let mut rest = set.trim_start();
    if rest.starts_with("data:") {
        return None;
    }
    let mut best: Option<(f32, &str)> = None;
    for _ in 0..CANDIDATES {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, behind) = rest.split_at(end);
        if address.is_empty() {
            break;
        }
        // An address that ends with a comma has no size.
        let (address, size) = if let Some(address) = address.strip_suffix(',') {
            rest = behind;
            (address.trim_end_matches(','), "")
        } else {
            let (size, behind) = behind.split_once(',').unwrap_or((behind, ""));
            rest = behind;
            (address, size.trim())
        };
        let width = size
            .split_whitespace()
            .next()
            .map_or(1.0, |size| size.trim_end_matches(['w', 'x']).parse().unwrap_or(1.0));
        if !address.starts_with("data:") && width <= 1600.0 && best.is_none_or(|(widest, _)| width > widest) {
            best = Some((width, address));
        }
    }
    best.map(|(_, address)| address.to_owned())
}

/// Characters of a credit that a caption ends with.
const MAX_CREDIT: usize = 80;

/// A caption without the credit in it, and the credit: `A bridge. Photo: A. Writer`.
pub(super) fn part_credit(spans: Vec<Span>) -> (Vec<Span>, Text) {
    let text = text_of(&spans);
    let whole = super::credit::is_credit(&text);
    if whole {
        return (Vec::new(), Text::line(&text));
    }
    match credit_at_end(&text) {
        Some(from) => {
            let credit = Text::line(text.get(from..).unwrap_or_default());
            (cut(spans, from), credit)
        }
        None => (spans, Text::default()),
    }
}

/// Where the credit begins that ends a caption: behind the end of a sentence or a line, with its label.
fn credit_at_end(text: &str) -> Option<usize> {
    let ends = text.char_indices().rev().filter(|(_, c)| ".!?…。！？।؟|/)»”\n".contains(*c));
    let starts = ends.take(6).map(|(at, c)| at + c.len_utf8());
    // Thai ends its sentences with a space.
    let is_thai = |at: usize| {
        text.get(at..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(|c| ('\u{e01}'..='\u{e5b}').contains(&c))
    };
    let spaces = text.char_indices().rev().filter(|(at, c)| *c == ' ' && is_thai(at + 1));
    let starts = starts.chain(spaces.take(3).map(|(at, _)| at + 1));
    let credit = |from: &usize| {
        text.get(*from..).is_some_and(|rest| {
            rest.chars().count() <= MAX_CREDIT && (super::credit::is_credit(rest) || is_signed(rest))
        })
    };
    // A credit of two parts begins with the first.
    starts
        .filter(credit)
        .last()
        .filter(|from| text.get(..*from).is_some_and(|before| before.trim().len() > 1))
}

/// Whether what ends a caption is a sign of a maker and a name: `© A. Writer`, `Fot. A. Writer`.
fn is_signed(text: &str) -> bool {
    const WORDS: usize = 6;
    let text = text.trim();
    let lower = text.to_lowercase();
    let signed = ["©", "(c) ", "fot. ", "foto: ", "foto "].iter().any(|sign| lower.starts_with(sign));
    signed && text.chars().any(char::is_alphabetic) && text.split_whitespace().count() <= WORDS
}

/// Spans up to a byte of their text, without what ends them.
fn cut(spans: Vec<Span>, end: usize) -> Vec<Span> {
    let mut left = end;
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for mut span in spans {
        let whole = span.text.len();
        if left < whole {
            span.text = Text::lines(span.text.get(..left).unwrap_or_default());
        }
        left = left.saturating_sub(whole);
        if !span.text.is_empty() {
            kept.push(span);
        }
        if left == 0 {
            break;
        }
    }
    if let Some(last) = kept.last_mut() {
        last.text = Text::lines(last.text.trim_end_matches(['|', '/', '\n', ' ']));
    }
    kept.retain(|span| !span.text.is_empty());
    kept
}

/// A caption without the credit at its end, which stands in an element of its own.
pub(super) fn without_tail(mut caption: Vec<Span>, credit: &Text) -> Vec<Span> {
    if text_of(&caption).trim() == credit.as_str() {
        return Vec::new();
    }
    if let Some(last) = caption.last_mut()
        && let Some(rest) = last.text.trim_end().strip_suffix(credit.as_str())
    {
        last.text = Text::lines(rest.trim_end());
    }
    caption.retain(|span| !span.text.is_empty());
    if let Some(last) = caption.last_mut() {
        last.text = Text::lines(last.text.trim_end());
    }
    caption.retain(|span| !span.text.is_empty());
    caption
}

/// Whether an element's names say that it holds a picture's credit.
pub(super) fn is_credit_element(node: &NodeRef) -> bool {
    tokens(node).iter().any(|token| {
        matches!(
            token.as_str(),
            "credit" | "credits" | "copyright" | "photocredit" | "photographer" | "byline"
        )
    })
}

/// A name for something that cannot be shown here.
pub(super) fn embed_title(node: &NodeRef, otherwise: &str) -> Text {
    let title = first_attr(node, &["title", "aria-label", "data-title", "alt"]).unwrap_or_default();
    Text::line(&title).non_empty().unwrap_or_else(|| Text::line(otherwise))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source_of(html: &str) -> Option<String> {
        let base = Address::parse("https://a.example/n/").unwrap();
        let dom = dom_query::Document::from(html);
        let node = *dom.select("img").nodes().first().unwrap();
        picture(&node, &base)?.source.map(|address| address.to_string())
    }

    #[test]
    fn lazy_pictures_are_found() {
        let found = Some("https://a.example/p.jpg".to_owned());
        for html in [
            "<img src=/p.jpg>",
            "<img src=data:image/gif;base64,R0 data-src=/p.jpg>",
            "<img src=/img/placeholder.svg data-original=' /p.jpg '>",
            "<img srcset='/s.jpg 300w, /p.jpg 1200w, /xl.jpg 4000w'>",
            "<picture><source srcset='/p.jpg 1x'><img src='data:image/png;base64,AA'></picture>",
            "<img src='/p.jpg?w=40' srcset='/p.jpg 1200w, /p.jpg?w=40 40w'>",
            "<img src='/p-${width}.jpg' data-src='/p-{{size}}.jpg' srcset='/p.jpg 1x'>",
            "<img src=/x.jpg srcset='/s.jpg 300w,/p.jpg 1200w,/xl.jpg 4000w'>",
            "<img src=/p.jpg srcset=\"data:image/svg+xml,<svg viewBox='0, 0, 3, 2'></svg>\">",
            "<img srcset='/p.jpg, /q.jpg 2000w'>",
            "<img src='/index-transparent_4x3.gif' data-srcset='/p.jpg 640w'>",
        ] {
            assert_eq!(source_of(html), found, "{html}");
        }
    }

    #[test]
    fn what_counts_readers_is_no_picture() {
        for html in [
            "<img width=1 height=1 src=/count.gif>",
            "<img style='width: 1px; height:1px' src=/c/count.jpg>",
            "<img src=//count.example/watch/1.jpg style='position:absolute; left:-9999px;' alt=''>",
            "<body><p>.</p><noscript><p><img src='//count.example/m.php?idsite=5&rec=1' alt='no script'></p></noscript>",
            "<head><noscript><img src='//count.example/m.php?idsite=5&rec=1' alt='no script'></noscript></head>",
        ] {
            assert_eq!(source_of(html), None, "{html}");
        }
        for html in [
            "<body><p>.</p><noscript><img src='/v2/images/3fd7?w=900'></noscript>",
            "<body><p>.</p><noscript><img src='//cdn.example/p/abc123?w=900&q=80'></noscript>",
            "<body><p>.</p><noscript><img src='//cdn.example/p?id=7' alt='The pier'></noscript>",
            "<body><p>.</p><figure><noscript><img src='//cdn.example/p?id=7'></noscript></figure>",
            "<p><img src='/show.php?id=7'>",
            "<p><img src='/p.jpg' style='width:100%;height:0;padding-bottom:56%'>",
            "<p><img src='/p.jpg' style='position:relative;top:-90px'>",
        ] {
            assert!(source_of(html).is_some(), "{html}");
        }
    }

    #[test]
    fn a_caption_and_its_credit_part() {
        let parted = |text: &str| {
            let (caption, credit) = part_credit(vec![Span::plain(Text::lines(text))]);
            (text_of(&caption), credit.to_string())
        };
        for (text, caption, credit) in [
            ("Мост вечером. Фото: И. Лебедев", "Мост вечером.", "Фото: И. Лебедев"),
            ("교실. 사진=박준호", "교실.", "사진=박준호"),
            ("窓口。撮影：高橋健", "窓口。", "撮影：高橋健"),
            ("A bridge | Photo: A. Writer / Agency", "A bridge", "Photo: A. Writer / Agency"),
            ("Foto: dpa", "", "Foto: dpa"),
            ("The note said: go home. Nobody did.", "The note said: go home. Nobody did.", ""),
        ] {
            assert_eq!(parted(text), (caption.to_owned(), credit.to_owned()), "{text}");
        }
    }
}
