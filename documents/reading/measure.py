"""Compare readings with hand-made labels: recall for every label, precision where the labels are complete."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from documents.reading.findings import Duty, Named
from documents.reading.gazetteer import Gazetteer
from documents.reading.measure_duties import judge_paper, papers_of
from documents.reading.reader import Reading, read
from vietnamese.numbers import key_of
from vietnamese.text import canonical, fold

_PLAN = "plan.txt"


@dataclass
class Score:
    """Counts for one field."""

    found: int = 0
    labelled: int = 0
    given: int | None = 0
    misses: list[str] = field(default_factory=list)

    def add(self, hits: int, labelled: int, given: int | None, miss: str = "") -> None:
        self.found += hits
        self.labelled += labelled
        self.given = None if given is None or self.given is None else self.given + given
        if miss:
            self.misses.append(miss)

    @property
    def recall(self) -> float:
        return self.found / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float | None:
        return None if self.given is None else (self.found / self.given if self.given else 1.0)

    @property
    def f1(self) -> float | None:
        if self.precision is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_dict(self) -> dict[str, float | int | None]:
        return {
            "recall": round(self.recall, 4),
            "precision": None if self.precision is None else round(self.precision, 4),
            "f1": None if self.f1 is None else round(self.f1, 4),
            "labelled": self.labelled,
        }


class Measurement:
    """Scores by name, filled from the label files of one folder."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.scores: dict[str, Score] = {}

    def score(self, name: str) -> Score:
        return self.scores.setdefault(name, Score())

    def one(self, name: str, expected: object, got: object, where: str) -> None:
        """Compare one value that is labelled and one that is read."""
        same = expected == got
        given = int(same or got not in (None, [], ()))
        self.score(name).add(int(same), 1, given, "" if same else f"{where}: {expected!r} ≠ {got!r}")

    def many(
        self, name: str, expected: Iterable[str], got: Iterable[str], where: str, *, complete: bool
    ) -> None:
        """Compare two sets; the labels may be only a part of what is right."""
        wanted, given = set(expected), set(got)
        parts = [f"thiếu {sorted(wanted - given)}"] if wanted - given else []
        if complete and given - wanted:
            parts.append(f"thừa {sorted(given - wanted)}")
        miss = f"{where}: {', '.join(parts)}" if parts else ""
        self.score(name).add(len(wanted & given), len(wanted), len(given) if complete else None, miss)

    def folder(self, folder: Path, labels: Path | None = None) -> None:
        """Read every label file below the folder; `labels` may hold more labels of the papers in it."""
        texts = {path.name: path for path in sorted(folder.rglob("*.txt"))}
        for gold in sorted(folder.rglob("gold.json")):
            if (plan := gold.with_name(_PLAN)).exists():
                self.gold(json.loads(gold.read_text("utf-8")), read(plan.read_text("utf-8"), self.gazetteer))
        for headers in sorted(folder.rglob("headers.json")):
            self.headers(json.loads(headers.read_text("utf-8")))
        for duties in sorted(folder.rglob("duties.json")):
            self.duties(json.loads(duties.read_text("utf-8")), texts)
        self.whole_papers(folder)
        if labels and labels != folder:
            self.whole_papers(labels)
        for label in sorted(labels.rglob("*.json")) if labels else ():
            entry = json.loads(label.read_text("utf-8"))
            if label.name == "headers.json":
                self.headers(entry, "labels.headers")
            elif isinstance(entry, list):
                self.duties(entry, texts, "labels.duties")
            elif path := texts.get(entry["paper"]):
                self.paper(entry, read(path.read_text("utf-8", "replace"), self.gazetteer))

    def whole_papers(self, folder: Path) -> None:
        """Read the papers that stand in the label files themselves, with every duty labelled."""
        for path in sorted(folder.rglob("*.toml")):
            for paper in papers_of(path):
                self.whole_paper(paper, f"{path.stem}.duties")

    def whole_paper(self, paper: dict[str, Any], prefix: str) -> None:
        """Read one such paper; what is found and nobody labelled lowers precision."""
        judge_paper(self, paper, prefix)

    def count(self, field_name: str, hits: int, labelled: int, given: int, miss: str) -> None:
        """Add one comparison to a field."""
        self.score(field_name).add(hits, labelled, given, miss)

    # -- one paper's citations and header --------------------------------------------------------------------

    def paper(self, label: dict[str, Any], reading: Reading) -> None:
        """Compare a paper whose citations are all labelled, and the fields of its header that are."""
        where = label["paper"][:24]
        found = {key_of(citation.code): citation.as_dict() for citation in reading.citations}
        wanted = {key_of(citation["code"]): citation for citation in label["citations"]}
        self.many("labels.citations", wanted, found, where, complete=True)
        for key, citation in wanted.items():
            for name in ("type", "dated", "issuer", "role", "mentions"):
                got = found.get(key, {}).get(name)
                if name == "issuer":
                    self.one(
                        f"labels.citations.{name}", _plain(citation[name]), _plain(got), f"{where} {key}"
                    )
                else:
                    self.one(f"labels.citations.{name}", citation[name], got, f"{where} {key}")
        laws = (law.as_dict() for law in reading.laws)
        self.many("labels.laws", map(_law, label["laws"]), map(_law, laws), where, complete=True)
        header = reading.header.as_dict()
        header["signer"] = header["signer"] and header["signer"]["name"]
        for name, value in label["header"].items():
            self.one(f"labels.header.{name}", _plain(value), _plain(header[name]), where)

    # -- gold.json -------------------------------------------------------------------------------------------

    def gold(self, gold: dict[str, Any], reading: Reading) -> None:
        got = json.loads(json.dumps(reading.as_dict()))
        for name, value in gold["header"].items():
            self.one(f"gold.header.{name}", value, got["header"].get(name), "header")
        fields = ("code", "type", "dated", "issuer", "role", "mentions")
        found = {key_of(item["code"]): item for item in got["citations"]}
        self.many(
            "gold.citations",
            (key_of(c["code"]) for c in gold["citations"]),
            found,
            "citations",
            complete=True,
        )
        for citation in gold["citations"]:
            item = found.get(key_of(citation["code"]), {})
            for name in fields:
                self.one(f"gold.citations.{name}", citation[name], item.get(name), citation["code"])
        self.many("gold.outline", _lines(gold["outline"]), _lines(got["outline"]), "outline", complete=True)
        self._breaks(gold["page_breaks_to_heal"], got["page_breaks_to_heal"])
        self._assignments(gold["assignments"], got["assignments"])

    def _breaks(self, expected: list[dict[str, str]], got: list[dict[str, str]]) -> None:
        hits = sum(
            any(
                item["before"].endswith(cut["before"]) and item["after"].startswith(cut["after"])
                for item in got
            )
            for cut in expected
        )
        self.score("gold.page_breaks").add(hits, len(expected), len(got))

    def _assignments(self, expected: list[dict[str, Any]], got: list[dict[str, Any]]) -> None:
        matched: list[tuple[dict[str, Any], dict[str, Any]]] = []
        for label in expected:
            item = next((item for item in got if item["starts"].startswith(label["starts"][:60])), {})
            if item:
                matched.append((label, item))
            self.score("gold.assignments").add(int(bool(item)), 1, 0, "" if item else label["starts"])
            for name in ("at", "lead", "coordinate"):
                self.one(f"gold.assignments.{name}", label[name], item.get(name), label["starts"][:40])
            if "report" in label:
                self.one("gold.assignments.report", label["report"], item.get("report"), label["starts"][:40])
        starts = [item["starts"] for _, item in matched]
        extra = [item["starts"] for item in got if item["starts"] not in starts]
        self.score("gold.assignments").add(0, 0, len(got), f"thừa {extra}" if extra else "")

    # -- headers.json ----------------------------------------------------------------------------------------

    def headers(self, entries: list[dict[str, Any]], prefix: str = "headers") -> None:
        for entry in entries:
            self.header(entry["gold"], read(entry["text"], self.gazetteer), prefix)

    def header(self, gold: dict[str, Any], reading: Reading, prefix: str) -> None:
        """Compare the fields that are labelled; a paper without a number goes by its symbol or type."""
        header, where = reading.header, gold["number"] or gold.get("symbol") or gold["type"]
        read_fields = header.as_dict() | {
            "number": header.code,
            "date": header.issued_on.isoformat() if header.issued_on else None,
            "signer": header.signer.name if header.signer else None,
            "posts": list(header.signer.titles) if header.signer else None,
        }
        for name, value in gold.items():
            if name in read_fields:
                self.one(f"{prefix}.{name}", _plain(value), _plain(read_fields[name]), where)
        if "cites" in gold:
            got = [key_of(citation.code) for citation in reading.citations]
            self.many(f"{prefix}.cites", map(key_of, gold["cites"]), got, where, complete=True)

    # -- duties.json -----------------------------------------------------------------------------------------

    def duties(self, labels: list[dict[str, Any]], texts: dict[str, Path], prefix: str = "duties") -> None:
        readings: dict[str, Reading | None] = {}
        for label in labels:
            name = label["doc"]
            if name not in readings:
                path = next((path for key, path in texts.items() if key.startswith(name)), None)
                path = texts.get(_PLAN) if name == "seed" else path
                readings[name] = read(path.read_text("utf-8", "replace"), self.gazetteer) if path else None
            if (reading := readings[name]) is not None:
                self._duty(label, reading, prefix)

    def _duty(self, label: dict[str, Any], reading: Reading, prefix: str) -> None:
        where = label["anchor"][:50]
        duty = _duty_at(label["anchor"], reading)
        coop_list = label["role"] == "coop_list"
        actors = () if duty is None else duty.coordinators if coop_list else duty.actors
        others = () if duty is None or coop_list else duty.coordinators
        self.score(f"{prefix}.found").add(int(duty is not None), 1, None, "" if duty else where)
        self.names(f"{prefix}.coop_list" if coop_list else f"{prefix}.lead", label["actors"], actors, where)
        self.names(f"{prefix}.coordinators", label["coop"], others, where)
        written = "; ".join(limit.written for limit in duty.deadlines) if duty else ""
        self.limits(f"{prefix}.deadline", label["deadline"] or "", written, where)

    def limits(self, field_name: str, expected: str, got: str, where: str) -> None:
        """Compare a time limit as written, without the verb before it."""
        if not expected and not got:
            return
        same = _limit(expected) == _limit(got)
        miss = "" if same else f"{where}: {expected!r} ≠ {got!r}"
        self.score(field_name).add(int(same), int(bool(expected)), int(bool(got)), miss)

    def names(self, field_name: str, expected: list[str], got: tuple[Named, ...], where: str) -> None:
        """Compare the agencies of a duty, whatever spelling of each is labelled."""

        def resolved(name: str) -> str:
            bare = _ASIDE.sub("", name)
            return _plain(self.gazetteer.resolve(bare) or bare)

        read_names = {_plain(_ASIDE.sub("", item.written)) for item in got} | {
            resolved(item.name) for item in got
        }
        joined = _plain(" ".join(item.written for item in got))
        missing = [
            name
            for name in expected
            if not {_plain(_ASIDE.sub("", name)), resolved(name)} & read_names
            and _bare(_plain(name)) != _bare(joined)
        ]
        miss = f"{where}: thiếu {missing}, đọc được {[item.name for item in got]}" if missing else ""
        given = len(expected) if not missing and len(expected) == 1 and len(got) > 1 else len(got)
        self.score(field_name).add(len(expected) - len(missing), len(expected), given, miss)


