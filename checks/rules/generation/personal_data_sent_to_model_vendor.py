"""GEN013: personal data leave the company inside prompts."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.guarding import guards_around, hosting
from designer.graph.prompting import (
    personal_data_into,
    surely_unfiltered_into,
    unfiltered_into,
    vague_filters,
)
from designer.graph.questions import titles
from designer.model.edits.language import AddComponent, InsertOnFlow
from designer.model.flow import CALL, Flow
from designer.model.matrix import is_legal

_INTO = (*sorted(CALL), "predictions")
FILTER = "Personal data filter"
"""The name of the guardrail that a fix adds."""
_FILTERS = {"position": ["input"], "checks": ["pii"], "on_fail": "redact"}
_HARMLESS = ("none", "pseudonymous")
_WHAT = {
    "trained_on": "the vendor trains on what it is sent, so it may come out again in answers to others",
    "retained": "the vendor keeps what it is sent",
    "none": "the call is not encrypted",
    None: "the design does not say whether the vendor keeps it",
}
"""What makes matters worse, by what the vendor does with what it is sent."""

_DESK = """\
sketchcheck: 1
name: Draft answers to support tickets
components:
  - {id: desk, kind: consumer_app, name: Help desk, on_missing: hide}
  - {id: writer, kind: serving_endpoint, name: Draft writer}
  - {id: tickets, kind: data_source, name: Tickets, pii: personal}
  - {id: model, kind: llm_endpoint, name: Vendor model, hosting: vendor_api}
flows:
  - {from: desk, to: writer, kind: request_response}
  - {from: writer, to: tickets, kind: request_response}
  - {from: writer, to: model, kind: request_response}
"""
_SEARCHED = """\
sketchcheck: 1
name: Search in patient letters
components:
  - {id: ward, kind: consumer_app, name: Ward screen, pii: sensitive, on_missing: hide}
  - {id: filter, kind: guardrail, name: Name filter, position: [input], checks: [pii], on_fail: redact}
  - {id: search, kind: serving_endpoint, name: Letter search}
  - {id: finder, kind: retriever, name: Finder}
  - {id: letters, kind: vector_index, name: Letters, pii: sensitive}
  - {id: model, kind: llm_endpoint, name: Model, technology: openai}
flows:
  - {from: ward, to: filter, kind: request_response}
  - {from: filter, to: search, kind: request_response}
  - {from: search, to: finder, kind: request_response}
  - {from: finder, to: letters, kind: request_response}
  - {from: search, to: model, kind: request_response}
