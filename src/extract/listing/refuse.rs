//! What is no story: addresses and places that never hold one.

use crate::extract::outline::{Link, Outline};
use crate::news::Address;

/// Segments of addresses of lists, people and forms.
const SEGMENTS: [&str; 39] = [
    "tag",
    "tags",
    "category",
    "categories",
    "cat",
    "author",
    "authors",
    "page",
    "login",
    "register",
    "signup",
    "search",
    "rss",
    "feed",
    "about",
    "contact",
    "contacts",
    "privacy",
    "terms",
    "subscribe",
    "reklama",
    "advert",
    "rubric",
    "theme",
    "themes",
    "topic",
    "topics",
    "user",
    "users",
    "profile",
    "account",
    "share",
    "print",
    "cart",
    "promo",
    "sponsored",
    "advertorial",
    "partner",
    "go",
];

/// Whether an address is that of a person.
pub(super) fn is_person(address: &Address) -> bool {
    const WORDS: [&str; 6] = ["author", "authors", "user", "users", "profile", "people"];
    let path = address.url().path().to_ascii_lowercase();
    path.split('/').any(|segment| WORDS.contains(&segment))
}

/// Words in classes and ids of what surrounds the list.
const PLACES: [&str; 33] = [
    "nav",
    "navbar",
    "menu",
    "submenu",
    "footer",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "share",
    "social",
    "tags",
    "taglist",
    "popular",
    "mostread",
    "trending",
    "sidebar",
    "calendar",
    "comments",
    "cookie",
    "subscribe",
    "banner",
    "promo",
    "advert",
    "related",
    "recommended",
    "topnews",
    "aside",
    "toolbar",
    "login",
    "hot",
    "bestsellers",
    "partners",
];

/// Headings of lists that are not the day's.
const HEADINGS: [&str; 16] = [
    "популярн",
    "самое читаемое",
    "читают",
    "читайте также",
    "главное за",
    "most read",
    "most popular",
    "popular",
    "trending",
    "related",
    "you may also",
    "recommended",
    "meistgelesen",
    "les plus lus",
    "lo más",
    "найпопулярн",
];

/// Whether an address cannot be a story of this site.
pub(super) fn address(base: &Address, address: &Address) -> bool {
    let path = address.url().path();
    if !same_site(base, address) || path.trim_matches('/').is_empty() {
        return address.url().query().is_none() || !same_site(base, address);
    }
    // What stands below a page of a category is not refused for the words of the page's own address.
    let own = base.url().path().trim_end_matches('/');
    let below = path.strip_prefix(own).filter(|rest| rest.starts_with('/') && base.host() == address.host());
    let mut segments = below.unwrap_or(path).split('/').filter(|segment| !segment.is_empty());
    segments.any(|segment| SEGMENTS.contains(&segment.to_ascii_lowercase().as_str()))
        || page_number(address).is_some()
        || matches!(path.rsplit_once('.'), Some((_, "xml" | "pdf")))
}

/// Whether two hosts belong to one site: the same, or with the same last two labels.
fn same_site(a: &Address, b: &Address) -> bool {
    fn tail(host: &str) -> String {
        let mut labels: Vec<&str> = host.rsplit('.').take(2).collect();
        labels.reverse();
        labels.join(".")
    }
    a.host() == b.host()
        || (a.host().contains('.') && tail(a.host()) == tail(b.host()) && !is_address(a.host()))
}

fn is_address(host: &str) -> bool {
    host.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b':')
}

/// Whether a link stands where no story of the day stands.
pub(super) fn place(outline: &Outline, link: &Link) -> bool {
    let surrounded = outline.ancestors(link.elem).filter_map(|at| outline.elems.get(at)).any(|elem| {
        let named = matches!(
            elem.name.as_str(),
            "nav" | "footer" | "aside" | "option" | "select" | "form" | "button"
        );
        let classed = |word: &str| PLACES.contains(&word.to_ascii_lowercase().as_str());
        // `body` and `main` are given classes for what the page has, not for what they are.
        let whole = matches!(elem.name.as_str(), "body" | "html" | "main" | "article");
        named || (!whole && elem.class.split([' ', '-', '_']).any(classed))
    });
    surrounded || under_foreign_heading(outline, link)
}

/// Whether the nearest heading before a link, in a block that holds both, names another list.
fn under_foreign_heading(outline: &Outline, link: &Link) -> bool {
    for at in outline.ancestors(link.elem).take(8) {
        let Some(elem) = outline.elems.get(at) else { return false };
        let Some(first) = outline.pieces.get(elem.pieces.start) else { continue };
        if elem.pieces.start >= link.pieces.start || first.link.is_some() || first.text.chars().count() > 40 {
            continue;
        }
        let text = first.text.to_lowercase();
        if HEADINGS.iter().any(|heading| text.contains(heading)) {
            return true;
        }
    }
    false
}

/// The number an address gives as the page of a list: `?page=2`, `/page/2/`, `/page-2`, `?PAGEN_1=2`.
pub(in crate::extract) fn page_number(address: &Address) -> Option<u32> {
    for (key, value) in address.url().query_pairs() {
        let key = key.to_ascii_lowercase();
        if matches!(key.as_str(), "page" | "p" | "pg" | "paged" | "pagenum") || key.starts_with("pagen_") {
            return value.parse().ok();
        }
    }
    let segments: Vec<&str> = address.url().path().split('/').filter(|s| !s.is_empty()).collect();
    let last = segments.last()?;
    if let Some(number) = last.strip_prefix("page").map(|rest| rest.trim_start_matches(['-', '_'])) {
        return number.parse().ok();
    }
    let before = segments.len().checked_sub(2).and_then(|at| segments.get(at))?;
    if matches!(*before, "page" | "p" | "seite" | "pagina") { last.parse().ok() } else { None }
}

/// Whether an address is a page of the same list.
pub(in crate::extract) fn is_page_of(own: &Address, other: &Address) -> bool {
    if own.host() != other.host() || page_number(other).is_none() {
        return false;
    }
    bare(own) == bare(other)
}

/// An address without its page number.
fn bare(address: &Address) -> String {
    let mut path = address.url().path().trim_end_matches('/').to_owned();
    let from_query = address.url().query_pairs().any(|(key, _)| is_page_key(&key));
    if page_number(address).is_some() && !from_query {
        let cut = path.rfind('/').unwrap_or(0);
        let last = path.get(cut + 1..).unwrap_or_default();
        let whole_number = last.bytes().all(|b| b.is_ascii_digit());
        path.truncate(cut);
        if whole_number {
            path.truncate(path.rfind('/').unwrap_or(0));
        }
    }
    let rest = address.url().query_pairs().filter(|(key, _)| !is_page_key(key));
    let rest: Vec<String> = rest.map(|(key, value)| format!("{key}={value}")).collect();
    format!("{path}?{}", rest.join("&"))
}

fn is_page_key(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    matches!(key.as_str(), "page" | "p" | "pg" | "paged" | "pagenum") || key.starts_with("pagen_")
}
