//! The language a text is written in.
//!
//! Pages often declare the language of their template, so a long enough text is asked itself: its script first,
//! then, among the languages of a script, its letters and its most frequent words. Who has a document and what
//! was declared of it enters at [`language`]; a declared tag is only replaced by what is certain, and keeps
//! its region. Nothing here guesses: a text in a language that is not known keeps what it declares.

mod cut;
mod script;
mod table;

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use self::cut::{Words, each_word};
use self::script::{Letters, Script, Shared, script};
use self::table::Row;
use crate::news::{Document, Text};

/// Letters that are looked at where a language is declared, which they may bear out.
const SHORT_LOOK: usize = 300;
/// Letters that are looked at first otherwise; they tell most texts.
const FIRST_LOOK: usize = 900;
/// Letters that are looked at where the first do not tell.
const SAMPLE: usize = 6_000;
/// Bytes of a long paragraph that are taken at a time, up to the next space.
const PIECE: usize = 400;
/// Letters below which a text says nothing.
const ENOUGH_LETTERS: usize = 60;
/// Words below which frequent words say nothing.
const ENOUGH_WORDS: usize = 12;

/// Languages whose texts cannot be told apart here, or only by words that a short text may lack: between them
/// the declared one is believed.
const KIN: &[&[&str]] = &[
    &["hr", "sr", "bs", "sh", "cnr", "me"],
    &["nb", "no", "nn", "da"],
    &["id", "ms", "jv", "su"],
    &["fa", "prs"],
    &["zh", "yue", "wuu", "cmn"],
    &["he", "iw"],
    &["hi", "mai", "bho", "sa"],
    &["ro", "mo"],
    &["es", "gl", "ast"],
    &["uz", "kaa"],
    &["tl", "fil"],
    &["bn", "as"],
    &["am", "ti"],
    &["he", "yi"],
];

/// The language of a document as a BCP 47 tag: what was declared, unless the text is clearly in another.
pub fn language(document: &Document, declared: Option<Text>) -> Option<Text> {
    let Some(found) = written_in(document.texts(), declared.as_deref()) else { return declared };
    match declared {
        Some(tag) if agrees(&tag, found) => Some(tag),
        _ => Some(Text::line(found)),
    }
}

fn agrees(declared: &str, found: &str) -> bool {
    let primary = declared.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    primary == found || KIN.iter().any(|kin| kin.contains(&&*primary) && kin.contains(&found))
}

/// The language that texts are certainly written in. Where a short look bears out what was declared it is believed.
fn written_in<'a>(texts: impl Iterator<Item = &'a str>, declared: Option<&str>) -> Option<&'static str> {
    let mut pieces = texts.flat_map(pieces);
    let mut look = Look::default();
    if let Some(declared) = declared {
        look.take(&mut pieces, SHORT_LOOK);
        let found = look.told().filter(|found| agrees(declared, found));
        if found.is_some() {
            return found;
        }
    }
    look.take(&mut pieces, FIRST_LOOK);
    look.told().or_else(|| {
        let before = look.letters.all;
        look.take(&mut pieces, SAMPLE);
        if look.letters.all > before { look.told() } else { None }
    })
}

/// A text in pieces that end at spaces, so that of a long paragraph only the beginning need be looked at.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let least = rest.ceil_char_boundary(PIECE);
        let end = rest.get(least..).and_then(|after| after.find(' ')).map_or(rest.len(), |at| least + at);
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// What was seen of a text.
#[derive(Default)]
struct Look<'a> {
    pieces: Vec<&'a str>,
    letters: Letters,
    /// The points of the languages of the script that leads.
    points: Option<(Shared, Points)>,
}

impl<'a> Look<'a> {
    /// Takes more pieces, until there are so many letters.
    fn take(&mut self, pieces: &mut impl Iterator<Item = &'a str>, most: usize) {
        while self.letters.all < most
            && let Some(piece) = pieces.next()
        {
            self.letters.add(piece);
            self.pieces.push(piece);
        }
    }

