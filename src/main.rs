//! The `dateline` program. Everything is in the library; see its rooms.

fn main() -> std::process::ExitCode {
    dateline::cli::main()
}
