//! K12: `keben.toml`.

codes! {
    /// A project file that is not TOML.
    SYNTAX = "K121" Error
        en "keben.toml is not valid TOML: {0}" zh "keben.toml 不是有效的 TOML：{0}";
    /// A key that no project file has.
    UNKNOWN_KEY = "K122" Error
        en "keben.toml has no key `{0}`" zh "keben.toml 中没有 `{0}` 这一项"
        help_en "the README lists every key" help_zh "README 列出了全部可用的项";
    /// A value of the wrong kind.
    WRONG_TYPE = "K123" Error
        en "`{0}` takes a value such as `{1}`, not {2}" zh "`{0}` 应写作 `{1}` 这样的值，而不是 {2}";
    /// A word that is not among those a key knows.
    UNKNOWN_WORD = "K124" Error
        en "`{0}` does not know `{1}`; it takes one of {2}" zh "`{0}` 不认识 `{1}`，可用的值有 {2}";
    /// A text that is no ISBN.
    NOT_AN_ISBN = "K125" Error
        en "`{0}` is no ISBN: one has 13 digits and begins with 978 or 979, or 10 digits"
        zh "`{0}` 不是书号：书号有 13 位数字，以 978 或 979 开头（旧书号 10 位）";
    /// An ISBN that was mistyped.
    ISBN_CHECKSUM = "K126" Error
        en "`{0}` is mistyped: with these digits the last would be {1}" zh "书号 `{0}` 有误：按前面的数字，末位应是 {1}"
        help_en "compare every digit with the number that was assigned" help_zh "请与分配的书号逐位核对";
    /// Parts or a colophon, but no title.
    NO_TITLE = "K127" Error
        en "a book needs a title" zh "书没有书名"
        help_en "write `title = \"…\"` at the top of keben.toml" help_zh "请在 keben.toml 开头写上 `title = \"…\"`";
    /// An article that stands in the book twice.
    TWICE = "K128" Error
        en "`{0}` is listed twice" zh "`{0}` 列出了两次";
    /// An article that the list leaves out.
    LEFT_OUT = "K129" Note
        en "`{0}` is in the project but not in the book" zh "`{0}` 在项目中，但没有编入本书";
    /// A part without articles.
    EMPTY_PART = "K130" Error
        en "the part `{0}` has no article" zh "`{0}` 一编没有文章"
        help_en "list its articles: `articles = [\"source/a.md\"]`" help_zh "请列出文章：`articles = [\"source/a.md\"]`";
    /// A folder pattern that nothing matches.
    NO_MATCH = "K131" Error
        en "`{0}` matches no Markdown file" zh "`{0}` 没有匹配到任何 Markdown 文件"
        help_en "a pattern is a folder and `*.md` behind it, such as `source/one/*.md`"
        help_zh "可以写文件夹加 `*.md`，如 `source/one/*.md`";
    /// Articles at the top and in parts.
    LISTED_BOTH = "K132" Error
        en "articles are listed at the top and in parts" zh "文章既列在开头，又列在各编之中"
        help_en "move those of `articles` into a part; one without a title may come first"
        help_zh "请把 `articles` 中的文章移入某一编；没有标题的一编可以放在最前";
    /// A value that is of the right kind but not possible.
    BAD_VALUE = "K133" Error
        en "`{0}` cannot be `{1}`: {2}" zh "`{0}` 不能是 `{1}`：{2}";
    /// A rule to be switched off that does not exist.
    NO_SUCH_RULE = "K134" Error
        en "`check.off` names `{0}`, and there is no such code" zh "`check.off` 中的 `{0}` 不是已有的编号"
        help_en "`keben explain` lists all codes" help_zh "`keben explain` 列出全部编号";
}
