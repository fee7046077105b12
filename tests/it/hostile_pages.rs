//! Pages made to break a reader: each gives a result or a fault within two seconds and 200 MiB.
//!
//! Every trap is read in a process of its own, which tells the processor time it took and by how much its peak
//! memory (`VmHWM` of `/proc/self/status`) grew, typeset. An unoptimised build may take five times as long.

use std::env;
use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use dateline::extract::{Limits, PageFacts, convert, effort};
use dateline::news::{Address, Article, Block, Document, Fault};
use dateline::typeset::{Head, Measure, typeset};

use crate::commands::Home;

/// The variable that names the trap a child process reads.
const TRAP: &str = "DATELINE_TEST_TRAP";

const MEMORY_MIB: u64 = 200;
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });

const OPENING: &str = "The river rose through the night and reached the old bridge before anyone was awake, said the \
                       people who live beside it, and by morning the lower road was gone.";
const ENDING: &str = "The council will meet on Thursday to decide whether the bridge can be opened again before \
                      winter, and who is to pay for it if it cannot.";

fn honest(inside: &str) -> String {
    let body = "<p>Nobody was hurt, the mayor said, but the mill has lost its wheel, and the school will stay closed \
                for a week while the cellars are pumped dry by the fire brigade.</p>"
        .repeat(4);
    format!(
        "<html><head><title>The river rises</title></head><body><article><h1>The river rises</h1><p>{OPENING}</p>\
         {body}{inside}<p>{ENDING}</p></article></body></html>"
    )
}

fn reopened() -> String {
    let mut page: String = (0..400).fold(String::new(), |mut page, n| {
        let _ = write!(page, "<b id=b{n}>");
        page
    });
    page.push_str(&"<p>x".repeat(20_000));
    page
}

fn attributes() -> String {
    (0..80_000).fold("<p".to_owned(), |mut tag, n| {
        let _ = write!(tag, " a{n}=1");
        tag
    }) + ">x</p>"
}

fn spans() -> String {
    let row = "<tr><td colspan=1000000 rowspan=1000000>a</td><td colspan=99999999999999999999>b</td></tr>";
    format!("<table><tr><th>h</th><th>k</th></tr>{}</table>", row.repeat(200))
}

fn trap(name: &str) -> String {
    match name {
        "divs" => "<div>".repeat(100_000),
        "bold" => "<b>".repeat(100_000),
        "reopened" => reopened(),
        "attributes" => attributes(),
        "paragraphs" => "<p>Words that fill a paragraph of a page.</p>\n".repeat((10 << 20) / 45),
        "spans" => spans(),
        "tables" => "<table><tr><td>".repeat(30_000),
        "lists" => "<ul><li>x".repeat(50_000),
        "quotes" => "<blockquote>x".repeat(100_000),
        "links" => (0..100_000).fold(String::new(), |mut page, n| {
            let _ = write!(page, "<a href=/{n}>{n}</a> ");
            page
        }),
        "open tags" => "<".repeat(1 << 20),
        "half tags" => "<p <p <p ".repeat(1 << 17),
        "comments" => "<!-- ".repeat(1 << 18),
        "ruby" => format!("<ruby>{}", "<rt>x".repeat(100_000)),
        "breaks" => "x<br>".repeat(300_000),
        "entities" => "&amp".repeat(1 << 20),
        "script" => format!("<script>{}", "</scrip <script> <!--".repeat(1 << 16)),
        "json" => format!("<script type='application/ld+json'>{}</script>", "[".repeat(1 << 19)),
        "boxes that ask" => format!(
            "<p>{}</p>{}<script>{}</script><input type=email><i class=lead>x</i><h1>T</h1>",
            "word ".repeat(400),
            "<div>".repeat(150),
            "x ".repeat(200_000)
        ),
        "signs in a headline" => {
            format!("<h1><i class=kicker>A</i>{}The bridge is open again</h1>", "<i>-</i>".repeat(40_000))
        }
        "figures" => "<figure><img src=a><figcaption>".repeat(50_000),
        "templates" => "<template>".repeat(50_000),
        "svg" => "<svg><foreignObject>".repeat(50_000),
        "select" => "<select><option>".repeat(100_000),
        "formatting" => "<p><b><i><u><s>".repeat(50_000),
        "misnested" => "<a><b></a></b><div>".repeat(30_000),
        "words" => "word ".repeat(2 << 20),
        "lines" => format!("<pre>{}</pre>", "x;\n".repeat(3 << 20)),
        "lines in pieces" => "<pre>x;\n\n\n\n\ny;</pre>".repeat(200_000),
        "marks" => format!("<p>a{}", "\u{301}".repeat(1 << 20)),
        other => more_traps(other),
    }
}

