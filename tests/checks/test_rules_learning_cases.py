"""Single cases of the rules about data, features, labels and training that examples leave out."""

from __future__ import annotations

from typing import Any

import pytest

from checks.engine import check
from checks.finding import Finding
from checks.fixes import as_edit, fixes_of, mend
from checks.rules.training.pipeline_in_one_box import steps_named
from designer.model.design import Design, read_design
from designer.model.edits import apply
from tests.checks.test_rules_learning import found, read

ONE_BOX = """
    brief: {{ml_task: fraud}}
    boxes: {{payments: {source}, script: training, scorer: {{kind: {serving}, {stated}}}, app: consumer_app}}
    flows: [payments script {rows}, script scorer model_artifact, {use}]
    """


def finding(design: Design, id_: str) -> Finding:
    """The finding with this id."""
    return next(one for one in check(design).findings if one.id == id_)


def fixed(design: Design, id_: str) -> Design:
    """The design after the first fix of a finding."""
    report = check(design)
    one = next(one for one in report.findings if one.id == id_)
    return apply(design, as_edit(fixes_of(one, report.view)[0])).design


@pytest.mark.parametrize(("source", "rows"), [("data_source", "batch_data"), ("event_stream", "stream_data")])
@pytest.mark.parametrize(
    ("serving", "stated", "use"),
    [
        ("serving_endpoint", "computes_features: true", "app scorer request_response"),
        ("serving_endpoint", "auth: iam", "app scorer request_response"),
        ("batch_inference", "schedule: 24h", "scorer app predictions"),
    ],
)
def test_a_box_that_did_everything_is_split_and_serving_reads_its_features(
    source: str, rows: str, serving: str, stated: str, use: str
) -> None:
    """No step is left inside, and the same features reach both sides, so no skew is drawn."""
    parts = {"source": source, "rows": rows, "serving": serving, "stated": stated, "use": use}
    design = fixed(read(ONE_BOX.format(**parts)), "TRN005@script")

    kinds = {one.kind for one in design.components.values()}
    assert {"ingestion_job", "data_validation", "feature_pipeline", "evaluation", "model_registry"} <= kinds
    assert not found(design, "TRN005", "FEA001", "SKW001", "SKW002", "LBL003", "EVA001", "DAT001")
    assert "script>scorer:model_artifact" not in design.flows


@pytest.mark.parametrize(
    ("name", "steps"),
    [("Train", 1), ("Load, clean and train", 3), ("Trainer", 1), ("Ranking model", 0), ("fit+deploy", 2)],
)
def test_steps_are_read_from_a_name(name: str, steps: int) -> None:
    """By the beginnings of its words."""
    assert steps_named(name) == steps


AGED = """
    brief: {{max_feature_age: {limit}}}
    boxes: {{clicks: event_stream, load: {{kind: ingestion_job, schedule: 1h}},
             make: {{kind: feature_pipeline, {make}}}, api: serving_endpoint, app: consumer_app}}
    flows: [clicks load stream_data, load make stream_data, make api features, app api request_response]
    """


def test_the_slowest_step_gets_the_longest_interval_that_fits() -> None:
    """Two hours less the hour of the other step."""
    design = fixed(read(AGED.format(limit="2h", make="schedule: 24h")), "FEA003@api")

    assert design.components["make"].schedule == "1h"  # type: ignore[attr-defined]
    assert design.components["load"].schedule == "1h"  # type: ignore[attr-defined]


def test_where_one_step_cannot_make_up_for_it_all_share_the_time() -> None:
    """Half of ten minutes for each of two steps."""
    design = fixed(read(AGED.format(limit="10m", make="schedule: 24h")), "FEA003@api")

    assert {design.components[one].schedule for one in ("load", "make")} == {"5m"}  # type: ignore[attr-defined]


def test_an_interval_that_is_not_stated_cannot_make_a_way_too_old() -> None:
    """It is asked, unless what is stated is too old already."""
    asked = read(AGED.format(limit="2h", make="n_features: 3"))
    too_old = read(AGED.format(limit="30m", make="n_features: 3"))

    assert not found(asked, "FEA003")
    assert ("FEA003", "make", "schedule") in {
        (one.code, one.element, one.property) for one in check(asked).not_stated
    }
    assert found(too_old, "FEA003") == {"FEA003@api"}


