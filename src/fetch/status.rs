//! What the first lines of an answer mean: status, redirects, validators, freshness (RFC 9110, RFC 9111).

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Answer, Place, Validators, What};
use crate::extract::{Elsewhere, date, elsewhere};
use crate::news::{Address, AddressError, Fault, FaultKind, When};

/// Redirects that are followed.
const MAX_HOPS: usize = 10;

/// The longest rest that is believed.
const MAX_REST: Duration = Duration::from_hours(24);

/// Bytes of a validator that is given back. Common servers take 8 KiB of headers in all.
const MAX_VALIDATOR: usize = 4 << 10;

/// Status and the headers that matter.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) status: u16,
    /// Of a 206: whether what came is not all there is.
    is_part: bool,
    pub(super) location: Option<String>,
    pub(super) refresh: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) validators: Validators,
    pub(super) fresh_for: Option<Duration>,
    pub(super) retry_after: Option<Duration>,
}

impl Head {
    /// Reads the headers of an answer that came at an instant; of one given twice the first counts.
    pub(super) fn read<'a>(
        status: u16,
        headers: impl Iterator<Item = (&'a str, &'a [u8])>,
        came: Timestamp,
    ) -> Self {
        let mut head = Self { status, ..Self::default() };
        let (mut date, mut expires, mut retry, mut age) = (None, None, None, None);
        let (mut fresh_for, mut is_stale) = (None, false);
        for (name, value) in headers {
            // Locations are often written in raw UTF-8; a header that is neither is read as far as it goes.
            let text = String::from_utf8_lossy(value).trim().to_owned();
            // What is too long to be sent back is as good as none.
            let exact = || Some(as_it_came(value)).filter(|_| value.len() <= MAX_VALIDATOR);
            match name.to_ascii_lowercase().as_str() {
                "location" => keep(&mut head.location, Some(text)),
                "refresh" => keep(&mut head.refresh, Some(text)),
                "content-type" => keep(&mut head.content_type, Some(text)),
                "content-range" => head.is_part |= status == 206 && !is_all(&text),
                "etag" => keep(&mut head.validators.etag, exact()),
                "last-modified" => keep(&mut head.validators.last_modified, exact()),
                "cache-control" => {
                    keep(&mut fresh_for, max_age(&text));
                    is_stale |= asks_again(&text);
                }
                "age" => keep(&mut age, seconds(&text)),
                "date" => keep(&mut date, http_date(&text)),
                "expires" => keep(&mut expires, http_date(&text)),
                "retry-after" => keep(&mut retry, Some(text)),
                _ => {}
            }
        }
        let after = |then: Option<Timestamp>| {
            // By the clock of the server; by ours where it does not tell.
            let seconds = then?.as_second() - date.unwrap_or(came).as_second();
            u64::try_from(seconds).ok().map(Duration::from_secs)
        };
        // Part of it has passed in the caches on the way.
        let left = |fresh: Duration| fresh.saturating_sub(age.unwrap_or_default());
        head.fresh_for = fresh_for.map(left).or_else(|| after(expires)).filter(|_| !is_stale);
        let kind = head.content_type.as_deref().unwrap_or_default();
        head.is_part |= kind.to_ascii_lowercase().starts_with("multipart/byteranges");
        head.retry_after = retry.and_then(|text| {
            let rest = seconds(&text).or_else(|| after(http_date(&text)));
            rest.map(|rest| rest.min(MAX_REST))
        });
        head
    }

    /// Whether the answer is elsewhere.
    pub(super) fn is_redirect(&self) -> bool {
        matches!(self.status, 300 | 301 | 302 | 303 | 307 | 308) && self.location.is_some()
    }
}

fn keep<T>(slot: &mut Option<T>, value: Option<T>) {
    if slot.is_none() {
        *slot = value;
    }
}

fn max_age(cache_control: &str) -> Option<Duration> {
    let mut directives = cache_control.split(',').map(str::trim);
    let age = directives.find_map(|one| {
        let (name, value) = one.split_once('=')?;
        name.trim().eq_ignore_ascii_case("max-age").then(|| value.trim().trim_matches('"'))
    })?;
    seconds(age)
}

