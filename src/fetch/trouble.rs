//! What went wrong on the way to a host, in words.

use std::error::Error;
use std::io;
use std::time::Duration;

use super::reach::Refused;
use super::web::Trouble;
use crate::news::{Address, Fault, FaultKind, Text};

fn network(sentence: String) -> Fault {
    Fault::new(FaultKind::Network, sentence)
}

/// The fault of a request that came to no answer.
pub(super) fn of(address: &Address, error: reqwest::Error) -> Fault {
    let error = error.without_url();
    let host = address.host();
    let chain = Chain::of(&error);
    let fault = if chain.refused {
        refused(address)
    } else if error.is_dns() {
        no_name(host, &chain)
    } else if let Some(tls) = &chain.tls {
        no_trust(host, tls)
    } else if error.is_timeout() {
        let kind = if error.is_connect() { FaultKind::Unreachable } else { FaultKind::Network };
        Fault::new(kind, format!("{host} did not answer in time")).hint("try again later")
    } else if let Some(fault) = chain.io.and_then(|kind| no_way(host, kind)) {
        fault
    } else if chain.ends_early() || chain.says("error received") {
        broken(host)
    } else if chain.says("too large") {
        // One word of the library's for both.
        let words = "begins with far too many headers, or an impossible length";
        network(format!("what {host} answered {words}")).hint("the trouble is on its side; try again later")
    } else if chain.says("http2") || chain.says("error detected") || chain.says("excessive load") {
        network(format!("{host} breaks the rules of HTTP/2"))
            .hint("the trouble is on its side; try again later")
    } else if BREACHES.iter().any(|words| chain.says(words)) {
        breach(host)
    } else if chain.says("invalid http") || error.is_request() && !error.is_connect() {
        let hint = if address.url().scheme() == "http" {
            "it may speak https only: try its address with https://, or another port"
        } else {
            "check the address and its port"
        };
        network(format!("what {host} answered is not HTTP")).hint(hint)
    } else if error.is_body() {
        broken(host)
    } else if error.is_decode() {
        breach(host)
    } else {
        network(format!("{host} cannot be reached")).hint("try again later")
    };
    fault.cause(chain.words.join(": "))
}

/// What the library says of an answer that is HTTP and breaks its rules.
const BREACHES: [&str; 3] = ["invalid http header", "invalid content-length", "unexpected transfer-encoding"];

/// Whether the other end let go of the connection before it answered.
pub(super) fn broke_off(error: &reqwest::Error) -> bool {
    use io::ErrorKind as Kind;
    let chain = Chain::of(error);
    let let_go = [Kind::ConnectionReset, Kind::ConnectionAborted, Kind::BrokenPipe, Kind::UnexpectedEof];
    !error.is_connect() && (chain.ends_early() || chain.io.is_some_and(|kind| let_go.contains(&kind)))
}

/// The fault of an address that content may not lead to.
pub(super) fn refused(address: &Address) -> Fault {
    network(format!("a page led to {address}, which is not on the public internet, and was not followed"))
        .hint("paste the address if you mean it")
}

/// The fault of an answer that took longer than it may.
pub(super) fn late(address: &Address, limit: Duration) -> Fault {
    let host = address.host();
    network(format!("{host} did not answer in time"))
        .hint("try again later")
        .cause(format!("nothing complete within {} s", limit.as_secs_f32()))
}

/// The fault of a body that cannot be unpacked.
pub(super) fn packed(address: &Address, trouble: Trouble) -> Fault {
    let host = address.host();
    match trouble {
        Trouble::Torn(error) => {
            network(format!("what {host} sent cannot be unpacked")).hint("try again later").cause(error)
        }
        Trouble::Bomb => {
            network(format!("what {host} sent unpacks to far more than any page and was dropped"))
                .hint("check the address; this is no page or feed for reading")
                .cause("over 250 times its size, or over 50 times past 4 MiB")
        }
        Trouble::TooOften => {
            network(format!("what {host} sent is packed over and over and was not unpacked"))
                .hint("check the address; this is no page or feed for reading")
                .cause("more than four codings inside each other")
        }
        Trouble::Unknown(name) => {
            let name = Text::line(&name);
            network(format!(
                "what {host} sent is packed as `{}`, which cannot be unpacked here",
                name.cut(20)
            ))
            .hint("a browser may show it; the trouble is on its side")
            .cause("no coding that was accepted")
        }
        Trouble::Crumbs => {
            network(format!("what {host} sent comes in crumbs of a few bytes and was dropped"))
                .hint("the trouble is on its side; try again later")
                .cause("over 200,000 pieces of less than 32 bytes")
        }
    }
}

fn breach(host: &str) -> Fault {
    network(format!("what {host} answered breaks the rules of HTTP"))
        .hint("the trouble is on its side; try again later")
}

fn broken(host: &str) -> Fault {
    network(format!("the connection to {host} broke off")).hint("try again")
}

