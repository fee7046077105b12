//! How long a page takes to read: `cargo bench --bench extract`.

use std::fmt::Write as _;

use dateline::extract::{Limits, Page, PageFacts};
use dateline::news::Address;

fn main() {
    divan::main();
}

/// A page of 300 kB: menus, an article of a hundred paragraphs, links beside and below, scripts.
fn page() -> Vec<u8> {
    let mut page =
        "<!doctype html><html lang=en><head><title>The river rises</title></head><body><nav><ul>".to_owned();
    for n in 0..300 {
        let _ = write!(
            page,
            "<li class=\"menu-item menu-item-{n}\"><a href=\"/section/{n}/\">Section {n}</a></li>"
        );
    }
    page.push_str("</ul></nav><main><article><h1>The river rises</h1>");
    for n in 0..100 {
        let _ = write!(
            page,
            "<p class=\"paragraph\" data-n=\"{n}\">The river rose by <strong>forty</strong> centimetres overnight, and \
             people moved their cars from <a href=\"/mill/{n}\">Mill Street</a> to a field above the church, where it is \
             dry, while the mayor, who had been awake since three, counted the sandbags that were left.</p>"
        );
    }
    page.push_str("</article></main><aside>");
    for n in 0..700 {
        let _ = write!(
            page,
            "<div class=\"card\"><a href=\"/story/{n}\"><img data-src=\"/i/{n}.jpg\" alt=\"\"><span>Another story, number {n}</span></a></div>"
        );
    }
    page.push_str("</aside><script>");
    while page.len() < 300_000 {
        page.push_str("window.data.push({\"id\":1,\"html\":\"<div>\"});");
    }
    page.push_str("</script></body></html>");
    page.into_bytes()
}

fn facts() -> PageFacts {
    let address = Address::parse("https://bench.example/story").unwrap_or_else(|_| unreachable!());
    PageFacts { address, content_type: Some("text/html; charset=utf-8".to_owned()) }
}

#[divan::bench]
fn parse(bencher: divan::Bencher) {
    let (page, facts, limits) = (page(), facts(), Limits::default());
    bencher.bench(|| Page::parse(&page, &facts, &limits).map(|page| page.is_cut()));
}

#[divan::bench]
fn parse_and_article(bencher: divan::Bencher) {
    let (page, facts, limits) = (page(), facts(), Limits::default());
    bencher.bench(|| Page::parse(&page, &facts, &limits).and_then(|page| page.article()));
}
