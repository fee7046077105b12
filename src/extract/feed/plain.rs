//! HTML in titles and summaries → plain text, and the entities of XML and HTML.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;

/// Appends what a reference (`amp`, `#8217`, `#x2019`) stands for; `false` when it stands for nothing.
pub(in crate::extract) fn push_entity(out: &mut String, name: &str) -> bool {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return match code {
            // What Windows calls 0x80–0x9F is meant, as HTML reads it too.
            Ok(code @ 0x80..=0x9f) => {
                let byte = [code as u8];
                out.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0);
                true
            }
            Ok(code) => char::from_u32(code).filter(|c| *c != '\0').map(|c| out.push(c)).is_some(),
            Err(_) => false,
        };
    }
    push_named(out, &format!("{name};"))
}

/// Appends the character that HTML has a name for. The table's names end with their semicolon, but those
/// few that HTML reads without one, too.
fn push_named(out: &mut String, name: &str) -> bool {
    let Some((first, second)) = NAMED_ENTITIES.get(name).copied().filter(|(first, _)| *first != 0) else {
        return false;
    };
    out.extend(char::from_u32(first));
    out.extend(char::from_u32(second).filter(|c| *c != '\0'));
    true
}

/// Replaces references; what is none stays as it is.
pub(in crate::extract) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let name = reference_len(after);
        let behind = after[name..].chars().next();
        if let Some((sign, used)) = pair(after).or_else(|| unended(after)) {
            out.push(sign);
            rest = &after[used..];
        } else if name > 0 && behind == Some(';') && push_entity(&mut out, &after[..name]) {
            rest = &after[name + 1..];
        } else if name > 0 && behind != Some('=') && push_named(&mut out, &after[..name]) {
            rest = &after[name..];
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The sign that two references make, each to half of a surrogate pair (`#55357;&#56832;`), and their bytes.
fn pair(text: &str) -> Option<(char, usize)> {
    let number = |text: &str| -> Option<(u32, usize)> {
        let (digits, _) = text.strip_prefix('#')?.split_once(';').filter(|(digits, _)| digits.len() < 8)?;
        let value = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => digits.parse(),
        };
        Some((value.ok()?, digits.len() + 2))
    };
    let (high, first) = number(text).filter(|(high, _)| (0xd800..0xdc00).contains(high))?;
    let rest = text.get(first..)?.strip_prefix('&')?;
    let (low, second) = number(rest).filter(|(low, _)| (0xdc00..0xe000).contains(low))?;
    let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    Some((char::from_u32(code)?, first + 1 + second))
}

/// The sign of a number that lacks its semicolon, as HTML reads it, and its bytes.
fn unended(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('#')?;
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(2..=6).contains(&len) || rest[len..].starts_with(';') {
        return None;
    }
    let code: u32 = rest[..len].parse().ok().filter(|code| *code >= 32)?;
    let mut sign = String::new();
    push_entity(&mut sign, &format!("#{code}")).then(|| sign.chars().next())?.map(|sign| (sign, 1 + len))
}

/// Bytes of a reference's name at the beginning of a text.
fn reference_len(text: &str) -> usize {
    let name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
    text.bytes().take(40).take_while(name).count()
}

/// HTML that was escaped once more than it should have been, with one escape less: a text without any tag that
/// would begin with one and end others.
pub(super) fn once_escaped(html: &str) -> Cow<'_, str> {
    let text = html.trim_start();
    if !text.starts_with("&lt;") || !text.contains("&lt;/") || text.contains('<') {
        return Cow::Borrowed(html);
    }
    let once = unescape(html);
    if tag_len(once.trim_start()).is_some() { once } else { Cow::Borrowed(html) }
}

/// Whether a text has tags or references that only HTML has a use for.
pub(super) fn looks_like_html(text: &str) -> bool {
    // Behind the last closing sign nothing can be a tag, and looking there again and again is dear.
    let closed = text.rfind('>').map_or(0, |at| at + 1);
    text[..closed].match_indices('<').any(|(at, _)| tag_len(&text[at..]).is_some()) || has_references(text)
}

fn has_references(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let after = &text[at + 1..];
        let name = reference_len(after);
        name > 0 && (after[name..].starts_with(';') || NAMED_ENTITIES.contains_key(&after[..name]))
    })
}

/// Names of elements that texts of feeds are written with.
#[rustfmt::skip]
const KNOWN: [&str; 71] = [
    "a", "abbr", "article", "aside", "audio", "b", "blockquote", "br", "button", "center", "cite",
    "code", "del", "div", "em", "embed", "figcaption", "figure", "font", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe", "img", "input", "ins", "li",
    "object", "ol", "p", "picture", "pre", "q", "s", "script", "section", "small", "span", "strong",
    "style", "sub", "sup", "svg", "table", "td", "tr", "tt", "u", "ul", "video", "dl", "dt", "dd",
    "details", "summary", "main", "nav", "time", "mark", "kbd", "wbr", "th", "tbody",
];

