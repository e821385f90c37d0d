//! A made page, piece by piece.
use super::*;

mod of_docx;
mod of_pages;
mod of_text;

/// Two paragraphs that begin and end as such do.
const LONG: &str = "船工解开缆绳，把昨夜的露水甩进江里，岸上的灯还亮着，卖豆浆的三轮车停在石阶边，热气升起来，和雾混在一处，这样的早上他看了三十年。";
const NEXT: &str = "等着过江的人一个一个地上去，雾还没有散，江面上只听得见桨声，船走远了，水面上只剩下一道慢慢合拢的痕迹，岸上的人还没有走。";

/// Brought in as `keben import` does it, the characters compared: the article, and the report.
#[track_caller]
fn brought(bytes: &[u8], beside: Beside<'_>) -> (String, Report) {
    let brought = crate::export::import(bytes, "raw", &[], beside).expect("every character is kept");
    (String::from_utf8(brought.outputs[0].bytes.clone()).expect("an article is UTF-8"), brought.report)
}

/// The code of the refusal.
#[track_caller]
fn refused(bytes: &[u8]) -> &'static str {
    crate::export::import(bytes, "raw", &[], &|_| None).expect_err("it is refused").code.id
}

/// Whether the report asks to look at something with that reason.
fn doubts(report: &Report, reason: &str) -> bool {
    report.doubts().any(|d| d.reason.en.contains(reason))
}

#[track_caller]
fn has(article: &str, parts: &[&str]) {
    for part in parts {
        assert!(article.contains(part), "{part}\n{article}");
    }
}

#[track_caller]
fn lacks(article: &str, parts: &[&str]) {
    for part in parts {
        assert!(!article.contains(part), "{part}\n{article}");
    }
}

fn article(text: &str) -> String {
    import(text.as_bytes(), "raw.txt", &|_| None).expect("it is a text").article
}
#[test]
fn a_page_is_put_together() {
    let raw = "\n山里的电站 亮了四十年\n\n一座小水电和守着它的三代人\n\n傍晚六点，山谷里的灯一盏一盏亮起来，远处的水声没有停过，像四十年前的那个晚上一样。\n\n\n\n夜色中的电站\n\n沈砚 摄\n\n■ 林渡 沈砚\n\n第一代 把水引进来\n\n老张记得清清楚楚，那年冬天雪下得大，全村的人都上了山，扛着钢钎和绳索，一寸一寸地把渠道凿了出来，整整用\n\n了三个冬天。\n\n第二代 把灯守住了\n\n他的儿子接过扳手的时候，电站已经转了二十年，机器的脾气他比谁都清楚，哪里响得不对，一听就知道。\n\n本版图片由县融媒体中心提供\n";
    let article = article(raw);
    let expected = "---\ntitle: 山里的电站 亮了四十年\nsubtitle: 一座小水电和守着它的三代人\ncredits: 本版图片由县融媒体中心提供\nlead: 1\nbyline:\n  - 林渡\n  - 沈砚\n---\n\n傍晚六点，山谷里的灯一盏一盏亮起来，远处的水声没有停过，像四十年前的那个晚上一样。\n\n![夜色中的电站](photos/placeholder-1.png \"沈砚 摄\"){#fig:1 place=hero}\n\n## 第一代 把水引进来\n\n老张记得清清楚楚，那年冬天雪下得大，全村的人都上了山，扛着钢钎和绳索，一寸一寸地把渠道凿了出来，整整用了三个冬天。\n\n## 第二代 把灯守住了\n\n他的儿子接过扳手的时候，电站已经转了二十年，机器的脾气他比谁都清楚，哪里响得不对，一听就知道。\n";
    assert_eq!(article, expected);
}

#[test]
fn a_page_of_an_older_encoding_says_so() {
    let text =
        "渡口的早晨\n\n船工解开缆绳，把昨夜的露水甩进江里，岸上的灯还亮着，卖豆浆的三轮车停在石阶边。\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let made = import(&bytes, "raw.txt", &|_| None).expect("it is a text");
    assert_eq!(made.report.encoding, "GB18030");
    assert!(made.article.contains("title: 渡口的早晨"));
    assert_eq!(import(b"\x89PNG\r\n\x1A\n\0\0", "a.png", &|_| None).unwrap_err().code.id, "K950");
    assert_eq!(import("\n 　\n".as_bytes(), "a.txt", &|_| None).unwrap_err().code.id, "K951");
}

#[test]
fn a_line_with_date_and_page_goes_to_the_front_matter() {
    let made = article(
        "2026年6月5日 星期五 第03版\n渡口的早晨\n船工解开缆绳，把昨夜的露水甩进江里，岸上的灯还亮着，卖豆浆的三轮车停在石阶边。\n",
    );
    assert!(made.contains("date: \"2026-06-05\"\npage: \"03\"\n"), "{made}");
}

#[test]
fn a_saved_web_page_gives_its_main_text() {
    let page = "<!DOCTYPE html><html><head><title>渡口的早晨_刻本网</title><style>p{}</style></head><body>
        <nav><p>首页 新闻 专题 这一行有好多好多字但不是正文</p></nav>
        <div id=\"content\"><h1>渡口的早晨</h1><p>本报记者 林渡</p>
        <p>　　船工解开缆绳，把昨夜的露水甩进江里，岸上的灯还亮着，<b>卖豆浆</b>的三轮车停在石阶边。</p>
        <figure><img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=\"石阶\"><figcaption>晨雾里的渡口 沈砚 摄</figcaption></figure>
        <h2>船来了</h2><p>等着过江的人一个一个地上去，雾还没有散，江面上只听得见桨声。</p></div>
        <footer><p>版权所有，未经许可不得转载，这一行也不是正文。</p></footer><script>x=1</script></body></html>";
    let made = import(page.as_bytes(), "page.html", &|_| None).expect("it is a page");
    let expected = "---\ntitle: 渡口的早晨\nlead: 1\n";
    assert!(made.report.encoding == "HTML, UTF-8");
    let article = made.article.replace("lead: 1\n", "");
    assert_eq!(
        article,
        format!(
            "{}byline:\n  - {{name: 林渡, role: 本报记者}}\n---\n\n船工解开缆绳，把昨夜的露水甩进江里，岸上的灯还亮着，卖豆浆的三轮车停在石阶边。\n\n![晨雾里的渡口](photos/photo-1.gif \"沈砚 摄\"){{#fig:1 alt=\"石阶\" place=hero}}\n\n## 船来了\n\n等着过江的人一个一个地上去，雾还没有散，江面上只听得见桨声。\n",
            expected.replace("lead: 1\n", "")
        )
    );
}

