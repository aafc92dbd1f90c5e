"""SVG that wants no good, each kind once: what it is called, its bytes, and what becomes of it."""

import base64
import gzip
import struct
import zlib
from typing import NamedTuple

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DRAWN = '<rect width="9" height="9"/>'


class Case(NamedTuple):
    """`refused`: words of the refusal, or none when it is cleaned; `removed`: words of what is told to be removed."""

    name: str
    body: bytes
    refused: str = ""
    removed: tuple[str, ...] = ()


def svg(inside: str, attributes: str = 'viewBox="0 0 100 100"', drawn: str = DRAWN) -> bytes:
    """A whole SVG with something harmless in it, so that something is left."""
    return f"<svg {NS} {attributes}>{inside}{drawn}</svg>".encode()


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says that it is so large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(rows or b"\0" * (3 * width + 1) * min(height, 40)))
    return b"\x89PNG\r\n\x1a\n" + head + pixels + chunk(b"IEND", b"")


def data(body: bytes, media: str = "image/png") -> str:
    return f"data:{media};base64,{base64.b64encode(body).decode()}"


def _nest(opening: str, inside: str, closing: str, times: int) -> str:
    return opening * times + inside + closing * times


def _doubled(levels: int, first: str, each: str) -> str:
    """Things that each hold two of the one before."""
    steps = (each.format(this=f"u{n}", before=f"u{n - 1}") for n in range(1, levels + 1))
    return f'<defs><g id="u0">{first}</g>{"".join(steps)}</defs><use href="#u{levels}"/>'


_TWICE = '<g id="{this}"><use href="#{before}"/><use href="#{before}" x="1"/></g>'
_ZIGZAG = "M0 0" + "".join(f"L{n % 97} {n % 89}" for n in range(1, 3_000))
_CRUMBS = "M9 9" + "h.001v.001" * 2_500
_MARKER = '<marker id="m" markerWidth="3" markerHeight="3">{}</marker>'
_PATTERN = '<pattern id="{}" width="{}" height="{}" patternUnits="userSpaceOnUse">{}</pattern>'
_DOT = '<path d="M1 1h1v1z"/>'
_SMILE = '<path d="M10 10h80v80z" fill="#123456"/>'