/// A number of seconds. One that is larger than any number here is the largest (RFC 9111, 1.2.2).
fn seconds(digits: &str) -> Option<Duration> {
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| Duration::from_secs(digits.parse().unwrap_or(u64::MAX)))
}

/// Whether a `Content-Range` is that of the whole (RFC 9110, 14.4): nobody asked for a part, so some call all of it one.
fn is_all(content_range: &str) -> bool {
    let said = content_range.split_once(' ').and_then(|(_, said)| said.trim().split_once('/'));
    let Some((range, all)) = said else { return false };
    let last = range.trim().strip_prefix("0-").and_then(|last| last.parse::<u64>().ok());
    last.and_then(|last| last.checked_add(1)).is_some_and(|length| all.trim().parse() == Ok(length))
}

/// Whether an answer may not be used again without asking.
fn asks_again(cache_control: &str) -> bool {
    let mut directives = cache_control.split(',').map(str::trim);
    directives.any(|one| ["no-cache", "no-store"].iter().any(|name| one.eq_ignore_ascii_case(name)))
}

/// A date in any of the three forms of HTTP (RFC 9110, section 5.6.7), and as servers write it.
fn http_date(text: &str) -> Option<Timestamp> {
    match date::parse(text)? {
        When::Moment(moment) => Some(moment.instant),
        When::Local(civil) => civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp()),
        When::Date(_) => None,
    }
}

/// Stands before a byte that belongs to no sign of UTF-8, in the planes that are nobody's.
const STRAY: u32 = 0x10_ff00;

/// A header's value in which no byte is lost.
fn as_it_came(value: &[u8]) -> String {
    let mut text = String::new();
    for chunk in value.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().filter_map(|byte| char::from_u32(STRAY + u32::from(*byte))));
    }
    text
}

