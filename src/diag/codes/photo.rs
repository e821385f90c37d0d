//! K5: photos.

codes! {
    /// A file that is no image of any known kind.
    NOT_AN_IMAGE = "K501" Error
        en "`{0}` is not an image" zh "`{0}` 不是图片"
        help_en "JPEG, PNG, WebP, TIFF and GIF are read" help_zh "可读取 JPEG、PNG、WebP、TIFF、GIF";
    /// A file without a byte.
    EMPTY = "K502" Error
        en "`{0}` is empty (0 bytes)" zh "`{0}` 是空文件（0 字节）"
        help_en "copy the photo into the project again" help_zh "请重新把照片复制到项目中";
    /// A known kind of file that is not read.
    UNREAD_KIND = "K503" Error
        en "`{0}` is a file of the kind {1}, which cannot be set" zh "`{0}` 是 {1} 文件，无法排入"
        help_en "save it as JPEG, PNG or TIFF" help_zh "请另存为 JPEG、PNG 或 TIFF";
    /// A file that ends before its picture does.
    TRUNCATED = "K504" Error
        en "`{0}` breaks off in the middle of the picture" zh "`{0}` 不完整，图片数据中途断了"
        help_en "copy or send the photo again" help_zh "请重新复制或传送这张照片";
    /// A file whose picture cannot be decoded.
    DAMAGED = "K505" Error
        en "`{0}` is damaged: {1}" zh "`{0}` 已损坏：{1}"
        help_en "open it in an image editor and save it anew, or send the photo again"
        help_zh "请用图像软件打开后重新保存，或重新传送这张照片";
    /// More pixels than are ever needed on a page, and more than memory should be given to.
    TOO_MANY_PIXELS = "K506" Error
        en "`{0}` has {1} × {2} pixels; at most {3} million are read" zh "`{0}` 有 {1}×{2} 像素，超出可读取的上限（{3} 百万像素）"
        help_en "make it smaller in an image editor" help_zh "请用图像软件缩小后再用";
    /// A name that says another kind than the file is.
    WRONG_EXTENSION = "K507" Warning
        en "`{0}` is a {1} file by its content, whatever its name says" zh "`{0}` 的内容是 {1}，与扩展名不符"
        help_en "rename it, so that other programs are not misled" help_zh "请改正扩展名，以免其他软件误读";
    /// A rare variety of a kind that is read otherwise.
    UNREAD_VARIETY = "K508" Error
        en "`{0}` is a {1}, which is not read" zh "`{0}` 是 {1}，无法读取"
        help_en "save it anew as an ordinary 8-bit JPEG or PNG" help_zh "请另存为普通的 8 位 JPEG 或 PNG";
    /// A colour profile that cannot be used.
    BAD_PROFILE = "K509" Warning
        en "the colour profile in `{0}` is unusable; its colours are taken as sRGB"
        zh "`{0}` 所带的色彩特性文件不可用，按 sRGB 处理"
        help_en "assign the right profile in an image editor" help_zh "请用图像软件重新指定色彩特性文件";
    /// Ink whose press nobody named.
    INK_WITHOUT_PROFILE = "K510" Note
        en "`{0}` is CMYK without a colour profile; it is taken as coated offset"
        zh "`{0}` 是不带色彩特性文件的 CMYK 图片，按铜版纸胶印处理"
        help_en "assign the press's profile in an image editor" help_zh "请用图像软件指定印刷条件对应的特性文件";
    /// An output profile that photos cannot be converted with.
    BAD_INTENT = "K511" Error
        en "the print profile is damaged, or not that of a CMYK press" zh "印刷特性文件已损坏，或不是 CMYK 印刷特性文件"
        help_en "give the ICC output profile that the printer names" help_zh "请使用印刷厂提供的 ICC 输出特性文件";
}
