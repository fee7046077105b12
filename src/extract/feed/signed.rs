//! Lines that a program has put under each text of a feed: where it was published, and by whom it was sent in.

use super::plain;
use crate::news::Address;

/// Letters that such a line has at most besides the names in it.
const WORDS: usize = 70;

/// Letters of a line that is nothing but a link to the page, at most.
const WAY: usize = 40;

/// An entry's HTML without the line under it that leads to its own page and to the front page of its site ("The post … appeared
/// first on …", in whatever language), without the one that says who sent it in and leads to its comments, and without the one
/// that only leads to its own page ("Read full topic").
pub(super) fn without(html: &str, page: Option<&Address>, title: &str) -> Option<String> {
    let page = page?;
    let once = |html: &str| {
        without_origin(html, page, title)
            .or_else(|| without_sender(html, page))
            .or_else(|| without_way(html, page))
    };
    let first = once(html)?;
    Some(once(&first).unwrap_or(first))
}

/// The text above the last paragraph, and that.
fn last_paragraph(html: &str) -> Option<(&str, &str)> {
    let end = html.trim_end();
    let begins = end.rfind("<p").filter(|at| {
        end.get(at + 2..).is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()))
    })?;
    let (text, line) = end.split_at_checked(begins)?;
    Some((text.trim_end(), line)).filter(|(text, _)| !text.is_empty())
}

/// Without the link to the own page that stands alone at the end, and the counts above it ("3 posts - 2 participants").
fn without_way(html: &str, page: &Address) -> Option<String> {
    let (text, line) = last_paragraph(html)?;
    let links = links(line, page);
    let [(own, says)] = links.as_slice() else { return None };
    // What leads to a place on the page is a note.
    let is_place = plain::unescape(line).contains('#');
    let is_alone = !is_place
        && !line.contains("<img")
        && plain::text_of(line).trim() == says
        && says.chars().count() <= WAY;
    if own.key() != page.key() || !is_alone {
        return None;
    }
    let counted = last_paragraph(text).filter(|(_, line)| is_count(line));
    // Other words may be what a post that is about the page calls it.
    match counted {
        Some((above, _)) => Some(above.to_owned()),
        None => leads_on(says).then(|| text.to_owned()),
    }
}

/// Whether words are those of a way on.
fn leads_on(words: &str) -> bool {
    const FIRST: [&str; 11] = [
        "read",
        "continue",
        "more",
        "full",
        "view",
        "weiterlesen",
        "mehr",
        "lire",
        "leer",
        "leggi",
        "читать",
    ];
    let words = words.trim().to_lowercase();
    let first = words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let is_short = words.split_whitespace().count() <= 4;
    is_short && (words.ends_with(['…', '→', '»', '›']) || first.is_some_and(|word| FIRST.contains(&word)))
}

/// Whether a paragraph, in small type, says how many posts there are and by how many.
fn is_count(line: &str) -> bool {
    let said = plain::text_of(line);
    let parts: Vec<&str> = said.split(" - ").collect();
    let is_small = line.contains("<p><small>") && line.ends_with("</small></p>");
    is_small
        && said.len() <= WORDS
        && parts.len() == 2
        && parts.iter().all(|part| part.contains(char::is_numeric))
}

fn without_origin(html: &str, page: &Address, of: &str) -> Option<String> {
    let (text, line) = last_paragraph(html)?;
    let links = links(line, page);
    let [(own, title), (site, name)] = links.as_slice() else { return None };
    let is_own = own.key() == page.key();
    let is_front = site.url().path().len() <= 1 && site.url().query().is_none() || page_is_below(site, page);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let around = letters(&plain::text_of(line)).saturating_sub(letters(title) + letters(name));
    // It names the story as the story names itself, and stands under something.
    let is_named = !title.is_empty() && plain::text_of(of).trim() == title;
    let fits = is_own && is_front && is_named && (3..=WORDS).contains(&around);
    fits.then(|| text.to_owned())
}

/// Whether a page is in the folder of another one, which so may be the front page of its site.
fn page_is_below(front: &Address, page: &Address) -> bool {
    front.url().query().is_none() && page.key().starts_with(&format!("{}/", front.key()))
}

fn without_sender(html: &str, page: &Address) -> Option<String> {
    let begins = html.rfind("submitted by")?;
    let line = html.get(begins..)?;
    let said = plain::text_of(line);
    let words: Vec<&str> = said.split_whitespace().collect();
    let ends = words.len() < 10 && words.ends_with(&["[link]", "[comments]"]);
    if !ends || !words.get(2).is_some_and(|name| name.starts_with("/u/")) {
        return None;
    }
    let mut text = html.get(..begins)?.trim_end().to_owned();
    while let Some(rest) = text.strip_suffix("&#32;").or_else(|| text.strip_suffix("&nbsp;")) {
        text.truncate(rest.trim_end().len());
    }
    // What was sent in may be a page of another site, which nothing else leads to.
    let sent = links(line, page).into_iter().find(|(_, name)| name == "[link]");
    if let Some((sent, _)) = sent.filter(|(sent, _)| sent.key() != page.key()) {
        let address = plain::escape(sent.as_str()).replace('"', "&quot;");
        text.push_str(&format!("<p><a href=\"{address}\">{}</a></p>", plain::escape(sent.as_said())));
    }
    Some(text)
}

