//! What never happens whatever bytes come: the stable twins of the fuzzer's targets (`fuzz/`).
//!
//! Each door is given mixtures of pieces that mean something to it, with stray bytes between them. What the
//! fuzzer found once stands in `fuzz/seeds` and is read here as well.

mod bodies;

use std::fs;
use std::path::Path;

use proptest::prelude::*;

/// Pieces of pages, feeds, addresses, queries and settings, and what they are broken with.
const PIECES: &str = r#"<p>|</p>|<b id=x>|<table><tr><td colspan=99999999999>|</table>|<!--|-->|<script>|</script>|<svg><foreignObject>
|<template>|<select>|<math><mtext>|<ul><li>|<a href='//x'>|<img srcset='a 1x, b 2x' alt=x>|<ruby>x<rt>y|<pre> |<frameset>|<title>
|<meta charset=|utf-7|windows-1251|<base href=javascript:1>|&lt;|&#0;|&#x110000;|&notit;|<![CDATA[|]]>|<?xml version='1.0' encoding='utf-16'?>
|<!DOCTYPE r [<!ENTITY a '&a;'>]>|<rss><channel>|<item>|<title>&a;</title>|<pubDate>Thu, 99 Nov 99999 25:61:61 +9999</pubDate>|</item>|<feed>
|<entry>|<content type=xhtml>|{"version":"https://jsonfeed.org/version/1","items":[|<urlset><url><loc>|words of a text. |http://|https:|//|@
|user:pass@|[::ffff:127.0.0.1]|0x7f.1|localhost.|%2e%2e/|javascript:|#|?q=|xn--|"|(|)| or |-|title:|date:|2025-11-31|..|*|~|:|[[source]]
|id = "a"|routes = [{ kind = "feed", url = "x" }]|[ui]|= |'''|[read]|mark = 1|Ж|👩|क"#;

/// Pieces that a text editor would not show.
const HIDDEN: &[&[u8]] = &[
    b"\x1b]0;x\x07",
    b"\xc2\x9b",
    b"\xe2\x80\xae",
    b"\xf3\xa0\x81\x81",
    b"\xe2\x80\x8d",
    b"\xcc\x81",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\0",
    b"\x80",
    b"\xed\xa0\x80",
    b"\r",
    b"\n",
    b"\t",
];

fn mixture() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<Vec<u8>> = PIECES.split('|').map(|piece| piece.as_bytes().to_vec()).collect();
    let piece = prop_oneof![
        8 => prop::sample::select(pieces),
        2 => prop::sample::select(HIDDEN).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 1..8),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// The seeds of a target, read through its body.
fn seeds(target: &str, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    // A package of the crate has no seeds.
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files {
        body(&fs::read(file.unwrap().path()).unwrap());
    }
}

macro_rules! never {
    ($($target:ident)*) => {$(
        mod $target {
            use super::*;

            #[test]
            fn its_seeds_are_read() {
                seeds(stringify!($target), bodies::$target::$target);
            }

            proptest! {
                #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]
                #[test]
                fn no_mixture_breaks_it(bytes in mixture()) {
                    bodies::$target::$target(&bytes);
                }
            }
        }
    )*};
}

never!(charset feed page typesetting clean_text url_policy query configuration);
