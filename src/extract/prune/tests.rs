use crate::extract::page::Page;
use crate::extract::{Limits, PageFacts};
use crate::news::Address;

const TEXT: [&str; 2] = [
    "The harbour ferry made its first crossing in eleven years on Tuesday morning, carrying forty passengers, two \
     dogs and a cello across the mile of grey water between the old fish market and the northern shore.",
    "The service was withdrawn when the council stopped paying for it, and the last boat was sold to a school for \
     divers, where it sank at its moorings two winters later in a storm that nobody had foretold.",
];

fn lines(body: &str) -> Vec<String> {
    let address = Address::parse("https://a.example/news/1").unwrap();
    let facts = PageFacts { address, content_type: Some("text/html".to_owned()) };
    let html = format!("<title>The ferry returns</title><body>{body}");
    let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
    let article = page.article().unwrap();
    article.document.blocks.iter().filter_map(crate::extract::polish::text).collect()
}

fn article() -> String {
    let paragraphs: String = TEXT.map(|text| format!("<p>{text}</p>")).concat();
    format!("<article><h1>The ferry returns</h1>{paragraphs}</article>")
}

#[test]
fn what_can_be_answered_below_a_text_is_not_of_it() {
    let said = |n: usize, way: &str| {
        format!(
            "<div class=r><b>reader{n}</b> <i>{n} hours ago</i><p>Number {n}: the ferry was always late, the coffee \
             was awful, and yet I would not have missed a single crossing of it in all my years.</p>{way}</div>"
        )
    };
    let answered: String = (0..9).map(|n| said(n, "<a>Reply</a> <a>Report</a>")).collect();
    assert_eq!(lines(&format!("{}<div class=responses>{answered}</div>", article())), TEXT);
    // People who are asked in a text have no way to answer them.
    let asked: String = (0..9).map(|n| said(n, "")).collect();
    let quiz: String = (0..9).map(|n| said(n, "<button>Reply</button>")).collect();
    let letters = format!("<article>{answered}</article>");
    for inside in [asked, quiz, letters] {
        let head = format!("<h1>The ferry returns</h1><p>{}</p><p>{}</p>", TEXT[0], TEXT[1]);
        let told = lines(&format!("<main>{head}{inside}</main>"));
        assert!(told.iter().any(|line| line.starts_with("Number 3")), "{told:?}");
    }
}

#[test]
fn little_cells_beside_the_text_go_and_those_of_a_table_stay() {
    let text = format!("<b>The ferry returns</b><br>November 3, 2026<br><br>{}<br><br>{}", TEXT[0], TEXT[1]);
    let menu =
        "<a href=/1>Council tax to rise by four per cent</a><br><a href=/2>Storm warning for the weekend</a>";
    let told = lines(&format!(
        "<table><tr><td>{menu}</td><td>{text}</td><td>Write to us every morning</td></tr></table>"
    ));
    assert_eq!(told.concat().matches("harbour ferry made").count(), 1);
    let whole = told.concat();
    let deck = "This is a summary of the report. It says that the ferry is old.";
    let told = lines(&format!("<table><tr><td><p>{deck}</p></td><td>{text}</td></tr></table>")).concat();
    assert!(told.contains(deck), "{told}");
    assert!(!whole.contains("Council tax") && !whole.contains("Write to us"), "{whole}");
}

#[test]
fn elements_of_the_pages_own_making_are_what_they_are_called() {
    let text = article().replace("article>", "x-story>");
    let told = lines(&format!(
        "<x-nav>Home News Sport</x-nav>{text}<x-footer>© 2026 The Post. All rights.</x-footer>"
    ));
    assert!(!told.concat().contains("Home News") && told.concat().contains(TEXT[1]), "{told:?}");
    // One that holds the text is its box, whatever it is called.
    let told = lines(&format!("<x-page-nav>{text}</x-page-nav>"));
    assert!(told.concat().contains(TEXT[1]), "{told:?}");
}

#[test]
fn an_island_is_what_its_name_says() {
    let island = "<page-island name=EmailSignUp><p>First Edition</p><p>Our morning mail breaks down the stories of the \
                  day</p></page-island>";
    let told = lines(&format!(
        "<article><h1>The ferry returns</h1><p>{}</p>{island}<p>{}</p></article>",
        TEXT[0], TEXT[1]
    ));
    assert_eq!(told, TEXT);
}

