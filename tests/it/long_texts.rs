//! A long text is read to its end, in whatever script and box it stands.

use dateline::extract::{Limits, PageFacts, convert};
use dateline::news::Address;

/// Words of one kind.
type Words = [&'static str; 5];

/// Words that sentences are made of, by language: those who do something, what they do, and to what.
const WORDS: &[(&str, Words, Words, Words, &str)] = &[
    (
        "en",
        [
            "the mayor of the town",
            "a teacher from the valley",
            "the old ferryman",
            "her neighbour",
            "the council",
        ],
        ["had repaired", "wanted to sell", "remembered", "painted, without asking,", "counted again"],
        [
            "the bridge over the river",
            "two boats and a shed",
            "the letters in the drawer",
            "every lamp",
            "the rain",
        ],
        ".",
    ),
    (
        "de",
        [
            "der Bürgermeister",
            "eine Lehrerin aus dem Tal",
            "der alte Fährmann",
            "ihre Nachbarin",
            "der Gemeinderat",
        ],
        [
            "reparierte",
            "verkaufte im Herbst",
            "erinnerte sich an",
            "bestrich, ohne zu fragen,",
            "zählte noch einmal",
        ],
        [
            "die Brücke über den Fluss",
            "zwei Boote und einen Schuppen",
            "die Briefe",
            "jede Lampe",
            "den Regen",
        ],
        ".",
    ),
    (
        "fr",
        ["le maire du village", "une institutrice", "le vieux passeur", "sa voisine", "le conseil municipal"],
        ["a réparé", "voulait vendre", "se rappelait", "a peint, sans demander,", "a compté encore"],
        [
            "le pont sur la rivière",
            "deux bateaux et un hangar",
            "les lettres du tiroir",
            "chaque lampe",
            "la pluie",
        ],
        ".",
    ),
    (
        "pl",
        ["burmistrz miasta", "nauczycielka z doliny", "stary przewoźnik", "jej sąsiadka", "rada gminy"],
        ["naprawił", "chciał sprzedać", "pamiętał", "malował, nie pytając,", "liczył znowu"],
        ["most nad rzeką", "dwie łodzie i szopę", "listy w szufladzie", "każdą lampę", "ten deszcz"],
        ".",
    ),
    (
        "ru",
        ["мэр города", "учительница из долины", "старый паромщик", "её соседка", "городской совет"],
        ["починил", "хотел продать", "вспоминал", "красил, не спрашивая,", "считал снова"],
        ["мост через реку", "две лодки и сарай", "письма в ящике", "каждую лампу", "дождь"],
        ".",
    ),
    (
        "ar",
        ["رئيس البلدية", "معلمة من الوادي", "صاحب العبارة", "جارتها", "مجلس المدينة"],
        ["أصلح", "أراد أن يبيع", "تذكر", "دهن، دون أن يسأل،", "عد مرة أخرى"],
        ["الجسر فوق النهر", "قاربين ومخزنا", "الرسائل في الدرج", "كل مصباح", "المطر"],
        ".",
    ),
    (
        "hi",
        ["शहर के महापौर", "घाटी की एक शिक्षिका", "बूढ़े नाविक", "उसकी पड़ोसन", "नगर परिषद"],
        ["ने ठीक किया", "ने बेचना चाहा", "ने याद किया", "ने बिना पूछे रंगा", "ने फिर गिना"],
        ["नदी पर बने पुल को", "दो नावों को", "दराज की चिट्ठियों को", "हर दीपक को", "बारिश को"],
        "।",
    ),
    (
        "ja",
        ["町長は", "谷の教師は", "年老いた船頭は", "隣の人は", "議会は"],
        ["川に架かる橋を", "二そうの船を", "引き出しの手紙を", "すべての灯りを", "雨の日を"],
        ["直した", "売ろうとした", "思い出した", "尋ねずに塗った", "もう一度数えた"],
        "。",
    ),
    (
        "ko",
        ["시장은", "골짜기의 교사는", "늙은 뱃사공은", "그녀의 이웃은", "시의회는"],
        ["강 위의 다리를", "배 두 척을", "서랍 속의 편지를", "모든 등불을", "비 오는 날을"],
        ["고쳤다", "팔려고 했다", "떠올렸다", "묻지 않고 칠했다", "다시 세었다"],
        ".",
    ),
    (
        "th",
        ["นายกเทศมนตรี", "ครูจากหุบเขา", "คนพายเรือเฒ่า", "เพื่อนบ้านของเธอ", "สภาเมือง"],
        ["ซ่อม", "อยากขาย", "จำได้ถึง", "ทาสีโดยไม่ถาม", "นับอีกครั้ง"],
        ["สะพานข้ามแม่น้ำ", "เรือสองลำ", "จดหมายในลิ้นชัก", "โคมไฟทุกดวง", "สายฝน"],
        " ",
    ),
];

/// Paragraphs that differ, each with its number, of three to seven sentences.
fn paragraphs(language: usize, count: usize) -> Vec<String> {
    let (_, who, does, what, stop) = WORDS[language];
    let mut seed = 7_u64 + language as u64;
    let mut pick = |of: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % of
    };
    let of_number = |number: usize, pick: &mut dyn FnMut(usize) -> usize| {
        let sentences = 3 + pick(5);
        let said = |pick: &mut dyn FnMut(usize) -> usize| {
            let clause = |pick: &mut dyn FnMut(usize) -> usize| {
                format!("{} {} {}", who[pick(5)], does[pick(5)], what[pick(5)])
            };
            format!("{}, {}{stop}", clause(pick), clause(pick))
        };
        let text: Vec<String> = (0..sentences).map(|_| said(pick)).collect();
        format!("({number}) {}", text.join(" "))
    };
    (0..count).map(|number| of_number(number, &mut pick)).collect()
}

