#!/usr/bin/env python3
"""A book of many articles: keben beside Typst in one run, and keben's memory by the page.

    target/judges/venv/bin/python tests/bench/book.py [ARTICLES] [RUNS]

300 articles make about 900 pages of two columns. CPU is user + system time of the finished process, memory its
peak resident size. Steps 1 to 5, in one thread, end when `-v` says that step 6 begins. Needs `cargo build --release` and `tests/judges/setup.sh` first; `peers.py` does the same
for one article with photos.
"""

import random
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from peers import KEBEN, ROOT, TYPST_HEAD, measure

SUBJECTS = "清晨的集市 新开的渡口 镇上的木匠 老城的读书会 河边的苗圃 山里的邮路 值班的护士 村口的老樟树".split()
VERBS = "慢慢热闹起来 把经验写进了笔记 添了3台新机器 用上了AI质检 比去年多出12.5% 在5—7月间完工 重新开了张".split()
SAYINGS = ["“慢一点，也要做好。”", "“这里的路，我们自己修。”", "（见《小城笔记》）", "……"]


def paragraph(dice: random.Random, length: int) -> str:
    out = ""
    while len(out) < length:
        out += dice.choice(SUBJECTS) + dice.choice(VERBS)
        if dice.random() < 0.25:
            out += "，有人说：" + dice.choice(SAYINGS)
        else:
            out += dice.choice("。，，；：、")
    return out.rstrip("，；：、。") + "。"


def write(folder: Path, articles: int) -> None:
    """The same text as a keben project and as `book.typ`."""
    dice = random.Random(7)
    (folder / "source").mkdir(parents=True)
    typst = [TYPST_HEAD]
    for n in range(articles):
        title = f"小城纪事 第{n}篇"
        markdown = [f"---\ntitle: {title}\nbyline: [林渡]\npublication: 刻本示例报\nlead: 0\n---"]
        typst.append(
            "#pagebreak(weak: true)\n"
            f'#place(top, float: true, scope: "parent")[#text(weight: 900, size: 28pt)[{title}]]'
        )
        for p in range(30):
            if p % 10 == 5:
                head = f"{dice.choice(SUBJECTS)} {dice.choice(VERBS)}"
                markdown.append(f"## {head}")
                typst.append(f"= {head}")
            text = paragraph(dice, 150)
            markdown.append(text)
            typst.append(text)
        (folder / f"source/{n:05}.md").write_text("\n\n".join(markdown), "utf-8")
    (folder / "book.typ").write_text("\n\n".join(typst), "utf-8")


def pages(pdf: Path) -> int:
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return next(int(line.split()[1]) for line in info.splitlines() if line.startswith("Pages"))


def five_steps(command: list[str]) -> float:
    """Seconds until the pages are made and nothing is written yet."""
    run = subprocess.run([*command, "-v"], capture_output=True, text=True, check=True)
    return int(re.search(r"^\[6/6\].*?\((\d+) ms\)", run.stderr, re.M)[1]) / 1000


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    rows = []
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as name:
        folder = Path(name)
        for count in [max(articles // 10, 1), articles]:
            book = folder / str(count)
            write(book, count)
            typst = (
                f"import typst; typst.compile({str(book / 'book.typ')!r}, output={str(book / 'typst.pdf')!r},"
                f" font_paths=[{str(ROOT / 'fonts')!r}], ignore_system_fonts=True)"
            )
            commands = {
                "keben, PDF": [str(KEBEN), "build", "--to", "pdf", "--jobs", "1", "--out", str(book / "out"), str(book)],
                "Typst, PDF": [sys.executable, "-c", typst],
                "(idle)": [sys.executable, "-c", "import typst"],
            }
            samples: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
            steps = []
            for _ in range(runs):
                for name, command in commands.items():
                    samples[name].append(measure(command))
                steps.append(five_steps(commands["keben, PDF"]))
            median = {n: (statistics.median(c for c, _ in v), statistics.median(m for _, m in v)) for n, v in samples.items()}
            idle = median["(idle)"][0]
            base = median["Typst, PDF"][0] - idle
            for name, pdf in [("keben, PDF", next((book / "out").glob("*.pdf"))), ("Typst, PDF", book / "typst.pdf")]:
                cpu = median[name][0] - (idle if name.startswith("Typst") else 0)
                rows.append((name, pages(pdf), cpu, cpu / base, median[name][1]))
                if name.startswith("keben"):
                    five = statistics.median(steps)
                    rows.append(("  steps 1-5", pages(pdf), five, five / base, median[name][1]))
    print(f"{'':12} {'pages':>6} {'CPU s':>8} {'x Typst':>8} {'peak MiB':>9} {'KiB a page':>11}")
    for name, count, cpu, ratio, peak in rows:
        print(f"{name:12} {count:6} {cpu:8.3f} {ratio:8.2f} {peak:9.1f} {peak * 1024 / count:11.1f}")


if __name__ == "__main__":
    main()
