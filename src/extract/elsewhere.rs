//! Pages that have nothing to say but where to go on: `<meta http-equiv="refresh">`, the header `Refresh`, a script that
//! does nothing else, a frame that holds all there is.

mod scripted;

use super::import::markup::{Tag, Token, tokens};
use super::recognise::{Recognised, recognise};

/// Bytes of a page that may be no more than a way. What is longer has more to it, be it for scripts.
const MOST_BYTES: usize = 16 << 10;

/// Letters of "If nothing happens, click here".
const MOST_LETTERS: usize = 200;

/// Seconds after which it is a redirect still, and not a page that shows itself anew.
const MOST_SECONDS: u32 = 5;

/// Elements whose text is not shown.
const UNSHOWN: [&str; 6] = ["script", "style", "title", "template", "textarea", "svg"];

/// Where a page without a text of its own leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// It sends there at once, as a redirect does.
    Sends(String),
    /// Its script sends there.
    Scripted(String),
    /// A frame holds what it shows, from there.
    Framed(String),
}

/// Where a page without a text of its own sends who reads it, as it is written there; `header` is what the answer said
/// beside it.
pub fn elsewhere(bytes: &[u8], header: Option<&str>) -> Option<Elsewhere> {
    if bytes.len() > MOST_BYTES || !matches!(recognise(bytes), Recognised::Html | Recognised::Unknown) {
        return None;
    }
    let page = String::from_utf8_lossy(bytes);
    let mut frames = Frames::default();
    let (mut told, mut scripted, mut letters, mut inside) = (None, None, 0, None::<String>);
    let (mut script, mut loads) = (String::new(), false);
    for token in tokens(&page) {
        match token {
            Token::Close(name) => {
                if name == "script" {
                    scripted = scripted.or_else(|| scripted::way(&std::mem::take(&mut script)));
                }
                inside = inside.filter(|open| *open != name);
            }
            Token::Text(text) if inside.as_deref() == Some("script") => script.push_str(&text),
            _ if inside.is_some() => {}
            Token::Text(text) => letters += text.chars().filter(|c| c.is_alphanumeric()).count(),
            Token::Open(tag) if tag.name == "meta" => {
                let refresh = tag.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"));
                told = told.or_else(|| tag.get("content").filter(|_| refresh).and_then(way));
            }
            Token::Open(tag) => {
                loads |= tag.name == "script" && tag.get("src").is_some();
                frames.see(&tag);
                let open = Some(tag.name).filter(|_| !tag.empty);
                inside = open.filter(|name| UNSHOWN.contains(&name.as_str()));
            }
        }
    }
    if letters > MOST_LETTERS {
        return None;
    }
    // A page that loads scripts has more to show than its own says.
    let scripted = scripted.filter(|_| !loads).map(Elsewhere::Scripted);
    let sent = told.or_else(|| header.and_then(way)).map(Elsewhere::Sends).or(scripted);
    sent.or_else(|| frames.main(letters).map(Elsewhere::Framed))
}

/// The frames of a page.
#[derive(Default)]
struct Frames {
    /// Of a frameset, each with its name.
    set: Vec<(String, String)>,
    /// Inside a page, and whether it takes the whole of it.
    inside: Vec<(String, bool)>,
}

/// What the frame that holds the text is called.
const MAIN_FRAMES: [&str; 10] =
    ["main", "content", "body", "text", "right", "mainframe", "contents", "inhalt", "hauptframe", "view"];

impl Frames {
    fn see(&mut self, tag: &Tag<'_>) {
        let Some(source) = tag.get("src").filter(|source| !source.is_empty()) else { return };
        let of = |name: &str| tag.get(name).unwrap_or_default().to_ascii_lowercase();
        match tag.name.as_str() {
            "frame" => self.set.push((of("name"), source.to_owned())),
            "iframe" => {
                let style: String = of("style").split_whitespace().collect();
                let is_hidden = ["none", "hidden"].iter().any(|word| style.contains(word));
                let is_all = of("height").starts_with("100%")
                    || ["height:100%", "height:100v"].iter().any(|all| style.contains(all));
                let is_all = is_all && !is_hidden;
                self.inside.push((source.to_owned(), is_all));
            }
            _ => {}
        }
    }

    /// The one that holds what the page shows.
    fn main(self, letters: usize) -> Option<String> {
        let named = self.set.iter().find(|(name, _)| MAIN_FRAMES.contains(&name.as_str()));
        if let Some((_, source)) = named.or(self.set.last()) {
            return Some(source.clone());
        }
        let mut inside = self.inside.into_iter();
        let (source, is_all) = inside.next()?;
        (is_all && letters < 40 && inside.next().is_none()).then_some(source)
    }
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
        sent(page.as_bytes(), None)
    }

    fn sent(page: &[u8], header: Option<&str>) -> Option<String> {
        match elsewhere(page, header)? {
            Elsewhere::Sends(to) => Some(to),
            Elsewhere::Scripted(_) | Elsewhere::Framed(_) => None,
        }
    }

    #[test]
    fn a_script_or_a_frame_that_is_all_there_is_leads_on() {
        let scripted = |to: &str| Some(Elsewhere::Scripted(to.to_owned()));
        let framed = |to: &str| Some(Elsewhere::Framed(to.to_owned()));
        let words = "<p>The river rose again in the night.</p>".repeat(9);
        for (page, way) in [
            ("<html><head><script>window.location.href=\"/ok\";</script></head><body></body></html>".to_owned(), scripted("/ok")),
            (
                "<!doctype html><title>Redirecting...</title><script>location=\"/ok\"</script><h1>Redirecting...</h1>\
                 <a href=/ok>Click here if you are not redirected.</a>"
                    .to_owned(),
                scripted("/ok"),
            ),
            (format!("<script>location.href='/ok'</script>{words}"), None),
            ("<script src=/app.js></script><script>location.href='/ok'</script>".to_owned(), None),
            (
                "<frameset cols='20%,80%'><frame name=nav src=/menu><frame name=main src=/ok></frameset>".to_owned(),
                framed("/ok"),
            ),
            ("<frameset><frame src=/menu><frame src=/ok></frameset>".to_owned(), framed("/ok")),
            ("<body><iframe src=/ok width='100%' height='100%'></iframe>".to_owned(), framed("/ok")),
            ("<body><iframe src=/ad width=1 height=1></iframe>".to_owned(), None),
            ("<body><iframe src=/ad style='height:100%;display:none'></iframe>".to_owned(), None),
            ("<p>Closed today</p><iframe src=/ad style='width:100%;height:90px'></iframe>".to_owned(), None),
            ("<body><iframe src=/ok style='width: 100vw; height: 100vh'></iframe>".to_owned(), framed("/ok")),
            (format!("<body>{words}<iframe src=/ok width='100%'></iframe>"), None),
        ] {
            assert_eq!(elsewhere(page.as_bytes(), None), way, "{page}");
        }
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
            assert_eq!(sent(page.as_bytes(), None).is_some(), goes, "{page}");
        }
        assert_eq!(sent(b"", Some("0; url=/a")).as_deref(), Some("/a"));
        assert_eq!(sent(b"wait", Some("0; url=/a")).as_deref(), Some("/a"));
        assert_eq!(sent(b"<rss version='2.0'><channel/></rss>", Some("0; url=/a")), None, "a feed is one");
        assert_eq!(sent(words.as_bytes(), Some("0; url=/a")), None);
    }
}
