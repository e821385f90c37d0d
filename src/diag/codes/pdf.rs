//! K7: PDF.

codes! {
    /// The PDF could not be written.
    PDF_FAILED = "K701" Error
        en "the PDF could not be written: {0}" zh "无法生成 PDF：{0}";
    /// A face that could not be cut to the glyphs of the document.
    FACE_NOT_CUT = "K702" Error
        en "a face could not be cut for the PDF: {0}" zh "无法为 PDF 裁取字体：{0}"
        help_en "replace the font file; it may be damaged" help_zh "请更换该字体文件，它可能已损坏";
}
