"""The shortcodes that Hugo brings along, as Hugo 0.168 renders them.

Sources: https://gohugo.io/shortcodes/ and the binary's own output.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import quote, urlencode

from editor.core.markdown.code_blocks import highlight, read_options
from editor.core.markdown.links import RefNotFoundError
from editor.core.markdown.refusal import HugoComplaint, HugoRefusal
from editor.core.markdown.shortcodes.cards import card
from editor.core.markdown.shortcodes.scene import (
    Invocation,
    attributes,
    escape,
    picture,
    plain,
    safe_url,
)

Renderer = Callable[[Invocation], str]

_FRAME = "position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;"
_FILL = "position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;"
_ALLOW = "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share"
_TRUE = ("true", "1")
_FALSE = ("false", "0")


def _flag(call: Invocation, name: str, *, default: bool) -> bool:
    value = call.text(name)
    return value in _TRUE if value in (*_TRUE, *_FALSE) else default


def figure(call: Invocation) -> str:
    """An image with its title, caption and attribution."""
    scene = call.scene
    src, broken = picture(scene, call.text("src"))
    caption, attr = scene.inline(call.text("caption")), scene.inline(call.text("attr"))
    alt = escape(call.text("alt")) or plain(caption).replace('"', "&quot;")
    more = attributes(width=call.get("width"), height=call.get("height"), loading=call.get("loading"))
    image = f'<img src="{src}"' + (f' alt="{alt}"' if alt else "") + more + f"{broken}>"
    if call.text("link"):
        more = attributes(target=call.get("target"), rel=call.get("rel"))
        image = f'<a href="{safe_url(call.text("link"))}"{more}>{image}</a>'
    title = call.text("title")
    if title or caption or attr:
        head = f"<h4>{escape(title)}</h4>" if title else ""
        if call.text("attrlink") and attr:
            attr = f'<a href="{safe_url(call.text("attrlink"))}">{attr}</a>'
            caption += "\n\t\t\t\t\t\t"
        text = f"<p>{caption}{attr}</p>" if caption.strip() or attr else ""
        image += f"<figcaption>\n\t\t\t{head}{text}\n\t\t</figcaption>"
    return f"<figure{attributes(class_=call.get('class'))}>{image}\n</figure>\n"


def youtube(call: Invocation) -> str:
    """A video of YouTube's."""
    video = call.text("id", 0)
    if not video:
        raise HugoComplaint('The "youtube" shortcode requires an id argument.')
    title = call.text("title") or "YouTube video"
    if call.scene.context.embeds == "card":
        address = "https://www.youtube.com/watch?v=" + quote(video, safe="")
        return card("YouTube", call.text("title") or video, url=address, icon="video")
    autoplay = _flag(call, "autoplay", default=False)
    query = {
        "autoplay": str(int(autoplay)),
        "controls": str(int(_flag(call, "controls", default=True))),
        "end": call.text("end") or "0",
        "loop": str(int(_flag(call, "loop", default=False))),
        "mute": str(int(autoplay or _flag(call, "mute", default=False))),
    }
    if query["loop"] == "1":
        query["playlist"] = video
    query["start"] = call.text("start") or "0"
    allow = _ALLOW + ("; fullscreen" if _flag(call, "allowFullScreen", default=True) else "")
    frame, fill = _styles(call)
    source = escape(f"https://www.youtube.com/embed/{quote(video, safe='')}?{urlencode(query)}")
    return (
        f'<div {frame}>\n\t\t\t<iframe allow="{allow}" loading="{escape(call.text("loading") or "eager")}"'
        f' referrerpolicy="strict-origin-when-cross-origin" src="{source}"{fill} title="{escape(title)}">'
        "</iframe>\n\t\t</div>\n"
    )


def _styles(call: Invocation) -> tuple[str, str]:
    if call.text("class"):
        return f'class="{escape(call.text("class"))}"', ""
    return f'style="{_FRAME}"', f' style="{_FILL}"'


def vimeo(call: Invocation) -> str:
    """A video of Vimeo's."""
    video = call.text("id", 0)
    if not video:
        raise HugoComplaint(
            f'The "{call.name}" shortcode requires a video id, either as the first positional argument'
            " or an argument named id."
        )
    if call.scene.context.embeds == "card":
        address = "https://vimeo.com/" + quote(video, safe="")
        return card("Vimeo", call.text("title") or video, url=address, icon="video")
    if call.name == "vimeo_simple":
        return ""
    frame, fill = _styles(call)
    more = attributes(loading=call.get("loading"), title=call.get("title")) + fill
    if _flag(call, "allowFullScreen", default=True):
        more += ' allow="fullscreen"'
    # Whether a visit is tracked is for the site's privacy settings to say, and no argument's.
    source = f"https://player.vimeo.com/video/{quote(video, safe='')}?dnt=0"
    return f'\n\t\t\t<div {frame}>\n\t\t\t\t<iframe src="{source}"{more}>\n\t\t\t\t</iframe>\n\t\t\t</div>\n'


