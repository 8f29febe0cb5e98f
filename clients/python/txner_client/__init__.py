"""Asks a server of transaction-ner models for the entities of texts; see README.md."""

from txner_client.answered import Answered, OnAnswer
from txner_client.async_client import AsyncTaggerClient
from txner_client.client import Answer, ServerError, TaggerClient
from txner_client.export_format import Entity, Prediction

__all__ = [
    "Answer",
    "Answered",
    "AsyncTaggerClient",
    "Entity",
    "OnAnswer",
    "Prediction",
    "ServerError",
    "TaggerClient",
]
