//! The letters and the frequent words of the languages that share a script with others.

/// A language as far as it can be told from those in the same letters.
pub(super) struct Row {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its letters beyond the base that all languages of the script share.
    pub letters: &'static str,
    /// The letters that hardly any other language of the script has.
    pub own: &'static str,
    /// Words that every text has, between spaces; those of neighbours told apart by them too.
    pub words: &'static str,
}

/// Letters common to what is written in Cyrillic.
pub(super) const CYRILLIC_BASE: &str = "абвгдежзийклмнопрстуфхцчш";

/// Languages written in Cyrillic.
#[rustfmt::skip]
pub(super) const CYRILLIC: &[Row] = &[
    Row { tag: "ru", letters: "ёщъыьэюя", own: "", words: "и в не на что с по это как из за для от он к о же так но бы его а все было при до также год года который которые сообщает были после может только уже или если" },
    Row { tag: "uk", letters: "єіїґщьюя", own: "їґє", words: "і в не на що з та у це як до за для від він про його але є які який було при року під час також після через та й або ще вже бути може якщо" },
    Row { tag: "be", letters: "ёіўыьэюя", own: "ў", words: "і ў не на што з у гэта як да за для ад ён пра яго але якія які было пры года таксама пасля праз але ці яшчэ ужо быць можа калі каб гэты" },
    Row { tag: "kk", letters: "әғқңөұүһіёщъыьэюя", own: "ұқғ", words: "және мен бен пен бұл бір үшін деп де да еді болып туралы осы екен деген бар жоқ болды болады кейін дейін бойынша жылы сол ол оның қазақстан сондай ақ ең көп керек арқылы ғана келеді отыр қазіргі тағы бірақ сондықтан егер әр бірінші болса қазір күні биыл үлкен олар" },
    Row { tag: "ky", letters: "ңөүёщъыьэюя", own: "", words: "жана менен бул бир үчүн деп да эле болуп тууралуу ошол экен деген бар жок болду болот кийин чейин боюнча жылы ал анын кыргызстан эң көп керек аркылуу гана келет турат азыркы дагы мен" },
    Row { tag: "tt", letters: "әөүҗңһёщъыьэюя", own: "җ", words: "һәм белән бу бер өчен дип да иде булып турында шул икән дигән бар юк булды була соң кадәр буенча елда ул аның татарстан иң күп кирәк аша гына килә тора хәзер тагын" },
    Row { tag: "ba", letters: "әөүғҡңҙҫһёщъыьэюя", own: "ҙҫҡ", words: "һәм менән был бер өсөн тип да ине булып тураһында шул икән тигән бар юҡ булды була һуң тиклем буйынса йылда ул уның иң күп кәрәк аша ғына килә тора хәҙер тағы" },
    Row { tag: "mn", letters: "өүёщъыьэюя", own: "", words: "нь ба энэ байна юм болон гэж гэсэн бол хэмээн нэг байсан онд тухай манай монгол улсын дээр байгаа хийж мөн тус бөгөөд ч болно болсон" },
    Row { tag: "uz", letters: "ўқғҳёъьэюя", own: "", words: "ва билан бу бир учун деб ҳам эди бўлиб ҳақида шу экан деган бор йўқ бўлди бўлади кейин бўйича йил у унинг ўзбекистон энг кўп керак орқали фақат" },
    Row { tag: "tg", letters: "ғӣқӯҳҷёъэюя", own: "ӣӯҷ", words: "ва дар ба аз ки бо ин барои як он буд аст шуд мебошад тоҷикистон ҳам низ то кард соли худ шуда" },
    Row { tag: "bg", letters: "щъьюя", own: "", words: "и в на не се да от за с по че това като са е ще до към след при или му си бъде още които през между само един година той има беше" },
    Row { tag: "sr", letters: "ђјљњћџ", own: "ђћ", words: "и у на се је да за од са не су који као што из то би о али након године која које ће био после само или још када између" },
    Row { tag: "mk", letters: "ѓѕјљњќџ", own: "ѓѕќ", words: "и во на се да од за со не е што ќе како со кој која кои по тоа беше но или само меѓу година која го ги ја според" },
];

/// Letters common to what is written in Latin.
pub(super) const LATIN_BASE: &str = "abcdefghijklmnopqrstuvwxyz";

