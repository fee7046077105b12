//! Lists in many kinds of markup, written by hand: every row is found with all it says, and nothing around them.

#![allow(clippy::format_collect, reason = "pages of tests are small and read better so")]

use super::*;
use crate::extract::{Limits, PageFacts};
use jiff::tz::TimeZone;

/// A row as the markup gets it.
struct Row {
    at: String,
    title: &'static str,
    deck: &'static str,
    hour: i8,
    minute: i8,
    picture: String,
}

impl Row {
    fn clock(&self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// The moment in UTC, as the day has it.
    fn seconds(&self) -> i64 {
        1_762_992_000 + i64::from(self.hour) * 3600 + i64::from(self.minute) * 60
    }
}

/// What a row of a markup says besides its headline.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    Nothing,
    Time,
    Deck,
    Picture,
    TimeDeck,
    TimePicture,
    All,
}

impl Says {
    fn time(self) -> bool {
        matches!(self, Self::Time | Self::TimeDeck | Self::TimePicture | Self::All)
    }

    fn deck(self) -> bool {
        matches!(self, Self::Deck | Self::TimeDeck | Self::All)
    }

    fn picture(self) -> bool {
        matches!(self, Self::Picture | Self::TimePicture | Self::All)
    }
}

type Told = [(&'static str, &'static str); 5];

const ENGLISH: Told = [
    (
        "Harbour reopens after a week of storms",
        "The first ferries left at dawn, with more on board than they may carry.",
    ),
    (
        "Council votes for quieter nights",
        "From next spring nothing heavier than a van may cross the bridge after ten.",
    ),
    (
        "Old mill becomes a school for bakers",
        "Forty pupils have begun to learn what the miller's grandson still knows.",
    ),
    (
        "Snow closes the northern pass",
        "Drivers were taken down by tractors, and spent the night in a church hall.",
    ),
    (
        "A choir of two hundred sings for the museum",
        "What was collected goes into the roof, which has leaked since the war.",
    ),
];
const RUSSIAN: Told = [
    (
        "Порт снова открыт после недели штормов",
        "Первые паромы вышли на рассвете, и людей на них было больше обычного.",
    ),
    (
        "Депутаты проголосовали за тихие ночи",
        "С весны после десяти вечера по мосту не пройдёт ничего тяжелее фургона.",
    ),
    (
        "Старая мельница станет школой пекарей",
        "Сорок учеников начали учиться тому, что ещё помнит внук мельника.",
    ),
    (
        "Снег закрыл северный перевал",
        "Водителей спустили вниз тракторами, ночь они провели в зале при церкви.",
    ),
    (
        "Хор из двухсот человек спел для музея",
        "Собранные деньги пойдут на крышу, которая течёт с самой войны.",
    ),
];
const GERMAN: Told = [
    (
        "Hafen nach einer Woche Sturm wieder offen",
        "Die ersten Fähren liefen im Morgengrauen aus, voller als sonst erlaubt.",
    ),
    (
        "Stadtrat stimmt für ruhigere Nächte",
        "Vom Frühjahr an darf nachts nichts Schwereres über die Brücke fahren.",
    ),
    (
        "Alte Mühle wird Schule für Bäcker",
        "Vierzig Schüler lernen seit Montag, was der Enkel des Müllers noch weiß.",
    ),
    (
        "Schnee sperrt den nördlichen Pass",
        "Traktoren holten die Fahrer herunter, die Nacht verbrachten sie im Saal.",
    ),
    (
        "Ein Chor von zweihundert singt fürs Museum",
        "Was gesammelt wurde, geht ins Dach, durch das es seit dem Krieg regnet.",
    ),
];
const FRENCH: Told = [
    (
        "Le port rouvre après une semaine de tempête",
        "Les premiers bacs sont partis à l'aube, plus chargés que d'habitude.",
    ),
    (
        "Le conseil vote pour des nuits plus calmes",
        "Dès le printemps, rien de plus lourd qu'un fourgon ne passera le pont.",
    ),
    (
        "Le vieux moulin devient une école de boulangers",
        "Quarante élèves apprennent ce que sait encore le petit-fils du meunier.",
    ),
    (
        "La neige ferme le col du nord",
        "Des tracteurs ont descendu les conducteurs, qui ont dormi dans la salle.",
    ),
    (
        "Un chœur de deux cents voix chante au musée",
        "L'argent récolté ira au toit, qui laisse passer l'eau depuis la guerre.",
    ),
];
const CHINESE: Told = [
    (
        "暴风雨一周后港口重新开放",
        "第一批渡轮在黎明时分出发，船上的乘客比平时多了许多，岸边挤满了送行的人群。",
    ),
    ("市议会投票支持夜间安静", "从明年春天起，晚上十点以后任何比面包车更重的车辆都不得通过这座大桥行驶。"),
    ("老磨坊将成为面包师学校", "四十名学生已经开始学习磨坊主的孙子至今仍然记得的那些古老的烘焙手艺和知识。"),
    ("大雪封闭北部山口", "司机们被拖拉机接下山来，他们在教堂的大厅里度过了寒冷而漫长的一整个夜晚。"),
    ("两百人合唱团为博物馆歌唱", "募集到的全部款项将用于修缮自战争以来一直漏水的屋顶以及两侧破损的窗户。"),
];
const ARABIC: Told = [
    (
        "الميناء يفتح أبوابه بعد أسبوع من العواصف",
        "غادرت العبارات الأولى عند الفجر وعلى متنها ركاب أكثر من المعتاد.",
    ),
    ("المجلس يصوت لصالح ليال أكثر هدوءا", "اعتبارا من الربيع لن يعبر الجسر ليلا ما هو أثقل من شاحنة صغيرة."),
    ("الطاحونة القديمة تصبح مدرسة للخبازين", "بدأ أربعون تلميذا يتعلمون ما لا يزال حفيد الطحان يعرفه."),
    ("الثلوج تغلق الممر الشمالي", "نقل السائقون بالجرارات وأمضوا الليلة في قاعة الكنيسة الكبيرة."),
    ("جوقة من مئتي شخص تغني للمتحف", "ما تم جمعه سيذهب إلى السقف الذي يتسرب منه الماء منذ الحرب."),
];

