"""SRV006: nobody can start the service a second time, or tell whether it is well."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import answerers
from designer.model.kinds import SERVING

HOSTED = ("managed", "library")
"""Packagings whose health is looked after by the platform, or by the process around it."""

_TRANSLATE = """\
sketchcheck: 1
name: Translation
brief: {maturity: production}
components:
  - {id: web, kind: consumer_app, name: Web site}
  - {id: model, kind: serving_endpoint, name: Translator, packaging: container, health_check: true}
flows:
  - {from: web, to: model, kind: request_response}
"""


class NotPackagedForDeployment(Rule):
    """A service or batch job that answers is a bare process, or a service is not asked if it is well.

    Packaging that is not stated is a finding; a health check that is not stated is a question. Stricter
    words than the catalogue's would hit managed services and libraries, whose health others look after:
    they are asked for neither. What another company runs is not packaged by us.
    """

    code = "SRV006"
    name = "not-packaged-for-deployment"
    category = "serving"
    severity = "warning"
    maturity = "production"
    gate = "live"
    message = "{serving} {lack}. {follows}"
    why = "What was set up by hand cannot be set up again in a hurry, and fails without a witness."
    fix = "Ship it as an image or on a managed service, and let the platform ask it for its health."
    false_alarms = "A platform that packages and watches by itself; state packaging as managed."
    question = "A machine dies at the busiest hour. What starts the next one, and who knows when it is ready?"
    sources = (
        Source("SEED", "S7"),
        Source("AWSC", "4"),
        Source("BIG", "Docker"),
        Source("TFXD", "InfraValidator"),
    )
    examples = (
        Bad(_TRANSLATE.replace(", packaging: container", ""), at="model", fixed=True),
        Bad(_TRANSLATE.replace("health_check: true", "health_check: false"), at="model", fixed=True),
        Bad(_TRANSLATE.replace("packaging: container", "technology: flask"), at="model", fixed=True),
        Good(_TRANSLATE),
        Good(
            _TRANSLATE.replace(", packaging: container, health_check: true", ", technology: kubernetes"),
            why="The platform brings both.",
        ),
        Good(
            _TRANSLATE.replace("container, health_check: true", "managed"),
            why="A managed service looks after itself.",
        ),
        Good(
            _TRANSLATE.replace(", health_check: true", ""),
            why="Whether anything asks for its health is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Services and jobs of our own that answer somebody."""
        ours = (one for one in answerers(view) if view.kind(one) in SERVING and view.has(one, "packaging"))
        return [one for one in ours if not view.get(one, "external")]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it is packaged, and asked for its health."""
        packaging = view.value(place, "packaging")
        if packaging.value in (None, "bare"):
            lack = "does not state how it is packaged" if packaging.value is None else "is a bare process"
            return self._lacks(view, place, lack, "A new instance cannot be started the same way twice.")
        if packaging.value in HOSTED or not view.has(place, "health_check"):
            return passed_by(packaging)
        health = view.value(place, "health_check")
        if health.value is None:
            return NotStated("health_check", place)
        if health.value is False:
            return self._lacks(view, place, "has no health check", "A broken instance goes on being asked.")
        return passed_by(health)

    def _lacks(self, view: View, place: str, lack: str, follows: str) -> Finding:
        return self.found(place, serving=view.title(place), lack=lack, follows=follows)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that it is an image with a health check."""
        place = finding.anchor
        mending = Mending(view)
        bare = view.get(place, "packaging") in (None, "bare")
        checked = view.has(place, "health_check") and view.get(place, "health_check") is not True
        mending.state(place, packaging="container" if bare else None, health_check=checked or None)
        title = f"State that {view.title(place)} is shipped as an image and watched"
        return [mending.fix(title, "declared", complete=False)]
