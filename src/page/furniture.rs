//! Running heads (书眉) and folios: outside the type area, the same on every page (M1–M5).

use super::grid::Grid;
use super::tags::{NoTags, as_artifact, rule};
use crate::article::{Article, Date, Inline, Meta};
use crate::diag::{Diags, FileId, Span};
use crate::frame::{ArtifactKind, Draft, Placed};
use crate::geom::{Abs, Em, LPoint, WritingMode};
use crate::line::{Line, Setting, set};
use crate::text::{Context, prepare};
use crate::theme::{Align, TextStyle};

/// From the baseline of the running head to the hairline below it.
const RULE_DROP: Em = Em::micro(600_000);

/// Adds running head and folio to a page, and names it.
pub(super) fn add(
    draft: &mut Draft,
    article: &Article,
    grid: &Grid,
    cx: &Context<'_>,
    page: usize,
    first: bool,
) {
    let theme = cx.theme;
    let number = (page + 1).to_string();
    draft.label.clone_from(&number);
    let origin = grid.origin(page);
    let at_end = grid.outside_is_right(page) == (grid.mode == WritingMode::Horizontal);
    if let Some(head) = theme.running.as_ref().filter(|r| !first || r.first_page) {
        let block = origin.block - head.gap;
        let outside = filled(&head.outside, &article.meta);
        let inside = filled(&head.inside, &article.meta);
        let mut wrote = false;
        for (text, at_end) in [(outside, at_end), (inside, !at_end)] {
            let (items, width) = line_of(&text, &head.text, cx, ArtifactKind::Header);
            wrote |= !items.is_empty();
            let inline = origin.inline + if at_end { grid.full() - width } else { Abs::ZERO };
            draft.extend_at(LPoint::new(inline, block), items);
        }
        if let (Some(stroke), true) = (head.rule, wrote) {
            let (tag, item) = rule(grid.full(), stroke);
            let drop = RULE_DROP.at(head.text.size).min(head.gap / 2);
            draft.push(LPoint::new(origin.inline, block + drop), tag, item);
        }
    }
    if let Some(folio) = &theme.folio {
        let (items, width) = line_of(&number, &folio.text, cx, ArtifactKind::Footer);
        let free = grid.full() - width;
        let inline = match (folio.centered, at_end) {
            (true, _) => free / 2,
            (false, true) => free,
            (false, false) => Abs::ZERO,
        };
        let block = origin.block + grid.extent(grid.lines) + folio.gap;
        draft.extend_at(LPoint::new(origin.inline + inline, block), items);
    }
}

/// A text on one line, as furniture, and its width.
pub(super) fn line_of(
    text: &str,
    style: &TextStyle,
    cx: &Context<'_>,
    kind: ArtifactKind,
) -> (Vec<Placed>, Abs) {
    if text.is_empty() {
        return (Vec::new(), Abs::ZERO);
    }
    // The place of furniture in the source is nowhere; a character without a glyph is reported where the
    // article has it.
    let inlines = [Inline::Text { text: text.to_owned(), span: Span::new(FileId(0), 0..0) }];
    let paragraph = prepare(&inlines, style, cx, &mut NoTags);
    let setting = Setting {
        measure: Abs::mm(100_000.0),
        first: Abs::ZERO,
        start: Abs::ZERO,
        end: Abs::ZERO,
        align: Align::Start,
    };
    let lines = set(&paragraph, &setting, cx, &mut Diags::new());
    let width = lines.first().map_or(Abs::ZERO, |l: &Line| l.width);
    let mut items: Vec<Placed> = lines.into_iter().take(1).flat_map(|l| l.items).collect();
    as_artifact(&mut items, kind);
    (items, width)
}

/// A running head with its fields filled in; marks that stood between fields which are not there go too.
fn filled(template: &str, meta: &Meta) -> String {
    let date = meta.date.map(date_text);
    let section = meta.section.clone();
    let fields = [
        ("{publication}", meta.publication.clone()),
        ("{section}", section),
        ("{date}", date),
        ("{title}", Some(meta.title.text())),
        ("{issue}", meta.issue.clone()),
        ("{page}", meta.page.clone()),
    ];
    let mut out = template.to_owned();
    for (name, value) in fields {
        out = out.replace(name, value.as_deref().unwrap_or("\u{0}"));
    }
    let between = |c: char| c.is_whitespace() || "·｜|/—-\u{0}".contains(c);
    let parts: Vec<&str> = out.split('\u{0}').map(|p| p.trim_matches(between)).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join("\u{3000}")
}

/// A date as a newspaper writes it.
fn date_text(date: Date) -> String {
    let mut out = format!("{}年", date.year);
    if let Some(month) = date.month {
        out.push_str(&format!("{month}月"));
        if let Some(day) = date.day {
            out.push_str(&format!("{day}日"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_are_missing_leave_no_marks() {
        let mut meta = Meta { publication: Some("某报".into()), ..Meta::default() };
        assert_eq!(filled("{publication} · {section}", &meta), "某报");
        meta.section = Some("深读".into());
        assert_eq!(filled("{publication} · {section}", &meta), "某报 · 深读");
        assert_eq!(filled("{issue} {date}", &meta), "");
    }

    #[test]
    fn dates_are_as_exact_as_given() {
        let date = |month, day| date_text(Date { year: 2026, month, day });
        assert_eq!(date(Some(6), Some(5)), "2026年6月5日");
        assert_eq!(date(Some(6), None), "2026年6月");
        assert_eq!(date(None, None), "2026年");
    }
}
