//! Who wrote it: from JSON-LD, from `meta`, from the byline on the page, from the page's scripts.

use super::super::json_ld::Described;
use super::super::page::Page;
use super::names::names;
use super::{Metas, byline, folded, written};
use crate::news::Text;

/// Names that are kept.
const MAX_AUTHORS: usize = 12;

/// `meta` elements that name authors, the likeliest first.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "article:author_name",
    "citation_author",
    "citation_authors",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "authors",
    "mediator_author",
    "article_author",
];

/// Labels of `twitter:label` that announce an author, lower case.
const LABELS: &[&str] = &[
    "written",
    "author",
    "autor",
    "auteur",
    "autore",
    "verfasst",
    "geschrieben",
    "écrit",
    "escrito",
    "scritto",
    "автор",
    "написано",
    "yazar",
    "skrevet",
    "skriven",
    "geschreven",
    "napisane",
    "作者",
    "著者",
    "投稿者",
    "글쓴이",
];

/// The authors: persons before organisations, data before the page's own words; the site itself only
/// where the page names it as the author and nobody else.
pub(super) fn find(page: &Page, metas: &Metas, described: &Described, site: Option<&Text>) -> Vec<Text> {
    let mut house = House::of(page, described, site);
    let (mut people, mut firms) = (Names::default(), Names::default());
    for raw in &described.authors {
        let firm = described.organisations.contains(raw);
        house.sort(names(raw), if firm { None } else { Some(&mut people) }, &mut firms);
    }
    if people.0.is_empty() {
        for key in METAS {
            for raw in metas.all(key) {
                if house.signs(raw) {
                    house.0.extend(names(raw).first().map(|name| folded(name)));
                }
                house.sort(names(raw), Some(&mut people), &mut firms);
            }
            if !people.0.is_empty() {
                break;
            }
        }
    } else {
        // An agency that the article names beside its authors had a part in it; the site itself is no news.
        firms.0.drain(..).filter(|firm| !house.is(firm)).for_each(|firm| people.add(firm));
    }
    if people.0.is_empty()
        && let Some(raw) = labelled(metas)
    {
        house.sort(names(&raw), Some(&mut people), &mut firms);
    }
    // An agency or an office that the data names is the author; the site's mere name leaves it open.
    if people.0.is_empty() && firms.0.iter().all(|firm| house.is(firm)) {
        let mut found = byline::find(page.dom(), page.facts().address.bare_host());
        if found.iter().all(|name| house.is(name)) {
            let said: Vec<Text> = byline::in_words(page.dom());
            found.extend(said.into_iter().filter(|name| !house.is(name)));
            found.sort_by_key(|name| house.is(name));
        }
        house.sort(found, Some(&mut people), &mut firms);
    }
    if people.0.is_empty() && firms.0.is_empty() {
        house.sort(written::authors_in_scripts(page.dom()), Some(&mut people), &mut firms);
    }
    if people.0.is_empty() { firms.0 } else { people.0 }
}

/// The `twitter:data` whose label says that it is the author.
fn labelled(metas: &Metas) -> Option<String> {
    ["1", "2"].iter().find_map(|place| {
        let label = metas.get(&[&format!("twitter:label{place}")])?.to_lowercase();
        let announces = LABELS.iter().any(|word| label.contains(word)) || label == "by";
        announces.then(|| metas.get(&[&format!("twitter:data{place}")]))?
    })
}

/// Names, each once.
#[derive(Default)]
struct Names(Vec<Text>);

impl Names {
    fn add(&mut self, name: Text) {
        let said = folded(&name);
        if self.0.len() < MAX_AUTHORS && self.0.iter().all(|known| folded(known) != said) {
            self.0.push(name);
        }
    }
}

/// The names of the site, and its host: an author called so is no person.
struct House(Vec<String>, String);

impl House {
    fn of(page: &Page, described: &Described, site: Option<&Text>) -> Self {
        let host = page.facts().address.host();
        let bare = page.facts().address.bare_host();
        let mut names = vec![folded(host), folded(bare)];
        // The first label is the site's name however short it is.
        let labels = bare.split('.').enumerate().filter(|(place, label)| *place == 0 || label.len() > 3);
        names.extend(labels.map(|(_, label)| folded(label)));
        names.extend(site.map(|site| folded(site)));
        names.extend(described.publisher.as_deref().map(folded));
        names.retain(|name| !name.is_empty());
        Self(names, bare.to_owned())
    }

    /// Tells people from the site's own names. `The Wire, Frankfurt, Germany` is the site and where it is.
    fn sort(&self, found: Vec<Text>, people: Option<&mut Names>, firms: &mut Names) {
        let whole = found.first().is_some_and(|first| self.is(first));
        match people {
            Some(people) if !whole => {
                for name in found {
                    if self.is(&name) { firms.add(name) } else { people.add(name) }
                }
            }
            Some(_) => found.into_iter().take(1).for_each(|name| firms.add(name)),
            None => found.into_iter().for_each(|name| firms.add(name)),
        }
    }

