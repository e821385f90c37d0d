//! K9: the journey and the command line.

codes! {
    /// An output that could not be written.
    WRITE_FAILED = "K901" Error
        en "`{0}` could not be written: {1}" zh "无法写入 `{0}`：{1}";
}
