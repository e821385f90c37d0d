//! K6: lines and pages.

codes! {
    /// A word wider than the measure.
    WORD_TOO_WIDE = "K601" Warning
        en "`{0}` is wider than the column and was broken" zh "`{0}` 宽于一栏，已强行断开";
    /// A photo with few pixels for its size.
    LOW_RESOLUTION = "K651" Warning
        en "`{0}` has only {1} pixels an inch at {2} mm wide and will look soft in print"
        zh "`{0}` 以 {2} 毫米宽排印时只有 {1} ppi，印出来会发虚"
        help_en "use a larger original or a smaller place for it" help_zh "请换用更大的原图，或改排得小一些";
    /// A picture taller than its place.
    PICTURE_SCALED = "K652" Warning
        en "`{0}` is too tall for its place and was scaled to {1} %" zh "`{0}` 过高，已缩至 {1}% 以排入版面"
        help_en "crop it in the front matter's `figures`, or give it another `place`"
        help_zh "可在文首 `figures` 中裁切，或另设 `place`";
    /// Notes numbered by page whose numbers move them to other pages.
    NOTES_UNSETTLED = "K654" Note
        en "the notes of `{0}` could not be numbered by page: with new numbers they move to other pages"
        zh "`{0}` 的注释无法按页编号：换号之后又移到了别的页"
        help_en "set `numbering = \"article\"` in the theme's `[note]`"
        help_zh "请在主题的 `[note]` 中设 `numbering = \"article\"`";
    /// A picture in a note, which pages have no place for.
    PICTURE_IN_NOTE = "K655" Warning
        en "`{0}` stands in a note and is left out of the PDF, which prints its caption and credit only"
        zh "`{0}` 位于注释中，PDF 不排此图，只排其图注与署名"
        help_en "put the picture into the text and refer to it in the note"
        help_zh "请将图片移至正文，并在注释中引用";
    /// A document beyond the limit of pages.
    TOO_MANY_PAGES = "K661" Error
        en "with this article the document has more than {0} pages" zh "排到这篇文章时超过了 {0} 页的上限"
        help_en "divide the book, or look whether the theme's type area is what you mean"
        help_zh "请将书分册，或检查版式的版心是否正确";
    /// Pages that references show and that move when they show them.
    MOVING_REFERENCES = "K660" Warning
        en "references that show a page did not settle in {0} passes; some may be off by a page"
        zh "显示页码的引用排了 {0} 遍仍不稳定，个别页码可能差一页"
        help_en "reword one of the paragraphs with `{.page}`" help_zh "请改动其中一段含 `{.page}` 的文字";
    /// A passage that should be vertical on a horizontal page, but holds more than paragraphs and verse.
    VERTICAL_PASSAGE = "K653" Note
        en "a vertical passage that holds more than paragraphs and verse is set horizontally on this page"
        zh "此处直排内容含有段落与诗以外的成分，在本页按横排处理";
}
