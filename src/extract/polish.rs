//! The last look over a document: what is no text of the article, told by its words and its place.

use std::collections::{HashMap, HashSet};

use super::credit::is_credit;
use super::date;
use super::inline::text_of;
use super::link_use::{drop_unused_links, is_links, linked_share};
use super::metadata::{Metadata, folded};
use crate::news::{Block, Document, Role, Span};

/// Words that lead to other stories, lower case, without the colon.
const RELATED: &[&str] = &[
    "read also",
    "also read",
    "read more",
    "see also",
    "related",
    "related articles",
    "related stories",
    "related news",
    "related topics",
    "related content",
    "more on this story",
    "more on this",
    "more from",
    "more news",
    "more stories",
    "recommended",
    "you may also like",
    "you might also like",
    "don't miss",
    "most read",
    "most popular",
    "trending",
    "up next",
    "read next",
    "top stories",
    "latest news",
    "what to read next",
    "further reading",
    "читайте также",
    "читать также",
    "по теме",
    "материалы по теме",
    "смотрите также",
    "еще по теме",
    "ещё по теме",
    "похожие новости",
    "другие новости",
    "рекомендуем",
    "читайте",
    "новости по теме",
    "подробнее",
    "читайте ещё",
    "читайте еще",
    "важно",
    "сейчас читают",
    "читайте також",
    "дивіться також",
    "за темою",
    "оқи отырыңыз",
    "тағы оқыңыз",
    "lesen sie auch",
    "mehr zum thema",
    "auch interessant",
    "weitere artikel",
    "das könnte sie auch interessieren",
    "mehr dazu",
    "lesen sie mehr",
    "lesen sie hier",
    "zum thema",
    "à lire aussi",
    "lire aussi",
    "à lire également",
    "sur le même sujet",
    "voir aussi",
    "lire la suite",
    "lea también",
    "lee también",
    "te puede interesar",
    "leer más",
    "ver también",
    "noticias relacionadas",
    "leia também",
    "leia mais",
    "veja também",
    "saiba mais",
    "leggi anche",
    "approfondisci",
    "potrebbe interessarti",
    "czytaj także",
    "czytaj też",
    "zobacz także",
    "zobacz też",
    "lees ook",
    "lees meer",
    "les også",
    "læs også",
    "läs också",
    "läs även",
    "lue myös",
    "přečtěte si také",
    "čtěte také",
    "olvass tovább",
    "citește și",
    "citeşte şi",
    "ayrıca okuyun",
    "ilgili haberler",
    "baca juga",
    "đọc thêm",
    "xem thêm",
    "関連記事",
    "関連ニュース",
    "あわせて読みたい",
    "相关阅读",
    "相关新闻",
    "延伸阅读",
    "延伸閱讀",
    "관련 기사",
    "관련기사",
    "اقرأ أيضا",
    "اقرأ أيضاً",
    "مواضيع ذات صلة",
    "यह भी पढ़ें",
    "ये भी पढ़ें",
    "อ่านเพิ่มเติม",
    "อ่านข่าวอื่น",
];

/// Beginnings of lines that ask something of the reader, lower case.
const ASKING: &[&str] = &[
    "follow us",
    "subscribe to",
    "sign up for",
    "sign up to",
    "join our",
    "share this",
    "share on",
    "click here",
    "download our",
    "support our",
    "have a tip",
    "подписывайтесь",
    "подпишитесь",
    "присоединяйтесь",
    "следите за",
    "поделиться",
    "нашли ошибку",
    "заметили ошибку",
    "выделите",
    "если вы нашли ошибку",
    "підписуйтесь",
    "folgen sie",
    "abonnieren sie",
    "teilen",
    "suivez-nous",
    "abonnez-vous",
    "inscrivez-vous",
    "síguenos",
    "suscríbete",
    "siga",
    "inscreva-se",
    "seguici",
    "iscriviti",
    "obserwuj",
    "volg ons",
    "bizi takip",
    "advertisement",
    "reklama",
    "реклама",
    "anzeige",
    "publicidad",
    "publicité",
    "pubblicità",
    "рекламная",
];

