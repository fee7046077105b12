//! Families of languages: how their comments begin, what their strings stand in, which words they keep.

/// What languages of one kind have in common.
pub(super) struct Family {
    /// Their names, lower case, parted by spaces.
    names: &'static str,
    /// Signs of a comment up to the end of its line.
    pub lines: &'static [&'static str],
    /// Signs around other comments.
    pub blocks: &'static [(&'static str, &'static str)],
    /// Whether a comment stands at the beginning of a line or behind a space.
    pub parted: bool,
    /// Signs around strings.
    pub quotes: &'static str,
    /// Whether a backslash takes the meaning of what follows in a string.
    pub escapes: bool,
    /// Whether three signs stand around strings of several lines.
    pub triple: bool,
    /// Whether `'` stands around a single letter.
    pub letters: bool,
    /// Words that the languages keep, parted by spaces.
    pub keywords: &'static str,
    /// Whether these may be written in capitals.
    pub folds: bool,
    /// Whether names of elements take the place of keywords.
    pub tags: bool,
    /// Whether names have `-` in them.
    dashes: bool,
}

/// What most have.
const PLAIN: Family = Family {
    names: "",
    lines: &["//"],
    blocks: &[("/*", "*/")],
    parted: false,
    quotes: "\"'",
    escapes: true,
    triple: false,
    letters: false,
    keywords: "",
    folds: false,
    tags: false,
    dashes: false,
};

const ALL: &[Family] = &[
    Family {
        names: "rust rs",
        letters: true,
        keywords: "as async await break const continue crate dyn else enum extern false fn for if impl in let loop \
                   match mod move mut pub ref return self Self static struct super trait true type unsafe use where while",
        ..PLAIN
    },
    Family {
        names: "c h cpp c++ cc cxx hpp objc objectivec objective-c java kotlin kt scala csharp c# cs go golang swift \
                dart groovy zig solidity php glsl hlsl d v vala arduino",
        quotes: "\"'`",
        keywords: "abstract and as assert async auto await bool boolean break byte case catch char class const continue \
                   def default defer delete do double else enum export extends extern false final finally float fn for \
                   foreach fun func function go goto if implements import in include inline int interface internal is \
                   let long map match mut namespace new nil null nullptr object operator or override package private \
                   protected protocol public range return sealed select short signed sizeof static string struct super \
                   switch template this throw throws trait true try type typedef typename union unsigned using val var \
                   virtual void volatile when where while with yield",
        ..PLAIN
    },
    Family {
        names: "javascript js jsx mjs cjs node typescript ts tsx json5 coffeescript",
        quotes: "\"'`",
        keywords: "abstract any as async await boolean break case catch class const continue debugger declare default \
                   delete do else enum export extends false finally for from function get if implements import in \
                   instanceof interface keyof let namespace never new null number of private protected public readonly \
                   return set static string super switch this throw true try type typeof undefined unknown var void \
                   while with yield",
        ..PLAIN
    },
    Family { names: "json jsonc geojson", quotes: "\"", keywords: "true false null", ..PLAIN },
    Family {
        names: "css scss sass less stylus",
        dashes: true,
        keywords: "@media @import @font-face @keyframes @supports @use @include @mixin @layer important",
        ..PLAIN
    },
    Family {
        names: "python py python3 ipython cython",
        lines: &["#"],
        blocks: &[],
        triple: true,
        keywords: "and as assert async await break case class continue def del elif else except False finally for from \
                   global if import in is lambda match None nonlocal not or pass raise return self True try while with yield",
        ..PLAIN
    },
    Family {
        names: "ruby rb elixir ex exs perl pl crystal julia jl r nim tcl",
        lines: &["#"],
        blocks: &[],
        parted: true,
        triple: true,
        keywords: "alias and begin break case class def defmodule defp do else elsif end ensure false fn for foreach \
                   function global if import in local macro module mutable my next nil not or our package print proc \
                   quote raise redo require rescue retry return self struct sub super then true undef unless until use \
                   using when where while yield",
        ..PLAIN
    },
    Family {
        names: "bash sh shell zsh fish console shellscript shell-session terminal makefile make dockerfile docker",
        lines: &["#"],
        blocks: &[],
        parted: true,
        escapes: true,
        dashes: true,
        keywords: "alias break case cd continue do done echo elif else esac eval exec exit export false fi for function if \
                   in local printf read return set shift source sudo test then trap true unset until while ADD ARG CMD \
                   COPY ENTRYPOINT ENV EXPOSE FROM RUN USER VOLUME WORKDIR",
        ..PLAIN
    },
    Family {
        names: "yaml yml toml ini cfg conf properties dotenv env nginx hcl terraform gitignore",
        lines: &["#"],
        blocks: &[],
        parted: true,
        dashes: true,
        triple: true,
        keywords: "true false null yes no on off",
        ..PLAIN
    },
    Family {
        names: "sql mysql postgresql postgres pgsql plsql tsql sqlite",
        lines: &["--"],
        escapes: false,
        folds: true,
        keywords: "add all alter and as asc begin between by cascade case check column commit constraint create cross \
                   database default delete desc distinct drop else end exists explain false foreign from full function \
                   grant group having if in index inner insert into is join key left like limit not null offset on or \
                   order outer over partition primary references returning right rollback select set table then \
                   transaction trigger true union unique update using values view when where with",
        ..PLAIN
    },
    Family {
        names: "lua haskell hs elm ada vhdl applescript",
        lines: &["--"],
        blocks: &[("{-", "-}"), ("--[[", "]]")],
        quotes: "\"",
        keywords: "and as break case class data deriving do else elseif end false for forall function goto hiding if \
                   import in infix instance let local module newtype nil not of or qualified repeat return then true \
                   type until where while",
        ..PLAIN
    },
    Family {
        names: "lisp elisp emacs-lisp common-lisp clojure clj scheme racket asm assembly nasm",
        lines: &[";"],
        blocks: &[],
        quotes: "\"",
        dashes: true,
        keywords: "and cond def defmacro defn defun defvar define do fn for if lambda let loop nil not ns or progn quote \
                   recur require set setq true unless use when",
        ..PLAIN
    },
    Family {
        names: "html xml svg xhtml rss atom vue svelte markup htm jsp erb xslt",
        lines: &[],
        blocks: &[("<!--", "-->")],
        escapes: false,
        tags: true,
        dashes: true,
        ..PLAIN
    },
];

impl Family {
    /// The family of a language, by its name as pages write it.
    pub(super) fn of(lang: &str) -> Option<&'static Self> {
        let lang = lang.trim().to_lowercase();
        ALL.iter().find(|family| family.names.split(' ').any(|name| name == lang))
    }

    /// Whether a sign may stand within a name.
    pub(super) fn joins(&self, c: char) -> bool {
        self.dashes && c == '-'
    }
}
