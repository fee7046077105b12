//! Pages as news sites write them, and the documents they become. All pages are our own.

use std::fmt::Write as _;

use dateline::extract::{Limits, PageFacts, convert, fragment};
use dateline::news::{Address, Article, Block, Document, Span, Text};

use crate::support::page::{ADDRESS, facts, read};

fn read_bytes(bytes: Vec<u8>, content_type: &str) -> Article {
    let facts = PageFacts { content_type: Some(content_type.to_owned()), ..facts(ADDRESS) };
    convert(bytes, facts, Limits::default()).unwrap()
}

/// A document as lines: what each block is, its text with styles and links.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    show(&document.blocks, 0, &mut out);
    for (n, link) in document.links.iter().enumerate() {
        let _ = writeln!(out, "[{n}] {link}");
    }
    out
}

fn show(blocks: &[Block], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for block in blocks {
        let line = match block {
            Block::Paragraph { role, spans } => format!("{role:?}: {}", marked(spans)),
            Block::Heading { level, spans } => format!("H{level}: {}", marked(spans)),
            Block::Code { lang, text } => {
                format!("Code {}: {:?}", lang.as_deref().unwrap_or("-"), text.as_str())
            }
            Block::Figure { source, alt, caption, credit } => {
                let source = source.as_ref().map_or("-", Address::as_str);
                format!("Figure {source} | {alt} | {} | {credit}", marked(caption))
            }
            Block::Embed { title, link } => format!("Embed {title} {link:?}"),
            Block::Separator => "Separator".to_owned(),
            Block::Quote(_) => "Quote".to_owned(),
            Block::List { start, .. } => format!("List {start:?}"),
            Block::Table { caption, .. } => format!("Table {}", marked(caption)),
        };
        let _ = writeln!(out, "{indent}{}", line.trim_end().replace('\n', "\\n"));
        match block {
            Block::Quote(inner) => show(inner, depth + 1, out),
            Block::List { items, .. } => {
                for item in items {
                    let _ = writeln!(out, "{indent} -");
                    show(item, depth + 1, out);
                }
            }
            Block::Table { rows, .. } => {
                for row in rows {
                    let cells = row.cells.iter().map(|cell| {
                        let head = if cell.head { "#" } else { "" };
                        let wide =
                            if cell.columns > 1 { format!("×{}", cell.columns) } else { String::new() };
                        format!("{head}{}{wide}", marked(&cell.spans))
                    });
                    let _ = writeln!(out, "{indent}  {}", cells.collect::<Vec<_>>().join(" | "));
                }
            }
            _ => {}
        }
    }
}

fn marked(spans: &[Span]) -> String {
    spans.iter().fold(String::new(), |mut out, span| {
        let style = span.style;
        let signs = [
            (style.strong, "**"),
            (style.emphasis, "_"),
            (style.code, "`"),
            (style.strike, "~"),
            (style.sub, ","),
            (style.sup, "^"),
        ];
        let signs: String = signs.iter().filter(|(on, _)| *on).map(|(_, sign)| *sign).collect();
        match span.link {
            Some(link) => {
                let _ = write!(out, "{signs}<{link}:{}>{signs}", span.text);
            }
            None => {
                let _ = write!(out, "{signs}{}{signs}", span.text);
            }
        }
        out
    })
}

