"""The catalogue of technologies: its data, finding an entry, and the values that it lends to components."""

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from designer.model.design import Design
from designer.model.kinds import KINDS, read_component
from designer.model.resolve import MISSING, Origin, Value, resolve
from designer.model.technologies import Technology, find_technology, technologies

ROWS: list[dict[str, Any]] = json.loads(
    files("designer.model").joinpath("data/technologies.json").read_text("utf-8")
)
KEYS = {"id", "name", "kinds", "sets", "asks", "helps", "does_not"}
every_technology = pytest.mark.parametrize("one", technologies().values(), ids=lambda one: one.id)


def value_of(name: str, **component: Any) -> Value:
    return resolve(Design(), read_component({"id": "box", **component}), name)


def test_rows_have_the_same_keys_and_their_own_ids_and_names() -> None:
    assert all(set(row) == KEYS for row in ROWS)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", row["id"]) for row in ROWS)
    assert len(technologies()) == len(ROWS) == len({row["name"].lower() for row in ROWS})


@every_technology
def test_kinds_and_asked_properties_exist(one: Technology) -> None:
    assert one.kinds
    assert set(one.kinds) <= set(KINDS)
    assert set(one.asks) <= {name for kind in one.kinds for name in KINDS[kind].model_fields}


@every_technology
def test_each_value_fits_one_of_its_kinds_and_is_lent_as_that_kind_reads_it(one: Technology) -> None:
    lent = {kind: one.sets_for(kind) for kind in one.kinds}
    assert set(one.sets) == {name for values in lent.values() for name in values}
    for kind, values in lent.items():
        component = read_component({"id": "box", "kind": kind, **values})
        assert {name: getattr(component, name) for name in values} == values


@every_technology
def test_what_it_does_not_do_is_one_short_phrase(one: Technology) -> None:
    assert 3 <= len(one.does_not.split()) <= 20
    assert one.does_not[0].islower()
    assert not one.does_not.endswith(".")


@every_technology
def test_is_found_by_id_and_by_name(one: Technology) -> None:
    for text in (one.id, one.name, one.name.upper().replace(" ", "-")):
        assert find_technology(text) is one


@pytest.mark.parametrize("text", ["apacheiceberg", "Apache  Iceberg!", "apache-iceberg", "APACHE_ICEBERG"])
def test_case_and_punctuation_do_not_matter(text: str) -> None:
    assert find_technology(text) is technologies()["apache_iceberg"]


@pytest.mark.parametrize("text", ["", "...", "our own thing", "Kafka on a fridge", "kafkaesque"])
def test_free_text_is_no_technology(text: str) -> None:
    assert find_technology(text) is None


def test_the_first_technology_that_sets_a_value_wins() -> None:
    first = ["our wrapper", "XGBoost", "Docker", "AWS SageMaker"]
    found = value_of("packaging", kind="serving_endpoint", technology=first)
    assert found == ("container", Origin.TECHNOLOGY)
    found = value_of("packaging", kind="serving_endpoint", technology=["AWS SageMaker", "Docker"])
    assert found == ("managed", Origin.TECHNOLOGY)


@pytest.mark.parametrize("stated", [True, False])
def test_a_stated_value_is_never_overridden(stated: bool) -> None:
    found = value_of("online", kind="feature_store", technology="Feast", online=stated)
    assert found == (stated, Origin.STATED)


def test_a_technology_beats_what_is_assumed() -> None:
    assert value_of("online", kind="feature_store", technology="Feast") == (True, Origin.TECHNOLOGY)
    assert value_of("online", kind="feature_store", technology="our own thing") == MISSING


def test_a_kind_is_not_lent_what_is_meant_for_another() -> None:
    """TFX checks the schema where it validates data; its evaluation knows no such check."""
    validated = value_of("checks", kind="data_validation", technology="TFX")
    assert validated == (("schema", "distribution"), Origin.TECHNOLOGY)
    assert value_of("checks", kind="evaluation", technology="TFX") == MISSING
    assert value_of("on_fail", kind="evaluation", technology="TFX") == ("block", Origin.TECHNOLOGY)
    assert value_of("checks", kind="training", technology="TFX") == MISSING
