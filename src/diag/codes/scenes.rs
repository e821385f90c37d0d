//! For `keben explain`, where what a code says something of is no text that could be shown: a file, a command, a machine.
//! The cases of the tests make the same. A command that is shown is one that keben understands.

/// An example in words, in English and in Chinese.
pub struct Scene {
    /// The code.
    pub id: &'static str,
    /// What is wrong.
    pub wrong: [&'static str; 2],
    /// What is right.
    pub right: [&'static str; 2],
}

const fn scene(id: &'static str, wrong: [&'static str; 2], right: [&'static str; 2]) -> Scene {
    Scene { id, wrong, right }
}

/// The same in every language: file names, commands, keys.
const fn alike(id: &'static str, wrong: &'static str, right: &'static str) -> Scene {
    Scene { id, wrong: [wrong, wrong], right: [right, right] }
}

/// By number.
pub const SCENES: &[Scene] = &[
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
        ["`:::vertical` in an article that is set horizontally", "横排的文章里用 `:::vertical`"],
        [
            "`:::vertical` in a theme with `writing = \"vertical\"` under `[page]`",
            "版式在 `[page]` 下写 `writing = \"vertical\"`，再用 `:::vertical`",
        ],
    ),
    alike("K654", "[note]\nnumbering = \"page\"", "[note]\nnumbering = \"article\""),
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
    scene(
        "K701",
        ["a password with a character that nobody can type, U+0007", "口令中有无法键入的字符 U+0007"],
        ["a password of letters, digits and Chinese characters", "口令由字母、数字、汉字组成"],
    ),
    scene(
        "K702",
        ["`fonts/a.otf` has rubbish where its outlines should be", "`fonts/a.otf` 的轮廓数据已损坏"],
        ["`fonts/a.otf` was downloaded anew", "`fonts/a.otf` 已重新获取"],
    ),
    scene(
        "K703",
        ["keben impose half.pdf      (it was cut in half)", "keben impose half.pdf      （文件只有前一半）"],
        ["keben impose whole.pdf", "keben impose whole.pdf"],
    ),
    alike("K704", "keben build --print --profile screen.icc", "keben build --print --profile press.icc"),
    scene(
        "K707",
        ["keben build --print", "keben build --print"],
        [
            "keben build      (for readers, with nothing to tell the printer)",
            "keben build      （供阅读，没有要告诉印刷厂的）",
        ],
    ),
    scene(
        "K708",
        ["a CMYK photo with 98 % of each ink in its shadows", "CMYK 照片的暗部四色各 98%"],
        ["the same photo in RGB", "同一照片的 RGB 版本"],
    ),
    alike(
        "K709",
        "keben build --print=x1a --profile version-4.icc",
        "keben build --print=x4 --profile version-4.icc",
    ),
    scene(
        "K801",
        ["the drive that the EPUB is written to goes away halfway", "EPUB 写到半途，磁盘断开了"],
        ["the drive stays", "磁盘一直连着"],
    ),
    scene(
        "K802",
        [
            "{{ body }}</body>      (the end of `article.xhtml`)",
            "{{ body }}</body>      （`article.xhtml` 的末尾）",
        ],
        ["{{ body }}</body></html>", "{{ body }}</body></html>"],
    ),
    scene(
        "K803",
        ["`fonts/a.otf` has rubbish where its outlines should be", "`fonts/a.otf` 的轮廓数据已损坏"],
        ["`fonts/a.otf` was downloaded anew", "`fonts/a.otf` 已重新获取"],
    ),
    alike("K804", "[epub]\nimage-quality = 90", "[epub]\nimage-quality = 20"),
    scene(
        "K805",
        ["two photos of 10.5 MB in one EPUB", "一本 EPUB 里有两张 10.5 MB 的照片"],
        ["one of them", "只留一张"],
    ),
    scene(
        "K901",
        [
            "keben build -o NAME      (a name of 300 letters)",
            "keben build -o NAME      （文件夹名有 300 个字母）",
        ],
        [
            "keben build -o NAME      (a name of 200 letters)",
            "keben build -o NAME      （文件夹名有 200 个字母）",
        ],
    ),
    scene(
        "K902",
        ["a folder with nothing but `notes.txt` in it", "文件夹里只有 `notes.txt`"],
        ["the same text in `notes.md`", "把它存成 `notes.md`"],
    ),
    scene(
        "K903",
        [
            "keben build -o out      (`out` may not be written to)",
            "keben build -o out      （无权写入 `out`）",
        ],
        ["keben build -o mine", "keben build -o mine"],
    ),
    scene(
        "K904",
        ["keben build -o disk      (4 KB are free on it)", "keben build -o disk      （只剩 4 KB）"],
        ["keben build -o disk      (4 MB are free on it)", "keben build -o disk      （还有 4 MB）"],
    ),
    scene(
        "K905",
        ["keben build -o out      (`out` is a file)", "keben build -o out      （`out` 是文件）"],
        ["keben build -o made", "keben build -o made"],
    ),
    alike("K906", "keben build source/a.md other/a.md -o out", "keben build source/a.md other/b.md -o out"),
    alike("K907", "SOURCE_DATE_EPOCH=2026-06-05 keben build", "SOURCE_DATE_EPOCH=1780617600 keben build"),
    alike("K908", "keben explain C1O5", "keben explain C105"),
    scene(
        "K909",
        ["Ctrl-C before all is written", "还没写完就按了 Ctrl-C"],
        ["wait until the files are named", "等到列出文件名"],
    ),
    scene(
        "K910",
        ["a fault in keben, which a text may bring to light", "程序的错误，遇到某些文字才显露"],
        ["a version of keben in which it is mended", "换用已改正的版本"],
    ),
    scene(
        "K911",
        ["the first line of `key.txt` is empty", "`key.txt` 首行为空"],
        ["the password stands on the first line of `key.txt`", "口令写在 `key.txt` 的首行"],
    ),
    scene(
        "K912",
        ["seventeen articles of 4 MiB in one book", "一本书里有十七篇 4 MiB 的文章"],
        ["the same in two volumes", "分成两册"],
    ),
    scene(
        "K913",
        [
            "keben build paper      (`paper/dist` is a link to `../out`)",
            "keben build paper      （`paper/dist` 是通向 `../out` 的链接）",
        ],
        ["keben build paper -o out", "keben build paper -o out"],
    ),
    alike("K914", "keben impose piece.pdf -o piece.pdf", "keben impose piece.pdf -o sheets.pdf"),
    scene(
        "K915",
        [
            "the article is saved in an editor while `keben check --fix` runs",
            "`keben check --fix` 运行时，编辑器又保存了文章",
        ],
        ["it is saved first", "先保存，再运行"],
    ),
    alike("K916", "keben build --theem book", "keben build --theme book"),
    alike("K950", "keben import photo.png -o paper", "keben import page.txt -o paper"),
    scene(
        "K951",
        ["a text of nothing but spaces and empty lines", "全是空格和空行的文件"],
        ["a text with words", "有文字的文件"],
    ),
    scene(
        "K952",
        [
            "a fault in keben: 摊子 in the text would be 摊 in the article",
            "程序的错误：原文的“摊子”到文章里成了“摊”",
        ],
        ["摊子 in both", "两处都是“摊子”"],
    ),
    scene(
        "K953",
        [
            "keben import page.txt -o paper --apply S9      (the report ends with S1)",
            "keben import page.txt -o paper --apply S9      （报告里只有 S1）",
        ],
        ["keben import page.txt -o paper --apply S1", "keben import page.txt -o paper --apply S1"],
    ),
    scene(
        "K954",
        [
            "keben import half.docx -o paper      (it was cut in half)",
            "keben import half.docx -o paper      （文件只有前一半）",
        ],
        ["keben import whole.docx -o paper", "keben import whole.docx -o paper"],
    ),
    scene(
        "K955",
        [
            "keben import page.txt -o paper      (`paper/source/article.md` is there)",
            "keben import page.txt -o paper      （已有 `paper/source/article.md`）",
        ],
        ["keben import page.txt -o paper --force", "keben import page.txt -o paper --force"],
    ),
    scene(
        "K956",
        ["keben init one      (`one/keben.toml` is there)", "keben init one      （已有 `one/keben.toml`）"],
        ["keben init two", "keben init two"],
    ),
    scene("K957", ["a text of 30,001 lines", "三万零一行的文字"], ["the same in two texts", "分成两份"]),
    scene(
        "K958",
        [
            "keben import page.html -o paper --force      (another picture is `paper/source/photos/photo-1.png`)",
            "keben import page.html -o paper --force      （`paper/source/photos/photo-1.png` 是另一幅图）",
        ],
        ["keben import page.html -o new", "keben import page.html -o new"],
    ),
];
