//! EPUBs as their readers meet them: built in memory, read back with another parser. The numbers are the rows of
//! the list of requirements; what only a judge can see is left to EPUBCheck and Ace.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests hand files to the judges, and stop where something is not as expected"
)]

mod book;

use book::{Book, build, elements, named, rich, try_build};
use std::collections::BTreeSet;

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn rows_1_to_5_the_archive_is_plain() {
    let book = rich();
    // The first local header: stored, no extra field, no data descriptor; the name and content at byte 30.
    assert_eq!(&book.bytes[..4], b"PK\x03\x04");
    assert_eq!(&book.bytes[6..10], [0, 0, 0, 0], "no flags, stored");
    assert_eq!(&book.bytes[26..30], [8, 0, 0, 0], "a name of 8 bytes and no extra field");
    assert_eq!(&book.bytes[30..58], b"mimetypeapplication/epub+zip");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&book.bytes)).unwrap();
    let mut folded = BTreeSet::new();
    for at in 0..archive.len() {
        let file = archive.by_index(at).unwrap();
        let name = file.name().to_owned();
        assert!(matches!(
            file.compression(),
            zip::CompressionMethod::Stored | zip::CompressionMethod::Deflated
        ));
        assert!(!file.encrypted() && !file.is_dir(), "{name}");
        assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._/-".contains(&b)), "{name}");
        assert!(folded.insert(name.to_ascii_lowercase()), "{name} twice");
        assert_eq!(file.extra_data().map_or(0, <[u8]>::len), 0, "{name}");
        let time = file.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (1980, 1, 1, 0));
    }
}

#[test]
fn row_6_the_same_article_gives_the_same_bytes() {
    assert!(rich().bytes == rich().bytes);
}

