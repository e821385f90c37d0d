//! The 69 requirements, one by one. Each is a check and a spoiler: the check passes the book that has one of
//! everything, and refuses the same book spoiled in just that point, so no check can sleep. Rows 6, 67, 68 and 69
//! need more than one book or a judge; they are held in `stable.rs`, `judges.rs` and `viewers.rs` as well.

mod archive;
mod content;
mod faces;
mod metadata;
mod navigation;
mod pictures;

use crate::book::{Book, rich, vertical};

/// What a check says.
pub(crate) type Verdict = Result<(), String>;

/// Fails a check.
macro_rules! ensure {
    ($holds:expr, $($why:tt)+) => {
        let holds: bool = $holds;
        if !holds {
            return Err(format!($($why)+));
        }
    };
}
pub(crate) use ensure;

/// A check of one row on the book that has one of everything, and how to spoil that book.
pub(crate) fn row(check: fn(&Book) -> Verdict, spoil: fn(&mut Book)) {
    on(rich(), check, spoil);
}

/// The same on the book in vertical lines.
pub(crate) fn upright_row(check: fn(&Book) -> Verdict, spoil: fn(&mut Book)) {
    on(vertical(), check, spoil);
}

fn on(book: &Book, check: fn(&Book) -> Verdict, spoil: fn(&mut Book)) {
    if let Err(why) = check(book) {
        panic!("{why}");
    }
    let mut spoiled = book.clone();
    spoil(&mut spoiled);
    assert!(check(&spoiled).is_err(), "the check sees nothing wrong with a book that was spoiled");
}
