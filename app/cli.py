"""`malldrill`: the command line. Each command says what it does with --help; every failure is told in two
lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from app import VERSION
from app.say import Trouble, stop

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Bilingual(click.Group):
    """Commands in the order they are written; what went wrong is told without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        _utf8()
        try:
            return super().main(*args, **kwargs)
        except Trouble as trouble:
            stop(trouble)

    def invoke(self, ctx: click.Context) -> Any:
        from core.errors import Refusal

        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise Trouble("refused", code=refusal.code, params=refusal.params or "") from None


def _utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


@click.group(cls=Bilingual, context_settings=CONTEXT)
@click.version_option(VERSION, prog_name="malldrill")
def main() -> None:
    """商城练兵场：模拟商城与客服实训。 A simulated mall and a real customer-service desk.

    设置 / Settings: HOST, PORT, MALLDRILL_DATA, MALLDRILL_DATABASE_URL, MALLDRILL_REDIS_URL,
    MALLDRILL_SECRET, MALLDRILL_METRICS_PORT, MALLDRILL_PRACTICE_QUOTA, MALLDRILL_LOG_LEVEL.
    """


@main.command()
@click.option("--host", help="监听地址，默认 127.0.0.1 / address to listen on (HOST)")
@click.option("--port", type=int, help="端口，默认 8000；0 为任意空闲端口 / port, 0 for any free one (PORT)")
@click.option("--data", type=click.Path(path_type=Path), help="数据目录 / data folder (MALLDRILL_DATA)")
def serve(host: str | None, port: int | None, data: Path | None) -> None:
    """启动服务器（网页、商城、任务都在一个进程内） / Start the server: pages, malls and jobs in one
    process."""
    from app.server import serve as run
    from app.starting import settings_or_trouble

    raise SystemExit(run(settings_or_trouble(host=host, port=port, data=data)))


@main.command()
@click.option("--concurrency", type=click.IntRange(1, 32), default=2, show_default=True,
              help="同时执行的任务数 / jobs at a time")  # fmt: skip
def worker(concurrency: int) -> None:
    """集群：执行任务并驱动商城 / Cluster: run jobs and drive malls."""
    from app.cluster.processes import run_worker
    from app.starting import settings_or_trouble

    raise SystemExit(run_worker(settings_or_trouble(), concurrency))


@main.command()
def beat() -> None:
    """集群：定时任务（只需一个） / Cluster: the clock of recurring work; one is enough."""
    from app.cluster.processes import run_beat
    from app.starting import settings_or_trouble

    raise SystemExit(run_beat(settings_or_trouble()))


@main.command()
@click.option("--mall", "mall_id", type=int, help="只检查这个商城 / only this mall")
@click.option("--exceptions", is_flag=True, help="也列出合法的异常记录 / list legal exceptions too")
def check(mall_id: int | None, exceptions: bool) -> None:
    """重新计算每一条不变量；有损坏则退出码为 1 / Recompute every invariant; exit code 1 when something is
    broken."""
    from app.commands import check_malls

    raise SystemExit(check_malls(mall_id, exceptions))


@main.group()
def mall() -> None:
    """创建、复制、列出、导出商城 / Create, clone, list, export malls."""


@mall.command("create")
@click.option("--language", type=click.Choice(["zh-CN", "en"]), default="zh-CN", show_default=True,
              help="商城的语言 / language of the mall")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="种子 / seed")
@click.option("--exercise", default="late_parcel", show_default=True, help="实训项目 / exercise")
@click.option("--label", default="", help="名称 / label")
def mall_create(language: str, seed: int, exercise: str, label: str) -> None:
    """创建一个商城：300 种商品、500 位买家、2000 笔订单 / Make a mall with goods, shoppers and orders."""
    from app.commands import operate

    made = operate("mall.create", language=language, seed=seed, exercise=exercise, label=label)
    click.echo(made["mall_id"])


@mall.command("clone")
@click.argument("mall_id", type=int)
@click.option("--label", help="名称 / label")
def mall_clone(mall_id: int, label: str | None) -> None:
    """复制一个商城 / Make a copy of a mall."""
    from app.commands import operate

    click.echo(operate("mall.clone", source_id=mall_id, label=label)["mall_id"])


@mall.command("list")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 / as JSON")
def mall_list(as_json: bool) -> None:
    """列出所有商城 / List every mall."""
    from app.commands import show_malls

    show_malls(as_json)


