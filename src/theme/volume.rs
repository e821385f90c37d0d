//! The pages of a book around its articles, as a theme sets them.

use super::keys::{Reader, Table};
use super::model::*;
use super::parts::{sub_text, text};

/// Title page and parts.
pub(super) fn volume(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<VolumeStyle> {
    let mut t = top.table(r, "volume", "volume")?;
    let cover = t.switch(r, "volume", "cover");
    let openings = [("page", Opening::Page), ("recto", Opening::Recto)];
    let part_start = t.word(r, "volume", "part-start", &openings).unwrap_or_default();
    let article_start = t.word(r, "volume", "article-start", &openings).unwrap_or_default();
    let title = sub_text(&mut t, r, "title", base);
    let subtitle = sub_text(&mut t, r, "subtitle", base);
    let author = sub_text(&mut t, r, "author", base);
    let publisher = sub_text(&mut t, r, "publisher", base);
    let part = sub_text(&mut t, r, "part", &title);
    t.finish(r);
    Some(VolumeStyle { title, subtitle, author, publisher, part, cover, part_start, article_start })
}

/// The table of contents and its like.
pub(super) fn toc(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<TocStyle> {
    let mut t = top.table(r, "toc", "toc")?;
    let leader = t.text(r, "leader").unwrap_or_default();
    let head_lines = t.number(r, "toc", "head-lines", 1..=20).unwrap_or(4);
    let head = sub_text(&mut t, r, "head", base);
    let article = sub_text(&mut t, r, "article", base);
    let part = sub_text(&mut t, r, "part", &article);
    let section = sub_text(&mut t, r, "section", &article);
    t.finish(r);
    Some(TocStyle { head, head_lines, part, article, section, leader })
}

/// 版权页.
pub(super) fn colophon(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<TextStyle> {
    let mut t = top.table(r, "colophon", "colophon")?;
    let style = text(&mut t, r, base);
    t.finish(r);
    Some(style)
}

/// 索引.
pub(super) fn index(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<IndexStyle> {
    let mut t = top.table(r, "index", "index")?;
    let text = text(&mut t, r, base);
    let letter = sub_text(&mut t, r, "letter", &text);
    let columns = t.number(r, "index", "columns", 1..=8).unwrap_or(1);
    t.finish(r);
    Some(IndexStyle { text, letter, columns })
}
