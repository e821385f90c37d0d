//! The second half of the attack table: what eats time and memory, and what runs. Each is refused with its file and
//! line, or set as what it is; none takes long.

use crate::common::{Cost, HEAD, Home, Run, figure, weighed};
use std::fmt::Write as _;

/// Above an article that is nothing but a word, what a refusal may cost.
const MORE_CPU: u64 = 50;
const MORE_MEMORY: u64 = 50;

/// What an article of one word costs.
fn empty() -> Cost {
    let home = Home::article("一\n");
    let (run, cost) = weighed(&home, &["build"]);
    run.expect("an article of one word", 0, &[]);
    cost
}

/// Builds it and wants it refused, cheaply, with these words.
#[track_caller]
fn refused_cheaply(home: &Home, what: &str, words: &[&str]) {
    let (run, cost) = weighed(home, &["build"]);
    let least = empty();
    assert!(matches!(run.code, 1 | 2), "{what}: {} {}", run.code, run.err);
    run.expect(what, run.code, words);
    assert_eq!(home.names("dist"), [""; 0], "{what}");
    assert!(cost.cpu < least.cpu + MORE_CPU, "{what}: {cost:?}, and an empty run {least:?}");
    assert!(cost.memory < least.memory + MORE_MEMORY, "{what}: {cost:?}, and an empty run {least:?}");
}

/// A PNG of one bit a pixel, all black, that unpacks to `width` × `height`.
fn black(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().unwrap();
    let mut stream = writer.stream_writer().unwrap();
    let row = vec![0; width.div_ceil(8) as usize];
    for _ in 0..height {
        std::io::Write::write_all(&mut stream, &row).unwrap();
    }
    stream.finish().unwrap();
    drop(writer);
    out
}

#[test]
fn a_picture_of_3600_million_pixels() {
    let home = Home::article(&figure("bomb.png"));
    let bomb = black(60_000, 60_000);
    assert!(bomb.len() < 1_000_000, "{} bytes", bomb.len());
    home.put("source/bomb.png", &bomb);
    refused_cheaply(&home, "60,000 × 60,000 pixels", &["error[K506]", "60000 × 60000", "source/a.md:7:"]);
    // Named as a cover, and as what a photo stands in for.
    home.put("source/a.md", "---\ntitle: 题\ncover: bomb.png\n---\n\n正文。\n".as_bytes());
    refused_cheaply(&home, "as a cover", &["error[K506]", "source/a.md:3:"]);
}

#[test]
fn aliases_of_aliases() {
    let mut text = "---\ntitle: 题\na: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (this, last) in ('b'..='l').zip('a'..) {
        let nine = vec![format!("*{last}"); 9].join(", ");
        let _ = writeln!(text, "{this}: &{this} [{nine}]");
    }
    let home = Home::with(&[("source/a.md", format!("{text}---\n\n正文。\n").as_bytes())]);
    refused_cheaply(&home, "an alias bomb", &["error[K212]", "source/a.md:"]);
}

fn drawing(head: &str, inside: &str) -> String {
    format!("{head}<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>")
}

#[test]
fn drawings_that_grow() {
    let mut uses = "<g id=\"g0\"><rect width=\"1\" height=\"1\"/></g>".to_owned();
    let mut entities = "<!DOCTYPE svg [<!ENTITY e0 \"aaaaaaaaaa\">".to_owned();
    for n in 1..12 {
        let last = n - 1;
        let _ = write!(uses, "<g id=\"g{n}\">{}</g>", format!("<use href=\"#g{last}\"/>").repeat(10));
        let _ = write!(entities, "<!ENTITY e{n} \"{}\">", format!("&e{last};").repeat(10));
    }
    let pattern = "<pattern id=\"p\" width=\".001\" height=\".001\"><rect width=\"1\" height=\"1\" fill=\"url(#p)\"/></pattern>";
    for (what, text, code) in [
        ("nested use", drawing("", &format!("<defs>{uses}</defs><use href=\"#g11\"/>")), "K522"),
        ("nested entities", drawing(&format!("{entities}]>"), "<text>&e11;</text>"), "K505"),
        ("a use of itself", drawing("", "<g id=\"a\"><use href=\"#a\"/></g>"), ""),
        (
            "a pattern of itself",
            drawing("", &format!("{pattern}<rect width=\"9\" height=\"9\" fill=\"url(#p)\"/>")),
            "",
        ),
        ("200,000 shapes", drawing("", &"<rect width=\"1\" height=\"1\"/>".repeat(200_000)), "K522"),
        ("50,000 deep", drawing("", &("<g>".repeat(50_000) + &"</g>".repeat(50_000))), "K5"),
    ] {
        let home = Home::article(&figure("bomb.svg"));
        home.put("source/bomb.svg", text.as_bytes());
        if code.is_empty() {
            let (run, cost) = weighed(&home, &["build"]);
            assert!(run.code <= 1 && !run.err.contains("K910"), "{what}: {}", run.err);
            assert!(cost.cpu < 5_000 && cost.memory < 512, "{what}: {cost:?}");
        } else {
            let (run, cost) = weighed(&home, &["build"]);
            run.expect(what, 1, &[code, "bomb.svg", "source/a.md:7:"]);
            assert!(cost.cpu < 5_000 && cost.memory < 256, "{what}: {cost:?}");
            assert_eq!(home.names("dist"), [""; 0], "{what}");
        }
    }
}