/// Blocks at either end that are looked at for counters and labels.
const NEAR: usize = 6;

/// Takes out what is not text: the repeated headline, counters, dates, links to other stories, empty ends.
pub(super) fn polish(document: &mut Document, metadata: &Metadata) {
    let blocks = std::mem::take(&mut document.blocks);
    let blocks = without_related(blocks);
    let blocks = without_repeated(blocks);
    let mut blocks = captions_to_figures(blocks);
    let first_prose = blocks.iter().position(is_prose).unwrap_or(0);
    let mut at = 0;
    blocks.retain(|block| {
        let head = at <= first_prose.max(2);
        at += 1;
        let goes = is_label(block) || head && is_head_matter(block, metadata);
        !goes
    });
    let length = blocks.len();
    let mut at = 0;
    blocks.retain(|block| {
        let near = at < NEAR || at + NEAR >= length;
        at += 1;
        !(near && is_counter(block))
    });
    trim_end(&mut blocks);
    credit_roles(&mut blocks);
    separators(&mut blocks);
    document.blocks = blocks;
    drop_unused_links(document);
}

/// Characters of a block that are looked at: whatever is judged here by its words is short.
const LOOKED_AT: usize = 1_000;

fn text(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => Some(start_of(spans)),
        _ => None,
    }
}

fn start_of(spans: &[Span]) -> String {
    spans.iter().flat_map(|span| span.text.chars()).take(LOOKED_AT).collect()
}

/// Running text, as against labels and dates.
fn is_prose(block: &Block) -> bool {
    matches!(block, Block::Paragraph { role: Role::Body | Role::Standfirst, .. })
        && text(block).is_some_and(|text| text.chars().count() > 80)
}

fn is_head_matter(block: &Block, metadata: &Metadata) -> bool {
    let Some(text) = text(block) else { return matches!(block, Block::Separator) };
    if matches!(block, Block::Paragraph { role: Role::Byline, .. }) {
        return true;
    }
    let folded_text = folded(&text);
    let title = folded(&metadata.title);
    if folded_text == title
        || (matches!(block, Block::Heading { level: 1, .. }) && title.contains(&folded_text))
    {
        return true;
    }
    let is = |known: &str| !known.is_empty() && folded(known) == folded_text;
    let known = metadata.section.as_ref().is_some_and(|section| is(section))
        || metadata.site.as_ref().is_some_and(|site| is(site))
        || metadata.authors.iter().any(|author| is(author));
    let short = text.chars().count() < 60;
    let trail = is_links(block) && !is_prose(block);
    known
        || trail
        || (short && date::parse(text.trim_start_matches(|c: char| !c.is_alphanumeric())).is_some())
}

/// A line such as `Advertisement`, or one that asks to follow or to subscribe.
fn is_label(block: &Block) -> bool {
    let Block::Paragraph { spans, .. } = block else { return false };
    let text = start_of(spans).to_lowercase();
    let length = text.chars().count();
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    (length < 160
        && ASKING.iter().any(|start| text.starts_with(start))
        && (length < 40 || linked_share(spans) > 0 || length < 120))
        || text.is_empty()
            && !start_of(spans).chars().any(|c| c.is_ascii_digit())
            && length <= 3
            && !start_of(spans).contains(['*', '…', '—', '–', '•', '·'])
}

/// A number alone, as comment counters leave it.
fn is_counter(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. })
        && text(block).is_some_and(|text| {
            let digits = text.trim();
            digits.len() <= 7
                && !digits.is_empty()
                && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'k' | 'K' | ' '))
        })
}

fn leads_to_others(text: &str) -> bool {
    let lower = text.to_lowercase();
    let label = lower.trim().trim_matches(|c: char| !c.is_alphanumeric());
    RELATED.contains(&label)
}

