"""Rules of other distributions: found by entry point; what does not fit is told and hides nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.loading import FOREIGN_CODE, foreign_rules
from checks.registry import all_rules, unloaded

RULE = '''
from checks.finding import Passed
from checks.rule import Bad, Good, Rule

DESIGN = "sketchcheck: 1\\ncomponents:\\n  - {id: a, kind: training}\\n"


class Touchy(Rule):
    """Speaks of every training."""

    code = "HOUSE001"
    name = "touchy"
    category = "training"
    severity = "advice"
    message = "{what} is there."
    why = "To test."
    fix = "Nothing."
    examples = (Bad(DESIGN, at="a"), Good(DESIGN))

    def places(self, view):
        return view.of_kind("training")

    def judge(self, view, place):
        return self.found(place, what=view.title(place))
'''
CITING = RULE.replace("    message", '    sources = (Source("XYZ"),)\n    message').replace(
    "from checks.rule", "from checks.sources import Source\nfrom checks.rule"
)
OWN = dict(all_rules())
DESIGN = """\
sketchcheck: 1
components:
  - {id: fit, kind: training, name: Fit}
"""
Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path) -> Install:
    """Make a distribution with one module of rules; give the folder that must be on the path."""
    site = tmp_path / "site"

    def make(name: str, text: str) -> Path:
        info = site / f"{name}-1.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[sketchcheck.rules]\nx = {name}_rules\n", "utf-8")
        (site / f"{name}_rules.py").write_text(text, "utf-8")
        return site

    return make


def sketchcheck(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with what is installed in a folder, on a design of one training."""
    (site.parent / "one.design.yaml").write_text(DESIGN, "utf-8")
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((root, str(site)))}
    command = [sys.executable, "-m", "sketchcheck", *arguments]
    return subprocess.run(
        command, cwd=site.parent, env=environment, capture_output=True, text=True, check=False
    )


def loaded(monkeypatch: pytest.MonkeyPatch, site: Path) -> tuple[list[str], dict[str, str]]:
    """The codes of foreign rules, and by package why something was left out."""
    monkeypatch.syspath_prepend(str(site))
    rules, left_out = foreign_rules(OWN)
    for name in [one for one in sys.modules if one.endswith("_rules")]:
        del sys.modules[name]
    return list(rules), {one.name: one.why for one in left_out}


