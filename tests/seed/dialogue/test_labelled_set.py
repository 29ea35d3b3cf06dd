"""The labelled set is sound, and the stored weights are the ones it gives."""

import json
from collections import Counter

import pytest

from helpdesk.understanding import model
from helpdesk.understanding.values import ACTS
from seed.dialogue import training
from seed.dialogue.labelled import lines


def test_every_act_is_labelled_in_both_languages() -> None:
    for language in ("zh", "en"):
        seen = Counter(act for line in lines() if line.language == language for act in line.acts)
        assert set(seen) == set(ACTS)


def test_a_writer_writes_one_language_and_at_least_a_quarter_of_the_writers_are_students() -> None:
    writers = {line.writer: (line.language, line.student) for line in lines()}
    assert len(writers) == len({(w, lang) for w, (lang, _) in writers.items()})
    assert sum(student for _, student in writers.values()) / len(writers) >= 0.25


def test_the_stored_weights_were_made_of_the_present_set_and_patterns() -> None:
    packed = model.FILE.read_bytes()
    head = json.loads(packed[4 : 4 + int.from_bytes(packed[:4], "big")])
    assert head["made_of"] == training.made_of()


def test_the_set_is_large_balanced_and_a_third_of_it_hard() -> None:
    rows = lines()
    assert len(rows) >= 2_000
    assert sum(row.hard for row in rows) / len(rows) >= 0.25
    for language in ("zh", "en"):
        assert sum(row.language == language for row in rows) / len(rows) >= 0.4


@pytest.mark.nightly
def test_training_again_gives_the_weights_that_are_stored() -> None:
    pytest.importorskip("sklearn")
    trained, stored = training.fit(lines()), model.stored()
    assert stored is not None
    assert trained == stored
