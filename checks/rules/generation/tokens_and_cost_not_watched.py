"""GEN016: tokens and their cost are seen on the invoice only."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.guarding import hosting, told_of
from designer.model.edits.language import AddFlow
from designer.model.resolve import Origin

WATCHED = ("cost", "token_usage")
PAID_FOR = ("vendor_api", "managed")

_CALLS = """\
sketchcheck: 1
name: Summaries of calls
brief: {maturity: production}
components:
  - {id: centre, kind: consumer_app, name: Call centre, on_missing: hide}
  - {id: writer, kind: serving_endpoint, name: Summary writer}
  - {id: model, kind: llm_endpoint, name: Model, technology: openai, model_version: 2026-08-06}
  - {id: health, kind: metrics_monitor, name: Service health, watches: [latency, errors]}
  - {id: pager, kind: alerting, name: Pager}
flows:
  - {from: centre, to: writer, kind: request_response}
  - {from: writer, to: model, kind: request_response}
  - {from: writer, to: health, kind: metrics}
  - {from: health, to: pager, kind: alerts}
"""


class TokensAndCostNotWatched(Rule):
    """Nothing that hears of a paid language model, or of who calls it, watches tokens or cost.

    Any monitor or dashboard counts that gets metrics or records of the model, its callers, the gateways or
    guardrails before it, also by way of a store.
    """

    code = "GEN016"
    name = "tokens-and-cost-not-watched"
    category = "generation"
    severity = "advice"
    maturity = "production"
    gate = "generative"
    message = (
        "Nobody sees how many tokens {model} uses or what they cost. A prompt that grew, or a loop of"
        " retries, shows up on the invoice a month later."
    )
    why = "The cost of a language model follows every edit of a prompt, and no test fails when it doubles."
    fix = "Send token counts as metrics, watch them with the cost, and alert on the budget of a day."
    false_alarms = "Spending that finance watches in the vendor's own console; draw it as a dashboard."
    question = "Which feature spent most on the model last week?"
    sources = (
        Source("MLSDR-AI", "Observability"), Source("RAGDOC", "XI Generation"),
        Source("AGL", "AGENTCOST02-BP02"),
    )  # fmt: skip
    examples = (
        Bad(_CALLS, at="model", fixed=True),
        Bad(
            _CALLS.replace("technology: openai", "hosting: managed").replace(
                "  - {from: writer, to: health, kind: metrics}\n", ""
            ),
            at="model",
            fixed=True,
        ),
        Good(_CALLS.replace("[latency, errors]", "[latency, errors, token_usage]")),
        Good(
            _CALLS.replace("flows:\n", "  - {id: board, kind: dashboard, watches: [cost]}\nflows:\n")
            + "  - {from: model, to: board, kind: metrics}\n",
            why="A dashboard shows the cost.",
        ),
        Good(
            _CALLS.replace("technology: openai", "hosting: self_hosted"),
            why="Nobody is paid by the token.",
        ),
        Good(_CALLS.replace(", watches: [latency, errors]", ""), why="What it watches is a question."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Language models that are paid for by use."""
        return [one for one in view.of_kind("llm_endpoint") if hosting(view, one) in PAID_FOR]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether somebody watches what it uses."""
        told = told_of(view, place)
        for one in told:
            watches = view.value(one, "watches")
            if not set(WATCHED).isdisjoint(watches.value or ()):
                return Passed("structure" if watches.origin is Origin.STATED else "technology")
        if unclear := [one for one in told if view.get(one, "watches") is None]:
            return NotStated("watches", unclear[0])
        return self.found(place, where=told, model=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let the service monitor, drawn or new, watch tokens and cost."""
        mending = Mending(view)
        monitor = mending.monitor("metrics_monitor", WATCHED, like=finding.anchor)
        mending.connect(finding.anchor, monitor, "metrics")
        drawn = any(isinstance(edit, AddFlow) for edit in mending.edits)
        title = f"Watch the tokens and the cost of {view.title(finding.anchor)}"
        return [mending.fix(title, "structural" if drawn else "declared")]
