//! Rows 33 to 42 and 61 to 65: the documents and their style.

use super::{Verdict, ensure, row};
use crate::book::{Book, build_with, squeeze};
use crate::xml::{Element, attributes, elements, name, named, parse};
use std::collections::BTreeSet;

const TEXT: &str = "OEBPS/article-1.xhtml";

#[test]
fn row_33_documents_are_well_formed_and_passive() {
    fn check(book: &Book) -> Verdict {
        for (name, xml) in book.documents() {
            let document =
                std::panic::catch_unwind(|| elements(xml)).map_err(|_| format!("{name} is broken"))?;
            ensure!(!xml.contains("<!ENTITY") && xml.matches("<!DOCTYPE").count() == 1, "{name}: a DTD");
            ensure!(xml.contains("<!DOCTYPE html>"), "{name}: no plain doctype");
            for element in document {
                let active = ["script", "form", "iframe", "object", "embed", "input", "audio", "video"];
                ensure!(!active.contains(&element.name.as_str()), "{name}: {}", element.name);
                let handler = element.attributes.keys().find(|k| k.starts_with("on"));
                ensure!(handler.is_none(), "{name}: {handler:?}");
            }
            let comments = xml.split("<!--").skip(1).filter_map(|c| c.split("-->").next());
            ensure!(comments.into_iter().all(|c| !c.contains("--")), "{name}: a comment");
        }
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "</h1>", "<script>1</script></h1>"));
    row(check, |book| book.edit(TEXT, "</h1>", "</h2>"));
}

/// The rank of a head.
fn rank(element: &Element) -> Option<usize> {
    let digit = element.name.strip_prefix('h').filter(|d| d.len() == 1)?;
    digit.parse().ok()
}

#[test]
fn row_34_heads_go_down_one_by_one_from_one() {
    fn check(book: &Book) -> Verdict {
        for (name, xml) in book.documents() {
            let mut last = 0;
            let ranks: Vec<_> = elements(xml).iter().filter_map(rank).collect();
            for rank in &ranks {
                ensure!(*rank <= last + 1, "{name}: h{last} is followed by h{rank}");
                last = *rank;
            }
            ensure!(ranks.iter().filter(|r| **r == 1).count() <= 1, "{name}: two titles");
        }
        Ok(())
    }
    row(check, |book| {
        book.edit(TEXT, "<h3 ", "<h5 ");
        book.edit(TEXT, "</h3>", "</h5>");
    });
}

#[test]
fn row_35_space_is_made_by_the_style_sheet() {
    fn check(book: &Book) -> Verdict {
        for (name, xml) in book.documents() {
            for element in elements(xml) {
                ensure!(element.get("style").is_empty(), "{name}: a style attribute");
                if element.name == "p" {
                    ensure!(!element.text.trim().is_empty(), "{name}: an empty paragraph");
                    ensure!(!element.text.starts_with('\u{3000}'), "{name}: an indent of characters");
                }
            }
        }
        ensure!(book.css().contains("p { margin: 0; text-indent: 2.0em; }"), "no indent");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "<p>正文", "<p>\u{3000}\u{3000}正文"));
}

#[test]
fn row_36_links_lead_somewhere() {
    fn check(book: &Book) -> Verdict {
        for (name, xml) in book.documents() {
            for element in elements(xml) {
                let href = element.get("href");
                if href.is_empty() || href.contains("://") || element.name == "link" {
                    continue;
                }
                let (file, id) = href.split_once('#').unwrap_or((href, ""));
                let target = if file.is_empty() { name.to_owned() } else { format!("OEBPS/{file}") };
                ensure!(book.files.contains_key(&target), "{name}: {href}");
                let there = id.is_empty() || elements(book.text(&target)).iter().any(|e| e.get("id") == id);
                ensure!(there, "{name}: {href}");
            }
        }
        let links = named(book.article_text(), "a");
        let shown: Vec<_> =
            links.iter().filter(|a| a.get("role").is_empty()).map(|a| a.text.as_str()).collect();
        ensure!(shown == ["链接", "图1", "“更深”"], "{shown:?}");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "href=\"#f1\"", "href=\"#f9\""));
}

