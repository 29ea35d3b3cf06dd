"""The dialogue commands as a person types them."""

import pytest
from click.testing import CliRunner

from app.cli import main


def test_explain_says_which_words_caused_an_act_and_a_statement() -> None:
    answer = CliRunner().invoke(main, ["dialogue", "explain", "Sorry, I'll refund you $5"])
    assert answer.exit_code == 0
    assert "apologise" in answer.output
    assert "refund_amount" in answer.output


def test_without_scikit_learn_training_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seed.dialogue.cli.find_spec", lambda name: None)
    answer = CliRunner().invoke(main, ["dialogue", "train"])
    assert answer.exit_code == 1
    assert "scikit-learn" in answer.output
