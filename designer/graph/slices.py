"""Groups that most models of a task serve unequally; proposed, never assumed."""

from __future__ import annotations

from designer.graph.view import View

_CUSTOMERS = ("new customers", "known customers")
_CHOICE = ("new users", "known users", "new items")
_GROUPS: dict[str | None, tuple[str, ...]] = {
    **dict.fromkeys(("ranking", "recommendation", "search", "ads"), _CHOICE),
    **dict.fromkeys(("fraud", "risk_scoring", "credit_scoring", "churn"), _CUSTOMERS),
    **dict.fromkeys(("forecasting", "pricing"), ("short histories", "long histories")),
}
_ANY = ("new cases", "known cases")


def usual_groups(view: View) -> tuple[str, ...]:
    """The groups to judge apart where nobody has named others."""
    return _GROUPS.get(view.brief.ml_task, _ANY)


def does_grave_harm(view: View) -> bool:
    """Whether the brief says that wrong answers do much harm, so that an average is not enough."""
    return view.brief.harm is not None and view.brief.harm.level == "high"
