//! K3: themes.

codes! {
    /// A theme that is not there.
    UNKNOWN_THEME = "K301" Error
        en "there is no theme `{0}`" zh "没有名为 `{0}` 的版式";
}
