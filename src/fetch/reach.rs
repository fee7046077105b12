//! Which hosts content may lead to.
//!
//! A page, a feed or a redirect must not make Dateline ask the reader's router, printer or cloud
//! metadata. The check is made where it cannot be argued with: on the addresses a name has at the
//! moment of connecting, inside the resolver, so that a name which changes its mind gains nothing.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Host;

use super::lock;
use crate::news::Address;

/// The future of a name's addresses.
pub type Looking = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// A way to look up the addresses of a host name.
pub trait Names: Send + Sync {
    /// The addresses of a name, best first.
    fn lookup(&self, host: &str) -> Looking;
}

/// The names as the operating system knows them.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn lookup(&self, host: &str) -> Looking {
        let host = host.to_owned();
        Box::pin(async move {
            let found = tokio::net::lookup_host((host.as_str(), 0)).await?;
            Ok(found.map(|socket| socket.ip()).collect())
        })
    }
}

/// Why a host was not asked: its addresses are not on the public internet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the host is not on the public internet")
    }
}

impl std::error::Error for Refused {}

/// Names that were seen to be public while this process runs (true), or private (false).
pub(super) type Seen = Arc<Mutex<HashMap<String, bool>>>;

/// The resolver of one client.
pub(super) struct Gate {
    names: Arc<dyn Names>,
    /// Names that may be private although the gate is shut: the proxies'.
    free: Vec<String>,
    /// Whether private addresses are kept from the client.
    shut: bool,
    seen: Seen,
}

impl Gate {
    /// Lets everything through, and remembers which names are public.
    pub(super) fn open(names: Arc<dyn Names>, seen: Seen) -> Self {
        Self { names, free: Vec::new(), shut: false, seen }
    }

    /// Lets public addresses through only.
    pub(super) fn shut(names: Arc<dyn Names>, free: Vec<String>, seen: Seen) -> Self {
        Self { names, free, shut: true, seen }
    }
}

impl Resolve for Gate {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_ascii_lowercase();
        let looking = self.names.lookup(&host);
        let free = !self.shut || self.free.contains(&host);
        let seen = (!self.shut).then(|| Arc::clone(&self.seen));
        Box::pin(async move {
            let mut found = looking.await?;
            if let Some(seen) = seen {
                let public = found.iter().all(|ip| is_public(*ip));
                lock(&seen).insert(host, public);
            }
            if found.is_empty() {
                return Err(io::Error::new(io::ErrorKind::NotFound, "the name has no address").into());
            }
            if !free {
                found.retain(|ip| is_public(*ip));
                if found.is_empty() {
                    return Err(Refused.into());
                }
            }
            let sockets: Addrs = Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0)));
            Ok(sockets)
        })
    }
}

/// Whether an address is written with a number that is not on the public internet, or with a name
/// that never is (RFC 6761, RFC 6762, RFC 8375). What other names mean is seen when they are looked up.
pub(super) fn is_private_as_written(address: &Address) -> bool {
    match address.url().host() {
        Some(Host::Ipv4(ip)) => !is_public(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => !is_public(IpAddr::V6(ip)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let ends = |end: &str| name == end || name.ends_with(&format!(".{end}"));
            ends("localhost") || ends("local") || ends("internal") || ends("home.arpa")
        }
        None => true,
    }
}

/// Whether an address is globally reachable (IANA's special-purpose registries for IPv4 and IPv6).
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [first, second, third, _] = ip.octets();
    let special = match first {
        // This network, private, loopback; from 224 on multicast, reserved, broadcast.
        0 | 10 | 127 | 224.. => true,
        // Shared by the customers of a provider (RFC 6598).
        100 => (64..128).contains(&second),
        // Link-local.
        169 => second == 254,
        172 => (16..32).contains(&second),
        192 => matches!((second, third), (168, _) | (0, 0 | 2) | (88, 99)),
        // Benchmarking (RFC 2544) and documentation (RFC 5737).
        198 => matches!((second, third), (18 | 19, _) | (51, 100)),
        203 => (second, third) == (0, 113),
        _ => false,
    };
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    // The IPv4 address that stands in two parts from here on.
    let embedded = |from: usize| {
        let high = parts.get(from).copied().unwrap_or_default().to_be_bytes();
        let low = parts.get(from + 1).copied().unwrap_or_default().to_be_bytes();
        is_public_v4(Ipv4Addr::new(high[0], high[1], low[0], low[1]))
    };
    match parts {
        // IPv4-mapped, and IPv4 through a translator (RFC 6052). All else that begins with zeros is
        // unspecified, loopback or out of use.
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => embedded(6),
        // 6to4 (RFC 3056).
        [0x2002, ..] => embedded(1),
        // Teredo, benchmarking, ORCHID, documentation.
        [0x2001, 0 | 2 | 0x10..0x40 | 0x0db8, ..] | [0x3fff, 0..0x1000, ..] => false,
        // What is handed out to the public begins with the bits 001.
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_numbers_are_known_in_every_spelling() {
        let private = [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://0/",
            "http://10.1.2.3/",
            "http://172.31.0.1/",
            "http://192.168.0.1/",
            "http://169.254.169.254/",
            "http://100.64.0.1/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://198.18.0.1/",
            "http://[::]/",
            "http://[::1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[ff02::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:a9fe:a9fe]/",
            "http://[::7f00:1]/",
            "http://[64:ff9b::10.0.0.1]/",
            "http://[64:ff9b:1::1]/",
            "http://[2002:7f00:1::]/",
            "http://[2001::1]/",
            "http://[2001:db8::1]/",
            "http://localhost/",
            "http://LocalHost./",
            "http://a.localhost/",
            "http://printer.local/",
            "http://metadata.google.internal/",
            "http://１２７.０.０.１/",
        ];
        for raw in private {
            let address = Address::parse(raw).unwrap();
            assert!(is_private_as_written(&address), "{raw}");
        }
        let public = [
            "http://8.8.8.8/",
            "http://172.32.0.1/",
            "http://100.128.0.1/",
            "http://[2606:4700::1]/",
            "http://[::ffff:8.8.8.8]/",
            "http://[2002:808:808::]/",
            "http://[64:ff9b::8.8.8.8]/",
            "http://notlocal/",
            "http://mylocalhost.example/",
            "http://192.0.1.1/",
        ];
        for raw in public {
            let address = Address::parse(raw).unwrap();
            assert!(!is_private_as_written(&address), "{raw}");
        }
    }
}
