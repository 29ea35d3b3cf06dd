"""Words of the terminal, in Chinese and English side by side: nobody knows yet which one the reader reads."""

# ruff: noqa: E501 (words for people, where a Chinese character counts as two columns)

from __future__ import annotations

import sys
from typing import NoReturn

WORDS: dict[str, tuple[str, str]] = {
    "data_in_use": (
        "另一个 Malldrill 服务器正在使用数据目录 {folder}{at}。请先停止它，或用 MALLDRILL_DATA 指定另一个目录。",
        "another Malldrill server is using the data folder {folder}{at}. Stop it first, or choose another folder "
        "with MALLDRILL_DATA.",
    ),
    "port_busy": (
        "端口 {port} 已被占用。请停止占用它的程序，或换一个端口：PORT={other} make run。",
        "port {port} is in use. Stop the program that uses it, or choose another: PORT={other} make run.",
    ),
    "host_unknown": ("无法监听地址 {host}。", "cannot listen on {host}."),
    "port_refused": ("系统不允许使用端口 {port}。", "the system does not allow port {port}."),
    "folder_refused": (
        "无法写入数据目录 {folder}：{why}。",
        "cannot write to the data folder {folder}: {why}.",
    ),
    "disk_full": ("磁盘已满，无法启动。", "the disk is full: cannot start."),
    "schema_newer": (
        "数据由更新版本的 Malldrill 写入（{found}），本程序只认识到 {known}。请更新程序；数据未被改动。",
        "the data was written by a newer Malldrill ({found}); this one knows {known}. Update the program; nothing "
        "was changed.",
    ),
    "schema_foreign": (
        "数据库 {database} 不是 Malldrill 的数据。请换一个数据目录；数据未被改动。",
        "the database {database} holds something that is not Malldrill's. Choose another folder; nothing was changed.",
    ),
    "schema_missing": (
        "数据库还没有建好：请先启动服务器（malldrill serve）。",
        "the database is not set up yet: start the server first (malldrill serve).",
    ),
    "database_away": ("无法连接数据库。", "cannot reach the database."),
    "redis_away": ("无法连接 Redis（{url}）。", "cannot reach Redis ({url})."),
    "bad_settings": ("设置有误：{problems}", "settings are wrong: {problems}"),
    "metrics_busy": ("指标端口 {port} 已被占用。", "the metrics port {port} is in use."),
    "needs_cluster": (
        "worker 和 beat 只在集群模式下使用：请设置 MALLDRILL_DATABASE_URL（PostgreSQL）、MALLDRILL_REDIS_URL、"
        "MALLDRILL_SECRET。单机模式只需 malldrill serve。",
        "worker and beat belong to the cluster: set MALLDRILL_DATABASE_URL (PostgreSQL), MALLDRILL_REDIS_URL and "
        "MALLDRILL_SECRET. On one computer `malldrill serve` is all it takes.",
    ),
    "migrating": ("正在升级数据（{found} → {known}）", "bringing the data up to date ({found} → {known})"),
    "creating": ("正在创建数据库", "making the database"),
    "serving": ("Malldrill 已启动：{address}", "Malldrill is running: {address}"),
    "instructor": (
        "教师入口（一次有效，24 小时内）：{link}",
        "instructor link (works once, for a day): {link}",
    ),
    "stop": ("按 Ctrl-C 停止。", "Press Ctrl-C to stop."),
    "for_class": (
        "仅本机可访问。开放给课堂网络：HOST=0.0.0.0 make run",
        "only this computer can reach it. To open it to the class network: HOST=0.0.0.0 make run",
    ),
    "no_mall": ("没有编号为 {id} 的商城。", "there is no mall {id}."),
    "quote_no_table": (
        "没有价目表 {table}。现有：{known}",
        "there is no rate table {table}. There are: {known}",
    ),
    "quote_no_zone": (
        "价目表 {table} 没有 {zone} 区。现有：{known}",
        "table {table} has no zone {zone}. There are: {known}",
    ),
    "quote_no_destination": (
        "请说明寄到哪里：--zone 或 --province（可加 --city、--postcode）。",
        "say where it goes: --zone, or --province (with --city, --postcode if you like).",
    ),
    "quote_province_unknown": ("不认识的省份：{province}。", "no such province: {province}."),
    "quote_flag_unknown": (
        "不认识的物品性质：{flag}。可用：{known}",
        "no such kind of goods: {flag}. There are: {known}",
    ),
    "quote_number": (
        "{what} 的数值不对：{value}（不能为负；重量至多三位小数，金额两位，尺寸一位）。",
        "{what} is no right number: {value} (not negative; weights to three decimals, money to two, sizes to one).",
    ),
    "quote_size": ("尺寸要写成 40x30x30（厘米）：{value}", "a size is written 40x30x30 (cm): {value}"),
    "quote_pieces": (
        "多件要写成 1.2@40x30x30,0.8@20x20x10（公斤@厘米）：{value}",
        "pieces are written 1.2@40x30x30,0.8@20x20x10 (kg@cm): {value}",
    ),
    "refused": ("无法完成：{code} {params}", "refused: {code} {params}"),
    "server_away": (
        "服务器持有数据但没有应答，请稍后再试。",
        "a server holds the data but does not answer; try again shortly.",
    ),
    "failed_at": ("{what}失败：{error}", "{what} failed: {error}"),
}


class Trouble(Exception):
    """Something the reader can act on: told in two lines without a traceback, exit code 1."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params

    def __str__(self) -> str:
        chinese, english = both(self.code, **self.params)
        return f"✗ {chinese}\n  {english} [{self.code}]"


def both(code: str, /, **params: object) -> tuple[str, str]:
    """The words of a code in Chinese and in English."""
    chinese, english = WORDS[code]
    return chinese.format(**params), english.format(**params)


def say(code: str, /, *, aside: bool = False, **params: object) -> None:
    """One line of progress; `aside` beside the output, for commands whose output another program reads."""
    chinese, english = both(code, **params)
    show(f"· {chinese} / {english}", aside=aside)


def show(line: str, *, aside: bool = False) -> None:
    """Prints, also on a console that has no Chinese."""
    stream = sys.stderr if aside else sys.stdout
    try:
        print(line, file=stream, flush=True)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        print(line.encode(encoding, "replace").decode(encoding), file=stream, flush=True)


def stop(trouble: Trouble) -> NoReturn:
    """Ends the program with the trouble told."""
    try:
        print(trouble, file=sys.stderr, flush=True)
    except UnicodeEncodeError:
        print(str(trouble).encode("ascii", "replace").decode("ascii"), file=sys.stderr, flush=True)
    raise SystemExit(1)
