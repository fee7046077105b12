//! Pictures that say nothing of their own: the signs of a button, a second copy for another screen, the portrait
//! of who wrote, names of files where a description belongs.

use std::collections::HashSet;

use super::super::figure::is_size;
use super::super::metadata::{Metadata, folded};
use super::start_of;
use crate::news::{Address, Block, Text};

/// What buttons on pictures are called, folded.
const BUTTONS: &[&str] = &[
    "enlarge",
    "enlargeimage",
    "enlargethisimage",
    "enlargepicture",
    "clicktoenlarge",
    "viewfullscreen",
    "viewimageinfullscreen",
    "openimageinlightbox",
    "openimage",
    "fullscreen",
    "zoom",
    "zoomin",
    "expand",
    "expandimage",
    "play",
    "playvideo",
    "playicon",
    "playbutton",
    "next",
    "previous",
    "close",
    "share",
    "vergrößern",
    "vergrößerndesbildes",
    "bildvergrößern",
    "großansicht",
    "vollbild",
    "abspielen",
    "agrandir",
    "agrandirlimage",
    "ampliar",
    "ampliarimagen",
    "ampliarimagem",
    "ingrandisci",
    "vergroten",
    "forstørr",
    "förstora",
    "powiększ",
    "zvětšit",
    "увеличить",
    "збільшити",
    "التالي",
    "السابق",
    "拡大",
    "拡大する",
    "画像を拡大",
];

/// What stands where a description belongs, folded.
const NO_WORDS: &[&str] = &[
    "image",
    "img",
    "photo",
    "picture",
    "foto",
    "bild",
    "imagen",
    "immagine",
    "alt",
    "alttext",
    "featuredimage",
    "thumbnail",
    "untitled",
    "noimage",
    "placeholder",
    "фото",
    "изображение",
    "картинка",
    "null",
    "undefined",
];

/// Letters of a description that two pictures have by chance.
const CHANCE: usize = 12;

/// Words before the name of who wrote, folded.
const BY: &[&str] = &[
    "",
    "by",
    "von",
    "par",
    "por",
    "de",
    "di",
    "door",
    "av",
    "af",
    "author",
    "autor",
    "автор",
    "writtenby",
    "text",
];

/// Words that name a size of a file, in its name.
const SIZES: &[&str] = &[
    "small",
    "medium",
    "large",
    "big",
    "thumb",
    "thumbnail",
    "scaled",
    "full",
    "orig",
    "original",
    "xs",
    "sm",
    "md",
    "lg",
    "xl",
];

/// Clears descriptions that describe nothing, and takes out pictures that are no pictures of the story.
pub(super) fn tidy(blocks: &mut Vec<Block>, metadata: &Metadata) {
    let title = folded(&metadata.title);
    let authors: Vec<String> =
        metadata.authors.iter().filter(|author| is_full_name(author)).map(|author| folded(author)).collect();
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut shown: HashSet<String> = HashSet::new();
    for mut block in std::mem::take(blocks) {
        let Block::Figure { alt, caption, credit, source } = &mut block else {
            kept.push(block);
            continue;
        };
        let said = folded(alt);
        let under = folded(&start_of(caption));
        let button = BUTTONS.contains(&&*said);
        let beside = matches!(kept.last(), Some(Block::Figure { .. }));
        // Words of a picture that shows something else may end with who made it.
        let is_author = |said: &str| said.is_empty() || authors.iter().any(|author| is_name(said, author));
        let portrait = !(said.is_empty() && under.is_empty()) && is_author(&said) && is_author(&under);
        let bare = caption.is_empty() && credit.is_empty();
        if portrait || bare && button && (beside || source.as_ref().is_none_or(is_drawn)) {
            continue;
        }
        if button || says_nothing(alt, &said) || !title.is_empty() && said == title {
            *alt = Text::default();
        }
        if bare && source.is_none() && alt.is_empty() {
            continue;
        }
        if let Some(before) = kept.last_mut()
            && are_one(before, &block)
        {
            join(before, block);
            continue;
        }
        if let Block::Figure { source: Some(source), alt, caption, credit } = &block {
            let file = file_of(source);
            // Pictures that scripts would load may all have one file here.
            let again = !shown.insert(format!("{file} {}", folded(alt)));
            if (!shown.insert(file) && alt.is_empty() || again) && caption.is_empty() && credit.is_empty() {
                continue;
            }
        }
        kept.push(block);
    }
    *blocks = kept;
}

/// Whether a name is one of a person: of several words, or in letters that need no spaces.
fn is_full_name(author: &str) -> bool {
    author.trim().contains(' ') || !author.is_ascii()
}

/// Whether a description is a name, with a word such as `by` or `Von` before it at most.
fn is_name(said: &str, author: &str) -> bool {
    const SHORT: usize = 5;
    author.len() >= SHORT && said.strip_suffix(author).is_some_and(|before| BY.contains(&before))
}