/// Whether a paragraph begins with the words that lead to another story, and the rest is that link.
fn is_reference(block: &Block) -> bool {
    let Block::Paragraph { spans, .. } = block else { return false };
    let lower = start_of(spans).to_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = RELATED.iter().any(|label| {
        lower.strip_prefix(label).is_some_and(|rest| {
            rest.trim_start().starts_with([':', '：', '|', '–', '—', '-', '>', '»', '\n'])
        })
    });
    begins && linked_share(spans) >= 40
}

/// Characters of a paragraph that nobody writes twice, and how many of them make a second copy.
const LONG: usize = 100;
const COPIED: usize = 4;

/// Long paragraphs that stand there word for word a second time are the page's doing: a short version
/// beside the full one, a form for print. One or two may be meant.
fn without_repeated(mut blocks: Vec<Block>) -> Vec<Block> {
    let long = |block: &Block| match block {
        Block::Paragraph { role: Role::Body | Role::Standfirst, spans } => {
            let text = text_of(spans);
            text.chars().nth(LONG).map(|_| folded(&text))
        }
        _ => None,
    };
    let mut times: HashMap<String, usize> = HashMap::new();
    for said in blocks.iter().filter_map(long) {
        *times.entry(said).or_default() += 1;
    }
    if times.values().filter(|times| **times > 1).count() < COPIED {
        return blocks;
    }
    let mut seen = HashSet::new();
    blocks.retain(|block| long(block).is_none_or(|said| seen.insert(said)));
    blocks
}

fn without_related(blocks: Vec<Block>) -> Vec<Block> {
    let mut kept = Vec::with_capacity(blocks.len());
    let mut inside = false;
    for block in blocks {
        let label = text(&block).is_some_and(|text| text.chars().count() < 60 && leads_to_others(&text));
        if label {
            inside = true;
            continue;
        }
        if inside && is_links(&block) {
            continue;
        }
        inside = false;
        if !is_reference(&block) {
            kept.push(block);
        }
    }
    kept
}

/// A caption that stands in a paragraph of its own goes to the picture before it.
fn captions_to_figures(blocks: Vec<Block>) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match (kept.last_mut(), block) {
            (Some(Block::Figure { caption, credit, .. }), Block::Paragraph { role: Role::Credit, spans })
                if caption.is_empty() || credit.is_empty() =>
            {
                if caption.is_empty() && !is_credit(&start_of(&spans)) {
                    *caption = spans;
                } else {
                    *credit = crate::news::Text::line(&text_of(&spans));
                }
            }
            (_, block) => kept.push(block),
        }
    }
    kept
}

/// Headings, separators and lists of links that nothing follows.
fn trim_end(blocks: &mut Vec<Block>) {
    let credit = |block: &Block| {
        matches!(block, Block::Paragraph { .. }) && text(block).is_some_and(|text| is_credit(&text))
    };
    let mut tail = Vec::new();
    while let Some(last) = blocks.last() {
        let byline = matches!(last, Block::Paragraph { role: Role::Byline, .. });
        if credit(last) {
            tail.extend(blocks.pop());
        } else if byline
            || matches!(last, Block::Heading { .. } | Block::Separator)
            || (blocks.len() > 1 && is_links(last))
        {
            blocks.pop();
        } else {
            break;
        }
    }
    tail.reverse();
    blocks.append(&mut tail);
}

/// Credit lines among the last blocks have that role; elsewhere a colon means nothing.
fn credit_roles(blocks: &mut [Block]) {
    let from = blocks.len().saturating_sub(3);
    for (at, block) in blocks.iter_mut().enumerate() {
        if let Block::Paragraph { role, spans } = block
            && at >= from
            && at > 0
            && is_credit(&start_of(spans))
        {
            *role = Role::Credit;
        }
    }
}

fn separators(blocks: &mut Vec<Block>) {
    blocks.dedup_by(|next, before| matches!((next, before), (Block::Separator, Block::Separator)));
    let starts = blocks.iter().take_while(|block| matches!(block, Block::Separator)).count();
    blocks.drain(..starts);
}
