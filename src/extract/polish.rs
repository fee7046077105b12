//! The last look over a document: what is no text of the article, told by its words and its place.

mod asking;
mod captions;
mod clocks;
mod edges;
mod headings;
mod phrases;
mod pictures;
mod pull_quotes;
mod repeats;
mod tail;
mod ways;

use super::credit::{is_credit, signs_off};
use super::date;
use super::link_use::{drop_unused_links, is_links, linked_share};
use super::metadata::{Metadata, folded};
use crate::news::{Block, Document, Role, Span, When};
pub(super) use asking::asks;
use asking::asks_for_consent;
pub(super) use clocks::is_clock;
use edges::{counts_followers, ends, without_headline};
use phrases::{CLAIMS, CONTENT, CONTENTS, PRINTING, RELATED, TIMES};
use ways::{is_part, is_way, items_of};

/// Blocks at either end that are looked at for counters and labels.
const NEAR: usize = 6;

/// Takes out what is not text: the repeated headline, counters, dates, links to other stories, empty ends.
pub(super) fn polish(document: &mut Document, metadata: &Metadata) {
    let is_deck = |block: &Block| matches!(block, Block::Paragraph { role: Role::Deck, .. });
    let (deck, blocks): (Vec<Block>, Vec<Block>) =
        std::mem::take(&mut document.blocks).into_iter().partition(is_deck);
    let blocks = headings::to_paragraphs(without_headline(blocks, metadata));
    let blocks = without_related(blocks);
    let blocks = repeats::without_copies(without_bare_contents(blocks));
    let blocks = pull_quotes::told_apart(blocks);
    let mut blocks = captions::to_figures(captions::mark(blocks));
    pictures::tidy(&mut blocks, metadata);
    let first_prose = blocks.iter().position(is_prose).unwrap_or(0);
    let report = clocks::is_report(&blocks);
    // Headings that tell days one after the other part a list of changes.
    let tells_day = |block: &Block| {
        matches!(block, Block::Heading { level: 2.., .. })
            && text(block).is_some_and(|text| tells_own_day(&text))
    };
    let by_day = blocks.iter().filter(|block| tells_day(block)).nth(1).is_some();
    let is_time = |block: &Block| report && clocks::tells_clock(block);
    let mut at = 0;
    let below: Vec<Vec<String>> = blocks.iter().skip(first_prose + 1).map(items_of).collect();
    let mut ways: Vec<String> = Vec::new();
    blocks.retain(|block| {
        let head = at <= first_prose.max(2);
        at += 1;
        let leads_on = head && at <= first_prose && is_way(block) && {
            let items = items_of(block);
            let again = below.iter().any(|below| is_part(below, &items));
            ways.extend(items.into_iter().filter(|_| again));
            again
        };
        let goes = is_label(block)
            || leads_on
            || head && is_head_matter(block, metadata) && !(by_day && tells_day(block));
        !goes || is_time(block)
    });
    let length = blocks.len();
    let mut at = 0;
    blocks.retain(|block| {
        let near = at < NEAR || at + NEAR >= length;
        at += 1;
        let late = at + NEAR / 2 > length && text(block).is_some_and(|text| tells_time(&text));
        is_time(block) || !(near && (is_counter(block) || is_contact(block) || is_claim(block)) || late)
    });
    if report {
        clocks::set_apart(&mut blocks);
    }
    trim_end(&mut blocks, metadata, &ways);
    credit_roles(&mut blocks);
    separators(&mut blocks);
    // It goes with the headline, before anything else.
    document.blocks = deck;
    document.blocks.append(&mut blocks);
    drop_unused_links(document);
}

/// Characters of a block that are looked at: whatever is judged here by its words is short.
const LOOKED_AT: usize = 1_000;

/// The words of a block, as far as they are looked at.
pub(super) fn text(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => Some(start_of(spans)),
        _ => None,
    }
}

fn start_of(spans: &[Span]) -> String {
    let mut start = String::new();
    let mut left = LOOKED_AT;
    for span in spans {
        if let Some((end, _)) = span.text.char_indices().nth(left) {
            start.push_str(span.text.get(..end).unwrap_or_default());
            break;
        }
        start.push_str(&span.text);
        left -= span.text.chars().count();
    }
    start
}

/// Characters of a block's words, as far as they are looked at.
fn length(block: &Block) -> usize {
    match block {
        Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => {
            spans.iter().flat_map(|span| span.text.chars()).take(LOOKED_AT).count()
        }
        _ => 0,
    }
}

/// Characters that a line without running text has at most.
const PROSE: usize = 80;

/// Running text, as against labels and dates.
fn is_prose(block: &Block) -> bool {
    matches!(block, Block::Paragraph { role: Role::Body | Role::Standfirst, .. }) && length(block) > PROSE
}

