//! Pictures that say nothing of their own: the signs of a button, a second copy for another screen, the portrait
//! of who wrote, names of files where a description belongs.

use std::collections::HashSet;

use super::super::inline::text_of;
use super::super::metadata::{Metadata, folded};
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

/// Clears descriptions that describe nothing, and takes out pictures that are no pictures of the story.
pub(super) fn tidy(blocks: &mut Vec<Block>, metadata: &Metadata) {
    let title = folded(&metadata.title);
    let authors: Vec<String> = metadata.authors.iter().map(|author| folded(author)).collect();
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut shown: HashSet<String> = HashSet::new();
    for mut block in std::mem::take(blocks) {
        if let Block::Figure { alt, caption, credit, source } = &mut block {
            let said = folded(alt);
            let button = BUTTONS.contains(&&*said);
            let beside = matches!(kept.last(), Some(Block::Figure { .. }));
            let named = |said: &str| authors.iter().any(|author| is_name(said, author));
            let under = folded(&text_of(caption));
            let portrait = if under.is_empty() { named(&said) } else { named(&under) };
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
        }
        if let Some(one) = joined(kept.last(), &block) {
            kept.pop();
            block = one;
        } else if let Block::Figure { source: Some(source), caption, credit, .. } = &block {
            let again = !shown.insert(file_of(source));
            if again && caption.is_empty() && credit.is_empty() {
                continue;
            }
        }
        kept.push(block);
    }
    *blocks = kept;
}

/// Whether a description is a name, with a word such as `by` or `Von` before it at most.
fn is_name(said: &str, author: &str) -> bool {
    const BEFORE: usize = 10;
    author.chars().count() >= 5
        && said.strip_suffix(author).is_some_and(|before| before.chars().count() <= BEFORE)
}

/// Whether an address is that of a drawing, as signs on buttons are.
fn is_drawn(source: &Address) -> bool {
    source.url().path().to_ascii_lowercase().ends_with(".svg")
}

/// Whether a description is a name of a file, or a word that any picture has.
fn says_nothing(alt: &str, said: &str) -> bool {
    let alt = alt.trim();
    let file = !alt.contains(char::is_whitespace)
        && (alt.contains('_')
            || alt.chars().filter(char::is_ascii_digit).count() >= 3
            || alt.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending.len(), 3 | 4)));
    NO_WORDS.contains(&said)
        || file
        || said.chars().all(|c| c.is_ascii_digit())
        || said.is_ascii() && said.len() <= 2
}

/// Two pictures in a row that are one: the same file, or the same words under it.
fn joined(before: Option<&Block>, next: &Block) -> Option<Block> {
    let (
        Some(Block::Figure { source, alt, caption, credit }),
        Block::Figure { source: further, alt: says, caption: words, credit: maker },
    ) = (before, next)
    else {
        return None;
    };
    let under = |caption: &[_], alt: &Text| {
        Some(folded(&text_of(caption))).filter(|said| !said.is_empty()).unwrap_or_else(|| folded(alt))
    };
    let said = under(caption, alt);
    let long = |said: &str| said.chars().count() >= CHANCE;
    let again = long(&said) && (said == under(words, says) || said == folded(says))
        || long(&folded(alt)) && folded(alt) == folded(says) && (caption.is_empty() || words.is_empty());
    if !again && !is_same(source.as_ref(), further.as_ref()) {
        return None;
    }
    let whole = |address: &Option<Address>| address.as_ref().is_some_and(|address| !is_drawn(address));
    Some(Block::Figure {
        source: if whole(source) || further.is_none() { source.clone() } else { further.clone() },
        alt: if alt.is_empty() { says.clone() } else { alt.clone() },
        caption: if caption.is_empty() { words.clone() } else { caption.clone() },
        credit: if credit.is_empty() { maker.clone() } else { credit.clone() },
    })
}

/// Whether two addresses are of one file, of whatever size it was asked for.
fn is_same(one: Option<&Address>, other: Option<&Address>) -> bool {
    one.zip(other).is_some_and(|(one, other)| file_of(one) == file_of(other))
}

/// An address without what tells the size that is asked for.
fn file_of(address: &Address) -> String {
    const SIZES: &[&str] = &[
        "w", "h", "width", "height", "q", "quality", "fit", "crop", "auto", "format", "fm", "dpr", "resize",
        "strip", "s", "size", "ver", "v",
    ];
    let mut file = format!("{}{}", address.host(), address.url().path());
    for (key, value) in address.url().query_pairs().filter(|(key, _)| !SIZES.contains(&&**key)) {
        file.push_str(&format!("&{key}={value}"));
    }
    file
}

#[cfg(test)]
mod tests {
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
            ("h.png|Hannah Brook|\n.\nh2.png|By Hannah Brook|\nh3.png|Portrait|By Hannah Brook", "."),
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
                "a.jpg|The ship at the old pier|\na-2.jpg|The ship at the old pier|",
                "a.jpg|The ship at the old pier|",
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
        ] {
            assert_eq!(left(page), page, "{page}");
        }
    }
}
