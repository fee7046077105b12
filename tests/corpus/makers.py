"""Markup of content systems, page builders, portals and offices that papers use today, and of old pages that still stand.

Each shape is a page of `make.py`, as in `shapes.py`; the day and the author are those of the prose.
"""
import html

from shapes import DAY, everything, head

E = html.escape


def foot(p):
    return f'<footer class="site-footer"><p>{E(p.l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>'


def paras(p, ns, tag="p", cls=""):
    return "".join(f'<{tag} class="{cls}">{p.p(n)}</{tag}>' for n in ns)


def brought(p, cls):
    """A list of short items that the paragraph above it announces, each item a paragraph."""
    l = p.l
    if "announced" not in l:
        return ""
    above = p.announced()
    for item in l["items"]:
        p.expect("-", item)
    return f'{above}<ul class="{cls}">' + "".join(f'<li><p class="{cls}">{E(item)}</p></li>' for item in l["items"]) + "</ul>"


def builder(p, cs):
    """A page builder whose lists hold whole paragraphs."""
    l = p.l
    o = [head(p, cs, '<meta name="generator" content="Wix.com Website Builder">'), f'<body><div id="SITE_CONTAINER"><header id="SITE_HEADER">{p.nav("wixui-menu")}</header><main id="PAGES_CONTAINER"><section id="comp-1" class="wixui-section"><div id="comp-2" class="HcOXKn wixui-rich-text" data-testid="richTextElement"><h1 class="font_0 wixui-rich-text__text">{E(l["title"])}</h1></div><div id="comp-3" class="wixui-rich-text" data-testid="richTextElement"><p class="font_8 wixui-rich-text__text">{E(l["by"])} {E(l["author"])}</p></div>']
    o.append(f'<div id="comp-4" class="HcOXKn c9GqVL QxJLC3 wixui-rich-text" data-testid="richTextElement"><ul class="font_8 wixui-rich-text__text">' + "".join(f'<li class="wixui-rich-text__text"><p class="font_8 wixui-rich-text__text"><span class="wixui-rich-text__text">{E(l["paragraphs"][n])}</span></p></li>' for n in (0, 1, 2)) + '</ul></div>')
    for n in (0, 1, 2):
        p.expect("-", l["paragraphs"][n])
    o.append(f'<div id="comp-5" class="HcOXKn wixui-rich-text" data-testid="richTextElement"><h2 class="font_2 wixui-rich-text__text">{p.h()}</h2></div><div id="comp-6" class="HcOXKn wixui-rich-text" data-testid="richTextElement">' + paras(p, p.rest(), cls="font_8 wixui-rich-text__text") + brought(p, "font_8") + '</div></section>')
    o.append(f'<section id="comp-7"><div class="wixui-rich-text"><h2>{E(l["also"])}</h2></div><div class="wixui-repeater">{p.others("div", "wixui-repeater__item")}</div></section></main></div>{foot(p)}')
    return "".join(o)


def richtext(p, cs):
    """A page builder: divisions only, classes that all say rich text, empty paragraphs between."""
    l = p.l
    o = [head(p, cs, '<meta name="generator" content="Webflow">'), f'<body><div class="navbar w-nav">{p.nav("w-nav-menu")}</div><div class="section"><div class="w-container"><div class="blog-header"><h1 class="heading-2">{E(l["title"])}</h1><div class="div-block-9"><div class="text-block-4">{E(l["author"])}</div><div class="text-block-5">November 13, 2025</div></div></div><div class="rich-text-block w-richtext">']
    o.append(f'<div>{p.p(0)}</div><div>‍</div><div>{p.p(1)}</div>')
    o.append(p.photo('<figure class="w-richtext-align-center w-richtext-figure-type-image"><div><img src="/a.jpg" alt="{alt}"></div><figcaption>{caption} {credit}</figcaption></figure>'))
    o.append(f'<div>{p.p(2)}</div><div>‍</div><h3>{p.h()}</h3>' + paras(p, p.rest(), "div") + f'{p.announced()}<ul role="list">{p.items()}</ul></div></div></div>')
    o.append(f'<div class="section-2"><div class="w-container"><h2 class="heading-3">{E(l["also"])}</h2><div class="w-dyn-list"><div role="list" class="w-dyn-items">{p.others("div", "w-dyn-item")}</div></div></div></div><div class="form-block w-form"><form><input placeholder="Email"><input type="submit" value="Subscribe"></form><div class="success-message w-form-done"><div>Thank you! Your submission has been received!</div></div><div class="error-message w-form-fail"><div>Oops! Something went wrong while submitting the form.</div></div></div>{foot(p)}')
    return "".join(o)


