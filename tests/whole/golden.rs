//! Small pages, drawn in process and compared with the pictures committed in `tests/golden/`.
//!
//! Each `tests/golden/*.md` is an article, set in the theme of the same name beside it if there is one; its pages,
//! drawn by hayro at 60 pixels an inch, lie beside it as `NAME-1.png` and so on. Poppler draws them too, as a second opinion on where ink stands.
//!
//! After a change that is meant, `KEBEN_BLESS=1 cargo test --test whole golden` writes the pictures anew: look
//! at every one before committing it.

use crate::common::{both, build_files, messages, on_disk, output, photo, root, run};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use keben::export::Options;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const PPI: f32 = 60.0;

/// A page as gray pixels.
struct Picture {
    width: usize,
    gray: Vec<u8>,
}

impl Picture {
    fn height(&self) -> usize {
        self.gray.len() / self.width.max(1)
    }

    fn rgb(width: usize, samples: &[u8], step: usize) -> Picture {
        let gray = samples
            .chunks_exact(step)
            .map(|p| ((u32::from(p[0]) * 299 + u32::from(p[1]) * 587 + u32::from(p[2]) * 114) / 1000) as u8);
        Picture { width, gray: gray.collect() }
    }

    /// Its upper left part.
    fn cut(&self, (width, height): (usize, usize)) -> Picture {
        let rows = self.gray.chunks_exact(self.width).take(height);
        Picture { width, gray: rows.flat_map(|row| &row[..width]).copied().collect() }
    }

    /// Whether both are of one size, give or take the pixel that rasterisers round differently.
    fn as_large_as(&self, other: &Picture) -> bool {
        self.width.abs_diff(other.width) <= 1 && self.height().abs_diff(other.height()) <= 1
    }

    /// The average darkness of squares of 12 pixels: where ink stands, whatever the rasteriser's edges.
    fn weights(&self) -> Vec<f64> {
        let (columns, rows) = (self.width.div_ceil(12), self.height().div_ceil(12));
        let mut sums = vec![(0.0, 0.0); columns * rows];
        for (n, gray) in self.gray.iter().enumerate() {
            let cell = &mut sums[n / self.width / 12 * columns + n % self.width / 12];
            cell.0 += f64::from(255 - gray);
            cell.1 += 1.0;
        }
        sums.into_iter().map(|(sum, count)| sum / f64::max(count, 1.0)).collect()
    }

    /// The largest difference in darkness between two pictures, 0 to 255.
    fn differs(&self, other: &Picture) -> f64 {
        let size = (self.width.min(other.width), self.height().min(other.height()));
        let pairs = self.cut(size).weights().into_iter().zip(other.cut(size).weights());
        pairs.map(|(a, b)| f64::abs(a - b)).fold(0.0, f64::max)
    }
}

/// All pages of a PDF as hayro draws them: PNG files and what is in them.
fn draw(pdf: &[u8]) -> Vec<(Vec<u8>, Picture)> {
    let pdf = Pdf::new(pdf.to_vec()).expect("hayro reads what keben writes");
    let scale = PPI / 72.0;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    pdf.pages()
        .iter()
        .map(|page| {
            let pixels =
                render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
            let png = pixels.into_png().unwrap();
            let picture = decode(&png);
            (png, picture)
        })
        .collect()
}

fn decode(png: &[u8]) -> Picture {
    let image = image::load_from_memory(png).unwrap().to_rgb8();
    Picture::rgb(image.width() as usize, image.as_raw(), 3)
}

/// A page as poppler draws it.
fn poppler(pdf: &Path, page: usize) -> Picture {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("page");
    let number = page.to_string();
    let (code, text) = run(
        "pdftoppm",
        &[
            "-q",
            "-r",
            "60",
            "-f",
            &number,
            "-l",
            &number,
            "-singlefile",
            "-png",
            pdf.to_str().unwrap(),
            base.to_str().unwrap(),
        ],
    );
    assert_eq!(code, 0, "{text}");
    decode(&std::fs::read(base.with_extension("png")).unwrap())
}

/// The articles, by name.
fn articles() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(root().join("tests/golden"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    found.sort();
    found
}

#[test]
fn pages_look_as_they_did() {
    let bless = std::env::var_os("KEBEN_BLESS").is_some();
    let mut wrong = Vec::new();
    let articles = articles();
    assert!(articles.len() >= 30, "the golden articles are not there");
    let (wide, tall) = (photo(900, 450), photo(400, 700));
    for article in articles {
        let name = article.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut files = BTreeMap::from([
            ("source/a.md".to_owned(), std::fs::read(&article).unwrap()),
            ("source/wide.jpg".to_owned(), wide.clone()),
            ("source/tall.jpg".to_owned(), tall.clone()),
        ]);
        let theme = std::fs::read(article.with_extension("toml")).ok();
        let options = Options { epub: false, theme: theme.as_ref().map(|_| "golden".to_owned()), ..both() };
        files.extend(theme.map(|bytes| ("templates/golden/theme.toml".to_owned(), bytes)));
        let outcome = build_files(files, &options);
        assert!(!outcome.diags.has_errors(), "{name}: {}", messages(&outcome));
        let pdf = output(&outcome, "pdf");
        let on_disk = on_disk("pdf", pdf);
        let pages = draw(pdf);
        let more = article.with_file_name(format!("{name}-{}.png", pages.len() + 1));
        if more.exists() {
            wrong.push(format!("{name}: {} pages, and once there were more", pages.len()));
        }
        for (n, (png, picture)) in pages.into_iter().enumerate() {
            let golden = article.with_file_name(format!("{name}-{}.png", n + 1));
            if bless {
                std::fs::write(&golden, &png).unwrap();
            }
            let other = poppler(on_disk.path(), n + 1);
            if !other.as_large_as(&picture) {
                wrong.push(format!("{name}-{}: poppler draws another size", n + 1));
            } else if picture.differs(&other) > 40.0 {
                wrong.push(format!(
                    "{name}-{}: poppler sees it otherwise, by {:.0}",
                    n + 1,
                    picture.differs(&other)
                ));
            }
            let Ok(expected) = std::fs::read(&golden) else {
                wrong.push(format!("{name}-{}: a page more than there was", n + 1));
                continue;
            };
            let expected = decode(&expected);
            let difference = picture.differs(&expected);
            if difference > 4.0 || !expected.as_large_as(&picture) {
                let seen = root().join(format!("target/golden-{name}-{}.png", n + 1));
                std::fs::write(&seen, &png).unwrap();
                wrong.push(format!("{name}-{}: differs by {difference:.1}; see {}", n + 1, seen.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