/// Traps after which the honest text goes on; each is one that a page may close or that closes itself.
const PASSED: &[&str] = &[
    "scripts at the bottom",
    "deep tables",
    "odd spans",
    "a long attribute",
    "adoption",
    "foster parents",
    "framesets",
    "a math trap",
    "closed templates",
    "null bytes",
    "a giant word",
    "hard spaces",
    "metas",
    "refreshes",
    "closed comments",
    "breaks in a row",
    "pictures",
    "scripts",
    "deep data",
    "wide data",
    "data of tags",
    "deep state",
    "half states",
    "classes",
    "candidates",
    "a date of digits",
    "authors",
    "tag characters",
    "soft hyphens",
    "controls of Latin-1",
    "quotes of Latin-1",
    "ends without a beginning",
];

fn more_traps(name: &str) -> String {
    let data = |inside: &str| format!("<script type='application/ld+json'>{inside}</script>");
    let row = "<tr><td colspan=-1 rowspan=0>a<td colspan=x rowspan=99999999999999999999>b</tr>";
    match name {
        "soft hyphens" => "a\u{ad}".repeat(500_000),
        "controls of Latin-1" => "\u{1}\u{1b}[31m\u{9b}\u{7f}".repeat(150_000),
        "quotes of Latin-1" => "« »".repeat(200_000),
        "ends without a beginning" => "</p></br>".repeat(150_000),
        "scripts at the bottom" => format!(
            "{}<script>var leaked = 1;</script><style>.leaked {{}}</style>{}",
            "<div>".repeat(300),
            "</div>".repeat(300)
        ),
        "deep tables" => format!(
            "{}<script>var leaked = 1;</script>{}",
            "<table><tr><td>".repeat(1_000),
            "</table>".repeat(1_000)
        ),
        "odd spans" => format!("<table>{}</table>", row.repeat(3_000)),
        "a long attribute" => format!("<p title='{}'>y</p>", "x".repeat(1 << 20)),
        "adoption" => format!("{}{}", "<a><b><i><u>".repeat(2_000), "</a></b></i></u>".repeat(2_000)),
        "foster parents" => format!("<table>{}</table>", "<b>x<i>y</b>z</i>".repeat(5_000)),
        "framesets" => "<frameset><frame></frameset>".repeat(20_000),
        "a math trap" => "<math><mtext></mtext></math>".repeat(10_000),
        "closed templates" => "<template><p>x</p></template>".repeat(10_000),
        "null bytes" => "\0".repeat(1 << 18),
        "a giant word" => format!("<p>{}</p>", "x".repeat(1 << 20)),
        "hard spaces" => format!("<p>{}x</p>", "\u{a0}".repeat(1 << 18)),
        "metas" => "<meta property='og:title' content='x'>".repeat(40_000),
        "refreshes" => "<meta http-equiv=refresh content='0;url=file:///etc/passwd'>".repeat(30_000),
        "closed comments" => "<!-- x -->".repeat(100_000),
        "breaks in a row" => "<br>".repeat(100_000),
        "pictures" => "<img src=a.png alt='a picture of it'>".repeat(50_000),
        "scripts" => "<script>var a = '<p>';</script>".repeat(20_000),
        "deep data" => data(&format!("{}1{}", "{\"@graph\":".repeat(20_000), "}".repeat(20_000))),
        "wide data" => data(&format!("[{}0]", "{\"@type\":\"Person\",\"name\":\"n\"},".repeat(20_000))),
        "data of tags" => {
            data(&format!("{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}", "<b>".repeat(20_000)))
        }
        "deep state" => format!("<script>window.__STATE__={}</script>", "{\"a\":".repeat(100_000)),
        "half states" => format!("<script>{}</script>", "window.__STATE__={".repeat(50_000)),
        "classes" => format!("<p class='{}'>x</p>", "share-1 ".repeat(100_000)),
        "candidates" => format!("<img srcset='{}'>", "a.png 1w, ".repeat(50_000)),
        "a date of digits" => format!("<time datetime='{0}'>{0}</time>", "1".repeat(1 << 16)),
        "authors" => format!("<span class=author>{}</span>", "John Smith, ".repeat(20_000)),
        "tag characters" => format!("<p>{}</p>", "\u{e0041}\u{200d}\u{fe0f}\u{202e}".repeat(1 << 16)),
        "doctypes" => "<!DOCTYPE a>".repeat(200_000) + "<!DOCTYPE a [x]>",
        "comments left open" => "<!-- <p>x".repeat(100_000),
        "comments in comments" => "</div><!-- <p>x</p> ".repeat(100_000) + "-->",
        "styles left open" => "<style>a{}<p>x".repeat(50_000) + "</style>",
        "scripts left open" => "<script>\n<p>x\n".repeat(50_000) + "</script>",
        "scripts in comments in scripts" => "<script><!--<script></script>".repeat(50_000),
        "frames left open" => "<iframe><p>x".repeat(50_000) + "</iframe>",
        "titles left open" => "<title>x<body>".repeat(50_000) + "</title>",
        "fields left open" => "<textarea>x".repeat(50_000),
        "quotes left open" => "<p a=\"<p>x".repeat(50_000),
        "quotes of two kinds" => "<p a=\"<p b='<p>x".repeat(50_000),
        "lists left open" => "<select><option>x<p>x".repeat(50_000),
        "links left open" => "<a href=x><p>x".repeat(30_000),
        "captions" => format!("<div>{}</div>", "<figcaption>some words</figcaption>".repeat(20_000)),
        "names of an image" => {
            let names = "<span itemprop=name>some words</span> ".repeat(20_000);
            format!("<div itemscope itemtype='https://schema.org/ImageObject'>{names}</div>")
        }
        "captions in a line" => format!("<p>{}</p>", "<span class=caption>some words</span> ".repeat(20_000)),
        "frames of a caption" => {
            let frames = "<iframe src=/x></iframe>".repeat(6_000);
            format!("<figure>{frames}<figcaption>{}</figcaption></figure>", "word ".repeat(60_000))
        }
        "pictures of a caption" => {
            let caption = "word ".repeat(80_000);
            format!(
                "<figure><img src=/a.jpg><figcaption>{caption}</figcaption></figure>{}",
                "<img src=/a.jpg>".repeat(15_000)
            )
        }
        honest_around => honest(&trap(
            honest_around
                .strip_prefix("around ")
                .or(honest_around.strip_prefix("beside "))
                .unwrap_or_default(),
        )),
    }
}

