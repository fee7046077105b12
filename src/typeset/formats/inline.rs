//! Spans as inline Markdown.

use crate::news::{Address, Span, Style};

/// Where inline text stands: line breaks and bars differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Line breaks are kept.
    Paragraph,
    /// One line.
    Heading,
    /// One line, between bars.
    Cell,
}

/// Text as Markdown that reads the same, for one line or more.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    push_escaped(&mut out, text, Place::Paragraph);
    out
}

/// The destination of a link (`CommonMark` 0.31, 6.3).
pub(super) fn destination(address: &Address) -> String {
    let raw = address.as_str().replace('\\', "%5C").replace('|', "%7C");
    let raw = if raw.contains(';') { raw.replace('&', "&amp;") } else { raw };
    if raw.contains(['(', ')']) { format!("<{raw}>") } else { raw }
}

/// Spans in one line, or several where line breaks are kept.
pub(super) fn spans(spans: &[Span], links: &[Address], place: Place) -> String {
    let mut out = String::new();
    let merged = merge(spans, links.len());
    for (at, (text, style, link)) in merged.iter().enumerate() {
        let text = match out.chars().next_back() {
            None => text.trim_start(),
            Some(' ') => text.trim_start_matches(' '),
            Some(_) => text.as_str(),
        };
        let text = if at + 1 == merged.len() { text.trim_end() } else { text };
        let core = text.trim();
        let (before, after) = match text.find(core) {
            Some(from) if !core.is_empty() => (&text[..from], &text[from + core.len()..]),
            _ => (text, ""),
        };
        push_escaped(&mut out, before, place);
        if core.is_empty() {
            continue;
        }
        let next = after.chars().next().or_else(|| merged.get(at + 1)?.0.chars().next());
        let address = link.and_then(|link| links.get(link as usize));
        push_styled(&mut out, core, *style, address, next, place);
        push_escaped(&mut out, after, place);
    }
    out
}

/// Neighbours that look alike as one.
fn merge(spans: &[Span], links: usize) -> Vec<(String, Style, Option<u32>)> {
    let mut merged: Vec<(String, Style, Option<u32>)> = Vec::with_capacity(spans.len());
    for span in spans.iter().filter(|span| !span.text.is_empty()) {
        let link = span.link.filter(|link| (*link as usize) < links);
        match merged.last_mut() {
            Some((text, style, known)) if *style == span.style && *known == link => text.push_str(&span.text),
            _ => merged.push((span.text.as_str().to_owned(), span.style, link)),
        }
    }
    // What stands behind the last word says nothing, and would keep a line break before it.
    while merged.last().is_some_and(|(text, ..)| text.trim().is_empty()) {
        merged.pop();
    }
    merged
}

fn push_styled(
    out: &mut String,
    core: &str,
    style: Style,
    address: Option<&Address>,
    next: Option<char>,
    place: Place,
) {
    let mut inner = String::new();
    // Inside a mark the text does not stand at a line's start.
    let at_start = address.is_none() && style.is_plain() && at_line_start(out);
    if style.code {
        push_code(&mut inner, core, out.ends_with('`') || next == Some('`'), place);
    } else if at_start {
        push_escaped(&mut inner, core, place);
    } else {
        inner.push('\u{0}');
        push_escaped(&mut inner, core, place);
        inner.remove(0);
    }
    for (wanted, tag) in [(style.sub, "sub"), (style.sup, "sup")] {
        if wanted {
            inner = format!("<{tag}>{inner}</{tag}>");
        }
    }
    let previous = if address.is_some() { None } else { out.chars().next_back() };
    let following = if address.is_some() { None } else { next };
    for (wanted, mark, tag) in
        [(style.strike, "~~", "del"), (style.emphasis, "*", "em"), (style.strong, "**", "strong")]
    {
        if wanted {
            let holds = flanks(previous, &inner, following);
            inner = if holds { format!("{mark}{inner}{mark}") } else { format!("<{tag}>{inner}</{tag}>") };
        }
    }
    if let Some(address) = address {
        inner = format!("[{inner}]({})", destination(address));
        if out.ends_with('!') {
            // "!" before a link would make it a picture.
            out.insert(out.len() - 1, '\\');
        }
    }
    out.push_str(&inner);
}

/// Whether delimiters around a text open and close (`CommonMark` 0.31, 6.2, left- and right-flanking).
fn flanks(previous: Option<char>, inner: &str, following: Option<char>) -> bool {
    let opens = inner.chars().next().is_some_and(|first| first.is_alphanumeric() || is_edge(previous));
    let closes = inner.chars().next_back().is_some_and(|last| last.is_alphanumeric() || is_edge(following));
    let runs_on = |c: Option<char>| matches!(c, Some('*' | '~' | '_'));
    opens && closes && !runs_on(previous) && !runs_on(following)
}

fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation() || "«»“”„‘’—–…。，、".contains(c))
}

fn push_code(out: &mut String, core: &str, near_tick: bool, place: Place) {
    if near_tick {
        out.push_str("<code>");
        push_escaped(out, &core.replace('\n', " "), place);
        out.push_str("</code>");
        return;
    }
    let core = core.replace('\n', " ");
    let core = if place == Place::Cell { core.replace('|', "\\|") } else { core };
    let longest = core.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if core.starts_with('`') || core.ends_with('`') { " " } else { "" };
    out.push_str(&format!("{fence}{space}{core}{space}{fence}"));
}

/// Whether what follows `&` makes it a character reference.
fn names_character(ahead: impl Iterator<Item = char>) -> bool {
    const LONGEST: usize = 34;
    let mut name = ahead.take(LONGEST).skip_while(|c| c.is_ascii_alphanumeric() || *c == '#');
    name.next() == Some(';')
}

fn at_line_start(out: &str) -> bool {
    out.is_empty() || out.ends_with('\n')
}

fn push_escaped(out: &mut String, text: &str, place: Place) {
    let mut chars = text.chars().peekable();
    // How many digits the line begins with, while it is nothing else.
    let mut digits = at_line_start(out).then_some(0);
    while let Some(c) = chars.next() {
        let start = at_line_start(out);
        let next = chars.peek().copied();
        if c == '\n' {
            match place {
                Place::Paragraph if !start => out.push_str("\\\n"),
                Place::Paragraph => {}
                Place::Heading => out.push(' '),
                Place::Cell => out.push_str("<br>"),
            }
            digits = at_line_start(out).then_some(0);
            continue;
        }
        if start && c == ' ' {
            continue;
        }
        let before = out.chars().next_back();
        let escape = match c {
            '\\' | '*' | '[' | ']' | '`' | '<' | '~' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '&' => names_character(chars.clone()),
            '#' => {
                place == Place::Heading || before.is_none_or(|before| before.is_whitespace() || before == '#')
            }
            '|' => place == Place::Cell || start,
            '>' | '=' => start,
            '+' | '-' => start && next.is_none_or(|next| next == ' ' || next == c),
            ':' => start && next == Some('-'),
            '.' | ')' => digits.is_some_and(|digits| digits > 0) && next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
        digits = digits.filter(|_| c.is_ascii_digit()).map(|digits| digits + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Text;

    fn span(text: &str, change: impl Fn(&mut Style)) -> Span {
        let mut span = Span::plain(Text::lines(text));
        change(&mut span.style);
        span
    }

    fn written(all: &[Span]) -> String {
        let links = [Address::parse("https://a.example/x(1)?a=b&lt;=1").unwrap()];
        spans(all, &links, Place::Paragraph)
    }

    #[test]
    fn text_reads_as_it_did() {
        for (text, markdown) in [
            ("1. is no list", "1\\. is no list"),
            ("2025 was", "2025 was"),
            ("- is no list", "\\- is no list"),
            ("-5 degrees", "-5 degrees"),
            ("# no heading, C# neither", "\\# no heading, C# neither"),
            ("> no quote", "\\> no quote"),
            ("a * b _c_ snake_case", "a \\* b \\_c\\_ snake_case"),
            ("<script> &amp; &c. `x`", "\\<script> \\&amp; &c. \\`x\\`"),
            ("one\n2) two", "one\\\n2\\) two"),
            ("---", "\\---"),
            ("[x](y)", "\\[x\\](y)"),
        ] {
            assert_eq!(escaped(text), markdown);
        }
    }

    #[test]
    fn styles_keep_their_words_and_nothing_else() {
        let strong = |text| span(text, |style| style.strong = true);
        let plain = |text| span(text, |_| {});
        assert_eq!(written(&[plain("a "), strong(" b "), plain("c")]), "a **b** c");
        assert_eq!(written(&[plain("a"), strong("b"), plain("c")]), "a**b**c");
        assert_eq!(written(&[plain("a"), strong("(b)"), plain("c")]), "a<strong>(b)</strong>c");
        let emphasised = span("c", |style| style.emphasis = true);
        assert_eq!(written(&[strong("b"), emphasised]), "**b**<em>c</em>");
        let code = |text| span(text, |style| style.code = true);
        assert_eq!(written(&[code("a`b"), plain(" "), code("`")]), "``a`b`` `` ` ``");
    }

    #[test]
    fn a_link_after_an_exclamation_is_no_picture() {
        let link = Span { link: Some(0), ..span("here", |_| {}) };
        assert_eq!(
            written(&[span("Look!", |_| {}), link]),
            "Look\\![here](<https://a.example/x(1)?a=b&amp;lt;=1>)"
        );
    }
}
