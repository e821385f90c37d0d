//! What reaches an output: text, and nothing that runs, loads or breaks out of where it stands.

use crate::common::{Home, Run};
use std::collections::BTreeMap;
use std::io::Read;

/// What a stranger's article may be full of. Each word that must not come through as markup is in it as such.
const HOSTILE: &str = r#"---
title: "a < b & \"c\" > 'd' ]]> (\\) \a\e 题"
kicker: "<script>alert(1)</script>"
byline: ["<b>甲</b> & (乙)\\", "\u202E倒"]
summary: "--> <x/> \x01"
keywords: ["a<b", "c&d", "(e)"]
publisher: "P & Q <r>"
rights: "© <a href='javascript:x'>y</a>"
date: 2026-06-05
---

<script>alert("in a block")</script>

正文<img src=x onerror=alert(1)>与<a href="javascript:alert(1)">标签</a>，<svg/onload=alert(1)>。

[一](javascript:alert(1)) [二](<data:text/html,<script>alert(1)</script>>) [三](vbscript:x) [四](file:///etc/passwd)
[五](<JaVaScRiPt:alert(1)>) [六](&#106;avascript:alert(1)) [七](https://example.com/"onclick="x) <javascript:alert(1)>

![图 < & > "](a.png "署 <b> & \"名\""){alt="<i> & onload=x"}

`<script>` 与 &lt;script&gt; 与 ]]> 与 &#0; &#1; &#x202E; 字。

| <td> | & |
|---|---|
| `</table>` | [x](javascript:y) |

[^1]: <script>注</script>

注[^1]。
"#;

fn unzip(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|n| {
            let mut file = archive.by_index(n).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().to_owned(), String::from_utf8_lossy(&content).into_owned())
        })
        .collect()
}

fn built(text: &str) -> (Home, Run) {
    let home = Home::with(&[("source/a.md", text.as_bytes()), ("source/a.png", crate::outside::PNG)]);
    let run = home.keben(&["build"]);
    (home, run)
}

#[test]
fn nothing_in_an_epub_runs_or_loads() {
    let (home, run) = built(HOSTILE);
    run.expect("a hostile article", 0, &["K215", "K216"]);
    let files = unzip(&home.files()["dist/a.epub"]);
    let mut looked_at = 0;
    for (name, text) in &files {
        assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b)), "{name} is ours");
        if ![".xhtml", ".opf", ".ncx", ".xml"].iter().any(|e| name.ends_with(e)) {
            continue;
        }
        looked_at += 1;
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document =
            roxmltree::Document::parse_with_options(text, options).unwrap_or_else(|e| panic!("{name}: {e}"));
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            let bad = ["script", "iframe", "object", "embed", "form", "foreignObject", "b"];
            assert!(!bad.contains(&tag), "{name}: <{tag}>");
            for attribute in node.attributes() {
                let (key, value) = (attribute.name(), attribute.value().to_ascii_lowercase());
                assert!(!key.starts_with("on"), "{name}: {key}");
                if ["href", "src"].contains(&key) {
                    let scheme = value.split_once(':').map(|(scheme, _)| scheme);
                    assert!(matches!(scheme, None | Some("https" | "http" | "mailto")), "{name}: {value}");
                    assert!(scheme.is_none() || tag == "a", "{name}: <{tag}> loads {value}");
                }
            }
            for id in node.attributes().filter(|a| a.name() == "id") {
                assert!(id.value().is_ascii(), "{name}: {}", id.value());
            }
        }
        let unseen = |c: char| c.is_control() && !"\t\n\r".contains(c);
        assert!(!text.contains(unseen), "{name} has control characters");
    }
    assert!(looked_at > 3, "{:?}", files.keys());
    // Metadata is what was written, character by character, but for what cannot be seen.
    let (_, opf) = files.iter().find(|(name, _)| name.ends_with(".opf")).unwrap();
    let opf = roxmltree::Document::parse(opf).unwrap();
    let said = |name: &str| {
        let found = opf.descendants().filter(|n| n.tag_name().name() == name);
        found.filter_map(|n| n.text()).collect::<Vec<_>>().join("|")
    };
    assert!(said("title").contains("a < b & \"c\" > 'd' ]]> (\\)"), "{}", said("title"));
    assert!(said("creator").contains("<b>甲</b> & (乙)\\"), "{}", said("creator"));
    assert!(said("publisher").contains("P & Q <r>"), "{}", said("publisher"));
}

