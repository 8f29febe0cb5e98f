"""The token classifier: an encoder and a dense layer over the tags."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

from models.batching import IGNORED_TAG
from models.encoder import Encoder


class Tagger(keras.Model):
    """Scores every tag for every token.

    Args:
      encoder: The encoder.
      num_tags: Number of tags, `O` included.
      dropout: Rate on the encoder's output while training.
      dtype: Keras dtype policy; the scores are float32 under any policy.
    """

    def __init__(
        self, encoder: Encoder, num_tags: int, *, dropout: float = 0.0, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.encoder = encoder
        self.dropout = keras.layers.Dropout(dropout)
        self.classifier = keras.layers.Dense(
            num_tags,
            kernel_initializer=keras.initializers.TruncatedNormal(stddev=0.02),
            dtype="float32",
            name="classifier",
        )

    def build(self, input_shape: Any = None) -> None:
        """Creates the weights; their shapes do not depend on the input's."""
        if not self.encoder.built:
            self.encoder.build((None, None))
        self.classifier.build((None, None, self.encoder.config.hidden_size))
        self.built = True

    def call(self, inputs: dict[str, Any], training: bool = False) -> Any:
        """Scores the tags.

        Args:
          inputs: `token_ids` int32[batch, time] and `attention_mask` int32[batch, time]; or, for a
            flat batch, `token_ids` int32[tokens], `attention_mask`, and `layout`, an
            `encoder.Layout`.
          training: Whether dropout is on.

        Returns:
          Logits float32[batch, time, tags], in which rows of padding hold no meaning; or, for a
          flat batch, float32[tokens, tags].
        """
        hidden = self.encoder(
            inputs["token_ids"],
            attention_mask=inputs["attention_mask"],
            layout=inputs.get("layout"),
            training=training,
        )
        return self.classifier(self.dropout(hidden, training=training))


class MaskedCrossEntropy(keras.losses.Loss):
    """Cross entropy averaged over the tokens whose tag is not `IGNORED_TAG`."""

    def __init__(self, name: str = "masked_cross_entropy") -> None:
        super().__init__(name=name)

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Tag ids int32[batch, time], logits float[batch, time, tags] → float32[]."""
        counted = ops.not_equal(y_true, IGNORED_TAG)
        losses = ops.sparse_categorical_crossentropy(
            ops.where(counted, y_true, 0), y_pred, from_logits=True
        )
        weights = ops.cast(counted, losses.dtype)
        return ops.sum(losses * weights) / ops.maximum(ops.sum(weights), 1.0)
