//! K9: the journey and the command line.

codes! {
    /// An output that could not be written.
    WRITE_FAILED = "K901" Error
        en "`{0}` could not be written: {1}" zh "无法写入 `{0}`：{1}";
    /// Nothing to set.
    NO_ARTICLE = "K902" Error
        en "there is no article" zh "没有文章"
        help_en "put a Markdown file into `source/`, or name one: `keben build piece.md`"
        help_zh "请在 `source/` 中放入 Markdown 文件，或直接指定：`keben build piece.md`";
}