def quoted(p, cs):
    """Quotations with who said them: in a footer, in a cite, in a paragraph that a dash begins, right below."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body>{p.nav()}<main><article><h1>{E(l["title"])}</h1><p class="by">By {E(l["author"])}</p><div class="content">']
    o.append(f'<p>{p.p(0)}</p><blockquote><p>{p.q()}</p><footer>— The carpenter, <cite>in his log</cite></footer></blockquote>')
    p.expect("Q", "— The carpenter, in his log")
    o.append(f'<p>{p.p(1)}</p><blockquote class="wp-block-quote"><p>We float, and that is more than I was told to hope for.</p><cite>The mechanic</cite></blockquote>')
    p.expect("Q", "We float, and that is more than I was told to hope for."); p.expect("Q", "The mechanic")
    o.append(f'<p>{p.p(2)}</p><blockquote><p>Bread first, then the stars, and firewood for all the rest of it.</p><p>— A passenger of the first trial run</p></blockquote>')
    p.expect("Q", "Bread first, then the stars, and firewood for all the rest of it."); p.expect("Q", "— A passenger of the first trial run")
    o.append(f'<p>{p.p(3)}</p><figure class="quote"><blockquote><p>The dogs knew it before any of us did, and they told everyone.</p></blockquote><figcaption>— The mate</figcaption></figure>')
    p.expect("Q", "The dogs knew it before any of us did, and they told everyone."); p.expect("Q", "— The mate")
    o.append(paras(p, range(4, 7)) + f'</div></article></main>{foot(p)}')
    return "".join(o)


def fonted(p, cs):
    """Twenty years old: the headline is large letters in the cell of the text, and nothing is a heading."""
    l = p.l
    links = "".join(f'<a href="/s{n}/"><font size=1>{E(name)}</font></a><br>' for n, name in enumerate(l["menu"]))
    o = [f'<html><head>{cs}<title>{E(l["site"])} - {E(l["title"])}</title></head><body><table width=760 align=center><tr><td colspan=2><img src=/logo.gif alt="{E(l["site"])}"></td></tr><tr><td width=130 valign=top>{links}</td><td valign=top><font size=+2 color=#990000>{E(l["title"])}</font><br><font size=-1><i>by {E(l["author"])}, November 13, 2025</i></font><br><br>']
    o.append("<br><br>\n".join(p.p(n) for n in everything(p)))
    o.append(f'<br><br></td></tr><tr><td colspan=2 align=center><font size=1>{E(l["rights"])}</font></td></tr></table></body></html>')
    return "".join(o)


def boldfirst(p, cs):
    """A text table whose first line is the headline in bold, then the text in paragraphs."""
    l = p.l
    o = [f'<html><head>{cs}<title>{E(l["title"])}</title></head><body bgcolor=white><center><table width=600 cellpadding=6><tr><td><a href="/"><b>{E(l["site"])}</b></a> | ' + " | ".join(f'<a href="/s{n}/">{E(m)}</a>' for n, m in enumerate(l["menu"])) + f'</td></tr></table><table width=600><tr><td align=left><b>{E(l["title"])}</b><p><small>13.11.2025, {E(l["author"])}</small></p>']
    o.append("".join(f"<p>{p.p(n)}" for n in everything(p)))
    o.append(f'</td></tr></table></center><hr><center><small>{E(l["rights"])}</small></center></body></html>')
    return "".join(o)


def labelled(label):
    def shape(p, cs):
        """Boxes in the text that only a label for those who hear the page tells from it."""
        l = p.l
        o = [head(p, cs), p.ld(), f'<body>{p.nav()}<main class="css-1"><article class="css-2"><h1 class="css-3">{E(l["title"])}</h1><p class="css-4">{E(l["author"])}</p><section class="css-5">']
        o.append(paras(p, (0, 1), cls="css-6"))
        o.append(f'<div class="css-7" aria-label="{E(label)}"><div class="css-8"><p class="css-9"><a href="/100">{E(l["others"][0])}</a></p><p class="css-10">{E(l["comment"])}</p></div><div class="css-8"><p class="css-9"><a href="/101">{E(l["others"][1])}</a></p></div></div>')
        o.append(paras(p, (2,), cls="css-6") + f'<h2 class="css-11">{p.h()}</h2>' + paras(p, p.rest(), cls="css-6"))
        o.append(f'</section></article></main>{foot(p)}')
        return "".join(o)
    return shape


def arc(p, cs):
    """A large paper's system: parts with prefixes, a link between paragraphs, a box about who wrote."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body><div id="fusion-app" class="b-right-rail"><header>{p.nav("b-header-nav-chain")}</header><section role="main" tabindex="-1" class="b-right-rail__main-wrapper"><div class="c-stack b-right-rail__full-width-1"><div class="c-overline">{E(l["section"])}</div><h1 class="b-headline">{E(l["title"])}</h1><h2 class="b-subheadline">{p.lead()}</h2></div><div class="b-byline"><span class="b-byline__by">By</span><span class="b-byline__names"><a href="/author/h">{E(l["author"])}</a></span><time class="b-date" datetime="{DAY}">November 13, 2025 at 9:12 am EST</time></div>']
    o.append(p.photo('<figure class="c-media-item b-lead-art"><img alt="{alt}" class="c-image" src="/a.jpg"><figcaption class="c-media-item__fig-caption"><span class="c-media-item__caption">{caption}</span> <span class="c-media-item__credit">({credit})</span></figcaption></figure>'))
    p.blocks[-1] = p.blocks[-1].replace(l["credit"], f'({l["credit"]})')
    o.append(f'<article class="b-article-body"><p class="c-paragraph">{p.p(0)}</p><p class="c-paragraph">{p.p(1)}</p><p class="b-article-body__interstitial-link">[&nbsp;<a href="/100">{E(l["others"][0])}</a>&nbsp;]</p><p class="c-paragraph">{p.p(2)}</p><h3 class="c-heading b-article-body__h3">{p.h()}</h3>' + paras(p, p.rest(), cls="c-paragraph") + f'<ul class="b-article-body__list">{p.items()}</ul><hr class="c-divider"><p class="c-paragraph"><i>{E(l["author"])} can be reached at <a href="mailto:h@b.example">h@b.example</a>.</i></p></article><div class="b-author-bio"><h4>{E(l["author"])}</h4><p>Hannah writes about ships and those who mend them, and has lived on the island since the first ferry stopped.</p></div><div class="c-taboola" id="taboola-below-article-thumbnails"></div></section><aside class="b-right-rail__rail"><h2>Most read</h2>{p.others("div", "c-results-list")}</aside></div>{foot(p)}')
    return "".join(o)


def fields(p, cs):
    """A content system of fields: the picture's words in fields of their own, a view of others in the body."""
    l = p.l
    o = [head(p, cs, '<meta name="Generator" content="Drupal 10">'), f'<body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden focusable">Skip to main content</a><div class="dialog-off-canvas-main-canvas"><header role="banner">{p.nav("block-menu")}</header><main role="main"><a id="main-content"></a><div class="layout-content"><div data-drupal-messages-fallback class="hidden"></div><article class="node node--type-article node--view-mode-full"><h1 class="page-header"><span class="field field--name-title field--type-string field--label-hidden">{E(l["title"])}</span></h1><footer class="node__meta"><div class="node__submitted">By <span class="field field--name-uid"><span>{E(l["author"])}</span></span> | November 13, 2025</div></footer><div class="node__content">']
    o.append(f'<div class="clearfix text-formatted field field--name-field-summary field--type-text-long field--label-hidden field__item"><p>{p.lead("P")}</p></div>')
    o.append(p.photo('<div class="field field--name-field-media"><article class="media media--type-image"><div class="field field--name-field-media-image"><img loading="lazy" src="/a.jpg" alt="{alt}"></div><div class="field field--name-field-caption field__item">{caption}</div><div class="field field--name-field-credit field__item">{credit}</div></article></div>'))
    o.append(f'<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item"><p>{p.p(0)}</p><p>{p.p(1)}</p><div class="views-element-container"><div class="view view-related-articles"><div class="view-header">{E(l["also"])}</div><div class="view-content">{p.others("div", "views-row")}</div></div></div><p>{p.p(2)}</p><h3>{p.h()}</h3>' + paras(p, p.rest()) + f'<ul>{p.items()}</ul></div><div class="field field--name-field-tags field--label-above clearfix"><h3 class="field__label">{E(l["tags"])}</h3><ul class="links field__items">{p.tags()}</ul></div><ul class="links inline"><li class="print"><a href="/print">Printer-friendly version</a></li><li class="comment-forbidden"><a href="/user/login">Log in</a> to post comments</li></ul></div></article></div></main></div>{foot(p)}')
    return "".join(o)


