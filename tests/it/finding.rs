//! Searching as a whole: every word of the query language in the shell, and one journey on the screen from a slip in the
//! line to a kept search whose count goes with what is read and what comes.

use super::commands::Home;
use super::support::pty::{Launch, Pty};
use super::support::site::{Served, Site};

/// Title, section, author, day, language, text.
type Told = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const STORIES: [Told; 9] = [
    (
        "Grain corridor talks resume",
        "World",
        "Jane O'Neil",
        "05",
        "en",
        "Delegates met about the grain. The ferry waited.",
    ),
    (
        "Rivers rise in the north",
        "Weather",
        "Ann Smith",
        "06",
        "en",
        "It rained for days, and the café closed.",
    ),
    ("首脳会談の舞台裏", "国際", "山田太郎", "07", "ja", "東京都で会談が行われた。"),
    ("北京大学宣布新计划", "教育", "王伟", "07", "zh", "研究计划今天公布。"),
    ("Зерновой коридор снова открыт", "Мир", "Иван Ёлкин", "08", "ru", "Ёлка стоит на площади."),
    ("محادثات ممر الحبوب تُستأنف", "العالم", "أحمد", "09", "ar", "استؤنفت المحادثات في المدينة القديمة."),
    (
        "Élysée opens its doors",
        "Culture",
        "François Müller",
        "10",
        "fr",
        "La façade de Zürich, straße, Łódź.",
    ),
    ("Harvest of grain counted", "World", "Ann Smith", "13", "en", "LONG"),
    ("Nothing of note", "World", "Ann Smith", "13", "en", "Grain is named once here, late in a sentence."),
];

fn item(site: &str, number: usize, (title, section, author, day, lang, text): &Told) -> String {
    let text = if *text == "LONG" { "Sacks stand in rows. ".repeat(250) } else { (*text).to_owned() };
    format!(
        "<item><title>{title}</title><link>{site}/s/{number}</link><guid>{number}</guid><category>{section}</category>\
         <dc:creator>{author}</dc:creator><dc:language>{lang}</dc:language>\
         <pubDate>{day} Nov 2025 {:02}:00:00 GMT</pubDate>\
         <content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>",
        number % 20
    )
}

fn feed(site: &Site, more: &str) -> Served {
    let items: String =
        STORIES.iter().enumerate().map(|(number, told)| item(&site.base(), number, told)).collect();
    Served::typed(
        "application/rss+xml",
        format!(
            "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Daily Wire</title>\
             {more}{items}</channel></rss>"
        ),
    )
}

/// A home that follows a feed with a story in each script.
fn library() -> (Home, Site) {
    let (home, site) = (Home::new(), Site::new());
    site.put("/feed.xml", feed(&site, ""));
    home.run(&["add", &site.url("/feed.xml")]).ok();
    home.run(&["fetch"]).ok();
    home.run(&["bookmarks", "add", &site.url("/s/0"), "--tag", "to read", "--note", "ask Monday"]).ok();
    home.run(&["bookmarks", "add", &site.url("/s/1"), "--tag", "rain"]).ok();
    (home, site)
}

