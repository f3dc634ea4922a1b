"""Pictures of the ground from a server, for those who ask for them: nothing else makes a page use the network."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Tiles:
    """A server of map tiles in Web Mercator.

    `url` is the address of a tile with `{z}`, `{x}` and `{y}` in it; `credit` names the source as its terms want it
    (the name of the host where it is empty). Raises ValueError for other addresses.
    """

    url: str
    credit: str = ""

    def __post_init__(self) -> None:
        if not self._host or any(self.url.count(f"{{{name}}}") != 1 for name in "xyz"):
            example = "https://tiles.example/{z}/{x}/{y}.png"
            raise ValueError(f"{self.url} is no address of map tiles; it has to look like {example}.")

    @property
    def origin(self) -> str:
        """Scheme and host, as a Content Security Policy names them."""
        return f"{urlsplit(self.url).scheme}://{self._host}"

    @property
    def named(self) -> dict[str, str]:
        """What the page is told."""
        return {"url": self.url, "credit": self.credit or self._host}

    @property
    def _host(self) -> str:
        parts = urlsplit(self.url)
        harmless = not set(parts.netloc) & set("{}@;, '\"")
        return parts.netloc if parts.scheme in {"http", "https"} and harmless else ""