def instagram(call: Invocation) -> str:
    """A post of Instagram's, as a link to it."""
    post = call.text(0)
    if not post or len(call.params) != 1:
        raise HugoComplaint(
            f'The "{call.name}" shortcode requires a single positional parameter, the ID of the Instagram post.'
        )
    address = "https://www.instagram.com/p/" + quote(post, safe="")
    return card("Instagram", post, url=address, icon="post")


def x(call: Invocation) -> str:
    """A post of X's; without the network Hugo writes nothing."""
    user, post = call.text("user"), call.text("id")
    if not user or not post:
        raise HugoComplaint(f'The "{call.name}" shortcode requires two named parameters: user and id.')
    if call.scene.context.embeds != "card":
        return ""
    address = f"https://x.com/{quote(user, safe='')}/status/{quote(post, safe='')}"
    return card("X", f"@{user}: {post}", url=address, icon="post")


def removed(call: Invocation) -> str:
    """A shortcode that Hugo has no more."""
    if call.name == "gist":
        raise HugoComplaint('The "gist" shortcode was deprecated in v0.143.0 and removed in v0.156.0.')
    raise HugoComplaint(
        'The "twitter", "tweet", and "twitter_simple" shortcodes were deprecated in v0.142.0 and removed in'
        ' v0.156.0. Please use the "x" shortcode instead.'
    )


def details(call: Invocation) -> str:
    """What opens at a click."""
    given = attributes(class_=call.get("class"), name=call.get("name"))
    given += " open" if _flag(call, "open", default=False) else ""
    given += attributes(title=call.get("title"))
    summary = call.scene.inline(call.text("summary")) or "Details"
    inner = call.scene.markdown(call.inner) if call.inner else ""
    return f"\n<details{given}>\n\t<summary>{summary}</summary>\n\t{inner.rstrip()}\n</details>\n"


def highlighted(call: Invocation) -> str:
    """Code in a language's colours."""
    code = call.inner
    if call.indentation:
        code = "\n".join(line.removeprefix(call.indentation) for line in code.split("\n"))
    return highlight(code.strip("\r\n"), call.text(0), read_options(call.text(1)), call.scene.config)


def param(call: Invocation) -> str:
    """A value of the page's front matter, or of the site's params."""
    name = call.text(0)
    if not name:
        raise HugoComplaint("Missing param key")
    context = call.scene.context
    for values in (context.params, context.site_params):
        found = _dig(values, name)
        if found is not None:
            return escape(found)
    raise HugoComplaint(f'Param "{name}" not found')


def _dig(values: Mapping[str, object], name: str) -> object | None:
    """Follow a dotted name in any case, below `params` too, where front matter has them as well."""
    lowered: dict[str, object] = {str(key).lower(): value for key, value in values.items()}
    nested = lowered.get("params")
    if isinstance(nested, Mapping):
        lowered |= {str(key).lower(): value for key, value in nested.items()}
    if name.lower() in lowered:
        return lowered[name.lower()]
    found: object = lowered
    for part in name.lower().split("."):
        if not isinstance(found, Mapping):
            return None
        found = {str(key).lower(): value for key, value in found.items()}.get(part)
    return found


def ref(call: Invocation) -> str:
    """The address of a page: `ref` gives it whole, `relref` from the site's root."""
    if not call.params:
        raise HugoRefusal(f"error calling {call.name}: invalid number of arguments to {call.name}")
    wanted = call.text("path", 0)
    context = call.scene.context
    if not wanted or wanted.startswith("#") or context.resolve_ref is None:
        return escape(wanted)
    try:
        path = context.resolve_ref(wanted)
    except RefNotFoundError as error:
        raise HugoComplaint(f'[{context.language}] REF_NOT_FOUND: Ref "{wanted}": {error}') from error
    base = context.base_url.rstrip("/") if call.name == "ref" and path.startswith("/") else ""
    return escape(base + path)


def qr(call: Invocation) -> str:
    """A QR code, of which the preview shows the text."""
    text = call.text("text", 0) or html.unescape(call.inner)
    if not text:
        raise HugoRefusal('The "qr" shortcode requires a "text" argument.')
    return card("QR code", text, icon="qr")


def comment(_call: Invocation) -> str:
    """What nobody sees."""
    return ""


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {
        "comment": comment,
        "details": details,
        "figure": figure,
        "gist": removed,
        "highlight": highlighted,
        "instagram": instagram,
        "instagram_simple": instagram,
        "param": param,
        "qr": qr,
        "ref": ref,
        "relref": ref,
        "tweet": removed,
        "twitter": removed,
        "twitter_simple": removed,
        "vimeo": vimeo,
        "vimeo_simple": vimeo,
        "x": x,
        "x_simple": x,
        "youtube": youtube,
    }
)
WITH_INNER = frozenset({"comment", "details", "highlight", "qr"})