/// Every name that makes a PDF do something (ISO 32000-1, 12.6.4), and what may stand in a link.
#[test]
fn nothing_in_a_pdf_runs_or_loads() {
    let (home, _) = built(HOSTILE);
    let bytes = &home.files()["dist/a.pdf"];
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    let mut links = 0;
    let mut walk: Vec<&lopdf::Object> = pdf.objects.values().collect();
    while let Some(object) = walk.pop() {
        let dictionary = match object {
            lopdf::Object::Array(list) => {
                walk.extend(list);
                continue;
            }
            lopdf::Object::Dictionary(d) => d,
            lopdf::Object::Stream(s) => &s.dict,
            _ => continue,
        };
        for (key, value) in dictionary {
            let key = String::from_utf8_lossy(key);
            assert!(
                !["JS", "JavaScript", "AA", "OpenAction", "Launch", "EmbeddedFiles"].contains(&&*key),
                "/{key}"
            );
            if key == "S"
                && let lopdf::Object::Name(action) = value
            {
                let action = String::from_utf8_lossy(action);
                let bad = [
                    "JavaScript",
                    "Launch",
                    "SubmitForm",
                    "ImportData",
                    "GoToR",
                    "GoToE",
                    "Movie",
                    "Rendition",
                ];
                assert!(!bad.contains(&&*action), "/{action}");
            }
            if key == "URI"
                && let lopdf::Object::String(address, _) = value
            {
                links += 1;
                let address = String::from_utf8_lossy(address).to_ascii_lowercase();
                assert!(["https:", "http:", "mailto:"].iter().any(|s| address.starts_with(s)), "{address}");
            }
            walk.push(value);
        }
    }
    assert!(links > 0, "the one good link is there");
    // The title as readers show it, and in XMP.
    let info = pdf
        .trailer
        .get(b"Info")
        .and_then(lopdf::Object::as_reference)
        .and_then(|id| pdf.get_dictionary(id))
        .unwrap();
    let title = lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap();
    assert!(title.starts_with("a < b & \"c\" > 'd' ]]> (\\)"), "{title}");
    let root = pdf.catalog().unwrap();
    let xmp = root
        .get(b"Metadata")
        .and_then(lopdf::Object::as_reference)
        .and_then(|id| pdf.get_object(id))
        .unwrap();
    let xmp = xmp.as_stream().unwrap();
    let packet = xmp.decompressed_content().unwrap_or_else(|_| xmp.content.clone());
    let packet = String::from_utf8(packet).unwrap();
    let packet = roxmltree::Document::parse(packet.trim_matches('\u{FEFF}')).unwrap();
    let texts: Vec<_> = packet.descendants().filter_map(|n| n.text()).collect();
    assert!(texts.iter().any(|t| t.starts_with("a < b & \"c\" > 'd' ]]> (\\)")), "{texts:?}");
}

/// A control character is shown as a mark and told, or refused.
#[test]
fn control_characters_are_told() {
    for c in ['\u{1}', '\u{8}', '\u{1B}', '\u{7F}', '\u{80}', '\u{202E}', '\u{2066}', '\u{FEFF}', '\u{FFFE}']
    {
        let (home, run) = built(&format!("---\ntitle: 题\n---\n\n一{c}二。\n"));
        let number = format!("U+{:04X}", u32::from(c));
        assert!(run.code == 0, "{number}: {}", run.err);
        assert!(run.err.contains(&number) && run.err.contains("source/a.md:5:"), "{number}: {}", run.err);
        for (name, text) in unzip(&home.files()["dist/a.epub"]) {
            if name.ends_with(".xhtml") {
                assert!(!text.contains(c), "{number} in {name}");
            }
        }
    }
}

/// A face that forbids it is not embedded, and one that is broken is named.
#[test]
fn faces_are_what_they_may_be() {
    let good = include_bytes!("../fuzz/seeds/font/mono.ttf");
    let table = |tag: &[u8; 4]| {
        let at = good.windows(4).position(|w| w == tag).unwrap();
        u32::from_be_bytes(good[at + 8..at + 12].try_into().unwrap()) as usize
    };
    let changed = |at: usize, bytes: &[u8]| {
        let mut file = good.to_vec();
        file[at..at + bytes.len()].copy_from_slice(bytes);
        file
    };
    let fs_type = |bits: u16| changed(table(b"OS/2") + 8, &bits.to_be_bytes());
    for (what, file, code) in [
        ("installable", fs_type(0), ""),
        ("preview and print", fs_type(4), ""),
        ("editable", fs_type(8), ""),
        ("restricted", fs_type(2), "K403"),
        ("no subsets", fs_type(0x0104), "K403"),
        ("bitmaps only", fs_type(0x0200), "K403"),
        ("cut", good[..good.len() / 2].to_vec(), "K402"),
        ("empty", Vec::new(), "K402"),
        ("a text", "不是字体".as_bytes().to_vec(), "K402"),
        ("no units", changed(table(b"head") + 18, &[0, 0]), "K402"),
        ("no outlines", changed(table(b"loca"), &[0xFF; 8]), "K402"),
    ] {
        let home = Home::article("一 a\n");
        home.put("fonts/shop.ttf", &file);
        let run = home.keben(&["build"]);
        run.expect(what, i32::from(!code.is_empty()), &[code]);
        assert_eq!(run.err.contains("fonts/shop.ttf"), !code.is_empty(), "{what}: {}", run.err);
    }
}

/// The default binary has no code that speaks to a network: none of its crates does, and neither does it.
#[test]
fn nothing_speaks_to_a_network() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments =
        ["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = std::process::Command::new(cargo).args(arguments).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates: std::collections::BTreeSet<&str> = tree.lines().filter_map(|l| l.split(' ').next()).collect();
    assert!(
        crates.contains("pulldown-cmark") && crates.contains("rustix") && crates.len() > 150,
        "{}",
        crates.len()
    );
    let network = [
        "async-std",
        "attohttpc",
        "curl",
        "curl-sys",
        "h2",
        "hickory-resolver",
        "http",
        "hyper",
        "isahc",
        "mio",
        "minreq",
        "native-tls",
        "openssl",
        "openssl-sys",
        "quinn",
        "reqwest",
        "ring",
        "rustls",
        "smol",
        "socket2",
        "surf",
        "tokio",
        "tonic",
        "trust-dns-resolver",
        "tungstenite",
        "ureq",
        "webpki",
    ];
    let found: Vec<_> = network.iter().filter(|name| crates.contains(**name)).collect();
    assert!(found.is_empty(), "{found:?}");
    let mut folders = vec![root.join("src")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files += 1;
                let text = std::fs::read_to_string(&path).unwrap();
                for word in ["std::net", "TcpStream", "UdpSocket", "UnixStream", "process::Command"] {
                    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                    let is_test =
                        path.components().any(|c| c.as_os_str() == "tests" || c.as_os_str() == "tests.rs");
                    assert!(is_test || !code.contains(word), "{}: {word}", path.display());
                }
            }
        }
    }
    assert!(files > 200);
}
