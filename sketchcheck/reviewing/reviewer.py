"""Which model a browser tab asks. The key lives in this session's memory, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from checks.config import ReviewSettings
from checks.review import Meter, Server, server_for
from checks.review.usage import SESSION_TOKENS
from designer.errors import SketchcheckError

_KEYS = ("SKETCHCHECK_API_KEY", "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY")


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of server with its usual address; `models` is a hint of how models are called there."""

    name: str
    address: str
    models: str
    needs_key: bool = False


PRESETS = (
    Preset("Ollama, on this machine", "http://localhost:11434/v1", "such as qwen3:14b"),
    Preset("LM Studio, on this machine", "http://localhost:1234/v1", "as LM Studio lists it"),
    Preset("llama.cpp server, on this machine", "http://localhost:8080/v1", "any word: it serves one model"),
    Preset("vLLM", "http://localhost:8000/v1", "as it was started, such as Qwen/Qwen3-14B"),
    Preset("LiteLLM proxy", "http://localhost:4000/v1", "as the proxy names it"),
    Preset("OpenAI", "https://api.openai.com/v1", "such as gpt-5-mini", needs_key=True),
    Preset("Azure OpenAI", "https://RESOURCE.openai.azure.com", "the name of the deployment", needs_key=True),
    Preset("OpenRouter", "https://openrouter.ai/api/v1", "such as openai/gpt-5-mini", needs_key=True),
    Preset("Another that speaks chat completions", "", "as the server names it"),
)
"""Servers on one's own machine first: nothing leaves it then, unless they pass it on."""


@dataclass
class Reviewer:
    """The server that is asked, if any, and what this session has spent.

    `chosen` is the address and the model that a person chose, also where the key for it is missing now.
    """

    settings: ReviewSettings = field(default_factory=ReviewSettings)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    server: Server | None = None
    meter: Meter = field(default_factory=Meter)
    chosen: tuple[str, str] | None = None
    given: Server | None = field(default=None, init=False)
    """The server that the environment or the configuration names."""

    def __post_init__(self) -> None:
        """Begin with the server that is given."""
        self.meter = Meter(self.settings.session_tokens or SESSION_TOKENS)
        with suppress(SketchcheckError):  # none is named, or no key: the person chooses one
            self.given = server_for(self.settings, environment=self.environment)
        self.server = self.server or self.given

    @property
    def shown(self) -> tuple[str, str] | None:
        """Address and model with which choosing begins."""
        return (self.server.base_url, self.server.model) if self.server else self.chosen

    def choose(self, server: Server) -> None:
        """Ask this one from now on."""
        self.server, self.chosen = server, (server.base_url, server.model)

    def recall(self, address: str, model: str) -> None:
        """Choose again what this person's browser remembers, unless something was chosen meanwhile."""
        if self.chosen:
            return
        self.server, self.chosen = None, (address, model)
        with suppress(SketchcheckError):  # it needs its key again
            self.server = self.named(address, model, "")

    def named(self, address: str, model: str, key: str) -> Server:
        """The server that a person has typed. Raises SketchcheckError, in words.

        A key of the environment goes only where the environment, too, would send it: who may open this app
        could otherwise have it sent to a host of theirs.
        """
        if not address.strip():
            raise SketchcheckError(
                "cannot ask a server: because it has no address. Write one, such as http://localhost:11434/v1."
            )
        for known in (self.server, _usual(self.settings, self.environment)):
            if known and not key and known.base_url == address.strip().rstrip("/"):
                key = known.key.get_secret_value()
        environment = {name: value for name, value in self.environment.items() if name not in _KEYS}
        return server_for(
            self.settings, base_url=address, model=model, key=key or None, environment=environment
        )


def _usual(settings: ReviewSettings, environment: Mapping[str, str]) -> Server | None:
    """The server of the environment, whatever its model is called."""
    try:
        return server_for(settings, model="any", environment=environment)
    except SketchcheckError:
        return None
