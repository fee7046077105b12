//! Cookies that an answer sets on the way from the address that was asked for to the one that answers. They live as
//! long as this one way, go back to the host that set them alone, and are kept nowhere.

use jiff::Timestamp;
use reqwest::header::HeaderValue;

use crate::extract::date;
use crate::news::{Address, When};

/// Cookies of one way, and bytes of all of them: servers refuse headers that are longer.
const MOST: usize = 20;
const MOST_BYTES: usize = 4 << 10;

/// The cookies of one way.
#[derive(Debug, Default)]
pub(super) struct Jar {
    kept: Vec<Cookie>,
}

#[derive(Debug)]
struct Cookie {
    host: (String, u16),
    /// Whether it came over TLS: then it goes back over TLS only.
    secure: bool,
    name: Vec<u8>,
    /// Name and value as they go back.
    pair: Vec<u8>,
}

impl Jar {
    /// Takes what an answer from here sets (RFC 6265, 5.2); a cookie that has ended is taken out.
    pub(super) fn take<'a>(&mut self, here: &Address, set: impl Iterator<Item = &'a [u8]>) {
        for header in set {
            let mut parts = header.split(|byte| *byte == b';');
            let pair = parts.next().unwrap_or_default().trim_ascii();
            let Some(at) = pair.iter().position(|byte| *byte == b'=').filter(|at| *at > 0) else { continue };
            let name = pair[..at].trim_ascii().to_vec();
            let host = here.authority();
            self.kept.retain(|known| known.host != host || known.name != name);
            let is_over = is_over(parts);
            let held: usize = self.kept.iter().map(|known| known.pair.len()).sum();
            if is_over || held + pair.len() > MOST_BYTES || self.kept.len() >= MOST {
                continue;
            }
            self.kept.push(Cookie {
                host,
                secure: here.url().scheme() == "https",
                name,
                pair: pair.to_vec(),
            });
        }
    }

    /// The header for the next step: what this host has set, from 80 also for its own 443; after what the source says.
    pub(super) fn header(&self, there: &Address, own: Option<&HeaderValue>) -> Option<HeaderValue> {
        let (host, port) = there.authority();
        let is_secure = there.url().scheme() == "https";
        let goes = |cookie: &&Cookie| {
            let (name, number) = &cookie.host;
            let same = *name == host && (*number == port || (*number, port) == (80, 443));
            same && (is_secure || !cookie.secure)
        };
        let mut pairs: Vec<&[u8]> =
            self.kept.iter().filter(goes).map(|cookie| cookie.pair.as_slice()).collect();
        if pairs.is_empty() {
            return None;
        }
        pairs.splice(0..0, own.map(HeaderValue::as_bytes));
        HeaderValue::from_bytes(&pairs.join(&b"; "[..])).ok()
    }
}

/// Whether a cookie with these attributes has ended: `Max-Age` is said before `Expires`.
fn is_over<'a>(attributes: impl Iterator<Item = &'a [u8]>) -> bool {
    let (mut age, mut expires) = (None, None);
    for attribute in attributes {
        let attribute = String::from_utf8_lossy(attribute);
        let (name, value) = attribute.split_once('=').unwrap_or_default();
        match name.trim().to_ascii_lowercase().as_str() {
            "max-age" => age = Some(value.trim().to_owned()),
            "expires" => expires = date::parse(value.trim().trim_matches('"')),
            _ => {}
        }
    }
    match (age, expires) {
        (Some(age), _) => age.starts_with('-') || age == "0",
        (None, Some(When::Moment(moment))) => moment.instant < Timestamp::now(),
        (None, Some(When::Date(_) | When::Local(_)) | None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(raw: &str) -> Address {
        Address::parse(raw).unwrap()
    }

    #[test]
    fn a_cookie_goes_back_to_the_host_that_set_it_alone() {
        let mut jar = Jar::default();
        jar.take(
            &at("http://a.example/x"),
            [&b"pass=1; Path=/; Secure; HttpOnly"[..], b"b = 2", b"=3", b"none"].into_iter(),
        );
        let sent =
            |jar: &Jar, to: &str| jar.header(&at(to), None).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(sent(&jar, "http://a.example/y").as_deref(), Some("pass=1; b = 2"));
        assert_eq!(sent(&jar, "https://a.example/y").as_deref(), Some("pass=1; b = 2"));
        for other in [
            "http://b.example/",
            "http://www.a.example/",
            "http://a.example:8080/",
            "https://a.example:8443/",
        ] {
            assert_eq!(sent(&jar, other), None, "{other}");
        }
        let own = HeaderValue::from_static("mine=1");
        assert_eq!(jar.header(&at("http://a.example/"), Some(&own)).unwrap(), "mine=1; pass=1; b = 2");
        jar.take(&at("http://a.example/x"), [&b"pass=; Max-Age=0"[..], b"b=3"].into_iter());
        assert_eq!(sent(&jar, "http://a.example/y").as_deref(), Some("b=3"));
        for over in ["Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 01-Jan-1970 00:00:01 GMT"] {
            jar.take(&at("http://a.example/x"), std::iter::once(format!("b=; Expires={over}").as_bytes()));
            assert_eq!(sent(&jar, "http://a.example/y"), None, "{over}");
            let stays = format!("b=3; expires={over}; max-age=60");
            jar.take(&at("http://a.example/x"), std::iter::once(stays.as_bytes()));
            assert_eq!(sent(&jar, "http://a.example/y").as_deref(), Some("b=3"));
        }
        let later = [&b"b=4; Expires=Thu, 01 Jan 2099 00:00:00 GMT"[..], b"c=5; Expires=0"];
        jar.take(&at("http://a.example/x"), later.into_iter());
        assert_eq!(sent(&jar, "http://a.example/y").as_deref(), Some("b=4; c=5"));
        // What came over TLS goes back over TLS.
        let mut jar = Jar::default();
        jar.take(&at("https://a.example/x"), std::iter::once(&b"a=1"[..]));
        assert_eq!(sent(&jar, "http://a.example/"), None);
    }

    #[test]
    fn no_more_is_kept_than_an_honest_site_sets() {
        let mut jar = Jar::default();
        let many: Vec<String> = (0..100).map(|n| format!("n{n}={n}")).collect();
        let long = format!("long={}", "x".repeat(9_000));
        let all = std::iter::once(long.as_bytes()).chain(many.iter().map(String::as_bytes));
        jar.take(&at("http://a.example/"), all);
        let sent = jar.header(&at("http://a.example/"), None).unwrap();
        assert_eq!(sent.to_str().unwrap().split("; ").count(), MOST);
        assert!(sent.len() < 1_000);
        let mut jar = Jar::default();
        let heavy: Vec<String> = (0..9).map(|n| format!("n{n}={}", "x".repeat(900))).collect();
        jar.take(&at("http://a.example/"), heavy.iter().map(String::as_bytes));
        assert!(jar.header(&at("http://a.example/"), None).unwrap().len() < 5_000);
    }
}
