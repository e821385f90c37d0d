//! Lists and tables in Markdown. `inline` writes the running text within them.

use super::markdown::line_start;
use super::piece::Item;
use super::table::Table;
use std::fmt::Write;

/// The items of a list, those of inner lists indented by the marks before the outer ones.
pub(super) fn list(items: &[(Item, String)], inline: &dyn Fn(&str) -> String, out: &mut String) {
    // The lists that are open: how wide the last mark of each is, and whether it is a number.
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (item, text) in items {
        let level = usize::from(item.level).min(open.len());
        let is_first = open.get(level).is_none_or(|(_, numbers)| *numbers != item.number.is_some());
        open.truncate(level);
        // An inner list begins with 1, since Markdown reads another number as text.
        let number = item.number.map(|n| if is_first && level > 0 { 1 } else { n });
        let mark = number.map_or("- ".to_owned(), |n| format!("{n}. "));
        let indent: usize = open.iter().map(|(width, _)| width).sum();
        let _ = writeln!(out, "{:indent$}{mark}{}", "", line_start(&inline(text)));
        open.push((mark.len(), item.number.is_some()));
    }
}

/// A table in pipes (GFM, 4.10), its first row the head.
pub(super) fn table(table: &Table, inline: &dyn Fn(&str) -> String, out: &mut String) {
    for (n, row) in table.rows.iter().enumerate() {
        for cell in row {
            // A pipe that is escaped as others are would still end the cell.
            let _ = write!(out, "| {} ", inline(cell).replace("\\|", "&#124;"));
        }
        out.push_str("|\n");
        if n == 0 {
            let _ = writeln!(out, "{}|", "|---".repeat(row.len()));
        }
    }
    if !table.caption.is_empty() {
        let _ = writeln!(out, "\n: {}", inline(&table.caption));
    }
}

#[cfg(test)]
mod tests {
    use super::super::markdown::inline;
    use super::super::marks::{self, Reading};
    use super::*;

    #[test]
    fn lists_within_lists() {
        let item = |level, number| Item { level, number };
        let items = [
            (item(0, Some(1)), "甲"),
            (item(1, None), "乙"),
            (item(1, Some(2)), "丙"),
            (item(0, Some(2)), "- 丁"),
            (item(5, Some(3)), "戊"),
        ];
        let items: Vec<(Item, String)> = items.into_iter().map(|(i, t)| (i, t.to_owned())).collect();
        let mut out = String::new();
        list(&items, &|text| inline(text, &[]), &mut out);
        assert_eq!(out, "1. 甲\n   - 乙\n   1. 丙\n2. \\- 丁\n   1. 戊\n");
    }

    #[test]
    fn cells_and_readings() {
        let readings = [Reading { over: 2, text: "dōng yáng".to_owned() }];
        let name = format!("在 东阳{}", marks::reading(0));
        let rows = vec![vec!["a|b".to_owned(), name], vec!["\\|".to_owned(), String::new()]];
        let mut out = String::new();
        table(&Table { caption: "表一".to_owned(), rows }, &|text| inline(text, &readings), &mut out);
        let expected =
            "| a&#124;b | 在 [东阳]{ruby=\"dōng yáng\"} |\n|---|---|\n| \\\\&#124; |  |\n\n: 表一\n";
        assert_eq!(out, expected);
    }
}