fn is_head_matter(block: &Block, metadata: &Metadata) -> bool {
    // Author and date may be the items of a list.
    if let Block::List { items, .. } = block {
        let short = |inner: &Block| text(inner).is_some_and(|text| text.chars().count() < 60);
        let count = items.iter().flatten().count();
        let known = items.iter().flatten().filter(|inner| is_head_matter(inner, metadata)).count();
        let brief = |inner: &Block| text(inner).is_some_and(|text| tells_briefly(&text));
        let rest = items.iter().flatten().filter(|inner| !is_head_matter(inner, metadata));
        if known > 0 && rest.clone().all(brief) && items.iter().flatten().all(short) {
            return true;
        }
        return known * 2 >= count && items.iter().flatten().all(short);
    }
    let Some(text) = text(block) else { return matches!(block, Block::Separator) };
    if matches!(block, Block::Paragraph { role: Role::Byline, .. }) {
        return true;
    }
    let folded_text = folded(&text);
    let title = folded(&metadata.title);
    if folded_text == title
        || (matches!(block, Block::Heading { level: 1, .. }) && title.contains(&folded_text))
        || (matches!(block, Block::Heading { level: 1 | 2, .. })
            && title.chars().count() >= 15
            && folded_text.contains(&title))
        || tells_time(&text)
    {
        return true;
    }
    let is = |known: &str| !known.is_empty() && folded(known) == folded_text;
    let known = metadata.section.as_ref().is_some_and(|section| is(section))
        || metadata.site.as_ref().is_some_and(|site| is(site))
        || metadata.authors.iter().any(|author| is(author) || is_announced(&folded_text, &folded(author)));
    let short = text.chars().count() < 60;
    let dated = metadata.authors.iter().any(|author| is_dated(&folded_text, &folded(author)));
    let trail = is_links(block) && !is_prose(block);
    // The address of the page itself, on a view for printers.
    let addressed = short && (text.contains("http://") || text.contains("https://"));
    known || dated || trail || addressed || (short && tells_own_day(&text))
}

/// Characters of a day without its year, or of how long a text takes.
const BRIEF: usize = 24;

/// Whether an item beside the author's name tells a day without its year, or how long the text takes: `Nov 3`, `2 min read`.
fn tells_briefly(text: &str) -> bool {
    const MINUTES: &[&str] = &["min", "мин", "хв", "dk", "分", "분", "นาที", "phút", "λεπτ"];
    let text = text.trim().to_lowercase();
    let rest = text.trim_start_matches(|c: char| c.is_numeric() || c == '~').trim_start();
    text.chars().count() <= BRIEF
        && (rest.len() < text.len() && MINUTES.iter().any(|word| rest.starts_with(word))
            || text.chars().any(char::is_numeric) && date::parse(&format!("{text}, 2020")).is_some())
}

/// Whether a line tells a day on which a page may have come out, and not somebody's years.
fn tells_own_day(text: &str) -> bool {
    const FIRST_YEAR: i16 = 1995;
    let day = date::parse(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    day.is_some_and(|when| match when {
        When::Moment(moment) => moment.civil(&jiff::tz::TimeZone::UTC).year() >= FIRST_YEAR,
        When::Local(local) => local.year() >= FIRST_YEAR,
        When::Date(date) => date.year() >= FIRST_YEAR,
    })
}

/// Characters before an author's name: `By`, `Authored by`, the site's name.
const BEFORE_NAME: usize = 12;

/// Whether a line is an author's name with a few letters before it.
fn is_announced(line: &str, author: &str) -> bool {
    author.len() > 5 && line.strip_suffix(author).is_some_and(|before| before.chars().count() <= BEFORE_NAME)
}

/// Whether a line is an author's name, a few letters before it at most, and then a day and an hour in whatever words.
fn is_dated(line: &str, author: &str) -> bool {
    const MAX: usize = 40;
    const DIGITS: usize = 5;
    let behind = line.split_once(author).filter(|(before, _)| before.chars().count() <= BEFORE_NAME);
    author.len() > 5
        && behind.is_some_and(|(_, rest)| {
            let digits = rest.chars().filter(|c| c.is_numeric()).count();
            rest.chars().count() <= MAX && digits >= DIGITS && (rest.contains(':') || rest.contains("20"))
        })
}

/// A short line that tells when a story came out, or how long it takes.
pub(super) fn tells_time(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    lower.chars().count() < 80
        && lower.chars().any(char::is_numeric)
        && TIMES.iter().any(|start| lower.starts_with(start))
}

/// A line such as `Advertisement`, or one that asks to follow or to subscribe.
fn is_label(block: &Block) -> bool {
    let Block::Paragraph { spans, .. } = block else { return false };
    let text = start_of(spans);
    let signs = ['*', '…', '—', '–', '•', '·'];
    let short = text.chars().count() <= 3 && !text.contains(signs);
    let printing = text.chars().count() < 40 && PRINTING.contains(&lower(text.trim()).as_str());
    printing
        || asks(&text, linked_share(spans) > 0)
        || asks_for_consent(&text)
        || short && !text.chars().any(|c| c.is_alphabetic() || c.is_ascii_digit())
}

/// A number alone, as comment counters leave it.
fn is_counter(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. })
        && text(block).is_some_and(|text| {
            if counts_followers(&text) || ends(&text) {
                return true;
            }
            let digits = text.trim();
            digits.len() <= 7
                && !digits.is_empty()
                && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'k' | 'K' | ' '))
        })
}