/// Whether a text is plainly HTML: it has tags of elements that texts are written with, or references.
pub(super) fn is_plainly_html(text: &str) -> bool {
    let closed = text.rfind('>').map_or(0, |at| at + 1);
    let is_known = |at: usize| {
        let rest = &text[at..closed];
        tag_len(rest).is_some_and(|len| {
            let name = tag_name(&rest[1..len]);
            name.is_empty() || KNOWN.contains(&name.as_str())
        })
    };
    text[..closed].match_indices('<').any(|(at, _)| is_known(at)) || has_references(text)
}

/// HTML in a title → text, where a tag that nothing ends and that sets no words off is one that the title is about:
/// `The <dialog> element`, `Vec<T> grows`.
pub(super) fn title_of(html: &str) -> String {
    if !html.contains('<') {
        return text_of(html);
    }
    // Looked for once: a title may be megabytes of tags.
    let ends: Vec<&str> =
        html.match_indices("</").take(ENDS).filter_map(|(at, _)| html.get(at + 2..)).collect();
    let out = over_tags(html, usize::MAX, |out, tag, _| {
        // A block that a title begins with holds it.
        let holds_all = out.trim_start().is_empty() && BLOCKS.contains(&tag_name(&tag[1..]).as_str());
        out.push_str(&if !holds_all && is_meant(tag, &ends) { escape(tag) } else { tag.to_owned() });
        0
    });
    text_of(&out)
}

/// Closing tags of a title that are looked at.
const ENDS: usize = 50;

/// Elements that hold a whole title.
const BLOCKS: [&str; 11] = ["p", "div", "li", "td", "center", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Whether a tag in a title is a word of it; `ends` is what stands behind each `</`.
fn is_meant(tag: &str, ends: &[&str]) -> bool {
    let inside = tag.trim_start_matches('<').trim_end_matches('>');
    let name = tag_name(inside);
    let is_bare = !name.is_empty() && inside.eq_ignore_ascii_case(&name);
    let is_end = |end: &&str| end.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(&name));
    let sets_off =
        INLINE.contains(&name.as_str()) || matches!(name.as_str(), "br" | "sub" | "sup" | "q" | "hr");
    is_bare && !sets_off && !ends.iter().any(is_end)
}

/// HTML → one run of plain text: tags dropped, references resolved, blocks apart. What was escaped
/// twice is read twice, since no reader wants to see `&amp;`.
pub(in crate::extract) fn text_of(html: &str) -> String {
    text_upto(html, usize::MAX)
}

/// [`text_of`], stopping soon after `enough` bytes of text.
pub(super) fn text_upto(html: &str, enough: usize) -> String {
    let stripped = strip_tags(html, enough);
    let once = unescape(&stripped);
    if once.contains('&') && looks_like_html(&once) {
        unescape(&once).into_owned()
    } else {
        once.into_owned()
    }
}

/// Elements whose text is not text.
const SILENT: [&str; 3] = ["script", "style", "template"];

/// Elements that do not end a word.
const INLINE: [&str; 20] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "mark", "nobr", "s",
    "small", "span", "strong", "u", "wbr",
];

fn strip_tags(html: &str, enough: usize) -> String {
    over_tags(html, enough, |out, tag, rest| {
        let name = tag_name(&tag[1..]);
        if !INLINE.contains(&name.as_str()) {
            out.push(' ');
        }
        let is_silent = !tag[1..].starts_with('/') && SILENT.contains(&name.as_str());
        if is_silent { end_of(&name, rest) } else { 0 }
    })
}

/// A text whose tags and comments are replaced by what `on_tag` appends, until there are `enough` bytes of it. It is given
/// each of them with what follows, and says how many bytes of that go with it.
fn over_tags(html: &str, enough: usize, mut on_tag: impl FnMut(&mut String, &str, &str) -> usize) -> String {
    let mut out = String::new();
    let mut rest = html;
    let closed = html.rfind('>').map_or(usize::MAX, |at| html.len() - at);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // No tag begins behind the last closing sign.
        if rest.len() < closed && !rest.starts_with("<!--") {
            break;
        }
        if out.len() > enough {
            return out;
        }
        let Some(len) = tag_len(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        let (tag, after) = rest.split_at(len);
        rest = &after[on_tag(&mut out, tag, after)..];
    }
    out.push_str(rest);
    out
}