fn no_name(host: &str, chain: &Chain) -> Fault {
    if chain.says("temporary failure") || chain.says("try again") {
        Fault::new(FaultKind::Offline, format!("the name {host} cannot be looked up at the moment"))
            .hint("this machine may be offline")
    } else {
        Fault::new(FaultKind::Unreachable, format!("there is no host named {host}"))
            .hint("check the address, and whether this machine is online")
    }
}

fn no_trust(host: &str, tls: &rustls::Error) -> Fault {
    use rustls::CertificateError as Bad;
    match tls {
        rustls::Error::InvalidCertificate(bad) => {
            let why = match bad {
                Bad::Expired | Bad::ExpiredContext { .. } => "its certificate has expired",
                Bad::NotValidYet | Bad::NotValidYetContext { .. } => "its certificate is not valid yet",
                Bad::NotValidForName | Bad::NotValidForNameContext { .. } => {
                    "its certificate belongs to another host"
                }
                Bad::UnknownIssuer => "nobody this machine trusts has signed its certificate",
                Bad::Revoked => "its certificate was revoked",
                _ => "its certificate is not good",
            };
            network(format!("{host} cannot prove that it is {host}: {why}"))
                .hint("check this machine's clock, or open the address in a browser")
        }
        // What came first was no greeting of TLS.
        rustls::Error::InvalidMessage(_) => {
            network(format!("no secure connection to {host} could be made, it does not speak https there"))
                .hint("try its address with http://, or another port")
        }
        _ => network(format!("no secure connection to {host} could be made, it refuses those that are safe"))
            .hint("open the address in a browser, or try it with http://"),
    }
}

fn no_way(host: &str, kind: io::ErrorKind) -> Option<Fault> {
    let fault = match kind {
        io::ErrorKind::ConnectionRefused => network(format!("{host} refused the connection"))
            .hint("check the address and its port, or try again later"),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => {
            Fault::new(FaultKind::Offline, format!("there is no way to {host} from here"))
                .hint("this machine may be offline")
        }
        io::ErrorKind::HostUnreachable => {
            Fault::new(FaultKind::Unreachable, format!("there is no way to {host} from here"))
                .hint("this machine may be offline")
        }
        io::ErrorKind::TimedOut => network(format!("{host} did not answer in time")).hint("try again later"),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => broken(host),
        _ => return None,
    };
    Some(fault)
}

/// What the errors underneath an error say.
#[derive(Default)]
struct Chain {
    words: Vec<String>,
    refused: bool,
    tls: Option<rustls::Error>,
    io: Option<io::ErrorKind>,
}

impl Chain {
    fn of(error: &(dyn Error + 'static)) -> Self {
        let mut chain = Self::default();
        let mut next = Some(error);
        while let Some(error) = next {
            let words = error.to_string();
            if chain.words.last().is_none_or(|last| !last.contains(&words)) {
                chain.words.push(words);
            }
            chain.look(error);
            // An `io::Error` shows what it wraps as its own words and leaves it out of the chain.
            let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            next = wrapped.map_or_else(|| error.source(), |wrapped| Some(wrapped as &(dyn Error + 'static)));
        }
        chain
    }

    fn look(&mut self, error: &(dyn Error + 'static)) {
        self.refused |= error.is::<Refused>();
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            self.tls = Some(tls.clone());
        }
        if let Some(io) = error.downcast_ref::<io::Error>() {
            self.io = Some(io.kind());
        }
    }

    /// Whether the connection went before the answer was there; also one that was let go under a flood.
    fn ends_early(&self) -> bool {
        ["incomplete", "closed before", "channel closed", "connection closed"]
            .iter()
            .any(|words| self.says(words))
    }

    fn says(&self, words: &str) -> bool {
        self.words.iter().any(|said| said.to_ascii_lowercase().contains(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrapped_in_an_io_error_is_found() {
        let tls = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let outer = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, tls));
        let chain = Chain::of(&outer);
        let fault = no_trust("a.example", chain.tls.as_ref().unwrap());
        assert!(fault.sentence.contains("a.example: its certificate has expired"), "{fault}");
        assert!(Chain::of(&io::Error::other(Refused)).refused);
        let reset = Chain::of(&io::Error::other(io::Error::from(io::ErrorKind::ConnectionReset)));
        assert_eq!(reset.io, Some(io::ErrorKind::ConnectionReset));
    }

    #[test]
    fn a_name_that_cannot_be_looked_up_now_is_not_a_name_that_is_not() {
        let say = |words: &str| no_name("a.example", &Chain::of(&io::Error::other(words))).sentence;
        let now = "failed to lookup address information: Temporary failure in name resolution";
        assert_eq!(say(now).as_str(), "the name a.example cannot be looked up at the moment");
        assert_eq!(say("Name or service not known").as_str(), "there is no host named a.example");
    }
}