def reading(p, cs):
    """A platform for whoever writes: buttons and counts above and inside the text, a card about who wrote below."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body><div id="root"><div class="a b c"><nav>{p.nav("ab")}</nav></div><div class="n o"><article><div class="m"><section><div><div class="fo fp"><div><h1 id="1a2b" class="pw-post-title hf hg">{E(l["title"])}</h1><div><h2 id="3c" class="pw-subtitle-paragraph if">{p.lead()}</h2></div><div class="speechify-ignore ab"><a href="/@h"><img alt="{E(l["author"])}" src="/h.png"></a><div><a href="/@h">{E(l["author"])}</a><span>·</span><button>Follow</button></div><div><span>4 min read</span><span>·</span><span>Nov 13, 2025</span></div></div><div class="speechify-ignore"><button aria-label="clap">1.2K</button><button aria-label="responses">14</button><span>Listen</span><span>Share</span></div></div>']
    o.append(p.photo('<figure class="mt mu paragraph-image"><div role="button" tabindex="0"><span class="speechify-ignore">Press enter or click to view image in full size</span><picture><source srcset="/a.webp"><img alt="{alt}" src="/a.jpg"></picture></div><figcaption class="nh ni">{caption} {credit}</figcaption></figure>'))
    o.append(paras(p, (0, 1), cls="pw-post-body-paragraph nr ns") + f'<div class="ab speechify-ignore"><h2>Get {E(l["author"])}’s stories in your inbox</h2><p>Join Medium Harbour for free to get updates from this writer.</p><button>Subscribe</button></div>' + paras(p, (2,), cls="pw-post-body-paragraph nr ns") + f'<h1 id="4d" class="oe of">{p.h()}</h1>' + paras(p, p.rest(), cls="pw-post-body-paragraph nr ns") + '<ul>' + p.items() + '</ul></div></div></section></div></article>')
    o.append(f'<div class="ab ca"><a href="/tag/a">{E(l["tag"][0])}</a><a href="/tag/b">{E(l["tag"][1])}</a></div><div class="footer"><div>Written by {E(l["author"])}</div><div>1.2K followers · 14 following</div><p>Writes about ships and those who mend them, and has lived on the island since the first ferry stopped.</p><button>Follow</button></div><div><h2>Responses (14)</h2><div><p>{E(l["comment"])}</p></div></div><div><h2>More from {E(l["author"])}</h2>{p.others("div", "card")}</div></div></div>{foot(p)}')
    return "".join(o)


def generated(p, cs):
    """A generator of pages from files: a table of contents, words and minutes, the way to the next."""
    l = p.l
    o = [head(p, cs, '<meta name="generator" content="Hugo 0.152.2">'), f'<body class="dark" id="top"><header class="header">{p.nav("nav")}</header><main class="main"><article class="post-single"><header class="post-header"><div class="breadcrumbs"><a href="/">Home</a>&nbsp;»&nbsp;<a href="/posts/">Posts</a></div><h1 class="post-title entry-hint-parent">{E(l["title"])}</h1><div class="post-description">{p.lead("Deck")}</div><div class="post-meta"><span title="2025-11-13">November 13, 2025</span>&nbsp;·&nbsp;2 min&nbsp;·&nbsp;381 words&nbsp;·&nbsp;{E(l["author"])}&nbsp;|&nbsp;<a href="https://git.example/e" rel="noopener noreferrer edit" target="_blank">Suggest Changes</a></div></header><div class="toc"><details open><summary accesskey="c" title="(Alt + C)"><span class="details">Table of Contents</span></summary><div class="inner"><ul><li><a href="#h">{E(l["heading"])}</a></li></ul></div></details></div><div class="post-content">']
    o.append(paras(p, (0, 1)) + f'<h2 id="h">{p.h()}<a hidden class="anchor" aria-hidden="true" href="#h">#</a></h2>' + paras(p, (2,)) + paras(p, p.rest()) + f'<ul>{p.items()}</ul></div><footer class="post-footer"><ul class="post-tags">{p.tags()}</ul><nav class="paginav"><a class="prev" href="/b"><span class="title">« Prev</span><br><span>{E(l["others"][0])}</span></a><a class="next" href="/c"><span class="title">Next »</span><br><span>{E(l["others"][1])}</span></a></nav><div class="share-buttons"><a target="_blank" aria-label="share" href="https://x.example/"></a></div></footer></article></main>{foot(p)}')
    return "".join(o)


def letter(p, cs):
    """A letter's archive: an offer in the text, a picture in a link, buttons, a line of thanks."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body><div id="entry"><div id="main"><div class="main-menu">{p.nav("topbar")}</div><div class="single-post-container"><article class="typography newsletter-post post"><div class="post-header"><h1 dir="auto" class="post-title">{E(l["title"])}</h1><h3 dir="auto" class="subtitle">{p.lead("Deck")}</h3><div class="byline-wrapper"><a href="/@h">{E(l["author"])}</a><div>Nov 13, 2025</div></div><div class="post-ufi"><a role="button">48</a><a>12</a><a>Share</a></div></div><div class="available-content"><div dir="auto" class="body markup">']
    o.append(p.photo('<div class="captioned-image-container"><figure><a class="image-link image2" target="_blank" href="/full.jpg"><div class="image2-inset"><picture><source type="image/webp" srcset="/a.webp 424w"><img src="/a.jpg" alt="{alt}" class="sizing-normal"></picture><div class="image-link-expand"><button>zoom</button></div></div></a><figcaption class="image-caption">{caption} {credit}</figcaption></figure></div>'))
    o.append(paras(p, (0, 1)) + f'<div class="subscription-widget-wrap-editor" data-attrs="x"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">Thanks for reading {E(l["site"])}! Subscribe for free to receive new posts and support my work.</p></div><form class="subscription-widget-subscribe"><input type="email" placeholder="Type your email…"><input type="submit" value="Subscribe"></form></div></div>' + paras(p, (2,)) + f'<h2 class="header-anchor-post">{p.h()}<div class="header-anchor-parent"><div class="header-anchor offset-top" contenteditable="false"><button>Copy link</button></div></div></h2>' + paras(p, p.rest()) + f'<div><hr></div><p><em>Thanks for reading {E(l["site"])}! This post is public so feel free to share it.</em></p><p class="button-wrapper"><a class="button primary" href="/share"><span>Share</span></a></p></div></div></article><div class="post-footer"><div>48 Likes</div><a href="/prev">← Previous</a><a href="/next">Next →</a></div><div class="comments-page"><h4>Discussion about this post</h4><div class="comment-body"><p>{E(l["comment"])}</p></div></div></div></div></div>{foot(p)}')
    return "".join(o)