/// Languages written in Latin.
#[rustfmt::skip]
pub(super) const LATIN: &[Row] = &[
    Row { tag: "en", letters: "", own: "", words: "the of and to in that is was for on with as it by at from his he be are this have not but they which will has their were had been said who an" },
    Row { tag: "de", letters: "äöüß", own: "ß", words: "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach bei wird einer um" },
    Row { tag: "nl", letters: "éëïó", own: "", words: "de van het een en in is dat op te zijn voor met die niet aan er om ook als dan maar bij nog uit door naar heeft wordt worden hij was" },
    Row { tag: "fr", letters: "àâæçéèêëîïôœùûüÿ", own: "œ", words: "de la le et les des en un du une que est pour qui dans par il au sur pas plus ce se avec son sont ne ont été cette aux mais elle" },
    Row { tag: "es", letters: "áéíñóúü", own: "", words: "de la que el en y a los se del las un por con una para es no al lo su más como pero este ha sus también fue entre desde cuando sobre" },
    Row { tag: "pt", letters: "áâãàçéêíóôõú", own: "ãõ", words: "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao foi das tem pelo também são seu sua ou até" },
    Row { tag: "it", letters: "àèéìòù", own: "ì", words: "di e il la che in a per un è del non una i le con si da sono della al dei nel come anche più alla ha ma gli delle dal questo stato" },
    Row { tag: "ca", letters: "àçéèíïóòúü", own: "", words: "de la que el i a en els es del les un per amb una al no ha va més com però aquest també dels són ser han seva entre sobre" },
    Row { tag: "ro", letters: "ăâîșțşţ", own: "ăț", words: "de și şi în a la cu pe care din nu este un o să pentru că mai a fost al ale sunt au ca prin sau după cel fi între această" },
    Row { tag: "pl", letters: "ąćęłńóśźż", own: "ąęł", words: "w i na z do nie się że to o jest jak po za od przez dla oraz który które ale co jego był ma są tym roku tego już czy może przed" },
    Row { tag: "cs", letters: "áčďéěíňóřšťúůýž", own: "ěřů", words: "a v se na je že s z do o k i ve pro za by jako po podle ale jsou které který byl také od než už není roku při jeho až" },
    Row { tag: "sk", letters: "áäčďéíĺľňóôŕšťúýž", own: "ľĺŕ", words: "a v sa na je že s z do o k aj vo pre za by ako po podľa ale sú ktoré ktorý bol tiež od než už nie roku pri jeho až som" },
    Row { tag: "sl", letters: "čšž", own: "", words: "in v je na se da za z so ki pa s po ne tudi kot od iz bi še pri ali ni do bil bila lahko leta med ter kjer tako" },
    Row { tag: "hr", letters: "čćđšž", own: "", words: "i u je na se da za od su s kao što koji koja bi iz ne o nije a ali će nakon prije gdje vrijeme godine bilo te samo ili još između također" },
    Row { tag: "sr", letters: "čćđšž", own: "", words: "i u je na se da za od su sa kao što koji koja bi iz ne o nije a ali će nakon pre gde vreme godine bilo posle samo ili još između takođe šta" },
    Row { tag: "sv", letters: "åäöé", own: "", words: "och i att det som en på är av för med till den har de inte om ett men var jag från han vi så kan när år efter också under sig" },
    Row { tag: "da", letters: "æøåé", own: "", words: "og i at det er en til på af for med den de som der ikke har et han var men om fra vi så kan efter også blev blevet være mere nogle" },
    Row { tag: "nb", letters: "æøåéò", own: "", words: "og i at det er en til på av for med den de som ikke har et han var men om fra vi så kan etter også ble blitt være mer noen" },
    Row { tag: "is", letters: "áæéíðóöþúý", own: "ðþ", words: "og að í á er sem til um var við með fyrir af en það ekki hann hefur þess frá eru því þá hafa eftir verið" },
    Row { tag: "fi", letters: "äöå", own: "", words: "ja on ei että se oli hän mutta myös kun niin joka ovat sen mukaan vuoden jo kuin tai olla ollut hänen vain nyt sitten jos noin" },
    Row { tag: "et", letters: "äöõüšž", own: "õ", words: "ja on ei et ta see oli aga ka kui mis oma kes seda või nii olnud tema siis pärast veel juba mida ning kuid aasta" },
    Row { tag: "lv", letters: "āčēģīķļņšūž", own: "āēģķļņ", words: "un ir ar no par uz ka to kas bet arī tika tas pēc nav gada pie kā līdz vai viņš šī jau būs bija gan savu" },
    Row { tag: "lt", letters: "ąčęėįšųūž", own: "ėįų", words: "ir kad iš į su yra tai bet kaip apie buvo jis po dėl metų taip savo už nuo ne jo jų per dar tik gali" },
    Row { tag: "hu", letters: "áéíóöőúüű", own: "őű", words: "a az és hogy nem is egy meg volt ez csak de már még mint el van azt ki vagy után lesz akkor szerint pedig majd sem" },
    Row { tag: "sq", letters: "ëç", own: "", words: "të në e dhe për me një që i nga se është nuk si më do ka do ishte kanë edhe pas ku kjo por ai janë" },
    Row { tag: "tr", letters: "çğıöşüâî", own: "", words: "ve bir bu için da de ile olarak çok daha olan gibi kadar sonra ne ise ama göre en var yeni olduğunu dedi oldu değil her iki şekilde" },
    Row { tag: "az", letters: "çəğıöşü", own: "ə", words: "və bir bu üçün ilə də ki olan olaraq sonra kimi daha azərbaycan o çox isə görə ən var yeni olub edib oldu deyil hər iki həm" },
    Row { tag: "uz", letters: "ʻʼ", own: "ʻ", words: "va bu bilan uchun bir ham deb edi haqida ekan degan bor bo'lib bo'ldi bo'ladi keyin bo'yicha yil u uning o'zbekiston eng kerak orqali faqat yilda" },
    Row { tag: "kk", letters: "äñŋğūöşıýáǵńóúü", own: "ūǵŋ", words: "jäne jáne men ben pen bul bir üşin úshin dep de da edi bolyp turaly osy eken degen bar joq boldy bolady keiin keıin deiin deıin boiynşa boıynsha jyly sol ol onyñ onyń qazaqstan sondai sondaı aq köp kóp kerek arqyly ğana ǵana keledi otyr tağy taǵy biraq sondyqtan eger är ár birinşi birinshi bolsa qazir küni kúni biyl bıyl ülken úlken olar eŋ" },
    Row { tag: "vi", letters: "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", own: "ạảấầẩậắặẹếềểệịọốồộớờợụủứừửữựđơư", words: "và của là có trong được cho các không với một đã người này những để khi đến từ ra vào theo về" },
    Row { tag: "id", letters: "", own: "", words: "yang dan di ini itu dengan untuk tidak dari dalam pada akan adalah ke juga karena tersebut oleh saat bisa ada telah mereka kata sudah atau sebagai" },
    Row { tag: "sw", letters: "", own: "", words: "na ya wa kwa ni katika za la kuwa hiyo huo baada hata pia yake hii lakini wakati nchi watu amesema alisema ambao" },
];