/// Whether an address is that of a drawing, as signs on buttons are.
fn is_drawn(source: &Address) -> bool {
    source.url().path().to_ascii_lowercase().ends_with(".svg")
}

/// Whether a description is a name of a file, or a word that any picture has.
fn says_nothing(alt: &str, said: &str) -> bool {
    let alt = alt.trim();
    let file = alt.is_ascii()
        && !alt.contains(char::is_whitespace)
        && (alt.contains('_')
            || alt.chars().filter(char::is_ascii_digit).count() >= 3
            || alt.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending.len(), 3 | 4)));
    NO_WORDS.contains(&said)
        || file
        || said.chars().all(|c| c.is_ascii_digit())
        || said.is_ascii() && said.len() <= 2
}

/// Whether two pictures in a row are one: the same file, or the same words under files that differ in size at most.
/// Two captions that differ are of two pictures.
fn are_one(before: &Block, next: &Block) -> bool {
    let (
        Block::Figure { source, alt, caption, .. },
        Block::Figure { source: further, alt: says, caption: words, .. },
    ) = (before, next)
    else {
        return false;
    };
    let (caption, words) = (folded(&start_of(caption)), folded(&start_of(words)));
    if !caption.is_empty() && !words.is_empty() && caption != words {
        return false;
    }
    let (alt, says) = (folded(alt), folded(says));
    if is_same(source.as_ref(), further.as_ref()) {
        return alt.is_empty() || says.is_empty() || alt == says || !caption.is_empty() && caption == words;
    }
    let long = |said: &str| said.chars().count() >= CHANCE;
    let again = long(&alt) && alt == says
        || long(&caption) && (caption == words || caption == says)
        || long(&words) && words == alt;
    let copies = match (source, further) {
        (Some(one), Some(other)) => is_drawn(one) != is_drawn(other) || is_other_size(one, other),
        _ => true,
    };
    again && copies
}

/// Puts what a second copy of a picture tells beyond the first to it.
fn join(before: &mut Block, next: Block) {
    let (
        Block::Figure { source, alt, caption, credit },
        Block::Figure { source: further, alt: says, caption: words, credit: maker },
    ) = (before, next)
    else {
        return;
    };
    if further.is_some() && source.as_ref().is_none_or(is_drawn) {
        *source = further;
    }
    if alt.is_empty() {
        *alt = says;
    }
    if caption.is_empty() {
        *caption = words;
    }
    if credit.is_empty() {
        *credit = maker;
    }
}

/// Whether two addresses are of one file, of whatever size it was asked for.
fn is_same(one: Option<&Address>, other: Option<&Address>) -> bool {
    one.zip(other).is_some_and(|(one, other)| file_of(one) == file_of(other))
}