SCRIPTS = (
    Case("script", svg("<script>alert(1)</script>"), removed=("<script>",)),
    Case("script from elsewhere", svg('<script href="https://evil.example/x.js"/>'), removed=("<script>",)),
    Case("script in CDATA", svg("<script><![CDATA[alert(1)]]></script>"), removed=("<script>",)),
    Case(
        "script by another prefix",
        svg('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>'),
        "",
        ("<script>",),
    ),
    Case("script of HTML", svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>'), removed=("<script>",)),
    Case("script within a gradient", svg('<linearGradient id="g"><script>1</script></linearGradient>')),
    Case(
        "script in defs in a link", svg('<a href="javascript:1"><defs><script>1</script></defs></a>'), "", ("<script>",)
    ),
    Case("handler", svg('<g onclick="alert(1)"/>'), removed=("attribute onclick",)),
    Case("handler on the root", svg("", 'viewBox="0 0 9 9" onload="alert(1)"'), removed=("attribute onload",)),
    Case(
        "handler in capitals",
        svg('<g ONLOAD="alert(1)" oNeRrOr="x"/>'),
        removed=("attribute ONLOAD", "attribute oNeRrOr"),
    ),
    Case("handler by character codes", svg('<g onload="&#97;lert(1)"/>'), removed=("attribute onload",)),
    Case("handler of another namespace", svg('<g x:onload="alert(1)" xmlns:x="http://www.w3.org/2000/svg"/>')),
    Case("script address", svg('<a href="javascript:alert(1)"><path d="M0 0h5v5z"/></a>')),
    Case("script address by codes", svg('<a xlink:href="&#106;avascript:alert(1)"><path d="M0 0h5v5z"/></a>')),
    Case("HTML address", svg('<a href="data:text/html,x"><path d="M0 0h5v5z"/></a>')),
    Case(
        "HTML in a picture",
        svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
        "",
        ("<foreignObject>",),
    ),
    Case("frame", svg('<iframe src="https://evil.example"/>'), removed=("<iframe>",)),
    Case("frame of HTML", svg('<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>'), removed=("<iframe>",)),
    Case(
        "embedded things", svg("<embed/><object/><video/><audio/><canvas/>"), removed=("<embed>", "<object>", "<video>")
    ),
    Case("animated address", svg('<a><animate attributeName="href" to="javascript:1"/></a>'), removed=("<animate>",)),
    Case("set address", svg('<a><set attributeName="href" to="javascript:1"/></a>'), removed=("<set>",)),
    Case(
        "animated transform",
        svg('<g><animateTransform attributeName="transform"/></g>'),
        removed=("<animateTransform>",),
    ),
    Case("animated path", svg('<path d="M0 0h9v9z"><animateMotion/><mpath/></path>')),
    Case(
        "handler elements",
        svg('<handler type="x">1</handler><listener event="x"/>'),
        removed=("<handler>", "<listener>"),
    ),
    Case("tag in a title", svg("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>")),
    Case(
        "tag in an id", svg('<path id="&lt;script&gt;" d="M0 0h9v9z"/><use href="#&lt;script&gt;"/>'), removed=("href",)
    ),
    Case("quote in an id", svg('<path id="a&quot; onload=&quot;x" d="M0 0h9"/>')),
    Case("switch to HTML", svg('<switch><foreignObject/><path d="M0 0h9v9z"/></switch>')),
)
OUTSIDE = (
    Case("use of elsewhere", svg('<use href="https://evil.example/x.svg#a"/>'), removed=("href",)),
    Case("use of a file", svg('<use xlink:href="file:///etc/passwd#a"/>'), removed=("href",)),
    Case("use of data", svg(f'<use href="{data(b"<svg/>", "image/svg+xml")}"/>'), removed=("href",)),
    Case(
        "image of elsewhere", svg('<image href="https://evil.example/x.png" width="9" height="9"/>'), "", ("outside",)
    ),
    Case("image of a file", svg('<image href="/etc/passwd" width="9" height="9"/>'), "", ("outside",)),
    Case("image without a scheme", svg('<image href="//evil.example/x" width="9" height="9"/>'), "", ("outside",)),
    Case("image that is SVG", svg(f'<image href="{data(svg(""), "image/svg+xml")}"/>'), "", ("no PNG",)),
    Case("image that says PNG", svg(f'<image href="{data(svg(""))}" width="9" height="9"/>'), "", ("image",)),
    Case(
        "style sheet beside it",
        b'<?xml-stylesheet href="https://evil.example/x.css"?>' + svg(""),
        "",
        ("xml-stylesheet",),
    ),
    Case("instruction", svg("<?php system('x') ?>"), removed=("php",)),
    Case("imported style", svg('<style>@import "https://evil.example/x.css";</style>'), removed=("style",)),
    Case(
        "font of elsewhere", svg("<style>@font-face{src:url(https://evil.example/f)}</style>"), removed=("style rule",)
    ),
    Case("style with an address", svg("<style>rect{fill:url(https://evil.example/#a)}</style>"), removed=("fill",)),
    Case("style with an image", svg("<style>rect{background:url(https://evil.example)}</style>")),
    Case("style by escapes", svg(r"<style>rect{fill:\75rl(https://evil.example/#a)}</style>")),
    Case("style with a comment", svg("<style>rect{fill:u/**/rl(https://evil.example/#a)}</style>"), removed=("fill",)),
    Case("style by attribute", svg('<g style="fill:url(//evil.example/x#a);behavior:url(x)"/>'), removed=("fill",)),
    Case("expression", svg('<g style="width:expression(alert(1))"/>')),
    Case("style with media", svg("<style>@media all{rect{fill:url(//evil.example)}}</style>"), removed=("style rule",)),
    Case("style by namespace", svg("<style>@namespace url(x);rect{fill:red}</style>"), removed=("style rule",)),
    Case(
        "style with variables",
        svg("<style>:root{--a:url(//evil.example)}rect{fill:var(--a)}</style>"),
        removed=("fill",),
    ),
    Case("paint of elsewhere", svg('<path d="M0 0h9v9z" fill="url(https://evil.example/x#a)"/>'), removed=("fill",)),
    Case("paint by a quote", svg("""<path d="M0 0h9v9z" fill="url('//evil.example/x#a')"/>"""), removed=("fill",)),
    Case("mask of elsewhere", svg('<path d="M0 0h9v9z" mask="url(https://evil.example/x#a)"/>'), removed=("mask",)),
    Case("clip of elsewhere", svg('<path d="M0 0h9v9z" clip-path="url(x.svg#a)"/>'), removed=("clip-path",)),
    Case("marker of elsewhere", svg('<path d="M0 0h9v9z" marker="url(x.svg#a)"/>'), removed=("marker-start",)),
    Case(
        "filter",
        svg('<filter id="f"><feImage href="https://evil.example"/></filter><g filter="url(#f)"/>'),
        "",
        ("<filter>", "filter"),
    ),
    Case("filter by style", svg('<g style="filter:url(https://evil.example/#f)"/>'), removed=("filter",)),
    Case("cursor of elsewhere", svg('<g style="cursor:url(https://evil.example)" cursor="url(x)"/>')),
    Case("gradient of elsewhere", svg('<linearGradient id="g" href="x.svg#a"/><path d="M0 0h9v9z" fill="url(#g)"/>')),
    Case(
        "base address",
        svg('<image xml:base="https://evil.example/" href="x.png" width="9" height="9"/>'),
        "",
        ("outside",),
    ),
    Case(
        "inclusion",
        svg('<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
        "",
        ("<include>",),
    ),
    Case("text by reference", svg('<text><tref href="/etc/passwd"/></text>'), removed=("text",)),
    Case("colour profile", svg('<color-profile href="https://evil.example"/>'), removed=("<color-profile>",)),
    Case("font of SVG", svg('<font><font-face><font-face-uri href="x"/></font-face></font>'), removed=("<font>",)),
)
XML = (
    Case(
        "doctype", b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://evil.example/x.dtd">' + svg(""), "doctype"
    ),
    Case("laughs", b'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + svg("<title>&b;</title>"), "doctype"),
    Case(
        "outside entity",
        b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<title>&x;</title>"),
        "doctype",
    ),
    Case("parameter entity", b'<!DOCTYPE s [<!ENTITY % x SYSTEM "http://evil.example">%x;]>' + svg(""), "doctype"),
    Case("unknown entity", svg("<title>&nbsp;</title>"), "well-formed"),
    Case("compressed", gzip.compress(svg(""), mtime=0), "compressed"),
    Case("UTF-16", svg("").decode().encode("utf-16"), "UTF-8"),
    Case("UTF-16 without a mark", svg("").decode().encode("utf-16-le"), "UTF-8"),
    Case("UTF-7 by its word", b'<?xml version="1.0" encoding="UTF-7"?>' + svg(""), "UTF-7"),
    Case(
        "Latin by its word", b'<?xml version="1.0" encoding="iso-8859-1"?>' + svg("<title>\xe9</title>"), "iso-8859-1"
    ),
    Case("broken UTF-8", svg("").replace(b"<rect", b"<rect id='\xff'"), "UTF-8"),
    Case("long UTF-8", svg("").replace(b"<rect", b"<rect id='\xc0\xaf'"), "UTF-8"),
    Case("mark before it", b"\xef\xbb\xbf" + svg("")),
    Case("not closed", svg("")[:-6], "well-formed"),
    Case("something behind it", svg("") + b"<script>1</script>", "well-formed"),
    Case("prefix without a namespace", svg("").replace(b"<rect", b'<evil:rect x:y="1"'), "well-formed"),
    Case("attribute twice", svg('<g id="a" id="b"/>'), "well-formed"),
    Case("nothing", b"", "well-formed"),
    Case("HTML", b"<html><body/></html>", "<html>"),
    Case("HTML by namespace", b'<svg xmlns="http://www.w3.org/1999/xhtml"/>', "another language"),
    Case("CDATA", svg("<title><![CDATA[<script>1</script>]]></title>")),
    Case("comment with a tag", svg("<!-- <script>1</script> --><title>a<!-- b -->c</title>")),
    Case("default namespace changed", svg('<g xmlns="http://evil.example"><path d="M0 0h9"/></g>'), removed=("<g>",)),
    Case("namespace taken away", svg('<g xmlns=""><path d="M0 0h9v9z"/></g>')),
    Case("deep", svg(_nest("<g>", "", "</g>", 400)), "deep"),
    Case("deep in another language", svg(_nest('<x xmlns="y">', "", "</x>", 400)), "deep"),
    Case("very many elements", svg("<g/>" * 100_000), "5000 elements"),
    Case("large", svg(" " * 600_000), "bytes"),
    Case("many attributes", svg("<g " + " ".join(f'a{n}="1"' for n in range(2_000)) + "/>"), "100 attributes"),
    Case("long attribute", svg(f'<g data-x="{"a" * 300_000}"/>'), "200000 characters"),
    Case("nothing to draw", svg("<script>1</script>", drawn=""), "Nothing is left"),
    Case("odd ids", svg('<path id="ä &#9731; b" d="M0 0h9v9z"/><path id="é☃" d="M0 0h9v9z"/><use href="#é☃" y="9"/>')),
    Case("one id twice", svg('<path id="a" d="M0 0h9v9z"/><g id="a"/><use href="#a"/>')),
)
NUMBERS = (
    Case("no size", svg("", ""), "how large"),
    Case("size of nothing", svg("", 'width="0" height="0"'), "how large"),
    Case("size in per cent", svg("", 'width="100%" height="100%"'), "how large"),
    Case("view of nothing", svg("", 'viewBox="0 0 0 0"'), "how large"),
    Case("view without end", svg("", 'viewBox="0 0 1e309 1"'), "how large"),
    Case("view of words", svg("", 'viewBox="a b c d" width="9" height="9"'), removed=("viewBox",)),
    Case("large size", svg("", 'width="1e5" height="1e5"')),
    Case("thin view", svg("", 'viewBox="0 0 100000 0.001"')),
    Case("no number", svg('<circle r="NaN"/><rect width="Infinity" height="9"/>'), removed=("r “NaN”",)),
    Case("long numbers", svg(f'<rect width="{"9" * 5_000}" height="9"/>'), removed=("width",)),
    Case("far away", svg('<rect x="1e30" y="-1e300" width="9" height="9"/>'), removed=("x “1e30”",)),
    Case("path too far", svg('<path d="M0 0L1e30 1e30"/>'), "too far"),
    Case("path of no numbers", svg('<path d="M0 0LNaN 1"/>'), "path cannot be read"),
    Case("path with a tag", svg('<path d="M0 0&quot;&gt;&lt;script&gt;"/>'), "path cannot be read"),
    Case("long path", svg(f'<path d="{"M0 0" + "l1 1" * 20_000}"/>'), "6000 segments"),
    Case("many points", svg(f'<polyline points="{"1 1 " * 20_000}"/>'), "cannot be read"),
    Case("transform without end", svg('<g transform="scale(1e200) scale(1e200)"/>'), removed=("transform",)),
    Case("many transforms", svg(f'<g transform="{"rotate(1) " * 500}"/>'), removed=("transform",)),
    Case("flat transform", svg('<g transform="scale(0)"><path d="M0 0h9v9z"/></g>')),
    Case("transform of words", svg('<g transform="url(x)"/>'), removed=("transform",)),
    Case("huge line", svg('<path d="M0 0h9" stroke="red" stroke-width="1e9"/>'), removed=("stroke-width",)),
    Case("negative sizes", svg('<circle r="-5"/><ellipse rx="-1" ry="2"/><rect width="-1" height="2"/>')),
    Case("odd arcs", svg('<path d="M0 0A0 5 0 0 1 9 9A-5 5 0 1 0 0 0A1e-9 1e-9 0 0 1 9 0z" stroke="red"/>')),
    Case("arcs without spaces", svg('<path d="M0 0a5 5 0 01.5.5 5 5 0 1 1-.5-.5"/>')),
    Case(
        "negative dashes", svg('<path d="M0 0h9" stroke="red" stroke-dasharray="-1 2"/>'), removed=("stroke-dasharray",)
    ),
    Case("dashes of nothing", svg('<path d="M0 0h9" stroke="red" stroke-dasharray="0 0"/>')),
    Case("opacity in per cent", svg('<g opacity="50%"><path d="M0 0h9v9z" fill-opacity="400%"/></g>')),
    Case("sizes in odd units", svg('<rect width="2em" height="3vmin" x="1cm" y="10%"/>'), removed=("height",)),
)
BOMBS = (
    Case("use of itself", svg('<g id="a"><use href="#a"/></g>'), "circle"),
    Case("use in a circle", svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "circle"),
    Case("use doubled", svg(_doubled(25, _DOT, _TWICE)), "20000 things"),
    Case("empty groups doubled", svg(_doubled(25, "", _TWICE)), "20000 things"),
    Case("hidden uses doubled", svg(_doubled(25, _DOT, _TWICE), drawn='<g visibility="hidden"/>'), "20000 things"),
    Case(
        "symbols doubled",
        svg(_doubled(25, _DOT, _TWICE.replace("<g ", "<symbol ").replace("/g>", "/symbol>"))),
        "20000 things",
    ),
    Case("uses of a large thing", svg(f'<path id="p" d="{_CRUMBS}"/>' + '<use href="#p"/>' * 4_000), "20000 things"),
    Case(
        "a long chain",
        svg(
            "".join(f'<g id="c{n}"><use href="#c{n + 1}"/></g>' for n in range(1_000)) + '<path id="c1000" d="M0 0h9"/>'
        ),
        "deep",
    ),
    Case(
        "pattern of itself",
        svg(
            _PATTERN.format("p", 9, 9, '<path d="M0 0h9v9z" fill="url(#p)"/>') + '<path d="M0 0h9v9z" fill="url(#p)"/>'
        ),
        "circle",
    ),
    Case(
        "patterns in patterns",
        svg(
            "".join(
                _PATTERN.format(f"p{n}", 9, 9, f'<path d="M0 0h9v9z" fill="url(#p{n + 1})"/>' * 10) for n in range(9)
            )
            + _PATTERN.format("p9", 9, 9, _SMILE)
            + '<path d="M0 0h9v9z" fill="url(#p0)"/>'
        ),
        "patterns",
    ),
    Case(
        "pattern of dust",
        svg(_PATTERN.format("p", ".001", ".001", _SMILE) + '<path d="M0 0h99v99z" fill="url(#p)"/>'),
        "20000 things",
    ),
    Case(
        "pattern of shares of dust",
        svg(
            '<pattern id="p" width="1e-4" height="1e-4"><path d="M0 0h1v1z"/></pattern>'
            '<path d="M0 0h99v99z" fill="url(#p)"/>'
        ),
        "20000 things",
    ),
    Case("pattern of nothing", svg(_PATTERN.format("p", "0", "0", _SMILE) + '<path d="M0 0h99v99z" fill="url(#p)"/>')),
    Case(
        "pattern on a line",
        svg('<pattern id="p" width=".5" height=".5"><path d="M0 0h9"/></pattern><path d="M0 0h9" stroke="url(#p)"/>'),
        "cannot be drawn",
    ),
    Case(
        "mask of itself", svg('<mask id="m"><g mask="url(#m)"/></mask><path d="M0 0h9v9z" mask="url(#m)"/>'), "circle"
    ),
    Case(
        "clip of itself",
        svg(
            '<clipPath id="c" clip-path="url(#c)"><path d="M0 0h9"/></clipPath>'
            '<path d="M0 0h9v9z" clip-path="url(#c)"/>'
        ),
        "circle",
    ),
    Case(
        "masks in masks",
        svg(
            "".join(f'<mask id="m{n}"><path d="M0 0h9v9z" mask="url(#m{n + 1})"/></mask>' for n in range(20))
            + '<path d="M0 0h9v9z" mask="url(#m0)"/>'
        ),
        "masks",
    ),
    Case("many layers", svg('<g opacity=".9"><path d="M0 0h9v9z"/></g>' * 600), "too often"),
    Case("layers in layers", svg(_nest('<g opacity=".9">', _SMILE, "</g>", 12)), "6 deep"),
    Case(
        "markers by the thousand",
        svg(_MARKER.format(_DOT * 20) + f'<path d="{_ZIGZAG}" marker-mid="url(#m)"/>'),
        "20000 things",
    ),
    Case(
        "markers passed on",
        svg(_MARKER.format(_DOT * 20) + f'<path id="p" d="{_ZIGZAG}"/><g marker-mid="url(#m)"><use href="#p"/></g>'),
        "20000 things",
    ),
    Case(
        "marker of itself",
        svg(_MARKER.format('<path d="M0 0h1" marker-end="url(#m)"/>') + '<path d="M0 0h9" marker-end="url(#m)"/>'),
        "circle",
    ),
    Case(
        "marker that is not there",
        svg('<path d="M0 0h9" marker-end="url(#none)" stroke="red"/>'),
        removed=("reference",),
    ),
    Case("marker without a box", svg(_MARKER.format(_SMILE) + '<path d="M0 0h9v9" marker="url(#m)" stroke="red"/>')),
    Case(
        "marker of odd size",
        svg(
            '<marker id="m" markerWidth="0" markerHeight="1e9" orient="1turn"><path d="M0 0h1"/></marker>'
            '<path d="M0 0h9v9" marker="url(#m)"/>'
        ),
        "",
        ("orient",),
    ),
    Case("dashes of dust", svg('<path d="M0 0h99999" stroke="red" stroke-dasharray=".0001"/>'), "20000 things"),
    Case("dashes passed on", svg('<g stroke="red" stroke-dasharray=".001"><path d="M0 0h9999"/></g>'), "20000 things"),
    Case(
        "dashes on an arc",
        svg('<path d="M0 0A50000 50000 0 1 0 1 1" stroke="red" stroke-dasharray=".001"/>'),
        "20000 things",
    ),
    Case("painted over and over", svg('<rect width="100" height="100"/>' * 4_000), "too often"),
    Case("broad lines over and over", svg('<path d="M0 0h1" stroke="red" stroke-width="9999"/>' * 2_000), "too often"),
    Case(
        "very many colours",
        svg(f'<linearGradient id="g">{"<stop/>" * 4_000}</linearGradient><path d="M0 0h9v9z" fill="url(#g)"/>'),
        "128 colours",
    ),
    Case(
        "lent colours",
        svg(
            f'<linearGradient id="g">{"<stop/>" * 120}</linearGradient>'
            + "".join(f'<linearGradient id="h{n}" href="#g"/>' for n in range(4_000))
        ),
        "8000 elements",
    ),
    Case(
        "gradients in a circle",
        svg('<linearGradient id="g" href="#h"/><linearGradient id="h" href="#g"/><path d="M0 0h9v9z" fill="url(#g)"/>'),
        "circle",
    ),
    Case(
        "gradients on and on",
        svg(
            "".join(f'<linearGradient id="g{n}" href="#g{n + 1}"/>' for n in range(100))
            + '<path d="M0 0h9v9z" fill="url(#g0)"/>'
        ),
        "too often",
    ),
    Case("paint by a use", svg('<g id="g"/><path d="M0 0h9v9z" fill="url(#g)"/>'), removed=("reference",)),
    Case("use of a gradient", svg('<linearGradient id="g"/><use href="#g"/>'), removed=("reference",)),
    Case("use of nothing", svg('<use/><use href=""/><use href="#"/><use href="#none"/>'), removed=("reference",)),
    Case("drawings in drawings", svg(_nest('<svg viewBox="0 0 9 9" width="8" height="8">', _SMILE, "</svg>", 9))),
    Case("a drawing of nothing", svg('<svg width="0" height="0"><path d="M0 0h9v9z"/></svg>')),
    Case("style rules by the thousand", svg("<style>" + "a{fill:red}" * 2_000 + "</style>"), "500 style rules"),
    Case("long style", svg(f"<style>{'/* */' * 20_000}</style>"), "style of more"),
    Case("style that never closes", svg("<style>rect{fill:red;{{{{</style>"), removed=("style rule",)),
    Case(
        "large image",
        svg(f'<image href="{data(png(30_000, 30_000))}" width="9" height="9"/>'),
        "",
        ("image: This image",),
    ),
    Case(
        "image of too many bytes", svg(f'<image href="{data(b"a" * 140_000)}" width="9" height="9"/>'), "", ("bytes",)
    ),
    Case("image cut off", svg(f'<image href="{data(png(40, 40)[:-30])}" width="9" height="9"/>'), "", ("image",)),
    Case("images by the dozen", svg(f'<image href="{data(png(4, 4))}" width="9" height="9"/>' * 12), "4 raster images"),
    Case(
        "image again and again",
        svg(f'<image id="i" href="{data(png(4, 4))}" width="9" height="9"/>' + '<use href="#i"/>' * 2_000),
        "20000 things",
    ),
)
SLOW = (
    # Each made a pattern go back and forth over it; none may take longer than reading it does.
    Case("spaces in a path", svg(f'<path d="M0 0{" " * 100_000}x"/>'), "path cannot be read"),
    Case("spaces in a list", svg(f'<polyline points="1 1{" " * 100_000}x"/>'), "cannot be read"),
    Case("spaces in a transform", svg(f'<g transform="{" " * 100_000}x"/>')),
    Case("spaces in a style", svg(f'<g style="fill:red{" " * 100_000}x"/>'), removed=("fill",)),
    Case("digits in a length", svg(f'<rect width="{"9" * 100_000}!" height="9"/>'), removed=("width",)),
    Case("comments that never end", svg(f"<style>{'/*/' * 20_000}</style>")),
    Case("declarations that never end", svg(f"<style>{'a{' * 20_000}</style>"), removed=("style rule",)),
    Case("spaces in an address", svg(f'<g fill="url({" " * 100_000}"/>'), removed=("fill",)),
    Case("a colour that never ends", svg(f'<g fill="rgb({"1," * 50_000}"/>'), removed=("fill",)),
)
HOSTILE = SCRIPTS + OUTSIDE + XML + NUMBERS + BOMBS + SLOW