#[test]
fn rows_7_and_15_identity_and_time_come_from_the_article() {
    let book = rich();
    let id = named(book.opf(), "dc:identifier").remove(0).text;
    assert!(id.starts_with("urn:uuid:") && id.as_bytes()[23] == b'5', "{id}");
    let corrected =
        build(&include_str!("rich.md").replace("最后一段", "最后的一段").replace("副题在下", "副题"));
    assert_eq!(named(corrected.opf(), "dc:identifier")[0].text, id, "a correction keeps the identity");
    for (given, want) in [
        ("ISBN 978-7-02-000872-8", "urn:isbn:9787020008728"),
        ("urn:x-paper:2026:6", "urn:x-paper:2026:6"),
        ("6BA7B810-9DAD-11D1-80B4-00C04FD430C8", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
    ] {
        let book = build(&format!("---\ntitle: 题\nidentifier: \"{given}\"\n---\n\n文。\n"));
        assert_eq!(named(book.opf(), "dc:identifier")[0].text, want);
        let ncx = named(book.text("OEBPS/toc.ncx"), "meta");
        let uid = ncx.iter().find(|m| m.get("name") == "dtb:uid").unwrap();
        assert_eq!(uid.get("content"), want, "row 26");
    }
    let modified = |book: &Book| {
        let metas = named(book.opf(), "meta").into_iter();
        let found: Vec<_> =
            metas.filter(|m| m.get("property") == "dcterms:modified").map(|m| m.text).collect();
        assert_eq!(found.len(), 1);
        found[0].clone()
    };
    assert_eq!(modified(&book), "2026-06-05T00:00:00Z");
    assert_eq!(modified(&build("---\ntitle: 题\n---\n\n文。\n")), "2001-09-09T01:46:40Z");
}

#[test]
fn row_8_ids_are_unique_and_refined() {
    let book = rich();
    for (name, xml) in book.documents().into_iter().chain([("opf", book.opf())]) {
        let mut ids = BTreeSet::new();
        for element in elements(xml) {
            let id = element.get("id").to_owned();
            assert!(id.is_empty() || ids.insert(id.clone()), "{name}: {id} twice");
        }
        for element in elements(xml) {
            let target = element.get("refines").trim_start_matches('#');
            assert!(target.is_empty() || ids.contains(target), "{name}: {target} is refined and not there");
        }
    }
}

#[test]
fn rows_9_to_17_metadata_is_the_front_matter() {
    let book = rich();
    let opf = book.opf();
    let texts = |name: &str| named(opf, name).into_iter().map(|e| e.text).collect::<Vec<_>>();
    assert_eq!(texts("dc:title"), ["名字里有 & 和“引号” 走出路径", "副题在下"]);
    assert_eq!(texts("dc:creator"), ["沈砚"]);
    assert_eq!(texts("dc:contributor"), ["Mary Ann Evans", "林渡", "周禾"]);
    assert_eq!(texts("dc:language"), ["zh-Hans"]);
    assert_eq!(texts("dc:date"), ["2026-06-05"]);
    assert_eq!(texts("dc:publisher"), ["测试社"]);
    assert_eq!(texts("dc:description"), ["A & B < C"]);
    assert_eq!(texts("dc:subject"), ["a&b", "词"]);
    assert_eq!(texts("dc:rights"), ["版权所有"]);
    let refined = |id: &str, property: &str| {
        let metas = named(opf, "meta").into_iter();
        let mut found =
            metas.filter(|m| m.get("refines") == format!("#{id}") && m.get("property") == property);
        found.next().unwrap_or_else(|| panic!("{id} has no {property}")).text
    };
    assert_eq!(refined("title", "title-type"), "main");
    assert_eq!(refined("creator-1", "role"), "aut");
    assert_eq!(refined("contributor-1", "file-as"), "Evans, Mary Ann");
    assert_eq!(["1", "2", "3"].map(|n| refined(&format!("contributor-{n}"), "role")), ["trl", "ill", "pht"]);
    assert_eq!(refined("series", "collection-type"), "series");
    assert_eq!(named(opf, "package")[0].get("xml:lang"), "zh-Hans", "row 14");
}

#[test]
fn rows_19_to_24_the_manifest_is_whole() {
    let book = rich();
    let items = named(book.opf(), "item");
    let listed: BTreeSet<String> = items.iter().map(|i| format!("OEBPS/{}", i.get("href"))).collect();
    assert_eq!(listed.len(), items.len());
    let there: BTreeSet<String> =
        book.files.keys().filter(|n| n.starts_with("OEBPS/") && !n.ends_with(".opf")).cloned().collect();
    assert_eq!(listed, there);
    for item in &items {
        let bytes = &book.files[&format!("OEBPS/{}", item.get("href"))];
        let magic: &[u8] = match item.get("media-type") {
            "font/ttf" => &[0, 1, 0, 0],
            "image/jpeg" => &[0xff, 0xd8],
            "image/png" => b"\x89PNG",
            "application/xhtml+xml" | "application/x-dtbncx+xml" => b"<?xml",
            "text/css" => b"@font-face",
            other => panic!("{other}"),
        };
        assert!(bytes.starts_with(magic), "{}", item.get("href"));
    }
    let cover = items.iter().find(|i| i.get("properties") == "cover-image").unwrap();
    let png = &book.files[&format!("OEBPS/{}", cover.get("href"))];
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1600, 2400), "row 22");
    let legacy = named(book.opf(), "meta");
    assert!(legacy.iter().any(|m| m.get("name") == "cover" && m.get("content") == cover.get("id")));
    let page = named(book.text("OEBPS/cover.xhtml"), "img");
    assert!(
        page.len() == 1 && page[0].get("role") == "doc-cover" && !page[0].get("alt").is_empty(),
        "row 23"
    );
    assert_eq!(named(book.opf(), "spine")[0].get("page-progression-direction"), "ltr");
    let order: Vec<_> = named(book.opf(), "itemref").iter().map(|i| i.get("idref").to_owned()).collect();
    assert_eq!(order, ["cover", "text-1"]);
}

