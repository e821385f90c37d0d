#!/usr/bin/env python3
"""Photos of 24 megapixels to both targets: keben beside libvips in one run, and keben's memory by threads.

    python3 tests/bench/photos.py [PHOTOS] [RUNS]

100 photos and 3 runs unless given. Eight distinct pictures of 6000 × 4000 pixels are made by `vips` (coloured clouds of
three sizes and the grain of a sensor, JPEG quality 92, about 4.5 MB each) and kept in `target/photos`; the photos are these in
turn, each with a comment of its own, so that none is another's twin. keben builds one article of them, EPUB and PDF, without
its cache: reading, layout and writing the files is part of what is counted. `vipsthumbnail` then makes the same two sizes at
the same qualities from the same files, all files of a size in one process. CPU is user + system time of the finished process,
memory its peak resident size; the least of the runs counts, since others may be at work on the machine.

Needs `cargo build --release`, Debian's `libvips-tools` and `poppler-utils`. KEBEN names another binary.
"""

import io
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from peers import KEBEN, ROOT, measure

WIDTH, HEIGHT, DISTINCT = 6000, 4000, 8


def run(*command: object) -> str:
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout


def make(folder: Path) -> list[Path]:
    """The distinct pictures; made once."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    for n in range(DISTINCT):
        path = folder / f"{n}.jpg"
        pictures.append(path)
        if path.exists():
            continue
        with tempfile.TemporaryDirectory(dir=folder) as work:
            bands = []
            for band in range(3):
                layers = []
                for at, (cell, weight) in enumerate([(1500, 90), (170, 30), (23, 14)]):
                    layer, scaled = f"{work}/l{band}{at}.v", f"{work}/s{band}{at}.v"
                    # Colours of a photograph go together: only the largest clouds have their own.
                    seed = 100 * n + at + (10 * band if at == 0 else 0)
                    run("vips", "perlin", layer, WIDTH, HEIGHT, "--cell-size", cell, "--seed", seed)
                    run("vips", "linear", layer, scaled, weight, 125 if at == 0 else 0)
                    layers.append(scaled)
                grain = f"{work}/g{band}.v"
                run("vips", "gaussnoise", grain, WIDTH, HEIGHT, "--sigma", 3, "--mean", 0, "--seed", 50 * n + band)
                total = layers[0]
                for at, layer in enumerate(layers[1:] + [grain]):
                    added = f"{work}/a{band}{at}.v"
                    run("vips", "add", total, layer, added)
                    total = added
                bands.append(total)
            run("vips", "bandjoin", " ".join(bands), f"{work}/rgb.v")
            run("vips", "cast", f"{work}/rgb.v", f"{work}/u.v", "uchar")
            run("vips", "copy", f"{work}/u.v", f"{work}/c.v", "--interpretation", "srgb")
            run("vips", "jpegsave", f"{work}/c.v", path, "--Q", 92)
    return pictures


def project(folder: Path, pictures: list[Path], count: int) -> list[str]:
    """One article of so many photos; gives back their paths."""
    photos = folder / "source/photos"
    photos.mkdir(parents=True)
    lines, paths = ["---\ntitle: 照片\n---"], []
    for n in range(count):
        data = pictures[n % len(pictures)].read_bytes()
        comment = f"photo {n}".encode()
        own = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
        path = photos / f"{n:03}.jpg"
        path.write_bytes(data[:2] + own + data[2:])
        paths.append(str(path))
        lines.append(f'![第{n}幅](photos/{n:03}.jpg "某某 摄"){{alt="云" place=span}}')
    (folder / "source/photos.md").write_text("\n\n".join(lines), "utf-8")
    return paths


def size_of_jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length


def sizes(out: Path) -> dict[str, tuple[int, int]]:
    """The pixels that keben gave the photos in each of its files."""
    with zipfile.ZipFile(io.BytesIO(next(out.glob("*.epub")).read_bytes())) as book:
        name = next(n for n in book.namelist() if n.endswith(".jpg") and "/photos/" in n)
        epub = size_of_jpeg(book.read(name))
    rows = run("pdfimages", "-list", "-l", 3, next(out.glob("*.pdf"))).splitlines()[2:]
    row = next(r.split() for r in rows if " jpeg " in r)
    return {"EPUB": epub, "PDF": (int(row[3]), int(row[4]))}


def theme(key: str) -> int:
    text = (ROOT / "templates/feature/theme.toml").read_text("utf-8")
    return int(re.search(rf"^{key} = (\d+)", text, re.M)[1])


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    keben = os.environ.get("KEBEN", str(KEBEN))
    if not shutil.which("vipsthumbnail"):
        sys.exit("vipsthumbnail is missing: apt-get install libvips-tools")
    pictures = make(ROOT / "target/photos")
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
        work = Path(folder)
        paths = project(work / "project", pictures, count)
        quality = {"EPUB": theme("image-quality"), "PDF": theme("quality")}

        def build(jobs: int) -> list[str]:
            out = work / "out"
            return [keben, "build", str(work / "project"), "--no-cache", "--jobs", str(jobs), "--out", str(out)]

        measure(build(2))
        wanted = sizes(work / "out")
        commands = {"keben, --jobs 1": build(1), "keben, --jobs 2": build(2)}
        for target, (width, height) in wanted.items():
            out = f"{work}/thumb-{target}-%s.jpg[Q={quality[target]},strip]"
            commands[f"vipsthumbnail, {target}"] = ["vipsthumbnail", "-s", f"{width}x{height}", "-o", out, *paths]
        best: dict[str, tuple[float, float]] = {}
        for _ in range(runs):
            for name, command in commands.items():
                cpu, memory = measure(command)
                known = best.get(name, (cpu, memory))
                best[name] = (min(cpu, known[0]), max(memory, known[1]))
    shown = ", ".join(f"{t} {w} × {h} at {quality[t]}" for t, (w, h) in wanted.items())
    print(f"{count} photos of {WIDTH} × {HEIGHT}: {shown}")
    for name, (cpu, memory) in best.items():
        print(f"{name:24}{cpu:8.2f} s CPU {count * WIDTH * HEIGHT / cpu / 1e6:7.1f} MP/s {memory:7.0f} MiB")
    vips = sum(cpu for name, (cpu, _) in best.items() if name.startswith("vips"))
    for jobs in (1, 2):
        print(f"keben with --jobs {jobs} has {vips / best[f'keben, --jobs {jobs}'][0]:.2f} × the throughput of libvips")
    a_photo = WIDTH * HEIGHT * 3 / 2**20
    more = best["keben, --jobs 2"][1] - best["keben, --jobs 1"][1]
    print(f"a second thread takes {more:.0f} MiB more; a decoded photo is {a_photo:.0f} MiB")


main()
