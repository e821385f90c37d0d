//! K7: PDF.

codes! {
    /// The PDF could not be written.
    PDF_FAILED = "K701" Error
        en "the PDF could not be written: {0}" zh "无法生成 PDF：{0}";
}