    /// The language, if so much tells it. What was counted once is not counted again.
    fn told(&mut self) -> Option<&'static str> {
        let (script, count) = self.letters.leading()?;
        if self.letters.all < ENOUGH_LETTERS || count * 10 < self.letters.all * 6 {
            return None;
        }
        let shared = match script {
            Script::Only(tag) => return Some(tag),
            Script::EastAsian if self.letters.kana * 12 >= count => return Some("ja"),
            Script::EastAsian => return Some("zh"),
            Script::Shared(shared) => shared,
        };
        let tables = shared.tables();
        let mut points = match self.points.take() {
            Some((of, points)) if of == shared => points,
            _ => Points::default(),
        };
        for piece in self.pieces.iter().skip(points.pieces) {
            tables.count(shared, piece, &mut points);
        }
        let told = tables.told(&points);
        self.points = Some((shared, points));
        told
    }
}

/// What the words of a text say for the languages of a script.
#[derive(Default)]
struct Points {
    /// How many pieces were counted.
    pieces: usize,
    words: i64,
    /// For each row of the table.
    rows: Vec<i64>,
    /// Room to work in.
    room: Words,
}

impl Points {
    /// Adds to the rows that have a bit.
    fn add(&mut self, mut bits: u64, worth: i64) {
        while bits != 0 {
            if let Some(score) = self.rows.get_mut(bits.trailing_zeros() as usize) {
                *score += worth;
            }
            bits &= bits - 1;
        }
    }
}

/// The languages of a script, made ready to be asked.
struct Tables {
    rows: &'static [Row],
    base: &'static str,
    /// For each frequent word, the rows it belongs to as bits.
    words: HashMap<&'static str, u64, BuildHasherDefault<Fnv>>,
    /// The bytes of the longest of them.
    longest: usize,
    /// The letters beyond the base in order, each with the rows that have it and those that hardly another has it of.
    letters: Vec<(char, u64, u64)>,
}

/// FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv): quick for short words, which are ours, so nobody can choose those that
/// collide.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Shared {
    fn tables(self) -> &'static Tables {
        static ALL: OnceLock<[Tables; 4]> = OnceLock::new();
        let [cyrillic, latin, arabic, devanagari] = ALL.get_or_init(|| {
            [
                Tables::new(table::CYRILLIC, table::CYRILLIC_BASE),
                Tables::new(table::LATIN, table::LATIN_BASE),
                Tables::new(table::ARABIC, table::ARABIC_BASE),
                Tables::new(table::DEVANAGARI, table::DEVANAGARI_BASE),
            ]
        });
        match self {
            Self::Cyrillic => cyrillic,
            Self::Latin => latin,
            Self::Arabic => arabic,
            Self::Devanagari => devanagari,
        }
    }
}

impl Tables {
    fn new(rows: &'static [Row], base: &'static str) -> Self {
        let mut words = HashMap::default();
        let mut letters = BTreeMap::<char, (u64, u64)>::new();
        for (at, row) in rows.iter().enumerate() {
            for word in row.words.split(' ') {
                *words.entry(word).or_insert(0) |= 1_u64 << at;
            }
            for c in row.letters.chars() {
                letters.entry(c).or_default().0 |= 1 << at;
            }
            for c in row.own.chars() {
                letters.entry(c).or_default().1 |= 1 << at;
            }
        }
        let letters = letters.into_iter().map(|(c, (having, own))| (c, having, own)).collect();
        let longest = words.keys().map(|word| word.len()).max().unwrap_or(0);
        Self { rows, base, words, longest, letters }
    }