/// Every text of the article in its order, with what stands between the author's characters taken out: ruby,
/// marks of notes, references.
fn body(book: &Book) -> String {
    let xml = book.article_text();
    let document = parse(xml);
    let skip = |n: roxmltree::Node<'_, '_>| {
        n.ancestors().filter(roxmltree::Node::is_element).any(|a| {
            let attributes = attributes(a);
            let is = |class: &str| attributes.get("class").is_some_and(|c| c == class);
            name(a) == "rt" || is("mark") || is("back") || is("label") || is("head")
        })
    };
    let body = document.descendants().find(|n| name(*n) == "body").unwrap();
    let texts = body.descendants().filter(|n| n.is_text() && !skip(*n)).filter_map(|n| n.text());
    squeeze(&texts.collect::<String>())
}

#[test]
fn row_37_every_text_arrives_once_in_order_and_unchanged() {
    fn check(book: &Book) -> Verdict {
        let whole = body(book);
        let mut rest = whole.as_str();
        for text in keben::article::texts(&book.articles[0]) {
            // What references show stands between the author's characters.
            for piece in text.split("见").flat_map(|t| t.split("与")).map(squeeze).filter(|p| !p.is_empty())
            {
                let at =
                    rest.find(&piece).ok_or_else(|| format!("{piece} is not behind what came before"))?;
                rest = &rest[at + piece.len()..];
            }
        }
        let all = squeeze(&keben::article::texts(&book.articles[0]).concat());
        let added = whole.chars().count() - all.chars().count();
        // References, and the lines at the foot of the article.
        let known = squeeze("图1“更深”图片由林渡绘制版权所有").chars().count();
        ensure!(added == known, "{added} characters more than the article has, not {known}");
        let page = squeeze(&named(book.article_text(), "body")[0].text);
        let head = ["测试系列", "引题在上分两段", "名字里有&和“引号”走出路径", "副题在下", "沈砚", "第1期"];
        for text in head.into_iter().chain(["版权所有", "周宁", "MaryAnnEvans"]) {
            ensure!(page.matches(text).count() == 1, "{text}");
        }
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "最后一段", "最后段"));
    row(check, |book| book.edit(TEXT, "<p>引文一段。</p>", "<p>引文一段。</p><p>引文一段。</p>"));
    row(check, |book| book.edit(TEXT, "副题在下", "副题在下副题在下"));
}

#[test]
fn row_38_nothing_is_added_and_nothing_left_raw() {
    fn check(book: &Book) -> Verdict {
        let body = &named(book.article_text(), "body")[0].text;
        for raw in ["**", "[^", "{#", ":::", "&lt;", "&amp;", "\u{FFFD}", "</", "{{", "~~", "](", "\u{200B}"]
        {
            ensure!(!body.contains(raw), "{raw} is left over");
        }
        let texts: String = keben::article::texts(&book.articles[0]).concat();
        let known: BTreeSet<char> = texts.chars().collect();
        let foreign: BTreeSet<char> =
            super::content::body(book).chars().filter(|c| !known.contains(c)).collect();
        // What references and the end of the article show besides.
        let shown: BTreeSet<char> = "图1“”版权所有由片".chars().collect();
        ensure!(foreign.is_subset(&shown), "{foreign:?} are in no text of the article");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "最后一段", "最后**一段**"));
    row(check, |book| book.edit(TEXT, "最后一段", "最后一段龘"));
}

#[test]
fn row_39_heads_are_heads_of_their_rank() {
    fn check(book: &Book) -> Verdict {
        let heads: Vec<(usize, String)> =
            elements(book.article_text()).iter().filter_map(|e| Some((rank(e)?, e.text.clone()))).collect();
        let ranks: Vec<_> = heads.iter().map(|(rank, _)| *rank).collect();
        ensure!(ranks == [1, 2, 3, 4, 2], "{heads:?}");
        ensure!(heads[1].1 == "第一 大节标题 尾巴", "{heads:?}");
        Ok(())
    }
    row(check, |book| {
        book.edit(TEXT, "<h4 ", "<p ");
        book.edit(TEXT, "</h4>", "</p>");
    });
}

