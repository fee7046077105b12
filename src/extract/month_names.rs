//! Names of months in the languages news is written in, for recognising them only.
//!
//! The names of the reader's own language, for showing, are in `locale`. Here stand stand-alone and
//! date forms and the usual abbreviations; a name is compared in lower case without a closing full stop.

use std::collections::HashMap;
use std::sync::OnceLock;

/// One row for each language: the twelve months in order between commas, the forms of each between `|`.
const TABLE: &[&str] = &[
    // English
    "january|jan,february|feb|febr,march|mar,april|apr,may,june|jun,july|jul,august|aug,\
     september|sep|sept,october|oct,november|nov,december|dec",
    // Russian
    "январь|января|янв,февраль|февраля|фев|февр,март|марта|мар,апрель|апреля|апр,май|мая,\
     июнь|июня|июн,июль|июля|июл,август|августа|авг,сентябрь|сентября|сен|сент,октябрь|октября|окт,\
     ноябрь|ноября|ноя|нояб,декабрь|декабря|дек",
    // Ukrainian
    "січень|січня|січ,лютий|лютого|лют,березень|березня|бер,квітень|квітня|кві|квіт,\
     травень|травня|тра|трав,червень|червня|чер|черв,липень|липня|лип,серпень|серпня|сер|серп,\
     вересень|вересня|вер,жовтень|жовтня|жов|жовт,листопад|листопада|лис|лист,\
     грудень|грудня|гру|груд",
    // Belarusian
    "студзень|студзеня|сту,люты|лютага,сакавік|сакавіка|сак,красавік|красавіка|кра,\
     травень|траўня|май|мая,чэрвень|чэрвеня|чэр,ліпень|ліпеня|ліп,жнівень|жніўня|жні,\
     верасень|верасня,кастрычнік|кастрычніка|кас,лістапад|лістапада|ліс,снежань|снежня|сне",
    // Kazakh
    "қаңтар|қаң|қаңтары|қаңтарында|қаңтардың|қаңтарда,ақпан|ақп|ақпаны|ақпанында|ақпанның|ақпанда,\
     наурыз|нау|наурызы|наурызында|наурыздың|наурызда,сәуір|сәу|сәуірі|сәуірінде|сәуірдің|сәуірде,\
     мамыр|мам|мамыры|мамырында|мамырдың|мамырда,маусым|мау|маусымы|маусымында|маусымның|маусымда,\
     шілде|шіл|шілдесі|шілдесінде|шілденің|шілдеде,тамыз|там|тамызы|тамызында|тамыздың|тамызда,\
     қыркүйек|қыр|қыркүйегі|қыркүйегінде|қыркүйектің|қыркүйекте,қазан|қаз|қазаны|қазанында|қазанның|қазанда,\
     қараша|қар|қарашасы|қарашасында|қарашаның|қарашада,желтоқсан|жел|желтоқсаны|желтоқсанында|желтоқсанның|желтоқсанда",
    // German
    "januar|jänner|jan,februar|feber|feb,märz|maerz|mär|mrz,april|apr,mai,juni|jun,juli|jul,\
     august|aug,september|sept|sep,oktober|okt,november|nov,dezember|dez",
    // French
    "janvier|janv,février|fevrier|févr|fév|fevr,mars,avril|avr,mai,juin,juillet|juil,août|aout,\
     septembre|sept,octobre|oct,novembre|nov,décembre|decembre|déc",
    // Spanish
    "enero|ene,febrero|feb,marzo|mar,abril|abr,mayo|may,junio|jun,julio|jul,agosto|ago,\
     septiembre|setiembre|sep|set,octubre|oct,noviembre|nov,diciembre|dic",
    // Italian
    "gennaio|gen,febbraio|febb,marzo|mar,aprile|apr,maggio|mag,giugno|giu,luglio|lug,agosto|ago,\
     settembre|sett|set,ottobre|ott,novembre|nov,dicembre|dic",
    // Polish
    "styczeń|stycznia|sty,luty|lutego|lut,marzec|marca|mar,kwiecień|kwietnia|kwi,maj|maja,\
     czerwiec|czerwca|cze,lipiec|lipca|lip,sierpień|sierpnia|sie,wrzesień|września|wrz,\
     październik|października|paź,listopad|listopada|lis,grudzień|grudnia|gru",
    // Portuguese
    "janeiro|jan,fevereiro|fev,março|marco,abril|abr,maio|mai,junho|jun,julho|jul,agosto|ago,\
     setembro|set,outubro|out,novembro|nov,dezembro|dez",
    // Turkish
    "ocak|oca,şubat|subat|şub,mart|mar,nisan|nis,mayıs|mayis,haziran|haz,temmuz|tem,\
     ağustos|agustos|ağu,eylül|eylul|eyl,ekim|eki,kasım|kasim|kas,aralık|aralik|ara",
    // Dutch
    "januari|jan,februari|feb,maart|mrt,april|apr,mei,juni|jun,juli|jul,augustus|aug,september|sep,\
     oktober|okt,november|nov,december|dec",
    // Swedish, Danish and Norwegian
    "januari|januar|jan,februari|februar|feb,mars|marts,april|apr,maj|mai,juni|jun,juli|jul,\
     augusti|august|aug,september|sep|sept,oktober|okt,november|nov,december|desember|dec|des",
    // Finnish
    "tammikuu|tammikuuta,helmikuu|helmikuuta,maaliskuu|maaliskuuta,huhtikuu|huhtikuuta,\
     toukokuu|toukokuuta,kesäkuu|kesäkuuta,heinäkuu|heinäkuuta,elokuu|elokuuta,syyskuu|syyskuuta,\
     lokakuu|lokakuuta,marraskuu|marraskuuta,joulukuu|joulukuuta",
    // Czech
    "leden|ledna,únor|února,březen|března,duben|dubna,květen|května,červen|června,červenec|července,\
     srpen|srpna,září,říjen|října,listopad|listopadu,prosinec|prosince",
    // Slovak
    "január|januára,február|februára,marec|marca,apríl|apríla,máj|mája,jún|júna,júl|júla,\
     august|augusta,september|septembra,október|októbra,november|novembra,december|decembra",
    // Hungarian
    "január|jan,február|febr,március|márc,április|ápr,május|máj,június|jún,július|júl,augusztus|aug,\
     szeptember|szept,október|okt,november|nov,december|dec",
    // Romanian
    "ianuarie|ian,februarie|feb,martie,aprilie|apr,mai,iunie|iun,iulie|iul,august|aug,\
     septembrie|sept,octombrie|oct,noiembrie|noi,decembrie|dec",
    // Bulgarian
    "януари|яну,февруари|фев,март,април|апр,май,юни,юли,август|авг,септември|септ,октомври|окт,\
     ноември|ное,декември|дек",
    // Serbian and Croatian, both scripts
    "јануар|januar|siječanj|siječnja,фебруар|februar|veljača|veljače,март|mart|ožujak|ožujka,\
     април|april|travanj|travnja,мај|maj|svibanj|svibnja,јун|jun|lipanj|lipnja,\
     јул|jul|srpanj|srpnja,август|avgust|kolovoz|kolovoza,септембар|septembar|rujan|rujna,\
     октобар|oktobar,новембар|novembar|studeni|studenoga,децембар|decembar|prosinac|prosinca",
    // Greek
    "ιανουάριος|ιανουαρίου|ιαν,φεβρουάριος|φεβρουαρίου|φεβ,μάρτιος|μαρτίου|μαρ,\
     απρίλιος|απριλίου|απρ,μάιος|μαΐου|μαϊ,ιούνιος|ιουνίου|ιουν,ιούλιος|ιουλίου|ιουλ,\
     αύγουστος|αυγούστου|αυγ,σεπτέμβριος|σεπτεμβρίου|σεπ,οκτώβριος|οκτωβρίου|οκτ,\
     νοέμβριος|νοεμβρίου|νοε|νοέ,δεκέμβριος|δεκεμβρίου|δεκ",
    // Arabic, with the names of the Levant and of the Maghreb
    "يناير|كانون الثاني|جانفي,فبراير|شباط|فيفري,مارس|آذار,أبريل|ابريل|نيسان|أفريل,مايو|أيار|ماي,\
     يونيو|حزيران|جوان,يوليو|تموز|جويلية,أغسطس|اغسطس|آب|أوت,سبتمبر|أيلول,أكتوبر|اكتوبر|تشرين الأول,\
     نوفمبر|تشرين الثاني,ديسمبر|كانون الأول",
    // Hebrew
    "ינואר|בינואר,פברואר|בפברואר,מרץ|במרץ,אפריל|באפריל,מאי|במאי,יוני|ביוני,יולי|ביולי,\
     אוגוסט|באוגוסט,ספטמבר|בספטמבר,אוקטובר|באוקטובר,נובמבר|בנובמבר,דצמבר|בדצמבר",
    // Uzbek, Kyrgyz and Azerbaijani
    "yanvar|январь,fevral,mart,aprel,may,iyun,iyul,avgust,sentabr|sentyabr|sentiyabr,oktabr|oktyabr,\
     noyabr,dekabr",
    // Indonesian and Malay
    "januari|jan,februari|feb,maret|mac,april|apr,mei,juni|jun,juli|julai,agustus|ogos,\
     september|sep,oktober|okt,november|nov,desember|disember|des",
    // Hindi
    "जनवरी,फ़रवरी|फरवरी,मार्च,अप्रैल,मई,जून,जुलाई,अगस्त,सितंबर|सितम्बर,अक्टूबर|अक्तूबर,नवंबर|नवम्बर,\
     दिसंबर|दिसम्बर",
    // Bengali
    "জানুয়ারি|জানুয়ারী|জানুয়ারি,ফেব্রুয়ারি|ফেব্রুয়ারী|ফেব্রুয়ারি,মার্চ,এপ্রিল,মে,জুন,জুলাই,আগস্ট|অগস্ট,\
     সেপ্টেম্বর,অক্টোবর,নভেম্বর,ডিসেম্বর",
    // Thai
    "มกราคม|ม.ค,กุมภาพันธ์|ก.พ,มีนาคม|มี.ค,เมษายน|เม.ย,พฤษภาคม|พ.ค,มิถุนายน|มิ.ย,กรกฎาคม|ก.ค,สิงหาคม|ส.ค,\
     กันยายน|ก.ย,ตุลาคม|ต.ค,พฤศจิกายน|พ.ย,ธันวาคม|ธ.ค",
    // Lithuanian
    "sausis|sausio,vasaris|vasario,kovas|kovo,balandis|balandžio,gegužė|gegužės,birželis|birželio,\
     liepa|liepos,rugpjūtis|rugpjūčio,rugsėjis|rugsėjo,spalis|spalio,lapkritis|lapkričio,gruodis|gruodžio",
    // Latvian
    "janvāris|janvārī|janvāra,februāris|februārī|februāra,marts|martā,aprīlis|aprīlī|aprīļa,maijs|maijā,\
     jūnijs|jūnijā|jūnija,jūlijs|jūlijā|jūlija,augusts|augustā,septembris|septembrī|septembra,\
     oktobris|oktobrī|oktobra,novembris|novembrī|novembra,decembris|decembrī|decembra",
    // Estonian
    "jaanuar|jaanuaril,veebruar|veebruaril,märts|märtsil,aprill|aprillil,mai,juuni|juunil,juuli|juulil,\
     august|augustil,september|septembril,oktoober|oktoobril,november|novembril,detsember|detsembril",
    // Chinese and Japanese; Korean
    "一月|1月|1월,二月|2月|2월,三月|3月|3월,四月|4月|4월,五月|5月|5월,六月|6月|6월,七月|7月|7월,八月|8月|8월,九月|9月|9월,十月|10月|10월,\
     十一月|11月|11월,十二月|12月|12월",
];

