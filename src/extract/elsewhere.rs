//! Pages that have nothing to say but where to go on: `<meta http-equiv="refresh">` and the header `Refresh`.

use super::import::markup::{Token, tokens};
use super::recognise::{Recognised, recognise};

/// Bytes of a page that may be no more than a way. What is longer has more to it, be it for scripts.
const MOST_BYTES: usize = 16 << 10;

/// Letters of "If nothing happens, click here".
const MOST_LETTERS: usize = 200;

/// Seconds after which it is a redirect still, and not a page that shows itself anew.
const MOST_SECONDS: u32 = 5;

/// Elements whose text is not shown.
const UNSHOWN: [&str; 6] = ["script", "style", "title", "template", "textarea", "svg"];

/// Where a page without a text of its own sends who reads it, as it is written there; `header` is what the answer said
/// beside it.
pub fn elsewhere(bytes: &[u8], header: Option<&str>) -> Option<String> {
    if bytes.len() > MOST_BYTES || !matches!(recognise(bytes), Recognised::Html | Recognised::Unknown) {
        return None;
    }
    let page = String::from_utf8_lossy(bytes);
    let (mut told, mut letters, mut inside) = (None, 0, None::<String>);
    for token in tokens(&page) {
        match token {
            Token::Close(name) => inside = inside.filter(|open| *open != name),
            _ if inside.is_some() => {}
            Token::Text(text) => letters += text.chars().filter(|c| c.is_alphanumeric()).count(),
            Token::Open(tag) if tag.name == "meta" => {
                let refresh = tag.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"));
                told = told.or_else(|| tag.get("content").filter(|_| refresh).and_then(way));
            }
            Token::Open(tag) => {
                let open = Some(tag.name).filter(|_| !tag.empty);
                inside = open.filter(|name| UNSHOWN.contains(&name.as_str()));
            }
        }
    }
    told.or_else(|| header.and_then(way)).filter(|_| letters <= MOST_LETTERS)
}

/// `0; url='/there'`: where that leads, soon enough.
fn way(refresh: &str) -> Option<String> {
    let refresh = refresh.trim_start();
    let end = refresh.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(refresh.len());
    let (seconds, rest) = refresh.split_at(end);
    let whole = seconds.split('.').next().unwrap_or_default();
    let seconds: u32 = if whole.is_empty() && !seconds.is_empty() { 0 } else { whole.parse().ok()? };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix([';', ',']).unwrap_or(rest).trim_start();
    let url = rest.get(..3).filter(|name| name.eq_ignore_ascii_case("url")).and_then(|_| {
        let behind = rest.get(3..)?.trim_start();
        Some(behind.strip_prefix('=')?.trim_start())
    });
    let url = url.unwrap_or(rest);
    let url = match url.chars().next() {
        Some(quote @ ('"' | '\'')) => url[1..].split(quote).next().unwrap_or_default(),
        _ => url,
    };
    let url = url.trim();
    (seconds <= MOST_SECONDS && !url.is_empty()).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(content: &str) -> Option<String> {
        let page =
            format!("<html><head><META HTTP-EQUIV=Refresh content=\"{content}\"></head>Redirecting…</html>");
        elsewhere(page.as_bytes(), None)
    }

    #[test]
    fn a_way_is_read_as_browsers_do() {
        for (content, to) in [
            ("0;url=/a", Some("/a")),
            ("0; URL='/a'", Some("/a")),
            (" 5 , Url = /a?b=1&amp;c=2 ", Some("/a?b=1&c=2")),
            ("0 /a", Some("/a")),
            (".9;/a", Some("/a")),
            ("1.5;url='/a' and more", Some("/a")),
            ("6;url=/a", None),
            ("99999999999999;url=/a", None),
            ("0", None),
            ("0;url=", None),
            ("", None),
            ("url=/a", None),
            ("-1;url=/a", None),
        ] {
            assert_eq!(meta(content).as_deref(), to, "{content}");
        }
    }

    #[test]
    fn only_a_page_without_words_sends_on() {
        let meta = "<meta http-equiv=refresh content='0;url=/a'>";
        let words = "The river rose again in the night. ".repeat(9);
        for (page, goes) in [
            (format!("<title>{words}</title>{meta}<script>x = '{words}'</script>"), true),
            (format!("<noscript>{meta}</noscript><script>go('/b')</script>"), true),
            (format!("{meta}<p>If nothing happens, <a href=/a>click here</a>."), true),
            (format!("{meta}<p>{words}"), false),
            (format!("{meta}<svg/><p>{words}"), false),
            (format!("<script>'{meta}'</script>"), false),
            (format!("<!-- {meta} --><template>{meta}</template>"), false),
            (format!("{meta}<script>{}</script>", "a".repeat(MOST_BYTES)), false),
        ] {
            assert_eq!(elsewhere(page.as_bytes(), None).is_some(), goes, "{page}");
        }
        assert_eq!(elsewhere(b"", Some("0; url=/a")).as_deref(), Some("/a"));
        assert_eq!(elsewhere(b"wait", Some("0; url=/a")).as_deref(), Some("/a"));
        assert_eq!(
            elsewhere(b"<rss version='2.0'><channel/></rss>", Some("0; url=/a")),
            None,
            "a feed is one"
        );
        assert_eq!(elsewhere(words.as_bytes(), Some("0; url=/a")), None);
    }
}
