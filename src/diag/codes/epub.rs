//! K8: EPUB.

codes! {
    /// The EPUB could not be written.
    EPUB_FAILED = "K801" Error
        en "the EPUB could not be written: {0}" zh "无法生成 EPUB：{0}";
    /// A template or style sheet of the theme that cannot be used.
    TEMPLATE = "K802" Error
        en "the theme's `{0}` cannot be used: {1}" zh "版式中的 `{0}` 不能使用：{1}"
        help_en "compare it with the one of the theme `feature`; `templates/README.md` lists the values that it gets"
        help_zh "请对照版式 `feature` 中的同名文件；`templates/README.md` 列出了可用的变量";
    /// A face that could not be cut to the text.
    FACE = "K803" Error
        en "a face could not be cut to the text: {0}" zh "字体子集化失败：{0}"
        help_en "put another version of the face into `fonts/`, or write `fonts = \"none\"` under `[epub]` in the theme"
        help_zh "请在 `fonts/` 中换用该字体的其他版本，或在版式的 `[epub]` 下写 `fonts = \"none\"`";
    /// A photo that is heavier than the store takes.
    PICTURE_TOO_LARGE = "K804" Warning
        en "`{2}` has {0} in the EPUB, and the store profile allows {1}" zh "`{2}` 在 EPUB 中为 {0}，超出书店规格的上限 {1}"
        help_en "lower `image-pixels` or `image-quality` under `[epub]` in the theme"
        help_zh "请在版式的 `[epub]` 下调低 `image-pixels` 或 `image-quality`";
    /// A book that is heavier than the store takes.
    BOOK_TOO_LARGE = "K805" Warning
        en "the EPUB has {0}, and the store profile allows {1}" zh "EPUB 为 {0}，超出书店规格的上限 {1}"
        help_en "lower `image-pixels` or `image-quality` under `[epub]` in the theme, or divide the book"
        help_zh "请在版式的 `[epub]` 下调低 `image-pixels` 或 `image-quality`，或将书分册";
}
