//! The pictures of a DOCX.

use super::kind::{extension, kind};
use super::piece::Picture;
use super::report::Both;
use super::surroundings::{self, Around};
use super::tree::{Node, Tree};
use super::zip::Zip;
use std::collections::BTreeMap;

/// A picture that is not of the file and not linked with it, with what the file says of it.
pub(super) struct Outside(pub(super) String);

/// Where pictures are, and what is said of them.
#[derive(Debug, Default)]
pub(super) struct Media {
    /// Targets of relationships, by id; `None` for those outside the file.
    links: BTreeMap<String, Option<String>>,
    /// What the frames of pictures say for readers who cannot see them, by the frame.
    described: BTreeMap<u32, Option<String>>,
}

impl Media {
    pub(super) fn of(links: Option<&Tree>, main: &Tree, around: &[Around]) -> Media {
        let target = |n: Node<'_>| {
            let inside = n.attribute("TargetMode") != Some("External");
            Some((n.attribute("Id")?.to_owned(), n.attribute("Target").filter(|_| inside).map(str::to_owned)))
        };
        Media {
            links: links.into_iter().flat_map(Tree::all).filter_map(target).collect(),
            described: surroundings::described(main, around),
        }
    }

    /// A picture, or the place of one that cannot be read, with the reason.
    pub(super) fn picture(
        &self,
        zip: &Zip<'_>,
        node: Node<'_>,
        frame: Option<u32>,
    ) -> Result<Picture, Outside> {
        let alt = frame.and_then(|f| self.described.get(&f)).cloned().flatten();
        let embedded = node.attribute("embed").or_else(|| node.attribute("id"));
        let is_linked = embedded.is_none() && node.attribute("link").is_some();
        let target = embedded.and_then(|id| self.links.get(id)).and_then(Option::as_deref);
        let found = target.and_then(within).map(|path| zip.file(&path));
        let missing = match found.as_ref().map(Option::as_deref) {
            Some(Some(bytes)) => match extension(bytes) {
                Some(extension) => {
                    let (bytes, path) = (Some(bytes.into()), String::new());
                    return Ok(Picture { bytes, extension, alt, path, missing: None });
                }
                None => {
                    let kind = kind(bytes);
                    let en = format!("its format ({kind}) cannot be read; save it as JPEG or PNG");
                    Both::new(en, format!("不支持它的格式（{kind}），请另存为 JPEG 或 PNG"))
                }
            },
            Some(None) => Both::new("the file does not have it", "文件里没有这幅图片"),
            None if is_linked => Both::new("it lies outside the file", "它在文件之外"),
            None => return Err(Outside(alt.unwrap_or_else(|| "…".to_owned()))),
        };
        Ok(Picture { bytes: None, extension: "png", alt, path: String::new(), missing: Some(missing) })
    }
}

/// The path in the archive of what a relationship of the document means; `None` if that leads out of it.
fn within(target: &str) -> Option<String> {
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { vec!["word"] };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_within_the_archive() {
        for (target, expected) in [
            ("media/a.png", Some("word/media/a.png")),
            ("../media/a.png", Some("media/a.png")),
            ("../word/./media/a.png", Some("word/media/a.png")),
            ("/word/media/a.png", Some("word/media/a.png")),
            ("../../a.png", None),
        ] {
            assert_eq!(within(target).as_deref(), expected, "{target}");
        }
    }
}
