//! How the web is asked: limits, deadlines, proxies.

use std::time::Duration;

use url::Url;

/// How the web is asked.
#[derive(Clone, Debug)]
pub struct WebSettings {
    /// The `User-Agent` header.
    pub user_agent: String,
    /// Hosts (with one port or all) that content may lead to although they are private.
    pub allow_private: Vec<(String, Option<u16>)>,
    /// Where requests go through; [`Proxies::from_env`] reads the environment.
    pub proxies: Proxies,
    /// Until a connection stands.
    pub connect: Duration,
    /// Between two pieces of a body.
    pub stall: Duration,
    /// For a page or an archive page, all redirects and the body included.
    pub page: Duration,
    /// For a feed, all redirects and the body included.
    pub feed: Duration,
    /// Decoded bytes of a page or an archive page that are kept; the rest is cut.
    pub page_bytes: usize,
    /// Decoded bytes of a picture.
    pub picture_bytes: usize,
    /// Decoded bytes of a feed that are kept; the rest is cut.
    pub feed_bytes: usize,
    /// Certificate authorities that are trusted besides the machine's, each as DER.
    pub authorities: Vec<Vec<u8>>,
    /// Threads that carry connections; none: they live where they are asked for, in a runtime with IO.
    pub wires: usize,
}

impl Default for WebSettings {
    /// The product's limits; no proxies.
    fn default() -> Self {
        Self {
            user_agent: concat!("dateline/", env!("CARGO_PKG_VERSION")).to_owned(),
            allow_private: Vec::new(),
            proxies: Proxies::default(),
            connect: Duration::from_secs(10),
            stall: Duration::from_secs(10),
            page: Duration::from_secs(20),
            feed: Duration::from_secs(30),
            page_bytes: 10 << 20,
            picture_bytes: 8 << 20,
            feed_bytes: 20 << 20,
            authorities: Vec::new(),
            wires: 4,
        }
    }
}

/// Proxies, as the environment names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies {
    /// For `http` addresses.
    pub http: Option<String>,
    /// For `https` addresses.
    pub https: Option<String>,
    /// Hosts that are asked directly, separated by commas. This machine always is.
    pub except: Option<String>,
}

impl Proxies {
    /// From `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, in small letters or capitals.
    pub fn from_env() -> Self {
        Self::read(|name| std::env::var(name).ok())
    }

    fn read(env: impl Fn(&str) -> Option<String>) -> Self {
        let one = |name: &str| {
            let found = env(name).or_else(|| env(&name.to_ascii_uppercase()));
            found.filter(|value| !value.trim().is_empty())
        };
        let all = one("all_proxy");
        Self {
            http: one("http_proxy").or_else(|| all.clone()),
            https: one("https_proxy").or(all),
            except: one("no_proxy"),
        }
    }

    /// Whether everything is asked directly.
    pub fn is_empty(&self) -> bool {
        self.http.is_none() && self.https.is_none()
    }

    /// The hosts of the proxies.
    pub(super) fn hosts(&self) -> Vec<String> {
        let both = [&self.http, &self.https].into_iter().flatten();
        both.filter_map(|proxy| {
            let url = Url::parse(proxy).ok().filter(Url::has_host);
            let url = url.or_else(|| Url::parse(&format!("http://{proxy}")).ok())?;
            url.host_str().map(str::to_owned)
        })
        .collect()
    }

    /// What is asked directly, as one list.
    pub(super) fn direct(&self) -> String {
        let always = "localhost,127.0.0.0/8,::1";
        self.except.as_ref().map_or_else(|| always.to_owned(), |except| format!("{always},{except}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_the_proxies() {
        let proxies = Proxies::read(|name| match name {
            "ALL_PROXY" => Some("proxy.example:3128".to_owned()),
            "https_proxy" => Some("http://u:p@10.0.0.1:8080/".to_owned()),
            "http_proxy" => Some(" ".to_owned()),
            _ => None,
        });
        assert_eq!(proxies.http.as_deref(), Some("proxy.example:3128"));
        assert_eq!(proxies.hosts(), ["proxy.example", "10.0.0.1"]);
        assert!(proxies.direct().starts_with("localhost,"));
        assert!(Proxies::read(|_| None).is_empty());
    }
}