#[test]
fn row_40_tables_keep_their_cells_and_say_what_heads_them() {
    fn check(book: &Book) -> Verdict {
        let xml = book.article_text();
        let heads = named(xml, "th");
        ensure!(heads.iter().all(|h| h.get("scope") == "col"), "no scope");
        let cells: Vec<_> = heads.iter().chain(&named(xml, "td")).map(|c| c.text.clone()).collect();
        ensure!(cells == ["甲", "乙", "1", "二", "3", "四 & 五"], "{cells:?}");
        ensure!(named(xml, "caption")[0].text == "一张表", "no title");
        ensure!(named(xml, "thead").len() == 1 && named(xml, "tr").len() == 3, "rows");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "scope=\"col\"", ""));
}

#[test]
fn row_41_marks_within_a_line_stay_elements() {
    fn check(book: &Book) -> Verdict {
        let xml = book.article_text();
        let text = |name: &str| named(xml, name).iter().map(|e| e.text.clone()).collect::<Vec<_>>();
        ensure!(text("rt") == ["hàn", "zì"], "ruby goes to the characters one by one: {:?}", text("rt"));
        ensure!(text("ruby") == ["汉hàn字zì"], "{:?}", text("ruby"));
        ensure!(text("strong") == ["粗体"] && text("em") == ["强调", "着重", "强调"], "{:?}", text("em"));
        ensure!(text("sub") == ["2"] && text("del") == ["删"], "sub, del");
        ensure!(text("code") == ["code a<b", "fn main() { println!(\"你好 <>&\"); }"], "{:?}", text("code"));
        let classed = |class: &str| elements(xml).into_iter().find(|e| e.is(class)).map(|e| e.text);
        ensure!(classed("name").as_deref() == Some("东阳"), "专名号");
        ensure!(classed("wave").as_deref() == Some("红楼梦"), "书名号");
        ensure!(classed("inline-note").as_deref() == Some("小字夹注"), "夹注");
        ensure!(named(xml, "ol")[0].get("start") == "3", "a list begins at three");
        let verse = elements(xml).into_iter().find(|e| e.is("verse")).ok_or("no verse")?;
        ensure!(verse.text.contains("床前明月光") && named(xml, "br").len() == 1, "verse");
        for element in ["blockquote", "dl", "dt", "dd", "pre", "hr", "ul"] {
            ensure!(!named(xml, element).is_empty(), "{element}");
        }
        Ok(())
    }
    row(check, |book| {
        book.edit(TEXT, "<ruby>", "&lt;ruby&gt;");
        book.edit(TEXT, "</ruby>", "");
    });
}

#[test]
fn row_42_emphasis_is_what_chinese_knows() {
    fn check(book: &Book) -> Verdict {
        let css = book.css();
        for rule in [
            "-epub-text-emphasis-style: filled dot",
            "-webkit-text-emphasis: filled dot",
            "text-emphasis: filled dot",
            "text-emphasis-position: under right",
        ] {
            ensure!(css.contains(rule), "{rule}");
        }
        let em = css.split("\nem {").nth(1).and_then(|r| r.split('}').next()).ok_or("no rule for em")?;
        ensure!(em.contains("font-style: normal") && em.contains("LXGW WenKai"), "{em}");
        ensure!(!css.contains("italic") && !css.contains("oblique"), "Han has no italics");
        Ok(())
    }
    row(check, |book| book.edit("OEBPS/stylesheet.css", "font-style: normal", "font-style: italic"));
}

#[test]
fn row_61_types_and_roles_agree() {
    fn check(book: &Book) -> Verdict {
        let pairs = [
            ("noteref", "doc-noteref"),
            ("backlink", "doc-backlink"),
            ("chapter", "doc-chapter"),
            ("endnotes", "doc-endnotes"),
            ("footnote", "doc-footnote"),
        ];
        let all = elements(book.article_text());
        for (kind, role) in pairs {
            let mut some = all.iter().filter(|e| e.get("epub:type") == kind).peekable();
            ensure!(some.peek().is_some(), "no {kind}");
            ensure!(some.all(|e| e.get("role") == role), "{kind} is no {role}");
        }
        let old = all.iter().find(|e| e.get("role") == "doc-endnote" || e.get("epub:type") == "endnote");
        ensure!(old.is_none(), "deprecated");
        let wrong = all.iter().find(|e| e.get("epub:type") == "footnote" && e.name != "aside");
        ensure!(wrong.is_none(), "a note has to be an aside");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, " role=\"doc-backlink\"", ""));
}

