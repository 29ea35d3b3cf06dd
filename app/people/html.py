"""The two small pages the server itself writes: the instructor's link, and that it is used up."""

# ruff: noqa: E501 (words for people, where a Chinese character counts as two columns)

from html import escape

_HEAD = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin"><link rel="icon" href="/favicon.svg" type="image/svg+xml">
<title>Malldrill 商城练兵场</title><style>
body{font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:0;min-height:100vh;display:grid;
place-items:center;background:#f3f1ec;color:#1b1f27}
main{max-width:26rem;padding:2.5rem;background:#fff;border-radius:12px;box-shadow:0 1px 3px #0002}
h1{font-size:1.35rem;margin:0 0 .5rem}p{margin:.4rem 0 1rem;color:#495057}
button{font:inherit;font-weight:600;padding:.7rem 1.4rem;border:0;border-radius:8px;background:#0f6657;color:#fff;
cursor:pointer}button:focus-visible{outline:3px solid #82d5c0;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#14171c;color:#e8eaed}main{background:#1e2229}p{color:#b8bec7}}
</style></head><body><main>"""
_FOOT = "</main></body></html>"


def link_page(token: str) -> str:
    """One button; pressing it uses the link up."""
    return (
        f"{_HEAD}<h1>教师入口 · Instructor</h1><p>点击按钮后，此浏览器将以教师身份登录。链接只能使用一次。<br>"
        '<span lang="en">This browser will be signed in as the instructor. The link works once.</span></p>'
        f'<form method="post" action="/instructor/{escape(token, quote=True)}">'
        f'<button type="submit">进入教师控制台 · Open the cockpit</button></form>{_FOOT}'
    )


def link_gone() -> str:
    """Used, too old or never made: the same words for all three."""
    return (
        f"{_HEAD}<h1>链接已失效 · This link no longer works</h1><p>链接已被使用或已过期。请在运行服务器的电脑上执行 "
        "<code>malldrill instructor link</code> 获取新链接。<br>"
        '<span lang="en">It was used or is too old. Run <code>malldrill instructor link</code> on the computer '
        f"that runs the server to make another.</span></p>{_FOOT}"
    )
