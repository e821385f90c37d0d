//! Files of a word processor.

use super::{LONG, NEXT, brought, doubts, has, lacks, refused};
use crate::import::{Kind, Report};
use std::io::Write;

const SPACES: &str =
    "xmlns:w=\"w\" xmlns:wp=\"wp\" xmlns:a=\"a\" xmlns:r=\"r\" xmlns:mc=\"mc\" xmlns:v=\"v\" xmlns:m=\"m\"";

/// An archive with the built-in styles, a body, and other files.
fn archive(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let styles: String =
        [("T", "Title"), ("S", "Subtitle"), ("c", "caption"), ("h1", "heading 1"), ("h2", "heading 2")]
            .map(|(id, name)| format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>"))
            .concat();
    let document = format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>");
    let styles = format!("<w:styles {SPACES}>{styles}</w:styles>");
    let own = [("word/document.xml", document.as_str()), ("word/styles.xml", styles.as_str())];
    let mut out = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in own.iter().chain(more) {
        out.start_file(*name, ::zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[track_caller]
fn docx(body: &str, more: &[(&str, &str)]) -> (String, Report) {
    brought(&archive(body, more), &|_| None)
}

fn t(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// A run with properties.
fn like(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

fn styled(style: &str, inner: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{inner}</w:p>")
}

fn p(inner: &str) -> String {
    format!("<w:p>{}</w:p>", if inner.starts_with('<') { inner.to_owned() } else { t(inner) })
}

fn footnote(id: u8) -> String {
    format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>")
}

fn notes(notes: &[(u8, &str)]) -> String {
    let one = |(id, inner): &(u8, &str)| format!("<w:footnote w:id=\"{id}\">{inner}</w:footnote>");
    format!("<w:footnotes {SPACES}>{}</w:footnotes>", notes.iter().map(one).collect::<String>())
}

#[test]
fn a_table_is_a_table() {
    let row = |cells: [&str; 3]| {
        format!("<w:tr>{}</w:tr>", cells.map(|c| format!("<w:tc>{}</w:tc>", p(c))).concat())
    };
    let rows = [row(["年份", "产值|亿元", "增速"]), row(["2023", "120", "6.2%"]), row(["2025", "150", "8"])];
    let table = format!("<w:tbl>{}</w:tbl>", rows.concat());
    let (article, _) = docx(&(styled("T", &t("渡口的早晨")) + &p(LONG) + &table + &p(NEXT)), &[]);
    let expected =
        "| 年份 | 产值&#124;亿元 | 增速 |\n|---|---|---|\n| 2023 | 120 | 6.2% |\n| 2025 | 150 | 8 |\n";
    has(&article, &[&format!("{LONG}\n\n{expected}\n{NEXT}\n")]);
    // A cell over two columns, one of two paragraphs, a note in one.
    let table = format!(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc></w:tr><w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("得票"),
        p("张三"),
        p("李四"),
        p(&(t("120") + &footnote(2)))
    );
    let more = notes(&[(2, &p("初步统计。"))]);
    let (article, _) = docx(&(p("渡口的早晨") + &p(LONG) + &table), &[("word/footnotes.xml", &more)]);
    has(&article, &["| 得票 |  |\n|---|---|\n| 张三 李四 | 120[^1] |\n", "[^1]: 初步统计。\n"]);
}

#[test]
fn a_table_that_lays_out_a_page_is_no_table() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let long = format!("{LONG}{NEXT}{LONG}{NEXT}");
    let rows = format!("<w:tr>{}{}</w:tr>", cell(&p("2023")), cell(&p("120"))).repeat(2);
    let table = format!("<w:tbl>{rows}<w:tr>{}{}</w:tr></w:tbl>", cell(&p(&long)), cell(&p("2025")));
    let (article, report) = docx(&(styled("T", &t("渡口的早晨")) + &p(LONG) + &table + &p(NEXT)), &[]);
    has(&article, &["\n2023\n\n120\n\n2023\n\n120\n", &format!("\n{long}\n\n2025\n\n{NEXT}\n")]);
    assert_eq!(report.count(Kind::Join), 0);
}

#[test]
fn paragraphs_of_a_file_are_whole() {
    let open = "负责人说，这件事要从三十年前说起，那时候江上还没有桥，过江全靠一条船，";
    let (article, report) = docx(&(styled("T", &t("渡口的早晨")) + &p("2026年") + &p(open) + &p(LONG)), &[]);
    has(&article, &[&format!("{open}\n\n{LONG}")]);
    assert!(doubts(&report, "the file has this one as a paragraph of its own"));
    // What a picture stands in the middle of was cut by it, and no paragraph begins with a comma.
    let picture = "<w:p><w:r><a:blip r:embed=\"r1\"/></w:r></w:p>";
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"media/a.gif\"/></Relationships>";
    let files = [("word/_rels/document.xml.rels", links), ("word/media/a.gif", "GIF89a")];
    let (article, _) = docx(
        &(styled("T", &t("渡口的早晨")) + &p(NEXT) + &p(open) + picture + &p(LONG) + &p("，然后呢。")),
        &files,
    );
    has(&article, &[&format!("{open}{LONG}，然后呢。\n")]);
}

#[test]
fn a_paragraph_that_ends_in_a_note_has_ended() {
    let more = notes(&[(2, &p("据老船工说。")), (3, &p("林渡系本报记者。"))]);
    let body = styled("T", &t("渡口的早晨"))
        + &p(&(t("本报记者 林渡") + &footnote(3)))
        + &p(&(t(LONG) + &footnote(2)))
        + &p(NEXT);
    let (article, report) = docx(&body, &[("word/footnotes.xml", &more)]);
    has(
        &article,
        &[&format!("{LONG}[^2][^1]\n\n{NEXT}\n"), "{name: 林渡, role: 本报记者}", "[^1]: 林渡系本报记者。\n"],
    );
    assert!(doubts(&report, "it has a footnote"));
}

#[test]
fn notes_of_titles_and_captions_stay_notes() {
    let more = notes(&[(2, &p("本文为获奖作品。")), (3, &p("据县志。"))]);
    let body = styled("T", &(t("渡口的早晨") + &footnote(2)))
        + &styled("S", &(t("江上三十年") + &footnote(3)))
        + &p(LONG)
        + &p(&(t("图为晨雾里的渡口") + &footnote(3)))
        + &p(NEXT);
    let (article, _) = docx(&body, &[("word/footnotes.xml", &more)]);
    has(
        &article,
        &[
            "title: 渡口的早晨\nsubtitle: 江上三十年\n",
            &format!("{LONG}[^1][^2]\n"),
            "![图为晨雾里的渡口[^3]]",
        ],
    );
}

#[test]
fn endnotes_and_all_that_notes_say() {
    let dash = "<w:r><w:noBreakHyphen/></w:r>";
    let first = format!(
        "<w:p>{}{dash}{}<w:moveFrom>{}</w:moveFrom></w:p>{}",
        t("2020"),
        t("2021年"),
        t("移走的话"),
        p("第二段。")
    );
    let more = notes(&[(2, &first)]);
    let ends =
        format!("<w:endnotes {SPACES}><w:endnote w:id=\"1\">{}</w:endnote></w:endnotes>", p("尾注的文字。"));
    let files = [("word/footnotes.xml", more.as_str()), ("word/endnotes.xml", ends.as_str())];
    let end = "<w:r><w:endnoteReference w:id=\"1\"/></w:r>";
    let body = styled("T", &t("渡口的早晨")) + &p(&(t(LONG) + &footnote(2) + end));
    let (article, _) = docx(&body, &files);
    has(
        &article,
        &[&format!("{LONG}[^1][^2]\n"), "[^1]: 2020-2021年\n\n    第二段。\n", "[^2]: 尾注的文字。\n"],
    );
    lacks(&article, &["移走"]);
    // A part that is there and cannot be read, and a note that is not there, would be a loss without a word.
    assert_eq!(
        refused(&archive(&body, &[("word/footnotes.xml", &more), ("word/endnotes.xml", "<w:endnotes")])),
        "K954"
    );
    assert_eq!(refused(&archive(&body, &[("word/endnotes.xml", &ends)])), "K954");
    assert_eq!(refused(&archive(&p(LONG), &[("word/numbering.xml", "&nbsp;")])), "K954");
}

#[test]
fn numbers_that_the_program_writes_are_text() {
    let numbered = |level: u8, list: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
            t(text)
        )
    };
    let level = |level: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering {SPACES}><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "decimal", "%1.%2."),
        level(0, "bullet", "\u{F0B7}")
    );
    let body = styled("T", &t("渡口的早晨"))
        + &p(LONG)
        + &numbered(0, 1, "把引水渠修好")
        + &p(NEXT)
        + &numbered(0, 1, "把电站守住")
        + &p(LONG)
        + &numbered(1, 1, "第一步的活")
        + &numbered(2, 1, "不知第几级")
        + &numbered(0, 2, "一袋稻种")
        + &numbered(0, 2, "两把铁锹");
    let (article, report) = docx(&body, &[("word/numbering.xml", &numbering)]);
    has(
        &article,
        &["## 一、把引水渠修好\n", "## 二、把电站守住\n", "二.1. 第一步的活\n", "\n- 一袋稻种\n- 两把铁锹\n"],
    );
    assert!(doubts(&report, "could not be read"));
}

#[test]
fn signs_and_raised_figures() {
    let up = "<w:vertAlign w:val=\"superscript\"/>";
    let sign = |font: &str, code: &str| format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{code}\"/></w:r>");
    let body = styled("T", &t("渡口的早晨"))
        + &p(LONG)
        + &format!(
            "<w:p>{}{}{}{}{}{}{}{}{}{}</w:p>",
            t("面积约10"),
            like(up, "2"),
            t("平方米，误差10"),
            like(up, "-"),
            like(up, "3"),
            t("，水分CO"),
            like("<w:vertAlign w:val=\"subscript\"/>", "2"),
            t("，气温38") + &sign("Symbol", "F0B0") + &t("，第5") + &like(up, "th"),
            sign("Webdings", "F061"),
            t("。")
        );
    let (article, report) = docx(&body, &[]);
    has(&article, &["面积约10²平方米，误差10⁻³，水分CO₂，气温38°，第5th\u{FFFD}。"]);
    assert!(doubts(&report, "only its face shows") && doubts(&report, "raised or lowered"));
}