#[test]
fn parts_that_are_called_what_they_are_about_stay() {
    let part = |name: &str, heading: &str, text: &str| {
        format!(
            "<section id={name}><h2>{heading}</h2><p>{text}</p><p>It is written there in ink that does not fade.</p></section>"
        )
    };
    let says = |name: &str| {
        format!(
            "The keeper of the light writes a line on {name} into the book each night, and nobody has read it yet."
        )
    };
    let parts: String = ["Syntax", "Comments", "Menu", "Newsletter", "Cookies", "Tags"]
        .map(|heading| part(&heading.to_lowercase(), heading, &says(heading)))
        .concat();
    let told = lines(&format!("<article><h1>The ferry returns</h1><p>{}</p>{parts}</article>", TEXT[0]));
    for heading in ["Comments", "Menu", "Newsletter", "Cookies", "Tags"] {
        assert!(told.iter().any(|line| line == heading), "{heading}: {told:?}");
        assert!(told.contains(&says(heading)), "{heading}: {told:?}");
    }
    // At the end of a text they are boxes that ask for something.
    let end =
        part("syntax", "Syntax", &says("Syntax")) + &part("newsletter", "Newsletter", &says("Newsletter"));
    let more = ["the mill", "the old quay", "the lock"].map(|of| format!("<p>{}</p>", says(of))).concat();
    let told = lines(&format!("<article><h1>The ferry returns</h1><p>{}</p>{more}{end}</article>", TEXT[0]));
    assert!(!told.contains(&says("Newsletter")), "{told:?}");
    // Between paragraphs a heading that says the same is enough for a subject, and not for an offer.
    let alone = |name: &str, heading: &str| {
        let part = part(name, heading, &says("both shores of the water"));
        let more = ["the mill", "the old quay", "the lock"].map(|of| format!("<p>{}</p>", says(of))).concat();
        lines(&format!(
            "<article><h1>The ferry returns</h1><p>{}</p>{part}<p>{}</p>{more}</article>",
            TEXT[0], TEXT[1]
        ))
    };
    assert!(alone("consent", "Consent").contains(&says("both shores of the water")));
    for (name, heading) in [("newsletter", "Newsletter"), ("donate", "Donate"), ("comments", "Said below")] {
        assert!(!alone(name, heading).contains(&says("both shores of the water")), "{name}");
    }
    let headed = format!(
        "<article><h1>The ferry returns</h1><p>{}</p><h2 id=sign-up>Sign up</h2><p>{}</p></article>",
        TEXT[0], TEXT[1]
    );
    assert_eq!(lines(&headed), [TEXT[0], "Sign up", TEXT[1]]);
}

#[test]
fn what_stands_below_a_heading_of_comments_is_the_readers_where_they_have_names_and_times() {
    let said = |n: usize, when: &str, way: &str| {
        format!(
            "<div class=x><b>reader {n}</b> <i>{when}</i><p>Number {n}: the ferry was always late.</p>{way}</div>"
        )
    };
    let below = |heading: &str, entries: &str| {
        let head = format!("<h1>The ferry returns</h1><p>{}</p><p>{}</p>", TEXT[0], TEXT[1]);
        lines(&format!("<article>{head}<section><h2>{heading}</h2>{entries}</section></article>"))
    };
    let timed: String = (0..4).map(|n| said(n, &format!("{n} hours ago"), "")).collect();
    let liked: String = (0..4).map(|n| said(n, "", "<button>👍 2</button>")).collect();
    for (heading, entries) in
        [("Comments (4)", &timed), ("4 Kommentare", &timed), ("コメント", &liked), ("Комментарии", &liked)]
    {
        assert_eq!(below(heading, entries), TEXT, "{heading}");
    }
    // Without a time or a way to answer they may be what the text is about; so may they below another heading.
    let bare: String = (0..4).map(|n| said(n, "", "")).collect();
    let dated: String = (0..4).map(|n| said(n, &format!("{n} November 2026"), "")).collect();
    for (heading, entries) in [("Comments", &bare), ("Comments", &dated), ("Log of the boat", &timed)] {
        let told = below(heading, entries);
        assert!(told.iter().any(|line| line.contains("Number 3")), "{heading}: {told:?}");
    }
    let manual = "<div class=x><p>A comment begins with a hash and goes on to the end of its line.</p></div>\
                  <div class=x><p>Comments do not stand in each other since version 2.</p></div>";
    assert!(below("Comments", manual).iter().any(|line| line.starts_with("A comment begins")));
}

#[test]
fn what_stands_before_the_cells_of_a_table_of_prose_stays() {
    let row = |first: &str, says: &str| format!("<tr><td>{first}</td><td>{says}</td></tr>");
    let big = TEXT.map(|text| format!("<p>{text}</p>")).concat();
    let table = |rows: &str| lines(&format!("<h1>The ferry returns</h1><table>{rows}</table>"));
    let names = ["<b>SMITH:</b>", "<b>BERG:</b>"];
    let told =
        table(&(row(names[0], &big) + &row(names[1], "<p>Yes, that is so, I have said it often.</p>")));
    assert_eq!(told, ["SMITH:", TEXT[0], TEXT[1], "BERG:", "Yes, that is so, I have said it often."]);
    let told = table(&(row("3 May", &big) + &row("4 May", "<p>Rain all day.</p>")));
    assert!(told.contains(&"4 May".to_owned()) && told.contains(&"Rain all day.".to_owned()), "{told:?}");
    // A column of links beside a text has no rows.
    let told = table(
        &(row("Our papers", &big) + &row("<a href=/a>Home</a>", "<a href=/b>All papers of the house</a>")),
    );
    assert!(!told.concat().contains("Our papers") && !told.concat().contains("All papers"), "{told:?}");
}

#[test]
fn sentences_in_rows_of_their_own_are_one_text() {
    let said = [
        "廃線から十五年がたった山あいの駅舎が三日、町の図書室として再び扉を開けた。",
        "待合室だった部屋には約四千冊の本が並び、切符売り場は貸し出しの窓口になった。晴れた日には川の音を聞きながら本を読むことができる。",
        "館長の山本さんは「人が集まる場所であり続けてほしい」と話した。",
        "一方で、冬の暖房費をどう確保するかが課題として残る。",
    ];
    let row = |inner: &str| format!("<div class=row><div class=col-8>{inner}</div></div>");
    let rows = said.map(row).concat();
    assert_eq!(lines(&format!("{}{rows}", row("<h1>The ferry returns</h1>"))), said);
    // Rows of other make or with links are none of it.
    let link = row("<a href=/b>町の図書室の新しい本がたくさん届きました。</a>");
    let told = lines(&format!("{}{rows}{link}", row("<h1>The ferry returns</h1>")));
    assert_eq!(told, said);
}
