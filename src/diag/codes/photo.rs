//! K5: photos.

codes! {
    /// A file that is no image.
    NOT_AN_IMAGE = "K501" Error
        en "`{0}` is not an image that can be read: {1}" zh "`{0}` 不是可以读取的图片：{1}";
}