#[test]
fn readings_hidden_words_and_alternatives() {
    let ruby = |over: &str, base: &str| {
        format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", t(over), t(base))
    };
    let choice = "<w:r><mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>";
    let body = styled("T", &t("渡口的早晨"))
        + &p(LONG)
        + &format!(
            "<w:p>{}{}{}{}</w:p>",
            t("江边有座") + &ruby("dōng", "东") + &ruby("yáng", "阳") + &t("桥，"),
            like("<w:vanish/>", "看不见的话，") + &like("<w:vanish w:val=\"0\"/>", "看得见，"),
            like("<w:strike/>", "划去的话，") + &t("one\ntwo，"),
            choice.to_owned() + &t("桥。")
        );
    let (article, report) = docx(&body, &[]);
    has(&article, &["江边有座[东]{ruby=\"dōng\"}[阳]{ruby=\"yáng\"}桥，看得见，划去的话，one two，新桥。\n"]);
    assert!(doubts(&report, "struck out"));
}

#[test]
fn lines_of_a_verse_stay_lines() {
    let br = "<w:r><w:br/></w:r>";
    let verse = format!("<w:p>{}{br}{}{br}{}</w:p>", t("船在雾里走，"), t("灯在岸上明，"), t("人在桥头等。"));
    let title = styled("T", &format!("{}{br}{}", t("渡口"), t("的早晨")));
    let (article, _) = docx(&(title + &p(LONG) + &verse), &[]);
    has(&article, &["title: 渡口 的早晨\n", "\n船在雾里走，\n\n灯在岸上明，\n\n人在桥头等。\n"]);
}