fn read(html: String, limits: Limits) -> Result<Article, Fault> {
    let address = Address::parse("https://trap.example/page").unwrap();
    let facts = PageFacts { address, content_type: Some("text/html; charset=utf-8".to_owned()) };
    convert(html.into_bytes(), facts, limits)
}

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}

/// The child's half: reads the trap its environment names and prints what came of it.
#[test]
fn reads_the_named_trap() {
    let Ok(name) = env::var(TRAP) else { return };
    let html = trap(&name);
    let before = peak_kib();
    let started = effort::of_program();
    // The parser of a debug build is slower, and a page that is cut for its time has lost its end.
    let honest = name.starts_with("around") && name != "around reopened";
    let time = if honest { TIME } else { Limits::default().time };
    let outcome = read(html, Limits { time, ..Limits::default() });
    let took = effort::of_program().saturating_sub(started).as_millis();
    if let Ok(article) = &outcome {
        typeset(article, &Head::default(), Measure::of(66));
    }
    let grown = (peak_kib() - before) / 1024;
    let opening = matches!(&outcome, Ok(article) if text(&article.document).contains(OPENING));
    let ending = matches!(&outcome, Ok(article) if text(&article.document).contains(ENDING));
    let words = outcome.as_ref().map_or(0, |article| article.words);
    let leaked = matches!(&outcome, Ok(article) if text(&article.document).contains("leaked"));
    let fault = outcome.err().map(|fault| fault.to_string()).unwrap_or_default();
    println!("\nTRAP {took} {grown} {opening} {ending} {leaked} {words} {fault}");
}

