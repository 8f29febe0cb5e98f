from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evaluation.gates.serving_ops import ServingOps, pinned

PINNED = pinned()

attributes = st.sets(st.sampled_from(["T", "N", "Tshape", "_class", "_output_shapes"]))


def test_the_list_has_what_tensorflow_and_tf_text_have_and_nothing_of_python() -> None:
    assert PINNED.attributes["MatMul"] >= {"T", "transpose_a", "transpose_b"}
    assert "FastWordpieceTokenizeWithOffsets" in PINNED.attributes
    assert not {"PyFunc", "PyFuncStateless", "EagerPyFunc"} & PINNED.attributes.keys()
    assert list(PINNED.attributes) == sorted(PINNED.attributes)


@given(st.sampled_from(["Op", "Other"]), attributes, attributes)
def test_a_node_needs_its_op_and_each_of_its_attributes(
    op: str, known: set[str], used: set[str]
) -> None:
    found = ServingOps("2", {"Op": frozenset(known)}).lacks(op, used)
    if op == "Other":
        assert found == ["Other"]
    else:
        missing = {name for name in used if not name.startswith("_")} - known
        assert found == [f"Op({name})" for name in sorted(missing)]
