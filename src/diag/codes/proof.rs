//! C: what the copy desk finds. C1 marks, C2 words, C3 figures and dates, C4 structure and pictures.

codes! {
    /// `(市、区)`, `东阳,义乌`.
    HALF_WIDTH = "C101" Warning
        en "`{0}` is half-width in Chinese text" zh "中文里用了半角标点 `{0}`"
        help_en "write `{1}`; `keben check --fix` does it" help_zh "请改成 `{1}`；`keben check --fix` 可自动改正";
    /// A quotation or bracket that is not closed, or not opened.
    UNBALANCED = "C102" Warning
        en "`{0}` has no partner in this paragraph" zh "本段中 `{0}` 没有配对"
        help_en "add the other one, or remove it" help_zh "请补上另一半，或删去";
    /// 「」 in an article of “”.
    MIXED_QUOTES = "C103" Warning
        en "`{0}` stand where the article otherwise has `{1}`" zh "此处用 `{0}`，全文其余各处用 `{1}`"
        help_en "use one kind of quotation marks throughout" help_zh "引号全文应当统一";
    /// `"…"` around Chinese.
    STRAIGHT_QUOTES = "C104" Warning
        en "straight quotation marks around Chinese text" zh "中文里用了直引号"
        help_en "write “…”, or 「…」 where the article has those; `keben check --fix` does it"
        help_zh "请改成 “…”，全文用「」的改成「…」；`keben check --fix` 可自动改正";
    /// ”、“ (GB/T 15834-2011, 4.5.3.5).
    LIST_OF_QUOTED = "C105" Warning
        en "no `、` is needed between items in quotation marks" zh "标有引号或书名号的并列成分之间通常不用顿号"
        help_en "leave it out, unless something else stands between the items (GB/T 15834-2011, 4.5.3.5)"
        help_zh "请删去顿号；若其间插有别的成分，则宜保留（GB/T 15834—2011，4.5.3.5）";
    /// A dash of hyphens, box lines or three parts.
    DASH = "C106" Warning
        en "`{0}` stands for a dash" zh "破折号写成了 `{0}`"
        help_en "write `——`; `keben check --fix` does it" help_zh "请写成 `——`；`keben check --fix` 可自动改正";
    /// `...`, `。。。`, a single `…`.
    ELLIPSIS = "C107" Warning
        en "`{0}` stands for an ellipsis" zh "省略号写成了 `{0}`"
        help_en "write `……`; `keben check --fix` does it" help_zh "请写成 `……`；`keben check --fix` 可自动改正";
    /// `，，`, `。，`.
    DOUBLED_MARK = "C108" Warning
        en "two marks in a row: `{0}`" zh "标点重复：`{0}`"
        help_en "keep one of them; `keben check --fix` does it where they are the same"
        help_zh "请只留一个；相同的标点重复，`keben check --fix` 可自动改正";
    /// A paragraph that begins with a closing mark.
    BEGINS_CLOSED = "C109" Warning
        en "the paragraph begins with `{0}`" zh "段首是 `{0}`"
        help_en "is it the rest of the paragraph before?" help_zh "是不是上一段断开的后半截？";
    /// A paragraph without an end mark.
    NO_END = "C110" Warning
        en "the paragraph has no end mark" zh "段末没有句末标点"
        help_en "add it, or put the rest of the paragraph behind it" help_zh "请补上标点，或接上断开的后半截";
    /// ！！！！ (GB/T 15834-2011, 4.2.3.3 and 4.3.3.3).
    STACKED = "C111" Warning
        en "more than three marks in a row: `{0}`" zh "叠用的标点超过三个：`{0}`"
        help_en "keep three at most, or ？！ for a question in surprise (GB/T 15834-2011, 4.2.3.3 and 4.3.3.3)"
        help_zh "最多叠用三个；又问又叹用 ？！（GB/T 15834—2011，4.2.3.3、4.3.3.3）";
    /// The same word twice.
    DOUBLED_WORD = "C201" Warning
        en "`{0}` may be there once too often" zh "`{0}` 疑为重复"
        help_en "read the sentence again" help_zh "请核对这一句";
    /// A traditional character among simplified ones, or the other way round.
    MIXED_SCRIPT = "C202" Warning
        en "`{0}` is {1} in an article of the other script" zh "`{0}` 是{1}，与全文用字不一致"
        help_en "write `{2}`; a name may be kept with `[{0}]{.name}` or under `[check] keep` in keben.toml"
        help_zh "请写成 `{2}`；人名、地名可写成 `[{0}]{.name}`，或列入 keben.toml 的 `[check] keep`";
    /// A whole passage in the other script.
    OTHER_SCRIPT = "C203" Warning
        en "{0} characters of this paragraph are {1}" zh "本段有 {0} 个{1}"
        help_en "if it quotes an old text, put it in `[…]{lang=zh-Hant}`" help_zh "如果是引用原文，请写成 `[…]{lang=zh-Hant}`";
    /// 今年 without a date.
    NO_DATE = "C301" Warning
        en "`{0}` means nothing without a date in the front matter; such words in all: {1}"
        zh "文首没有日期，`{0}` 无从说起（共 {1} 处这类说法）"
        help_en "add `date: 2026-06-05` to the front matter" help_zh "请在文首写上 `date: 2026-06-05`";
    /// A date that does not exist.
    NO_SUCH_DATE = "C302" Warning
        en "there is no {0}" zh "没有 {0} 这一天"
        help_en "check the date" help_zh "请核对日期";
    /// A weekday that is another.
    WEEKDAY = "C303" Warning
        en "{0} is a {1}" zh "{0} 是{1}"
        help_en "check date and weekday" help_zh "请核对日期和星期";
    /// A percentage that does not follow.
    RATE = "C304" Warning
        en "{0} does not follow from the figures in this sentence; they give {1}" zh "{0} 与句中的数字不符，按句中数字应为 {1}"
        help_en "check the figures" help_zh "请核对数字";
    /// A sum that does not follow.
    SUM = "C305" Warning
        en "the parts add up to {1}, not {0}" zh "各项合计是 {1}，不是 {0}"
        help_en "check the figures" help_zh "请核对数字";
    /// A heading two levels below the one before it.
    LEVEL_SKIPPED = "C401" Warning
        en "a heading of level {0} follows one of level {1}" zh "{1} 级标题之后直接是 {0} 级标题"
        help_en "use the level between them" help_zh "请不要跳级";
    /// An ISBN whose last digit is wrong.
    ISBN = "C402" Warning
        en "`{0}` is no ISBN: its check digit should be {1}" zh "书号 `{0}` 的校验码不对，应为 {1}"
        help_en "check the number" help_zh "请核对书号";
    /// A picture that `import` or `init` drew.
    PLACEHOLDER = "C403" Warning
        en "`{0}` is a placeholder" zh "`{0}` 是占位图"
        help_en "put the photo in its place" help_zh "请换成照片";
    /// A character outside the set asked for.
    OUTSIDE_SET = "C404" Warning
        en "`{0}` is outside {1}" zh "`{0}` 不在{1}之内"
        help_en "check that it is meant" help_zh "请核对是否确要用这个字";
}
