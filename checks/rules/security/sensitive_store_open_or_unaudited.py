"""SEC004: a store of sensitive data that everybody may read, or of whose readers nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.purpose import asked_maturity
from designer.graph.questions import records_of

STORES = ("raw_store", "warehouse", "prediction_store", "log_store", "vector_index")
"""Stores that state who may read them."""

_HEALTH = """\
sketchcheck: 1
name: Health records
components:
  - {id: records, kind: data_source, name: Records}
  - {id: lake, kind: raw_store, name: Lake, pii: sensitive, retention_days: 365, access: open}
  - {id: train, kind: training, name: Training}
  - {id: log, kind: log_store, name: Access log, access: restricted}
flows:
  - {from: records, to: lake, kind: batch_data}
  - {from: lake, to: train, kind: batch_data}
"""
_AUDITED = _HEALTH.replace("access: open", "access: restricted").replace(
    "components:", "brief: {maturity: production}\ncomponents:"
)


class SensitiveStoreOpenOrUnaudited(Rule):
    """A store states sensitive data, or personal data under a law, and is open or keeps no record of readers.

    The record of readers is asked for from maturity production on, as it is stated in the brief. Other
    than in the catalogue, a finding on personal data that spread does not silence this one: that a store
    is open to everybody is another cause than how long it keeps its records.
    """

    code = "SEC004"
    name = "sensitive-store-open-or-unaudited"
    category = "security"
    severity = "error"
    gate = "has_model"
    message = "{store} holds {pii} data and {problem}."
    why = "Whoever cannot say who has read such data cannot show that nobody did who must not."
    fix = "Restrict who may read it, and record who read what in a log that its readers cannot change."
    false_alarms = "Reads that the platform records by itself; draw that log."
    question = "Who read this table last week, and where would you look?"
    sources = (Source("MLSDR", "Critical 7"), Source("OWL", "LLM02"))
    examples = (
        Bad(_HEALTH, at="lake", fixed=True),
        Bad(_AUDITED, at="lake", fixed=True),
        Bad(
            _HEALTH.replace("pii: sensitive", "pii: personal").replace(
                "components:", "brief: {regulated: [privacy]}\ncomponents:"
            ),
            at="lake",
            fixed=True,
        ),
        Good(_HEALTH.replace("access: open", "access: restricted"), why="Only those who need it read it."),
        Good(
            _AUDITED + "  - {from: lake, to: log, kind: logs, label: who read what, redacted: true}\n",
            why="Each read is recorded elsewhere.",
        ),
        Good(_HEALTH.replace(", access: open", ""), why="Who may read it is a question."),
        Good(_HEALTH.replace("pii: sensitive", "pii: pseudonymous"), why="Nobody is named in it."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Stores that state data which a law or common sense protects."""
        guarded = ("personal", "sensitive") if view.brief.regulated else ("sensitive",)
        stated = view.stating("pii")
        return [one for one in view.of_kind(*STORES) if stated.get(one) in guarded]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it is restricted, and its readers are recorded where that is asked."""
        access = view.get(place, "access")
        problems = ["can be read by everybody"] if access == "open" else []
        if asked_maturity(view) == "production" and not records_of(view, place):
            problems.append("keeps no record of who read it")
        if problems:
            pii = view.get(place, "pii")
            return self.found(place, store=view.title(place), pii=pii, problem=" and ".join(problems))
        return Passed("declaration") if access else NotStated("access", place)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Restrict it; and lead a record of its readers to another log store."""
        store, title = finding.anchor, view.title(finding.anchor)
        restricted, both = Mending(view), Mending(view)
        for mending in (restricted, both):
            if view.get(store, "access") != "restricted":
                mending.state(store, access="restricted")
        logs = [one for one in view.of_kind("log_store") if one != store]
        log = logs[0] if logs else both.add("log_store", "Access log", like=store, access="restricted")
        both.connect(store, log, "logs", label="who read what", timestamped=True, redacted=True)
        fixes = [both.fix(f"Restrict {title} and record who reads it", "mixed", complete=False)]
        if asked_maturity(view) != "production":
            fixes.insert(0, restricted.fix(f"Restrict who may read {title}", "declared"))
        return fixes
