"""Which rule serves which item of two published lists, and what is not covered, with the reason.

What serves an item is derived from the sources that the rules cite, so this can claim no more than they do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checks.registry import all_rules


@dataclass(frozen=True, slots=True)
class Coverage:
    """An item of a list: its number there, its title, the codes of the rules that cite it, why none does."""

    number: str
    title: str
    codes: tuple[str, ...]
    why_not: str = ""


ML_TEST_SCORE = {
    "Data1": "Feature expectations are captured in a schema",
    "Data2": "All features are beneficial",
    "Data3": "No feature's cost is too much",
    "Data4": "Features adhere to meta-level requirements",
    "Data5": "The data pipeline has appropriate privacy controls",
    "Data6": "New features can be added quickly",
    "Data7": "All input feature code is tested",
    "Model1": "Every model specification is reviewed and checked in",
    "Model2": "Offline proxy metrics correlate with online impact metrics",
    "Model3": "All hyperparameters have been tuned",
    "Model4": "The impact of model staleness is known",
    "Model5": "A simpler model is not better",
    "Model6": "Model quality is sufficient on important slices",
    "Model7": "The model is tested for considerations of inclusion",
    "Infra1": "Training is reproducible",
    "Infra2": "Model specification code is unit tested",
    "Infra3": "The full pipeline is integration tested",
    "Infra4": "Model quality is validated before serving",
    "Infra5": "The model is debuggable step by step",
    "Infra6": "Models are canaried before serving",
    "Infra7": "Serving models can be rolled back",
    "Monitor1": "Dependency changes result in notification",
    "Monitor2": "Data invariants hold in training and serving inputs",
    "Monitor3": "Training and serving are not skewed",
    "Monitor4": "Models are not too stale",
    "Monitor5": "Models are numerically stable",
    "Monitor6": "Computing performance has not regressed",
    "Monitor7": "Prediction quality has not regressed",
}
"""The 28 tests of Breck et al. (2017), by their titles."""

RULES_OF_ML = {
    "1": "Don't be afraid to launch a product without machine learning",
    "2": "First, design and implement metrics",
    "3": "Choose machine learning over a complex heuristic",
    "4": "Keep the first model simple and get the infrastructure right",
    "5": "Test the infrastructure independently from the machine learning",
    "6": "Be careful about dropped data when copying pipelines",
    "7": "Turn heuristics into features, or handle them externally",
    "8": "Know the freshness requirements of your system",
    "9": "Detect problems before exporting models",
    "10": "Watch for silent failures",
    "11": "Give feature columns owners and documentation",
    "12": "Don't overthink which objective you choose to directly optimize",
    "13": "Choose a simple, observable and attributable metric for your first objective",
    "14": "Starting with an interpretable model makes debugging easier",
    "15": "Separate spam filtering and quality ranking in a policy layer",
    "16": "Plan to launch and iterate",
    "17": "Start with directly observed and reported features",
    "18": "Explore with features of content that generalize across contexts",
    "19": "Use very specific features when you can",
    "20": "Combine and modify existing features in human-understandable ways",
    "21": "The weights you can learn in a linear model grow with the data you have",
    "22": "Clean up features you are no longer using",
    "23": "You are not a typical end user",
    "24": "Measure the delta between models",
    "25": "When choosing models, utilitarian performance trumps predictive power",
    "26": "Look for patterns in the measured errors, and create new features",
    "27": "Try to quantify observed undesirable behavior",
    "28": "Identical short-term behavior does not imply identical long-term behavior",
    "29": "Save the features used at serving time, and use them at training time",
    "30": "Importance-weight sampled data, don't arbitrarily drop it",
    "31": "A table joined at training and serving time may change in between",
    "32": "Re-use code between your training pipeline and your serving pipeline",
    "33": "Test a model on data from after the data it was trained on",
    "34": "Make small short-term sacrifices in performance for very clean data",
    "35": "Beware of the inherent skew in ranking problems",
    "36": "Avoid feedback loops with positional features",
    "37": "Measure training/serving skew",
    "38": "Don't waste time on new features if unaligned objectives are the issue",
    "39": "Launch decisions are a proxy for long-term product goals",
    "40": "Keep ensembles simple",
    "41": "When performance plateaus, look for qualitatively new sources of information",
    "42": "Diversity, personalization and relevance correlate less with popularity than you think",
    "43": "Your friends tend to be the same across products, your interests not",
}
"""The 43 rules of Zinkevich, by their titles, the long ones shortened."""

_FEATURES = "about the choice of single features; a drawing shows pipelines, not columns"
_HABITS = "about how a team works; nothing in a drawing shows it"
_WHY_NOT = {
    ("MLTS", "Data2"): "whether each feature helps comes out of experiments; a drawing does not hold them",
    ("MLTS", "Data6"): "how fast a team adds features is not drawn",
    ("ZIN", "12"): "about choosing an objective early without much thought; see rules 13 and 39",
    ("ZIN", "41"): "about where to look for better data; no drawing shows what was not thought of",
    ("ZIN", "42"): "about what to expect of popularity; BIZ002 and BIZ005 come near it",
    ("ZIN", "43"): "about the data of social products",
    **{("ZIN", number): _FEATURES for number in ("18", "19", "20", "21", "26")},
    **{("ZIN", number): _HABITS for number in ("23", "27")},
}


def ml_test_score() -> list[Coverage]:
    """The tests of the ML Test Score."""
    return _covered("MLTS", ML_TEST_SCORE)


def rules_of_ml() -> list[Coverage]:
    """The Rules of Machine Learning."""
    return _covered("ZIN", RULES_OF_ML)


def _covered(work: str, titles: Mapping[str, str]) -> list[Coverage]:
    return [_one(work, number, title) for number, title in titles.items()]


def _one(work: str, number: str, title: str) -> Coverage:
    rules = all_rules().values()
    codes = [rule.code for rule in rules if any((one.work, one.at) == (work, number) for one in rule.sources)]
    return Coverage(number, title, tuple(codes), "" if codes else _WHY_NOT.get((work, number), "no rule yet"))
