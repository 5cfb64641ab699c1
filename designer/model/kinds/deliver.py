"""Stage 9: how changes get there; and the kind that stands for anything else."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds.component import Component
from designer.model.properties import Property as P
from designer.model.values import Count, Text

PipelineTest = Literal["unit", "data", "model_sanity", "integration", "infra_compat", "load", "security"]


class DeliverStage(Component):
    """What the kinds of this stage share."""

    stage: ClassVar[str] = "deliver"


class CodeRepo(DeliverStage):
    """Source control and review."""

    label: ClassVar[str] = "Code repository"
    kind: Literal["code_repo"] = "code_repo"


class CiCd(DeliverStage):
    """Builds, tests and deploys."""

    label: ClassVar[str] = "CI/CD"
    kind: Literal["ci_cd"] = "ci_cd"
    tests: Annotated[tuple[PipelineTest, ...] | None, P("set", "What is tested before a release.")] = None
    environments: Annotated[tuple[Text, ...] | None, P("list", "Where a release goes, in order.")] = None


class Orchestrator(DeliverStage):
    """Schedules and retries pipelines."""

    label: ClassVar[str] = "Orchestrator"
    kind: Literal["orchestrator"] = "orchestrator"
    retries: Annotated[Count | None, P("integer", "How often a failed step is tried again.", "times")] = None


class Other(Component):
    """Anything that the other kinds do not name; every flow may touch it, only graph rules speak of it."""

    label: ClassVar[str] = "Other"
    kind: Literal["other"] = "other"
    what: Annotated[Text | None, P("text", "What it is.")] = None


KINDS = (CodeRepo, CiCd, Orchestrator, Other)
