"""Keys of other systems, from the command line: made, listed and ended."""

import argparse
import sys

from mingtang.foundation.organisations.actions import add_machine_key, end_machine_key
from mingtang.foundation.organisations.models import MachineKey, Post
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.kernel.refusals import Invalid


def run(wanted: argparse.Namespace) -> int:
    """Status 1, with one line that says why, where nothing was done."""
    match wanted.what:
        case "add":
            return _add(wanted.name, wanted.post)
        case "end":
            return _end(wanted.prefix, wanted.reason)
        case _:
            return _list()


def _add(name: str, code: str) -> int:
    post = Post.objects.select_related("unit").filter(code=code).first()
    if post is None:
        return _wrong(f"No post has the code {code!r}. The codes stand in the set-up screens, 岗位.")
    try:
        made, key = add_machine_key(SYSTEM, name=name, post=post)
    except Invalid as refusal:
        return _wrong("; ".join(str(note) for notes in refusal.fields.values() for note in notes))
    print(f"{made.name} acts as {post} with the grants of that post. The key, shown this once only:")
    print(key)
    return 0


def _end(prefix: str, reason: str) -> int:
    key = MachineKey.objects.select_related("post__unit").filter(prefix=prefix).first()
    if key is None:
        return _wrong(f"No key begins with {prefix!r}. See: mingtang machine-key list")
    if key.ended_at:
        return _wrong(f"The key {prefix} was ended before.")
    end_machine_key(SYSTEM, key, reason)
    print(f"Ended: {key.name} {key.prefix}. Requests with it are answered with 401 from now on.")
    return 0


def _list() -> int:
    for key in MachineKey.objects.select_related("post__unit"):
        used = f"{key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "never"
        state = f"ended {key.ended_at:%Y-%m-%d}" if key.ended_at else "living"
        print(
            f"{key.prefix}  {key.name}  {key.post.code}  made {key.created_at:%Y-%m-%d}  used {used}  {state}"
        )
    return 0


def _wrong(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