/// Lower case without the dot that a Turkish capital leaves behind.
fn lower(text: &str) -> String {
    text.to_lowercase().replace('\u{307}', "")
}

pub(super) fn leads_to_others(text: &str) -> bool {
    let lower = lower(text);
    let label = lower.trim().trim_matches(|c: char| !c.is_alphanumeric());
    RELATED.contains(&label)
}

/// Whether a paragraph or a heading begins with the words that lead to another story, and the rest is that link.
fn is_reference(block: &Block) -> bool {
    let (Block::Paragraph { spans, .. } | Block::Heading { spans, .. }) = block else { return false };
    let lower = lower(&start_of(spans));
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = RELATED.iter().any(|label| {
        lower.strip_prefix(label).is_some_and(|rest| {
            rest.trim_start().starts_with([':', '：', '|', '–', '—', '-', '>', '»', '\n'])
        })
    });
    begins && linked_share(spans) >= 40
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

/// The heading of a table of contents goes where the table has gone.
fn without_bare_contents(blocks: Vec<Block>) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        let said = text(&block).unwrap_or_default().to_lowercase();
        let said = said.trim().trim_end_matches([':', '：']);
        let told = CONTENT.contains(&said) && rest.peek().is_some_and(is_prose);
        let label = CONTENTS.contains(&said) && !told;
        let listed = rest.peek().is_some_and(|next| matches!(next, Block::List { .. }) || is_links(next));
        if !label || listed {
            kept.push(block);
        }
    }
    kept
}

/// A line with somebody's mail address and hardly more.
fn is_contact(block: &Block) -> bool {
    let Some(text) = text(block) else { return false };
    let mail =
        |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    text.chars().count() <= 70 && text.split_whitespace().count() <= 5 && text.split_whitespace().any(mail)
}

/// A line that claims the rights to the page.
fn is_claim(block: &Block) -> bool {
    let Some(text) = text(block) else { return false };
    let lower = text.trim().to_lowercase();
    // A year stands between the sign and a name; behind a picture's maker it does not.
    let signed = || {
        let behind = lower.strip_prefix(['©', 'ⓒ']).map(str::trim_start);
        behind.is_some_and(|rest| rest.chars().take(4).filter(char::is_ascii_digit).count() == 4)
    };
    lower.chars().count() <= 160 && (CLAIMS.iter().any(|start| lower.starts_with(start)) || signed())
}

