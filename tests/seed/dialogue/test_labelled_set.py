"""The labelled set is sound, and the stored weights are the ones it gives."""

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


def test_training_again_gives_the_weights_that_are_stored() -> None:
    pytest.importorskip("sklearn")
    trained, stored = training.fit(lines()), model.stored()
    assert stored is not None
    assert trained == stored
