"""TRN003: code that goes live and that nobody else has read."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning_time import fed_trainings
from designer.graph.purpose import asked_maturity
from designer.model.flow import DATA, flow_id

_PARTS = """\
sketchcheck: 1
name: Leads
brief: {maturity: MATURITY}
components:
  - {id: crm, kind: warehouse, name: CRM}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train, form: FORM}
  - {id: repo, kind: code_repo, name: Code}
  - {id: builds, kind: ci_cd, name: Builds, tests: [unit, data]}
flows:
  - {from: crm, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
"""


def _design(form: str = "pipeline", flow: str = "", maturity: str = "production") -> str:
    return _PARTS.replace("FORM", form).replace("MATURITY", maturity) + flow


_TIED = "  - {from: repo, to: builds, kind: control, purpose: deploy}\n"


class TrainingCodeUnreviewed(Rule):
    """A training or feature pipeline runs from a notebook; or, in production, no repository stands behind it.

    Any repository that a build reads stands behind all code, as in the catalogue. Where none does, that is
    one cause, so it is said at the trainings and not again at every feature pipeline.
    """

    code = "TRN003"
    name = "training-code-unreviewed"
    category = "training"
    severity = "warning"
    gate = "trained"
    message = (
        "{component} {how}. A change can reach the live model that nobody else has read, and that nobody can"
        " take back."
    )
    why = "What is not in version control cannot be reviewed, tested before it runs, or rolled back."
    fix = "Keep the code in a repository whose changes are reviewed and built, and run it as a pipeline step."
    false_alarms = "Notebooks that are reviewed and run by a pipeline; state form: pipeline."
    question = "Who besides its author has read the code that made the live model?"
    sources = (
        Source("MLTS", "Model1"), Source("SE4", "11"), Source("SHA", "5.1.1.2"), Source("AZM", "L1"),
        Source("SEED", "S7"),
    )  # fmt: skip
    examples = (
        Bad(_design("notebook", _TIED, "design"), at="train", fixed=True),
        Bad(_design(), at="train", fixed=True),
        Bad(
            _design(flow=_TIED).replace("name: Features", "name: Features, form: notebook"),
            at="features",
            fixed=True,
        ),
        Good(_design(flow=_TIED), why="What runs is built from the repository."),
        Good(
            _design(flow="  - {from: repo, to: train, kind: control, purpose: deploy}\n"),
            why="The training is deployed from the repository.",
        ),
        Good(_design(maturity="design"), why="How code is kept is asked of a design for production."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Notebooks that have data; in production all trainings, and all pipelines once code is built."""
        production = asked_maturity(view) == "production"
        pipelines = [one for one in view.of_kind("feature_pipeline") if view.into(one, DATA)]
        for one in (*fed_trainings(view), *pipelines):
            asked = view.kind(one) == "training" or _is_built(view)
            if (production and asked) or view.get(one, "form") == "notebook":
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it is code that others read before it runs."""
        form = view.value(place, "form")
        if form.value == "notebook":
            return self.found(place, component=view.title(place), how="runs from a notebook")
        if _is_built(view) or _comes_from_repo(view, place):
            return Passed()
        how = "is tied to no repository from which it is built"
        return self.found(place, where=view.of_kind("code_repo"), component=view.title(place), how=how)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead code from the repository by way of the build; a notebook must also become a pipeline step."""
        place, title = finding.anchor, view.title(finding.anchor)
        mending = Mending(view)
        notebook = view.get(place, "form") == "notebook"
        if notebook:
            mending.state(place, form="pipeline")
        if not _is_built(view):
            _draw_build(mending, place)
        elif notebook:
            words = f"State that {title} is a pipeline step built from the repository"
            return [mending.fix(words, "declared", complete=False)]
        words = f"Build {title} from a repository"
        return [mending.fix(words, "mixed" if notebook else "structural", complete=not notebook)]


def _is_built(view: View) -> bool:
    """Whether some repository is joined to a build."""
    return view.once(
        "repository is built", lambda: any(_joined(view, one) for one in view.of_kind("code_repo"))
    )


def _joined(view: View, repo: str) -> bool:
    near = [*view.targets(repo), *view.sources(repo)]
    return any(view.kind(one) == "ci_cd" for one in near)


def _comes_from_repo(view: View, place: str) -> bool:
    near = [*view.sources(place), *view.targets(place)]
    return any(view.kind(one) == "code_repo" for one in near)


def _draw_build(mending: Mending, place: str) -> None:
    repo = mending.existing("code_repo") or mending.add("code_repo", like=place)
    build = mending.existing("ci_cd") or mending.add("ci_cd", like=place)
    for source, target in ((repo, build), (build, place)):
        if flow_id(source, target, "control") not in mending.design.flows:
            mending.connect(source, target, "control", purpose="deploy")
