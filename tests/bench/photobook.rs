//! A book made by machine: parts, articles of our own sentences, photos with captions and credits, words for the
//! index, references that show their page. The same every time, of any size.

use super::corpus;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;

/// Words that stand in the corpus and make the index.
pub(crate) const TERMS: [&str; 8] = ["木匠", "渡口", "读书会", "苗圃", "邮路", "护士", "老樟树", "图书馆"];

/// Articles a part.
const PART: usize = 10;

/// A project in memory: a book of so many articles of about `han` characters, with so many photos each.
pub(crate) fn project(articles: usize, han: usize, photos: usize) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut toml = String::from(
        r#"title = "小城 纪事"
subtitle = "一条河边的人"
authors = ["林渡", { name = "沈砚", role = "摄影" }]
publisher = "刻本示例出版社"
collection = { title = "江边文丛", number = "2" }
isbn = "978-7-02-000220-7"
edition = "2026年6月第1版"
printing = "2026年6月第1次印刷"
date = 2026-06-05
theme = "book"

[colophon]
editor = "编辑甲"
format = "大32开"
price = "48.00元"

[contents]
toc = 2
figures = true
index = ["pinyin", "stroke"]
"#,
    );
    for number in 0..articles {
        if number % PART == 0 {
            let _ = write!(toml, "\n[[parts]]\ntitle = \"第{}编 河边\"\narticles = [\n", number / PART + 1);
        }
        let _ = writeln!(toml, "  \"source/{number:05}.md\",");
        if number % PART == PART - 1 || number + 1 == articles {
            toml.push_str("]\n");
        }
        files.insert(format!("source/{number:05}.md"), article(number, han, photos).into_bytes());
        for photo in 0..photos {
            let seed = (number * photos + photo) as u32;
            files.insert(format!("source/photos/{number:05}-{photo}.jpg"), picture(seed));
        }
    }
    files.insert("keben.toml".to_owned(), toml.into_bytes());
    files
}

/// An article of the corpus with photos spread over it.
fn article(number: usize, han: usize, photos: usize) -> String {
    let text = corpus::article(number, han);
    let blocks: Vec<&str> = text.split("\n\n").filter(|b| !b.is_empty()).collect();
    let every = (blocks.len() / (photos + 1)).max(2);
    let (mut out, mut placed, mut term) = (String::new(), 0, number);
    for (n, block) in blocks.iter().enumerate() {
        let is_text = n > 0 && !block.starts_with('#');
        let mut block = (*block).to_owned();
        if is_text {
            // A word or two of each article, every time another one.
            let word = TERMS[term % TERMS.len()];
            if block.contains(word) {
                block = block.replacen(word, &format!("[{word}]{{.index}}"), 1);
                term += 1;
            }
            if n + 1 == blocks.len() && photos > 0 {
                block.push_str("图见[@fig:p0]{.page}。");
            }
        }
        out.push_str(&block);
        out.push_str("\n\n");
        if is_text && n >= every * (placed + 1) && placed < photos {
            let credit = ["林渡", "沈砚"][placed % 2];
            let _ = write!(
                out,
                "![小城一角，第{number}篇的第{}幅照片](photos/{number:05}-{placed}.jpg \"{credit} 摄\"){{#fig:p{placed} \
                 alt=\"机器画的图样\"}}\n\n",
                placed + 1
            );
            placed += 1;
        }
    }
    for rest in placed..photos {
        let _ = write!(
            out,
            "![小城一角，第{number}篇的第{}幅照片](photos/{number:05}-{rest}.jpg \"林渡 摄\"){{#fig:p{rest} \
             alt=\"机器画的图样\"}}\n\n",
            rest + 1
        );
    }
    out
}

/// A picture of two slopes under a sky, another for each number; 3:2, 4:3 or square. Row by row, since three
/// hundred of them are made pixel by pixel only slowly where nothing is optimized.
fn picture(seed: u32) -> Vec<u8> {
    let (width, height): (u32, u32) = [(720, 480), (640, 480), (720, 480), (600, 600)][(seed % 4) as usize];
    let tone = |n: u32| ((seed.wrapping_mul(2_654_435_761) >> (n * 5)) & 63) as u8;
    let near = [70 + tone(0), 90 + tone(1), 60];
    let far = [110 + tone(2), 130 + tone(3), 120];
    let mut pixels = Vec::with_capacity((width * height * 3) as usize);
    for y in 0..height {
        let light = (y * 60 / height) as u8;
        let sky = [165 + light, 190 + light, 180 + light + tone(4) / 8];
        // Each slope rises from its foot on one side, so that a row is sky, far slope and near slope.
        let rise = |top: u32| (y.saturating_sub(height * top / 100) * width * 2 / height).min(width);
        let from_left = (rise(45 + seed % 20) as usize).min(width as usize);
        let from_right = (rise(60 + seed % 11) as usize).min(width as usize - from_left);
        pixels.extend(far.repeat(from_left));
        pixels.extend(sky.repeat(width as usize - from_left - from_right));
        pixels.extend(near.repeat(from_right));
    }
    let mut out = Cursor::new(Vec::new());
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 80);
    encoder
        .encode(&pixels, width, height, image::ExtendedColorType::Rgb8)
        .expect("a picture in memory can be written");
    out.into_inner()
}
