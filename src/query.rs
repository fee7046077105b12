//! Searching in words: how text is folded and cut into tokens, the query language, where hits stand.
//!
//! Rooms `store` (which indexes and searches), `service`, `app`, `view` and `cli` enter; so does whoever asks which known
//! word was meant ([`nearest()`]). Pure: text in, tokens, a [`Query`] or marks out. The same folding serves the index, the query and the marks, so that what is found
//! is also what is marked. Nothing here knows of SQL or of the screen; a query is never part of any other
//! program's language before room `store` has written it anew from its tokens.

mod error;
mod fold;
mod language;
mod lexer;
mod marks;
mod muter;
mod nearest;
mod node;
mod plain;
mod snippet;
mod tokens;
mod value;

pub use error::QueryError;
pub use fold::fold;
pub use language::{Query, one_or};
pub use marks::{Find, Marker};
pub use muter::{Muter, Seen};
pub use nearest::{distance, nearest};
pub use node::{Leaf, Node, Phrase, Place};
pub use plain::each_piece;
pub use snippet::snippet;
pub use tokens::{Token, each_token, phrase, tokens};