/// The links of a line, three at most, with what they say.
fn links(line: &str, base: &Address) -> Vec<(Address, String)> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some((_, inside)) = rest.split_once("<a ") {
        let Some((tag, after)) = inside.split_once('>') else { break };
        let (text, behind) = after.split_once("</a>").unwrap_or((after, ""));
        let written = tag.split_once("href=").and_then(|(_, value)| {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            value.get(1..)?.split_once(quote).map(|(written, _)| written)
        });
        let address = written.and_then(|written| base.join(&plain::unescape(written)).ok());
        found.extend(address.map(|address| (address, plain::text_of(text).trim().to_owned())));
        rest = behind;
        if found.len() == 3 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(html: &str) -> Option<String> {
        let page = Address::parse("https://a.test/blog/story/").unwrap();
        ["Title", "表題"].iter().find_map(|title| without(html, Some(&page), title))
    }

    #[test]
    fn the_line_that_tells_where_a_text_was_published_goes_in_any_language() {
        for line in [
            "<p>The post <a rel=\"nofollow\" href=\"https://a.test/blog/story/\">Title</a> appeared first on <a \
             href=\"https://a.test\">Site</a>.</p>",
            "<p>Der Beitrag <a href='/blog/story?utm_source=rss'>Title</a> erschien zuerst auf <a href='/'>Site</a>.</p>\n",
            "<p class=x>投稿 <a href='/blog/story'>表題</a> は <a href='https://a.test/blog'>Site</a> に最初に表示されました。",
        ] {
            assert_eq!(left(&format!("<p>Text.</p>{line}")).as_deref(), Some("<p>Text.</p>"), "{line}");
        }
        for other in [
            "<p>Text.</p>",
            "<p>New photo: <a href='/blog/story'>Title</a> on <a href='/'>my site</a></p>",
            "<p>Text.</p><p>I wrote <a href='/blog/story'>this</a> in the kitchen of <a href='/'>the house</a>.</p>",
            "<p>See <a href='/blog/other'>A</a> on <a href='/'>Site</a>.</p>",
            "<p>The post <a href='/blog/story'>A</a> and <a href='/blog/other'>B</a>.</p>",
            "<pre>The post <a href='/blog/story'>A</a> appeared first on <a href='/'>Site</a>.",
        ] {
            assert_eq!(left(other), None, "{other}");
        }
        let long = "words ".repeat(40);
        let told = format!("<p>{long} <a href='/blog/story'>A</a> {long} <a href='/'>Site</a>.</p>");
        assert_eq!(left(&told), None);
    }

    #[test]
    fn the_line_that_only_leads_to_the_page_goes_with_its_counts() {
        let way = "<p><a href=\"https://a.test/blog/story\">Read full topic</a></p>";
        for under in [
            way.to_owned(),
            format!("\n<p><small>3 posts - 2 participants</small></p>\n{way}\n"),
            "<p><small>1 投稿 - 1 人の参加者</small></p> <p><a href='/blog/story/'>全トピックを読む</a></p>"
                .to_owned(),
            format!(
                "{way}<p>The post <a href='/blog/story'>Title</a> appeared first on <a href='/'>Site</a>.</p>"
            ),
        ] {
            assert_eq!(left(&format!("<p>Text.</p>{under}")).as_deref(), Some("<p>Text.</p>"), "{under}");
        }
        for other in [
            way.to_owned(),
            "<p>Text.</p><p><a href='/blog/other'>Read on</a></p>".to_owned(),
            "<p>Worth reading:</p><p><a href='/blog/story'>How the ferry was saved</a></p>".to_owned(),
            "<p>Text.</p><p><a href='/blog/story#note'>The note</a></p>".to_owned(),
            "<p>Text.</p><p>See <a href='/blog/story'>this</a></p>".to_owned(),
            "<p>Text.</p><p><a href='/blog/story'><img src=a.png></a></p>".to_owned(),
        ] {
            assert_eq!(left(&other), None, "{other}");
        }
        let counted = format!("<p>Text.</p><p>Of 3 posts - 2 are mine.</p>{way}");
        assert_eq!(left(&counted).as_deref(), Some("<p>Text.</p><p>Of 3 posts - 2 are mine.</p>"));
    }

    #[test]
    fn the_line_that_tells_who_sent_a_text_in_goes_and_what_was_sent_stays() {
        let line = |to: &str| {
            format!(
                "&#32; submitted by &#32; <a href=\"https://a.test/user/joe\"> /u/joe </a> <br/> <span><a \
                 href=\"{to}\">[link]</a></span> &#32; <span><a href=\"/blog/story\">[comments]</a></span>"
            )
        };
        let own = format!("<p>Text.</p> {}", line("https://a.test/blog/story"));
        assert_eq!(left(&own).as_deref(), Some("<p>Text.</p>"));
        let sent = "<p><a href=\"https://b.test/x?a=1&amp;b=2\">b.test/x?a=1&amp;b=2</a></p>";
        assert_eq!(left(&line("https://b.test/x?a=1&amp;b=2")).as_deref(), Some(sent));
        assert_eq!(left("<p>The plan was submitted by the mayor.</p>"), None);
    }
}
