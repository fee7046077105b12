//! How fast feeds are read: `cargo bench --bench feed`.

use dateline::extract::feed;
use dateline::news::Address;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// An RSS feed of so many entries with two kilobytes of text each.
fn rss(entries: usize) -> String {
    let body = "<p>Слово и дело &amp; прочее, some English words, цифры 12345.</p>".repeat(20);
    let mut out = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Bench</title>".to_owned();
    for n in 0..entries {
        out.push_str(&format!(
            "<item><title>Заголовок {n} &amp; more</title><link>https://news.test/2025/11/{n}</link>\
             <guid>g{n}</guid><pubDate>Thu, 13 Nov 2025 10:{:02}:00 +0300</pubDate>\
             <description><![CDATA[{body}]]></description></item>",
            n % 60
        ));
    }
    out + "</channel></rss>"
}

#[divan::bench(args = [100, 2_000])]
fn rss_with_texts(bencher: Bencher, entries: usize) {
    let feed_text = rss(entries);
    let address = Address::parse("https://news.test/feed").ok();
    bencher.counter(BytesCount::of_str(&feed_text)).bench_local(|| {
        address.as_ref().map(|address| feed::read(black_box(feed_text.as_bytes()), address, None))
    });
}
