"""What an audit says of the scores of a model, for whoever sets its acceptance anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.reliability import ScoredEntities
from monitoring.live_precision import AuditedText, equally_weighted
from preprocessing.errors import UserError


class UnknownLabelError(UserError, ValueError):
    """An audit of a model with other labels."""


def accepted_entities(texts: Sequence[AuditedText], labels: Sequence[str]) -> ScoredEntities:
    """The accepted entities of an audit, each once.

    Only of these the audit is a sample: of texts in which nothing was accepted there is none. So
    what was not accepted stays so, whatever the audit shows.

    Args:
      texts: Texts of the audit.
      labels: The labels of the model, in the order of their tag ids.

    Raises:
      UnknownLabelError: The model does not have one of the labels.
    """
    ids = {label: number for number, label in enumerate(labels)}
    rows = [
        (entity, right, text.name.encode())
        for text in equally_weighted(texts)
        for entity, right in text.entities
        if entity.accepted
    ]
    if strangers := sorted({entity.label for entity, _, _ in rows} - set(ids)):
        raise UnknownLabelError(
            f"the audit has entities labelled {', '.join(strangers)}, and the model does not know "
            "that label"
        )
    return ScoredEntities(
        np.array([entity.score for entity, _, _ in rows], np.float32),
        np.array([ids[entity.label] for entity, _, _ in rows], np.int64),
        np.array([right for _, right, _ in rows], bool),
        np.array([name for _, _, name in rows], object),
    )
