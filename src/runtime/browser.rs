//! Opening an address in the reader's browser.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use webbrowser::{Browser, BrowserOptions};

use super::{Gate, Terminal, external};
use crate::news::{Address, Fault, FaultKind};

/// Browsers that need the terminal for themselves.
const IN_TERMINAL: &[&str] = &[
    "lynx", "links", "links2", "elinks", "w3m", "eww", "netrik", "retawq", "browsh", "carbonyl", "chawan",
    "cha",
];

/// One that ends with a failure this soon has hardly shown anything.
const AT_ONCE: Duration = Duration::from_secs(10);

/// Opens an address in the browser of the desktop, without waiting for it; `failed` is called on
/// another thread when there is none. A browser that `BROWSER` names and that runs in a terminal gets
/// this one, and then this returns when it ends.
pub fn open(
    address: &Address,
    terminal: &mut Terminal,
    gate: &Gate,
    failed: impl FnOnce(Fault) + Send + 'static,
) -> Result<(), Fault> {
    match of_terminal(address) {
        Some(mut browser) => external::run(terminal, gate, &mut browser).map(|_| ()),
        None => on_the_desktop(address, failed),
    }
}

/// The same where there is no screen to lend: a browser of the terminal gets it as it is.
pub fn open_here(address: &Address, failed: impl FnOnce(Fault) + Send + 'static) -> Result<(), Fault> {
    match of_terminal(address) {
        Some(mut browser) => browser.status().map(|_| ()).map_err(no_browser),
        None => on_the_desktop(address, failed),
    }
}

/// The browser that `BROWSER` names, where it runs in a terminal.
fn of_terminal(address: &Address) -> Option<Command> {
    let named = std::env::var("BROWSER").unwrap_or_default();
    let mut words = command_line(in_terminal(&named, is_installed)?, address).into_iter();
    let mut browser = Command::new(words.next()?);
    browser.args(words);
    Some(browser)
}

fn on_the_desktop(address: &Address, failed: impl FnOnce(Fault) + Send + 'static) -> Result<(), Fault> {
    let address = address.clone();
    thread::Builder::new()
        .name("browser".to_owned())
        .spawn(move || {
            let named = std::env::var("BROWSER").unwrap_or_default();
            if let Some(line) = first_installed(&named, is_installed) {
                if let Err(fault) = run_beside(line, &address) {
                    failed(fault);
                }
                return;
            }
            let mut options = BrowserOptions::new();
            options.with_suppress_output(true);
            if let Err(cause) =
                webbrowser::open_browser_with_options(Browser::Default, address.as_str(), &options)
            {
                failed(no_browser(cause));
            }
        })
        .map(|_| ())
        .map_err(no_browser)
}

/// Runs the command that `BROWSER` names to its end, and says if that was a failure at once. It reads no keys, and the
/// end of the terminal is not its own.
fn run_beside(line: &str, address: &Address) -> Result<(), Fault> {
    let mut words = command_line(line, address);
    let mut browser = Command::new(words.remove(0));
    browser.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    let begun = Instant::now();
    let ended = browser.status().map_err(no_browser)?;
    let program = browser.get_program().to_string_lossy();
    // That of Windows fails whatever it does.
    if ended.success() || begun.elapsed() > AT_ONCE || program.ends_with("explorer.exe") {
        return Ok(());
    }
    let sentence = format!("{program} ended with {ended}");
    Err(Fault::new(FaultKind::NotFound, sentence).hint("if nothing opened, see BROWSER"))
}

fn no_browser(cause: impl std::fmt::Display) -> Fault {
    Fault::new(FaultKind::NotFound, "no browser could be opened").hint("set BROWSER to its name").cause(cause)
}

/// The first command of `BROWSER` (a list with colons) that is there, if it runs in a terminal.
fn in_terminal(browser: &str, is_installed: impl Fn(&str) -> bool) -> Option<&str> {
    let line = first_installed(browser, is_installed)?;
    let name = Path::new(line.split_whitespace().next()?).file_name()?.to_str()?;
    IN_TERMINAL.contains(&name).then_some(line)
}

/// The first command of `BROWSER` that is there.
fn first_installed(browser: &str, is_installed: impl Fn(&str) -> bool) -> Option<&str> {
    let program = |line: &&str| line.split_whitespace().next().is_some_and(&is_installed);
    browser.split(':').find(program)
}

/// The words of a command of `BROWSER`, with the address where `%s` stands, else at the end.
fn command_line(line: &str, address: &Address) -> Vec<String> {
    let mut words: Vec<String> =
        line.split_whitespace().map(|word| word.replace("%s", address.as_str())).collect();
    if !line.contains("%s") {
        words.push(address.as_str().to_owned());
    }
    words
}

fn is_installed(program: &str) -> bool {
    if program.contains('/') {
        return Path::new(program).is_file();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_of_the_terminal_are_known() {
        let all = |_: &str| true;
        assert_eq!(in_terminal("/usr/bin/w3m", all), Some("/usr/bin/w3m"));
        assert_eq!(in_terminal("lynx -nopause:firefox", all), Some("lynx -nopause"));
        assert_eq!(in_terminal("firefox:lynx", all), None);
        assert_eq!(in_terminal("firefox:lynx", |program| program != "firefox"), Some("lynx"));
        assert_eq!(in_terminal("", all), None);
    }

    #[test]
    fn the_address_is_one_word() {
        let address = Address::parse("https://a.org/x?y=$(z)").unwrap();
        assert_eq!(command_line("lynx -nopause", &address), ["lynx", "-nopause", address.as_str()]);
        assert_eq!(command_line("w3m %s -B", &address), ["w3m", address.as_str(), "-B"]);
    }

    #[test]
    fn nothing_in_an_address_is_more_than_a_part_of_it() {
        for hostile in [
            "http://a.example/;reboot",
            "http://a.example/`id`?$(id)&x|y>z",
            "http://a.example/' -e 'x",
            "http://a.example/\" --new \"x",
            "http://a.example/a b\tc\nd",
            "http://a.example/%s",
            "http://-a.example/--help",
            "http://\u{440}\u{430}\u{443}\u{440}\u{430}l.example/",
        ] {
            let address = Address::parse(hostile).unwrap();
            for line in ["lynx", "w3m %s -B", "links2 -g %s %s"] {
                for word in command_line(line, &address) {
                    let own = line.split_whitespace().any(|own| own == word);
                    assert!(own || word == address.as_str(), "{hostile}: {word}");
                }
            }
            let shown = address.as_str();
            assert!(shown.starts_with("http://") && !shown.contains(char::is_whitespace), "{shown}");
            assert!(shown.is_ascii() && !shown.contains(['"', '<', '>']), "{shown}");
        }
        // A host that mixes scripts is shown as what it is.
        let mixed = Address::parse("http://\u{440}\u{430}ypal.example/").unwrap();
        assert!(mixed.as_str().starts_with("http://xn--ypal-"), "{mixed}");
        let others = [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "-x",
            "--help",
            "data:text/html,x",
            "ftp://a.example/",
        ];
        for refused in others {
            assert!(Address::parse(refused).is_err() && Address::typed(refused).is_err(), "{refused}");
        }
    }
}