#[test]
fn a_line_of_50_megabytes() {
    let home = Home::article(&"一".repeat(50_000_000 / 3));
    refused_cheaply(&home, "50 MB in one line", &["error[K105]", "source/a.md"]);
    home.put("raw.txt", &vec![b'a'; 50_000_000]);
    home.keben(&["import", "raw.txt", "-o", "out"]).expect("a raw text", 2, &["K105", "raw.txt"]);
    assert_eq!(home.names("out"), [""; 0]);
    std::fs::remove_dir_all(home.path("source")).unwrap();
    home.put("source/a.md", format!("{HEAD}一\n").as_bytes());
    for (file, words) in
        [("keben.toml", ["K105", "keben.toml"]), ("templates/feature/epub.css", ["K105", "epub.css"])]
    {
        home.put(file, &vec![b'#'; 50_000_000]);
        refused_cheaply(&home, file, &words);
        std::fs::remove_file(home.path(file)).unwrap();
    }
}

/// Deep and wide Markdown is read in a moment and set as what it is.
#[test]
fn a_million_brackets_and_quotes() {
    for (what, body, words) in [
        ("quotes", format!("{} x\n", ">".repeat(1_000_000)), &["warning[K230]", "source/a.md:5:"][..]),
        ("quotes and spaces", format!("{}x\n", "> ".repeat(1_000_000)), &["warning[K230]", "source/a.md:5:"]),
        ("lists", format!("{}x\n", "- ".repeat(200_000)), &["warning[K230]", "source/a.md:5:"]),
        ("brackets", "[".repeat(1_000_000), &[]),
        ("pictures", "![".repeat(500_000), &[]),
        ("links", "[](".repeat(300_000), &[]),
        ("stars", "*a_ ".repeat(200_000), &[]),
        ("ampersands", "&".repeat(1_000_000), &[]),
        ("braces", "[a]{".repeat(200_000), &[]),
        ("carets", "^a~".repeat(200_000), &[]),
        ("notes", "[^a".repeat(200_000), &[]),
        ("fences", ":::box\n".repeat(20_000), &["K230", "source/a.md:"]),
        ("html", "<a <!--".repeat(100_000), &[]),
    ] {
        let home = Home::article(&body);
        let (run, cost) = weighed(&home, &["inspect", "--stage", "article"]);
        assert!(run.code <= 1, "{what}: {}", run.err);
        run.expect(what, run.code, words);
        // What is built for tests is some ten times slower than what is shipped.
        assert!(cost.cpu < 20_000 && cost.memory < 512, "{what}: {cost:?}");
    }
    // All the way to both outputs.
    for (what, body) in [("brackets", "[".repeat(20_000)), ("quotes", format!("{} x\n", ">".repeat(20_000)))]
    {
        let home = Home::article(&body);
        let (run, cost) = weighed(&home, &["build"]);
        run.expect(what, 0, &[]);
        assert!(cost.cpu < 20_000 && cost.memory < 512, "{what}: {cost:?}");
        assert_eq!(home.names("dist").len(), 2);
    }
}

