"""The HTTP client of an endpoint: connections kept, credentials for its host alone, redirects, retries."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx

from ..errors import DataError, Refused, StoreUnreachable
from ..version import __version__

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

PAUSES = (0.1, 0.5)
"""Seconds to wait before each further attempt of a request that changes nothing."""
PASSING = frozenset([429, 502, 503])
"""Codes that a server answers with for a moment: too many requests, a gateway alone, overload."""
MOVED = frozenset([301, 302, 303, 307, 308])
PERMANENT = frozenset([301, 308])
REDIRECTS = 5
"""Redirects to follow for one request."""
REFUSAL = 10_000
"""Bytes of a refusal to read."""
TOKEN, USER, PASSWORD = "LEVERGRAPH_STORE_TOKEN", "LEVERGRAPH_STORE_USER", "LEVERGRAPH_STORE_PASSWORD"


class Reply(NamedTuple):
    """An answer read to its end."""

    code: int
    media: str
    """Its media type without parameters."""
    body: bytes
    address: str
    """The address that gave it, after redirects."""


class HttpClient:
    """A client of one endpoint; connections are kept between requests, and threads may share it."""

    def __init__(self, url: str, pair: tuple[str, str] | None, timeout: float) -> None:
        """`url` without credentials, `pair` its name and password if it has them, `timeout` in seconds."""
        self._url = httpx.URL(url)
        self._timeout = timeout
        self._auth = _credentials(self._url, pair)
        self._moved: dict[str, str] = {}
        self._client = httpx.Client(timeout=timeout, headers={"User-Agent": f"levergraph/{__version__}"})

    def send(self, method: str, address: str, body: bytes, headers: Mapping[str, str], safe: bool) -> Reply:
        """Send a request and read the answer.

        A `safe` request changes nothing: it is repeated after a broken connection or a passing overload, and
        follows redirects to any host, with its body and without credentials for another host. One that is not
        safe is sent once. Raises Refused where the time is over or an answer ends early, StoreUnreachable
        where no connection comes about or a redirect is not followed.
        """
        for _ in range(REDIRECTS):
            address = self._moved.get(address, address) if safe else address
            reply, location = self._attempts(method, address, body, headers, safe)
            if not location:
                return reply
            target = httpx.URL(address).join(location).copy_with(userinfo=b"")
            if not safe or target.scheme not in ("http", "https"):
                raise StoreUnreachable(f"{address} has moved to {target}: use that address.")
            if reply.code in PERMANENT:
                self._moved[address] = str(target)
            address = str(target)
        raise StoreUnreachable(f"{self._url} redirects more than {REDIRECTS} times, last to {address}.")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _attempts(
        self, method: str, address: str, body: bytes, headers: Mapping[str, str], safe: bool
    ) -> tuple[Reply, str]:
        """Send until an answer comes that stays; the answer, and where it redirects to."""
        for pause in (*PAUSES, None) if safe else (None,):
            try:
                reply, location = self._once(method, address, body, headers)
            except httpx.ConnectTimeout:
                raise self._unreachable(address, f"no answer within {self._timeout:g} seconds") from None
            except httpx.TimeoutException:
                raise Refused(f"{self._url} did not answer within {self._timeout:g} seconds.") from None
            except (httpx.HTTPError, OSError) as error:
                if pause is None:
                    words = re.sub(r"^\[Errno -?\d+\] ", "", str(error))
                    raise self._unreachable(address, words or type(error).__name__) from None
            except (httpx.InvalidURL, ValueError) as error:
                raise self._unreachable(address, str(error)) from None
            else:
                if pause is None or reply.code not in PASSING:
                    return reply, location
            time.sleep(pause)
        raise AssertionError  # the last attempt has returned or raised

    def _once(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> tuple[Reply, str]:
        auth = self._auth if self._may_have_credentials(httpx.URL(address)) else None
        request = self._client.build_request(method, address, content=body, headers=dict(headers))
        response = self._client.send(request, stream=True, auth=auth)
        try:
            content = _start(response) if response.status_code >= 300 else _whole(response)
        finally:
            response.close()
        media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        location = response.headers.get("location", "") if response.status_code in MOVED else ""
        return Reply(response.status_code, media or "text/plain", content, address), location

    def _unreachable(self, address: str, why: str) -> StoreUnreachable:
        shown = address.partition("?")[0]
        return StoreUnreachable(
            f"The store at {shown} cannot be reached: {why}. Does it run, and is the address right?"
        )

    def _may_have_credentials(self, address: httpx.URL) -> bool:
        """Whether credentials may go to an address: that of the store, or the same host by TLS instead."""
        if _origin(address) == _origin(self._url):
            return True
        upgrade = (self._url.scheme, address.scheme) == ("http", "https")
        return upgrade and address.host == self._url.host and address.port is None is self._url.port


class _Password(httpx.Auth):
    """A name and password: Basic, until the server asks for Digest."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._wants_digest = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if not self._wants_digest:
            response = yield from _answered(self._basic, request)
            challenges = response.headers.get_list("www-authenticate") if response.status_code == 401 else []
            if not any(challenge.lower().startswith("digest ") for challenge in challenges):
                return
            self._wants_digest = True
            del request.headers["Authorization"]
        yield from self._digest.auth_flow(request)


class _Bearer(httpx.Auth):
    """A token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def cut_short() -> Refused:
    """The error for an answer that ends in the middle."""
    return Refused(
        "The endpoint's answer ends in the middle: the query ran into its time limit. Ask for less."
    )


def _answered(
    auth: httpx.Auth, request: httpx.Request
) -> Generator[httpx.Request, httpx.Response, httpx.Response]:
    response = yield next(auth.auth_flow(request))
    return response


def _whole(response: httpx.Response) -> bytes:
    try:
        return response.read()
    except httpx.TimeoutException:
        raise
    except httpx.HTTPError:
        raise cut_short() from None


def _start(response: httpx.Response) -> bytes:
    """The first bytes of a refusal, or of what came of it."""
    content = b""
    with suppress(httpx.HTTPError):  # its code says enough
        for part in response.iter_bytes():
            content += part
            if len(content) >= REFUSAL:
                break
    return content[:REFUSAL]


def _credentials(url: httpx.URL, pair: tuple[str, str] | None) -> httpx.Auth | None:
    """The credentials of the store: its address's own, else the environment's, else netrc's.

    Those of the environment belong to the store that LEVERGRAPH_STORE names, where it names one.
    """
    if pair:
        return _Password(*pair)
    named = os.environ.get("LEVERGRAPH_STORE", "")
    if not named.startswith(("http://", "https://")) or _origin(httpx.URL(named)) == _origin(url):
        token, user = os.environ.get(TOKEN), os.environ.get(USER)
        if token:
            return _Bearer(token)
        if user:
            return _Password(user, os.environ.get(PASSWORD, ""))
    entry = _netrc(url.host)
    return _Password(*entry) if entry else None


def _netrc(host: str) -> tuple[str, str] | None:
    """The name and password of a host in $NETRC or ~/.netrc; its `default` entry opens no store."""
    from netrc import NetrcParseError, netrc

    path = os.environ.get("NETRC", "")
    try:
        path = path or str(Path("~/.netrc").expanduser())
        entry = netrc(path).hosts.get(host)
    except (FileNotFoundError, RuntimeError):  # there is no such file, or no home
        return None
    except (OSError, UnicodeDecodeError, NetrcParseError) as error:
        raise DataError(f"{path} cannot be read: {error}") from None
    return (entry[0], entry[2] or "") if entry else None


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)
