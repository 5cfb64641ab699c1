"""SCL002: traffic comes in spikes, and the model neither grows nor turns requests away."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import answerers
from designer.model.flow import CALL
from designer.model.kinds import GENERATIVE, ONLINE
from designer.simulate import capacity_ratios

SPIKE = 3
"""A peak so many times the average is a spike (rule of thumb of the catalogue)."""
ENOUGH = 1 - 1e-9
_ELSEWHERE = ("vendor_api", "managed")

_SALE = """\
sketchcheck: 1
name: Offers on sale day
brief: {maturity: production, qps_avg: 20, qps_peak: 200}
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: gateway, kind: api_gateway, name: Gateway}
  - {id: offers, kind: serving_endpoint, name: Offer model}
flows:
  - {from: shop, to: gateway, kind: request_response}
  - {from: gateway, to: offers, kind: request_response}
"""


class SpikesWithoutElasticity(Rule):
    """The load rises many times over, and a model that answers has a fixed or unstated number of instances.

    Passed is who scales by itself, stands behind a queue or a rate limit, or has instances for the peak.
    That nothing is said about scaling is the finding; a fixed number is judged only with its capacity.
    A language model that somebody else runs scales there.
    """

    code = "SCL002"
    name = "spikes-without-elasticity"
    category = "scalability"
    severity = "warning"
    maturity = "production"
    gate = "online"
    suppressed_by = ("SCL001",)
    message = (
        "Traffic {rise}. {serving} {lack}, and no queue or rate limit stands before it, so the spike becomes"
        " an outage."
    )
    why = "A spike is over before anybody has started a machine by hand."
    fix = "Let it scale by itself up to a stated number; limit each caller; queue what may wait."
    false_alarms = "A platform that scales unasked; state autoscaling."
    question = "Traffic is ten times the usual for twenty minutes. What happens in the first of them?"
    sources = (Source("SEED", "S7"), Source("SRE"), Source("AWSC", "4"))
    examples = (
        Bad(_SALE, at="offers", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Breaking news
brief: {maturity: production, spiky: true, qps_peak: 500}
components:
  - {id: site, kind: consumer_app}
  - {id: ranker, kind: ranking_stage, capacity_qps: 100, replicas: 2, autoscaling: false}
flows:
  - {from: site, to: ranker, kind: request_response}
""",
            at="ranker",
            fixed=True,
        ),
        Good(_SALE.replace("name: Offer model", "name: Offer model, autoscaling: true")),
        Good(
            _SALE.replace("kind: api_gateway", "kind: api_gateway, rate_limit: 5"),
            why="What is too much is turned away at the gateway.",
        ),
        Good(_SALE.replace("qps_avg: 20", "qps_avg: 100"), why="Twice the average is no spike."),
        Good(
            _SALE.replace("name: Offer model", "replicas: 3, capacity_qps: 100"),
            why="Three instances take the peak and 30 % more.",
        ),
        Good(
            _SALE.replace("name: Offer model", "autoscaling: false"),
            why="How much the fixed number takes is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Models of our own that answer, where traffic comes in spikes."""
        if not _rise(view):
            return []
        online = (one for one in answerers(view) if view.kind(one) in ONLINE | GENERATIVE)
        return [one for one in online if not _runs_elsewhere(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it grows, is spared, or is large enough."""
        scaling = view.value(place, "autoscaling")
        if scaling.value:
            return passed_by(scaling)
        if (view.upstream(place, CALL) | view.members([place])) & _sheds(view):
            return Passed()
        ratio = capacity_ratios(view).get(place)
        if ratio and ratio.ratio >= ENOUGH:
            return Passed("declaration")
        if scaling.value is False and ratio is None:
            unknown = view.brief.qps_peak is None
            return NotStated("qps_peak", "brief") if unknown else NotStated("capacity_qps", place)
        lack = "does not scale" if scaling.value is False else "does not state that it scales"
        return self.found(place, serving=view.title(place), rise=_rise(view), lack=lack)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that it scales; how far is for people to say."""
        mending = Mending(view)
        mending.state(finding.anchor, autoscaling=True)
        title = f"State that {view.title(finding.anchor)} scales by itself"
        return [mending.fix(title, "declared", complete=False)]


def _rise(view: View) -> str:
    """How traffic rises, in words; "" where it does not, or nobody says so."""
    peak, average = view.brief.qps_peak, view.brief.qps_avg
    if peak is not None and average and peak >= SPIKE * average:
        return f"peaks at {peak / average:,.3g} times the average"
    return "rises many times within minutes" if view.brief.spiky else ""


def _runs_elsewhere(view: View, model: str) -> bool:
    return bool(view.get(model, "external")) or view.get(model, "hosting") in _ELSEWHERE


def _sheds(view: View) -> Members:
    """Queues, and components that limit how often one caller may ask."""
    return view.once("sheds load", lambda: view.members(_shedding(view)))


def _shedding(view: View) -> Iterable[str]:
    yield from view.of_kind("queue")
    limits = view.of_kind("api_gateway", "serving_endpoint", *GENERATIVE)
    yield from (one for one in limits if view.get(one, "rate_limit") is not None)
