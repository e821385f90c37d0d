//! K4: faces.

codes! {
    /// A character that no face has.
    NO_GLYPH = "K401" Warning
        en "no face has the character `{0}` ({1}); a box is drawn for it" zh "没有字体含有字符“{0}”（{1}），以方框代替"
        help_en "put a face that has it into the project's `fonts/`" help_zh "请把含有该字的字体放入项目的 `fonts/`";
}