#[test]
fn a_word_processors_file_keeps_styles_pictures_and_notes() {
    use std::io::Write;
    let p =
        |style: &str, inner: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{inner}</w:p>");
    let t = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = [
        p("a1", &t("渡口的早晨")),
        p(
            "x",
            &(t("船工解开缆绳，把昨夜的露水甩进江里，")
                + "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
                + &t("岸上的灯还亮着。")
                + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
        ),
        p(
            "x",
            "<w:r><w:drawing><wp:inline><wp:docPr descr=\"石阶\"/><a:blip r:embed=\"r1\"/></wp:inline></w:drawing></w:r>",
        ),
        p("c", &t("晨雾里的渡口 沈砚 摄")),
        p("h", &t("船来了")),
        p("x", &t("等着过江的人一个一个地上去，雾还没有散。")),
    ];
    let space = "xmlns:w=\"w\" xmlns:wp=\"wp\" xmlns:a=\"a\" xmlns:r=\"r\"";
    let style =
        |id: &str, name: &str| format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>");
    let files = [
        ("word/document.xml", format!("<w:document {space}><w:body>{}</w:body></w:document>", body.concat())),
        (
            "word/styles.xml",
            format!(
                "<w:styles {space}>{}{}{}</w:styles>",
                style("a1", "Title"),
                style("c", "caption"),
                style("h", "heading 2")
            ),
        ),
        (
            "word/footnotes.xml",
            format!(
                "<w:footnotes {space}><w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote></w:footnotes>",
                t("据老船工说。")
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"media/a.gif\"/></Relationships>".to_owned(),
        ),
        ("word/media/a.gif", "GIF89a".to_owned()),
    ];
    let mut archive = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(name, ::zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    let made = import(&bytes, "piece.docx", &|_| None).expect("it is a DOCX");
    assert!(made.article.contains("title: 渡口的早晨\n"));
    assert!(made.article.contains("岸上的灯还亮着。[^1]\n\n![晨雾里的渡口](photos/photo-1.gif \"沈砚 摄\"){#fig:1 alt=\"石阶\" place=hero}\n\n## 船来了\n"), "{}", made.article);
    assert!(made.article.ends_with("\n[^1]: 据老船工说。\n"));
    assert_eq!(made.photos[0].1[..], *b"GIF89a");
    assert_eq!(import(&bytes[..bytes.len() / 2], "piece.docx", &|_| None).unwrap_err().code.id, "K954");
}

#[test]
fn pictures_beside_a_web_page_are_taken_along() {
    let page = "<html><body><div><h1>渡口的早晨</h1><p>船工解开缆绳，把昨夜的露水甩进江里，岸上的灯还亮着。</p><img src='渡口_files/a.gif'><p>雾还没有散，江面上只听得见桨声。</p></div></body></html>";
    let beside = |path: &str| (path == "渡口_files/a.gif").then(|| b"GIF89a".to_vec());
    let made = import(page.as_bytes(), "渡口.html", &beside).expect("it is a page");
    assert_eq!(made.photos, [("source/photos/photo-1.gif".to_owned(), b"GIF89a"[..].into())]);
    assert!(
        made.article.contains("岸上的灯还亮着。\n\n![](photos/photo-1.gif){#fig:1}\n\n雾"),
        "{}",
        made.article
    );
}

/// A caption that is a sentence stands in the middle of a paragraph, its credit on a line of its own; above the title the
/// paper, the day and the page.
#[test]
fn captions_that_end_as_sentences_are_taken_out_of_paragraphs() {
    let made = article(
        "清溪新报 2026年6月5日 星期五 A4版 文化\n老戏台重开锣 锣鼓声里忆当年\n本报记者 许望川 通讯员 陆知秋\n\
         \u{3000}\u{3000}停演十一年之后，这座建于清代的古戏台重新开锣，十里八乡的村民早早搬来了板凳，坐满了晒谷场。\n\
         \u{3000}\u{3000}七十三岁的村民指着台前说，那时候逢年过节都要唱三天大戏，\n\
         古戏台修缮后首场演出，台下坐满了观众。\n\
         陆知秋 摄\n\
         台上唱的是折子戏，台下的孩子就在石阶上追来追去，一场台风过后演出从此停了。\n\
         \u{3000}\u{3000}今年秋天，村里打算办一次民间小戏会演，请邻近五个村的戏班都来唱一唱。\n",
    );
    for part in [
        "title: 老戏台重开锣 锣鼓声里忆当年\n",
        "publication: 清溪新报\n",
        "section: 文化\n",
        "都要唱三天大戏，台上唱的是折子戏，",
        "![古戏台修缮后首场演出，台下坐满了观众。](photos/placeholder-1.png \"陆知秋 摄\")",
    ] {
        assert!(made.contains(part), "{part}: {made}");
    }
    assert!(!made.contains("## "), "{made}");
}
