//! How a line came to be as it is, for `keben inspect --stage lines`, tests and people.

pub use super::breaks::Reason;
use crate::clreq::Squeeze;
use crate::geom::Abs;

/// What was done to a line.
#[derive(Clone, Debug)]
pub struct Report {
    /// How wide it was by itself, its edges trimmed.
    pub natural: Abs,
    /// How wide it had to become.
    pub room: Abs,
    /// What each kind of place was squeezed by, and what it could have given.
    pub squeezed: Vec<(Squeeze, Abs, Abs)>,
    /// What word spaces were stretched by.
    pub words: Abs,
    /// What Han–Latin spaces were stretched by.
    pub han_latin: Abs,
    /// How many gaps were stretched last, all alike, …
    pub gaps: usize,
    /// … and by how much each.
    pub gap: Abs,
    /// Why it ended where it does.
    pub reason: Reason,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "natural {:?} of {:?}", self.natural, self.room)?;
        for (kind, by, of) in &self.squeezed {
            write!(f, "; {} squeezed by {by:?} of {of:?}", places(*kind))?;
        }
        if self.words != Abs::ZERO {
            write!(f, "; word spaces stretched by {:?}", self.words)?;
        }
        if self.han_latin != Abs::ZERO {
            write!(f, "; Han–Latin spaces stretched by {:?}", self.han_latin)?;
        }
        if self.gaps > 0 {
            write!(f, "; {} gaps stretched by {:?} each", self.gaps, self.gap)?;
        }
        write!(f, "; ends {}", self.reason)
    }
}

/// What a kind of squeezing takes from, in words.
fn places(kind: Squeeze) -> &'static str {
    match kind {
        Squeeze::WordSpace => "word spaces",
        Squeeze::Middle => "middle dots",
        Squeeze::Bracket => "brackets and quotation marks",
        Squeeze::Pause => "，、；：",
        Squeeze::HanLatin => "Han–Latin spaces",
        Squeeze::Stop => "。？！",
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Reason::Free => "where the rules let a line end",
            Reason::Poor => "behind a number, a range or an enumerator, for want of better",
            Reason::Hyphen => "between syllables, with a hyphen",
            Reason::Address => "inside an address, without a hyphen",
            Reason::Forced => "by force: nothing of it fits the measure",
            Reason::End => "with the text, or where its author ended the line",
        })
    }
}