/// The bytes of a value that came.
pub(super) fn as_bytes(value: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    for sign in value.chars() {
        match u32::from(sign).checked_sub(STRAY).and_then(|byte| u8::try_from(byte).ok()) {
            Some(byte @ 0x80..) => bytes.push(byte),
            _ => bytes.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// The way from the address that was asked for to the one that answers.
#[derive(Clone, Debug)]
pub(super) struct Hops {
    now: Address,
    count: usize,
    permanent: bool,
    /// A page that only sends on was gone through.
    by_page: bool,
    /// So was one whose script sends on, or whose frame holds all.
    by_content: bool,
}

impl Hops {
    /// At the address that was asked for.
    pub(super) fn new(first: Address) -> Self {
        Self { now: first, count: 0, permanent: true, by_page: false, by_content: false }
    }

    /// Where it stands.
    pub(super) fn address(&self) -> &Address {
        &self.now
    }

    /// Whether it still stands at the address that was asked for.
    pub(super) fn at_start(&self) -> bool {
        self.count == 0
    }

    /// Goes where a redirect leads.
    pub(super) fn follow(&mut self, head: &Head) -> Result<(), Fault> {
        let host = self.now.host().to_owned();
        let location = head.location.as_deref().unwrap_or_default();
        let next = self.now.join(location).map_err(|error| {
            let sentence = match error {
                AddressError::Scheme => format!("{host} leads to an address that is not on the web"),
                _ => format!("{host} leads to an address that cannot be read"),
            };
            Fault::new(FaultKind::Network, sentence)
                .hint("check the address, or open it in a browser")
                .cause(format!("{error}: {}", brief(location)))
        })?;
        self.step(next, matches!(head.status, 301 | 308))
    }

    /// Goes where a page without a text of its own sends who reads it; whether it does.
    pub(super) fn follow_page(&mut self, head: &Head, what: What, page: &[u8]) -> Result<bool, Fault> {
        let next = Some(page).filter(|_| what != What::Picture);
        let Some(way) = next.and_then(|page| elsewhere(page, head.refresh.as_deref())) else {
            return Ok(false);
        };
        let (Elsewhere::Sends(to) | Elsewhere::Scripted(to) | Elsewhere::Framed(to)) = &way;
        // What leads off the web, or only shows itself anew, is a page like others.
        let next = self.now.join(to).ok().filter(|next| *next != self.now);
        let next = next.filter(|next| match way {
            Elsewhere::Sends(_) => true,
            // Once: what a script or a frame leads to has its say itself.
            Elsewhere::Scripted(_) => !self.by_content,
            Elsewhere::Framed(_) => !self.by_content && next.authority() == self.now.authority(),
        });
        self.by_content |= next.is_some() && !matches!(way, Elsewhere::Sends(_));
        self.by_page |= next.is_some();
        next.map_or(Ok(false), |next| self.step(next, false).map(|()| true))
    }

    fn step(&mut self, next: Address, permanent: bool) -> Result<(), Fault> {
        if self.count == MAX_HOPS {
            let sentence = format!("{} sends from one address to the next without end", self.now.host());
            return Err(Fault::new(FaultKind::Network, sentence)
                .hint("open it in a browser; it may want a cookie")
                .cause("more than 10 redirects"));
        }
        self.count += 1;
        self.permanent &= permanent;
        self.now = next;
        Ok(())
    }

    /// The answer at the end of the way: `body` is `None` when the server said "not modified".
    pub(super) fn finish(
        self,
        head: Head,
        asked: &Validators,
        body: Option<(Vec<u8>, bool)>,
    ) -> Result<Answer, Fault> {
        let Some((bytes, cut)) = body else {
            if *asked == Validators::default() {
                let host = self.now.host();
                let sentence =
                    format!("{host} said \"not modified\" although it was asked for the first time");
                return Err(Fault::new(FaultKind::Network, sentence).hint("try again later"));
            }
            // RFC 9111, 3.2: what a 304 does not say stays as it was.
            let validators = Validators {
                etag: head.validators.etag.or_else(|| asked.etag.clone()),
                last_modified: head.validators.last_modified.or_else(|| asked.last_modified.clone()),
            };
            let moved = (self.count > 0 && self.permanent).then(|| self.now.clone());
            return Ok(Answer {
                address: self.now,
                moved,
                content_type: head.content_type,
                validators,
                fresh_for: head.fresh_for,
                body: None,
                cut: false,
                place: Place::default(),
            });
        };
        // Half an answer is none, and nobody asked for half of it.
        if !(200..300).contains(&head.status) || head.is_part {
            return Err(fault(&self.now, head.status, head.retry_after));
        }
        let moved = (self.count > 0 && self.permanent).then(|| self.now.clone());
        Ok(Answer {
            address: self.now,
            moved,
            content_type: head.content_type,
            // What is behind a page that sends on may be new while that page is not: it would answer for itself.
            validators: if self.by_page { Validators::default() } else { head.validators },
            fresh_for: head.fresh_for,
            body: Some(bytes),
            cut,
            place: Place::default(),
        })
    }
}

/// The start of something that may be long.
fn brief(text: &str) -> String {
    text.chars().take(120).collect()
}

/// What a status that is no answer means, in words. "Not found" has its own kind, since a day page
/// that does not exist is an answer of a sort to those who look for one.
pub(super) fn fault(address: &Address, status: u16, retry_after: Option<Duration>) -> Fault {
    let host = address.host();
    let network = |sentence: String| Fault::new(FaultKind::Network, sentence);
    let fault = match status {
        206 => network(format!("{host} sent only a part of the page (206)")).hint("try again later"),
        401 => network(format!("{host} wants a name and password (401)")).hint(
            "name and password of an address are not sent: give the source a header in sources.toml, or open \
                 it in a browser",
        ),
        402 => network(format!("{host} wants to be paid for this page (402)"))
            .hint("open it in a browser if you have a subscription"),
        403 => network(format!("{host} does not let Dateline read this page (403)"))
            .hint("open it in a browser; the site may refuse programs"),
        404 => Fault::new(FaultKind::NotFound, format!("{host} has nothing at this address (404)"))
            .hint("check the address; the page may have moved or not exist yet"),
        410 => Fault::new(FaultKind::Gone, format!("{host} has removed this page for good (410)"))
            .hint("an archived copy may exist"),
        407 => network(format!("{host} was not asked: the proxy wants a name and password (407)"))
            .hint("give them in HTTP_PROXY and HTTPS_PROXY"),
        408 => network(format!("{host} waited too long for the question (408)")).hint("try again"),
        429 => network(format!("{host} wants to be asked less often (429)")).hint(wait_hint(retry_after)),
        451 => network(format!("{host} may not show this page for legal reasons (451)"))
            .hint("it may be readable from another country"),
        400..=499 => network(format!("{host} refused the question ({status})"))
            .hint("check the address, or open it in a browser"),
        503 if retry_after.is_some() => {
            network(format!("{host} is not available at the moment (503)")).hint(wait_hint(retry_after))
        }
        511 => network(format!("{host} is not reached before you sign in to this network (511)"))
            .hint("open any page in a browser and sign in"),
        500..=599 => network(format!("{host} answered with an error ({status})"))
            .hint("the trouble is on its side; try again later"),
        300..=399 => network(format!("{host} says the page is elsewhere but not where ({status})"))
            .hint("open it in a browser"),
        _ => network(format!("{host} gave an answer that is not known ({status})")).hint("try again later"),
    };
    fault.cause(format!("HTTP {status} for {}", brief(address.as_str())))
}

/// "try again in 5 minutes".
pub(super) fn wait_hint(rest: Option<Duration>) -> String {
    match rest.map(|rest| rest.as_secs()) {
        None => "try again later".to_owned(),
        Some(0 | 1) => "try again in a second".to_owned(),
        Some(seconds @ 2..=119) => format!("try again in {seconds} seconds"),
        Some(seconds @ 120..=7199) => format!("try again in {} minutes", seconds.div_ceil(60)),
        Some(seconds) => format!("try again in {} hours", seconds.div_ceil(3600)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(status: u16, headers: &[(&str, &str)]) -> Head {
        let came = "2025-11-13T12:00:00Z".parse().unwrap();
        Head::read(status, headers.iter().map(|(name, value)| (*name, value.as_bytes())), came)
    }

    fn start() -> Hops {
        Hops::new(Address::parse("https://a.example/x").unwrap())
    }

    #[test]
    fn rests_and_freshness_are_read_in_both_forms() {
        let now = ("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
        let in_a_minute = "Sun, 06 Nov 1994 08:50:37 GMT";
        let read = head(503, &[now, ("retry-after", in_a_minute), ("EXPIRES", in_a_minute)]);
        assert_eq!(read.retry_after, Some(Duration::from_mins(1)));
        assert_eq!(read.fresh_for, Some(Duration::from_mins(1)));
        let read = head(200, &[("Retry-After", "7"), ("Cache-Control", "public, Max-Age=\"90\"")]);
        assert_eq!(read.retry_after, Some(Duration::from_secs(7)));
        assert_eq!(read.fresh_for, Some(Duration::from_secs(90)));
        // Who tells no date of his own means ours; all three forms of a date are dates.
        for date in
            ["Thu, 13 Nov 2025 12:05:00 GMT", "Thursday, 13-Nov-25 12:05:00 GMT", "Thu Nov 13 12:05:00 2025"]
        {
            let read = head(429, &[("Retry-After", date), ("Expires", date)]);
            let five = Some(Duration::from_mins(5));
            assert_eq!((read.retry_after, read.fresh_for), (five, five), "{date}");
        }
        let past = head(503, &[("Retry-After", "Thu, 13 Nov 2025 11:00:00 GMT")]);
        assert_eq!(past.retry_after, None);
        let odd = head(200, &[("Retry-After", "-5"), ("Expires", "0"), now]);
        assert_eq!((odd.retry_after, odd.fresh_for), (None, None));
        let vast = "9".repeat(20);
        let vast =
            head(503, &[("Retry-After", &vast), ("Cache-Control", &format!("max-age={vast}")), ("Age", "7")]);
        assert_eq!(vast.retry_after, Some(MAX_REST));
        assert_eq!(vast.fresh_for, Some(Duration::from_secs(u64::MAX - 7)));
    }

    #[test]
    fn what_may_not_be_used_without_asking_is_not_fresh() {
        let tomorrow = "Fri, 14 Nov 2025 12:00:00 GMT";
        for (headers, want) in [
            (&[("Cache-Control", "max-age=600, No-Cache")][..], None),
            (&[("Cache-Control", "max-age=600"), ("Cache-Control", "no-store")], None),
            (&[("Cache-Control", "no-cache"), ("Expires", tomorrow)], None),
            (&[("Cache-Control", "max-age=600"), ("Age", "590")], Some(10)),
            (&[("Cache-Control", "max-age=600"), ("Age", "6000")], Some(0)),
            (&[("Cache-Control", "max-age=60"), ("Expires", tomorrow)], Some(60)),
            (&[("Cache-Control", "private, must-revalidate"), ("Expires", tomorrow)], Some(86_400)),
        ] {
            assert_eq!(head(200, headers).fresh_for, want.map(Duration::from_secs), "{headers:?}");
        }
    }

    #[test]
    fn no_byte_of_a_validator_is_lost() {
        for raw in [&b"W/\"\xe9t\xe9\""[..], "\"\u{e4} \u{10ff01}\"".as_bytes(), b"\xff\x80", b"plain"] {
            assert_eq!(as_bytes(&as_it_came(raw)), raw);
        }
        assert_eq!(as_it_came("\u{e4}".as_bytes()), "\u{e4}");
        let long = "e".repeat(MAX_VALIDATOR + 1);
        let read = head(200, &[("ETag", &long), ("Last-Modified", &long[1..])]);
        assert_eq!(
            (read.validators.etag, read.validators.last_modified.map(|kept| kept.len())),
            (None, Some(MAX_VALIDATOR))
        );
    }

    #[test]
    fn only_a_way_of_permanent_steps_is_a_move() {
        let mut way = start();
        way.follow(&head(301, &[("Location", "/y")])).unwrap();
        let mut other = way.clone();
        let answer = way.finish(head(200, &[]), &Validators::default(), Some((vec![], false))).unwrap();
        assert_eq!(answer.moved.unwrap().as_str(), "https://a.example/y");
        other.follow(&head(302, &[("Location", "//b.example/новости")])).unwrap();
        let answer = other.finish(head(200, &[]), &Validators::default(), Some((vec![], false))).unwrap();
        assert_eq!(answer.moved, None);
        assert_eq!(answer.address.as_str(), "https://b.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8");
    }

    #[test]
    fn a_redirect_off_the_web_is_refused() {
        for location in ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/", "http://"] {
            let fault = start().follow(&head(302, &[("Location", location)])).unwrap_err();
            assert!(fault.sentence.starts_with("a.example leads to"), "{fault}");
        }
    }

    #[test]
    fn not_modified_keeps_the_validators_and_needs_them() {
        let asked = Validators { etag: Some("W/\"a\"".into()), last_modified: None };
        let answer = start().finish(head(304, &[]), &asked, None).unwrap();
        assert_eq!((answer.body, answer.validators), (None, asked));
        let fault = start().finish(head(304, &[]), &Validators::default(), None).unwrap_err();
        assert!(fault.sentence.contains("not modified"));
    }

    #[test]
    fn what_is_called_a_part_is_none_where_it_is_all() {
        let finish = |headers: &[(&str, &str)]| {
            start().finish(head(206, headers), &Validators::default(), Some((b"all".to_vec(), false)))
        };
        for all in [&[][..], &[("Content-Range", "bytes 0-2/3")], &[("content-range", "bytes  0-2 / 3")]] {
            assert_eq!(finish(all).unwrap().body.unwrap(), b"all", "{all:?}");
        }
        for part in [
            "bytes 0-2/4",
            "bytes 1-3/4",
            "bytes 0-2/*",
            "bytes */3",
            "bytes 0-18446744073709551615/0",
            "all",
            "",
        ] {
            let fault = finish(&[("Content-Range", part)]).unwrap_err();
            assert!(fault.sentence.contains("only a part"), "{part}: {fault}");
        }
        let several = [("Content-Type", "Multipart/Byteranges; boundary=x")];
        assert!(finish(&several).is_err());
    }

    #[test]
    fn each_status_has_its_sentence() {
        let address = Address::parse("https://a.example/x").unwrap();
        for status in [300, 400, 401, 403, 404, 407, 410, 429, 451, 500, 503, 511, 599, 999] {
            let fault = fault(&address, status, Some(Duration::from_mins(5)));
            assert!(fault.sentence.starts_with("a.example "), "{fault}");
            assert!(fault.sentence.contains(&status.to_string()) && fault.hint.is_some(), "{fault}");
            let missing = matches!(status, 404 | 410);
            assert_eq!(fault.kind.is_missing(), missing);
        }
        let busy = fault(&address, 429, Some(Duration::from_mins(5)));
        assert_eq!(busy.hint.unwrap().as_str(), "try again in 5 minutes");
    }
}