"""


class PersonalDataSentToModelVendor(Rule):
    """Text with personal data gets into the prompts of another company's model, unfiltered and unagreed.

    What gets into a prompt is followed back from the model: who calls it, what the callers look up, and
    what fills that. A guardrail for personal data on the way ends the way; so do a redacted flow and a
    component that states `pii: none`. One that the caller asks beside the model counts too. What the
    vendor does with prompts is asked for at once, as the message of the catalogue has it; whether the
    call is encrypted only remains a question, because a vendor's interface hardly ever is not. Logs are
    left out: they hold more than prompts do.
    """

    code = "GEN013"
    name = "personal-data-sent-to-model-vendor"
    category = "generation"
    severity = "error"
    gate = "generative"
    message = "Prompts to {model} contain {pii} data from {source}. {filtered}, and {what}."
    why = "What has left the company in a prompt cannot be called back, corrected or erased."
    fix = (
        "Take personal data out before the call, or agree that the vendor neither keeps prompts nor trains"
        " on them and state it (provider_data_use: none), or run the model yourself."
    )
    false_alarms = "Text from which personal data were taken before; mark that flow as redacted."
    question = "A customer asks to be deleted. What does the vendor of the model still hold about them?"
    sources = (
        Source("OWL", "LLM02"), Source("RAGDOC", "I.vi"), Source("MLSDR", "Critical 7"),
        Source("GAL", "GENSEC04 (title)"),
    )  # fmt: skip
    examples = (
        Bad(_DESK, at="model", fixed=True),
        Bad(_SEARCHED, at="model", fixed=True),
        Bad(
            _SEARCHED.replace("openai}", "openai, provider_data_use: trained_on}").replace(
                "pii: sensitive}", "pii: none}"
            ),
            at="model",
        ),
        Bad(
            _DESK.replace("from: writer, to: model", "from: check, to: model").replace(
                "flows:\n",
                "  - {id: check, kind: guardrail, name: Topic check, checks: [topic], on_fail: block}\n"
                "flows:\n  - {from: writer, to: check, kind: request_response}\n",
            ),
            at="model",
            fixed=True,
        ),
        Good(
            _DESK.replace("vendor_api}", "vendor_api, provider_data_use: none}").replace(
                "to: model, kind: request_response", "to: model, kind: request_response, encrypted: true"
            ),
            why="The vendor keeps nothing, and the call is encrypted.",
        ),
        Good(_DESK.replace("vendor_api", "self_hosted"), why="The text stays in the house."),
        Good(
            _DESK.replace(
                "to: tickets, kind: request_response", "to: tickets, kind: request_response, redacted: true"
            ),
            why="Names are taken out before the tickets are read.",
        ),
        Good(
            _SEARCHED.replace("Letters, pii: sensitive", "Letters, pii: pseudonymous"),
            why="What the ward types is filtered, and the letters carry no names.",
        ),
        Good(_DESK.replace(", pii: personal", ""), why="Nothing is said to be personal."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Models of vendors, and those of which nobody says who runs them, that are sent personal data."""
        models = [one for one in view.of_kind("llm_endpoint") if hosting(view, one) in ("vendor_api", None)]
        return [one for one in models if personal_data_into(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether personal data are taken out, or the vendor keeps nothing."""
        if view.get(place, "pii") in _HARMLESS:
            return Passed("declaration")
        use = view.value(place, "provider_data_use")
        leaking = unfiltered_into(view, place)
        if not leaking and use.value != "trained_on":
            return Passed()
        if hosting(view, place) is None:
            return NotStated("hosting", place)
        if use.value == "none":
            unsafe = _not_encrypted(view, place)
            if unsafe is None:
                return passed_by(use)
            if getattr(unsafe, "encrypted", None) is None:
                return NotStated("encrypted", unsafe.id)
        vague = vague_filters(view) & guards_around(view, place)
        if use.value != "trained_on" and vague and not surely_unfiltered_into(view, place):
            return NotStated("checks", next(iter(vague)))
        return self._finding(view, place, leaking, use.value)

    def _finding(self, view: View, model: str, leaking: Members, use: str | None) -> Finding:
        origins = leaking or personal_data_into(view, model)
        named = sorted(origins, key=lambda one: (view.kind(one) != "data_source", one))
        return self.found(
            model,
            where=named,
            flows=[flow.id for flow in view.into(model, *_INTO)],
            model=view.title(model),
            pii="sensitive" if any(view.get(one, "pii") == "sensitive" for one in origins) else "personal",
            source=titles(view, named, 2),
            filtered="Nothing takes it out" if leaking else "No filter finds everything",
            what=_WHAT[use],
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Filter what is sent to the model; or state that the vendor keeps nothing."""
        model = finding.anchor
        filtered, agreed = _filtered(view, model), Mending(view)
        if view.get(model, "provider_data_use") in (None, "none"):
            agreed.state(model, provider_data_use="none")
            for flow in view.into(model, CALL):
                agreed.state(flow.id, encrypted=True)
        title = view.title(model)
        added = any(isinstance(one, AddComponent | InsertOnFlow) for one in filtered.edits)
        filter_it = filtered.fix(
            f"Take personal data out before {title} is called", "structural" if added else "declared"
        )
        agree = agreed.fix(f"State that the vendor of {title} keeps nothing", "declared", complete=False)
        offered = ((filtered, filter_it), (agreed, agree))
        return [fix for mending, fix in offered if fix.edits and self._mended(mending, model)]

    def _mended(self, mending: Mending, model: str) -> bool:
        return isinstance(self.judge(mending.after(), model), Passed)


def _not_encrypted(view: View, model: str) -> Flow | None:
    """A call of the model that is not encrypted, else one that does not say so."""
    calls = [flow for flow in view.into(model, CALL) if not getattr(flow, "encrypted", None)]
    return min(calls, key=lambda flow: (getattr(flow, "encrypted", None) is None, flow.id), default=None)


def _filtered(view: View, model: str) -> Mending:
    """A filter for all that is sent to the model: a guardrail before it that is drawn, or a new one.

    A caller asks the new one beside the model, so that its own calls stay as they are; where a sender
    cannot ask anything, the filter is put in the way.
    """
    mending = Mending(view)
    new = None
    for flow in view.into(model, *_INTO):
        if view.kind(flow.source) == "guardrail":
            _extend(mending, flow.source)
        elif flow.kind == "predictions" or not is_legal(
            view.kind(flow.source), "request_response", "guardrail"
        ):
            mending.insert(flow.id, "guardrail", FILTER, **_FILTERS)
        else:
            new = new or mending.add("guardrail", FILTER, like=flow.source, **_FILTERS)
            mending.connect(flow.source, new, "request_response")
    return mending


def _extend(mending: Mending, guard: str) -> None:
    view = mending.view
    checks, position = view.get(guard, "checks") or (), view.get(guard, "position")
    if "pii" not in checks:
        mending.state(guard, checks=[*checks, "pii"])
    if position is not None and "input" not in position:
        mending.state(guard, position=[*position, "input"])
    if view.get(guard, "on_fail") == "warn":
        mending.state(guard, on_fail="redact")
