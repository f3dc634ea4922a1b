"""Requests to a server of graphs: credentials, patience, and errors that say what helps."""

from __future__ import annotations

import textwrap
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, RequestException, Response, Session, Timeout
from requests.adapters import HTTPAdapter
from requests.auth import HTTPDigestAuth
from urllib3 import Retry
from urllib3.exceptions import TimeoutError as PoolTimeout

from kg.store import StoreError

TIMEOUT = 60
"""Seconds after which a server that says nothing is given up."""

RETRIES = 4
"""How often work of many requests tries one of them again; the pauses grow from 1 to 4 seconds."""

_BUSY = (429, 502, 503, 504)
_SHORT = 200


class EndpointError(StoreError):
    """A server gave no answer, or none that can be used; the message names its address and the remedy."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """User and password (sent by HTTP Basic, or by Digest where the server asks for it), or a Bearer token, or nothing.

    Raises ValueError when only one of user and password, or both ways are given.
    """

    user: str | None = None
    password: str | None = None
    token: str | None = None

    def __post_init__(self) -> None:
        if (self.user is None) != (self.password is None):
            raise ValueError("User and password of an endpoint belong together; give both or neither.")
        if self.user is not None and self.token is not None:
            raise ValueError("Give user and password or a token to an endpoint, not both.")


class Http:
    """One connection for many requests.

    A server that redirects to another address does not get the credentials carried there. `timeout` is in whole
    seconds, for each step of connecting and reading; with `retries` a request that fails on the way, or that a busy
    server puts off, is sent again: all that is sent here may be sent twice.
    """

    def __init__(self, credentials: Credentials, timeout: int = TIMEOUT, retries: int = 0) -> None:
        self.timeout = timeout
        self._session = Session()
        self._session.auth = _auth(credentials)
        # Whether the server is there at all is told sooner than whether it is busy.
        patience = Retry(
            total=retries,
            connect=max(0, retries - 1),
            backoff_factor=0.5,
            status_forcelist=_BUSY,
            allowed_methods=None,
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=patience))

    def send(
        self,
        method: str,
        url: str,
        *,
        data: bytes | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """The answer, whatever its status. Raises EndpointError when there is none."""
        told = {"User-Agent": "strike-kg", **(headers or {})}
        try:
            return self._session.request(method, url, params=params, data=data, headers=told, timeout=self.timeout)
        except RequestException as error:
            cause = _cause(error)
            if isinstance(error, Timeout) or isinstance(cause, TimeoutError | PoolTimeout):
                raise EndpointError(
                    f"{url} did not answer within {self.timeout} seconds; ask for less, such as a shorter period, or"
                    " allow more time (--timeout)."
                ) from error
            said = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
            raise EndpointError(
                f"{url} cannot be reached ({said}); check the address, and that the server runs."
            ) from error


def checked(url: str) -> str:
    """`url`, an http or https address without credentials. Raises ValueError for anything else."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if good and parts.username is not None:
        raise ValueError(
            f"The address of {parts.hostname} has credentials in it; take them out, and give user and password apart"
            " (for the command line in KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD)."
        )
    if not good or not url.isascii() or not url.isprintable() or " " in url:
        raise ValueError(f"{url} is no address of an endpoint; write it as http://localhost:7878/query.")
    return url


def refusal(response: Response, url: str) -> EndpointError:
    """What a status that is no success means, and what helps."""
    answer = f"{response.status_code} {response.reason}".strip()
    if response.status_code in (401, 403):
        return EndpointError(
            f"{url} refuses access ({answer}); give a user and password or a token that may do this (for the command"
            " line in KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN)."
        )
    if response.status_code >= 500:
        return EndpointError(
            f"{url} failed to answer ({answer}{_why(response)}); try again later, ask for less, or see the server's"
            " log."
        )
    return EndpointError(
        f"{url} is no query endpoint ({answer}); give its full address, such as http://localhost:7878/query."
    )


def said(response: Response) -> str:
    """What the server wrote, in short."""
    text = response.content.decode("utf-8", "replace")
    return textwrap.shorten(text, _SHORT, placeholder=" ...") or "it gives no reason"


def _why(response: Response) -> str:
    plain = response.headers.get("Content-Type", "").startswith("text/plain") and response.content
    return f": {said(response)}" if plain else ""


def _auth(credentials: Credentials) -> Callable[[PreparedRequest], PreparedRequest]:
    if credentials.user is not None and credentials.password is not None:
        return _Password(credentials.user, credentials.password)

    def header(request: PreparedRequest) -> PreparedRequest:
        if credentials.token is not None:
            request.headers["Authorization"] = f"Bearer {credentials.token}"
        return request

    return header  # also without a token: else the library looks for a password in the user's files


class _Password(HTTPDigestAuth):
    """Basic, until the server asks for Digest."""

    def __init__(self, user: str, password: str) -> None:
        super().__init__(user, password)
        self._pair = f"{user}:{password}".encode()

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request = super().__call__(request)
        basic = b64encode(self._pair).decode()
        request.headers.setdefault("Authorization", f"Basic {basic}")
        return request

    def handle_401(self, r: Response, **kwargs: Any) -> Response:
        # Virtuoso tells that it wants Digest only to who comes with nothing.
        if r.status_code == 401 and "WWW-Authenticate" not in r.headers:
            bare = r.request.copy()
            del bare.headers["Authorization"]
            r = r.connection.send(bare, **kwargs)
        return super().handle_401(r, **kwargs)


def _cause(error: BaseException) -> BaseException:
    """The innermost of the errors that libraries have wrapped in one another."""
    inner = getattr(error, "reason", None) or next((arg for arg in error.args if isinstance(arg, BaseException)), None)
    inner = inner if isinstance(inner, BaseException) else error.__cause__
    return error if inner is None else _cause(inner)