#[test]
fn every_word_of_the_language_finds_what_it_says() {
    let (home, _site) = library();
    let [grain, rivers, tokyo, beijing, zerno, mamar, elysee, harvest, nothing] = STORIES.map(|told| told.0);
    for (query, expected) in [
        ("grain", &[grain, harvest, nothing][..]),
        ("\"grain corridor\"", &[grain]),
        ("\"corridor grain\"", &[]),
        ("grain and ferry", &[grain]),
        ("ferry or rained", &[grain, rivers]),
        ("grain not (ferry or harvest)", &[nothing]),
        ("(ferry or rained) -title:rivers", &[grain]),
        ("gra* title:harv*", &[harvest]),
        ("source:wire ferry", &[grain]),
        ("source:\"the daily wire\" ferry", &[grain]),
        ("source:gazette", &[]),
        ("section:world", &[grain, harvest, nothing]),
        ("section:мир", &[zerno]),
        ("tag:\"to read\"", &[grain]),
        ("tag:rain", &[rivers]),
        ("lang:ja or lang:ZH", &[tokyo, beijing]),
        ("author:o'neil", &[grain]),
        ("author:елкин", &[zerno]),
        ("title:grain", &[grain, harvest]),
        ("is:unread", &[harvest, nothing]),
        ("is:read lang:en", &[grain, rivers]),
        ("is:bookmarked", &[grain, rivers]),
        ("has:note", &[grain]),
        ("monday", &[grain]),
        ("date:2025-11 lang:ar", &[mamar]),
        ("date:2025-11-06..2025-11-07", &[rivers, tokyo, beijing]),
        ("date:2025-10", &[]),
        ("before:2025-11-06", &[grain]),
        ("after:2025-11-10", &[harvest, nothing]),
        ("newer:3d", &[elysee, harvest, nothing]),
        ("older:1w", &[grain]),
        ("words:>800", &[harvest]),
        ("words:3..12 lang:en", &[grain, rivers, nothing]),
        // Any script, accents folded.
        ("会談", &[tokyo]),
        ("東京", &[tokyo]),
        ("大学", &[beijing]),
        ("коридор", &[zerno]),
        ("елка", &[zerno]),
        ("حبوب", &[mamar]),
        ("الحبوب", &[mamar]),
        ("المدينه", &[mamar]),
        ("elysee facade zurich strasse lodz", &[elysee]),
        ("CAFE", &[rivers]),
    ] {
        let found = home.run(&["search", query, "--json"]);
        let mut titles: Vec<String> =
            found.json().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect();
        titles.sort_by_key(|title| expected.iter().position(|wanted| wanted == title));
        assert_eq!(titles, expected, "{query}: {found:?}");
        assert_eq!(found.code, i32::from(expected.is_empty()), "{query}");
        assert!(found.err.contains(" texts, 9 headlines searched"), "{query}: {found:?}");
    }
}

#[test]
fn a_section_of_the_file_finds_the_stories_of_its_source() {
    let (home, site) = (Home::new(), Site::new());
    site.put("/feed.xml", feed(&site, ""));
    let plain = "<rss version=\"2.0\"><channel><title>Far</title><item><title>Far away</title><link>/far</link>\
                 <pubDate>13 Nov 2025 08:00:00 GMT</pubDate></item></channel></rss>";
    site.put("/far.xml", Served::typed("application/rss+xml", plain));
    let lines =
        format!("{} \"local news\" world\n{} world fav\n", site.url("/far.xml"), site.url("/feed.xml"));
    let list = home.path().join("urls");
    std::fs::write(&list, lines).unwrap();
    home.run(&["import", list.to_str().unwrap()]).ok();
    home.run(&["fetch"]).ok();
    let found = |query: &str| {
        let rows = home.run(&["search", query, "--json"]).json();
        rows.iter()
            .map(|row| (row["title"].as_str().unwrap().to_owned(), row["section"].clone()))
            .collect::<Vec<_>>()
    };
    let far = [("Far away".to_owned(), "local news".into())];
    assert_eq!(found("section:\"local news\""), far);
    assert_eq!(found("section:local"), far);
    // The source's section as well as the story's own, and the tags behind the first.
    assert_eq!(found("section:fav").len(), 9);
    assert_eq!(found("section:world").len(), 10);
    assert_eq!(found("section:weather"), [("Rivers rise in the north".to_owned(), "Weather".into())]);
    // As everywhere: in rules for what is not shown, among bookmarks, and after the file was edited.
    std::fs::write(home.path().join("config/mute.toml"), "[[mute]]\nsection = \"Local News\"\n").unwrap();
    let day = home.run(&["day", "2025-11-13", "--json"]);
    assert_eq!(day.json().len(), 2, "{day:?}");
    std::fs::write(home.path().join("config/mute.toml"), "").unwrap();
    home.run(&["bookmarks", "add", &site.url("/far")]).ok();
    let kept = home.run(&["bookmarks", "list", "section:local", "--json"]);
    assert_eq!(kept.json().len(), 1, "{kept:?}");
    let file = home.path().join("config/sources.toml");
    let edited = std::fs::read_to_string(&file).unwrap().replace("local news", "Near");
    std::fs::write(&file, edited).unwrap();
    assert!(found("section:local").is_empty());
    assert_eq!(found("section:near"), [("Far away".to_owned(), "Near".into())]);
}