#[test]
fn pictures_that_cannot_be_had_are_placeholders_with_a_reason() {
    let picture = |attribute: &str, alt: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"{alt}\"/><a:blip r:{attribute}/></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let body = styled("T", &t("渡口的早晨"))
        + &p(LONG)
        + &picture("embed=\"e1\"", "")
        + &picture("embed=\"e2\"", "")
        + &picture("link=\"e3\"", "")
        + &picture("embed=\"e4\"", "一座&quot;桥&quot;&#10;&#10;{自动说明}")
        + &p("图为渡口 张三 摄")
        + &picture("embed=\"e5\"", "门外")
        + &p(NEXT);
    let links = "<Relationships><Relationship Id=\"e1\" Target=\"media/a.emf\"/><Relationship Id=\"e2\" Target=\"media/none.jpg\"/><Relationship Id=\"e3\" Target=\"http://x/y.jpg\" TargetMode=\"External\"/><Relationship Id=\"e4\" Target=\"../media/c.gif\"/><Relationship Id=\"e5\" Target=\"../../c.gif\"/></Relationships>";
    let files = [
        ("word/_rels/document.xml.rels", links),
        ("word/media/a.emf", "\u{1}\0\0\0"),
        ("media/c.gif", "GIF89a"),
    ];
    let (article, report) = docx(&body, &files);
    has(&article, &["placeholder-1.png", "placeholder-2.png", "placeholder-3.png"]);
    has(&article, &["![图为渡口](photos/photo-4.gif \"张三 摄\"){#fig:4 alt=\"一座”桥” ｛自动说明｝\""]);
    lacks(&article, &["fig:5"]);
    for reason in [
        "(EMF)",
        "the file does not have it",
        "it lies outside the file",
        "a picture that is not in the file",
    ] {
        assert!(doubts(&report, reason), "{reason}");
    }
}

