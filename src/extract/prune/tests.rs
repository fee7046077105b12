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
