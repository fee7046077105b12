//! Pictures: bytes → a small picture → what cells of a terminal can show of it.
//!
//! Who enters: `service`, on a worker that may fall over, with bytes from outside; `typeset` and `view` with a
//! [`Plate`], which is a picture laid out in cells. The size is read from the header before anything is decoded, and what
//! is too large is refused. What never happens here: a fetch, a file, a drawing that is a program (SVG), an animation, an
//! unsafe line.

mod decode;
mod plate;
mod raster;

pub use decode::decode;
pub use plate::Plate;
pub use raster::Picture;
