//! Words for spans of days and for days near today, as people of fifteen languages type them.
//!
//! Written down by hand: CLDR has patterns for these (`vor {0} Tagen`), people type words.

use super::goto::Unit;

/// What a language calls days, weeks, months and years behind a number; forms are separated by spaces.
const UNITS: [(Unit, &str); 4] = [
    (
        Unit::Day,
        "d day days день дня дней дн дні днів дзень дзён күн tag tage tagen jour jours día días dia dias \
         giorno giorni dzień dni dzien gün يوم أيام يومًا 天",
    ),
    (
        Unit::Week,
        "w week weeks неделя недели недель неделю нед тиждень тижні тижнів тижня тыдзень тыдні тыдняў тыдня апта \
         woche wochen semaine semaines semana semanas settimana settimane tydzień tygodnie tygodni tydzien hafta \
         أسبوع أسابيع 周 星期 週間",
    ),
    (
        Unit::Month,
        "m month months месяц месяца месяцев мес місяць місяці місяців місяця месяцы месяцаў ай monat monate monaten \
         mois mes meses mese mesi miesiąc miesiące miesięcy miesiac mês ay شهر أشهر شهور 个月 か月 ヶ月 カ月",
    ),
    (
        Unit::Year,
        "y year years год года лет рік роки років року гады гадоў жыл jahr jahre jahren an ans année années año años \
         anno anni rok lata lat ano anos yıl سنة سنوات",
    ),
];

/// Days near today beside yesterday, today and tomorrow.
const NEAR: [(i32, &str); 5] = [
    (
        -2,
        "позавчера позавчора пазаўчора vorgestern avant-hier anteayer altroieri przedwczoraj anteontem 前天 一昨日 おととい",
    ),
    (-1, "вчора ўчора きのう"),
    (0, "dziś aujourd'hui きょう"),
    (1, "غدا あした"),
    (
        2,
        "послезавтра післязавтра паслязаўтра übermorgen après-demain dopodomani pojutrze 后天 明後日 あさって",
    ),
];

/// Words beside the others that only say the direction or join: `3 Wochen`, `vor 3 Wochen`.
const JOINING: &str = "ago of the st nd rd th de г р ж назад тому таму бұрын vor hace fa temu atrás há il önce qabl \
    قبل منذ 前";

/// Words that go from today to the one before it, and to the one after it: `last friday`, `vendredi dernier`.
const BESIDE: [(i32, &str); 2] = [
    (
        -1,
        "last letzter letzte letzten letztes dernier dernière derniere pasado pasada passado passada scorso scorsa прошлый прошлая \
         прошлую прошлое прошлой минулий минула минулу минуле zeszły zeszłą geçen",
    ),
    (
        1,
        "next nächster nächste nächsten nächstes prochain prochaine próximo próxima prossimo prossima следующий \
         следующая следующую следующее следующей наступний наступна наступну наступне następny następną gelecek",
    ),
];

/// One before today, or one after it, that a word means.
pub(super) fn beside(word: &str) -> Option<i32> {
    BESIDE.iter().find(|(_, forms)| is_in(forms, word)).map(|(by, _)| *by)
}

/// The unit a word names behind a number.
pub(super) fn unit(word: &str) -> Option<Unit> {
    UNITS.iter().find(|(_, forms)| is_in(forms, word)).map(|(unit, _)| *unit)
}

/// The days from today that a word means.
pub(super) fn near(word: &str) -> Option<i32> {
    NEAR.iter().find(|(_, forms)| is_in(forms, word)).map(|(days, _)| *days)
}

/// Whether a word says nothing by itself.
pub(super) fn joins(word: &str) -> bool {
    is_in(JOINING, word)
}

fn is_in(forms: &str, word: &str) -> bool {
    forms.split_whitespace().any(|form| form == word)
}