/// The months, 1–12, that a word may name, in any language, as bits 1–12; 0 when it names none.
///
/// A few names mean different months in different languages (`listopad`, `август` never, `travanj`
/// and `травень`): the caller sees all of them.
pub fn months_of(word: &str) -> u16 {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    if word.chars().count() < 2 {
        return 0;
    }
    names().get(word.as_str()).copied().unwrap_or(0)
}

fn names() -> &'static HashMap<&'static str, u16> {
    static NAMES: OnceLock<HashMap<&'static str, u16>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for language in TABLE {
            for (index, forms) in language.split(',').enumerate() {
                for form in forms.split('|') {
                    *names.entry(form).or_insert(0) |= 2 << index;
                }
            }
        }
        names
    })
}

/// The month a word names in any language, 1–12; `None` when it names none or could be two.
pub fn month_of(word: &str) -> Option<i8> {
    let bits = months_of(word);
    bits.is_power_of_two().then(|| bits.trailing_zeros() as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_many_languages() {
        for (word, month) in [
            ("Ноябрь", 11),
            ("НОЯБРЯ", 11),
            ("Nov.", 11),
            ("қараша", 11),
            ("Dezember", 12),
            ("août", 8),
            ("września", 9),
            ("Aralık", 12),
            ("十一月", 11),
            ("11월", 11),
            ("نوفمبر", 11),
            ("Μαΐου", 5),
            ("พ.ย.", 11),
            ("নভেম্বর", 11),
            ("lapkričio", 11),
            ("novembrī", 11),
        ] {
            assert_eq!(month_of(word), Some(month), "{word}");
        }
        assert_eq!(month_of("monday"), None);
        assert_eq!(month_of(""), None);
    }

    #[test]
    fn a_name_that_means_two_months_says_so() {
        assert_eq!(month_of("listopad"), Some(11));
        assert_eq!(months_of("lipiec") & (1 << 7), 1 << 7);
        assert_eq!(months_of("травень"), 1 << 5);
    }
}
