"""Stage 8: records, measurements and who is told."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds import shared as s
from designer.model.kinds.component import Component
from designer.model.properties import Property as P
from designer.model.values import Text


class ObserveStage(Component):
    """What the kinds of this stage share."""

    stage: ClassVar[str] = "observe"


class LogStore(ObserveStage):
    """Keeps predictions, decisions and pipeline steps."""

    label: ClassVar[str] = "Log store"
    kind: Literal["log_store"] = "log_store"
    retention_days: s.RetentionDays = None
    redaction: Annotated[bool | None, P("bool", "Personal data is removed before it is kept.")] = None
    access: s.Access = None


class MetricsMonitor(ObserveStage):
    """Watches the health of services, jobs and data arrival."""

    label: ClassVar[str] = "Service monitor"
    kind: Literal["metrics_monitor"] = "metrics_monitor"
    watches: s.Watches = None


class QualityMonitor(ObserveStage):
    """Watches live quality against outcomes and the business number."""

    label: ClassVar[str] = "Quality monitor"
    kind: Literal["quality_monitor"] = "quality_monitor"
    watches: s.Watches = None
    sliced_by: Annotated[tuple[Text, ...] | None, P("list", "Groups that are watched apart.")] = None
    judge: s.Judge = None
    judge_calibrated: s.JudgeCalibrated = None


class DriftMonitor(ObserveStage):
    """Watches the distributions of features and predictions."""

    label: ClassVar[str] = "Drift monitor"
    kind: Literal["drift_monitor"] = "drift_monitor"
    watches: s.Watches = None
    reference: Annotated[
        Literal["training", "validation", "previous_period"] | None,
        P("choice", "What today's data are compared with."),
    ] = None
    alert_policy: Annotated[
        Literal["any_feature", "share_of_features", "top_importance", "model_impact"] | None,
        P("choice", "When drift is worth an alert."),
    ] = None


class Alerting(ObserveStage):
    """Tells a person."""

    label: ClassVar[str] = "Alerting"
    kind: Literal["alerting"] = "alerting"
    oncall: Annotated[Text | None, P("text", "The team that is woken up.", label="On call")] = None
    runbook: Annotated[Text | None, P("text", "Link to what to do.")] = None


class Dashboard(ObserveStage):
    """For people who look."""

    label: ClassVar[str] = "Dashboard"
    kind: Literal["dashboard"] = "dashboard"
    audience: Annotated[Literal["operators", "team", "business"] | None, P("choice", "Who looks at it.")] = (
        None
    )
    watches: s.Watches = None


KINDS = (LogStore, MetricsMonitor, QualityMonitor, DriftMonitor, Alerting, Dashboard)