struct Outcome {
    opening: bool,
    ending: bool,
    leaked: bool,
}

/// Reads a trap in a process of its own and holds it to time and memory.
fn survive(name: &str) -> Outcome {
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(["--exact", "hostile_pages::reads_the_named_trap", "--nocapture"]).env(TRAP, name);
    let output = child.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{name}: the process ended: {said}");
    let line = said.lines().find_map(|line| line.strip_prefix("TRAP ")).expect(&said);
    eprintln!("{name}: {line}");
    let mut fields = line.split(' ');
    let took = Duration::from_millis(fields.next().unwrap().parse().unwrap());
    let grown: u64 = fields.next().unwrap().parse().unwrap();
    assert!(took <= TIME, "{name} took {took:?}");
    assert!(grown <= MEMORY_MIB, "{name} took {grown} MiB");
    let mut said = || fields.next() == Some("true");
    Outcome { opening: said(), ending: said(), leaked: said() }
}

#[test]
fn a_trap_costs_seconds_and_megabytes_at_most() {
    for name in ["divs", "bold", "reopened", "attributes", "paragraphs", "spans"] {
        survive(name);
    }
}

#[test]
fn other_traps_cost_no_more() {
    for name in [
        "tables",
        "lists",
        "quotes",
        "links",
        "open tags",
        "half tags",
        "comments",
        "ruby",
        "breaks",
        "entities",
        "script",
        "json",
        "boxes that ask",
        "signs in a headline",
        "figures",
        "templates",
        "svg",
        "select",
        "formatting",
        "misnested",
        "words",
        "marks",
        "lines",
        "lines in pieces",
        "doctypes",
        "comments left open",
        "comments in comments",
        "styles left open",
        "scripts left open",
        "scripts in comments in scripts",
        "frames left open",
        "titles left open",
        "fields left open",
        "quotes left open",
        "quotes of two kinds",
        "lists left open",
        "links left open",
    ] {
        survive(name);
    }
}

/// Each of them takes no longer than a page may, so that it is read.
#[test]
fn an_article_beside_a_crowd_of_small_things_is_read() {
    for name in [
        "beside captions",
        "beside names of an image",
        "beside captions in a line",
        "beside frames of a caption",
        "beside pictures of a caption",
    ] {
        assert!(survive(name).opening, "{name}");
    }
}

#[test]
fn an_honest_article_around_a_trap_stays_readable() {
    for name in ["around divs", "around bold", "around attributes", "around spans"] {
        let outcome = survive(name);
        assert!(outcome.opening && outcome.ending, "{name}: {} {}", outcome.opening, outcome.ending);
    }
    for name in PASSED {
        let outcome = survive(&format!("around {name}"));
        assert!(outcome.opening && outcome.ending, "{name}: {} {}", outcome.opening, outcome.ending);
        assert!(!outcome.leaked, "{name}: what is for the browser is in the text");
    }
    // Twenty thousand paragraphs are an article of their own; what stands before them is not lost to it.
    survive("around reopened");
}