#[test]
fn rows_26_to_32_navigation_follows_the_heads() {
    let book = rich();
    let nav = book.text("OEBPS/nav.xhtml");
    let toc = &named(nav, "nav")[0];
    assert_eq!((toc.get("epub:type"), toc.get("role")), ("toc", "doc-toc"));
    let labels: Vec<_> = named(nav, "a").into_iter().map(|a| a.text).collect();
    let heads =
        ["名字里有 & 和“引号” 走出路径", "第一 大节标题 尾巴", "小节", "更深", "末节", "封面", "正文"];
    assert_eq!(labels, heads);
    assert_eq!(named(nav, "h1")[0].text, "目录", "row 30");
    assert!(nav.contains("<ol>") && nav.matches("<ol>").count() == 5, "four levels and the landmarks");
    let ncx: Vec<_> = named(book.text("OEBPS/toc.ncx"), "text").into_iter().map(|t| t.text).collect();
    assert_eq!(ncx[1..], heads[..5]);
    assert_eq!(ncx[0], heads[0], "the NCX is titled as the book");
    for (name, xml) in book.documents() {
        let html = &named(xml, "html")[0];
        assert_eq!((html.get("lang"), html.get("xml:lang")), ("zh-Hans", "zh-Hans"), "{name}");
    }
    assert_eq!(named(book.article_text(), "title")[0].text, heads[0], "row 32");
}

#[test]
fn rows_33_to_36_documents_are_clean() {
    let book = rich();
    for (name, xml) in book.documents() {
        let all = elements(xml);
        for element in &all {
            assert!(!["script", "form", "iframe"].contains(&element.name.as_str()), "{name}");
            assert!(element.get("style").is_empty(), "{name}: a style attribute");
            assert!(element.name != "p" || !element.text.trim().is_empty(), "{name}: an empty paragraph");
        }
        let mut rank = 0;
        for head in all.iter().filter(|e| e.name.len() == 2 && e.name.starts_with('h') && e.name != "hr") {
            let this = head.name[1..].parse::<u32>().unwrap();
            assert!(this <= rank + 1, "{name}: h{rank} is followed by h{this}");
            rank = this;
        }
        let ids: BTreeSet<_> = all.iter().map(|e| e.get("id")).collect();
        for link in all.iter().filter_map(|e| e.get("href").strip_prefix('#')) {
            assert!(ids.contains(link), "{name}: #{link} leads nowhere");
        }
    }
}

#[test]
fn rows_37_and_38_every_text_arrives_once_and_in_order() {
    let book = rich();
    let body = named(book.article_text(), "body")[0].text.clone();
    // Ruby stands between the characters that it reads.
    let whole = squeeze(&body).replace("hàn", "").replace("zì", "");
    let mut rest = whole.as_str();
    for text in keben::article::texts(&book.article) {
        // Marks of notes and what references show stand between the author's characters.
        for piece in text.split(['，', '。', '、', '与']).map(squeeze).filter(|p| !p.is_empty()) {
            let at =
                rest.find(&piece).unwrap_or_else(|| panic!("{piece} is missing behind what came before"));
            rest = &rest[at + piece.len()..];
        }
    }
    for head in
        ["测试系列", "引题在上分两段", "名字里有&和“引号”走出路径", "副题在下", "沈砚", "第1期", "版权所有"]
    {
        assert_eq!(whole.matches(head).count(), 1, "{head}");
    }
    for raw in ["**", "[^", "{#", ":::", "&lt;", "\u{FFFD}"] {
        assert!(!body.contains(raw), "{raw} is left over");
    }
}

#[test]
fn rows_40_to_48_structure_survives() {
    let book = rich();
    let xml = book.article_text();
    let figures = named(xml, "figure");
    assert_eq!(figures.len(), 3);
    let credits: Vec<_> =
        elements(xml).into_iter().filter(|e| e.get("class") == "credit").map(|e| e.text).collect();
    assert_eq!(
        credits,
        ["林渡 绘", "周禾 摄", "图片由林渡绘制"],
        "the credits note speaks for the uncredited"
    );
    let captions: Vec<_> = named(xml, "figcaption").into_iter().map(|c| squeeze(&c.text)).collect();
    assert_eq!(captions[1..], ["左周禾摄", "右图片由林渡绘制"]);
    assert!(captions[0].starts_with("图1桥与江"), "{captions:?}");
    let images = named(xml, "img");
    let alts: Vec<_> = images.iter().map(|i| i.get("alt")).collect();
    assert_eq!(alts, ["一座桥跨在江上", "左图", "右图"]);
    assert_eq!(images[0].get("src"), images[2].get("src"), "one photo shown twice is one file");
    assert_eq!((images[0].get("width"), images[0].get("height")), ("90", "60"), "row 49");
    assert_eq!(book.files[&format!("OEBPS/{}", images[0].get("src"))], book::jpeg(90, 60), "row 48");
    let heads = named(xml, "th");
    assert!(heads.len() == 2 && heads.iter().all(|h| h.get("scope") == "col"));
    assert_eq!(named(xml, "td").len(), 4);
    assert_eq!(named(xml, "caption")[0].text, "一张表");
    assert_eq!(named(xml, "rt").len(), 2, "ruby goes to the characters one by one");
    for element in ["em", "strong", "del", "sub", "blockquote", "dl", "pre", "ruby", "hr"] {
        assert!(!named(xml, element).is_empty(), "{element}");
    }
    assert_eq!(named(xml, "ol")[0].get("start"), "3");
}