/// The kind of page Dateline comes from: a portal with an archive widget above the article, a counter
/// under the headline, lazy pictures, a share bar, links to other stories, a credit line at the end.
const PORTAL: &str = r#"<!DOCTYPE html><html lang="ru"><head><meta charset="CHARSET">
<title>Сила в спокойствии: что осталось за кадром визита | Портал</title>
<meta property="og:site_name" content="Портал"><meta property="og:type" content="article">
<meta property="article:published_time" content="2025-11-13T09:12:00+05:00">
<link rel="canonical" href="https://portal.example/world/48213/"></head><body>
<header class="header"><nav class="menu"><a href="/">Главная</a> <a href="/world/">В мире</a> <a href="/sport/">Спорт</a></nav></header>
<div class="calendar"><span>Ноябрь</span> <span>2025</span>
<a href="/world/2025-11-01/">1</a> <a href="/world/2025-11-02/">2</a> <a href="/world/2025-11-03/">3</a> 14 15 16</div>
<div class="page"><div class="article-block">
<h1 class="article-title">Сила в спокойствии: что осталось за кадром визита</h1>
<span class="comments-count"><i class="icon"></i> 0</span>
<div class="share-bar"><a href="https://social.example/share?u=1">Поделиться</a> <a href="https://other.example/s">Отправить</a></div>
<div class="text">
<p><img class="lazy" src="/img/blank.gif" data-src="/media/2025/11/guard.jpg" alt="Почётный караул"></p>
<p>Второй день государственного визита подошёл к&nbsp;концу. Корреспондент продолжает следить за подробностями и <a href="/world/48100/">сообщает</a> о том, что осталось за кадром, пока камеры смотрели в другую сторону.</p>
<p>После неформальной беседы и вечернего чая программа предусматривает возложение венка к могиле, затем переговоры в узком составе и подписание документов, о которых говорили целый год.</p>
<div class="read-also"><b>Читайте также:</b> <a href="/world/48001/">Переговоры о зерновом коридоре возобновились</a></div>
<p>Гости отметили, что улицы города были тихими, а жители выходили на балконы и махали проезжающим машинам, не дожидаясь, пока их об этом попросят.</p>
<figure><img src="data:image/gif;base64,R0lGOD" data-original="/media/2025/11/square.jpg" alt="Площадь"><figcaption>Площадь вечером. <span class="credit">Фото: А. Ким</span></figcaption></figure>
<p>Последним пунктом программы стала прогулка по набережной. Она длилась дольше, чем было записано, и закончилась без речей.</p>
<p><em>Текст: Айсулу Т. Фото: Турар К.</em></p>
</div>
<div class="share-bar"><a href="https://social.example/share?u=1">Поделиться</a></div>
<div class="related"><h3>По теме</h3><ul><li><a href="/world/1/">Реки поднялись на севере страны после дождей</a></li><li><a href="/world/2/">Центральный банк сохранил ставку</a></li></ul></div>
</div></div><footer>© Портал, 2025</footer><script>count()</script></body></html>"#;