def translated(p, cs):
    """A page that a browser has translated: each text in two elements for fonts."""
    l = p.l
    def f(t): return f'<font dir="auto" style="vertical-align: inherit;"><font dir="auto" style="vertical-align: inherit;">{t}</font></font>'
    o = [head(p, cs).replace("<html ", '<html class="translated-ltr" '), f'<body>{p.nav()}<main><article class="article"><h1>{f(E(l["title"]))}</h1><div class="meta"><span class="author">{f(E(l["author"]))}</span></div><div class="article-body">']
    o.append("".join(f'<p>{f(p.p(n))}</p>' for n in (0, 1, 2)) + f'<h2>{f(p.h())}</h2>' + "".join(f'<p>{f(p.p(n))}</p>' for n in p.rest()))
    for i in l["items"]:
        p.expect("-", i)
    o.append('<ul>' + "".join(f'<li>{f(E(i))}</li>' for i in l["items"]) + f'</ul></div></article><section class="related"><h2>{f(E(l["also"]))}</h2>{p.others("div", "c")}</section></main>{foot(p)}')
    return "".join(o)


def ministry(p, cs):
    """A ministry's release: who it is from, when, documents, notes for editors that are text, addresses that are not."""
    l = p.l
    o = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}<title>{E(l["title"])} - {E(l["site"])}</title><meta property="og:title" content="{E(l["title"])}"><meta property="article:published_time" content="{DAY}"><meta property="og:site_name" content="{E(l["site"])}"></head><body class="gem-c-layout"><div id="global-cookie-message" class="gem-c-cookie-banner" role="region" aria-label="Cookie banner"><h2>Cookies</h2><p>We use some essential cookies to make this website work.</p><button>Accept</button></div><header>{p.nav("gem-c-nav")}</header><div class="govuk-width-container"><nav class="gem-c-breadcrumbs"><ol><li><a href="/">Home</a></li></ol></nav><main role="main" id="content" class="govuk-main-wrapper"><span class="govuk-caption-xl gem-c-heading__context">Press release</span><h1 class="gem-c-heading__text govuk-heading-xl">{E(l["title"])}</h1><p class="gem-c-lead-paragraph">{p.lead()}</p><div class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/o">Ministry for Crossings</a></dd><dt>Published</dt><dd>13 November 2025</dd></dl></div><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">']
    o.append(paras(p, (0, 1)) + '<p>The Minister for Crossings said:</p>')
    p.expect("P", "The Minister for Crossings said:")
    o.append(f'<blockquote><p class="last-child">{p.q()}</p></blockquote>' + paras(p, (2,)) + f'<h2 id="n">Notes to editors</h2><ol><li>The ship was built at the yard on the other side.</li><li>Each permit is good for seven years, and none can be renewed.</li></ol>' + paras(p, p.rest()))
    n = len(list(p.rest()))
    p.blocks[-n:-n] = ["H: Notes to editors", "-: The ship was built at the yard on the other side.", "-: Each permit is good for seven years, and none can be renewed."]
    o.append(f'</div></div><div class="gem-c-share-links"><h2>Share this page</h2><ul><li><a href="#">Share on one</a></li></ul></div><div class="gem-c-published-dates" id="full-publication-update-history"><h2>Updates to this page</h2>Published 13 November 2025</div></main><div class="gem-c-contextual-sidebar"><h2>Related content</h2><ul>{p.others()}</ul></div></div><div class="gem-c-feedback"><h2>Is this page useful?</h2><button>Yes this page is useful</button></div>{foot(p)}')
    return "".join(o)


def faculty(p, cs):
    """A university's news: facts of a paper below, whom to ask in a box, logos."""
    l = p.l
    o = [head(p, cs), f'<body><header>{p.nav("uni-nav")}</header><main><div class="hero"><h1>{E(l["title"])}</h1><p class="hero__intro">{p.lead()}</p></div><div class="layout"><div class="l-main"><div class="meta">By {E(l["author"])} <time datetime="{DAY}">13 Nov 2025</time></div><div class="wysiwyg">']
    o.append(paras(p, (0, 1, 2)) + f'<h2>{p.h()}</h2>' + paras(p, p.rest()))
    o.append(f'</div><div class="media-contact"><h3>Media contact</h3><p>Peter Marsh<br>Press office<br>+44 1234 5678<br><a href="mailto:press@u.example">press@u.example</a></p></div></div><div class="l-side"><h2>{E(l["also"])}</h2>{p.others("div", "teaser")}</div></div></main>{foot(p)}')
    return "".join(o)