/// Whether two files are called the same but for a size in their names. Their folders are the same too, or differ where
/// the name has a number of its own.
fn is_other_size(one: &Address, other: &Address) -> bool {
    const OWN_NUMBER: usize = 5;
    let parts = |path: &str| {
        let is_size = |part: &&str| {
            let sides = part.split_once('x');
            SIZES.contains(part)
                || sides.is_some_and(|(w, h)| w.parse::<u32>().is_ok() && h.parse::<u32>().is_ok())
        };
        let parts = path.split(['/', '-', '_', '.', '~']).filter(|part| !part.is_empty() && !is_size(part));
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let parted = |address: &Address| {
        let path = address.url().path().to_ascii_lowercase();
        let (folders, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        (parts(folders), parts(name), asked_of(address))
    };
    let ((folders, name, asked), (others, again, further)) = (parted(one), parted(other));
    let digits = name.iter().flat_map(|part| part.chars()).filter(char::is_ascii_digit).count();
    !name.is_empty() && name == again && asked == further && (folders == others || digits >= OWN_NUMBER)
}

/// An address without what asks for a size or a form, whichever picture it is.
fn file_of(address: &Address) -> String {
    format!("{}{}{}", address.host(), address.url().path(), asked_of(address))
}

/// What an address asks for besides a size and a form.
fn asked_of(address: &Address) -> String {
    let pairs = address.url().query_pairs().filter(|(key, _)| !is_size(key));
    pairs.flat_map(|(key, value)| ["&".into(), key, "=".into(), value]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::inline::text_of;
    use super::*;
    use crate::news::Span;

    /// `file|alt|caption` a line; what is left of them in the same form, `.` for a paragraph.
    fn left(figures: &str) -> String {
        let part = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        let block = |line: &str| {
            let mut parts = line.split('|');
            let mut next = || parts.next().and_then(part);
            let (source, alt, caption) = (next(), next(), next());
            if source.as_deref() == Some(".") {
                return Block::Paragraph {
                    role: crate::news::Role::Body,
                    spans: vec![Span::plain(Text::line("."))],
                };
            }
            Block::Figure {
                source: source.and_then(|file| Address::parse(&format!("https://a.example/{file}")).ok()),
                alt: Text::line(&alt.unwrap_or_default()),
                caption: caption.map(|text| Span::plain(Text::line(&text))).into_iter().collect(),
                credit: Text::default(),
            }
        };
        let mut blocks: Vec<Block> =
            figures.lines().map(str::trim).filter(|l| !l.is_empty()).map(block).collect();
        let metadata = Metadata {
            title: Text::line("The ferry sails again"),
            authors: vec![Text::line("Hannah Brook")],
            ..Metadata::default()
        };
        tidy(&mut blocks, &metadata);
        let line = |block: &Block| match block {
            Block::Figure { source, alt, caption, .. } => {
                let file = source.as_ref().map(|source| source.as_str().replace("https://a.example/", ""));
                format!("{}|{alt}|{}", file.unwrap_or_default(), text_of(caption))
            }
            _ => ".".to_owned(),
        };
        blocks.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_no_picture_of_the_story_goes() {
        for (page, story) in [
            // The sign of a button beside the picture, and alone.
            ("a.jpg||The pier.\nzoom.svg|Vergrößern des Bildes|", "a.jpg||The pier."),
            ("zoom.svg|Enlarge image|", ""),
            // The button's words on the only picture are no description.
            ("a.jpg|Click to enlarge|", "a.jpg||"),
            // Who wrote, with and without a word before the name; with a caption it is a picture.
            ("h.png|Hannah Brook|\n.\nh2.png|By Hannah Brook|\nh3.png||By Hannah Brook", "."),
            ("h4.png|Hannah Brook|Von Hannah Brook", ""),
            ("h.png|Hannah Brook|Our reporter on the pier.", "h.png|Hannah Brook|Our reporter on the pier."),
            // Names of files, and the headline once more.
            ("a.jpg|IMG_2041.JPG|\n.\nb.jpg|the ferry sails again|", "a.jpg||\n.\nb.jpg||"),
            // The same for another screen, with the better half of each.
            (
                "clear.svg|The ship at the old pier|\na.jpg|The ship at the old pier|By night.",
                "a.jpg|The ship at the old pier|By night.",
            ),
            ("a.jpg?w=40||\na.jpg?w=1200||The pier.", "a.jpg?w=40||The pier."),
            (
                "a.jpg|The ship at the old pier|\na-300x200.jpg|The ship at the old pier|",
                "a.jpg|The ship at the old pier|",
            ),
            (
                "p/14/33022792-1.jpg|The hotel at the pier|\np/310/33022792-1.jpg|The hotel at the pier|",
                "p/14/33022792-1.jpg|The hotel at the pier|",
            ),
            // The first picture once more, further down.
            ("a.jpg|The pier|\n.\na.jpg?width=300||\n.", "a.jpg|The pier|\n.\n."),
        ] {
            assert_eq!(left(page), story, "{page}");
        }
    }

    #[test]
    fn pictures_that_differ_stay() {
        for page in [
            "a.jpg|The pier|\nb.jpg|The pier|",
            "a.jpg|A house of the quarter|First.\nb.jpg|A house of the quarter|Second.",
            "show?id=1||\nshow?id=2||",
            "a.jpg|The pier|\n.\na.jpg||The pier once more.",
            // A gallery with one line for all, and pictures that scripts would load.
            "storm-0.jpg||Damage in Springfield\nstorm-1.jpg||Damage in Springfield",
            "hotel-1.jpg|The hotel at the pier|\nhotel-2.jpg|The hotel at the pier|",
            "lazy.png|A night|\nlazy.png|A day|\n.\nlazy.png|A week|",
            "lazy.png||The hotel by night.\nlazy.png||The hotel by day.",
            "a.jpg||The hotel by night.\nb.jpg|The hotel by night.|The pier.",
            // Who wrote took the picture.
            "a.jpg|Photo by Hannah Brook|",
            "a.jpg|The pier at night|Hannah Brook",
            "_next/image?url=storm-0.jpg&w=640|The hotel at the pier|\n_next/image?url=storm-1.jpg&w=640|The hotel at the pier|",
            "photos/0/image.jpg|The hotel at the pier|\nphotos/1/image.jpg|The hotel at the pier|",
            "a.jpg|2023年11月の記者会見で話す首相|",
            "show?v=1||\nshow?v=2||",
        ] {
            assert_eq!(left(page), page, "{page}");
        }
    }

    #[test]
    fn many_copies_under_a_long_caption_take_no_long_time() {
        let mut page = format!("a.jpg||{}", "word ".repeat(80_000));
        page.push_str(&"\na.jpg||".repeat(15_000));
        assert!(left(&page).lines().count() == 1);
    }
}