#[test]
fn a_portal_page_becomes_its_article() {
    let article = read(&PORTAL.replace("CHARSET", "utf-8"));
    assert_eq!(article.title, "Сила в спокойствии: что осталось за кадром визита");
    assert_eq!(article.published.unwrap().rfc3339(), "2025-11-13T09:12:00+05:00");
    assert_eq!(article.site.as_deref(), Some("Портал"));
    assert_eq!(article.lang.as_deref(), Some("ru"));
    assert_eq!(article.notice, None);
    insta::assert_snapshot!(outline(&article.document), @r#"
    Figure https://portal.example/media/2025/11/guard.jpg | Почётный караул |  |
    Body: Второй день государственного визита подошёл к концу. Корреспондент продолжает следить за подробностями и <0:сообщает> о том, что осталось за кадром, пока камеры смотрели в другую сторону.
    Body: После неформальной беседы и вечернего чая программа предусматривает возложение венка к могиле, затем переговоры в узком составе и подписание документов, о которых говорили целый год.
    Body: Гости отметили, что улицы города были тихими, а жители выходили на балконы и махали проезжающим машинам, не дожидаясь, пока их об этом попросят.
    Figure https://portal.example/media/2025/11/square.jpg | Площадь | Площадь вечером. | Фото: А. Ким
    Body: Последним пунктом программы стала прогулка по набережной. Она длилась дольше, чем было записано, и закончилась без речей.
    Credit: _Текст: Айсулу Т. Фото: Турар К._
    [0] https://portal.example/world/48100/
    "#);
}

#[test]
fn a_portal_page_in_windows_1251_says_the_same() {
    let page = PORTAL.replace("CHARSET", "windows-1251");
    let bytes = encoding_rs::WINDOWS_1251.encode(&page).0.into_owned();
    let legacy = read_bytes(bytes, "text/html");
    assert_eq!(legacy.document, read(&PORTAL.replace("CHARSET", "utf-8")).document);
}

#[test]
fn a_blog_post_keeps_its_parts() {
    let article = read(
        r##"<html lang="en-US"><head><title>Notes from the mill &#8211; The River Blog</title>
<meta property="og:site_name" content="The River Blog">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Article","headline":"Notes from the mill","author":{"name":"Ann Writer","@id":"#a"},"datePublished":"2025-11-05T07:55:00+00:00"}]}</script></head>
<body class="single single-post"><div id="page"><header class="site-header"><a href="/">The River Blog</a></header>
<main id="main"><article class="post type-post category-notes tag-mill"><header class="entry-header"><h1 class="entry-title">Notes from the mill</h1>
<div class="entry-meta">Posted on <a href="/2025/11/05/notes/"><time class="entry-date published" datetime="2025-11-05T07:55:00+00:00">November 5, 2025</time></a> by <span class="author vcard"><a href="/author/ann/">Ann Writer</a></span></div></header>
<div class="entry-content">
<p>The wheel turns again, after <strong>three</strong> winters, and the <em>whole</em> village came to see it; the miller <a href="https://other.example/miller">said little</a>.</p>
<h2>What was broken</h2>
<p>Water<sub>0</sub> ran 10<sup>3</sup> litres a minute past the <code>gate</code>, which <del>nobody</del> had closed for years and years, so the axle rotted where it stood.</p>
<ul><li>the axle</li><li>the gate:<ol start="3"><li>its hinge</li><li>its lock</li></ol></li></ul>
<blockquote><p>It never was a good axle.</p><p>But it was ours.</p></blockquote>
<pre class="wp-block-code"><code class="language-rust">fn turn() {
    wheel.turn();
}</code></pre>
<table><caption>Depth in metres</caption><tr><th>Day</th><th>Depth</th></tr><tr><td>Monday</td><td>1.2</td></tr><tr><td colspan="2">no <b>more</b> data</td></tr></table>
<hr>
<iframe src="https://video.example/embed/77" title="The wheel turning"></iframe>
<p>There will be bread on Sunday, if the flour is fine enough and the oven, which is older than the wheel, holds together for once.</p>
</div><div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="?share=x">X</a></li></ul></div></article>
<div id="comments" class="comments-area"><h2>2 thoughts</h2><p>Lovely, says somebody who was not there at all but likes to write long comments under posts.</p></div></main>
<aside id="secondary" class="widget-area"><h2>Archives</h2><ul><li><a href="/2025/10/">October 2025</a></li></ul></aside></div></body></html>"##,
    );
    assert_eq!(article.title, "Notes from the mill");
    assert_eq!(article.authors, [Text::line("Ann Writer")]);
    assert_eq!(article.published.unwrap().rfc3339(), "2025-11-05T07:55:00+00:00");
    insta::assert_snapshot!(outline(&article.document), @r#"
    Body: The wheel turns again, after **three** winters, and the _whole_ village came to see it; the miller <0:said little>.
    H2: What was broken
    Body: Water,0, ran 10^3^ litres a minute past the `gate`, which ~nobody~ had closed for years and years, so the axle rotted where it stood.
    List None
     -
      Body: the axle
     -
      Body: the gate:
      List Some(3)
       -
        Body: its hinge
       -
        Body: its lock
    Quote
      Body: It never was a good axle.
      Body: But it was ours.
    Code rust: "fn turn() {\n    wheel.turn();\n}"
    Table Depth in metres
      #Day | #Depth
      Monday | 1.2
      no **more** data×2
    Separator
    Embed The wheel turning Some(1)
    Body: There will be bread on Sunday, if the flour is fine enough and the oven, which is older than the wheel, holds together for once.
    [0] https://other.example/miller
    [1] https://video.example/embed/77
    "#);
}

#[test]
fn japanese_is_joined_without_spaces() {
    let article = read(
        r#"<html lang="ja"><head><title>国会で予算案を説明｜日々新聞</title><meta property="og:site_name" content="日々新聞"></head><body><article>
<h1>国会で予算案を説明</h1><div class="date">2025年11月13日 9時12分</div>
<p>首相は水曜日、
国会で新しい予算案について<strong>詳しく</strong>
説明した。野党は反対しているが、採決は来週にも行われる見通しだ。</p>
<p>政府は橋や学校の修理に多くの予算を使うとしている。市民からは、もっと早く決めるべきだったという声も出ている。</p>
<p>写真：<ruby>山田<rt>やまだ</rt></ruby>太郎</p></article></body></html>"#,
    );
    assert_eq!(article.title, "国会で予算案を説明");
    insta::assert_snapshot!(outline(&article.document), @r#"
    Body: 首相は水曜日、国会で新しい予算案について**詳しく**説明した。野党は反対しているが、採決は来週にも行われる見通しだ。
    Body: 政府は橋や学校の修理に多くの予算を使うとしている。市民からは、もっと早く決めるべきだったという声も出ている。
    Credit: 写真：山田（やまだ）太郎
    "#);
    assert!((45..60).contains(&article.words), "{}", article.words);
}

#[test]
fn breaks_make_paragraphs() {
    let article = read(
        "<html><head><title>The old bridge</title></head><body><table width=100%><tr><td class=menu><a href=/a>News</a><br><a href=/b>Sport</a></td><td>\
         <h1>The old bridge</h1><div>The bridge was closed on Monday, after the river had risen for three days, and nobody knows when it will open.<br><br>\
         The mayor said that engineers would look at the pillars, one by one, as soon as the water falls.<br>\n<br>\n\
         Until then, the ferry goes<br>every hour, for nothing, and the school bus takes the long way round the hill.</div></td></tr></table></body></html>",
    );
    insta::assert_snapshot!(outline(&article.document), @r#"
    Body: The bridge was closed on Monday, after the river had risen for three days, and nobody knows when it will open.
    Body: The mayor said that engineers would look at the pillars, one by one, as soon as the water falls.
    Body: Until then, the ferry goes\nevery hour, for nothing, and the school bus takes the long way round the hill.
    "#);
}

#[test]
fn two_sentences_are_an_article() {
    let article = read(
        r#"<html><head><title>Rate held</title><meta property="og:type" content="article"></head><body><nav><a href="/">Home</a><a href="/w">World</a></nav>
<div class="news"><h1>Rate held</h1><p>The central bank held its rate at four percent on Thursday.</p><p>It will meet again in December.</p></div>
<footer><a href="/imprint">Imprint</a></footer></body></html>"#,
    );
    insta::assert_snapshot!(outline(&article.document), @r#"
    Body: The central bank held its rate at four percent on Thursday.
    Body: It will meet again in December.
    "#);
    assert_eq!((article.words, article.notice), (17, None));
}

#[test]
fn a_page_without_an_article_says_so() {
    let scripts = read(
        "<html><head><title>App</title></head><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
    );
    assert_eq!(scripts.notice.as_deref(), Some("the page needs JavaScript"));
    assert!(scripts.words < 25);
    let consent = read(
        "<html><body><div class=consent><h2>Before you continue</h2><p>We use cookies.</p><button>Accept all</button></div></body></html>",
    );
    assert_eq!(consent.notice.as_deref(), Some("the page asks for consent first"));
    let links: String = (0..40).fold(String::new(), |mut links, n| {
        let _ = write!(links, "<li><a href=/{n}>A headline of some length, number {n}</a></li>");
        links
    });
    let front = read(&format!("<html><body><h1>World</h1><ul>{links}</ul></body></html>"));
    assert_eq!(front.notice.as_deref(), Some("the page is no article"));
    let empty = read("");
    assert_eq!(empty.notice.as_deref(), Some("the page is no article"));
}

#[test]
fn a_feed_text_becomes_a_document() {
    let base = Address::parse("https://feed.example/posts/1").unwrap();
    let html = "<p>One <a href='../2'>two</a>.<p><img src=p.jpg alt=Bridge><script>x</script><p hidden>no</p>three<br/><br/>four";
    insta::assert_snapshot!(outline(&fragment(html, &base)), @r#"
    Body: One <0:two>.
    Figure https://feed.example/posts/p.jpg | Bridge |  |
    Body: three
    Body: four
    [0] https://feed.example/2
    "#);
}

mod soup {
    use super::*;
    use dateline::extract::{Page, on_worker, whole, words};
    use proptest::prelude::*;

    fn piece() -> impl Strategy<Value = String> {
        let names = prop::sample::select(vec![
            "p",
            "div",
            "b",
            "a",
            "table",
            "tr",
            "td",
            "ul",
            "li",
            "figure",
            "img",
            "figcaption",
            "pre",
            "code",
            "h1",
            "blockquote",
            "script",
            "style",
            "svg",
            "math",
            "template",
            "noscript",
            "iframe",
            "ruby",
            "rt",
            "select",
            "option",
            "br",
            "hr",
            "form",
            "body",
            "html",
            "title",
        ]);
        let attributes = prop::sample::select(vec![
            "",
            " hidden",
            " class='share related'",
            " id=comments",
            " href='//x'",
            " src=data:,",
            " style='display:none'",
            " colspan=9999999",
            " data-dl-0=\"3\"",
            " itemprop=author",
            " start=-1",
            " datetime=2025-13-45",
        ]);
        prop_oneof![
            (names.clone(), attributes).prop_map(|(name, attributes)| format!("<{name}{attributes}>")),
            names.prop_map(|name| format!("</{name}>")),
            prop::sample::select(vec![
                "text ",
                "0",
                "&amp;",
                "<!--",
                "-->",
                "<",
                "\u{202e}",
                "日本\n",
                "Photo: X ",
                "Read also: "
            ])
            .prop_map(str::to_owned),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn never_breaks_and_is_read_the_same_twice(pieces in prop::collection::vec(piece(), 0..120)) {
            let html = pieces.concat();
            let address = Address::parse("https://soup.example/").unwrap();
            let facts = PageFacts { address, content_type: None };
            let once = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
            let twice = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
            let article = once.article().unwrap();
            prop_assert_eq!(&article, &twice.article().unwrap());
            prop_assert_eq!(article.words, words(&article.document));
            let document = &article.document;
            prop_assert!(indexes(&document.blocks).iter().all(|link| (*link as usize) < document.links.len()));
            // What lays out the whole page may break on soup; behind its door that is a fault.
            let again = move || whole(&Page::parse(html.as_bytes(), &facts, &Limits::default())?);
            let all = on_worker(Limits::default(), again);
            prop_assert!(all.is_ok_and(|article| article.kind == dateline::news::TextKind::Page));
        }
    }

    fn indexes(blocks: &[Block]) -> Vec<u32> {
        blocks
            .iter()
            .flat_map(|block| match block {
                Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => {
                    spans.iter().filter_map(|span| span.link).collect()
                }
                Block::Quote(inner) => indexes(inner),
                Block::List { items, .. } => items.iter().map(Vec::as_slice).flat_map(indexes).collect(),
                Block::Embed { link, .. } => link.iter().copied().collect(),
                _ => Vec::new(),
            })
            .collect()
    }
}

/// The parts of a guide, each with a text of its own.
const PARTS: [(&str, &str); 5] = [
    (
        "The ground",
        "Dig until the earth is firm, which in most gardens is two spades deep, and fill the trench with gravel that a \
         roller has passed over. Water must find a way out on the side where the slope goes down, or the wall will lean \
         after its third winter and nobody will remember why.",
    ),
    (
        "The stones",
        "Flat ones lie at the bottom, with their longest side into the wall and not along it. Turn each until it lies \
         without rocking; a stone that has to be held by a wedge will wander. Keep the best faces for the top, where \
         people sit down and where the eye comes to rest in the evening.",
    ),
    (
        "The string",
        "Two pegs and a cord tell more than any level. Stretch it a hand above the row you are laying, look along it \
         from both ends, and move it up when the row is done. Whoever works without one builds a wall that swings like \
         a snake, and finds out only from the road.",
    ),
    (
        "The frost",
        "What is filled in behind must let water through: broken brick, rubble, coarse sand, never clay. Leave the joints \
         open. Ice needs room, and a wall without mortar gives it room a thousand times; that is why those of our \
         grandparents still stand while the garage is being mended again.",
    ),
    (
        "The plants",
        "Houseleek and thyme grow in the smallest crack, and both of them hold the soil that the rain would take. Put \
         them in while you build, with a handful of earth, since afterwards no finger reaches in. In May the whole \
         length is in flower and full of bees until the evening comes.",
    ),
];

/// A guide with parts inside elements that begin so.
fn guide(open: impl Fn(usize) -> &'static str) -> String {
    let part = |(at, (name, text)): (usize, &(&str, &str))| {
        format!("<h2>{name}</h2><div {}><p>{text}</p></div>", open(at))
    };
    let parts = PARTS.iter().enumerate().map(part).collect::<Vec<String>>().concat();
    format!(
        "<html lang=en><title>How to build a wall</title><body><div class=menu>Home Guides Tools</div><main>\
         <h1>How to build a wall</h1><p>Anybody can do it who has a free week and a cart of stones, and it is best done by \
         two who can be silent together. This guide goes through it from the first spade to the last plant.</p>{parts}\
         </main><div {}>Share this with a neighbour</div></body></html>",
        open(0)
    )
}

/// Which parts of the guide are told.
fn told(html: &str) -> Vec<&'static str> {
    let text = outline(&read(html).document);
    assert!(!text.contains("neighbour"), "{text}");
    let parts = PARTS.iter().filter(|(_, said)| text.contains(said.get(..40).unwrap()));
    parts.map(|(name, _)| *name).collect()
}

#[test]
fn parts_that_unfold_belong_to_the_article_and_so_do_those_a_template_names_oddly() {
    let all = PARTS.map(|(name, _)| name);
    for open in ["style='display: none'", "hidden", "aria-hidden=true role=region", "class='skip-item grey'"]
    {
        assert_eq!(told(&guide(|_| open)), all, "{open}");
    }
}

#[test]
fn one_hidden_text_stays_hidden_and_many_of_readers_are_no_article() {
    let all_but_last = PARTS.map(|(name, _)| name);
    let hidden = guide(|at| if at == 4 { "style='display:none'" } else { "class=part" });
    assert_eq!(told(&hidden), all_but_last[..4]);
    assert_eq!(
        told(&guide(|at| if at > 1 { "class='comment odd'" } else { "class=part" })),
        all_but_last[..2]
    );
}

#[test]
fn the_colours_of_code_are_no_names_of_parts() {
    let words = "The repository holds the work of three years, and whoever comes to it for the first time wants to know where \
                 things are before changing any of them; so look around first, and only then write something.";
    let article = read(&format!(
        "<html lang=en><title>Git in five lines</title><article><h1>Git in five lines</h1><p>{words}</p><pre><code \
         class='language-sh'><span class='hljs-comment'># what has changed</span>\n<span class='hljs-built_in'>git</span> \
         status\n<span class='token comment'># and who did it</span>\n<span class='hljs-meta'>git</span> blame <span \
         class='share'>README</span><span aria-hidden=true>17</span></code></pre><p>{words} It takes five minutes.</p></article>"
    ));
    let text = outline(&article.document);
    let code = "# what has changed\\ngit status\\n# and who did it\\ngit blame README\"";
    assert!(text.contains(code), "{text}");
}

#[test]
fn parts_that_a_page_streams_stand_where_they_belong() {
    let place = |at: usize| format!("<h2>{}</h2><template id=\"P:{at}\"></template>", PARTS[at].0);
    let part = |at: usize| format!("<div hidden id=\"S:{at}\"><p>{}</p></div>", PARTS[at].1);
    let places = [0, 1, 2, 3, 4].map(place).concat();
    let parts = [3, 0, 4, 2, 1].map(part).concat();
    let html = format!(
        "<html lang=en><title>How to build a wall</title><main><article><h1>How to build a wall</h1><p>Anybody can do it \
         who has a free week and a cart of stones, and it is best done by two who can be silent together. This guide goes \
         through it from the first spade to the last plant.</p>{places}</article></main>{parts}"
    );
    let text = outline(&read(&html).document);
    let at =
        PARTS.map(|(name, said)| (text.find(&format!("H2: {name}")), text.find(said.get(..40).unwrap())));
    let order: Vec<usize> = at.iter().flat_map(|(head, said)| [head.unwrap(), said.unwrap()]).collect();
    assert!(order.is_sorted(), "{text}");
}
