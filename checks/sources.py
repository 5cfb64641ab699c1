"""The published sources of the rules, and how much of each was read; none is cited beyond that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Work:
    """A published work: its title, how much of it was read, and where it is."""

    title: str
    read: str
    url: str = ""


class Source(NamedTuple):
    """A place in a work: its key in `WORKS` or a work of its own, and section, rule or page."""

    work: str | Work
    at: str = ""

    @property
    def of(self) -> Work:
        """The work itself."""
        return self.work if isinstance(self.work, Work) else WORKS[self.work]

    @property
    def title(self) -> str:
        """The title of the work."""
        return self.of.title

    @property
    def url(self) -> str:
        """Where the work is, or "" where no stable address is known."""
        return self.of.url

    @property
    def read(self) -> str:
        """How much of the work was read."""
        return self.of.read


WORKS = {
    "SEED": Work("The Unspoken Rules of ML Interviews (InterviewNode, S. Rout)", "full"),
    "ZIN": Work(
        "M. Zinkevich, Rules of Machine Learning (Google)",
        "full",
        "https://developers.google.com/machine-learning/guides/rules-of-ml",
    ),
    "MLTS": Work("Breck et al., The ML Test Score (IEEE Big Data 2017)", "titles + excerpts"),
    "SCU": Work("Sculley et al., Hidden Technical Debt in Machine Learning Systems (NIPS 2015)", "summaries"),
    "GCP": Work(
        "Google Cloud, MLOps: continuous delivery and automation pipelines in ML (levels 0, 1, 2)",
        "most",
        "https://cloud.google.com/architecture/mlops-continuous-delivery-and-automation-pipelines-in-machine-learning",
    ),
    "AZM": Work("Microsoft, MLOps maturity model (architecture-center, levels 0-4)", "full"),
    "AWSL": Work("AWS Well-Architected Machine Learning Lens", "2 pages, excerpts"),
    "AWSC": Work("AWS Prescriptive Guidance, MLOps checklist", "excerpts"),
    "WAF": Work(
        "AWS Well-Architected Framework REL05-BP01 graceful degradation",
        "excerpt",
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_mitigate_interaction_failure_graceful_degradation.html",
    ),
    "SMR": Work("Amazon SageMaker, auto-rollback configuration", "excerpt"),
    "SE4": Work("Serban et al., SE4ML engineering practices (ESEM 2020)", "titles"),
    "SHA": Work(
        "Shankar et al., Operationalizing Machine Learning: An Interview Study (2022)", "sections 4.4-5.2"
    ),
    "MICH": Work(
        "Meet Michelangelo: Uber's Machine Learning Platform (Uber Engineering, 2017)",
        "most",
        "https://www.uber.com/blog/michelangelo-machine-learning-platform/",
    ),
    "FST": Work("Feast documentation, point-in-time joins", "excerpt", "https://docs.feast.dev/"),
    "AZP": Work("Azure Machine Learning, offline retrieval with a point-in-time join", "excerpt"),
    "DBX": Work("Azure Databricks, point-in-time feature joins", "excerpt"),
    "NML": Work("NannyML documentation, why estimate performance", "excerpt"),
    "EVI": Work("Evidently, reference versus current data", "secondary"),
    "DKU": Work("Dataiku documentation, prediction drift", "full (short)"),
    "DCA": Work("Data Cascades in High-Stakes AI (Sambasivan et al., CHI 2021)", "summaries"),
    "BRK19": Work(
        "Data Validation for Machine Learning (Breck, Polyzotis, Roy, Whang, Zinkevich, MLSys 2019)",
        "abstract",
    ),
    "TFDV": Work("TensorFlow Data Validation, DetectFeatureSkew", "excerpt"),
    "TFXD": Work("TFX documentation, standard components", "full (short)", "https://www.tensorflow.org/tfx"),
    "BQS": Work("BigQuery ML, ML.VALIDATE_DATA_SKEW", "excerpt"),
    "OWA": Work(
        "OWASP Machine Learning Security Top 10 (2023 draft)",
        "titles",
        "https://owasp.org/www-project-machine-learning-security-top-10/",
    ),
    "NIST": Work("NIST AI RMF 1.0", "2 items"),
    "SRE": Work("Google SRE book", "secondary", "https://sre.google/sre-book/table-of-contents/"),
    "NFX": Work(
        "Netflix, System Architectures for Personalization and Recommendation (2013)",
        "excerpt + notes",
        "https://netflixtechblog.com/system-architectures-for-personalization-and-recommendation-e081aa94b5d8",
    ),
    "EY": Work(
        "Eugene Yan, System Design for Recommendations and Search",
        "excerpt",
        "https://eugeneyan.com/writing/system-design-for-discovery/",
    ),
    "RRF": Work("Retrieval-ranking funnel concept note", "excerpt"),
    "META": Work("Meta Andromeda ads retrieval announcement", "excerpt"),
    "FBC": Work("Practical Lessons from Predicting Clicks on Ads at Facebook (He et al., 2014)", "excerpt"),
    "BIG": Work("Airbnb Bighead notes (2018 talk)", "secondary"),
    "CFPB": Work("CFPB Circular 2023-03 on adverse action with complex models", "excerpt"),
    "FRD": Work("Real-time fraud reference architectures", "secondary"),
    "NSH": Work("Patient no-show: UMC Utrecht model card, Agovi et al., Marshfield study", "excerpts"),
    "ORT": Work(
        "OR-Tools introduction", "excerpt", "https://developers.google.com/optimization/introduction"
    ),
    "DSP": Work("Ride-hailing dispatch as bipartite matching", "secondary"),
    "SOM": Work("Outside the Closed World (Sommer and Paxson, IEEE S&P 2010)", "abstract"),
    "TSX": Work("Walk-forward and purged validation for financial series", "secondary"),
    "IVR": Work("ML System Design Interview Rubric (interviewhandbook.io)", "excerpt"),
    "AME": Work(
        "Software Engineering for Machine Learning: A Case Study (Amershi et al., ICSE 2019)", "abstract"
    ),
    "MLSDP": Work("ML system design patterns (names of patterns)", "titles"),
    "RHT": Work("Red Hat OpenShift AI tutorial, features (training/serving skew example)", "excerpt"),
    "MLF": Work("MLflow model registry (aliases, versions)", "excerpt"),
    "MLPE": Work("Machine Learning Platform Engineering (Manning liveBook), Evidently entry", "excerpt"),
    "MLSDR": Work("ML System Design review rubric", "full"),
    "MLSDR-AI": Work("ML System Design review rubric, modern AI systems", "full"),
    "RAGDOC": Work("RAG chat with document versions, design document", "about two thirds"),
    "OWL": Work(
        "OWASP Top 10 for LLM Applications 2025", "6 of 10 full", "https://genai.owasp.org/llm-top-10/"
    ),
    "GAL": Work("AWS Well-Architected Generative AI Lens", "excerpts"),
    "AGL": Work("AWS Well-Architected Agentic AI Lens", "excerpts"),
    "AZR": Work("Azure Architecture Center, RAG solution design and evaluation guide", "excerpt"),
}
"""By the keys that the rules use. What a rule knows from general knowledge alone cites nothing."""