def abstract(p, cs):
    """A journal's page of one paper: affiliations above, headings inside the abstract, how to cite it below."""
    l = p.l
    o = [head(p, cs, f'<meta name="citation_title" content="{E(l["title"])}"><meta name="citation_author" content="{E(l["author"])}"><meta name="citation_publication_date" content="2025/11/13">'), f'<body>{p.nav()}<main><article><header><ul class="c-article-identifiers"><li>Article</li><li>Open access</li><li>Published: <time datetime="2025-11-13">13 November 2025</time></li></ul><h1 class="c-article-title">{E(l["title"])}</h1><ul class="c-article-author-list"><li><a href="#a1">{E(l["author"])}</a><sup><a href="#Aff1">1</a></sup></li></ul><p class="c-article-info-details"><a href="/j"><i>Journal of Crossings</i></a> <b>12</b>, 77 (2025) <a href="#c">Cite this article</a></p><div class="c-article-metrics-bar"><ul><li><p>1204 <span>Accesses</span></p></li><li><p>3 <span>Citations</span></p></li></ul></div></header><section aria-labelledby="Abs1" data-title="Abstract" lang="en"><div class="c-article-section" id="Abs1-section"><h2 class="c-article-section__title" id="Abs1">Abstract</h2><div class="c-article-section__content" id="Abs1-content">']
    o.append(f'<p>{p.p(0)}</p></div></div></section><div class="main-content"><section data-title="Introduction"><div class="c-article-section"><h2>{p.h()}</h2>' + paras(p, (1, 2, 3)) + '<h2>Results</h2>')
    p.expect("H", "Results")
    o.append(paras(p, (4, 5, 6)) + f'</div></section></div><section data-title="Rights and permissions"><h2>Rights and permissions</h2><p>This article is licensed under a licence that permits use, sharing and reproduction in any medium. <a href="/r">Reprints and permissions</a></p></section><section><h2>About this article</h2><h3>Cite this article</h3><p>Brook, H. {E(l["title"])}. <i>Journal of Crossings</i> 12, 77 (2025).</p><ul><li>Received 1 May 2025</li><li>Accepted 1 November 2025</li></ul></section></article></main>{foot(p)}')
    return "".join(o)


def chat(p, cs):
    """An account in a chat program: sections and spans only, a call to follow above, who edited it below."""
    l = p.l
    o = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}<title>{E(l["title"])}</title><meta property="og:title" content="{E(l["title"])}"><meta property="og:type" content="article"><meta name="author" content="{E(l["author"])}"><meta property="article:published_time" content="{DAY}"></head><body id="activity-detail" class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title" id="activity-name">{E(l["title"])}</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text">{E(l["author"])}</span><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a id="js_name">{E(l["site"])}</a></span><em id="publish_time" class="rich_media_meta rich_media_meta_text">2025年11月13日 09:12</em></div><div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0;">']
    def sec(t): return f'<section style="margin: 0px 8px 24px;line-height: 1.75em;"><span style="font-size: 16px;" leaf="">{t}</span></section>'
    o.append('<section style="text-align:center"><span style="color:#999">点击上方蓝字关注我们</span></section>')
    for n in everything(p):
        o.append(sec(p.p(n)) + '<section><span leaf=""><br></span></section>')
        if n == 1:
            o.append(p.photo('<section style="text-align: center;" nodeleaf=""><img class="rich_pages wxw-img" data-src="/a.jpg" data-type="jpeg" alt="{alt}"></section><section style="text-align: center;"><span style="font-size: 12px;color: #888;">▲ {caption}</span></section>', credit=False))
    p.expect("Credit", f'编辑：{l["author"]}')
    o.append(f'<section style="text-align:center"><span>END</span></section><section><span style="font-size:12px">编辑：{E(l["author"])}</span></section><section><span>点分享</span><span>点收藏</span><span>点在看</span></section></div></div><div class="rich_media_tool"><a id="js_view_source">阅读原文</a><span>阅读 1204</span></div></div></div></div></body></html>')
    return "".join(o)


def aggregated(p, cs):
    """A portal with others' stories: paragraphs of breaks, its source below, others after it, comments."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body><div id="contents"><header>{p.nav("sc-nav")}</header><div id="contentsWrap" class="sc-1"><article id="uamods" class="sc-2"><header class="sc-3"><h1 class="sc-4">{E(l["title"])}</h1><div class="sc-5"><p class="sc-6"><time>11/13(木) 9:12</time>配信</p><a href="/c"><span>コメント</span><span>128</span><span>件</span></a><button>この記事はいかがでしたか？リアクションで伝えよう</button></div></header><div class="article_body highLightSearchTarget"><div class="sc-7">']
    o.append('<p class="sc-10 yjSlinkDirectlink highLightSearchTarget">' + "<br/><br/>".join('\u3000' + p.p(n) for n in everything(p)) + f'</p></div></div><div class="sc-11"><p>【関連記事】</p><ul>{p.others("li", "sc-12")}</ul></div><footer class="sc-13"><p>最終更新:<time>11/13(木) 10:00</time></p><a href="/m">{E(l["site"])}</a></footer></article><section class="sc-14"><h2>こんな記事も読まれています</h2>{p.others("div", "sc-15")}</section><section id="comment-main"><h2>コメント128件</h2><p>※コメントは個人の見解であり、記事提供社と関係はありません。</p><p>{E(l["comment"])}</p></section></div></div></body></html>')
    return "".join(o)


def smarteditor(p, cs):
    """A portal's blogs: each paragraph a component, empty signs between, tags and likes below."""
    l = p.l
    o = [head(p, cs), f'<body><div id="post-area"><div class="se-viewer se-theme-default" lang="ko-KR"><div class="se-component se-documentTitle"><div class="se-component-content"><div class="pcol1"><div class="se-module se-module-text se-title-text"><p class="se-text-paragraph"><span class="se-fs-32">{E(l["title"])}</span></p></div></div><div class="blog2_container"><span class="writer"><span class="nick"><a>{E(l["author"])}</a></span></span><span class="se_publishDate pcol2">2025. 11. 13. 9:12</span></div></div></div><div class="se-main-container">']
    def comp(t): return f'<div class="se-component se-text se-l-default"><div class="se-component-content"><div class="se-section se-section-text"><div class="se-module se-module-text"><p class="se-text-paragraph se-text-paragraph-align-"><span class="se-fs- se-ff-">{t}</span></p><p class="se-text-paragraph"><span>\u200b</span></p></div></div></div></div>'
    for n in everything(p):
        o.append(comp(p.p(n)))
        if n == 1:
            o.append(p.photo('<div class="se-component se-image se-l-default"><div class="se-component-content se-component-content-fit"><div class="se-section se-section-image"><div class="se-module se-module-image"><a class="se-module-image-link"><img src="data:image/gif;base64,R0" data-lazy-src="/a.jpg" alt="{alt}" class="se-image-resource"></a></div><div class="se-module se-module-text se-caption"><p class="se-text-paragraph"><span>{caption}</span></p></div></div></div></div>', credit=False))
    o.append(f'</div></div><div class="post_footer_contents"><div class="wrap_tag">{p.tags()}</div><div class="area_sympathy"><a>공감한 사람 보러가기</a> <a>댓글 3</a></div></div></div><div class="blog_category"><h4>이 블로그의 다른 글</h4>{p.others()}</div></body></html>')
    return "".join(o)


