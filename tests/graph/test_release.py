"""Questions about releases, where the answer lies beside the way or behind something that hands on."""

from __future__ import annotations

from designer.graph import View
from designer.graph.release import is_tried, judges_of, released, tried
from designer.model.design import read_design


def view_of(boxes: dict[str, str], *flows: str) -> View:
    """A view of a drawing; flows as `from to kind purpose`."""
    parts = [dict(zip(("from", "to", "kind", "purpose"), one.split(), strict=False)) for one in flows]
    components = [{"id": key, "kind": kind} for key, kind in boxes.items()]
    return View(read_design({"components": components, "flows": parts}))


def test_an_evaluation_beside_the_way_judges_too() -> None:
    """It gets the model of the training, and not that of another one."""
    boxes = {"fit": "training", "other": "training", "judge": "evaluation", "far": "evaluation"}
    view = view_of(
        {**boxes, "store": "model_registry", "serve": "serving_endpoint"},
        "fit store model_artifact", "store serve model_artifact", "fit judge model_artifact",
        "other far model_artifact",
    )  # fmt: skip

    assert list(judges_of(view, "serve")) == ["judge"]


def test_a_pipeline_releases_through_orchestrators_and_not_through_gateways() -> None:
    """What a gateway routes to was not deployed with it; a rollback is no release."""
    boxes = {"ci": "ci_cd", "plan": "orchestrator", "door": "api_gateway"}
    view = view_of(
        {**boxes, "night": "batch_inference", "live": "serving_endpoint", "old": "serving_endpoint"},
        "ci plan control deploy", "plan night control schedule", "ci door control deploy",
        "door live control route", "ci old control rollback",
    )  # fmt: skip

    assert list(released(view)) == ["door", "night", "plan"]


def test_a_trial_before_the_model_is_a_trial_of_it() -> None:
    """The gateway splits the traffic of all that it calls, not of what it does not."""
    boxes = {"tests": "experiment_platform", "door": "api_gateway", "app": "consumer_app"}
    view = view_of(
        {**boxes, "live": "serving_endpoint", "other": "serving_endpoint"},
        "app door request_response", "door live request_response", "tests door control ab",
    )  # fmt: skip

    assert list(tried(view)) == ["door"]
    assert is_tried(view, "live")
    assert not is_tried(view, "other")