#[test]
fn row_62_notes_lead_there_and_back() {
    fn check(book: &Book) -> Verdict {
        let xml = book.article_text();
        let links = named(xml, "a");
        let to = |role: &str| {
            let all = links.iter().filter(|a| a.get("role") == role);
            all.map(|a| a.get("href").to_owned()).collect::<Vec<_>>()
        };
        ensure!(to("doc-noteref") == ["#n1", "#n2", "#n1"], "{:?}", to("doc-noteref"));
        ensure!(to("doc-backlink") == ["#r1", "#r2"], "{:?}", to("doc-backlink"));
        let notes = named(xml, "aside");
        let ids: Vec<_> = notes.iter().map(|n| n.get("id")).collect();
        ensure!(ids == ["n1", "n2"], "each note is one of its own");
        ensure!(notes.iter().all(|n| n.text.starts_with(['①', '②'])), "the way back stands first");
        let marks = links.iter().filter(|a| a.get("role") == "doc-noteref").map(|a| a.get("id"));
        ensure!(marks.collect::<Vec<_>>() == ["r1", "r2", "r1-2"], "places to come back to");
        ensure!(notes[1].text.contains("注二第二段"), "a note of two paragraphs");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "href=\"#r2\"", "href=\"#r1\""));
}

#[test]
fn row_63_the_notes_of_duokan_are_an_option() {
    fn check(book: &Book) -> Verdict {
        ensure!(!book.article_text().contains("duokan"), "not asked for");
        ensure!(!book.article_text().contains("zy-footnote"), "an attribute that EPUB does not know");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "class=\"mark\"", "class=\"mark duokan-footnote\""));
    let asked = build_with(include_str!("../rich.md"), "[epub]\nduokan = true\n");
    let xml = asked.article_text();
    let marks = named(xml, "a").into_iter().filter(|a| a.is("duokan-footnote"));
    assert_eq!(marks.map(|a| a.get("href").to_owned()).collect::<Vec<_>>(), ["#n1", "#n2", "#n1"]);
    let list = named(xml, "ol").into_iter().filter(|o| o.is("duokan-footnote-content"));
    assert_eq!(list.count(), 1);
    let items: Vec<_> = named(xml, "li").into_iter().filter(|l| l.is("duokan-footnote-item")).collect();
    assert_eq!(items.iter().map(|i| i.get("id")).collect::<Vec<_>>(), ["n1", "n2"]);
    assert!(items.iter().all(|i| i.path.last().is_some_and(|p| p == "ol") && i.get("role").is_empty()));
}

#[test]
fn row_64_foreign_words_say_their_language_twice() {
    fn check(book: &Book) -> Verdict {
        let all = elements(book.article_text());
        let foreign: Vec<_> = all.iter().filter(|e| e.name == "span" && !e.get("lang").is_empty()).collect();
        ensure!(foreign.len() == 1, "{}", foreign.len());
        let one = foreign[0];
        ensure!((one.get("lang"), one.get("xml:lang")) == ("fr", "fr"), "{:?}", one.attributes);
        ensure!(one.text == "bonjour", "{}", one.text);
        Ok(())
    }
    row(check, |book| book.edit(TEXT, " xml:lang=\"fr\"", ""));
}

#[test]
fn row_65_the_reader_chooses_size_and_colours() {
    fn check(book: &Book) -> Verdict {
        let css = book.css();
        for rule in ["\nhtml {", "\nbody {"] {
            let rule = css.split(rule).nth(1).and_then(|r| r.split('}').next()).ok_or("no rule")?;
            for fixed in ["px", "pt", "background", " color:"] {
                ensure!(!rule.contains(fixed), "{fixed} in {rule}");
            }
        }
        for black in ["#000", "black", "background"] {
            ensure!(!css.contains(black), "{black}");
        }
        ensure!(css.contains("prefers-color-scheme: dark"), "night");
        Ok(())
    }
    row(check, |book| {
        book.edit("OEBPS/stylesheet.css", "text-align: justify;", "text-align: justify; color: #111;");
    });
}
