//! Lengths, ems, ratios, points and areas. In: numbers with units. Out: values that cannot be confused.
//!
//! Every length is an integer ([`Abs`]) until a writer's edge, so layout adds and compares exactly and
//! gives the same result on every machine. Layout speaks of [`inline` and `block`](logical) axes; only
//! the last step of `frame` turns them into x and y.

mod abs;
mod color;
mod em;
mod logical;
mod physical;
mod short;

pub use abs::Abs;
pub use color::{Color, Stroke};
pub use em::{Em, Ratio};
pub use logical::{LPoint, LRect, LSize, Placement, WritingMode};
pub use physical::{Point, Rect, Sides, Size};
pub use short::Short;
