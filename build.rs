//! Asks the linker for short relative relocations (`DT_RELR`) where the C library that the program is built on can load
//! them: a megabyte of the release build otherwise. glibc can since 2.36; the program names `GLIBC_ABI_DT_RELR`
//! as needed then, so that an older one refuses it with a sentence. Anywhere else nothing is asked for.
//! <https://maskray.me/blog/2021-10-31-relative-relocations-and-relr>

use std::env;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if built_where_it_runs() && glibc().is_some_and(|version| version >= (2, 36)) {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

fn built_where_it_runs() -> bool {
    let var = |name| env::var(name).unwrap_or_default();
    var("HOST") == var("TARGET")
        && var("CARGO_CFG_TARGET_OS") == "linux"
        && var("CARGO_CFG_TARGET_ENV") == "gnu"
}

/// The version of the C library here, as `getconf` tells it: `glibc 2.36`.
fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let (major, rest) =
        std::str::from_utf8(&told.stdout).ok()?.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, rest.split('.').next()?.parse().ok()?))
}