/// What a page may open and never end, between two paragraphs of an honest article.
const LEFT_OPEN: &[&str] = &[
    "<svg>",
    "<svg><title>an icon",
    "<svg><foreignObject>",
    "<svg viewBox='0 0 1 1'><g><path d='M0 0'/><desc>an icon",
    "<math>",
    "<math><mtext>",
    "<math><annotation-xml encoding='text/html'>",
    "<template>",
    "<template><div>",
    "<select>",
    "<select><option>one<option>two",
    "<button>",
    "<button class=share>Share",
    "<blockquote>",
    "<figure>",
    "<figure><img src=a.png alt=a><figcaption>The bridge",
    "<noscript>",
    "<noscript><img src=a.png>",
    "<textarea>",
    "<textarea>words of nobody",
    "<title>",
    "<title>another title",
    "<style>",
    "<style>.leaked { color: red }",
    "<script>",
    "<script>var leaked = '<p>' + \"</p>\";",
    "<script>\nvar leaked = `<div>`; // don't\n",
    "<script><!-- <script> </script>",
    "<iframe>",
    "<iframe src='https://video.example/1'>",
    "<iframe src='https://video.example/1' />",
    "<script src='https://trap.example/1' />",
    "<noembed>",
    "<noframes>",
    "<xmp>",
    "<object>",
    "<object data=a.swf><param name=a value=b>",
    "<applet>",
    "<embed>",
    "<video controls><source src=a>",
    "<audio>",
    "<canvas>",
    "<map>",
    "<picture><source srcset=a>",
    "<!--",
    "<!-- advertising",
    "<!--[if IE]>",
    "<![CDATA[",
    "<?php echo",
    "<plaintext>",
    "<listing>",
    "<pre>",
    "<marquee>",
    "<dialog>",
    "<details><summary>More",
    "<menu>",
    "<nav><a href=/>Home</a>",
    "<aside>",
    "<header>",
    "<footer>",
    "<form><fieldset><legend>Poll</legend>",
    "<label>",
    "<table><tr><td>",
    "<table><caption>",
    "<ul><li>",
    "<dl><dt>",
    "<h2>The mill",
    "<a href='https://trap.example/2'>",
    "<a href='https://trap.example/2'>a<a href='https://trap.example/3'>b",
    "<a href=\"https://trap.example/2>a link</a>",
    "<img alt='a picture src=a.png>",
    "<b><i><u>",
    "<ruby>x<rt>y",
    "<frameset>",
    "<datalist>",
    "<progress>",
    "<div hidden",
];

/// A trap alone, and with what a page ends with.
fn left_open(trap: &str) -> [String; 2] {
    let foot = "<footer><form><input name=q><button>Search</button></form><select><option>en</select>\
                <iframe src=/a></iframe><textarea>words</textarea><svg><title>icon</title><path d='M0'/></svg></footer>\
                \n<!-- end -->\n<style>.a { b: c }</style>\n<script>\nvar leaked = 1;\n</script>\n<script src=/b></script>\n";
    let page = honest(trap);
    let (article, _) = page.split_once("</body>").unwrap();
    [page.clone(), format!("{article}{foot}</body></html>")]
}

