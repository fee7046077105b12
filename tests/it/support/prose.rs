//! Stories for the test sites, put together from parts so that every one is a little different.

/// A story of a test site.
pub struct Prose {
    /// The headline, different for each of 143 numbers in a row.
    pub title: String,
    /// Two sentences.
    pub lead: String,
    /// Paragraphs, some 300 words in all.
    pub paragraphs: Vec<String>,
    /// Who wrote it.
    pub author: &'static str,
}

const WHO: [&str; 11] = [
    "The harbour council",
    "A mountain railway",
    "The city orchestra",
    "A village school",
    "The river authority",
    "An island ferry",
    "The weather office",
    "A beekeepers' union",
    "The national library",
    "A lighthouse crew",
    "The tramway depot",
];

const WHAT: [&str; 13] = [
    "plans for a longer winter",
    "opens its doors to night visitors",
    "counts its savings twice",
    "moves the timetable by a quarter of an hour",
    "returns a borrowed bell",
    "asks for quieter engines",
    "finds a map from 1911",
    "repairs the old bridge by hand",
    "agrees on a smaller budget",
    "answers four hundred letters",
    "welcomes its youngest member",
    "measures the fog",
    "sends help across the border",
];

const HOW: [&str; 8] = [
    "The decision was taken on Monday evening after a meeting that lasted longer than the coffee did. Those \
     present describe the mood as patient, and the vote, when it came at last, was clear enough that nobody \
     asked for a second count.",
    "Money was the smaller part of the question. The larger part was time: who would do the work between the \
     first frost and the spring, when every pair of hands is already spoken for, and who would explain the \
     delay to those who had been promised otherwise.",
    "Visitors noticed the change before the notices went up. On the pier, people stopped, read the small type \
     to the end, and walked on without a word, which in this town counts as a warm reception.",
    "A report of forty pages lists what could go wrong. It names storms, late deliveries and a shortage of \
     brass screws, in this order, and recommends that at least the screws be bought well ahead of need.",
    "The plan is not the first of its kind. Two earlier attempts ended in the drawer of an office that has since \
     been turned into a kitchen, and a third was carried out so well that nobody remembers it was ever new.",
    "Engineers walked the whole length of the line with lamps and a notebook. They came back with wet boots, \
     eleven remarks and one photograph of an owl, which has been added to the annex of the protocol.",
    "What remains is a matter of patience. The material arrives in the second week of the month, the work begins \
     the morning after, and the first results should be visible to anyone who takes the early boat.",
    "Critics point out that the figures were rounded, and always upwards. The office replies that it rounds as \
     the law asks it to, and that the unrounded figures lie open for everyone who cares to read them.",
];

const AUTHORS: [&str; 4] = ["Ida Holm", "Tomas Reed", "Aliya Serik", "Piet Vos"];

/// The story of a number.
pub fn story(number: u64) -> Prose {
    let pick = |from: usize, step: u64| ((number / step) as usize) % from;
    let (who, what) = (WHO[pick(WHO.len(), 1)], WHAT[pick(WHAT.len(), 1)]);
    let start = pick(HOW.len(), 1);
    let paragraphs = (0..6).map(|n| HOW[(start + n * 3) % HOW.len()].to_owned()).collect();
    Prose {
        title: format!("{who} {what}"),
        lead: format!(
            "{who} {what}. Report number {number} tells how it came to this, and what happens next."
        ),
        paragraphs,
        author: AUTHORS[pick(AUTHORS.len(), 3)],
    }
}

/// The Russian story of a number: headline and paragraphs.
pub fn russian_story(number: u64) -> (String, Vec<String>) {
    let who =
        ["Портовый совет", "Горная железная дорога", "Городской оркестр", "Сельская школа", "Речная служба"];
    let what = [
        "готовится к долгой зиме",
        "меняет расписание",
        "чинит старый мост",
        "сокращает расходы",
        "отвечает на письма жителей",
        "открывает двери по вечерам",
        "ищет новых людей",
    ];
    let title = format!("{} {}", who[(number % 5) as usize], what[(number % 7) as usize]);
    let paragraphs = vec![
        format!(
            "{title}. Решение приняли в понедельник вечером, после встречи, которая длилась дольше, чем хватило \
             чая. Участники говорят, что спорили спокойно, а голосование оказалось настолько ясным, что \
             пересчитывать голоса никто не попросил."
        ),
        "Деньги были меньшей частью вопроса. Большей частью было время: кто будет работать между первыми \
         заморозками и весной, когда заняты все руки, и кто объяснит задержку тем, кому обещали иначе."
            .to_owned(),
        "Доклад на сорока страницах перечисляет, что может пойти не так. Названы бури, поздние поставки и \
         нехватка латунных винтов, именно в таком порядке, и винты советуют купить заранее."
            .to_owned(),
        format!(
            "Остаётся терпение. Материалы привезут на второй неделе месяца, сообщение номер {number} об этом напомнит."
        ),
    ];
    (title, paragraphs)
}
