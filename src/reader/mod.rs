//! Markdown and front matter to an [`Article`]. In: the text of a file. Out: the article, and every problem in
//! it, found in one pass.

use crate::article::Article;
use crate::diag::{Diags, Files};
use crate::source::Project;

/// Reads one article of a project. `None` only if the file cannot be read at all; an article with errors
/// still comes back as far as it was understood, so that later rooms can find theirs.
pub fn read(project: &Project, path: &str, files: &mut Files, diags: &mut Diags) -> Option<Article> {
    let _ = (project, path, files, diags);
    None
}