#[test]
fn keys_and_lists_a_hundred_thousand_deep() {
    for (what, file, text, code) in [
        ("YAML in a line", "source/a.md", format!("---\ntitle: {}\n---\n\nx\n", "[".repeat(100_000)), "K204"),
        (
            "YAML by indents",
            "source/a.md",
            {
                let deep: String = (0..1_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
                format!("---\n{deep}---\n\nx\n")
            },
            "source/a.md:",
        ),
        ("TOML lists", "keben.toml", format!("a = {}", "[".repeat(100_000)), "K12"),
        ("TOML keys", "keben.toml", format!("{}a = 1", "a.".repeat(100_000)), "K12"),
        ("a theme's lists", "templates/feature/theme.toml", format!("a = {}", "[".repeat(100_000)), "K30"),
        ("a theme's keys", "templates/feature/theme.toml", format!("{}a = 1", "a.".repeat(100_000)), "K30"),
    ] {
        let home = Home::article("一\n");
        home.put(file, text.as_bytes());
        let (run, cost) = weighed(&home, &["build"]);
        assert!(matches!(run.code, 1 | 2), "{what}: {}", run.err);
        run.expect(what, run.code, &[code, file]);
        assert!(cost.cpu < 5_000 && cost.memory < 256, "{what}: {cost:?}");
    }
}

#[test]
fn templates_that_do_not_end() {
    for (what, text) in [
        ("loops", "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}"),
        ("a long text", "{% set a = 'x' * 1000000000 %}{{ a }}"),
        ("a macro in itself", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
        (
            "a text doubled",
            "{% set n = namespace(a='xxxxxxxxxx') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}{{ n.a }}",
        ),
        (
            "a text doubled in values",
            "{% set n = namespace(a=['xxxxxxxxxx']) %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}{{ n.a|join|length }}",
        ),
        (
            "a list in itself",
            "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a }}",
        ),
        ("a list in itself without a loop", &format!("{}{{{{ a }}}}", "{% set a = (a, a) %}".repeat(60))),
        ("a list joined to itself", &format!("{}{{{{ a|length }}}}", "{% set a = a + a %}".repeat(60))),
        ("a macro that doubles", "{% macro m(a) %}{{ m(a|chain(a)) }}{% endmacro %}{{ m(head.title) }}"),
        ("much output", "{% set a = 'x' * 100000 %}{% for i in range(99999) %}{{ a }}{% endfor %}"),
        ("a wide number", "{{ '%999999999d'|format(1) }}"),
        ("an indent", "{{ 'a\nb'|indent(1000000000) }}"),
    ] {
        let home = Home::article("一\n");
        home.put("templates/feature/article.xhtml", text.as_bytes());
        let (run, cost) = weighed(&home, &["build"]);
        run.expect(what, 1, &["error[K802]", "article.xhtml"]);
        assert!(cost.cpu < 10_000 && cost.memory < 512, "{what}: {cost:?}");
        assert_eq!(home.names("dist"), [""; 0], "{what}");
    }
    let home = Home::article("一\n");
    for (name, parent) in [("a", "b"), ("b", "a")] {
        home.put(&format!("templates/{name}/theme.toml"), format!("extends = \"{parent}\"\n").as_bytes());
    }
    home.keben(&["build", "--theme", "a"]).expect(
        "a circle",
        1,
        &["error[K311]", "a → b → a", "theme.toml:1"],
    );
}

/// What comes from the network or runs is dropped with a word, file and line.
#[test]
fn scripts_and_remote_pictures() {
    let say = |body: &str| -> Run { Home::article(body).keben(&["build"]) };
    let picture = |path: &str| say(&figure(path));
    for path in
        ["https://example.com/a.png", "http://a/b", "//a/b.png", "ftp://a/b", "data:image/png;base64,AA=="]
    {
        picture(path).expect(path, 1, &["error[K109]", "source/a.md:7:"]);
    }
    for body in [
        "正文<script>alert(1)</script>。\n",
        "<script>\nalert(1)\n</script>\n\n正文。\n",
        "<iframe src=x></iframe>\n\n正文\n",
    ] {
        say(body).expect(body, 0, &["warning[K215]", "source/a.md:5:"]);
    }
    for link in
        ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
    {
        say(&format!("[文](<{link}>)。\n")).expect(link, 0, &["warning[K216]", "source/a.md:5:"]);
    }
}

/// A directory of EXIF in which so many texts of NULs share their bytes.
fn exif(fields: u16, bytes: u32) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08".to_vec();
    out.extend(fields.to_be_bytes());
    for _ in 0..fields {
        out.extend([0x92, 0x86, 0, 2]);
        out.extend(bytes.to_be_bytes());
        out.extend((u32::from(fields) * 12 + 14).to_be_bytes());
    }
    out.resize(out.len() + bytes as usize + 4, 0);
    out
}

/// A small JPEG with a segment behind its first marker.
fn jpeg_with(segment: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    encoder.encode(&[90; 16 * 16], 16, 16, jpeg_encoder::ColorType::Luma).unwrap();
    let length = (segment.len() as u16 + 2).to_be_bytes();
    out.splice(2..2, [&[0xFF, 0xE1][..], &length, segment].concat());
    out
}

/// What says too much about a photo is passed over, and the photo is set.
#[test]
fn photos_that_say_too_much() {
    let spaces: String = (0..2_350).map(|n| format!(" xmlns:n{n:x}=\"b\"")).collect();
    let xmp = format!(
        "http://ns.adobe.com/xap/1.0/\0<g{spaces}>{}</g>",
        "<g xmlns:k=\"k\"/>".repeat((65_000 - spaces.len()) / 16 - 10)
    );
    let packed = {
        let digits: String = exif(60_000, 100_000).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, 9, 9);
        let text = format!("\nexif\n{:8}\n{digits}\n", digits.len() / 2);
        encoder.add_ztxt_chunk("Raw profile type exif".to_owned(), text).unwrap();
        encoder.write_header().unwrap().write_image_data(&[0; 81]).unwrap();
        out
    };
    for (what, name, bytes) in [
        ("EXIF in a JPEG", "a.jpg", jpeg_with(&[&b"Exif\0\0"[..], &exif(2_600, 33_000)].concat())),
        ("EXIF in a PNG", "a.png", packed),
        ("names of XMP", "a.jpg", jpeg_with(xmp.as_bytes())),
    ] {
        let home = Home::article(&figure(name));
        home.put(&format!("source/{name}"), &bytes);
        let (run, cost) = weighed(&home, &["build"]);
        run.expect(what, 0, &[]);
        assert!(cost.cpu < 5_000 && cost.memory < 256, "{what}: {cost:?}");
    }
}

