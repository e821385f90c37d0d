//! The themes compiled into the binary: the folders of `templates/`, by name.

/// A shipped theme: its name, and the names and texts of its files.
pub(super) struct Shipped {
    /// The folder.
    pub(super) name: &'static str,
    /// File name and text.
    pub(super) files: &'static [(&'static str, &'static str)],
}

/// The files of one folder of `templates/`.
macro_rules! theme {
    ($name:literal: $($file:literal),*) => {
        Shipped {
            name: $name,
            files: &[$(($file, include_str!(concat!("../../templates/", $name, "/", $file)))),*],
        }
    };
}

/// The theme that all others stand on where they do not say otherwise.
pub(super) const ROOT: &str = "feature";

/// All of them, the default first. A test holds this list against the folder.
pub(super) static THEMES: &[Shipped] = &[
    theme!("feature": "theme.toml", "epub.css", "article.xhtml", "colophon.xhtml",
        "cover.xhtml", "index.xhtml", "part.xhtml", "title.xhtml"),
    theme!("book": "theme.toml"),
    theme!("vertical": "theme.toml"),
];

/// A shipped theme by name.
pub(super) fn find(name: &str) -> Option<&'static Shipped> {
    THEMES.iter().find(|t| t.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test reads the folder that was compiled in")]
    fn every_file_of_templates_is_compiled_in() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let names = |path: &std::path::Path| -> Vec<(String, bool)> {
            let mut list: Vec<_> = std::fs::read_dir(path)
                .unwrap()
                .map(|e| e.unwrap())
                .map(|e| (e.file_name().into_string().unwrap(), e.path().is_dir()))
                .collect();
            list.sort();
            list
        };
        for (folder, is_folder) in names(&root) {
            // `press/` has no theme but a printing condition.
            if !is_folder || folder == "press" {
                continue;
            }
            let theme = find(&folder).unwrap_or_else(|| panic!("templates/{folder} is not compiled in"));
            for (file, _) in names(&root.join(&folder)) {
                assert!(theme.files.iter().any(|(f, _)| *f == file), "{folder}/{file} is not compiled in");
            }
        }
    }
}
