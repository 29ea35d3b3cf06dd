"""The agent turns of the published pre-sale dialogues: a report, and a floor under it."""

from pathlib import Path

import yaml

from helpdesk.understanding import recognise


def test_published_pre_sale_turns_are_mostly_read_right() -> None:
    book = yaml.safe_load((Path(__file__).parent / "uneed_labels.yaml").read_text("utf-8"))
    right = wrong = missed = 0
    report = []
    for turn in book["turns"]:
        wanted, found = set(turn["acts"]), {act.name for act in recognise(turn["text"])}
        right, wrong, missed = (
            right + len(wanted & found),
            wrong + len(found - wanted),
            missed + len(wanted - found),
        )
        if wanted != found:
            report.append(f"{turn['key']} labelled {sorted(wanted)} found {sorted(found)}")
    print(f"published turns: right {right} wrong {wrong} missed {missed}", *report, sep="\n")
    assert right / (right + wrong) >= 0.6
    assert right / (right + missed) >= 0.5
