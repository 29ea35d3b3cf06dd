"""malldrill dialogue train | evaluate | explain."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from seed.dialogue.examination import Tally


@click.group()
def dialogue() -> None:
    """客服话语识别：训练、检验、解释 / Reading agents' messages: train, examine, explain."""


@dialogue.command()
def train() -> None:
    """用标注语料训练线性模型，写在识别器旁边 / Train the linear model on the labelled set and write it
    beside the recogniser."""
    _needs_scikit_learn()
    from seed.dialogue import labelled, training

    rows = labelled.lines()
    size = training.save(training.fit(rows))
    click.echo(f"{len(rows)} lines by {len({r.writer for r in rows})} writers, {size} bytes")


@dialogue.command()
def evaluate() -> None:
    """按作者交叉检验并列出每项指标；未达标则退出码为 1 / Cross-validate by writer and print every
    measure; ends with status 1 when a bar is missed."""
    _needs_scikit_learn()
    from seed.dialogue import examination, labelled

    rows = labelled.lines()
    judged = examination.cross_validate(rows)
    for language, tally in sorted(examination.by_language(judged).items()):
        _table(language, tally)
    _table("hard negatives", examination.hard(judged))
    facts = examination.facts(rows)
    _table("statements", facts)
    click.echo("\nconfusions (labelled, found, times)")
    for wanted, found, times in examination.confusions(judged):
        click.echo(f"  {wanted:24}{found:24}{times:4}")
    values = {**examination.summary(judged), "statements F1": facts.pooled()[2]}
    ranges = {**examination.interval(judged), "statements F1": examination.facts_interval(rows)}
    click.echo("\nbars (writers held out; 95 % interval over writers)")
    missed = 0
    for key, value in values.items():
        bar, (low, high) = examination.bar_of(key), ranges.get(key, (value, value))
        missed += value < bar
        verdict = "reached" if value >= bar else "MISSED"
        click.echo(f"  {key:26}{value:6.3f}  [{low:.3f}, {high:.3f}]  bar {bar:.2f}  {verdict}")
    raise SystemExit(1 if missed else 0)


@dialogue.command()
@click.argument("text")
def explain(text: str) -> None:
    """说明 TEXT 里读到的动作、陈述和依据的字 / Say which acts and statements are read in TEXT, and which
    words caused them."""
    from seed.dialogue import examination

    for act, words, reason in examination.causes(text):
        click.echo(f"{act:24}{words}   ({reason})")
    for kind, value, unit, words in examination.stated(text):
        click.echo(f"{kind:24}{value} {unit or '-'}   ({words})")


def _needs_scikit_learn() -> None:
    if find_spec("sklearn") is None:
        raise click.ClickException(
            "训练和检验需要 scikit-learn（开发依赖） / training and examination need scikit-learn, "
            "which is a development dependency: pip install -r requirements/dev.txt"
        )


def _table(title: str, tally: Tally) -> None:
    click.echo(f"\n{title:24}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}")
    names: Sequence[str] = tally.names()
    for name in names:
        precision, recall, f1 = tally.of(name)
        click.echo(
            f"{name:24}{precision:7.3f}{recall:7.3f}{f1:7.3f}{tally.right[name] + tally.missed[name]:6}"
        )
    macro = tally.macro()
    click.echo(f"{'macro':24}{macro[0]:7.3f}{macro[1]:7.3f}")