#[test]
fn what_is_left_open_does_not_take_the_rest_of_the_article() {
    let limits = Limits { time: TIME, ..Limits::default() };
    let mut lost = Vec::new();
    for trap in LEFT_OPEN {
        for (page, foot) in left_open(trap).into_iter().zip(["", " and a foot"]) {
            let article = read(page, limits).unwrap();
            let text = text(&article.document);
            let (opening, ending) = (text.contains(OPENING), text.contains(ENDING));
            if !opening || !ending || text.contains("leaked") || article.title.as_str() != "The river rises" {
                lost.push(format!("{trap}{foot}: {opening} {ending} {:?}", article.title.as_str()));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

fn text(document: &Document) -> String {
    fn add(blocks: &[Block], out: &mut String) {
        for block in blocks {
            match block {
                Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => {
                    out.extend(spans.iter().map(|span| span.text.as_str()));
                    out.push('\n');
                }
                Block::Quote(inner) => add(inner, out),
                Block::List { items, .. } => items.iter().for_each(|item| add(item, out)),
                Block::Table { rows, .. } => {
                    for cell in rows.iter().flat_map(|row| &row.cells) {
                        out.extend(cell.spans.iter().map(|span| span.text.as_str()));
                    }
                }
                _ => {}
            }
        }
    }
    let mut out = String::new();
    add(&document.blocks, &mut out);
    out
}

#[test]
fn spans_of_a_million_columns_are_a_hundred() {
    let article = read(honest(&spans()), Limits::default()).unwrap();
    let widest = article.document.blocks.iter().filter_map(|block| match block {
        Block::Table { rows, .. } => rows.iter().flat_map(|row| &row.cells).map(|cell| cell.columns).max(),
        _ => None,
    });
    assert_eq!(widest.max(), Some(100));
}

/// Pages of nothing but links, or headings without anything behind them, of which each would be compared with all.
#[test]
fn long_lists_that_say_the_same_again_and_again_are_read_in_time() {
    let links = "<div><a href=/x>Read more</a></div>".repeat(20_000);
    let heads =
        "<div><h3><a href=/a>One thing and another on the river</a></h3><h3>And what came of it</h3></div>";
    for page in [
        format!("{links}<a href=/y>Read more</a><a href=/z>Read more</a>"),
        format!("<main>{}</main><p>The end</p>", "<a href=/x>Read more</a> ".repeat(20_000)),
        heads.repeat(10_000),
    ] {
        let limits = Limits { time: TIME, ..Limits::default() };
        let address = Address::parse("https://trap.example/").unwrap();
        let facts = PageFacts { address, content_type: Some("text/html; charset=utf-8".to_owned()) };
        let html = format!("<html lang=en><title>News</title><body>{page}");
        let read = dateline::extract::on_worker(limits, move || {
            let page = dateline::extract::Page::parse(html.as_bytes(), &facts, &limits)?;
            Ok(dateline::extract::listing::read(&page, None, None).len())
        });
        assert!(read.is_ok(), "{read:?}");
    }
}

/// A row of cells beside a text, and a day behind a long text with as many elements as letters.
#[test]
fn cells_and_words_before_a_day_without_number_are_read_in_time() {
    let said = "the water rose and the water fell and the people of the town moved their cars to the field. ";
    for inside in [
        format!("<table><tr><td>{}</td>{}</tr></table>", said.repeat(3_000), "<td>x</td>".repeat(40_000)),
        format!(
            "<p>{}{}<time datetime=2019-05-03>May</time> it was.",
            said.repeat(6_000),
            "<b></b>".repeat(60_000)
        ),
    ] {
        let limits = Limits { time: TIME, ..Limits::default() };
        let read = read(format!("<html lang=en><title>News</title><body><h1>News</h1>{inside}"), limits);
        assert!(read.is_ok(), "{:?}", read.err());
    }
}

/// Pages of captions without a picture, and of quotations beside as many paragraphs of the same words.
#[test]
fn captions_and_quotations_without_number_are_read_in_time() {
    let said = "the water rose and the water fell and the people of the town moved their cars to the field";
    for inside in [
        "<figcaption>The river</figcaption>".repeat(40_000),
        format!("<p>{said}</p><blockquote>the church fell and {said}</blockquote>").repeat(5_000),
    ] {
        let limits = Limits { time: TIME, ..Limits::default() };
        let page = format!("<html lang=en><title>News</title><body><article>{inside}");
        let read = read(page, limits);
        assert!(read.is_ok(), "{:?}", read.err());
    }
}

/// Of a page whose first megabytes are a picture written out nothing can be shown, which is said with its reason.
#[test]
fn a_long_page_whose_beginning_has_no_text_says_so() {
    let home = Home::new();
    let page =
        format!("<html><body><img src='data:image/png;base64,{}'><p>{OPENING}</p>", "A".repeat(11 << 20));
    let file = home.path().join("page.html");
    std::fs::write(&file, page).unwrap();
    let ran = home.run(&["read", file.to_str().unwrap()]);
    let said = format!(
        "dateline: there is nothing to read in {}\n  the page is too long, and its beginning has no text\n",
        file.display()
    );
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (1, "", said.as_str()));
}
