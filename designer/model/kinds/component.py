"""A component: what every box has, and what boxes on a request path have besides."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator

from designer.model.element import Element
from designer.model.kinds.shared import MeasuredLatency
from designer.model.properties import Property as P
from designer.model.values import Count, Id, Name, Number, Percent, Text


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Technologies = Annotated[tuple[Name, ...] | None, BeforeValidator(_as_tuple)]


class Component(Element):
    """A box of the design. `stage` and `label` belong to the kind; the rest is stated or None."""

    stage: ClassVar[str] = "any"
    label: ClassVar[str] = ""

    id: Id
    kind: str
    name: Annotated[Name | None, P("text", "What people call it.")] = None
    technology: Annotated[
        Technologies,
        P("technology", "The product or library it is built on; the first that sets a value wins."),
    ] = None
    zone: Annotated[Id | None, P("zone", "The zone it belongs to.")] = None
    owner: Annotated[Text | None, P("text", "The team that answers for it.")] = None
    team: Annotated[
        Text | None, P("text", "The team that runs it, where that is another than the zone's.", rare=True)
    ] = None
    status: Annotated[
        Literal["new", "existing", "later", "retiring"] | None,
        P(
            "choice",
            "Whether it is to be built, is there, comes later or goes away.",
            assumed="new",
            rare=True,
        ),
    ] = None
    external: Annotated[bool | None, P("bool", "Run by another company.", rare=True)] = None
    pii: Annotated[
        Literal["none", "pseudonymous", "personal", "sensitive"] | None,
        P("choice", "The most personal data that it holds or passes on.", label="Personal data", rare=True),
    ] = None
    slo_availability: Annotated[
        Percent | None, P("percent", "Share of the time it promises to answer, such as 99.9.", "%", rare=True)
    ] = None
    notes: Annotated[Text | None, P("long_text", "Anything worth saying about it.", rare=True)] = None
    origin: Annotated[Text | None, P("text", "Where an import found it.", rare=True)] = None

    @property
    def title(self) -> str:
        """The name to show: the stated one, or the id."""
        return self.name or self.id

    def stated(self) -> dict[str, Any]:
        """The flat mapping as the file holds it; a single technology stands without a list."""
        data = super().stated()
        technology = data.get("technology")
        if technology and len(technology) == 1:
            data["technology"] = technology[0]
        return data


class OnRequestPath(Component):
    """A component that takes part in answering a request, with what load and latency need."""

    latency_p99_ms: MeasuredLatency = None
    capacity_qps: Annotated[
        Number | None,
        P("number", "Requests that one instance can take.", "requests/s", "Capacity per instance"),
    ] = None
    replicas: Annotated[Count | None, P("integer", "Instances that run at once.", "instances", assumed=1)] = (
        None
    )
    autoscaling: Annotated[bool | None, P("bool", "Instances are added and removed with the load.")] = None
    max_replicas: Annotated[
        Count | None, P("integer", "Most instances that autoscaling may start.", "instances")
    ] = None
    calls_per_request: Annotated[
        Number | None, P("number", "How often one request of the caller calls it.", "calls", assumed=1)
    ] = None