#[test]
fn drawings_that_take_long() {
    let nested = |depth: usize, inner: &str| "<g>".repeat(depth) + inner + &"</g>".repeat(depth);
    let patterns = |count: usize, depth: usize, last: usize| -> String {
        let one = |n: usize| {
            let next = if n + 1 < count { n + 1 } else { last };
            let path = format!("<path d=\"M0 0h9v9z\" fill=\"url(&#10;#p{next})\"/>");
            format!("<pattern id=\"p{n}\" width=\"9\" height=\"9\">{}</pattern>", nested(depth, &path))
        };
        (0..count).map(one).collect::<String>() + "<rect width=\"9\" height=\"9\" fill=\"url(#p0)\"/>"
    };
    let line = format!("<path id=\"p\" d=\"M0 0{}\"/>", "L1 1 2 3 ".repeat(6_000));
    let uses = |n: usize| {
        format!("<g id=\"g\">{}</g>{}", "<use href=\"#p\"/>".repeat(n), "<use href=\"#g\"/>".repeat(n))
    };
    let filter = |steps: &str| {
        format!("<filter id=\"f\">{steps}</filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>")
    };
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    let entities = format!("<!DOCTYPE svg [<!ENTITY a \"{}\">]>", "x".repeat(20_000));
    for (what, text, code) in [
        ("depth", drawing("", &patterns(4, 1_000, 9)), "K522"),
        ("a chain", drawing("", &patterns(9_000, 0, 9_999)), "K522"),
        ("a circle", drawing("", &patterns(3, 0, 0)), "K522"),
        ("a long line", drawing("", &(line + &uses(300))), "K522"),
        ("letters", drawing("", &format!("<text>{}</text>", "刻".repeat(300_000))), "K522"),
        ("entities", drawing(&entities, &format!("<desc>{}</desc>", "&a;".repeat(3_000))), "K505"),
        (
            "octaves",
            drawing("", &filter("<feTurbulence baseFrequency=\".01\" numOctaves=\"4000000000\"/>")),
            "K522",
        ),
        ("a radius", drawing("", &filter("<feMorphology operator=\"dilate\" radius=\"5\"/>")), "K522"),
        ("results", drawing("", &filter(&"<feFlood/>".repeat(3_000))), "K522"),
        (
            "dashes",
            drawing("", &"<path d=\"M0 0H9\" stroke=\"red\" stroke-dasharray=\".00001\"/>".repeat(200)),
            "K522",
        ),
        ("attributes", drawing("", &format!("<g{attributes}/>")), "K522"),
        (
            "rules",
            drawing(
                "",
                &format!("<style>{}</style>{}", "a b c{fill:red}".repeat(60_000), "<g/>".repeat(90_000)),
            ),
            "K522",
        ),
    ] {
        let home = Home::article(&figure("bomb.svg"));
        home.put("source/bomb.svg", text.as_bytes());
        let (run, cost) = weighed(&home, &["build"]);
        run.expect(what, 1, &[code, "bomb.svg", "source/a.md:7:"]);
        assert!(cost.cpu < 5_000 && cost.memory < 256, "{what}: {cost:?}");
        assert_eq!(home.names("dist"), [""; 0], "{what}");
    }
}

#[test]
fn a_title_as_long_as_a_book() {
    let home = Home::empty();
    let text = format!("---\ntitle: {}\n---\n\n正文。\n", "刻本新闻".repeat(10_000));
    home.put("source/a.md", text.as_bytes());
    let (run, cost) = weighed(&home, &["build", "--to", "epub"]);
    assert!(run.code <= 1, "{}", run.err);
    assert!(cost.cpu < 20_000 && cost.memory < 512, "{cost:?}");
}
