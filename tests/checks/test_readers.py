"""Reports for four readers: the same facts, each in the words of who reads it."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from checks.engine import check
from checks.reports.data import straight
from checks.reports.html.document import document_html
from checks.reports.pdf import document_pdf
from checks.reports.readers import READERS, document_for
from checks.reports.readers.document import (
    Alike,
    Block,
    Case,
    Document,
    Facts,
    Picture,
    Points,
    Section,
    Table,
    Text,
)
from checks.reports.readers.executive import STAGES as PLAIN_STAGES
from checks.reports.readers.phrases import amount, listed, month, number, per, said, sentence, span
from checks.reports.readers.risks import AREAS as PLAIN_AREAS
from checks.reports.readers.risks import RISKS
from checks.rule import AREAS
from designer.files import load_file, load_text
from designer.files.templates import find_template, list_templates
from designer.model.brief import Brief
from designer.model.design import Design, read_design
from designer.model.kinds import STAGES
from designer.model.properties import properties_of
from tests.checks.drawings import random_drawing

TODAY = date(2026, 11, 30)
TEMPLATES = [one.name for one in list_templates()]
ENGINEERS_WORDS = re.compile(
    r"\b(p99|qps|schema|endpoint|latency|drift|skew|retrain\w*|canary|rollback|API|CI|[A-Z]{3}\d{3})\b|_|@"
)
NAMED = """\
sketchcheck: 1
name: Scores
brief:
  maturity: production
  problem: Late payments cost money
  business_metric: {name: bad debt, unit: EUR/month, current: 2.1M, target: 1.3M, by: 2027-06}
  cost_false_positive: 12 EUR
  qps_peak: 250
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: hide}
  - {id: scorer, kind: serving_endpoint, name: Scorer, capacity_qps: 100, latency_p99_ms: 30}
  - {id: raw, kind: data_source, name: Orders}
  - {id: train, kind: training, name: Nightly training}
flows:
  - {from: shop, to: scorer, kind: request_response, timeout_ms: 80}
  - {from: raw, to: train, kind: batch_data}
  - {from: train, to: scorer, kind: model_artifact}
waivers:
  - {finding: LOG001@scorer, reason: Logged by the shop, owner: scores, until: 2999-03-01}
  - {finding: MON001@scorer, reason: Soon, owner: scores, until: 2020-01-01}
reviews:
  - {id: "review:0123abcd@scorer", status: kept, text: Ask who pays for mistakes, reason: worth it}
  - {id: "review:0123abce@scorer", status: dismissed, text: Nobody keeps this}
"""


def flawed(template: str) -> Design:
    return load_file(find_template(template).flawed).design


def of(design: Design, reader: str) -> Document:
    return document_for(check(design, today=TODAY), reader)


def words_of(section: Section) -> list[str]:
    """Everything that a section says, beside its pictures."""
    return [section.title, *(word for block in section.blocks for word in said_by(block))]


def said_by(block: Block) -> list[str]:
    match block:
        case Text():
            return [block.words]
        case Points():
            return [*block.items]
        case Facts():
            return [word for row in block.rows for word in row]
        case Table():
            return [*block.heads, *(cell for row in block.rows for cell in row)]
        case Case():
            return [block.title, block.level, block.message, *(word for row in block.facts for word in row)]
        case Alike():
            common = [block.title, block.level, *filter(None, [block.message])]
            own = [word for one in block.cases for word in said_by(one)]
            return [*common, *(word for row in block.facts for word in row), *own]
    return []


def words(document: Document) -> list[str]:
    return [word for section in document.sections for word in words_of(section)]


def named(reader: str) -> Document:
    return of(load_text(NAMED, "scores").design, reader)


def cases(document: Document) -> list[Case]:
    blocks = [block for section in document.sections for block in section.blocks]
    alone = [one for one in blocks if isinstance(one, Case)]
    return alone + [one for block in blocks if isinstance(block, Alike) for one in block.cases]


def test_every_category_area_and_stage_has_plain_words() -> None:
    categories = {one for group in AREAS.values() for one in group}
    assert RISKS.keys() == categories
    assert PLAIN_AREAS.keys() == AREAS.keys()
    assert PLAIN_STAGES.keys() == STAGES.keys()
    for risk in RISKS.values():
        for text in (risk.title, risk.what, risk.ask):
            assert not ENGINEERS_WORDS.search(text), text
        assert risk.what.endswith(".")
        assert risk.ask.endswith(".")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_no_section_is_empty_and_no_sentence_is_broken(template: str, reader: str) -> None:
    for design in (flawed(template), load_file(find_template(template).good).design):
        document = of(design, reader)
        assert len({one.title for one in document.sections}) == len(document.sections)
        for section in document.sections:
            assert section.blocks
            for block in section.blocks:
                if isinstance(block, Facts | Table):
                    assert block.rows
                if isinstance(block, Facts):
                    assert all(all(row) for row in block.rows)
        for text in words(document):
            assert "None" not in text
            assert not re.search(r"  |\.\.|,,|\{|\}| [,.;]|\( |: ?\.$", text.replace("...", "")), text


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_executive_reads_no_jargon(template: str) -> None:
    """What the report itself says; the brief is in its author's words."""
    design = flawed(template)
    brief = json.dumps(design.stated()["brief"], ensure_ascii=False)
    names = {one.title for one in design.components.values()}
    for text in words(of(design, "executive")):
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "")
        if text and text not in brief:
            assert not ENGINEERS_WORDS.search(text), text


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_facts_are_the_same_for_all(template: str) -> None:
    """The engineer reads every finding; no one reads of one that is none, and what is left out is counted."""
    report = check(flawed(template), today=TODAY)
    ids = {one.id for one in report.findings}
    assert {one.id for one in cases(document_for(report, "engineer"))} == ids
    for reader in ("product", "data-scientist"):
        document = document_for(report, reader)
        shown = {one.id for one in cases(document)}
        assert shown <= ids
        rest = len(report.open()) - len(shown)
        told = re.search(r"(\d+) (more )?findings? concern", " ".join(words(document)))
        assert (int(told[1]) if told else 0) == rest
    risks = {one.id for one in cases(document_for(report, "executive"))}
    shown = {one.signs[0] for one in cases(document_for(report, "engineer")) if "accepted" not in one.signs}
    assert risks == {f"risk-{one}" for one in shown}


