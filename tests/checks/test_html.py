"""The HTML report: one file that loads nothing, whatever people typed, with all that a check found."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from checks.config import Config, WaiverPolicy
from checks.engine import Skipped, check
from checks.finding import Finding
from checks.reports.checked import CheckedFile
from checks.reports.data import finding_data, question_for
from checks.reports.html import to_html
from checks.reports.html.cards import assumed
from checks.reports.html.markup import link, node
from checks.score import points
from designer.files import load_text
from designer.files.templates import list_templates

TODAY = date(2026, 11, 24)
VOID = {"meta", "link", "input", "br"}
EVIL = "</style></title></script><script>window.pwned=1</script><img src=x onerror='pwned=1'>\\\" \\u202eevil"
HOSTILE = f"""\
sketchcheck: 1
name: "{EVIL}"
brief: {{maturity: design}}
zones:
  - {{id: z, name: "{EVIL}"}}
components:
  - {{id: shop, kind: consumer_app, name: "javascript:window.pwned=1"}}
  - {{id: scorer, kind: serving_endpoint, name: "{EVIL}", zone: z}}
  - {{id: raw, kind: data_source, name: "{EVIL}"}}
  - {{id: train, kind: training, name: "{EVIL}"}}
flows:
  - {{from: shop, to: scorer, kind: request_response, label: "{EVIL}"}}
  - {{from: raw, to: train, kind: batch_data}}
  - {{from: train, to: scorer, kind: model_artifact}}
notes:
  - {{id: n, text: "{EVIL}", about: scorer}}
waivers:
  - {{finding: MON001@scorer, reason: "accepted {EVIL}", owner: "{EVIL}", until: 2026-12-01}}
  - {{finding: LOG001@scorer, reason: "ended {EVIL}", owner: scores, until: 2020-01-01}}
  - {{finding: RES001@scorer, reason: "refused {EVIL}", owner: nobody, until: 2026-12-01}}
  - {{finding: MON001@shop, reason: "unmatched {EVIL}", owner: scores, until: 2026-12-01}}
"""


class Page(HTMLParser):
    """The elements of a page as a browser would see them, that every tag is closed, and the texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def checked(
    text: str = HOSTILE, name: str = "a <b>.design.yaml", config: Config | None = None
) -> CheckedFile:
    loaded = load_text(text, name)
    config = config or Config(waivers=WaiverPolicy(owners=("scores", loaded_owner(loaded))))
    return CheckedFile(name, check(loaded.design, today=TODAY, config=config), loaded.line_of)


def loaded_owner(loaded: Any) -> str:
    return next((one.owner for one in loaded.design.waivers.values()), "scores")


def test_what_people_typed_is_only_text() -> None:
    """In the page as in the pictures in it: two scripts or images would be one too many."""
    page = Page(to_html([checked(), checked()]))

    assert [name for name, _ in page.elements].count("script") == 1
    assert {"img", "iframe", "object", "foreignobject", "image", "base"}.isdisjoint(
        name for name, _ in page.elements
    )
    handlers = {key for _, attributes in page.elements for key in attributes if key.startswith("on")}
    assert handlers == set()
    assert "window.pwned=1</script>" in page.text
    assert "\u202e" not in page.text
    assert not any("\u202e" in str(value) for _, one in page.elements for value in one.values())


def test_addresses_lead_into_the_page_or_to_the_web() -> None:
    page = Page(to_html([checked(one.flawed.read_text("utf-8")) for one in list_templates()] + [checked()]))
    outward = [one for one in page.all("a") if not str(one["href"]).startswith("#")]
    ids = [str(one["id"]) for _, one in page.elements if one.get("id")]

    assert outward
    assert all(re.match(r"https?://", str(one["href"])) for one in outward)
    assert {one["rel"] for one in outward} == {"noopener noreferrer"}
    assert not any({"src", "srcset", "style", "action"} & set(one) for _, one in page.elements)
    own = [one for one in ids if not one.startswith("sk-hatch")]
    assert len(own) == len(set(own))
    assert link("javascript:pwned=1", "a <b>") == "a &lt;b&gt;"


def test_only_its_own_script_and_style_may_run() -> None:
    made = to_html([checked()])
    policy = next(one["content"] for one in Page(made).all("meta") if "http-equiv" in one)
    rules = dict(part.strip().split(" ", 1) for part in str(policy).split(";"))

    assert rules["default-src"] == "'none'"
    for kind in ("style", "script"):
        content = re.search(f"<{kind}>(.*?)</{kind}>", made, re.DOTALL)
        assert content
        assert rules[f"{kind}-src"] == f"'sha256-{b64encode(sha256(content[1].encode()).digest()).decode()}'"
    assert "@import" not in made
    assert "url(http" not in made


@pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.name)
def test_everything_that_was_found_is_in_it(template: Any) -> None:
    file = checked(template.flawed.read_text("utf-8"))
    page = Page(to_html([file]))
    report = file.report

    assert len(page.all("article")) == len(report.findings) > 0
    for finding in report.findings:
        data = finding_data(finding, report)
        words = [data["id"], data["message"], data["why"], data["mend"], data["question"]]
        words += [one["title"] for one in (*data["fixes"], *data["sources"])]
        for one in (*words, file.place(finding.anchor)):
            assert " ".join(one.split()) in page.text
    for unknown in report.not_stated:
        assert " ".join(question_for(unknown, report.design).split()) in page.text
    assert len(page.all("svg")) == 2 + len(report.score.areas)


def test_waivers_of_every_fate_are_told() -> None:
    page = Page(to_html([checked()]))

    assert [one["class"] for one in page.all("tr") if "class" in one] == [
        "accepted", "expired", "refused", "unmatched",
    ]  # fmt: skip
    for words in (
        "accepted </style>",
        "ended </style>",
        "expired: the finding counts again",
        "refused: nobody may",
    ):
        assert words in page.text
    cards = {one["id"]: one for one in page.all("article")}
    assert cards["1-MON001@scorer"]["data-status"] == "waived"
    assert cards["1-LOG001@scorer"]["data-status"] == "open"


def test_several_files_have_contents_and_no_id_twice() -> None:
    broken = checked()
    broken = replace(broken, report=replace(broken.report, failed=(Skipped("LOG001", "KeyError: '<x>'"),)))
    page = Page(to_html([checked(name="one.design.yaml"), broken]))

    assert [one["href"] for one in page.all("a")][:2] == ["#1", "#2"]
    assert [one["id"] for one in page.all("section") if one.get("class") == "file"] == ["1", "2"]
    assert "1 rule could not run: this report is not complete" in page.text
    assert "KeyError: '<x>'" in page.text
    assert page.text.startswith("2 designs: Sketchcheck report")


def test_the_lowest_area_is_named() -> None:
    file = checked()
    score = file.report.score
    least = min((value, area) for area, value in score.areas.items() if value is not None)

    assert f"{points(least[0])}%, the lowest area" in Page(to_html([file])).text
    assert f"{least[1]} (lowest)" in Page(to_html([file])).text


def test_an_empty_design_and_a_clean_one() -> None:
    assert "None of the rules applies" in to_html(
        [checked("sketchcheck: 1\n", config=Config(select=("LOG",)))]
    )
    good = checked(list_templates()[0].good.read_text("utf-8"), config=Config(select=("LOG",)))
    assert good.report.run
    assert "Nothing found." in to_html([good])


def test_a_collapsed_zone_stands_for_its_members() -> None:
    file = checked(HOSTILE + "layout: {zones: {z: {at: [0, 0], size: [300, 200], collapsed: true}}}\n")
    card = next(one for one in Page(to_html([file])).all("article") if one["data-anchor"] == "scorer")

    assert str(card["data-elements"]).split()[0] == "z"
    assert "scorer" not in str(card["data-elements"]).split()


def test_what_is_assumed_is_told_with_its_value() -> None:
    design = load_text("sketchcheck: 1\ncomponents: [{id: a, kind: serving_endpoint}]\n", "x").design
    finding = Finding("SCL001", "a", "error", "", assumed=("replicas", "no_such"))

    assert list(assumed(finding, design)) == ["Replicas: 1", "no such"]


def test_badges_say_what_they_speak_of() -> None:
    made = to_html([checked()])
    pictures = re.findall(r'<div class="on-(?:light|dark)">(<svg.*?</svg>)', made, re.DOTALL)

    assert len(pictures) == 2
    for picture in pictures:
        marks = [one.get("data-about") for one in fromstring(picture).iter() if one.get("data-mark")]
        assert "scorer" in marks


def test_attributes() -> None:
    made = node("p", "x", class_="a", data_is="<'\">", hidden=True, title="", lang=None, open=False)

    assert made == '<p class="a" data-is="&lt;&#39;&quot;&gt;" hidden>x</p>'
