"""Where a review is sent: the address, the model, and the key, which shows nowhere."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

from checks.config import ReviewSettings
from designer.errors import SketchcheckError
from designer.model.credentials import mask
from designer.model.messages import shorten

OPENAI = "https://api.openai.com/v1"
_AZURE = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")
_NEED_A_KEY = ("api.openai.com", "openrouter.ai")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that speaks chat completions. `api_version` is stated for the older addresses of Azure."""

    base_url: str
    model: str
    key: SecretStr = field(default=SecretStr(""), repr=False)
    api_version: str = ""

    @property
    def host(self) -> str:
        """Who gets what is sent: the host, with the port where one is named."""
        parts = urlsplit(self.base_url)
        name = parts.hostname or ""
        shown = f"[{name}]" if ":" in name else name
        return f"{shown}:{parts.port}" if parts.port else shown

    @property
    def address(self) -> str:
        """Where chat completions are asked for."""
        if self.api_version:
            return f"{self.base_url}/openai/deployments/{self.model}/chat/completions"
        return f"{self.base_url}/chat/completions"

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine; a proxy there, such as LiteLLM, may still pass on what it gets."""
        return _is_local(urlsplit(self.base_url).hostname or "")

    @property
    def is_readable_on_the_way(self) -> bool:
        """Whether others on the way can read what is sent."""
        return not self.is_local and not self.base_url.startswith("https:")

    @property
    def is_openai(self) -> bool:
        """Whether it is OpenAI itself, or OpenAI at Azure: they take the newest words for options."""
        name = urlsplit(self.base_url).hostname or ""
        return name == "api.openai.com" or is_azure(name) or bool(self.api_version)

    @property
    def is_openrouter(self) -> bool:
        """Whether it passes requests on to others, of which not all keep to a schema."""
        return urlsplit(self.base_url).hostname == "openrouter.ai"


def server_for(
    settings: ReviewSettings,
    *,
    base_url: str | None = None,
    model: str | None = None,
    key: str | None = None,
    api_version: str | None = None,
    environment: Mapping[str, str] = os.environ,
    only_shown: bool = False,
) -> Server:
    """The server to ask: arguments go before the environment, that before the configuration.

    Raises SketchcheckError, in words, where an address is wrong, or no model or no key is known; where it is
    only shown what would be sent, neither is needed.
    """
    named = model or environment.get("SKETCHCHECK_MODEL") or settings.model
    chosen = base_url or environment.get("OPENAI_BASE_URL") or environment.get("AZURE_OPENAI_ENDPOINT")
    address, parts = _read(chosen or settings.base_url or OPENAI)
    host, bare = parts.hostname or "", not parts.path.strip("/")
    version = api_version or settings.api_version
    if is_azure(host) and bare:
        version = version or environment.get("OPENAI_API_VERSION", "")
        address += "" if version else "/openai/v1"
    if not (named or only_shown):
        raise SketchcheckError(
            f"cannot ask a language model: because none is named for {host}."
            " Give --model, or set SKETCHCHECK_MODEL or `model` in the configuration."
        )
    found = key or _key(environment, host, by_project=not chosen and bool(settings.base_url))
    if not (found or only_shown) and (host in _NEED_A_KEY or is_azure(host)):
        raise SketchcheckError(_no_key(host, "OPENAI_API_KEY" in environment))
    return Server(address, named or "(a model that you name)", SecretStr(found), version if bare else "")


def is_azure(host: str) -> bool:
    """Whether the host is one of Azure's."""
    return host.endswith(_AZURE)


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _read(address: str) -> tuple[str, SplitResult]:
    """The address without a slash at its end, and its parts."""
    shown = shorten(mask(address))
    try:
        parts = urlsplit(address.strip())
        wrong = parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0
    except ValueError:
        wrong = True
    if wrong:
        raise SketchcheckError(
            f"cannot ask the server {shown}: because that is no address."
            " Write it with http:// or https://, such as http://localhost:11434/v1."
        )
    if parts.username is not None or parts.query or parts.fragment:
        raise SketchcheckError(
            f"cannot ask the server {parts.hostname}: because its address must hold no password or query."
            " Put the key into OPENAI_API_KEY."
        )
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return f"{parts.scheme}://{parts.netloc}{path}", parts


def _key(environment: Mapping[str, str], host: str, *, by_project: bool) -> str:
    """The key for a host.

    OPENAI_API_KEY does not go to a host that only a project's file names: whoever can change that file
    could otherwise have the key sent to a host of theirs.
    """
    if own := environment.get("SKETCHCHECK_API_KEY"):
        return own
    if is_azure(host) and (azure := environment.get("AZURE_OPENAI_API_KEY")):
        return azure
    trusted = not by_project or host == "api.openai.com"
    return environment.get("OPENAI_API_KEY", "") if trusted else ""


def _no_key(host: str, has_one: bool) -> str:
    if has_one:
        return (
            f"cannot ask {host}: because only a project's file names it: OPENAI_API_KEY goes to no such host."
            " Set SKETCHCHECK_API_KEY, or name the address yourself with OPENAI_BASE_URL."
        )
    return (
        f"cannot ask {host}: because there is no key for it. Set OPENAI_API_KEY,"
        " or name a server on this machine, which needs none, with OPENAI_BASE_URL."
    )