    /// Counts a piece of a text. Each frequent word counts one, each word with a letter that only this language has
    /// counts a half, each word with a letter it lacks takes one away.
    fn count(&self, shared: Shared, piece: &str, points: &mut Points) {
        points.pieces += 1;
        points.rows.resize(self.rows.len(), 0);
        let mut room = std::mem::take(&mut points.room);
        each_word(piece, &mut room, |word| {
            let Some((own, lacking)) = self.rows_by_letters(shared, word) else { return };
            points.words += 1;
            let known = if word.len() > self.longest { None } else { self.words.get(word) };
            let frequent = known.copied().unwrap_or(0);
            if frequent | own | lacking == 0 {
                return;
            }
            for (rows, worth) in [(frequent, 2), (own, 1), (lacking, -2)] {
                points.add(rows, worth);
            }
        });
        points.room = room;
    }

    /// The language that points are certain of.
    fn told(&self, Points { words, rows: scores, .. }: &Points) -> Option<&'static str> {
        let best = (0..scores.len()).max_by_key(|at| (scores.get(*at).copied(), std::cmp::Reverse(*at)))?;
        let (row, score) = (self.rows.get(best)?, scores.get(best).copied()?);
        let others = self.rows.iter().zip(scores).filter(|(_, score)| **score > 0);
        let others = others.filter(|(other, _)| other.tag != row.tag && !agrees(other.tag, row.tag));
        let second = others.map(|(_, score)| *score).max().unwrap_or(0);
        // One word in eight at least is frequent or unmistakable, and the next language lies clearly behind.
        let certain = *words >= ENOUGH_WORDS as i64
            && score * 4 >= *words
            && score * 5 >= second * 6
            && score >= second + 3;
        certain.then_some(row.tag)
    }

    /// The rows that hardly another language has a letter of a word of, and those that lack one, as bits; `None` for
    /// a word in another script.
    fn rows_by_letters(&self, shared: Shared, word: &str) -> Option<(u64, u64)> {
        if shared == Shared::Latin && word.is_ascii() {
            return word.bytes().any(|byte| byte.is_ascii_lowercase()).then_some((0, 0));
        }
        let (mut ours, mut own, mut lacking) = (false, 0, 0);
        for c in word.chars() {
            let is_base = is_base(shared, c);
            if !is_base && script(c) != Some(Script::Shared(shared)) {
                continue;
            }
            ours = true;
            if is_base || self.base.contains(c) || !c.is_alphabetic() {
                continue;
            }
            let known = self.letters.binary_search_by_key(&c, |(letter, ..)| *letter).ok();
            let (having, owning) =
                known.and_then(|at| self.letters.get(at)).map_or((0, 0), |(_, having, own)| (*having, *own));
            own |= owning;
            lacking |= !having;
        }
        ours.then_some((own, lacking))
    }
}

