//! The README's first command: the program opens at once, and its demo edition reaches a story.

use tempfile::TempDir;

use super::support::pty::Launch;

/// CI names the README's own command in `DATELINE_FIRST_COMMAND`; else it is the program that was built.
fn launch(home: &std::path::Path) -> Launch {
    let launch = match std::env::var("DATELINE_FIRST_COMMAND") {
        Ok(command) => {
            let mut launch = Launch::program("sh").args(["-c", &command]);
            // Cargo finds its toolchain and its packages where the person has them.
            let person = std::env::var("HOME").unwrap_or_default();
            launch = launch
                .env("CARGO_HOME", std::env::var("CARGO_HOME").unwrap_or(format!("{person}/.cargo")))
                .env("RUSTUP_HOME", std::env::var("RUSTUP_HOME").unwrap_or(format!("{person}/.rustup")));
            launch.folder(env!("CARGO_MANIFEST_DIR").as_ref())
        }
        Err(_) => Launch::dateline(),
    };
    launch.home(home)
}

#[test]
fn first_command_reaches_a_story_of_the_demo() {
    let home = TempDir::new().unwrap();
    let mut pty = launch(home.path()).start();
    pty.wait_for_text("Read the demo edition");
    pty.send("1");
    pty.wait_for_text("DATELINE demo");
    pty.wait_for_text("unread");
    pty.send(" ");
    pty.wait_for_text("Dateline");
    pty.wait_for_text("%");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}