/// What stands around every list.
const BEFORE: &str = "<header><a href=/><img src=/logo.png alt='The Daily'></a><nav><ul><li><a href=/politics/>Politics and power</a></li>
    <li><a href=/money/>Money and markets today</a></li><li><a href=/sport/>Sport and all its results</a></li></ul></nav></header>
    <ol class=crumbs><li><a href=/>Front page</a></li><li><a href=/archive/>Archive of all days</a></li></ol>";
const BEHIND: &str = "<aside><h3>Most read</h3><ol><li><a href='/n/6000011/'>What everybody has read since last Tuesday</a></li>
    <li><a href='/n/6000012/'>The other thing that everybody has read</a></li><li><a href='/n/6000013/'>And a third that nobody can leave alone</a></li></ol></aside>
    <div class='adv'><a href='https://ads.example/c/1' rel=sponsored>Insure your house with us for next to nothing</a></div>
    <div class=newsletter><a href=/newsletter/subscribe/>Get our letter every single morning</a></div>
    <footer><a href=/about/people/>The people behind this newspaper</a> <a href=/privacy/policy/>What we keep about you and why</a></footer>";

type Markup = (&'static str, Told, Says, &'static str, fn(&Row) -> String);

/// Name, language, what a row says, the list around its rows (`*`), a row.
#[rustfmt::skip]
const MARKUPS: [Markup; 32] = [
    ("two links a card, time in data", ENGLISH, Says::All, "<div class=grid>*</div>", |r| format!(
        "<div class=card data-published='2025-11-13T{}:00Z'><a href='{a}'><img src='{p}' alt=''></a><div><a href='{a}'>{t}</a><p>{d}</p></div></div>", r.clock(), a=r.at, p=r.picture, t=r.title, d=r.deck)),
    ("seconds in data on the row", RUSSIAN, Says::TimePicture, "<section>*</section>", |r| format!(
        "<div class=lenta__item data-time='{}'><a href='{a}' class=lenta__link><img data-src='{p}' src='data:,'><span>{t}</span></a></div>", r.seconds(), a=r.at, p=r.picture, t=r.title)),
    ("milliseconds in data on the time", GERMAN, Says::TimeDeck, "<main>*</main>", |r| format!(
        "<article><a href='{a}'><h3>{t}</h3><p>{d}</p></a><span class=ago data-timestamp='{}000'>vor einer Weile</span></article>", r.seconds(), a=r.at, t=r.title, d=r.deck)),
    ("headline in a paragraph", FRENCH, Says::TimeDeck, "<div id=liste>*</div>", |r| format!(
        "<div class=bloc><p class=titre><a href='{}'>{}</a></p><p class=chapo>{}</p><p class=heure>{:02}h{:02}</p></div>", r.at, r.title, r.deck, r.hour, r.minute)),
    ("the whole card is a link", ENGLISH, Says::All, "<div>*</div>", |r| format!(
        "<a class=teaser href='{}'><div><img src='{}'></div><div><strong>{}</strong><div>{}</div><em>{}</em></div></a>", r.at, r.picture, r.title, r.deck, r.clock())),
    ("a link that covers an empty card", GERMAN, Says::TimeDeck, "<div>*</div>", |r| format!(
        "<div class=teaser><a class=cover href='{}' aria-label='{}'></a><span>{} Uhr</span><h3>{}</h3><p>{}</p></div>", r.at, r.title, r.clock(), r.title, r.deck)),
    ("a heading around a link around spans", ENGLISH, Says::TimeDeck, "<div>*</div>", |r| format!(
        "<div class=x><h3><span><a href='{}'><span>{}</span></a></span></h3><span class=d>{}</span><time>{}</time></div>", r.at, r.title, r.deck, r.clock())),
    ("definition list", ENGLISH, Says::TimeDeck, "<dl>*</dl>", |r| format!("<dt>{} <a href='{}'>{}</a></dt><dd>{}</dd>", r.clock(), r.at, r.title, r.deck)),
    ("times before in another column", RUSSIAN, Says::Time, "<table>*</table>", |r| format!(
        "<tr><td class=c1><b>{}</b></td><td class=c2><a href='{}'>{}</a></td><td><a href=/politics/>Политика</a></td></tr>", r.clock(), r.at, r.title)),
    ("section before the headline in one row", GERMAN, Says::Time, "<ul>*</ul>", |r| format!(
        "<li><a href=/politik/>Politik und Gesellschaft</a> | <a href='{}'>{}</a> <small>{}</small></li>", r.at, r.title, r.clock())),
    ("kicker and headline in one link", GERMAN, Says::TimeDeck, "<div>*</div>", |r| format!(
        "<article><a href='{}'><span class=kicker>Norden</span><h2>{}</h2></a><p>{}</p><time datetime='2025-11-13T{}'></time></article>", r.at, r.title, r.deck, r.clock())),
    ("comments and sharing in each row", ENGLISH, Says::TimeDeck, "<div>*</div>", |r| format!(
        "<div class=post><h2><a href='{a}'>{t}</a></h2><div>{c} by <a href=/author/jane-doe/>Jane Mary Doe</a></div><p>{d} <a href='{a}'>Read the whole story</a></p><a href='{a}#comments'>12 comments so far</a> <a href='/share?u={a}'>Share this with your friends</a></div>", a=r.at, t=r.title, c=r.clock(), d=r.deck)),
    ("own elements", ENGLISH, Says::TimeDeck, "<news-list>*</news-list>", |r| format!(
        "<news-card><a slot=title href='{}'>{}</a><news-time>{}</news-time><news-deck>{}</news-deck></news-card>", r.at, r.title, r.clock(), r.deck)),
    ("names that are hashes", ENGLISH, Says::All, "<div class=sc-1a2b3c>*</div>", |r| format!(
        "<div class=sc-{n}><div><div><a href='{a}'><picture><source srcset='{p} 300w, /big.jpg 900w'><img src='{p}'></picture></a></div><div><div><a href='{a}'><div>{t}</div></a></div><div>{d}</div><div>{c}</div></div></div></div>", n=r.minute, a=r.at, p=r.picture, t=r.title, d=r.deck, c=r.clock())),
    ("picture as a background", ENGLISH, Says::TimePicture, "<div>*</div>", |r| format!(
        "<div class=tile><a href='{}' style=\"background-image:url('{}')\"></a><h4><a href='{}'>{}</a></h4><i>{}</i></div>", r.at, r.picture, r.at, r.title, r.clock())),
    ("only pictures with words for who cannot see", ENGLISH, Says::TimePicture, "<div>*</div>", |r| format!(
        "<figure><a href='{}'><img src='{}' alt='{}'></a><figcaption>{}</figcaption></figure>", r.at, r.picture, r.title, r.clock())),
    ("a day and a time in words", RUSSIAN, Says::Time, "<div>*</div>", |r| format!(
        "<div class=news-item><span class=date>13 ноября 2025, {}</span><a href='{}'>{}</a></div>", r.clock(), r.at, r.title)),
    ("today in words", RUSSIAN, Says::Time, "<div>*</div>", |r| format!("<div class=i><a href='{}'>{}</a><div>сегодня в {}</div></div>", r.at, r.title, r.clock())),
    ("clock of twelve hours", ENGLISH, Says::Time, "<ul>*</ul>", |r| format!(
        "<li><a href='{}'>{}</a><span>{}:{:02} {}</span></li>", r.at, r.title, (r.hour + 11) % 12 + 1, r.minute, if r.hour < 12 { "a.m." } else { "p.m." })),
    ("clock with a point and a word", GERMAN, Says::Time, "<ul>*</ul>", |r| format!("<li><span>{:02}.{:02} Uhr</span> <a href='{}'>{}</a></li>", r.hour, r.minute, r.at, r.title)),
    ("time in the title of an element", ENGLISH, Says::Time, "<div>*</div>", |r| format!(
        "<div class=row><a href='{}'>{}</a><abbr title='2025-11-13T{}:00+00:00'>a while ago</abbr></div>", r.at, r.title, r.clock())),
    ("time in microdata", FRENCH, Says::TimeDeck, "<div itemscope>*</div>", |r| format!(
        "<div itemprop=blogPost itemscope><meta itemprop=datePublished content='2025-11-13T{}:00Z'><h2 itemprop=headline><a itemprop=url href='{}'>{}</a></h2><div itemprop=description>{}</div></div>", r.clock(), r.at, r.title, r.deck)),
    ("chinese rows", CHINESE, Says::TimeDeck, "<ul>*</ul>", |r| format!("<li><a href='{}'>{}</a><p>{}</p><em>{}</em></li>", r.at, r.title, r.deck, r.clock())),
    ("chinese dates", CHINESE, Says::Time, "<div>*</div>", |r| format!("<div class=li><span>2025年11月13日 {}</span><h3><a href='{}'>{}</a></h3></div>", r.clock(), r.at, r.title)),
    ("arabic cards", ARABIC, Says::All, "<div dir=rtl>*</div>", |r| format!(
        "<div class=card><a href='{a}'><img src='{p}'></a><h3><a href='{a}'>{t}</a></h3><p>{d}</p><span>{c}</span></div>", a=r.at, p=r.picture, t=r.title, d=r.deck, c=r.clock())),
    ("nothing but links and breaks", FRENCH, Says::Nothing, "<div>*</div>", |r| format!("• <a href='{}'>{}</a><br>\n", r.at, r.title)),
    ("a list in paragraphs", FRENCH, Says::Time, "<div>*</div>", |r| format!("<p>[{}] <a href='{}'>{}</a></p>", r.clock(), r.at, r.title)),
    ("font and table of long ago", ENGLISH, Says::TimeDeck, "<table border=0>*</table>", |r| format!(
        "<tr><td><font size=2><a href='{}'><b>{}</b></a><br><font color=gray>{}</font> - {}</font></td></tr>", r.at, r.title, r.clock(), r.deck)),
    ("a button that opens the story", ENGLISH, Says::Deck, "<div>*</div>", |r| format!(
        "<div class=box><h3>{}</h3><p>{}</p><a class=btn href='{}'>Read more</a></div>", r.title, r.deck, r.at)),
    ("a slider without a script", ENGLISH, Says::Picture, "<div class=swiper><div class=wrapper>*</div></div>", |r| format!(
        "<div class=swiper-slide><a href='{a}'><noscript><img src='{p}'></noscript></a><a href='{a}'>{t}</a></div>", a=r.at, p=r.picture, t=r.title)),
    ("headline twice, for wide and for narrow", ENGLISH, Says::Time, "<div>*</div>", |r| format!(
        "<div class=r><a class=wide href='{a}'>{t}</a><a class=narrow href='{a}'>{t}</a><span>{c}</span></div>", a=r.at, t=r.title, c=r.clock())),
    ("one row a list", ENGLISH, Says::TimeDeck, "<div>*</div>", |r| format!(
        "<ul><li>{}</li><li><a href='{}'>{}</a></li><li>{}</li></ul>", r.clock(), r.at, r.title, r.deck)),
];

