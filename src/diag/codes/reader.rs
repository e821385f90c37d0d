//! K2: front matter and Markdown.

codes! {
    /// An article without a title.
    NO_TITLE = "K201" Error
        en "the article has no title" zh "文章没有标题"
        help_en "add `title: …` to the front matter between two `---` lines at the top"
        help_zh "请在文首两行 `---` 之间写上 `title: …`";
    /// An article without a block.
    EMPTY = "K202" Error
        en "the article has no text" zh "文章没有正文"
        help_en "write it below the front matter" help_zh "请在文首元数据之后写正文";
    /// Front matter that never ends.
    FRONT_UNCLOSED = "K203" Error
        en "the front matter that begins here has no end" zh "从这里开始的文首元数据没有结束"
        help_en "put a line `---` behind its last key" help_zh "请在最后一个键之后加一行 `---`";
    /// Front matter that begins without its line.
    FRONT_UNOPENED = "K239" Error
        en "the front matter has no line `---` before it" zh "文首元数据之前缺少一行 `---`"
        help_en "put a line `---` above this one" help_zh "请在这一行上面加一行 `---`";
    /// Front matter that is no YAML.
    YAML_SYNTAX = "K204" Error
        en "the front matter cannot be understood here: {0}" zh "文首元数据在此处无法解析：{0}"
        help_en "write `key: value`; a value with `: `, `#`, a leading quote, bracket or `*` goes in quotation marks"
        help_zh "请写成 `键: 值`；值里含有 `: `、`#`，或以引号、括号、`*` 开头时，须整个放在半角引号内";
    /// `title：…`.
    FULL_WIDTH_COLON = "K205" Error
        en "a full-width colon follows `{0}`" zh "`{0}` 后面是全角冒号"
        help_en "write `: `, half-width and with a space behind" help_zh "请改成半角冒号加空格：`: `";
    /// `title:…`.
    NO_SPACE = "K206" Error
        en "no space follows the colon of `{0}`" zh "`{0}` 的冒号后面缺空格"
        help_en "write `{0}: …`" help_zh "请写成 `{0}: …`";
    /// A key that means nothing.
    UNKNOWN_KEY = "K207" Warning
        en "`{0}` is no key of the front matter and is left out" zh "文首元数据没有 `{0}` 这个键，已略去";
    /// A key given twice.
    DUPLICATE_KEY = "K208" Error
        en "`{0}` is given twice" zh "`{0}` 写了两次"
        help_en "keep one of them" help_zh "请只留一个";
    /// A value of another kind than wanted.
    WRONG_TYPE = "K209" Error
        en "the value of `{0}` is of the wrong kind; it is written like `{1}`" zh "`{0}` 的值类型不对，应写成 `{1}` 的样子";
    /// A value that is not among those known.
    BAD_VALUE = "K210" Error
        en "`{0}` cannot be `{1}`; it is {2}" zh "`{0}` 不能是 `{1}`，应为{2}";
    /// A date that does not exist or is written another way.
    BAD_DATE = "K211" Error
        en "`{0}` is no date" zh "`{0}` 不是日期"
        help_en "write year, month and day, such as `2026-01-31`, or year and month, or the year"
        help_zh "请写年月日，如 `2026-01-31`；也可以只写年月，或只写年";
    /// Front matter nested or repeated beyond reason.
    YAML_LIMIT = "K212" Error
        en "the front matter is too large or nested too deeply: {0}" zh "文首元数据过大或嵌套过深：{0}";
    /// More lead paragraphs asked for than there are paragraphs.
    LEAD_TOO_LONG = "K213" Warning
        en "`lead: {0}` asks for more paragraphs than the {1} before the first heading"
        zh "`lead: {0}` 多于第一个小标题之前的段数（{1} 段）";
    /// Settings for a photo that is not in the article.
    NO_SUCH_FIGURE = "K214" Warning
        en "no figure of the article shows `{0}`" zh "文中没有用到图片 `{0}`";
    /// HTML in the Markdown.
    RAW_HTML = "K215" Warning
        en "raw HTML is dropped: `{0}`" zh "HTML 代码已略去：`{0}`"
        help_en "write it as Markdown; put `\\` before a `<` that is meant as itself"
        help_zh "请改用 Markdown；如果就是要写 `<`，请在前面加 `\\`";
    /// A link to something else than a web or mail address.
    LINK_DROPPED = "K216" Warning
        en "the link to `{0}` is dropped and its text kept; links go to `https:`, `http:` or `mailto:`"
        zh "指向 `{0}` 的链接已去掉，文字保留；链接只能是 `https:`、`http:` 或 `mailto:`"
        help_en "within the article write `[@id]`" help_zh "文内引用请写 `[@id]`";
    /// A character that cannot be seen.
    CONTROL = "K217" Warning
        en "an invisible control character, {0}, {1} of them" zh "不可见的控制字符 {0}，共 {1} 个"
        help_en "remove it; it is shown as a mark" help_zh "请删除；输出中以占位符号显示";
    /// A fence with a name that means nothing.
    UNKNOWN_FENCE = "K218" Warning
        en "there is no block `:::{0}`; what is in it stays as ordinary text" zh "没有 `:::{0}` 这种区块，其中内容按正文处理";
    /// A fence that never ends.
    FENCE_UNCLOSED = "K219" Error
        en "`:::{0}` is not closed" zh "`:::{0}` 没有结束"
        help_en "put a line `:::` behind its last line, as deep as its first" help_zh "请在末行之后加一行 `:::`，与开头同级";
    /// A closing fence with nothing to close.
    FENCE_STRAY = "K220" Warning
        en "this `:::` closes nothing" zh "这行 `:::` 没有对应的开头"
        help_en "remove it" help_zh "请删去";
    /// `{…}` with something unknown in it.
    UNKNOWN_ATTRIBUTE = "K221" Warning
        en "`{0}` means nothing here and is left out" zh "`{0}` 在这里没有意义，已略去";
    /// `[@id]` without a target.
    DANGLING_REFERENCE = "K222" Error
        en "nothing in the article has the id `{0}`" zh "文中没有编号为 `{0}` 的内容";
    /// An id given twice.
    DUPLICATE_ID = "K223" Warning
        en "the id `{0}` is given twice; references go to the first" zh "编号 `{0}` 用了两次，引用指向第一处"
        help_en "give each its own" help_zh "请各用各的编号";
    /// `[^x]` without a note.
    NO_NOTE = "K224" Error
        en "there is no note `[^{0}]:`" zh "没有注释 `[^{0}]:`"
        help_en "write it on a line of its own: `[^{0}]: …`" help_zh "请另起一行写 `[^{0}]: …`";
    /// A note that nothing refers to.
    UNUSED_NOTE = "K225" Warning
        en "nothing refers to the note `[^{0}]`; it stays where it is written, as ordinary text"
        zh "没有地方引用注释 `[^{0}]`，按正文留在原处";
    /// A figure without a description.
    NO_ALT = "K226" Warning
        en "the picture `{0}` has no alternative text for readers who cannot see it"
        zh "图片 `{0}` 没有给视障读者的替代文字"
        help_en "add `{alt=\"…\"}` behind it" help_zh "请在图片后加 `{alt=\"…\"}`";
    /// A figure without a caption.
    NO_CAPTION = "K227" Warning
        en "the picture `{0}` has no caption" zh "图片 `{0}` 没有图注"
        help_en "write it between the brackets: `![caption](…)`" help_zh "请写在方括号内：`![图注](…)`";
    /// A figure without a credit.
    NO_CREDIT = "K228" Warning
        en "the picture `{0}` has no credit" zh "图片 `{0}` 没有署名"
        help_en "write it behind the path: `![…](… \"… 摄\")`, or set `credits` in the front matter"
        help_zh "请写在路径后面：`![…](… \"某某 摄\")`，或在文首写 `credits`";
    /// A picture in the middle of a text.
    PICTURE_IN_TEXT = "K229" Warning
        en "a picture cannot stand within a text; it is set behind it" zh "图片不能放在文字中间，已移到该段之后"
        help_en "put it into a paragraph of its own" help_zh "请让图片独占一段";
    /// Nesting beyond the limit.
    TOO_DEEP = "K230" Warning
        en "nested more than {0} deep; what is deeper is set at that depth" zh "嵌套超过 {0} 层，更深的按该层处理";
    /// A note written twice.
    DUPLICATE_NOTE = "K231" Warning
        en "the note `[^{0}]` is written twice; the first one counts" zh "注释 `[^{0}]` 写了两次，以第一处为准";
    /// Something else than lines within a verse.
    NOT_VERSE = "K232" Warning
        en "a verse holds lines of text only; this is set behind them" zh "诗只能含有文字行，此处内容另行排出";
    /// A row with more cells than the table has columns.
    EXTRA_CELLS = "K233" Error
        en "the row has more cells than the table has columns: `{0}`" zh "这一行的单元格多于表格的列数：`{0}`"
        help_en "give the header line as many; a `|` within a cell is written `\\|`"
        help_zh "请在表头补足列数；单元格内的 `|` 要写成 `\\|`";
    /// `{…}` behind a picture that cannot be understood.
    BAD_ATTRIBUTES = "K234" Error
        en "what stands in braces behind the picture cannot be understood" zh "图片后花括号里的内容无法解析"
        help_en "write it like `{#fig:id alt=\"…\" place=hero crop=3:2}`"
        help_zh "请写成 `{#fig:id alt=\"…\" place=hero crop=3:2}` 的样子";
    /// `##标题` without a space.
    HEADING_NEEDS_SPACE = "K235" Warning
        en "without a space behind `{0}` this is no heading but a paragraph" zh "`{0}` 后面没有空格，这一行按正文处理，不是标题"
        help_en "write `{0} …`; if it is text, put `\\` before it" help_zh "请写成 `{0} …`；如果确是正文，请在前面加 `\\`";
    /// A paragraph that a line of dashes below it makes a heading.
    HEADING_BY_DASHES = "K236" Warning
        en "the line of `{0}` makes the text above it a heading" zh "这行 `{0}` 使上面的文字成了标题"
        help_en "leave a line empty before it if a rule is meant" help_zh "如果要的是分隔线，请在它前面空一行";
    /// Full-width marks where Markdown wants ASCII ones.
    FULL_WIDTH_MARK = "K237" Warning
        en "`{0}` is full-width and means nothing here; it stays as text" zh "`{0}` 是全角符号，在这里不起作用，按正文处理"
        help_en "write `{1}`" help_zh "请写成 `{1}`";
    /// An article beyond a limit.
    TOO_MUCH = "K238" Error
        en "an article may have {0} {1}; what begins here is above that" zh "一篇文章最多 {0} {1}，从这里开始超出"
        help_en "divide the article" help_zh "请把文章分成几篇";
    /// A text where the name of a programming language stands.
    NO_LANGUAGE = "K240" Warning
        en "`{0}` is no name of a language; it is set as the first line of the code"
        zh "`{0}` 不是编程语言的名称，按代码的第一行处理"
        help_en "write it on the next line; if no code is meant, take the three marks before it away"
        help_zh "请把它移到下一行；如果这里不是代码，请去掉前面的三个符号";
    /// A link's address that no link uses.
    UNUSED_DEFINITION = "K241" Warning
        en "no link uses the address of `{0}`; the line stays as text" zh "没有链接用到 `{0}` 的地址，这一行按正文处理"
        help_en "write `[text]{0}` where the link should be, or remove the line"
        help_zh "请在需要链接处写 `[文字]{0}`，或删去这一行";
    /// A picture where a term stands that is defined.
    PICTURE_DEFINED = "K242" Warning
        en "a picture is no term; the line with `:` below it is set as a paragraph"
        zh "图片不是术语，它下面以 `:` 开头的一行按正文处理"
        help_en "a caption stands between the brackets: `![caption](…)`" help_zh "图注请写在方括号内：`![图注](…)`";
    /// Words within the braces behind a heading.
    HEADING_BRACES = "K243" Warning
        en "`{0}` holds more than attributes and stays in the heading" zh "`{0}` 里不只有属性，留作标题的文字"
        help_en "write `{#id}` alone; put `\\` before a brace that is meant as itself"
        help_zh "请只写 `{#编号}`；如果就是要写花括号，请在前面加 `\\`";
    /// Words on the line of a page break.
    PAGE_BREAK_WORDS = "K244" Warning
        en "`:::pagebreak` stands alone; `{0}` is set as a paragraph behind it"
        zh "`:::pagebreak` 应独占一行，`{0}` 按其后的一段处理"
        help_en "write it on a line of its own" help_zh "请另起一行写";
    /// Words on the line where a comment ends.
    WORDS_BEHIND_COMMENT = "K245" Warning
        en "`{0}` follows a comment on its line and is set as it stands" zh "`{0}` 写在注释的同一行后面，按原样排出"
        help_en "write it on the next line" help_zh "请移到下一行";
    /// A credit in quotation marks and one in braces.
    TWO_CREDITS = "K246" Warning
        en "the picture has two credits, `{0}` and `{1}`; both are set" zh "这幅图有两处署名：`{0}` 和 `{1}`，两处都排出"
        help_en "keep one of them" help_zh "请只留一处";
    /// A reference among the characters under ruby.
    RUBY_OVER_REFERENCE = "K247" Warning
        en "ruby stands over characters; `{0}` is set behind them" zh "注音只能加在文字上，`{0}` 排在其后"
        help_en "write it outside the brackets" help_zh "请写在方括号之外";
    /// A comment behind a text of the front matter.
    YAML_COMMENT = "K248" Warning
        en "`{0}` is a comment to YAML and is left out" zh "`{0}` 在 YAML 中是注释，已略去"
        help_en "if it belongs to the text, put the whole value in quotation marks"
        help_zh "如果它是文字的一部分，请把整个值放在半角引号内";
    /// A title that readers of a page would never see.
    LINK_TITLE = "K249" Warning
        en "a link has no title here; `{0}` is left out" zh "链接不带标题，`{0}` 已略去"
        help_en "write it in the text or as a note, `[^1]`" help_zh "请写进正文，或写成注释 `[^1]`";
}
