//! Day pages: is an answer the page that was asked for.