/// The letters that make up nearly all text of a script and are in the base of all its languages.
fn is_base(shared: Shared, c: char) -> bool {
    match shared {
        Shared::Latin => c.is_ascii_lowercase(),
        Shared::Cyrillic => matches!(c, 'а'..='ш'),
        Shared::Arabic | Shared::Devanagari => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Block, Role, Span};

    fn told(text: &str, declared: Option<&str>) -> Option<String> {
        let spans = vec![Span::plain(Text::line(text))];
        let document =
            Document { blocks: vec![Block::Paragraph { role: Role::Body, spans }], links: Vec::new() };
        language(&document, declared.map(Text::line)).map(|tag| tag.to_string())
    }

    #[rustfmt::skip]
    const TEXTS: &[(&str, &str)] = &[
        ("kk", "Ауылдағы ескі диірмен қайта іске қосылды. Бұл туралы тұрғындар жиналысында айтылды және көпшілік қуанышын жасырған жоқ. Жөндеу жұмыстары екі жылға созылды, ал енді ұн үшін қалаға барудың қажеті болмайды."),
        ("kk", "Auyldağy eski diirmen qaita iske qosyldy. Bul turaly tūrğyndar jinalysynda aityldy jäne köpşilik quanyşyn jasyrğan joq. Jöndeu jūmystary eki jylğa sozyldy, al endi ūn üşin qalağa barudyñ qajeti bolmaidy."),
        ("kk", "Aýyldaǵy eski dıirmen qaıta iske qosyldy. Bul týraly turǵyndar jınalysynda aıtyldy jáne kópshilik qýanyshyn jasyrǵan joq. Jóndeý jumystary eki jylǵa sozyldy, al endi un úshin qalaǵa barýdyń qajeti bolmaıdy."),
        ("ru", "Старая мельница в деревне снова работает. Об этом рассказали на собрании жителей, и никто не скрывал радости. Ремонт длился два года, но теперь за мукой не нужно ездить в город."),
        ("uk", "Старий млин у селі знову працює. Про це розповіли на зборах мешканців, і ніхто не приховував радості. Ремонт тривав два роки, але тепер по борошно не треба їздити до міста."),
        ("be", "Стары млын у вёсцы зноў працуе. Пра гэта расказалі на сходзе жыхароў, і ніхто не хаваў радасці. Рамонт доўжыўся два гады, але цяпер па муку не трэба ездзіць у горад."),
        ("ky", "Айылдагы эски тегирмен кайра иштей баштады. Бул тууралуу тургундардын жыйынында айтылды жана көпчүлүк кубанычын жашырган жок. Оңдоо иштери эки жылга созулду, эми ун үчүн шаарга баруунун кереги болбойт."),
        ("bg", "Старата воденица в селото отново работи. Това беше казано на събранието на жителите и никой не скри радостта си. Ремонтът продължи две години, но сега не е нужно да се пътува до града за брашно."),
        ("sr", "Стара воденица у селу поново ради. То је речено на скупу мештана и нико није крио радост. Поправка је трајала две године, али сада не треба ићи у град по брашно."),
        ("tt", "Авылдагы иске тегермән яңадан эшли башлады. Бу турында халык җыенында әйттеләр һәм беркем дә шатлыгын яшермәде. Төзәтү ике елга сузылды, хәзер он өчен шәһәргә барырга кирәк түгел."),
        ("en", "The old mill in the village is working again. This was said at the meeting of those who live there, and nobody hid their joy. The repair took two years, but now they need not drive to the town for flour."),
        ("de", "Die alte Mühle im Dorf läuft wieder. Das wurde auf der Versammlung der Bewohner gesagt, und niemand verbarg seine Freude. Die Reparatur dauerte zwei Jahre, aber nun muss man für Mehl nicht mehr in die Stadt fahren."),
        ("tr", "Köydeki eski değirmen yeniden çalışıyor. Bu, sakinlerin toplantısında söylendi ve kimse sevincini gizlemedi. Onarım iki yıl sürdü ama artık un için şehre gitmeye gerek yok; her şey daha kolay olacak gibi."),
        ("az", "Kənddəki köhnə dəyirman yenidən işləyir. Bu barədə sakinlərin yığıncağında deyildi və heç kim sevincini gizlətmədi. Təmir iki il çəkdi, amma indi un üçün şəhərə getməyə ehtiyac yoxdur."),
        ("pl", "Stary młyn we wsi znowu pracuje. Powiedziano o tym na zebraniu mieszkańców i nikt nie ukrywał radości. Naprawa trwała dwa lata, ale teraz po mąkę nie trzeba jeździć do miasta."),
        ("ja", "村の古い水車がまた動き始めた。住民の集まりでそう伝えられ、誰も喜びを隠さなかった。修理には二年かかったが、もう粉のために町まで行く必要はない。みんなが待っていた。"),
        ("zh", "村里的老磨坊又开始工作了。居民大会上宣布了这个消息，没有人掩饰自己的喜悦。修理花了两年时间，但现在不必再为面粉进城了。大家都在等待这一天的到来。"),
        ("ko", "마을의 오래된 물레방아가 다시 돌기 시작했다. 주민 모임에서 이 소식이 전해졌고 아무도 기쁨을 감추지 않았다. 수리에는 두 해가 걸렸지만 이제 밀가루를 사러 읍내까지 갈 필요가 없다."),
        ("ar", "عادت الطاحونة القديمة في القرية إلى العمل. قيل ذلك في اجتماع السكان ولم يخف أحد فرحه. استغرق الإصلاح عامين، لكن لم يعد من الضروري الذهاب إلى المدينة من أجل الطحين."),
        ("fa", "آسیاب قدیمی روستا دوباره کار می کند. این را در نشست ساکنان گفتند و هیچ کس شادی خود را پنهان نکرد. تعمیر دو سال طول کشید، اما دیگر برای آرد لازم نیست به شهر بروند."),
        ("hi", "गाँव की पुरानी चक्की फिर से चलने लगी है। यह बात निवासियों की बैठक में कही गई और किसी ने अपनी खुशी नहीं छिपाई। मरम्मत में दो साल लगे, लेकिन अब आटे के लिए शहर जाने की ज़रूरत नहीं है।"),
        ("el", "Ο παλιός μύλος στο χωριό δουλεύει ξανά. Αυτό ειπώθηκε στη συγκέντρωση των κατοίκων και κανείς δεν έκρυψε τη χαρά του. Η επισκευή κράτησε δύο χρόνια."),
    ];

    #[test]
    fn a_text_says_its_language_whatever_the_template_declares() {
        for (tag, text) in TEXTS {
            assert_eq!(told(text, None).as_deref(), Some(*tag), "{text}");
            for declared in ["ru", "en-US", "de", "kk"].iter().filter(|declared| !agrees(declared, tag)) {
                assert_eq!(told(text, Some(declared)).as_deref(), Some(*tag), "declared {declared}: {text}");
            }
        }
    }

    #[test]
    fn a_declared_tag_keeps_its_region_and_what_is_unknown_keeps_its_tag() {
        let english = TEXTS.iter().find(|(tag, _)| *tag == "en").unwrap().1;
        assert_eq!(told(english, Some("en-GB")).as_deref(), Some("en-GB"));
        let chinese = TEXTS.iter().find(|(tag, _)| *tag == "zh").unwrap().1;
        assert_eq!(told(chinese, Some("zh-Hant-TW")).as_deref(), Some("zh-Hant-TW"));
        assert_eq!(told("Qhov no yog ib zaj dab neeg txog lub tsev zom nplej qub hauv lub zos uas rov qab ua hauj lwm dua", Some("hmn")).as_deref(), Some("hmn"));
        assert_eq!(told("Короткий текст", Some("uk")).as_deref(), Some("uk"));
        assert_eq!(told("", None), None);
    }

    #[test]
    fn words_of_another_language_inside_a_text_change_nothing() {
        let text = "Директор фабрики «Қазақстан» Ұлан Сүлейменов рассказал на пресс-конференции, что завод в Өскемене \
                    откроется в конце года и что это для города очень важно, но не раньше ноября.";
        assert_eq!(told(text, Some("ru")).as_deref(), Some("ru"));
        let text = "Компания Apple представила iPhone 17 и MacBook Air, сообщает The Verge, и это не все, что было на \
                    презентации: за час показали ещё часы и наушники, но цену для России не назвали.";
        assert_eq!(told(text, None).as_deref(), Some("ru"));
    }

    #[test]
    fn every_row_has_its_bit_and_no_letter_of_the_base() {
        for shared in [Shared::Cyrillic, Shared::Latin, Shared::Arabic, Shared::Devanagari] {
            let tables = shared.tables();
            assert!(tables.rows.len() <= 64);
            for row in tables.rows {
                assert!(row.own.chars().all(|c| row.letters.contains(c)), "{}", row.tag);
            }
        }
    }
}
