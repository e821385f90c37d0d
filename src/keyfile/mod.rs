//! Files of keys and values (TOML): themes and `keben.toml`. In: a text. Out: a tree that knows where each key
//! and value stands, so that whoever reads it can say what is wrong where. The TOML parser is used here and
//! nowhere else.

mod tree;
mod words;

pub use tree::{Entries, Node, Value, lay_over, parse, shown};