def crowd(trainings: int) -> Design:
    """A source and many trainings that learn from it unchecked."""
    boxes = [{"id": f"t{one}", "kind": "training", "name": f"Training {one}"} for one in range(trainings)]
    flows = [{"from": "raw", "to": box["id"], "kind": "batch_data"} for box in boxes]
    source = {"id": "raw", "kind": "data_source", "name": "Orders"}
    return read_design({"name": "Crowd", "components": [source, *boxes], "flows": flows})


def test_many_findings_of_one_rule_are_told_together_and_completely() -> None:
    report = check(crowd(12), today=TODAY)
    document = document_for(report, "engineer")
    blocks = [block for section in document.sections for block in section.blocks]
    (together,) = (one for one in blocks if isinstance(one, Alike) and one.cases[0].id.startswith("DAT001@"))

    assert {one.id for one in cases(document)} == {one.id for one in report.findings}
    assert {one.elements[0] for one in together.cases} == {f"t{one}" for one in range(12)}
    whole = {one.id: one.message for one in report.findings}
    for one in together.cases:
        assert f"{one.message} {together.message}".split() == straight(whole[one.id]).split()
    assert "Why" in dict(together.facts)
    assert all("Why" not in dict(one.facts) for one in together.cases)
    overview = next(one for one in blocks if isinstance(one, Table))
    assert sum(int(row[2]) for row in overview.rows) == len(report.open())


def test_a_question_about_many_parts_is_asked_once_with_all_their_names() -> None:
    names = "Training 0, Training 1, Training 2, Training 3, Training 4 and Training 5"
    (question,) = (one for one in words(of(crowd(6), "engineer")) if "Model family?" in one)
    assert question.startswith("Model family?")
    assert question.endswith(f" Not stated of 6 parts: {names}.")
    few = [one for one in words(of(crowd(3), "engineer")) if "Model family?" in one]
    assert [one.partition(": ")[0] for one in few] == ["Training 0", "Training 1", "Training 2"]


def test_the_executive_reads_the_number_and_money() -> None:
    told = words(named("executive"))
    assert "2.1 million EUR a month" in told
    assert "1.3 million EUR a month by June 2027" in told
    assert "That is 800,000 EUR a month less (38%)." in told
    assert "12 EUR for each false alarm." in told
    assert "At the busiest time a minute without answers leaves 15,000 requests open." in told
    assert "Late payments cost money." in told


def test_waivers_and_reviews_are_told_to_all() -> None:
    for reader in READERS:
        told = " ".join(words(named(reader)))
        assert "Logged by the shop" in told
        assert "until 1 March 2999" in told or "1 March 2999" in told
        assert "Scorer: Ask who pays for mistakes. Worth it." in told
        assert "Nobody keeps this" not in told
        assert "ended" in told