#[test]
fn rows_50_to_55_faces_are_cut_and_complete() {
    let book = rich();
    let css = book.text("OEBPS/stylesheet.css");
    assert!(book.text("META-INF/com.apple.ibooks.display-options.xml").contains("specified-fonts\">true"));
    let fonts: Vec<_> = book.files.iter().filter(|(n, _)| n.starts_with("OEBPS/fonts/")).collect();
    assert!(fonts.len() >= 5);
    for (name, bytes) in fonts {
        assert!(css.contains(name.trim_start_matches("OEBPS/")), "{name} is not used");
        assert!(bytes.len() < 120_000, "{name}: {} bytes", bytes.len());
    }
    let body_style = css.split("body {").nth(1).unwrap();
    assert!(body_style.split(';').any(|rule| rule.contains("font-family: \"Noto Serif SC\", ")), "{css}");
    let used = |word: &str| css.matches(word).count();
    assert_eq!(used("url("), used("url(fonts/"), "nothing from outside");
    assert!(!css.contains("data:") && !css.contains("http"));
    let body = css.split("body {").nth(1).unwrap().split('}').next().unwrap();
    assert!(!body.contains("px") && !body.contains("background") && !body.contains(" color:"), "row 65");
}

#[test]
fn rows_57_to_60_accessibility_is_what_was_found() {
    let say = |book: &Book, property: &str| -> Vec<String> {
        let metas = named(book.opf(), "meta").into_iter();
        metas.filter(|m| m.get("property") == format!("schema:{property}")).map(|m| m.text).collect()
    };
    let book = rich();
    assert_eq!(say(&book, "accessMode"), ["textual", "visual"]);
    assert_eq!(say(&book, "accessModeSufficient"), ["textual", "textual,visual"]);
    let features = say(&book, "accessibilityFeature");
    assert!(
        features.contains(&"alternativeText".to_owned()) && features.contains(&"rubyAnnotations".to_owned())
    );
    assert!(!book.opf().contains("conformsTo"), "a program cannot certify");
    let bare = build("---\ntitle: 题\n---\n\n文。\n");
    assert_eq!(say(&bare, "accessMode"), ["textual"]);
    assert!(!say(&bare, "accessibilityFeature").contains(&"alternativeText".to_owned()));
    let no_alt = build("---\ntitle: 题\n---\n\n![图注](photos/a.jpg)\n");
    assert!(!say(&no_alt, "accessibilityFeature").contains(&"alternativeText".to_owned()));
    let image = &named(no_alt.article_text(), "img")[0];
    assert!(!image.get("alt").is_empty() && image.get("alt") != "图注", "row 44");
}

#[test]
fn rows_61_to_64_notes_lead_there_and_back() {
    let book = rich();
    let xml = book.article_text();
    let links = named(xml, "a");
    let marks: Vec<_> = links.iter().filter(|a| a.get("role") == "doc-noteref").collect();
    assert_eq!(marks.iter().map(|a| a.get("href")).collect::<Vec<_>>(), ["#n1", "#n2", "#n1"]);
    let backs: Vec<_> = links.iter().filter(|a| a.get("role") == "doc-backlink").collect();
    assert_eq!(backs.iter().map(|a| a.get("href")).collect::<Vec<_>>(), ["#r1", "#r2"]);
    let notes = named(xml, "aside");
    assert_eq!(notes.len(), 2, "each note is one of its own");
    for note in &notes {
        assert_eq!((note.get("epub:type"), note.get("role")), ("footnote", "doc-footnote"));
        assert!(note.text.starts_with(['①', '②']), "the way back stands first");
    }
    let foreign = elements(xml).into_iter().find(|e| e.get("lang") == "fr").unwrap();
    assert_eq!((foreign.get("xml:lang"), foreign.text.as_str()), ("fr", "bonjour"));
}