#[test]
fn what_is_not_taken_is_named() {
    let body = p(LONG)
        + "<w:p><w:r><w:pict><v:shape><v:textpath string=\"艺术字标题\"/></v:shape></w:pict></w:r></w:p><w:altChunk r:id=\"x\"/>"
        + "<w:p><w:r><w:t>约占</w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath><w:r><w:t>，这是一个估计的数字。</w:t></w:r></w:p>";
    let (article, report) = docx(&body, &[]);
    has(&article, &["约占1/2，这是"]);
    for reason in ["words drawn as a picture", "document within the document", "a formula"] {
        assert!(doubts(&report, reason), "{reason}");
    }
    assert!(report.summary(crate::diag::Lang::Zh).contains("艺术字标题"));
}

#[test]
fn heads_that_the_file_names_are_heads() {
    let body = styled("T", &t("渡口的早晨"))
        + &styled("h1", &t("船来了"))
        + &p(LONG)
        + &styled("h1", &t("船走了"))
        + &p(NEXT);
    let (article, _) = docx(&body, &[]);
    has(&article, &["# 船来了\n", "# 船走了\n"]);
    lacks(&article, &["subtitle"]);
    let body = styled("T", &t("渡口的早晨"))
        + &p("本报记者 林渡")
        + &p(LONG)
        + &styled("h2", &t("记者手记"))
        + &p(NEXT);
    let (article, _) = docx(&body, &[]);
    has(&article, &["## 记者手记\n"]);
    // A title that is written as a heading is the title.
    let body =
        styled("h1", &t("渡口的早晨")) + &p("江上三十年") + &p(LONG) + &styled("h2", &t("船走了")) + &p(NEXT);
    let (article, _) = docx(&body, &[]);
    has(&article, &["title: 渡口的早晨\nsubtitle: 江上三十年\n", "## 船走了\n"]);
}

#[test]
fn name_spaces_without_number_are_refused() {
    let spaces: String = (0..2_000).map(|n| format!(" xmlns:n{n}=\"u{n}\"")).collect();
    let body = format!("<w:p{spaces}>{}{}</w:p>", t(LONG), "<a/>".repeat(20_000));
    assert_eq!(refused(&archive(&body, &[])), "K954");
}