def test_who_states_the_policy_for_missing_values_is_asked_once() -> None:
    """The pipeline, and only then the endpoint that looks up what it made, and may find nothing."""
    text = """
        boxes: {{tables: warehouse, make: {{kind: feature_pipeline{policy}}}, store: feature_store,
                 api: {{kind: serving_endpoint{own}}}, app: {{kind: consumer_app, decision_effect: acts}}}}
        flows: [tables make batch_data, make store features, api store request_response,
                app api request_response]
        """
    default = ", missing_value_policy: default"
    unstated = read(text.format(policy="", own=""))

    assert found(unstated, "FEA004") == {"FEA004@make"}
    assert finding(unstated, "FEA004@make").severity == "error"
    assert found(read(text.format(policy=default, own="")), "FEA004") == {"FEA004@api"}
    assert not found(read(text.format(policy=default, own=default)), "FEA004")
    assert not found(fixed(unstated, "FEA004@make"), "FEA004")


def test_a_monitor_that_does_not_say_what_it_watches_is_not_narrowed() -> None:
    """Freshness gets a monitor of its own; otherwise the service would no longer count as watched."""
    design = fixed(
        read(
            """
            boxes: {crm: data_source, tables: warehouse, api: serving_endpoint, app: consumer_app,
                    health: metrics_monitor}
            flows: [crm tables batch_data, tables api features, app api request_response, api health metrics]
            """
        ),
        "DAT003@crm",
    )

    assert design.components["health"].watches is None  # type: ignore[attr-defined]
    assert not found(design, "DAT003", "MON001")


def test_a_quarantine_that_plays_back_is_not_filled_from_behind() -> None:
    """That would draw a circle."""
    design = fixed(
        read(
            """
            boxes: {clicks: event_stream, make: feature_pipeline, bad: dead_letter_queue, fit: training}
            flows: [clicks make stream_data, bad make stream_data, make fit features]
            """
        ),
        "DAT005@make",
    )

    assert not found(design, "DAT005", "GRF003")
    assert "make>bad:stream_data" not in design.flows


def test_a_missing_repository_is_one_cause() -> None:
    """It is said at the training, not at each of the pipelines."""
    boxes = ", ".join(f"make{n}: feature_pipeline" for n in range(4))
    flows = ", ".join(f"make{n} fit features, tables make{n} batch_data" for n in range(4))
    parts = f"boxes: {{tables: warehouse, fit: training, {boxes}}}, flows: [{flows}]"

    assert found(read(f"{{brief: {{maturity: production}}, {parts}}}"), "TRN003") == {"TRN003@fit"}


def test_a_law_makes_unversioned_data_an_error() -> None:
    """Somebody may have to rebuild the model in court."""
    text = """
        brief: {{regulated: {laws}}}
        boxes: {{tables: {{kind: warehouse, time_travel: false}}, make: feature_pipeline, fit: training}}
        flows: [tables make batch_data, make fit features]
        """
    severities = [finding(read(text.format(laws=laws)), "TRN001@fit").severity for laws in ("[]", "[credit]")]

    assert severities == ["warning", "error"]


def test_a_command_with_another_purpose_keeps_it() -> None:
    """The flow that is there is not made to mean something else."""
    design = read(
        """
        brief: {maturity: production, max_model_age: 7d}
        boxes: {table: feature_store, fit: training, api: serving_endpoint, app: consumer_app,
                nights: orchestrator}
        flows: [table fit features, fit api model_artifact, app api request_response, nights fit control]
        """
    )
    data: dict[str, Any] = design.stated()
    data["flows"][-1]["purpose"] = "disable"
    mended = fixed(read_design(data), "TRN004@fit")

    assert mended.flows["nights>fit:control"].purpose == "disable"  # type: ignore[attr-defined]


def test_one_split_is_blamed_once() -> None:
    """Where the order in time is wrong too, the repeated entities are not another finding."""
    report = check(
        read(
            """
            brief: {ml_task: churn, repeated_entities: true}
            boxes: {table: feature_store, fit: training, judge: {kind: evaluation, split: random}}
            flows: [table fit features, fit judge model_artifact]
            """
        ),
        select=["LBL005", "LBL007"],
    )

    assert [one.id for one in report.findings] == ["LBL005@judge"]
    assert [one.id for one in report.suppressed] == ["LBL007@judge"]


def test_a_tuned_language_model_alone_is_not_compared_with_its_features() -> None:
    """It has none."""
    design = read(
        """
        brief: {maturity: production}
        boxes: {texts: raw_store, fit: training, model: llm_endpoint, app: consumer_app}
        flows: [texts fit batch_data, fit model model_artifact, app model request_response]
        """
    )

    assert not found(design, "SKW004")


def test_repairing_step_by_step_comes_to_an_end() -> None:
    """Structural fixes of a bare sketch leave no error of these rules behind."""
    design, applied = mend(read(ONE_BOX.format(
        source="event_stream", rows="stream_data", serving="serving_endpoint", stated="auth: iam",
        use="app scorer request_response",
    )))  # fmt: skip

    assert applied
    assert not {one.code[:3] for one in check(design).open("error")} & {"DAT", "FEA", "TRN", "LBL", "SKW"}
