//! K95: import.

codes! {
    /// Bytes that are no text.
    NOT_TEXT = "K950" Error
        en "`{0}` is no text in UTF-8, GB18030 or Big5, no web page and no DOCX"
        zh "`{0}` 不是 UTF-8、GB18030 或 Big5 编码的文本，也不是网页或 DOCX"
        help_en "save it as plain text in UTF-8" help_zh "请另存为 UTF-8 编码的纯文本";
    /// A text without a character.
    EMPTY = "K951" Error
        en "`{0}` has no text" zh "`{0}` 没有文字";
    /// The article does not have the characters of the text.
    NOT_CONSERVED = "K952" Error
        en "the import would change the text: missing `{0}`, too many `{1}`; nothing was written"
        zh "导入会改动原文：缺少 `{0}`，多出 `{1}`；没有写入任何文件"
        help_en "this is a fault of keben; please report it with the text" help_zh "这是程序的错误，请附上原文报告此问题";
    /// A suggestion that does not exist, or that cannot be applied.
    NO_SUGGESTION = "K953" Error
        en "there is no suggestion `{0}` that could be applied" zh "没有可以采纳的建议 `{0}`"
        help_en "`import-report.txt` lists them" help_zh "`import-report.txt` 里列有全部建议";
    /// A DOCX that cannot be read.
    BAD_DOCX = "K954" Error
        en "the DOCX is damaged or too large ({0}): `{1}`" zh "DOCX 文件已损坏或过大（{0}）：`{1}`"
        help_en "open it in a word processor and save it again" help_zh "请用文字处理软件打开后重新保存";
    /// A folder that holds an article already.
    NOT_EMPTY = "K955" Error
        en "`{0}` already has an article" zh "`{0}` 里已经有文章"
        help_en "name a new folder, or add `--force` to replace the article" help_zh "请指定新的文件夹，或加 `--force` 覆盖";
    /// A folder for a new project that is one already.
    IS_PROJECT = "K956" Error
        en "`{0}` already has an article" zh "`{0}` 里已经有文章"
        help_en "name a new folder" help_zh "请指定新的文件夹";
    /// A text of more paragraphs or pictures than an article may have.
    TOO_LONG = "K957" Error
        en "`{1}` is too long for one article: more than {0}" zh "`{1}` 太长，一篇文章容不下：超过{0}"
        help_en "divide it into several texts" help_zh "请把它分成几份";
    /// A picture in the new project's folder that is not the one to be written.
    OTHER_PICTURE = "K958" Error
        en "`{0}` is there already and is another picture; nothing was written" zh "`{0}` 已经存在，而且是另一幅图片；没有写入任何文件"
        help_en "move it away, or import into a new folder" help_zh "请移开它，或导入到新的文件夹";
}