/// Headings, separators, lists of links and the author's name that nothing follows.
fn trim_end(blocks: &mut Vec<Block>, metadata: &Metadata, ways: &[String]) {
    let signed = |block: &Block| {
        let name = text(block).map(|text| folded(&text)).unwrap_or_default();
        metadata.authors.iter().any(|author| !name.is_empty() && folded(author) == name)
    };
    let credit = |block: &Block| {
        matches!(block, Block::Paragraph { .. }) && text(block).is_some_and(|text| is_credit(&text))
    };
    let mut tail = Vec::new();
    while let Some(last) = blocks.last() {
        let byline = matches!(last, Block::Paragraph { role: Role::Byline, .. });
        if credit(last) || blocks.len() > 1 && text(last).is_some_and(|text| signs_off(&text)) {
            tail.extend(blocks.pop());
        } else if byline
            || signed(last)
            || matches!(last, Block::Heading { .. } | Block::Separator)
            || (blocks.len() > 1
                && (is_links(last) || tail::tells_subjects(last) || is_part(&items_of(last), ways)))
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
            && (is_credit(&start_of(spans)) || signs_off(&start_of(spans)))
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

#[cfg(test)]
mod tests {
    use super::captions::names_maker;
    use super::*;

    #[test]
    fn lines_that_name_the_maker_of_a_picture_are_told_from_prose() {
        for caption in [
            "The bridge in June. Foto: A. Writer/Agency",
            "Das Wohnheim © Gemeinde",
            "STR/AFP via Getty Images",
        ] {
            assert!(names_maker(caption), "{caption}");
        }
        for prose in [
            "He looked at the photo: it showed a bridge that had fallen into the river years ago.",
            "Talks resume",
        ] {
            assert!(!names_maker(prose), "{prose}");
        }
        assert!(tells_time("Publicerad 22:31"));
        assert!(!tells_time("Published authors met."));
        assert!(asks_for_consent(
            "An dieser Stelle finden Sie einen externen Inhalt, den die Redaktion empfiehlt."
        ));
        for sentence in [
            "An dieser Brücke finden sich Spuren.",
            "An dieser Stelle findet am Samstag das Stadtfest statt.",
            "Mit dem Laden des Vaters fing alles an.",
            "This article includes content from interviews in three towns.",
        ] {
            assert!(!asks_for_consent(sentence) && !asks(sentence, false), "{sentence}");
        }
        for question in ["Do you have a story behind the title?", "Got a story you never told?"] {
            assert!(!asks(question, false), "{question}");
        }
        assert!(asks("Do you have a story to share? Write to us.", false) && asks("Got a story?", true));
        for label in [
            "Anzeige",
            "ANZEIGE: Jetzt günstig",
            "Advertisement - scroll to continue",
            "Поделиться в соцсетях",
            "Publicidad",
        ] {
            assert!(asks(label, false), "{label}");
        }
        for sentence in [
            "Anzeige gegen Unbekannt hat am Montag ein Nachbar erstattet.",
            "Teilen will sie das Amt nicht, obwohl der Bruder sich anbietet.",
            "Реклама подорожала за год почти вдвое.",
            "Siga adelante, dijo el guarda.",
            "Ακολουθήστε τις οδηγίες του γιατρού σας.",
            "ما را در خانه خود پذیرفت و چای آورد.",
            "تابعنا على مدى ثلاثة أيام سير العمل في الميناء.",
            "Emniyet, sosyal medya üzerinden yapılan paylaşımları yakından takip ediyor.",
            "Công an đang theo dõi các nhóm Zalo rao bán vé giả.",
            "Стороны подписали договор, сообщили на канале ведомства.",
            "На канализацию выделили миллион, указ подписал губернатор.",
            "这篇公众号文章引发广泛关注。",
            "该市在其微信公众号上回应了居民关注的问题。",
            "骗子让她点击链接，要求用户关注我们熟悉的平台。",
            "영상의 좋아요와 구독 수가 하루 만에 두 배가 됐다.",
            "チャンネル登録者数は百万人で、高評価も増えている。",
            "He kept drafts of the stories in the editor’s inbox.",
            "The court ruled that a post is public once people share it.",
            "اشترك في نشر الكتاب ثلاثة من الطلاب.",
            "Zapisz się do lekarza, radzi urząd.",
            "Стежте за нами, сказав провідник, і повів їх крізь ліс.",
            "Bizi Telegram’da takip edin dedi polis, sonra yola çıktı.",
            "Ödemek için tıklayın yazısı dolandırıcılarındı.",
        ] {
            assert!(!asks(sentence, false), "{sentence}");
        }
        for line in [
            "Подписывайтесь на наш канал в мессенджере.",
            "点击上方蓝字关注我们",
            "扫码关注本报公众号",
            "구독과 좋아요 부탁드립니다",
            "This post is public so feel free to share it.",
        ] {
            assert!(asks(line, false), "{line}");
        }
        for line in [
            "Стежте за нами у Facebook 👉",
            "Śledź nas na Facebooku",
            "Bizi Telegram'da takip edin",
            "हमें गूगल न्यूज़ पर फॉलो करें",
            "আমাদের ফেসবুক পেজ ফলো করুন",
            "关注我们的微信公众号",
        ] {
            assert!(asks(line, true), "{line}");
        }
        for sentence in [
            "«Стежте за нами у Facebook», — закликали на площі.",
            "他让大家关注我们的微信公众号，却没有人来。",
            "Bizi Telegram grubunda takip edin diyen dolandırıcı yakalandı",
            "У групі Facebook писали: стежте за нами і мовчіть",
            "Online śledź nas był hasłem kampanii",
            "정부는 카카오톡에서 구독하기 버튼을 없애라고 했다.",
            "友だち追加のLINE機能が終了する",
            "Facebook zmienił zasady, a nas śledź nie obchodzi.",
            "기자는 카카오톡에서 뉴스를 구독하는 사람이 늘었다고 했다.",
        ] {
            assert!(!asks(sentence, true), "{sentence}");
        }
        assert!(asks("Inhalt laden", false) && !asks("Inhaltlich geht es um eine Brücke im Tal.", false));
    }
}