fn rows(told: Told) -> Vec<Row> {
    let row = |(n, (title, deck)): (usize, (&'static str, &'static str))| {
        let n = n as i8;
        let id = 7_400_000 + i32::from(n) * 137;
        Row {
            at: format!("/n/{id}/"),
            title,
            deck,
            hour: 19 - n * 3,
            minute: 5 + n * 9,
            picture: format!("https://news.test/i/{id}.jpg"),
        }
    };
    told.into_iter().enumerate().map(row).collect()
}

/// Everything that is not as the markup says it.
fn wrong((name, told, says, around, markup): &Markup) -> Vec<String> {
    let rows = rows(*told);
    let list = around.replace('*', &rows.iter().map(markup).collect::<String>());
    let html = format!(
        "<!doctype html><html><body>{BEFORE}<h1>Thursday 13 November 2025</h1>{list}{BEHIND}</body></html>"
    );
    let address = Address::parse("https://news.test/archive/2025-11-13/").unwrap();
    let facts = PageFacts { address, content_type: None };
    let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
    let template: Template = "https://news.test/archive/{YYYY}-{MM}-{DD}/".parse().unwrap();
    let items = read(&page, Day::new(2025, 11, 13), Some(&template));
    let mut wrong = Vec::new();
    let found: Vec<String> = items
        .iter()
        .map(|item| item.address.as_ref().unwrap().as_str().replace("https://news.test", ""))
        .collect();
    let wanted: Vec<String> = rows.iter().map(|row| row.at.clone()).collect();
    if found != wanted {
        return vec![format!("{name}: {found:?}")];
    }
    for (row, item) in rows.iter().zip(&items) {
        if item.title != *row.title {
            wrong.push(format!("{name}: title {:?}", item.title));
        }
        let clock = item.published.and_then(|when| match when {
            When::Moment(moment) => Some(moment.civil(&TimeZone::UTC)),
            When::Local(local) => Some(local),
            When::Date(_) => None,
        });
        let clock = clock.map(|civil| (civil.date().day(), civil.hour(), civil.minute()));
        if clock != says.time().then_some((13, row.hour, row.minute)) {
            wrong.push(format!("{name}: time {:?}", item.published));
        }
        if item.deck.as_str() != if says.deck() { row.deck } else { "" } {
            wrong.push(format!("{name}: deck {:?}", item.deck));
        }
        if item.image.as_ref().map(Address::as_str) != says.picture().then_some(row.picture.as_str()) {
            wrong.push(format!("{name}: picture {:?}", item.image));
        }
    }
    wrong.truncate(2);
    wrong
}

#[test]
fn lists_of_unknown_markup_are_read_with_all_they_say() {
    let wrong: Vec<String> = MARKUPS.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_list_that_is_there_several_times_is_read_once() {
    let rows = rows(ENGLISH);
    let cards: String = rows
        .iter()
        .map(|row| format!("<div class=slide><a href='{}'>{}</a></div>", row.at, row.title))
        .collect();
    let page = |body: &str| {
        let facts = PageFacts { address: Address::parse("https://news.test/").unwrap(), content_type: None };
        Page::parse(format!("<body><main>{body}</main></body>").as_bytes(), &facts, &Limits::default())
            .unwrap()
    };
    assert_eq!(read(&page(&cards.repeat(4)), None, None).len(), rows.len());
}
