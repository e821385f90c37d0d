#!/usr/bin/env python3
"""An EPUB of many articles without photos: keben beside pandoc, mdbook and crowbook in one run, and keben's memory by the
article. mdbook makes EPUBs through mdbook-epub, which is measured alone as well.

    target/judges/venv/bin/python tests/bench/epub.py [ARTICLES] [RUNS]

1,000 articles and 3 runs unless given. CPU is user + system time of the finished process, memory its peak resident
size; what an idle interpreter costs is taken off pandoc, which comes as a Python wheel. keben is measured at a quarter
of the articles and at four times as many as well. mdbook, mdbook-epub and crowbook are looked for on PATH and in
`target/peers/bin` (`cargo install --locked --root target/peers mdbook@0.5.4 mdbook-epub@0.5.2 crowbook`); one that is not
there is left out, and that is said. Needs `cargo build --release` and `tests/judges/setup.sh` first.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import book
from peers import KEBEN, ROOT, measure

PEERS = os.pathsep.join([str(ROOT / "target/peers/bin"), os.environ.get("PATH", "")])


def bodies(folder: Path) -> list[tuple[str, str]]:
    """Title and text of every article of a project, for programs that know no front matter."""
    out = []
    for path in sorted((folder / "source").glob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        title = next(line.removeprefix("title: ") for line in front.splitlines() if line.startswith("title: "))
        out.append((title, body.strip()))
    return out


def project(folder: Path, articles: int) -> Path:
    """A book of generated articles for keben."""
    book.write(folder, articles)
    (folder / "keben.toml").write_text('title = "小城 纪事"\nauthors = ["林渡"]\n', "utf-8")
    return folder


def write_for_peers(folder: Path) -> None:
    """The same book as each peer wants it."""
    texts = bodies(folder)
    whole = folder / "book.md"
    chapters = (f"# {title}\n\n{body}\n" for title, body in texts)
    whole.write_text("---\ntitle: 小城 纪事\nauthor: 林渡\nlang: zh-Hans\n---\n\n" + "\n".join(chapters), "utf-8")
    mdbook = folder / "mdbook"
    (mdbook / "src").mkdir(parents=True)
    (mdbook / "book.toml").write_text(
        '[book]\ntitle = "小城 纪事"\nauthors = ["林渡"]\nlanguage = "zh"\nsrc = "src"\n\n[output.epub]\n', "utf-8"
    )
    crow = folder / "crowbook"
    crow.mkdir()
    summary, listed = ["# Summary\n"], []
    for n, (title, body) in enumerate(texts):
        text = f"# {title}\n\n{body}\n"
        (mdbook / f"src/{n:05}.md").write_text(text, "utf-8")
        (crow / f"{n:05}.md").write_text(text, "utf-8")
        summary.append(f"- [{title}]({n:05}.md)")
        listed.append(f"+ {n:05}.md")
    (mdbook / "src/SUMMARY.md").write_text("\n".join(summary), "utf-8")
    head = f"title: 小城 纪事\nauthor: 林渡\nlang: zh\noutput.epub: {crow / 'crowbook.epub'}\n\n"
    (crow / "book.crowbook").write_text(head + "\n".join(listed), "utf-8")


def for_peers(folder: Path) -> dict[str, list[str]]:
    """The commands; of the peers that there are."""
    whole, mdbook, crow = folder / "book.md", folder / "mdbook", folder / "crowbook"
    # mdbook looks for mdbook-epub there.
    os.environ["PATH"] = PEERS
    commands = {}
    script = (
        f"import pypandoc; pypandoc.convert_file({str(whole)!r}, 'epub3', format='markdown',"
        f" outputfile={str(folder / 'pandoc.epub')!r})"
    )
    commands["pandoc"] = [sys.executable, "-c", script]
    commands["(idle)"] = [sys.executable, "-c", "import pypandoc"]
    for name, arguments in [
        ("mdbook", ["build", str(mdbook)]),
        ("mdbook-epub", ["--standalone", str(mdbook)]),
        ("crowbook", ["--quiet", str(crow / "book.crowbook")]),
    ]:
        program = shutil.which(name)
        if program:
            commands[name] = [program, *arguments]
        else:
            print(f"{name} is not installed and left out")
    return commands


def make(folder: Path, articles: int) -> None:
    """Writes a book in a process of its own: a child begins with the peak memory of its parent, so ours stays small."""
    subprocess.run([sys.executable, __file__, "--make", str(folder), str(articles)], check=True)


def main() -> None:
    if sys.argv[1:2] == ["--make"]:
        write_for_peers(project(Path(sys.argv[2]), int(sys.argv[3])))
        return
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    samples: dict[tuple[str, int], list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as name:
        folder = Path(name)
        commands = {}
        for count in [max(articles // 4, 1), articles, articles * 4]:
            home = folder / str(count)
            make(home, count)
            out = str(home / "out")
            commands["keben", count] = [str(KEBEN), "build", "--to", "epub", "--no-cache", "--out", out, str(home)]
        for peer, command in for_peers(folder / str(articles)).items():
            commands[peer, articles] = command
        for _ in range(runs):
            for key, command in commands.items():
                samples.setdefault(key, []).append(measure(command))
        made = [*folder.rglob("*.epub")]
        sizes = {path.relative_to(folder): path.stat().st_size for path in made}

    median = {key: tuple(statistics.median(s) for s in zip(*values)) for key, values in samples.items()}
    idle = median.pop(("(idle)", articles))[0]
    ours = median["keben", articles][0]
    print(f"{'':12} {'articles':>9} {'CPU s':>8} {'x keben':>8} {'peak MiB':>9} {'KiB an article':>15}")
    for (name, count), (cpu, peak) in median.items():
        cpu -= idle if name == "pandoc" else 0.0
        ratio = f"{cpu / ours:8.2f}" if count == articles else " " * 8
        print(f"{name:12} {count:9,} {cpu:8.3f} {ratio} {peak:9.1f} {peak * 1024 / count:15.1f}")
    for path, size in sorted(sizes.items()):
        print(f"{path!s:30} {size:,} bytes")


if __name__ == "__main__":
    main()