/// Where the end tag of an element begins; the end of the text where there is none.
fn end_of(name: &str, text: &str) -> usize {
    let ends = |at: usize| {
        let found = text.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    text.match_indices("</").map(|(at, _)| at).find(|at| ends(*at)).unwrap_or(text.len())
}

/// HTML without the elements whose text is not text: scripts, styles.
pub(super) fn without_silent(html: &str) -> String {
    over_tags(html, usize::MAX, |out, tag, rest| {
        let name = tag_name(&tag[1..]);
        if !SILENT.contains(&name.as_str()) {
            out.push_str(tag);
            return 0;
        }
        if tag[1..].starts_with('/') {
            return 0;
        }
        let end = end_of(&name, rest);
        end + tag_len(&rest[end..]).unwrap_or(rest.len() - end)
    })
}

/// Bytes of the tag or comment a text begins with; `None` when its `<` is only a sign.
fn tag_len(text: &str) -> Option<usize> {
    let after = text.strip_prefix('<')?;
    if let Some(comment) = after.strip_prefix("!--") {
        return Some(comment.find("-->").map_or(text.len(), |at| at + 7));
    }
    let name = after.strip_prefix('/').unwrap_or(after);
    let declares = name.strip_prefix(['!', '?']).unwrap_or(name);
    if !declares.starts_with(|c: char| c.is_ascii_alphabetic() || c == '[')
        || !crate::extract::is_tag_name(declares)
    {
        return None;
    }
    let mut quote = None;
    let end = text.char_indices().find(|(_, c)| match (quote, c) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quote = Some(*c);
            false
        }
        (Some(open), c) if open == *c => {
            quote = None;
            false
        }
        _ => false,
    });
    // A quote that is never closed belongs to the text behind the tag.
    end.map(|(at, _)| at).or_else(|| text.find('>')).map(|at| at + 1)
}

fn tag_name(inner: &str) -> String {
    let name = inner.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}

/// Text as HTML that shows it.
pub(in crate::extract) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Shortens a text to about `limit` characters, at the end of a word, with an ellipsis.
pub(in crate::extract) fn shorten(text: &str, limit: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let head = &text[..cut];
    let at = head.rfind(char::is_whitespace).filter(|at| *at > cut / 2).unwrap_or(cut);
    let kept =
        head[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–'));
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_signs_stay() {
        assert_eq!(text_of("<b>Bold</b> &amp; <i>new</i>").trim(), "Bold & new");
        assert_eq!(text_of("3 < 4 > 2"), "3 < 4 > 2");
        assert_eq!(text_of("that $a<b$ and b>c, x<y+1>z"), "that $a<b$ and b>c, x<y+1>z");
        assert_eq!(text_of("<x-y a=1>a</x-y><o:p/><br/>b<svg\n>c"), " a   b c");
        assert_eq!(text_of("AT&amp;amp;T"), "AT&T");
        assert_eq!(text_of("a<script>alert(1)</script>b"), "a  b");
        assert_eq!(without_silent("a<b>c</b><script>x<y</SCRIPT >d<style>e"), "a<b>c</b>d");
        assert_eq!(without_silent("1 < 2 </script> <é"), "1 < 2  <é");
        assert_eq!(text_of("it&#146;s&nbsp;on"), "it’s\u{a0}on");
        assert_eq!(text_of("R&D & more &copy 2025 ?a&copy=1"), "R&D & more © 2025 ?a&copy=1");
        assert_eq!(text_of("&alpha;&beta;&NotEqualTilde;&fnof;&zwnj;x"), "αβ≂̸ƒ\u{200c}x");
        assert_eq!(text_of("cut <a href"), "cut <a href");
        assert_eq!(text_of("&#55357;&#56832; &#xD83D;&#xDE00; &#55357; x"), "😀 😀 &#55357; x");
        assert_eq!(text_of("it&#8217s &#39 &#1 &#"), "it’s ' &#1 &#");
    }

    #[test]
    fn no_shape_takes_longer_than_its_length() {
        // Would not end if each sign were looked for from each other.
        for piece in ["<b", "<script>", "<script></", "</", "&", "<a \"", "<!--", "&amp", "<!"] {
            let hostile = piece.repeat(1_000_000);
            let _ = (text_of(&hostile), without_silent(&hostile), looks_like_html(&hostile));
        }
    }

    #[test]
    fn a_tag_that_a_title_is_about_is_a_word_of_it() {
        for (html, title) in [
            ("The <dialog> element", "The <dialog> element"),
            ("<Thing> for good", "<Thing> for good"),
            ("<p>Hello world", "Hello world"),
            ("<h1>Big news", "Big news"),
            ("A <b>bold</b> <section>move</section>", "A bold move"),
        ] {
            assert_eq!(title_of(html).split_whitespace().collect::<Vec<_>>().join(" "), title);
        }
        // One tag more costs no look at all the others.
        let many = "<x> ".repeat(200_000);
        assert_eq!(title_of(&many).split_whitespace().count(), 200_000);
    }

    #[test]
    fn a_long_summary_ends_at_a_word() {
        assert_eq!(shorten("один два три", 300), "один два три");
        assert_eq!(shorten("один два, три четыре", 10), "один два…");
    }
}