/// The numbers of the paragraphs that are missing in what is read.
fn missing(body: &[u8], kind: &str, count: usize) -> Vec<usize> {
    let address = Address::parse("https://portal.example/essays/48213").unwrap();
    let facts = PageFacts { address, content_type: Some(format!("{kind}; charset=utf-8")) };
    let article = convert(body.to_vec(), facts, Limits::default()).unwrap();
    let text = article.document.texts().collect::<Vec<_>>().join("\n");
    (0..count).filter(|number| !text.contains(&format!("({number})"))).collect()
}

fn page(language: usize, count: usize, (open, close): (&str, &str)) -> String {
    let text = paragraphs(language, count);
    let title = "The long story of a bridge and its town";
    let body: String = text.iter().fold(String::new(), |html, text| html + "<p>" + text + "</p>\n");
    format!(
        "<html lang={}><title>{title}</title><body><header><a href=/>The Paper</a></header>{open}<h1>{title}</h1>{body}{close}",
        WORDS[language].0
    )
}

#[test]
fn a_long_text_is_read_to_its_end_in_every_script() {
    for (language, (name, ..)) in WORDS.iter().enumerate() {
        for count in [120, 300] {
            let html = page(language, count, ("<main>", "</main>"));
            let missing = missing(html.as_bytes(), "text/html", count);
            assert_eq!(missing, [0; 0], "{count} paragraphs in {name}");
        }
    }
}

#[test]
fn a_text_of_a_thousand_paragraphs_is_read_to_its_end_in_whatever_box() {
    for around in [("<article>", "</article>"), ("<div class=chapter>", "</div>"), ("", "")] {
        let html = page(0, 1_000, around);
        assert_eq!(missing(html.as_bytes(), "text/html", 1_000), [0; 0], "{around:?}");
    }
    let plain = paragraphs(0, 1_000).join("\n\n");
    assert_eq!(missing(plain.as_bytes(), "text/plain", 1_000), [0; 0]);
}

#[test]
fn the_entries_of_a_long_report_are_read_to_the_oldest() {
    let text = paragraphs(0, 500);
    let entries = text.iter().fold(String::new(), |html, text| {
        html + "<div class=entry><h3>Water at the bridge</h3><p>" + text + "</p></div>"
    });
    let html = format!(
        "<title>The flood as it happened</title><main><h1>The flood as it happened</h1>{entries}</main>"
    );
    assert_eq!(missing(html.as_bytes(), "text/html", 500), [0; 0]);
}

#[test]
fn what_asks_for_something_in_a_long_text_is_no_part_of_it() {
    let text = paragraphs(0, 300);
    let html = text.iter().enumerate().fold(String::new(), |html, (number, text)| {
        let asks =
            if number % 50 == 25 { "<p>Sign up for our newsletter</p><p>Advertisement</p>" } else { "" };
        html + "<p>" + text + "</p>" + asks
    });
    let html = format!("<title>A bridge</title><main><h1>A bridge</h1>{html}</main>");
    let address = Address::parse("https://portal.example/essays/48213").unwrap();
    let facts = PageFacts { address, content_type: Some("text/html; charset=utf-8".to_owned()) };
    let article = convert(html.into_bytes(), facts, Limits::default()).unwrap();
    let text = article.document.texts().collect::<Vec<_>>().join("\n");
    assert!(!text.contains("newsletter") && !text.contains("Advertisement"));
    assert!((0..300).all(|number| text.contains(&format!("({number})"))));
}
