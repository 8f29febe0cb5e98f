"""Asks a server of transaction-ner models for the entities of texts; see README.md."""

from txner_client.answered import Answered, OnAnswer
from txner_client.async_client import AsyncTaggerClient
from txner_client.client import Answer, ServerError, TaggerClient
from txner_client.export_format import Entity, Prediction
from txner_client.feedback import Correction, append_feedback, feedback_line

__all__ = [
    "Answer",
    "Answered",
    "AsyncTaggerClient",
    "Correction",
    "Entity",
    "OnAnswer",
    "Prediction",
    "ServerError",
    "TaggerClient",
    "append_feedback",
    "feedback_line",
]