#[test]
fn row_66_a_long_article_is_split_and_its_links_hold() {
    let mut text = String::from("---\ntitle: 长文\n---\n\n前言[^n]，见[@far]。\n\n[^n]: 注。\n\n");
    for n in 0..40 {
        text.push_str(&format!("# 第{n}节\n\n{}\n\n", "很长的一段话。".repeat(700)));
    }
    text.push_str("# 远处 {#far}\n\n到了。\n");
    let book = build(&text);
    let documents: Vec<_> = book.documents().into_iter().filter(|(n, _)| n.contains("article")).collect();
    assert!(documents.len() > 2, "{}", documents.len());
    assert!(documents.iter().all(|(_, xml)| xml.len() < 300_000));
    let link = named(book.article_text(), "a").into_iter().find(|a| a.text.contains("远处")).unwrap();
    let (file, id) = link.get("href").split_once('#').unwrap();
    assert!(named(book.text(&format!("OEBPS/{file}")), "h2").iter().any(|h| h.get("id") == id));
    let order: Vec<_> = named(book.opf(), "itemref").iter().map(|i| i.get("idref").to_owned()).collect();
    assert_eq!(order.len(), documents.len() + 1);
}

#[test]
fn a_template_of_the_project_is_used_and_a_bad_one_is_refused() {
    let text = "---\ntitle: 题\n---\n\n文。\n";
    let page = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{{ title }}</title></head><body id=\"own\">{{ body }}</body></html>";
    let own =
        try_build(text, &[("templates/feature/article.xhtml", page)]).unwrap_or_else(|d| panic!("{d:?}"));
    assert!(own.article_text().contains("id=\"own\""));
    for bad in [
        page.replace("</body>", ""),
        page.replace("{{ body }}", "{{ bdoy }}"),
        page.replace("{{ body }}", "<script>1</script>"),
        page.replace("{{ body }}", "<p onclick=\"x()\">a</p>"),
        page.replace(
            "{{ body }}",
            "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
        ),
    ] {
        let refused = try_build(text, &[("templates/feature/article.xhtml", &bad)]);
        let Err(diag) = refused else { panic!("{bad} was taken") };
        assert_eq!(diag.code.id, "K802");
    }
    let css = try_build(text, &[("templates/feature/epub.css", "@import 'https://example.org/x.css';")]);
    assert!(css.is_err());
}

/// EPUBCheck 5.3 and Ace on the book that has one of everything and on some of the edges.
#[test]
fn rows_67_and_68_the_judges_agree() {
    let folder = tempfile::tempdir().unwrap();
    let books = [
        ("rich", rich()),
        ("bare", build("---\ntitle: 题\n---\n\n文。\n")),
        ("latin", build("---\ntitle: \"Plain & Latin\"\nlang: en\n---\n\nText & <more>.\n")),
        ("hant", build("---\ntitle: 繁體字\nlang: zh-Hant\n---\n\n以來。\n\n![圖說](photos/a.jpg)\n")),
        ("deep", build("---\ntitle: 深\n---\n\n## 二\n\n#### 四\n\n###### 六\n\n文。\n\n# 一\n\n文。\n")),
    ];
    let paths: Vec<_> = books
        .iter()
        .map(|(name, book)| {
            let path = folder.path().join(format!("{name}.epub"));
            std::fs::write(&path, &book.bytes).unwrap();
            path
        })
        .collect();
    let judge = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/bin").join(name);
        std::process::Command::new(path)
    };
    let check = judge("epubcheck").args(&paths).output().unwrap();
    let verdict = String::from_utf8_lossy(&check.stdout);
    assert!(check.status.success(), "{verdict}{}", String::from_utf8_lossy(&check.stderr));
    assert_eq!(verdict.lines().count(), books.len());
    let ace = judge("ace").arg(&paths[0]).arg(folder.path().join("ace")).output().unwrap();
    assert!(ace.status.success(), "{}", String::from_utf8_lossy(&ace.stdout));
}
