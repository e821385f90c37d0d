//! What keben reads: files, themes, faces, photos, and what becomes of them on a page.

use super::{Scene, alike, scene};

/// By number.
pub(super) const SCENES: &[Scene] = &[
    scene(
        "K104",
        ["`photos/a.png` is a folder with `b.png` in it", "`photos/a.png` 是文件夹，里面才有 `b.png`"],
        ["`photos/a.png` is the picture itself", "`photos/a.png` 就是图片文件"],
    ),
    scene(
        "K105",
        ["an article of 4 MiB and one byte", "一篇文章比 4 MiB 多一个字节"],
        ["the same text in two articles", "同样的文字分成两篇"],
    ),
    alike("K106", "keben import - -o paper < folder", "keben import - -o paper < folder/page.txt"),
    scene(
        "K107",
        ["`source/a.md` is saved in GB18030", "`source/a.md` 存成了 GB18030 编码"],
        ["`source/a.md` is saved in UTF-8", "`source/a.md` 存成 UTF-8 编码"],
    ),
    alike("K108", "keben build a.txt", "keben build a.md"),
    scene(
        "K217",
        [
            "船从这里␈开。      (␈ stands for U+0008, which nobody sees)",
            "船从这里␈开。      （␈ 代表看不见的 U+0008）",
        ],
        ["船从这里开。", "船从这里开。"],
    ),
    scene(
        "K238",
        ["30,001 rules `***` in one article", "一篇文章里有 30001 条分隔线 `***`"],
        ["the same in two articles", "分成两篇"],
    ),
    alike(
        "K311",
        "templates/own/theme.toml:    extends = \"other\"\ntemplates/other/theme.toml:  extends = \"own\"",
        "templates/own/theme.toml:    extends = \"other\"\ntemplates/other/theme.toml:  extends = \"book\"",
    ),
    alike("K312", "templates/own/epub.scss", "templates/own/epub.css"),
    scene(
        "K402",
        ["`fonts/a.ttf` breaks off after two thirds of it", "`fonts/a.ttf` 只有前三分之二"],
        ["`fonts/a.ttf` is whole", "`fonts/a.ttf` 完整无缺"],
    ),
    scene(
        "K403",
        ["a font whose `fsType` is 2: restricted", "字体的 `fsType` 为 2：限制嵌入"],
        ["a font whose `fsType` is 4: for preview and print", "字体的 `fsType` 为 4：可供预览和打印"],
    ),
    alike("K404", "fonts/Song[wght].ttf", "fonts/Song-Regular.ttf\nfonts/Song-Bold.ttf"),
    scene(
        "K406",
        [
            "a keben that was built without faces, and nothing in `fonts/`",
            "程序没有自带字体，`fonts/` 也是空的",
        ],
        ["a keben with its own faces, or font files in `fonts/`", "程序自带字体，或 `fonts/` 中有字体文件"],
    ),
    scene(
        "K407",
        ["`fonts/` holds 4,097 faces", "`fonts/` 中有 4097 款字体"],
        ["`fonts/` holds those that the theme names", "`fonts/` 中只有版式用到的字体"],
    ),
    scene(
        "K501",
        ["`photos/b.jpg` is a text file with another name", "`photos/b.jpg` 是改了名的文本文件"],
        ["`photos/b.jpg` is a JPEG", "`photos/b.jpg` 是 JPEG 图片"],
    ),
    scene(
        "K502",
        ["`photos/b.jpg` has 0 bytes", "`photos/b.jpg` 为 0 字节"],
        ["`photos/b.jpg` was copied anew", "`photos/b.jpg` 已重新复制"],
    ),
    scene(
        "K503",
        ["`photos/b.jpg` is a PDF with another name", "`photos/b.jpg` 是改了名的 PDF"],
        ["`photos/b.jpg` is a JPEG", "`photos/b.jpg` 是 JPEG 图片"],
    ),
    scene(
        "K504",
        ["`photos/b.jpg` is the first half of a JPEG", "`photos/b.jpg` 只有前一半"],
        ["`photos/b.jpg` is whole", "`photos/b.jpg` 完整无缺"],
    ),
    scene(
        "K505",
        ["`photos/b.png` has a wrong bit in its data", "`photos/b.png` 的数据错了一位"],
        ["`photos/b.png` was sent again", "`photos/b.png` 已重新传送"],
    ),
    scene(
        "K506",
        [
            "`photos/b.png` is 12,000 pixels wide and 10,001 high",
            "`photos/b.png` 宽 12000 像素，高 10001 像素",
        ],
        [
            "`photos/b.png` is 12,000 pixels wide and 10,000 high",
            "`photos/b.png` 宽 12000 像素，高 10000 像素",
        ],
    ),
    scene(
        "K507",
        ["`photos/b.png` is a JPEG", "`photos/b.png` 其实是 JPEG"],
        ["the same file is called `photos/b.jpg`", "同一文件改名为 `photos/b.jpg`"],
    ),
    scene(
        "K508",
        ["`photos/b.jpg` has 12 bits a sample", "`photos/b.jpg` 每个样本 12 位"],
        ["`photos/b.jpg` has 8 bits a sample", "`photos/b.jpg` 每个样本 8 位"],
    ),
    scene(
        "K509",
        [
            "`photos/b.jpg` holds the first 60 bytes of a colour profile",
            "`photos/b.jpg` 所带的特性文件只有前 60 字节",
        ],
        ["`photos/b.jpg` holds a whole profile", "`photos/b.jpg` 所带的特性文件完整"],
    ),
    scene(
        "K510",
        ["`photos/b.jpg` is CMYK and holds no profile", "`photos/b.jpg` 是 CMYK，不带特性文件"],
        [
            "`photos/b.jpg` is CMYK and holds the profile of its press",
            "`photos/b.jpg` 是 CMYK，带有印刷条件的特性文件",
        ],
    ),
    scene(
        "K511",
        ["the profile of a screen, such as sRGB", "显示器的特性文件，如 sRGB"],
        ["the profile of a press, such as FOGRA39", "印刷机的特性文件，如 FOGRA39"],
    ),
    scene(
        "K512",
        [
            "a photo is saved in another program while `keben build` runs",
            "`keben build` 运行时，另一程序又保存了照片",
        ],
        ["the photo is saved first", "先保存照片，再运行"],
    ),
    scene(
        "K513",
        [
            "keben build --keep-going      (`photos/aa.png` is not there)",
            "keben build --keep-going      （没有 `photos/aa.png`）",
        ],
        [
            "keben build                   (`photos/aa.png` is there)",
            "keben build                   （有 `photos/aa.png`）",
        ],
    ),
    scene(
        "K514",
        ["a photo of 700 pixels over 81 mm: 218 an inch", "700 像素宽的照片排 81 毫米宽：218 ppi"],
        ["a photo of 1200 pixels over 81 mm", "1200 像素宽的照片排 81 毫米宽"],
    ),
    scene(
        "K515",
        ["a photo of 150 pixels over 81 mm: 47 an inch", "150 像素宽的照片排 81 毫米宽：47 ppi"],
        ["a photo of 1200 pixels over 81 mm", "1200 像素宽的照片排 81 毫米宽"],
    ),
    scene(
        "K516",
        [
            "600 × 400 pixels, shown 1.5 inches wide and 0.9 high",
            "600×400 像素，排成宽 1.5 英寸、高 0.9 英寸",
        ],
        [
            "600 × 400 pixels, shown 1.5 inches wide and 1.0 high",
            "600×400 像素，排成宽 1.5 英寸、高 1.0 英寸",
        ],
    ),
    scene(
        "K517",
        ["`keben build --print` with a photo in RGB", "`keben build --print`，照片为 RGB"],
        ["`keben build --print` with a photo in gray", "`keben build --print`，照片为灰度"],
    ),
    scene(
        "K518",
        [
            "`keben check --print` with a JPEG that holds no profile",
            "`keben check --print`，JPEG 不带特性文件",
        ],
        ["`keben check --print` with a JPEG that holds sRGB", "`keben check --print`，JPEG 带 sRGB 特性文件"],
    ),
    alike("K519", "[epub]\nimage-quality = 100", "[epub]\nimage-quality = 80"),
    scene(
        "K520",
        [
            "`photos/a.png` and `photos/copy.png` are the same, byte for byte",
            "`photos/a.png` 与 `photos/copy.png` 逐字节相同",
        ],
        ["`photos/a.png` in both places", "两处都用 `photos/a.png`"],
    ),
    alike(
        "K522",
        "<svg …><script>alert(1)</script><rect width=\"9\" height=\"9\"/></svg>",
        "<svg …><rect width=\"9\" height=\"9\"/></svg>",
    ),
    scene(
        "K523",
        ["cover: photos/small.png      (150 × 100 pixels)", "cover: photos/small.png      （150×100 像素）"],
        [
            "cover: photos/cover.png      (1600 × 2560 pixels)",
            "cover: photos/cover.png      （1600×2560 像素）",
        ],
    ),
    scene(
        "K651",
        ["a photo of 150 pixels over 81 mm", "150 像素宽的照片排 81 毫米宽"],
        ["a photo of 1200 pixels over 81 mm", "1200 像素宽的照片排 81 毫米宽"],
    ),
    scene(
        "K652",
        ["a photo of 300 × 1000 pixels in a column", "300×1000 像素的照片排在一栏中"],
        ["a photo of 1200 × 300 pixels in a column", "1200×300 像素的照片排在一栏中"],
    ),
    scene(
        "K653",
        ["a list in a `:::vertical` on a page of horizontal lines", "横排的页面上，`:::vertical` 中有列表"],
        ["paragraphs and verse only", "其中只有段落和诗"],
    ),
    alike("K654", "[note]\nnumbering = \"page\"", "[note]\nnumbering = \"article\""),
    scene(
        "K655",
        ["a picture among the paragraphs of a footnote", "脚注的段落之间有一张图"],
        ["the picture in the text, `见[@fig:a]` in the note", "图在正文里，注中写“见[@fig:a]”"],
    ),
    scene(
        "K660",
        [
            "a paragraph that is a line longer when its `[@sec:there]{.page}` shows 10 instead of 9",
            "段中的 `[@sec:there]{.page}` 由 9 变为 10，整段就多出一行",
        ],
        ["the paragraph is worded so that its lines stay as many", "改写该段，使行数不变"],
    ),
    scene(
        "K661",
        ["an article with 10,001 `:::pagebreak`", "一篇文章里有 10001 个 `:::pagebreak`"],
        ["the same in two volumes", "分成两册"],
    ),
];