def statement(p, cs):
    """A service for companies' releases: about whom it is, whom to ask, in the text's own box."""
    l = p.l
    o = [head(p, cs), f'<body>{p.nav()}<main><div class="bw-release"><h1 class="epi-fontLg bwalignc"><b>{E(l["title"])}</b></h1><div class="bw-release-timestamp"><time datetime="{DAY}">November 13, 2025 09:12 AM Eastern Standard Time</time></div><div class="bw-release-story"><p>HARBOUR TOWN--(<span><a href="/">HARBOUR WIRE</a></span>)--{E(l["paragraphs"][0])}</p>']
    p.expect("P", f'HARBOUR TOWN--(HARBOUR WIRE)--{l["paragraphs"][0]}')
    o.append(paras(p, (1, 2)) + f'<blockquote><p>{p.q()}</p></blockquote>' + paras(p, p.rest()) + '<p><b>About the Night Ferry</b></p><p>The Night Ferry carries passengers, bread and firewood between the island and the town on the other side, each night of the year but one.</p></div>')
    p.expect("P", "About the Night Ferry"); p.expect("P", "The Night Ferry carries passengers, bread and firewood between the island and the town on the other side, each night of the year but one.")
    o.append(f'<div class="bw-release-contact"><h2>Contacts</h2><p>Media contact:<br>{E(l["author"])}<br>press@ferry.example<br>+44 1234 5678</p></div><div class="bw-release-sidebars"><h3>#Hashtags</h3><a>#ferry</a></div><div class="bw-more"><h2>More News From Night Ferry</h2>{p.others("div", "x")}</div></div></main>{foot(p)}')
    return "".join(o)


def corrections(p, cs):
    """A page of nothing but corrections, one a paragraph."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body>{p.nav()}<main><article><h1>{E(l["title"])}</h1><p class="byline">{E(l["author"])}</p><div class="body"><p>{p.p(0)}</p>']
    for t in ("Correction: An article on Tuesday about the harbour gave a wrong age for the mate. He is sixty-one, not sixteen.", "Correction: A picture caption on Wednesday misspelled the surname of the baker who waited for the ship at the pier.", "An item in Saturday’s diary said that the ship sails at noon. It sails at ten past eleven at night."):
        p.expect("Note" if t.startswith("Corr") else "P", t)
        o.append(f'<p>{t}</p>')
    o.append(paras(p, (1, 2)) + f'</div></article></main>{foot(p)}')
    return "".join(o)


def records(p, cs):
    """A live report of a known program: entries with times, who wrote each, keys that are pressed to share."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body class="single">{p.nav()}<main><article class="post"><h1 class="entry-title">{E(l["title"])}</h1><span class="byline">{E(l["author"])}</span><div class="entry-content"><p>{p.p(0)}</p><div id="wpcom-liveblog-container"><div class="liveblog-feed"><div class="liveblog-nav-btn"><button>Load 3 new</button></div>']
    for n, t in ((1, "9.12am"), (2, "8.40am"), (3, "8.05am")):
        p.expect("Byline", t)
        o.append(f'<article id="id_{n}" class="liveblog-entry"><aside class="liveblog-entry-aside"><a class="liveblog-meta-time" href="#id_{n}"><span>{t}</span></a></aside><div class="liveblog-entry-main"><header class="liveblog-meta-authors"></header><div class="liveblog-entry-content"><p>{p.p(n)}</p></div><div class="liveblog-share"><button>Share</button></div></div></article>')
    o.append(f'</div></div></div></article></main>{foot(p)}')
    return "".join(o)


def prose(p, cs):
    """A framework's page: utility classes only, a table of contents beside, a box that asks for an address inside."""
    l = p.l
    o = [head(p, cs), f'<body class="antialiased bg-white dark:bg-slate-900"><div id="__next"><div class="sticky top-0 z-40">{p.nav("flex gap-4")}</div><main class="mx-auto max-w-3xl px-4"><div class="flex items-center gap-2 text-sm text-gray-500"><span>{E(l["section"])}</span><span>·</span><time datetime="2025-11-13">Nov 13, 2025</time><span>·</span><span>3 min read</span></div><h1 class="mt-2 text-3xl font-bold">{E(l["title"])}</h1><div class="mt-4 flex"><img class="h-10 w-10 rounded-full" src="/h.jpg" alt=""><div><p class="font-medium">{E(l["author"])}</p><p class="text-gray-500">Staff writer</p></div></div><div class="prose prose-lg mt-8 max-w-none">']
    o.append(paras(p, (0, 1)) + '<div class="not-prose my-8 rounded-xl border p-6"><p class="text-lg font-semibold">Never miss a crossing</p><p class="mt-2 text-gray-600">One letter a week with what happened at the pier, and nothing else.</p><div class="mt-4 flex"><input type="email" placeholder="you@example.com" class="border"><button class="bg-black text-white">Sign up</button></div></div>' + paras(p, (2,)) + f'<h2 id="h">{p.h()}</h2>' + paras(p, p.rest()) + f'<ul>{p.items()}</ul></div><div class="mt-10 border-t pt-6"><div class="flex gap-2">{p.tags()}</div></div><div class="mt-10 grid grid-cols-2 gap-4"><a href="/100" class="rounded-xl border p-4"><p class="text-sm text-gray-500">Previous</p><p>{E(l["others"][0])}</p></a><a href="/101" class="rounded-xl border p-4"><p class="text-sm text-gray-500">Next</p><p>{E(l["others"][1])}</p></a></div></main></div>{foot(p)}')
    return "".join(o)


