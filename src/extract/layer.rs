//! The layers between a page and its text, so that the worth of each can be measured.

/// A layer that a page can be read without ([`super::Page::parse_without`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Taking out by tag, role and name what stands beside an article, before anything is chosen.
    Pruning,
    /// Of that, what goes by names alone.
    Names,
    /// The second opinion about where the article is.
    SecondOpinion,
    /// The judge of each unit.
    Judge,
    /// What the polish does to the chosen blocks.
    Polish,
    /// What is looked for where a page shows little: streamed parts, its kernel, data in it, texts that browsers do
    /// not show.
    FallBacks,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, Page, PageFacts};
    use crate::news::Address;

    fn text(html: &str, without: Option<Layer>) -> String {
        let facts = PageFacts { address: Address::parse("https://a.example/1").unwrap(), content_type: None };
        let page = Page::parse_without(html.as_bytes(), &facts, &Limits::default(), without).unwrap();
        format!("{:?}", page.article().unwrap().document.blocks)
    }

    #[test]
    fn what_a_layer_takes_out_or_finds_is_missed_without_it() {
        let prose = |what: &str| {
            let line =
                format!("The {what} rose by forty centimetres in one night, and nobody slept in the town. ");
            format!("<p>{}</p>", line.repeat(4)).repeat(3)
        };
        let named = format!(
            "<h1>The river rises</h1><article>{}<div class=newsletter><p>The lake rose too, as our letter tells each week in \
             all its parts, and those who read it know.</p></div>{}</article>",
            prose("river"),
            prose("brook")
        );
        assert!(!text(&named, None).contains("our letter"));
        let labelled = format!(
            "<h1>The river rises</h1><article>{}<p>Advertisement</p>{}</article>",
            prose("river"),
            prose("brook")
        );
        assert!(!text(&labelled, None).contains("Advertisement"));
        let late = format!("<div id=app></div><template>{}</template>", prose("river"));
        assert!(text(&late, None).contains("The river rose"));
        assert!(!text(&late, Some(Layer::FallBacks)).contains("The river rose"));
        for layer in [Layer::Pruning, Layer::Names, Layer::SecondOpinion, Layer::Judge, Layer::Polish] {
            assert!(text(&named, Some(layer)).contains("The brook rose"), "{layer:?}");
        }
    }
}
