"""Trees and proofs against the vectors of Certificate Transparency, and against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.merkle import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    merkle_root,
)

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
"""Leaf inputs of the reference implementation's tests (certificate-transparency, merkletree/merkle_tree_test.cc)."""

ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

INCLUSION = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]

CONSISTENCY = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]


def hashes(count: int) -> list[str]:
    return [hashlib.sha256(str(number).encode()).hexdigest() for number in range(count)]


def test_the_root_over_nothing_is_the_hash_of_nothing() -> None:
    assert merkle_root([]) == EMPTY_ROOT == hashlib.sha256(b"").hexdigest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference_implementation(size: int) -> None:
    assert merkle_root(LEAVES[:size]) == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_inclusion_proofs_are_those_of_the_reference_implementation(index: int, size: int, proof: list[str]) -> None:
    assert inclusion_proof(LEAVES[:size], index) == proof
    assert is_included(LEAVES[index], index, size, proof, ROOTS[size - 1])


@pytest.mark.parametrize(("old", "size", "proof"), CONSISTENCY)
def test_consistency_proofs_are_those_of_the_reference_implementation(old: int, size: int, proof: list[str]) -> None:
    assert consistency_proof(LEAVES[:size], old) == proof
    assert is_consistent(old, ROOTS[old - 1], size, ROOTS[size - 1], proof)


@given(st.integers(1, 200), st.data())
def test_every_entry_is_proven_and_no_other_one_in_its_place(size: int, data: st.DataObject) -> None:
    entries, index = hashes(size), data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(entries, index), merkle_root(entries)
    assert is_included(entries[index], index, size, proof, root)
    assert not is_included("ab" * 32, index, size, proof, root)
    for other in {index - 1, index + 1} & set(range(size)):
        assert not is_included(entries[index], other, size, proof, root)
    assert not is_included(entries[index], index, size, [*proof, "ab" * 32], root)


@given(st.integers(1, 200), st.data())
def test_a_journal_that_only_grew_is_proven_and_one_written_anew_is_not(size: int, data: st.DataObject) -> None:
    entries, old = hashes(size), data.draw(st.integers(1, size))
    proof, root = consistency_proof(entries, old), merkle_root(entries)
    assert is_consistent(old, merkle_root(entries[:old]), size, root, proof)
    changed = data.draw(st.integers(0, old - 1))
    before = [*entries[:changed], "ab" * 32, *entries[changed + 1 : old]]
    assert not is_consistent(old, merkle_root(before), size, root, proof)


@given(st.integers(2, 64), st.data())
def test_a_changed_proof_proves_nothing(size: int, data: st.DataObject) -> None:
    entries, old = hashes(size), data.draw(st.integers(1, size - 1))
    proof = consistency_proof(entries, old)
    step = data.draw(st.integers(0, len(proof) - 1))
    worse: Sequence[str] = [*proof[:step], "ab" * 32, *proof[step + 1 :]]
    assert not is_consistent(old, merkle_root(entries[:old]), size, merkle_root(entries), worse)
    assert not is_consistent(old, merkle_root(entries[:old]), size, merkle_root(entries), proof[:-1])


def test_every_journal_goes_on_from_none() -> None:
    assert is_consistent(0, EMPTY_ROOT, 3, merkle_root(hashes(3)), [])
    assert not is_consistent(0, ROOTS[0], 3, merkle_root(hashes(3)), [])


def test_a_shorter_journal_does_not_go_on_from_a_longer_one() -> None:
    assert not is_consistent(3, merkle_root(hashes(3)), 2, merkle_root(hashes(2)), [])


@pytest.mark.parametrize("old", [0, 4])
def test_what_cannot_be_proven_is_refused(old: int) -> None:
    with pytest.raises(ValueError, match="cannot be the beginning"):
        consistency_proof(hashes(3), old)
    with pytest.raises(ValueError, match="there is no entry"):
        inclusion_proof(hashes(3), 3)