def blocks(p, cs):
    """A page builder of blocks in rows, each paragraph group one; a summary of others, a form."""
    l = p.l
    o = [head(p, cs), '<!-- This is Squarespace. -->', f'<body class="view-item"><div id="siteWrapper"><header id="header">{p.nav("header-nav")}</header><main id="page" role="main"><article class="sections" id="sections"><section class="page-section"><div class="content-wrapper"><div class="content"><div class="blog-item-wrapper"><article class="hentry entry"><div class="blog-item-top-wrapper"><div class="blog-item-meta-wrapper"><time class="dt-published blog-meta-item blog-meta-item--date" datetime="{DAY}">Nov 13</time><span class="blog-meta-item--author">Written By <a class="blog-author-name" href="/?author=1">{E(l["author"])}</a></span></div><div class="blog-item-title"><h1 class="entry-title">{E(l["title"])}</h1></div></div><div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout sqs-grid-12 columns-12" data-type="item"><div class="row sqs-row"><div class="col sqs-col-12 span-12">']
    def block(inner, kind="html"): return f'<div class="sqs-block {kind}-block sqs-block-{kind}" data-block-type="2"><div class="sqs-block-content"><div class="sqs-{kind}-content">{inner}</div></div></div>'
    o.append(block(paras(p, (0, 1))))
    o.append(p.photo('<div class="sqs-block image-block sqs-block-image"><div class="sqs-block-content"><div class="image-block-outer-wrapper"><figure class="sqs-block-image-figure"><div class="image-block-wrapper"><img data-src="/a.jpg" data-image="/a.jpg" alt="{alt}"></div><figcaption class="image-caption-wrapper"><div class="image-caption"><p>{caption} {credit}</p></div></figcaption></figure></div></div></div>'))
    o.append(block(paras(p, (2,)) + f'<h3>{p.h()}</h3>') + '<div class="sqs-block newsletter-block"><div class="sqs-block-content"><div class="newsletter-form-wrapper"><form class="newsletter-form"><header class="newsletter-form-header"><h2>Subscribe</h2><div class="newsletter-form-header-description"><p>Sign up with your email address to receive news and updates.</p></div></header><input><button>Sign Up</button><div class="newsletter-form-footnote"><p>We respect your privacy.</p></div></form></div></div></div>' + block(paras(p, p.rest())))
    o.append(f'<div class="sqs-block summary-v2-block"><div class="sqs-block-content"><div class="summary-heading"><span>Featured</span></div><div class="summary-item-list">{p.others("div", "summary-item")}</div></div></div></div></div></div></div><div class="blog-item-author-profile-wrapper"><div class="author-profile"><div class="author-name">{E(l["author"])}</div></div></div></div></article></div></div></div></section><section class="item-pagination"><a href="/p"><div class="item-pagination-prev-next">Previous</div><h2>{E(l["others"][0])}</h2></a></section></article></main></div>{foot(p)}')
    return "".join(o)


def columns(p, cs):
    """A page builder of short codes: a row for each part, a box of posts between two."""
    l = p.l
    def row(inner): return f'<div class="vc_row wpb_row vc_row-fluid"><div class="wpb_column vc_column_container vc_col-sm-12"><div class="vc_column-inner"><div class="wpb_wrapper">{inner}</div></div></div></div>'
    def text(inner): return f'<div class="wpb_text_column wpb_content_element"><div class="wpb_wrapper">{inner}</div></div>'
    o = [head(p, cs), p.ld(), f'<body class="single wpb-js-composer"><header>{p.nav("td-header-menu")}</header><div class="td-main-content-wrap"><div class="td-post-template-5"><header class="td-post-title"><ul class="td-category"><li><a href="/c">{E(l["section"])}</a></li></ul><h1 class="entry-title">{E(l["title"])}</h1><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">By</div> <a href="/a">{E(l["author"])}</a></div><span class="td-post-date"><time datetime="{DAY}">November 13, 2025</time></span><div class="td-post-views"><i></i><span>1204</span></div></div></header><div class="td-post-sharing-top"><a>Facebook</a><a>Twitter</a></div><div class="td-post-content tagdiv-type">']
    o.append(row(text(paras(p, (0, 1)))) + row(f'<div class="td_block_wrap td_block_11 td_with_ajax_pagination"><div class="td-block-title-wrap"><h4 class="block-title"><span>{E(l["also"])}</span></h4></div><div class="td_block_inner">{p.others("div", "td_module_10 td_module_wrap")}</div></div>') + row(text(paras(p, (2,)) + f'<h2>{p.h()}</h2>' + paras(p, p.rest()))))
    o.append(f'</div><footer><div class="td-post-source-tags"><ul class="td-tags">{p.tags()}</ul></div><div class="td-block-row td-post-next-prev"><div class="td-post-prev-post"><span>Previous article</span><a href="/1">{E(l["others"][0])}</a></div></div><div class="td-author-name vcard author"><a href="/a">{E(l["author"])}</a></div></footer></div></div>{foot(p)}')
    return "".join(o)


