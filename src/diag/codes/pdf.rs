//! K7: PDF.

codes! {
    /// The PDF could not be written.
    PDF_FAILED = "K701" Error
        en "the PDF could not be written: {0}" zh "无法生成 PDF：{0}";
    /// A face that could not be cut to the glyphs of the document.
    FACE_NOT_CUT = "K702" Error
        en "a face could not be cut for the PDF: {0}" zh "无法为 PDF 裁取字体：{0}"
        help_en "replace the font file; it may be damaged" help_zh "请更换该字体文件，它可能已损坏";
    /// A file to be imposed that is no PDF, is damaged or locked.
    NOT_IMPOSED = "K703" Error
        en "`{0}` cannot be imposed: {1}" zh "无法为 `{0}` 拼版：{1}"
        help_en "give a PDF that opens without a password, such as `keben build` makes"
        help_zh "请使用无需密码即可打开的 PDF，例如 `keben build` 生成的文件";
    /// A profile that no output intent can have.
    BAD_PROFILE = "K704" Error
        en "`{0}` is no ICC output profile of a press with four inks" zh "`{0}` 不是四色印刷的 ICC 输出特性文件"
        help_en "ask the printer for the profile of the paper and press; a screen's or camera's will not do"
        help_zh "请向印刷厂索取对应纸张与印刷机的特性文件，显示器或相机的不能使用";
    /// A colour of the theme with more ink on one place than the press can take.
    TOO_MUCH_INK = "K705" Warning
        en "the colour `{0}` lays {1} % of ink on one place; the press takes {2} %"
        zh "颜色“{0}”的总墨量为 {1}%，超过印刷条件允许的 {2}%"
        help_en "take less of the three colours where there is much black" help_zh "黑色较多时请减少三色墨量";
    /// Small text in several inks.
    TEXT_IN_MANY_INKS = "K706" Warning
        en "text of {0} pt is printed with {1} inks, `{2}`; where plates shift, its edges blur"
        zh "{0} 磅的文字用 {1} 色墨（{2}）印刷，套印不准时边缘会发虚"
        help_en "use black ink alone, or one ink, for small text" help_zh "小字请只用黑墨或单色墨";
    /// What the file for the press is, for the printer.
    PREFLIGHT = "K707" Note
        en "for the press: {0}" zh "印前信息：{0}";
    /// A photo with more ink on one place than the press can take.
    PHOTO_WITH_TOO_MUCH_INK = "K708" Warning
        en "the photo `{0}` lays up to {1} % of ink on one place; the press takes {2} %"
        zh "图片 `{0}` 的总墨量最高达 {1}%，超过印刷条件允许的 {2}%"
        help_en "send it as RGB, so that it is converted for this press, or convert it anew"
        help_zh "请提供 RGB 原图由 keben 按印刷条件转换，或重新分色";
    /// A profile that the PDF version of PDF/X-1a does not know.
    PROFILE_TOO_NEW = "K709" Error
        en "`{0}` is an ICC profile of version 4, which {1} cannot hold" zh "`{0}` 是第 4 版 ICC 特性文件，{1} 不能使用"
        help_en "ask the printer for a profile of version 2, or build with `--print x4`"
        help_zh "请向印刷厂索取第 2 版特性文件，或改用 `--print x4`";
}
