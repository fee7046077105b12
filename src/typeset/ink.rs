//! What a run of text is, so that a theme can colour it.

/// The role of a run on a page. How it is emphasised beside that is the run's style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ink {
    /// Running text.
    #[default]
    Text,
    /// The headline.
    Title,
    /// Who wrote it and when.
    Byline,
    /// Words, minutes, address.
    Facts,
    /// What the reader must know about this text.
    Notice,
    /// The summary under the headline.
    Standfirst,
    /// A heading of level 1 or 2 inside the text.
    Heading,
    /// A heading of level 3 to 6.
    Subheading,
    /// Quoted text.
    Quote,
    /// The bar beside quoted text.
    QuoteBar,
    /// Words of the text repeated large.
    PullQuote,
    /// The bullet or number of a list item.
    ListMark,
    /// Code, in a block or in a line.
    Code,
    /// A comment in code.
    CodeComment,
    /// A string in code.
    CodeString,
    /// A number in code.
    CodeNumber,
    /// A word that the language of code keeps for itself.
    CodeKeyword,
    /// A cell that heads its row or column.
    TableHead,
    /// The line under a table's head.
    TableRule,
    /// The caption of a table.
    TableCaption,
    /// The mark of a figure and the words under it.
    Figure,
    /// Who made a picture, who provided the text.
    Credit,
    /// The mark and title of a video, a post or another thing that cannot be read here.
    Embed,
    /// A note on what was changed later.
    Note,
    /// A footnote.
    Footnote,
    /// Text that leads somewhere; headings keep their own ink, and have a link beside it.
    Link,
    /// The mark of a break between parts.
    Separator,
    /// The hyphen of a word that was divided at a line's end.
    Hyphen,
}

impl Ink {
    /// Every ink, for themes that must name them all.
    pub const ALL: [Self; 28] = [
        Self::Text,
        Self::Title,
        Self::Byline,
        Self::Facts,
        Self::Notice,
        Self::Standfirst,
        Self::Heading,
        Self::Subheading,
        Self::Quote,
        Self::QuoteBar,
        Self::PullQuote,
        Self::ListMark,
        Self::Code,
        Self::CodeComment,
        Self::CodeString,
        Self::CodeNumber,
        Self::CodeKeyword,
        Self::TableHead,
        Self::TableRule,
        Self::TableCaption,
        Self::Figure,
        Self::Credit,
        Self::Embed,
        Self::Note,
        Self::Footnote,
        Self::Link,
        Self::Separator,
        Self::Hyphen,
    ];

    /// Whether the run is furniture that the setter added, not text of the article.
    pub fn is_furniture(self) -> bool {
        matches!(self, Self::QuoteBar | Self::ListMark | Self::TableRule | Self::Separator | Self::Hyphen)
    }
}
