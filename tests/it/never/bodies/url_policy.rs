//! Text → address: http or https, no name and password, nothing but visible ASCII, the same when read again.

use dateline::news::Address;

use super::address::address;

/// Holds any bytes to it.
pub fn url_policy(bytes: &[u8]) {
    let raw = String::from_utf8_lossy(bytes).into_owned();
    let joined = address().join(&raw);
    for parsed in [Address::parse(&raw), Address::typed(&raw), joined].into_iter().flatten() {
        let written = parsed.as_str();
        assert!(written.starts_with("http://") || written.starts_with("https://"), "{written}");
        assert!(written.bytes().all(|byte| (b'!'..=b'~').contains(&byte)), "{written:?}");
        assert!(parsed.url().username().is_empty() && parsed.url().password().is_none(), "{written}");
        assert_eq!(Address::parse(written), Ok(parsed.clone()));
    }
}