def test_an_installed_rule_speaks_and_explains_itself(install: Install) -> None:
    """As if it were ours."""
    site = install("house", RULE)
    done = sketchcheck(site, "check", "one.design.yaml", "--select", "HOUSE", "--fail-on", "advice")

    assert done.returncode == 1
    assert "HOUSE001@fit touchy" in done.stdout
    assert "HOUSE001 touchy" in sketchcheck(site, "rules", "touchy").stdout


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import not_there\n", "No module named 'not_there'"),
        ("raise SystemExit(3)\n", "SystemExit: 3"),
        ("def broken(:\n", "SyntaxError"),
        (RULE.replace("HOUSE001", "LOG001"), "LOG001 is the code of the rule predictions-not-logged"),
        (RULE.replace("HOUSE001", "LOG901"), "the code 'LOG901' is not four to seven capital letters"),
        (RULE.replace('"touchy"', '"predictions-not-logged"'), "another rule is named predictions-not"),
        (RULE.replace('"training"\n    sev', '"trianing"\n    sev'), "its category 'trianing' is none of"),
        (RULE.replace('"advice"', '"fatal"'), "its severity 'fatal' is none of advice, error, warning"),
        (RULE.replace("    why =", "    reason ="), "it states no why"),
        (RULE.replace(", Good(DESIGN)", ","), "it has no bad and no good example"),
        (CITING, "no work has the key 'XYZ'"),
        (RULE.replace("def judge", "def jugde"), "abstract"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_left_out_and_told(
    install: Install, monkeypatch: pytest.MonkeyPatch, text: str, why: str
) -> None:
    """With the name of the package; another package is loaded all the same."""
    install("fine", RULE.replace("HOUSE001", "FINE001").replace('"touchy"', '"fine"'))
    codes, left_out = loaded(monkeypatch, install("broken", text))

    assert codes == ["FINE001"]
    assert why in left_out["broken"]
    assert "Mend or uninstall broken." in left_out["broken"]


def test_two_packages_with_one_code(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first by name has it, whatever the order on the disk; the other is told."""
    install("zebra", RULE.replace('"touchy"', '"striped"'))
    codes, left_out = loaded(monkeypatch, install("ape", RULE))

    assert codes == ["HOUSE001"]
    assert left_out == {
        "zebra": "cannot load Touchy: because HOUSE001 is the code of the rule touchy."
        " Mend or uninstall zebra."
    }


@pytest.mark.parametrize(
    ("judge", "why"),
    [
        ("raise RuntimeError(place)", "RuntimeError: fit"),
        ('return view.get(place, "onwer")', "cannot read the property 'onwer': because no kind of"),
        ('return view.has(place, "onwer")', "Did you mean owner?"),
        ('return view.brief_value("onwer")', "because no brief has it"),
        ('return view.of_kind("trainnig")', "no such kind of component. Did you mean training?"),
        ('return view.into(place, "feature")', "no such kind of flow. Did you mean features?"),
        ("return None", "judge gives None for fit, which is no verdict"),
        ('return self.found("nowhere", what="x")', "'nowhere', which is no element of the design"),
        ('return self.found(place, where=["gone"], what="x")', "'gone', which is no element"),
        ("return self.found(place)", "KeyError: 'what'"),
    ],
)
def test_a_rule_that_breaks_is_named_and_hides_nothing(install: Install, judge: str, why: str) -> None:
    """With exit code 2; what other rules find is there."""
    install("fine", RULE.replace("HOUSE001", "FINE001").replace('"touchy"', '"fine"'))
    site = install("broken", RULE.replace("return self.found(place, what=view.title(place))", judge))
    told = sketchcheck(site, "check", "one.design.yaml", "--format", "json")

    assert told.returncode == 2
    report = json.loads(told.stdout)
    assert [(one["code"], one["name"]) for one in report["rules"]["failed"]] == [("HOUSE001", "touchy")]
    assert why in report["rules"]["failed"][0]["why"]
    assert "FINE001@fit" in {one["id"] for one in report["findings"]}


def test_a_fix_that_breaks_is_named(install: Install) -> None:
    """Before a report is written, and not while it is."""
    site = install("broken", RULE + "\n    def fixes(self, finding, view):\n        return [1 / 0]\n")
    done = sketchcheck(site, "check", "one.design.yaml", "--select", "HOUSE001", "--select", "GRF001")

    assert done.returncode == 2
    assert "HOUSE001 touchy could not run: ZeroDivisionError" in done.stdout
    assert "Nothing found by what could run." in done.stdout


def test_settings_of_a_package_that_cannot_be_loaded_do_not_stop_the_check(install: Install) -> None:
    """The package is told, once, with exit code 2; a misspelled code of ours is a mistake as before."""
    site = install("broken", "import not_there\n")
    settings = site.parent / "sketchcheck.toml"
    settings.write_text('ignore = ["HOUSE"]\n[severity]\nHOUSE001 = "error"\n', "utf-8")
    done = sketchcheck(site, "check", "one.design.yaml")

    assert done.returncode == 2
    assert "broken could not run: cannot load broken_rules" in " ".join(done.stdout.split())
    assert "Score" in done.stdout

    settings.write_text('ignore = ["LOGG001", "XYZ"]\n', "utf-8")
    assert "no rule's code begins with" in sketchcheck(site, "check", "one.design.yaml").stderr


def test_the_list_of_rules_says_what_is_missing(install: Install) -> None:
    """After the list."""
    done = sketchcheck(install("broken", "import not_there\n"), "rules")

    assert done.returncode == 2
    assert "LOG001" in done.stdout
    assert "broken: cannot load broken_rules" in done.stderr


def test_none_of_ours_can_be_taken_for_a_foreign_one() -> None:
    """Ours have three letters, and here nothing else is installed."""
    assert not [code for code in OWN if FOREIGN_CODE.fullmatch(code)]
    assert unloaded() == ()
