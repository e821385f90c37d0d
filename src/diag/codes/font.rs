//! K4: faces.

codes! {
    /// A character that no face has.
    NO_GLYPH = "K401" Warning
        en "no face has the character `{0}` ({1}); a box is drawn for it" zh "没有字体含有字符“{0}”（{1}），以方框代替"
        help_en "put a face that has it into the project's `fonts/`" help_zh "请把含有该字的字体放入项目的 `fonts/`";
    /// A font file that cannot be trusted.
    BROKEN_FACE = "K402" Error
        en "the font `{0}` is broken: {1}" zh "字体 `{0}` 已损坏：{1}"
        help_en "get the file anew, or take it out of `fonts/`" help_zh "请重新获取该文件，或将其移出 `fonts/`";
    /// A face that may not be embedded.
    RESTRICTED_FACE = "K403" Error
        en "the font `{0}` may not be embedded: {1}" zh "字体 `{0}` 不允许嵌入：{1}"
        help_en "take a face whose licence allows it" help_zh "请改用许可嵌入的字体";
    /// A variable font.
    VARIABLE_FACE = "K404" Warning
        en "the font `{0}` is variable; only its default instance is used" zh "字体 `{0}` 是可变字体，只使用其默认实例"
        help_en "put static faces of the weights you need into `fonts/`" help_zh "请把所需字重的静态字体放入 `fonts/`";
    /// A role whose families are nowhere.
    FAMILY_MISSING = "K405" Warning
        en "none of the families {0} of the theme is at hand; `{1}` stands in" zh "找不到版式所用的字体 {0}，以 `{1}` 代替"
        help_en "put one of them into the project's `fonts/`" help_zh "请把其中之一放入项目的 `fonts/`";
    /// More fonts than are held.
    TOO_MANY_FACES = "K407" Error
        en "with `{0}` the project's fonts are more than {1}" zh "读到 `{0}` 时项目字体超过了上限：{1}"
        help_en "leave only the faces in `fonts/` that the theme names" help_zh "请在 `fonts/` 中只保留版式用到的字体";
    /// No face at all.
    NO_FACE = "K406" Error
        en "there is no font to set text in" zh "没有可用的字体"
        help_en "put font files into the project's `fonts/`, or use a keben built with its own"
        help_zh "请把字体文件放入项目的 `fonts/`，或使用自带字体的 keben";
}
