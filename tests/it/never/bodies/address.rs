//! Where the bytes are said to come from.

use dateline::news::Address;

/// An address of a page.
pub fn address() -> Address {
    Address::parse("https://never.example/news/1").expect("an address")
}
