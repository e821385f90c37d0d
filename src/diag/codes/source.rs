//! K1: projects and files.

codes! {
    /// A file that is not there.
    FILE_MISSING = "K101" Error
        en "`{0}` is not there" zh "找不到 `{0}`";
}