@mall.command("export")
@click.argument("mall_id", type=int)
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def mall_export(mall_id: int, target: Path) -> None:
    """把商城导出为 JSON 行文件 / Write a mall as lines of JSON."""
    from app.commands import export

    export(mall_id, target)


@main.command()
@click.option("--table", required=True, help="价目表代码，如 HY / code of the rate table")
@click.option("--zone", help="分区代码 / zone of the table")
@click.option("--province", help="目的省份（名称或代码），代替 --zone / destination instead of a zone")
@click.option("--city", default="", help="目的城市 / city")
@click.option("--postcode", default="", help="邮编 / postcode")
@click.option("--kg", help="实际重量，公斤 / actual weight in kg")
@click.option("--size-cm", help="长x宽x高，厘米 / length x width x height in cm, 40x30x30")
@click.option("--pieces", help="母子件，公斤@厘米 / pieces of one shipment: 1.2@40x30x30,0.8@20x20x10,3")
@click.option("--flag", "flags", multiple=True, help="battery、liquid、fresh（可重复 / repeatable）")
@click.option("--insured", default="0", help="保价金额，元 / declared value in yuan")
@click.option("--goods", default="0", help="商品金额，元（包邮规则） / value of the goods (free shipping)")
@click.option("--mall", "mall_id", type=int, help="用这个商城现行的价目表 / this mall's table, as of now")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，金额为分 / as JSON, in cents")
def quote(
    table: str,
    zone: str | None,
    province: str | None,
    city: str,
    postcode: str,
    kg: str | None,
    size_cm: str | None,
    pieces: str | None,
    flags: tuple[str, ...],
    insured: str,
    goods: str,
    mall_id: int | None,
    as_json: bool,
) -> None:
    """按价目表计算运费，列出每一步（不需要服务器） / What a parcel costs by a rate table, step by step."""
    from app.quoting import parse_pieces
    from app.quoting import quote as run

    if (kg is None) == (pieces is None):
        raise click.UsageError("--kg 或 --pieces 二选一 / give either --kg or --pieces")
    if pieces is not None and size_cm is not None:
        raise click.UsageError("--size-cm 只与 --kg 同用 / --size-cm goes with --kg")
    raise SystemExit(
        run(
            table=table, zone=zone, province=province, city=city, postcode=postcode,
            pieces=[(kg, size_cm)] if kg is not None else parse_pieces(pieces or ""),
            flags=flags, insured=insured, goods=goods, mall_id=mall_id, pack_language="zh-CN",
            as_json=as_json,
        )
    )  # fmt: skip


@main.group()
def instructor() -> None:
    """教师登录 / Signing the instructor in."""


@instructor.command("link")
def instructor_link() -> None:
    """生成一个新的教师入口链接（一次有效） / Make another one-time instructor link."""
    from app.commands import print_link

    print_link()


@main.command()
@click.option("--headless", is_flag=True, default=True, help="不等待真实时间 / without sleeping (always)")
@click.option("--bot", type=click.Choice(["expert", "polite", "paster", "silent"]), default="expert",
              show_default=True,
              help="坐席机器人 / who sits at the desk")  # fmt: skip
@click.option("--language", type=click.Choice(["zh-CN", "en"]), default="zh-CN", show_default=True,
              help="商城的语言 / language of the mall")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="种子 / seed")
@click.option("--minutes", type=click.IntRange(1, 480), default=15, show_default=True,
              help="实训分钟数 / minutes of desk time")  # fmt: skip
@click.option("--mall", "mall_id", type=int, help="用已有商城的副本 / use a copy of this mall")
@click.option("--score/--no-score", default=True, help="最后评分 / score it at the end")
def simulate(
    headless: bool, bot: str, language: str, seed: int, minutes: int, mall_id: int | None, score: bool
) -> None:
    """让机器人坐到客服台前，跑完整个故事 / Put a bot at the desk and run the whole story."""
    from app.simulating import simulate as run

    raise SystemExit(
        run(bot=bot, language=language, seed=seed, minutes=minutes, mall_id=mall_id, score=score)
    )


def _more_commands() -> None:
    from seed.dialogue.cli import dialogue

    main.add_command(dialogue)


_more_commands()

if __name__ == "__main__":
    main(prog_name="malldrill")
