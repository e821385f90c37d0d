//! The rules of Chinese composition, one file a section of CLREQ: pure functions over characters and classes.
//! In: characters. Out: what they are and what may be done with them. `STATUS.md` says clause by clause what is
//! held and which test holds it.
//!
//! Numbers such as E5 are the rows of that list; the sources are CLREQ (<https://www.w3.org/TR/clreq/>,
//! snapshot 2024-03-21), GB/T 15834-2011 and, where both are silent, JLREQ and CSS Text 4.

mod adjust;
mod bonds;
mod class;
mod collation;
mod latin;
mod paragraph;
mod prohibition;
mod units;
mod vertical;
mod width;

pub use adjust::{GAP_MAX, Gap, Squeeze, WORD_SPACE_MAX, WORD_SPACE_MIN, gap_stretches, squeeze_of};
pub use bonds::{Bond, bonds};
pub use class::{Class, class_of, classes};
pub use collation::{Collation, Sorting};
pub use latin::{break_opportunities, css_opportunities, gap_between};
pub use paragraph::{last_line_is_lone, lone_characters};
pub use prohibition::{Prohibition, never_first, never_last};
pub use units::{Between, between, breaks_url_after};
pub use vertical::{Stands, in_place_of, stands, turns};
pub use width::{Cell, Punctuation, cell_of, exclaim_cut, line_end_cut, line_start_cut, pair_cut, style_cut};