def test_the_engineer_reads_load_latency_and_ways_to_fail() -> None:
    sections = {one.title: words_of(one) for one in named("engineer").sections}
    assert {"325/s", "100/s", "0.3", "too little"} <= set(sections["Capacity"])
    assert "30 ms" in sections["Latency"]
    assert "Scorer" in sections["Ways to fail"]
    assert "timeout: 80 ms" in sections["Handovers and contracts"]
    assert sections["Not stated, so not judged"]


def test_the_data_scientist_reads_what_is_not_stated_about_parts() -> None:
    told = " ".join(words(named("data-scientist")))
    assert "Nothing is stated about Orders." in told
    assert "Nothing is stated about Nightly training." in told


def test_an_empty_design_is_no_praise() -> None:
    for reader in READERS:
        document = of(Design(), reader)
        assert "Nothing has been drawn yet" in " ".join(words(document))
        assert "Nothing was found" not in " ".join(words(document))
        assert document_html(document).startswith("<!DOCTYPE html>")
        assert document_pdf(document).startswith(b"%PDF")


@pytest.mark.parametrize("seed", range(8))
def test_any_drawing_gives_all_reports(seed: int) -> None:
    report = check(random_drawing(random.Random(seed)), today=TODAY)
    for reader in READERS:
        document = document_for(report, reader)
        assert document_html(document).count("<section") == len(document.sections)
        assert document_pdf(document).startswith(b"%PDF")


EVIL = "</script><script>x=1</script> #panic() $x$ *b* @ref <a> \\ \" ' `raw` = h ]] \u202e" + "W" * 200


def evil() -> Design:
    text = f"sketchcheck: 1\nname: {json.dumps(EVIL)}\nbrief:\n  problem: {json.dumps(EVIL)}\n"
    text += f"  business_metric: {{name: {json.dumps(EVIL)}, current: {json.dumps(EVIL)}}}\ncomponents:\n"
    text += f"  - {{id: a, kind: serving_endpoint, name: {json.dumps(EVIL)}, owner: {json.dumps(EVIL)}}}\n"
    text += "  - {id: b, kind: consumer_app}\nflows:\n  - {from: b, to: a, kind: request_response}\n"
    return load_text(text, "evil").design


@pytest.mark.parametrize("reader", READERS)
def test_what_is_typed_is_data_in_html(reader: str) -> None:
    page = document_html(of(evil(), reader))
    assert page.count("<script>") == 1
    assert "\u202e" not in page


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext to read the PDF with")
@pytest.mark.parametrize("reader", READERS)
def test_what_is_typed_is_data_in_a_pdf(reader: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(document_pdf(of(evil(), reader)))
    done = subprocess.run(
        ["pdftotext", "a.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "#panic() $x$ *b* @ref <a>" in " ".join(done.stdout.split())


def test_pictures_are_light_and_dark() -> None:
    (picture,) = (
        block
        for section in named("executive").sections
        for block in section.blocks
        if isinstance(block, Picture)
    )
    assert picture.light != picture.dark
    assert "Where data come from" in picture.light


def test_phrases() -> None:
    assert [listed(list("ABCDEFG")[:n], 4) for n in (0, 1, 2, 3, 7)] == [
        "", "A", "A and B", "A, B and C", "A, B, C and 4 more",
    ]  # fmt: skip
    assert [number(one) for one in (2.1e6, 36_000, 0.41, 12.0, 3e9)] == [
        "2.1 million", "36,000", "0.41", "12", "3,000 million",
    ]  # fmt: skip
    assert amount("2.1M USD/month") == "2.1 million USD a month"
    assert amount("22 %") == "22%"
    assert amount("a lot, they say") == "a lot, they say"
    assert (per("requests/s"), per("USD/hour"), per("EUR")) == ("requests a second", "USD an hour", "EUR")
    assert (month("2027-06"), month("2027-06-01"), month("soon")) == ("June 2027", "1 June 2027", "soon")
    assert (span("1d"), span("60d"), span("1.5h")) == ("1 day", "60 days", "1.5 hours")
    assert (sentence("well"), sentence("Is it?"), sentence("")) == ("Well.", "Is it?", "")
    brief = properties_of(Brief)
    assert said(0.0005, brief["positive_rate"]) == "0.05%"
    assert said("anomaly_detection", brief["ml_task"]) == "anomaly detection"
    assert said(True, brief["spiky"]) == "yes"
