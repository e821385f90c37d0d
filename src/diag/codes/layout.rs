//! K6: lines and pages.

codes! {
    /// A word wider than the measure.
    WORD_TOO_WIDE = "K601" Warning
        en "`{0}` is wider than the column and was broken" zh "“{0}”宽于一栏，已强行断开";
}
