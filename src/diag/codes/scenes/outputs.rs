//! What keben makes, and the command line.

use super::{Scene, alike, scene};

/// By number.
pub(super) const SCENES: &[Scene] = &[
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