#[test]
fn hits_stand_in_the_order_of_time_or_by_how_well_they_fit_with_their_sentence() {
    let (home, _site) = library();
    let titles = |args: &[&str]| -> Vec<String> {
        let found = home.run(args).ok();
        found.json().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles(&["search", "grain", "--json"]).last().unwrap(), STORIES[0].0);
    assert_eq!(titles(&["search", "grain", "--json", "--rank"])[0], STORIES[0].0);
    let listed = home.run(&["search", "ferry or monday"]).ok();
    assert!(listed.out.contains("The ferry waited."), "{listed:?}");
    let listed = home.run(&["search", "monday"]).ok();
    assert!(listed.out.contains("note: ask Monday"), "{listed:?}");
    // What is wrong is said at its place, also behind signs that are two columns wide.
    let wrong = home.run(&["search", "会談 is:green"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.ends_with("\n  会談 is:green\n          ^^^^^\n"), "{wrong:?}");
}

fn screen(home: &Home) -> Pty {
    Launch::dateline()
        .home(home.path())
        .env("DATELINE_CONFIG_DIR", home.path().join("config"))
        .env("DATELINE_DATA_DIR", home.path().join("data"))
        .env("DATELINE_NETWORK_SPACING", "0")
        .env("DATELINE_REFRESH", "never")
        .args(["--today", "2025-11-13"])
        .size(110, 30)
        .start()
}

/// Waits for the kept search among the sources with its count.
fn counts(pty: &Pty, name: &str, count: &str) {
    pty.wait_for(&format!("{name} with {count}"), |screen| {
        screen.rows(0, 24).any(|row| {
            row.trim_start_matches([' ', '▌']).starts_with(name)
                && row.split_whitespace().any(|word| word == count)
        })
    });
}

/// The cells of the list whose signs are underlined, as marked words are.
fn marked(screen: &vt100::Screen) -> String {
    let (rows, columns) = screen.size();
    let cells = (0..rows.get()).flat_map(|row| (24..columns.get()).map(move |column| (row, column)));
    let marked = cells.filter_map(|(row, column)| screen.cell(row, column)).filter(|cell| cell.underline());
    marked.map(|cell| cell.contents().to_owned()).collect()
}

#[test]
fn a_slip_is_shown_at_its_place_hits_are_walked_and_a_kept_search_counts_what_happens() {
    let (home, site) = library();
    let mut pty = screen(&home);
    pty.wait_for_text("2 stories");
    pty.send("gf");
    pty.wait_for_text("Search:");
    pty.send("grain or (riv");
    pty.wait_for_text("the bracket is not closed");
    pty.wait_for("the mark over the bracket", |screen| {
        let rows: Vec<String> = screen.rows(0, 110).collect();
        let said = rows.iter().position(|row| row.contains("the bracket is not closed")).unwrap();
        let column = |row: &str, sign: char| row.chars().position(|c| c == sign);
        column(&rows[said + 1], '^') == column(rows.last().unwrap(), '(')
    });
    // What was not searched for is not said to be missing.
    assert!(!pty.screen_text().contains("Nothing was found"));
    pty.send("\u{15}nowhere\r");
    pty.wait_for_text("Nothing was found");
    pty.send("n");
    pty.wait_for_text("There is no hit");
    pty.send("gf");
    pty.wait_for_text("Search:");
    pty.send("\u{15}grain");
    pty.wait_for_text("3 found");
    pty.wait_for_text("texts, 9 headlines");
    pty.wait_for("marked words", |screen| marked(screen).to_lowercase().contains("graingrain"));
    pty.send("\r");
    // The calendar is about the hits, and goes with the chosen one.
    pty.wait_for_text("13 Nov · 2 hits");
    pty.send("nn");
    pty.wait_for_text("5 Nov · 1 hit");
    pty.send("n");
    pty.wait_for_text("This is the last hit");
    pty.send("N");
    pty.wait_for_text("13 Nov · 2 hits");
    pty.send("gcN");
    pty.wait_for_text("5 Nov · 1 hit");
    pty.send("n");
    pty.wait_for_text("13 Nov · 2 hits");
    pty.send("zo");
    pty.wait_for_text("best first");
    pty.send("zo");
    pty.wait_until_gone("best first");

    pty.send("w");
    pty.wait_for_text("Keep as:");
    pty.send("\u{15}Cereals\r");
    pty.wait_for_text("Kept as Cereals");
    counts(&pty, "/Cereals", "2");
    pty.send("\u{1b}");
    pty.wait_for_text("2 stories");
    // One is read, and unread again by undo.
    pty.send("glggr");
    counts(&pty, "/Cereals", "1");
    pty.send("u");
    counts(&pty, "/Cereals", "2");
    // Two more come, one of them about grain.
    let more = [
        ("Grain ships leave", "World", "Ann", "13", "en", "Four ships."),
        ("Fog", "World", "Ann", "13", "en", "Fog."),
    ];
    let more: String = more.iter().zip(21..).map(|(told, n)| item(&site.base(), n, told)).collect();
    site.put("/feed.xml", feed(&site, &more));
    pty.send("\u{12}");
    counts(&pty, "/Cereals", "3");
    pty.send("r");
    counts(&pty, "/Cereals", "2");
    pty.send("Q");
    assert!(pty.wait_exit().success());

    // The next time the count is there, and the search opens from the sources.
    let mut pty = screen(&home);
    counts(&pty, "/Cereals", "2");
    pty.send("gsG");
    pty.wait_for_text("4 found");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn a_word_is_found_in_the_story_all_its_places_marked_and_counted() {
    let (home, site) = library();
    site.put(
        "/s/8",
        Served::html(format!(
            "<html><head><title>Nothing of note</title></head><body><article><h1>Nothing of note</h1>{}</article></body></html>",
            "<p>The café by the harbour opens early. A second CAFE stands behind it, and the harbour wall keeps both dry.</p>"
                .repeat(12)
        )),
    );
    let mut pty = screen(&home);
    pty.wait_for_text("2 stories");
    pty.send("glgg\r");
    pty.wait_for_text("harbour wall");
    pty.send("/");
    pty.wait_for_text("Find:");
    pty.send("cafe");
    // Accents and capitals do not matter; what is in sight is marked.
    pty.wait_for_text("1 of 24");
    pty.wait_for("the places marked", |screen| {
        let marked = marked(screen);
        marked.contains("CAFE") && marked.contains("café")
    });
    pty.send("\rn");
    pty.wait_for_text("2 of 24");
    pty.send("NN");
    pty.wait_for_text("24 of 24");
    pty.send("\u{1b}");
    pty.wait_for("no place marked", |screen| !marked(screen).contains("CAFE"));
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn several_rows_are_picked_and_marked_as_one_act() {
    let (home, _site) = library();
    let mut pty = screen(&home);
    pty.wait_for_text("2 stories · 2 unread");
    pty.send("glggvj");
    pty.wait_for("both rows with a bar", |screen| {
        screen.rows(24, 4).filter(|row| row.contains('▌')).count() >= 2
    });
    pty.wait_for_text("j k more, fewer");
    pty.send("r");
    pty.wait_for_text("2 stories marked read");
    pty.wait_for_text("all read");
    pty.send("u");
    pty.wait_for_text("2 stories · 2 unread");
    // Kept together, and taken back together, also by the list of changes.
    pty.send("ggvjb");
    pty.wait_for_text("2 stories bookmarked.");
    let kept = |screen: &vt100::Screen| screen.rows(24, 56).filter(|row| row.contains('★')).count();
    pty.wait_for("both rows with a star", |screen| kept(screen) >= 2);
    pty.send("gu");
    pty.wait_for_text("2 stories bookmarked");
    pty.send("q");
    pty.send("u");
    pty.wait_for_text("Undone: 2 stories bookmarked");
    pty.wait_for("no row with a star", |screen| kept(screen) == 0);
    pty.send("Q");
    assert!(pty.wait_exit().success());
}
