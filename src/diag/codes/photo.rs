//! K5: photos.

codes! {
    /// A file that is no image of any known kind.
    NOT_AN_IMAGE = "K501" Error
        en "`{0}` is not an image" zh "`{0}` 不是图片"
        help_en "JPEG, PNG, WebP, TIFF, GIF and SVG are read" help_zh "可读取 JPEG、PNG、WebP、TIFF、GIF、SVG";
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
    /// A file that is another than it was a moment ago.
    CHANGED = "K512" Error
        en "`{0}` was changed while it was being set" zh "`{0}` 在排版过程中被改动"
        help_en "build again" help_zh "请重新生成";
    /// A photo that cannot be set, with something in its place.
    STAND_IN = "K513" Warning
        en "a gray field stands in for `{0}`: {1}" zh "`{0}` 以灰框代替：{1}"
        help_en "do not print this" help_zh "此版不可付印";
    /// Fewer pixels on the page than the press asks for.
    FEW_PIXELS = "K514" Warning
        en "`{0}` has {1} pixels an inch where it stands; the press asks for {2} ({3} pixels across)"
        zh "`{0}` 按排入尺寸只有 {1} ppi，印刷要求 {2} ppi，即宽 {3} 像素"
        help_en "use a larger original or a smaller place for it" help_zh "请换用更大的原图，或改排得小一些";
    /// A picture that a page shows larger than its pixels.
    ENLARGED = "K515" Warning
        en "`{0}` has {1} pixels an inch where it stands and looks coarse even on a screen; print asks for {2} pixels across"
        zh "`{0}` 按排入尺寸只有 {1} ppi，在屏幕上也会显得粗糙；付印需宽 {2} 像素"
        help_en "use a larger original" help_zh "请换用更大的原图";
    /// A picture pulled out of its shape.
    OUT_OF_SHAPE = "K516" Warning
        en "`{0}` is {1} % wider than its own proportions" zh "`{0}` 的宽度比原比例多 {1}%"
        help_en "crop it to a shape nearer to its place" help_zh "请裁成与版位相近的比例";
    /// A photo whose colours will be others in print.
    OTHER_COLOURS = "K517" Note
        en "`{0}` is {1} and is converted for the press" zh "`{0}` 是 {1}，付印时将转换色彩"
        help_en "to judge the colours yourself, convert it with the press's profile in an image editor"
        help_zh "如需自行把关，请用图像软件按印刷特性文件转换";
    /// A photo that does not say what its colours are.
    NO_PROFILE = "K518" Note
        en "`{0}` has no colour profile; it is taken as {1}" zh "`{0}` 没有色彩特性文件，按 {1} 处理"
        help_en "assign the right profile in an image editor" help_zh "请用图像软件指定正确的特性文件";
    /// A picture that stores or reading systems would not take.
    TOO_HEAVY = "K519" Warning
        en "`{0}` takes {1} MB in the e-book; stores ask for at most {2} MB a picture"
        zh "`{0}` 在电子书中占 {1} MB，书店要求每图不超过 {2} MB"
        help_en "lower the theme's `image-pixels` or `image-quality`" help_zh "请调低模板的 `image-pixels` 或 `image-quality`";
    /// One photo in two files.
    SAME_PHOTO = "K520" Warning
        en "`{0}` is the same photo as `{1}`" zh "`{0}` 与 `{1}` 是同一张照片"
        help_en "use one name for both places" help_zh "请统一使用一个文件名";
    /// A drawing with something in it that is not drawn.
    DRAWING_REFUSED = "K522" Error
        en "the drawing `{0}` holds {1}, which cannot be set" zh "矢量图 `{0}` 含有{1}，无法排入"
        help_en "save it from the drawing program as plain SVG, with pictures placed by themselves"
        help_zh "请在绘图软件中另存为纯 SVG，图片请单独排入";
    /// A cover that stores do not take.
    SMALL_COVER = "K523" Warning
        en "the cover shows {1} pixels of `{0}`; stores ask for {2}" zh "封面只用到 `{0}` 的 {1} 像素，书店要求 {2}"
        help_en "use a larger photo, one that is higher than it is wide, or leave `cover` out: then a cover is typeset"
        help_zh "请换用更大的竖幅照片，或不写 `cover`，由系统排出封面";
    /// `auto`, and the photo says nothing.
    SAYS_NOTHING = "K521" Warning
        en "`{0}` says nothing about its {1}" zh "`{0}` 的元数据中没有{1}"
        help_en "write it in the article" help_zh "请在稿件中写明";
}
