//! What a thing on the screen is, so that a theme can say how it looks.

/// Makes the enum, its list and its names from one table.
macro_rules! roles {
    ($($role:ident $name:literal $doc:literal),* $(,)?) => {
        /// What a thing on the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role {
            $(#[doc = $doc] $role,)*
        }

        impl Role {
            /// All roles.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$role),*];

            /// Its name in theme files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }
        }
    };
}

roles! {
    Text "text" "Everything, unless another role says otherwise; its ground is the ground of the screen.",
    Read "read" "The title of a story that was read.",
    Dim "dim" "What stands back: times, names of sources, captions.",
    Accent "accent" "The head of the pane that has focus.",
    Title "title" "A headline, and the heads of panes without focus.",
    Heading "heading" "A heading inside a text; the group heads of a list.",
    Link "link" "A link in a text.",
    Quote "quote" "A quotation.",
    Code "code" "Code.",
    CodeComment "code-comment" "A comment in code.",
    CodeString "code-string" "A string in code.",
    CodeNumber "code-number" "A number in code.",
    CodeKeyword "code-keyword" "A word that the language of code keeps.",
    Emphasis "emphasis" "Words with emphasis.",
    Strong "strong" "Words with strong emphasis.",
    Selection "selection" "The chosen row.",
    Unread "unread" "A story not read yet, a day with such stories.",
    Bookmark "bookmark" "The star.",
    Rule "rule" "Hairlines.",
    Status "status" "The last line.",
    Key "key" "The name of a key in a hint.",
    Notice "notice" "Something worth knowing.",
    Error "error" "Something that did not work.",
    Field "field" "Where words are typed.",
    ToCome "to-come" "A day that has not come.",
    Today "today" "Today in the calendar.",
    Chosen "chosen" "The chosen day in the calendar.",
    Heat1 "heat-1" "A day with few stories.",
    Heat2 "heat-2" "A day with some stories.",
    Heat3 "heat-3" "A day with many stories.",
    Heat4 "heat-4" "A day with most stories.",
}