/// Letters common to what is written in Arabic script.
pub(super) const ARABIC_BASE: &str = "ابتثجحخدذرزسشصضطظعغفقلمنوهآء";

/// Languages written in Arabic script.
#[rustfmt::skip]
pub(super) const ARABIC: &[Row] = &[
    Row { tag: "ar", letters: "كيةىأإؤئ", own: "ةىإ", words: "في من على أن إلى التي عن مع هذا الذي هذه ما كان كما لم بعد قد بين لا أو كانت خلال قال إن ذلك وقال حيث" },
    Row { tag: "fa", letters: "پچژگکیأئؤ", own: "ژ", words: "و در به از که این را با است برای آن یک خود تا شده شد کرد بود می هم نیز بر پس دو گفت وی اما باید" },
    Row { tag: "ur", letters: "پچژگکیٹڈڑےںھہئؤۓ", own: "ٹڈڑےںہ", words: "کے میں کی ہے اور سے کا کو اس نے کہ پر ہیں بھی ایک یہ تھا کر گیا نہیں لیے وہ کیا ہو" },
    Row { tag: "ps", letters: "پچژګکيۍېیۀټډړڼښځڅ", own: "ټډړڼښځڅ", words: "د په او چې له کې ته دی یې سره دا ده هم کړي شوي وي هغه نه پر وو کړ" },
    Row { tag: "ug", letters: "پچژگكڭۇۆۈۋېەئىيھ", own: "ۇۆۈۋە", words: "بىلەن ۋە بۇ بىر ئۈچۈن دەپ بولۇپ كېيىن شۇ ئۇ ئۇنىڭ بار يوق ھەم" },
    Row { tag: "ckb", letters: "پچژگکیڕڵۆێەئھ", own: "ڕڵۆێە", words: "لە بۆ و کە بە ئەو لەگەڵ ئەم دوای یەک هەر بوو نیە کرد دەکات" },
];

/// Letters common to what is written in Devanagari.
pub(super) const DEVANAGARI_BASE: &str = "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहािीुूृेैोौॅॉंःँ़्";

/// Languages written in Devanagari.
#[rustfmt::skip]
pub(super) const DEVANAGARI: &[Row] = &[
    Row { tag: "hi", letters: "ड़ढ़क़ख़ग़ज़फ़ऑ", own: "", words: "के में की है का से को ने और पर हैं यह कि इस भी नहीं एक कर हो था लिए साथ बाद ही गया रहे कहा" },
    Row { tag: "mr", letters: "ळऑॲ", own: "ळ", words: "आहे आणि या हे ते आहेत होते नाही च्या तर की एक केली केले होता व त्या मात्र असून म्हणून करण्यात सांगितले झाली" },
    Row { tag: "ne", letters: "", own: "", words: "छ र हो को मा ले लाई छन् गरेको भएको पनि यो गर्न एक छैन भने थियो तथा गरी नेपाल भन्ने अनुसार" },
];
