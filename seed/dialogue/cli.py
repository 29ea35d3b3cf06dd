"""malldrill dialogue train | evaluate | explain."""

from collections.abc import Sequence

import click

from seed.dialogue import examination, labelled, training


@click.group()
def dialogue() -> None:
    """Train, examine and question the reading of agents' messages."""


@dialogue.command()
def train() -> None:
    """Train the linear model on the labelled set and write it beside the recogniser."""
    rows = labelled.lines()
    size = training.save(training.fit(rows))
    click.echo(f"{len(rows)} lines by {len({r.writer for r in rows})} writers, {size} bytes")


@dialogue.command()
def evaluate() -> None:
    """Cross-validate by writer and print every measure; ends with status 1 when a bar is missed."""
    rows = labelled.lines()
    judged = examination.cross_validate(rows)
    for language, tally in sorted(examination.by_language(judged).items()):
        _table(language, tally)
    facts = examination.facts(rows)
    _table("statements", facts)
    click.echo("\nconfusions (labelled, found, times)")
    for wanted, found, times in examination.confusions(judged):
        click.echo(f"  {wanted:24}{found:24}{times:4}")
    values = {**examination.summary(judged), "statements F1": facts.pooled()[2]}
    ranges = examination.interval(judged)
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
    """Say which acts and statements are read in TEXT, and which words caused them."""
    for act, words, reason in examination.causes(text):
        click.echo(f"{act:24}{words}   ({reason})")
    for kind, value, unit, words in examination.stated(text):
        click.echo(f"{kind:24}{value} {unit or '-'}   ({words})")


def _table(title: str, tally: examination.Tally) -> None:
    click.echo(f"\n{title:24}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}")
    names: Sequence[str] = tally.names()
    for name in names:
        precision, recall, f1 = tally.of(name)
        click.echo(
            f"{name:24}{precision:7.3f}{recall:7.3f}{f1:7.3f}{tally.right[name] + tally.missed[name]:6}"
        )
    macro = tally.macro()
    click.echo(f"{'macro':24}{macro[0]:7.3f}{macro[1]:7.3f}")
