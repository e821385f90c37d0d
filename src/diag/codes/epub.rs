//! K8: EPUB.

codes! {
    /// The EPUB could not be written.
    EPUB_FAILED = "K801" Error
        en "the EPUB could not be written: {0}" zh "无法生成 EPUB：{0}";
}