def folding(p, cs):
    """A paper for telephones: the text's parts between boxes that repeat the headline, a vote, a listening bar."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body>{p.nav()}<main><div class="audio-bar"><span>Listen to this article</span><span>4 min</span></div><h1>{E(l["title"])}</h1><p class="summary">{p.lead()}</p><div class="info">{E(l["author"])}</div><div class="text">']
    o.append(f'<div class="key-points"><h2>Key points</h2><ul>{p.items()}</ul></div>')
    p.blocks[-3:-3] = ["H: Key points"]
    o.append(paras(p, (0, 1)) + f'<div class="inline-vote"><p>What do you think of the night ferry?</p><button>I like it</button><button>I do not</button><span>1,204 votes</span></div>' + paras(p, (2,)) + f'<div class="inline-topic"><span>Topic:</span> <a href="/t">{E(l["tag"][0])}</a></div><h2>{p.h()}</h2>' + paras(p, p.rest()) + '<p class="topics">Topics: <a href="/t/1">ferry</a>, <a href="/t/2">harbour</a></p>')
    o.append(f'</div><div class="next-read"><span>Up next</span><a href="/100">{E(l["others"][0])}</a></div></main>{foot(p)}')
    return "".join(o)


def published(p, cs):
    """A publishing page without any frame: an address under the headline, nothing else."""
    l = p.l
    o = [head(p, cs), f'<body><div class="tl_page_wrap"><div class="tl_page"><main class="tl_article"><header class="tl_article_header" dir="auto"><h1>{E(l["title"])}</h1><address><a rel="author">{E(l["author"])}</a><time datetime="{DAY}">November 13, 2025</time></address></header><article id="_tl_editor" class="tl_article_content"><h1>{E(l["title"])}<br></h1><address>{E(l["author"])}<br></address>']
    o.append(paras(p, (0, 1)))
    o.append(p.photo('<figure><div class="figure_wrapper"><img src="/file/a.jpg" alt="{alt}"></div><figcaption>{caption} {credit}</figcaption></figure>'))
    o.append(paras(p, (2,)) + f'<h3 id="x">{p.h()}</h3>' + paras(p, p.rest()) + f'<ul>{p.items()}</ul></article><div class="tl_article_buttons"><button>Edit</button><button>Publish</button></div></main><aside class="tl_article_info"><button>Report Page</button></aside></div></div></body></html>')
    return "".join(o)


def module(p, cs):
    """A shop's system with news: fields in attributes of its own, prices and a basket around."""
    l = p.l
    o = [f'<!DOCTYPE html><html lang="{p.declared}" xmlns:umi="http://www.umi-cms.ru/TR/umi"><head>{cs}{p.og()}<meta name="author" content="{E(l["author"])}"></head><body><div class="header">{p.nav("main_menu")}<div class="basket"><span>Корзина</span> <a href="/emarket/cart/">пуста</a></div></div><div id="content"><div class="breadcrumbs" umi:module="core"><a href="/">Главная</a> / <a href="/news/">Новости</a></div><h1 umi:element-id="77" umi:field-name="h1">{E(l["title"])}</h1><div class="news"><div class="date" umi:field-name="publish_time">13.11.2025</div><div class="anons" umi:element-id="77" umi:field-name="anons"></div><div class="text" umi:element-id="77" umi:field-name="content">']
    o.append(paras(p, (0, 1, 2)) + f'<h3>{p.h()}</h3>' + paras(p, p.rest()) + f'<ul>{p.items()}</ul></div><p class="back"><a href="/news/">← Вернуться к списку новостей</a></p></div><div class="lents"><h3>Другие новости</h3>{p.others("div", "lent_item")}</div><div class="subscribe"><h3>Подписка на новости</h3><form><input name="email"><input type="submit" value="Подписаться"></form></div></div><div class="footer">{E(l["rights"])}</div></body></html>')
    return "".join(o)


def zen(p, cs):
    """A portal of channels: spans in divisions, an offer to subscribe inside, a channel's card above and below."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body><div id="app"><div class="desktop-header">{p.nav("navigation-sidebar__list")}</div><div class="content--article-page__layout"><article class="content--article-page__article" data-testid="article"><div class="content--publisher-card"><a href="/ch">{E(l["site"])}</a><span>12,4 тыс подписчиков</span><button>Подписаться</button></div><h1 data-testid="article-title" class="content--article-item-title">{E(l["title"])}</h1><div class="content--article-stats"><span>13 ноября 2025</span><span>1,2 тыс прочитали</span><span>3 мин</span></div><div class="content--article-render__container" data-testid="article-render">']
    def blk(t): return f'<div class="content--article-render__block"><p class="content--article-render__textblock" data-testid="article-render__block"><span>{t}</span></p></div>'
    o.append(blk(p.p(0)) + blk(p.p(1)))
    o.append(p.photo('<div data-testid="article-render__block"><figure class="content--article-image"><img src="/a.jpg" alt="{alt}"><figcaption>{caption} {credit}</figcaption></figure></div>'))
    o.append(blk(p.p(2)) + f'<div data-testid="article-render__block"><h2>{p.h()}</h2></div>' + "".join(blk(p.p(n)) for n in p.rest()))
    o.append(f'<div data-testid="article-render__block"><p><span>Ставьте лайк и подписывайтесь на канал, чтобы не пропустить новые истории!</span></p></div></div><div class="content--tags">{p.tags()}</div></article><div class="comments2--root-comments"><h2>{E(l["comments"])}</h2><div class="comments2--comment"><span>{E(l["comment"])}</span></div></div><div class="feed"><h2>{E(l["also"])}</h2>{p.others("div", "feed__card")}</div></div></div></body></html>')
    return "".join(o)


def cards(p, cs):
    """A broadcaster's page: a card of facts and a card of another story in the text, both of the same make."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body>{p.nav()}<main><article class="story"><header><h1>{E(l["title"])}</h1><p class="story__byline">{E(l["author"])}</p></header><div class="story__body">']
    o.append(paras(p, (0, 1)) + f'<div class="story-card" role="link"><a href="/100"><img src="/s.jpg" alt=""><span class="story-card__kicker">{E(l["section"])}</span><h3 class="story-card__title">{E(l["others"][0])}</h3><p class="story-card__text">{E(l["comment"])}</p></a></div>' + paras(p, (2,)) + f'<h2>{p.h()}</h2>' + paras(p, p.rest()) + f'<p>(hb/pm)</p><p>Sources: own, Harbour Agency</p></div><div class="story__actions"><button>Save</button><button>Print</button></div></article></main>{foot(p)}')
    p.expect("Credit", "(hb/pm)"); p.expect("Credit", "Sources: own, Harbour Agency")
    return "".join(o)


MORE, MEHR, TAKZHE, KANREN = labelled("More on this story"), labelled("Mehr zum Thema"), labelled("Читайте также"), labelled("関連記事")