    fn is(&self, name: &str) -> bool {
        let name = folded(name);
        self.0.contains(&name)
            || self.0.first().is_some_and(|host| host.len() > 8 && name.ends_with(host.as_str()))
    }

    /// Whether a field names the site by its host: `The Wire (www.thewire.example)`.
    fn signs(&self, raw: &str) -> bool {
        let raw = raw.to_lowercase();
        raw.contains(&format!("(www.{})", self.1)) || raw.contains(&format!("({})", self.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::metadata::read;
    use crate::extract::{Limits, PageFacts};
    use crate::news::Address;

    fn authors(html: &str) -> Vec<String> {
        let address = Address::parse("https://www.thewire.example/1").unwrap();
        let facts = PageFacts { address, content_type: None };
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        read(&page).authors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_byline_is_found_where_pages_put_it() {
        for (html, found) in [
            ("<h1>T</h1><p>By <a href=/x>A. J. Neal</a> in Oslo</p>", vec!["A. J. Neal"]),
            ("<h1>T</h1><div><p>Written by</p><p>Ann Berg</p></div>", vec!["Ann Berg"]),
            ("<h1>T</h1><p>von <a>Dr. Carl Dorn</a></p>", vec!["Dr. Carl Dorn"]),
            ("<h1>T</h1><p>Von Oslo nach Rom</p>", vec![]),
            ("<div class=post-author><p>Ann Berg</p><small>December 17</small></div>", vec!["Ann Berg"]),
            (
                "<p class=author><span>Ann Berg</span> <span>Carl Dorn</span></p>",
                vec!["Ann Berg", "Carl Dorn"],
            ),
            ("<ol class=comments><li class=comment-author>Ann says</ol>", vec![]),
            ("<figure><span class=author>Ann Berg</span></figure>", vec![]),
            ("<p>Text</p><p style='text-align: right'><b>Ann Berg</b></p>", vec!["Ann Berg"]),
            (r#"<script>x={"author":"Ann Berg"}</script><p>T"#, vec!["Ann Berg"]),
            (r#"<script>x={"author":"anonymous"}</script><p>T"#, vec![]),
            (
                "<meta name=twitter:label1 content='Est. reading time'><meta name=twitter:data1 content='3 minutes'>",
                vec![],
            ),
            (
                "<meta name=twitter:label1 content='Verfasst von'><meta name=twitter:data1 content='Ann Berg'>",
                vec!["Ann Berg"],
            ),
            (
                "<h1>T</h1><p>Text</p><p>More</p><div><ul><li><b>Date</b> 1 May<li><b>Autorin/Autor</b>\nAnn Berg</ul></div>",
                vec!["Ann Berg"],
            ),
            ("<meta name=author content='Ann Berg, reports from Rome'>", vec!["Ann Berg"]),
            (
                "<h1>T</h1><div><span>Ann Berg &nbsp;|</span> <span>05.04.2025 - Update 05.04.2025</span></div>",
                vec!["Ann Berg"],
            ),
            ("<h1>T</h1><div><span>World News</span> <span>05.04.2025</span></div>", vec![]),
            ("<h1>T</h1><div>Ann Berg · 3 Nov 2026 · 4 min read</div>", vec!["Ann Berg"]),
            ("<h1>T</h1><div>New York · 3 November 2026</div>", vec![]),
            ("<h1>T</h1><div><span>Red Cross</span><span>November 3, 2026</span></div><p>Text", vec![]),
            ("<h1>T</h1><div class=by>By the sea</div>", vec![]),
            ("<h1>T</h1><p class=byline>Ann Berg, Oslo.</p>", vec!["Ann Berg"]),
            ("<nav><a>Old Town</a></nav><h1>T</h1><div><i>Old Town</i><i>3 Nov 2026</i></div>", vec![]),
            ("<h1>T</h1><p>Ann Berg</p><div><div><p>3 Nov 2026</p></div></div>", vec![]),
            ("<h1>T</h1><div>World News · 3 Nov 2026 · 4 min read</div>", vec![]),
            ("<nav><a>Old Town</a></nav><h1>T</h1><div>Old Town | 3 Nov 2026</div>", vec![]),
            ("<h1>T</h1><p>Oslo, 3 Nov 2026 | The river rose</p>", vec![]),
            (
                "<h1>T</h1><div class=meta><span class=by>Ann Berg</span> <time>3 Nov 2026</time></div>",
                vec!["Ann Berg"],
            ),
            ("<h1>T</h1><div class=sort-by>Newest first</div>", vec![]),
            (
                "<h1>T</h1><span class=by>Ann Berg</span><div class=author-box><p>Reports on trains and the coast.</p></div>",
                vec!["Ann Berg"],
            ),
            (
                "<meta name=author content='Wire News (www.thewire.example)'><p class=byline>By Ann Berg</p>",
                vec!["Ann Berg"],
            ),
            (
                "<h1>T</h1><ul><li>By: <a>Ann Berg</a>, <a>Bo Marsh</a> and <a>Carl Dorn</a><li>3 minutes</ul>",
                vec!["Ann Berg", "Bo Marsh", "Carl Dorn"],
            ),
            ("<h1>T</h1><p>Text: Ann Berg. Photos: Li Wei.</p>", vec!["Ann Berg"]),
            ("<h1>T</h1><p>Text und Fotos: Ann Berg</p>", vec!["Ann Berg"]),
            ("<h1>T</h1><p class=author>Fotos: Li Wei. Text: Ann Berg</p>", vec!["Ann Berg"]),
            ("<meta name=author content='Ann Berg. Фото: Li Wei'>", vec!["Ann Berg"]),
            (
                "<meta name=author content='The Wire, Oslo, Norway'><meta property=og:site_name content='The Wire'>",
                vec!["The Wire"],
            ),
        ] {
            assert_eq!(authors(html), found, "{html}");
        }
    }

    #[test]
    fn a_link_to_a_profile_at_the_headline_names_the_author() {
        for (html, found) in [
            (
                "<h1>T</h1><div><a href='/@ann?s=1'>Ann Berg</a> <button>Follow</button> <i>4 min read</i> <i>Nov 3</i></div>",
                vec!["Ann Berg"],
            ),
            (
                "<h1>T</h1><a href=/writers/ann>Ann Berg</a> and <a href=/writers/bo>Bo Marsh</a> <i>3 Nov 2026</i>",
                vec!["Ann Berg", "Bo Marsh"],
            ),
            (
                "<article><header><a href=/annb><img alt='Ann Berg profile'></a> <a href=/annb>Ann Berg</a> <time>Nov 3</time><h1>T</h1></header></article>",
                vec!["Ann Berg"],
            ),
            ("<h1>T</h1><a href=/users/sato>佐藤恵子</a> <time>2026年11月3日</time>", vec!["佐藤恵子"]),
            ("<h1>T</h1><b>Ann Berg</b> <a href='mailto:x'>ann at a.example</a>", vec!["Ann Berg"]),
            ("<h1>T</h1><a href=/people/ann>Ann Berg</a> <p>The river rose.</p>", vec![]),
            ("<h1>T</h1><a href=/new-york>New York</a> <i>3 Nov 2026</i>", vec![]),
            ("<h1>T</h1><a href=/tag/red-cross>Red Cross</a> <i>3 Nov 2026</i>", vec![]),
            ("<h1>T</h1><a href=/by/world>World News</a> <i>3 Nov 2026</i>", vec![]),
            ("<h1>T</h1><p>Submitted by Ann Berg on Tue, 11/03/2026 - 10:00</p>", vec!["Ann Berg"]),
            (
                "<h1>T</h1><article><footer>Submitted by <a>ann</a> on <i>3 Nov 2026</i></footer><p>Text</article>",
                vec!["ann"],
            ),
            (
                "<h1>T</h1><p>Created by <a href=/display/~ann>Ann Berg</a>, changed on <i>3 Nov 2026</i></p>",
                vec!["Ann Berg"],
            ),
            ("<h1>T</h1><p>Photo by <a href=/@bo>Bo Marsh</a></p><p>3 Nov 2026</p>", vec![]),
            (
                "<article><h1>T</h1><p>Text</p><footer>Created by <a>Harbour Web Works</a> 2026</footer></article>",
                vec![],
            ),
            ("<h1>T</h1><a href='https://social.example/@ann'>Ann Berg</a> <i>3 Nov 2026</i>", vec![]),
            ("<h1>T</h1><a href=/@wire>The Wire Service</a> <i>3 Nov 2026</i>", vec![]),
            ("<h1>T</h1><a href=/people/king-harald>King Harald</a> <i>3 Nov 2026</i>", vec![]),
            (
                "<h1>T</h1><a href=/people/ann>Ann Berg</a> <i>3 Nov 2026</i> <i>4 min read</i>",
                vec!["Ann Berg"],
            ),
        ] {
            assert_eq!(authors(html), found, "{html}");
        }
    }

    #[test]
    fn an_agency_beside_a_person_is_an_author_and_the_site_is_not() {
        let data = r#"<meta property=og:site_name content="The Wire"><script type="application/ld+json">
            {"@type":"NewsArticle","headline":"T","author":[{"@type":"Person","givenName":"Ann","familyName":"Berg"},
            {"@type":"Organization","name":"SDA"},{"@type":"Organization","name":"The Wire"}]}</script>"#;
        assert_eq!(authors(data), ["Ann Berg", "SDA"]);
    }

    #[test]
    fn a_person_on_the_page_comes_before_the_site_in_the_data() {
        let data = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"T",
            "author":{"@type":"Organization","name":"The Wire"}}</script>"#;
        assert_eq!(authors(&format!("{data}<p class=byline>By Ann Berg</p>")), ["Ann Berg"]);
        assert_eq!(authors(data), ["The Wire"], "nobody else is named");
    }
}
