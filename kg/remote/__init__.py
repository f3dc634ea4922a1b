"""A graph on a server: asked as a store is asked, copied from there, and brought there."""

from kg.remote.endpoint import Endpoint
from kg.remote.http import RETRIES, TIMEOUT, Credentials, EndpointError
from kg.remote.refresh import Pushed, push

__all__ = ["RETRIES", "TIMEOUT", "Credentials", "Endpoint", "EndpointError", "Pushed", "push"]
