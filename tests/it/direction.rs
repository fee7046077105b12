//! What runs from the right in the lists of commands: turned round on a terminal that leaves it to us, else as it is read.

use super::commands::Home;
use super::support::pty::Launch;
use super::support::site::{Served, Site};

const TITLE: &str = "Dateline הוא תוכנה לקריאת חדשות (מאז 2025)";
const TURNED: &str = "(2025 זאמ) תושדח תאירקל הנכות אוה Dateline";
const LONG: &str = "ראש הממשלה נפגש אתמול עם שליחי הצפון בירושלים ואמר כי התבואה תגיע אל הנמל בשבוע הבא";

/// A home that follows a source whose name and stories run from the right; one of them is kept.
fn library() -> (Home, Site) {
    let (home, site) = (Home::new(), Site::new());
    let item = |(number, title): (usize, &&str)| {
        let address = site.url(&format!("/{number}"));
        format!(
            "<item><title>{title}</title><link>{address}</link><pubDate>13 Nov 2025 09:1{number}:00 GMT</pubDate>\
             <description>התבואה מגיעה אל הנמל, והחקלאים מחכים לה מאז 2024.</description></item>"
        )
    };
    let items: Vec<String> = [TITLE, LONG].iter().enumerate().map(item).collect();
    let items = items.concat();
    let feed =
        format!("<rss version=\"2.0\"><channel><title>חדשות הצפון (24)</title>{items}</channel></rss>");
    site.put("/feed.xml", Served::typed("application/rss+xml", feed));
    home.run(&["add", &site.url("/feed.xml")]).ok();
    home.run(&["fetch"]).ok();
    home.run(&["bookmarks", "add", &site.url("/0"), "--note", "לקרוא מחר"]).ok();
    (home, site)
}

/// What a command prints in a terminal of 80 columns.
fn printed(home: &Home, args: &[&str]) -> String {
    let launch = Launch::dateline().home(home.path()).args(args).args(["--today", "2025-11-13"]);
    let launch = launch.env("DATELINE_CONFIG_DIR", home.path().join("config").to_str().unwrap());
    let mut pty = launch.env("DATELINE_DATA_DIR", home.path().join("data").to_str().unwrap()).start();
    assert!(pty.wait_exit().success());
    pty.screen_text()
}

#[test]
fn lists_of_commands_are_in_the_order_of_the_eye_on_a_terminal() {
    let (home, site) = library();
    let day = printed(&home, &["day"]);
    assert!(day.contains(&format!("09:10  {TURNED}")), "{day}");
    assert!(day.contains("(24) ןופצה תושדח"), "{day}");
    // A title that is longer than the line goes on under itself: its end, at the right.
    assert!(
        day.contains("  • 09:11  לא עיגת האובתה יכ רמאו םילשוריב ןופצה יחילש םע לומתא שגפנ הלשממה שאר\n"),
        "{day}"
    );
    assert!(
        day.contains("                                                                 אבה עובשב למנה\n"),
        "{day}"
    );
    let found = printed(&home, &["search", "תוכנה"]);
    assert!(found.contains(TURNED), "{found}");
    home.run(&["bookmarks", "add", &site.url("/1")]).ok();
    let kept = printed(&home, &["bookmarks"]);
    assert!(kept.contains(&format!("★ {TURNED} · (24) ןופצה תושדח")), "{kept}");
    assert!(kept.contains("רחמ אורקל"), "{kept}");
    // What stands behind a title that goes on has room there too.
    let behind = "(24) ןופצה תושדח";
    for printed in [&kept, &printed(&home, &["search", "התבואה"])] {
        let last = printed.lines().find(|line| line.contains("אבה עובשב")).unwrap_or_default();
        assert!(last.contains(behind) && last.trim_end().chars().count() <= 80, "{printed}");
    }
    let sources = printed(&home, &["sources"]);
    assert!(sources.contains("(24) ןופצה תושדח"), "{sources}");
}

#[test]
fn lists_of_commands_stay_as_they_are_read_where_the_terminal_turns_them_or_a_pipe_takes_them() {
    let (home, _site) = library();
    let day = printed(&home, &["day", "--set", "ui.bidi=\"terminal\""]);
    assert!(day.contains(&format!("09:10  {TITLE}")), "{day}");
    let piped = home.run(&["day"]).out;
    assert!(piped.contains(&format!("09:10  {TITLE}")) && piped.contains(LONG), "{piped}");
    let piped = home.run(&["bookmarks"]).out;
    assert!(piped.contains(TITLE), "{piped}");
}
