"""Mistakes in the brief: the problem, the business, who answers for it."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import drop, forget, less, put, say
from benchmarks.gaps.reading import Good, sole
from designer.model.edits.language import AssignZone
from designer.model.kinds import GENERATIVE, ONLINE, SERVING

TWO_SORTS_OF_ERROR = {
    "classification", "anomaly_detection", "fraud", "risk_scoring", "credit_scoring", "churn", "no_show",
    "spam", "content_filter",
}  # fmt: skip
STRICT_LAWS = {"credit", "employment", "health", "insurance"}


def _unsaid(name: str, code: str, meaning: str, field: str, at: str = "brief") -> None:
    """An operator for a field of the brief that says nothing any more, whatever is drawn."""

    def make(good: Good) -> Cases:
        if getattr(good.brief, field):
            yield case(say(**{field: None}), at=at)

    make.__name__ = name
    operator(code, meaning)(make)


_unsaid("problem_not_told", "BRF001", "The problem is not told.", "problem", at="brief.problem")
_unsaid("users_unnamed", "BRF003", "Nobody is named who uses the answers.", "users")
_unsaid("decision_unnamed", "BRF003", "No decision is named that hangs on the answers.", "decision")
_unsaid(
    "business_metric_missing",
    "BIZ001",
    "No number of the business is named that is to move.",
    "business_metric",
    at="brief.business_metric",
)
_unsaid("project_without_owner", "GOV001", "The project belongs to nobody.", "owner", at="brief.owner")
_unsaid("stakeholders_missing", "GOV002", "Nobody is named to whom the system matters.", "stakeholders")
_unsaid(
    "value_untold", "GOV002", "Its worth is not told in words that a stakeholder uses.", "value_statement"
)
_unsaid("tradeoffs_missing", "GOV002", "No trade-off is told.", "tradeoffs")


@operator("BRF001", "The problem is only the name of the task.")
def problem_is_the_task(good: Good) -> Cases:
    if task := good.brief.ml_task:
        yield case(say(problem=task), at="brief.problem")


@operator("BRF002", "Nobody argues why this needs a model, or what else would do.")
def need_not_argued(good: Good) -> Cases:
    drawn = good.of_kind("baseline_model")  # A rule of thumb that is drawn would be an alternative.
    gone = [drop(*drawn)] if drawn else []
    yield case(say(why_ml=None, non_ml_alternative=None), *gone, at="brief.why_ml")


@operator("BRF004", "Somebody waits for the answers, and no time is set for them.")
def latency_budget_lost(good: Good) -> Cases:
    if good.brief.latency_p99_ms and good.online():
        yield case(say(latency_p99_ms=None), at="brief.latency_p99_ms")


@operator("BRF005", "The load at the peak is not stated.")
def peak_load_unstated(good: Good) -> Cases:
    if good.brief.qps_peak and good.online():
        yield case(say(qps_peak=None), at="brief")


@operator("BRF005", "The number of rows of a run is not stated, in the brief or at the job.")
def rows_unstated(good: Good) -> Cases:
    models = good.answering(SERVING, GENERATIVE)
    if good.brief.rows_per_run and not any(good.kind(one) in ONLINE | GENERATIVE for one in models):
        jobs = good.states("rows_per_run", "batch_inference")
        yield case(say(rows_per_run=None), *(forget(one, "rows_per_run") for one in jobs), at="brief")


@operator("BRF006", "Nobody says how old the data of an answer may be.")
def data_age_unstated(good: Good) -> Cases:
    if good.brief.max_feature_age and good.answering():
        yield case(say(max_feature_age=None), at="brief")


@operator("BRF006", "Nobody says how old the model may get.")
def model_age_unstated(good: Good) -> Cases:
    if good.brief.max_model_age and good.of_kind("training") and good.answering():
        yield case(say(max_model_age=None), at="brief")


@operator("BRF007", "Nothing says what the system must not do.")
def antigoals_missing(good: Good) -> Cases:
    if len(good.ids) >= 8:
        yield case(say(antigoals=None), at="brief.antigoals")


@operator("BIZ002", "Nobody explains what the model's number has to do with the business.")
def metric_link_missing(good: Good) -> Cases:
    if good.brief.business_metric and good.brief.ml_metric:
        yield case(say(metric_link=None), at="brief.metric_link")


@operator("BIZ002", "The model's number is given out as that of the business.")
def metrics_confused(good: Good) -> Cases:
    if (business := good.brief.business_metric) and (model := good.brief.ml_metric):
        yield case(say(ml_metric=model.stated() | {"name": business.name}), at="brief.metric_link")


@operator("BIZ003", "Nobody says where the business number stands today.")
def current_value_missing(good: Good) -> Cases:
    yield from _metric_without(good, "current")


@operator("BIZ003", "Nobody says where the business number is to get.")
def target_missing(good: Good) -> Cases:
    yield from _metric_without(good, "target")


def _metric_without(good: Good, name: str) -> Cases:
    metric = good.brief.business_metric
    if metric and name in metric.stated():
        kept = {key: value for key, value in metric.stated().items() if key != name}
        yield case(say(business_metric=kept), at="brief.business_metric")


@operator("BIZ004", "Nobody says what a false alarm costs.")
def false_alarm_cost_missing(good: Good) -> Cases:
    if good.brief.ml_task in TWO_SORTS_OF_ERROR:
        yield case(say(cost_false_positive=None), at="brief")


@operator("BIZ004", "Nobody says what a miss costs.")
def miss_cost_missing(good: Good) -> Cases:
    if good.brief.ml_task in TWO_SORTS_OF_ERROR:
        yield case(say(cost_false_negative=None), at="brief")


@operator("BIZ005", "Nothing watches the business number any more.")
def business_number_unwatched(good: Good) -> Cases:
    watching = good.holding("watches", "business_kpi")
    if watching:  # Something else is named: a list that is empty would only leave it unsaid.
        edits = [put(one, watches=[*_others(good, one), "throughput"]) for one in watching]
        yield case(*edits, at="design")


def _others(good: Good, monitor: str) -> list[str]:
    return [one for one in good.words(monitor, "watches") if one not in ("business_kpi", "throughput")]


@operator("GOV001", "A part that must be cared for belongs to nobody.", maturity="production")
def part_without_owner(good: Good) -> Cases:
    cared = (*SERVING, *GENERATIVE, "feature_store", "feature_pipeline", "alerting", "data_source")
    for one in good.states("owner", *cared):
        # A team owns what it draws, whether it is named at the box or at the zone.
        own = [name for name in ("owner", "team") if one in good.states(name)]
        yield case(AssignZone(ids=[one], zone=None), forget(one, *own), at=one)


def _grave(good: Good) -> bool:
    """Whether what is decided weighs so much that a person must be able to step in."""
    brief = good.brief
    level = brief.harm.level if brief.harm else None
    return level == "high" or bool(brief.affects_people and brief.regulated)


def _acting(good: Good) -> list[str]:
    apps = good.of_kind("consumer_app")
    return [one for one in apps if _grave(good) and good.get(one, "decision_effect") == "acts"]


@operator("GOV003", "The people who look at grave decisions may no longer overrule the model.")
def people_cannot_overrule(good: Good) -> Cases:
    if apps := _acting(good):
        people = good.of_kind("human_review")
        yield case(*(put(one, can_override=False) for one in people), at=apps)


@operator("GOV003", "Nobody hears an appeal against a grave decision.")
def no_appeal(good: Good) -> Cases:
    apps, hearing = _acting(good), good.holding("role", "appeal", "human_review")
    if apps and hearing:
        yield case(*(less(good, one, "role", "appeal") for one in hearing), at=apps)


@operator("GOV003", "The people who look at grave decisions are gone.")
def people_gone(good: Good) -> Cases:
    if (apps := _acting(good)) and (desk := sole(good.of_kind("human_review"))):
        yield case(drop(desk), at=apps)


@operator("GOV004", "A decision must be explained, and nothing can explain it.")
def explanations_off(good: Good) -> Cases:
    able = [one for one in good.ids if good.has(one, "explanations") and good.get(one, "explanations")]
    if good.brief.explainability_required and able:
        yield case(*(put(one, explanations=False) for one in able), at="design")


@operator("GOV004", "Nothing compares how groups of people fare.")
def fairness_unchecked(good: Good) -> Cases:
    brief = good.brief
    level = brief.harm.level if brief.harm else None
    people = brief.affects_people and level in ("medium", "high")
    checking, watching = good.holding("checks", "fairness"), good.holding("watches", "fairness")
    if (people or STRICT_LAWS & set(brief.regulated or ())) and checking + watching:
        edits = [less(good, one, "checks", "fairness") for one in checking]
        edits += [less(good, one, "watches", "fairness") for one in watching]
        yield case(*edits, at="design")
