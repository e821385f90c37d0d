//! K2: front matter and Markdown.

codes! {
    /// An article without a title.
    NO_TITLE = "K201" Error
        en "the article has no title" zh "文章没有标题"
        help_en "add `title: …` to the front matter" help_zh "请在文首元数据中写上 `title: …`";
}