# "Phòng Tham mưu (PV01)" is Phòng Tham mưu.
_ASIDE = re.compile(r"\s*\([^()]*\)|^(?:đồng chí|đ/c|ông|bà|cô|thầy)\s", re.IGNORECASE)


def _limit(written: str) -> str:
    """A deadline without the verb before it, "hoàn thành trước ngày 30/7" is "trước ngày 30/7"; the times of
    rounds one after the other, "đợt 1 trước 15/12, đợt 2 trước 10/01" is "trước 15/12; trước 10/01"; and
    "01 lần/quý" whether "ít nhất" stands before it or not."""
    rounds = re.sub(r"(?:^|[,;]? )đợt \d{1,2}:?(?= )", ";", _plain(written)).strip("; ")
    often = re.sub(r"(?:^|(?<=; ))(?:ít nhất|tối thiểu) (?=\d+ lần)", "", rounds)
    return re.sub(r"(?:^|(?<=; ))(?:hoàn thành|xong) (?=\w)", "", often)


def _law(law: dict[str, Any]) -> str:
    return f"{_plain(law['name'])} {law['dated'] or law['year']}"


def _duty_at(anchor: str, reading: Reading) -> Duty | None:
    """Find the duty whose sentence holds the labelled words."""
    text = canonical(reading.text)
    place = text.find(canonical(anchor))
    if place < 0:
        place = text.find(canonical(anchor)[:40])
    end = place + len(anchor)
    return next((duty for duty in reading.duties if duty.span.start < end and place < duty.span.end), None)


def _lines(outline: list[dict[str, Any]], above: str = "") -> list[str]:
    lines: list[str] = []
    for node in outline:
        path = f"{above}.{node['label']}" if above else str(node["label"])
        counts = [f"{name}={node[name]}" for name in ("items", "dashes", "pluses") if name in node]
        lines.append(" ".join([path, _plain(node["heading"]), *counts]))
        lines.extend(_lines(node.get("sections", []), path))
    return lines


def _plain(value: object) -> str:
    return " ".join(
        canonical(str(value or ""))
        .lower()
        .replace("liên có quan", "có liên quan")
        .replace("có liên có quan", "có liên quan")
        .replace("ủy ban nhân dân", "ubnd")
        .split()
    )


def _bare(name: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", fold(name)) if word != "va")
