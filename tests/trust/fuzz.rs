//! The doors of `tests/fuzz/`, without libFuzzer: the seeds, what fuzzing once found, and some thousand changes to them
//! that are the same in every run. `KEBEN_FUZZ=20` makes twenty times as many.

#[path = "../fuzz/targets.rs"]
#[expect(unreachable_pub, reason = "libFuzzer's targets are another crate")]
mod targets;

use std::path::Path;

/// Numbers that are all over the place and the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    /// A few bytes of a file changed, doubled, moved or left out.
    fn change(&mut self, file: &[u8]) -> Vec<u8> {
        let mut out = file.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(out.len());
            let length = (1 + self.below(16)).min(out.len() - at);
            match self.below(6) {
                0 if !out.is_empty() => out[at] ^= 1 << self.below(8),
                1 if !out.is_empty() => {
                    out[at] = [0, 0xFF, 0x7F, 0x80, b'[', b'{', b'*', b'\n'][self.below(8)];
                }
                2 => drop(out.drain(at..at + length)),
                3 => {
                    let piece = out[at..at + length].repeat(1 + self.below(8));
                    out.splice(at..at, piece);
                }
                4 => {
                    let piece = out[at..at + length].to_vec();
                    let to = self.below(out.len());
                    out.splice(to..to, piece);
                }
                _ => out.truncate(at + length),
            }
        }
        out
    }
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn knock(name: &str, times: usize) {
    let (_, door) = targets::DOORS.into_iter().find(|(n, _)| *n == name).expect("a door of that name");
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let seeds = files(&here.join("seeds").join(name));
    assert!(!seeds.is_empty(), "{name} has seeds");
    seeds.iter().for_each(|seed| door(seed));
    files(&here.join("found").join(name)).iter().for_each(|found| door(found));
    door(&[]);
    let more: usize = std::env::var("KEBEN_FUZZ").map_or(1, |n| n.parse().unwrap());
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for n in 0..times * more {
        door(&numbers.change(&seeds[n % seeds.len()]));
    }
}

#[test]
fn markdown() {
    knock("reader", 2_000);
}

#[test]
fn front_matter() {
    knock("front_matter", 1_000);
}

#[test]
fn themes() {
    knock("theme", 30);
}

#[test]
fn imports() {
    knock("import", 600);
    knock("docx", 600);
}

#[test]
fn photos() {
    knock("image_header", 3_000);
    knock("svg", 1_000);
}

#[test]
fn faces() {
    knock("font", 1_000);
}

#[test]
fn whole_builds() {
    knock("whole_build", 20);
}
