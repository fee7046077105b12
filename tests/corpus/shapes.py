"""Markup of sites that are no newspapers' own: blogs of several makers, agencies, archives, cooks, questions and answers.

Each shape is a page of `make.py`: HTML from the prose of one language, and the blocks a reader should get of it.
"""
import html, json, textwrap

E = html.escape
DAY = "2025-11-13T09:12:00+00:00"


def head(p, cs, more=""):
    l = p.l
    return (f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}<title>{E(l["title"])} | {E(l["site"])}</title><meta property="og:title" content="{E(l["title"])}">'
            f'<meta property="og:site_name" content="{E(l["site"])}"><meta property="og:type" content="article"><meta property="article:published_time" content="{DAY}">'
            f'<meta name="author" content="{E(l["author"])}">{more}</head>')


def everything(p):
    return range(len(p.l["paragraphs"]))


def breaks(p, cs):
    """A text of breaks in a division, a box of links inside it, nothing with a telling name."""
    l = p.l
    out = [f'<html lang="{p.declared}"><head>{cs}<title>{E(l["title"])} - {E(l["site"])}</title></head><body><div class="w"><div class="c1">{p.nav("n")}</div><div class="c2"><h1>{E(l["title"])}</h1>'
           f'<div class="d">By {E(l["author"])} on November 13, 2025</div><div class="e">']
    out.append(f'{p.p(0)}<br/><br/>{p.p(1)}<br><br><div style="float:right;width:200px;border:1px solid"><b>{E(l["also"])}</b><br>' + "<br>".join(f'<a href="/{n}">{E(t)}</a>' for n, t in enumerate(l["others"])) + '</div>')
    out.append("<br>\n<br>".join(p.p(n) for n in list(everything(p))[2:]))
    out.append(f'</div><div class="f"><a href="/prev">{E(l["others"][0])}</a> | <a href="/next">{E(l["others"][1])}</a></div></div><div class="c3">{E(l["rights"])}</div></div></body></html>')
    return "".join(out)


def elementor(p, cs):
    """A page builder: each paragraph a widget of its own, many boxes deep."""
    l = p.l

    def widget(kind, inner):
        return f'<div class="elementor-element elementor-widget elementor-widget-{kind}" data-element_type="widget"><div class="elementor-widget-container">{inner}</div></div>'

    def section(*inner):
        return f'<section class="elementor-section elementor-top-section elementor-section-boxed"><div class="elementor-container elementor-column-gap-default"><div class="elementor-column elementor-col-100 elementor-top-column"><div class="elementor-widget-wrap elementor-element-populated">{"".join(inner)}</div></div></div></section>'

    out = [head(p, cs), f'<body class="elementor-default elementor-page"><header data-elementor-type="header" class="elementor elementor-location-header">{section(widget("nav-menu", p.nav("elementor-nav-menu--main")))}</header><div data-elementor-type="wp-post" class="elementor">']
    out.append(section(widget("theme-post-title", f'<h1 class="elementor-heading-title elementor-size-default">{E(l["title"])}</h1>'), widget("post-info", f'<ul class="elementor-inline-items elementor-icon-list-items"><li class="elementor-icon-list-item"><span class="elementor-post-info__item--type-author">{E(l["author"])}</span></li><li><time>{l["written"]}</time></li></ul>')))
    out.append(section(widget("text-editor", f'<p>{p.p(0)}</p>')) + section(widget("text-editor", f'<p>{p.p(1)}</p><p>{p.p(2)}</p>')))
    out.append(section(p.photo('<div class="elementor-widget-image"><figure class="wp-caption"><img src="/a.jpg" alt="{alt}"><figcaption class="widget-image-caption wp-caption-text">{caption}</figcaption></figure></div>', credit=False)))
    out.append(section(widget("heading", f'<h2 class="elementor-heading-title elementor-size-large">{p.h()}</h2>'), widget("text-editor", "".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<ul>{p.items()}</ul>')))
    out.append(section(widget("share-buttons", f'<div class="elementor-grid"><div class="elementor-share-btn"><span class="elementor-share-btn__title">Facebook</span></div><div class="elementor-share-btn"><span class="elementor-share-btn__title">Twitter</span></div></div>')))
    out.append(section(widget("heading", f'<h3 class="elementor-heading-title">{E(l["also"])}</h3>'), widget("posts", "".join(f'<article class="elementor-post"><h3 class="elementor-post__title"><a href="/{n}/">{E(t)}</a></h3><div class="elementor-post__excerpt"><p>{E(l["lead"])}</p></div><a class="elementor-post__read-more" href="/{n}/">Read More »</a></article>' for n, t in enumerate(l["others"])))))
    out.append(f'</div><footer class="elementor-location-footer">{section(widget("text-editor", "<p>" + E(l["rights"]) + "</p>"))}</footer></body></html>')
    return "".join(out)


def ghost(p, cs):
    l = p.l
    out = [head(p, cs, '<meta name="generator" content="Ghost 5.96">'), f'<body class="post-template"><div class="gh-viewport"><header class="gh-head"><a class="gh-head-logo" href="/">{E(l["site"])}</a>{p.nav("gh-head-menu")}</header><main class="gh-main"><article class="gh-article post"><header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/tag/">{E(l["section"])}</a><h1 class="gh-article-title">{E(l["title"])}</h1>{p.excerpt()}<div class="gh-article-meta"><h4 class="gh-article-meta-name"><a href="/author/a/">{E(l["author"])}</a></h4><time datetime="2025-11-13">{l["written"]}</time><span class="gh-article-meta-length">4 min read</span></div></header>',
           '<section class="gh-content gh-canvas">']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p>')
    out.append(p.photo('<figure class="kg-card kg-image-card kg-width-wide kg-card-hascaption"><img src="/content/images/a.jpg" class="kg-image" alt="{alt}" loading="lazy"><figcaption><span style="white-space: pre-wrap;">{caption} {credit}</span></figcaption></figure>'))
    out.append(f'<p>{p.p(2)}</p><div class="kg-card kg-signup-card"><h2 class="kg-signup-card-heading">Sign up for {E(l["site"])}</h2><p class="kg-signup-card-subheading">Get the letter in your inbox every week.</p><form><input type="email"><button>Subscribe</button></form></div><h2 id="h">{p.h()}</h2>')
    out.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()))
    out.append(f'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://other.example/"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{E(l["others"][0])}</div><div class="kg-bookmark-description">{E(l["lead"])}</div></div></a></figure></section></article>')
    out.append(f'<section class="footer-cta"><h2>Sign up for more like this.</h2><a class="footer-cta-button" href="#/portal">Enter your email</a></section><aside class="read-more-wrap"><div class="read-more">' + "".join(f'<article class="post-card"><a href="/{n}/"><h2 class="post-card-title">{E(t)}</h2><div class="post-card-excerpt">{E(l["lead"])}</div></a></article>' for n, t in enumerate(l["others"])) + f'</div></aside></main><footer class="site-footer">{E(l["rights"])}</footer></div></body></html>')
    return "".join(out)


def letter(p, cs):
    """A newsletter's archive: widgets that ask for an address between the paragraphs, notes at the foot."""
    l = p.l
    ask = '<div class="subscription-widget-wrap-editor"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">Thanks for reading! Subscribe for free to receive new posts and support my work.</p></div><form class="subscription-widget-subscribe"><input type="email" placeholder="Type your email…"><input type="submit" value="Subscribe"></form></div></div>'
    out = [head(p, cs), f'<body><div id="entry"><div id="main"><div class="topBar">{p.nav()}<button>Subscribe</button><button>Sign in</button></div><div class="single-post-container"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{E(l["title"])}</h1><div class="byline-wrapper"><a href="https://letters.example/@a">{E(l["author"])}</a><div class="meta">Nov 13, 2025</div></div><div class="post-ufi"><a class="post-ufi-button">48</a><a class="post-ufi-button">7</a><a class="post-ufi-button">Share</a></div></div><div class="available-content"><div dir="auto" class="body markup">']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p>{ask}<p>{p.p(2)}</p>')
    out.append(p.photo('<div class="captioned-image-container"><figure><a class="image-link" href="/i.jpg"><div class="image2-inset"><picture><source srcset="/i.webp 1456w"><img src="/i.jpg" alt="{alt}" width="1456"></picture></div></a><figcaption class="image-caption">{caption}</figcaption></figure></div>', credit=False))
    out.append(f'<h3 class="header-anchor-post">{p.h()}</h3>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<div class="pullquote"><p>{E(l["paragraphs"][1].split(". ")[0])}.</p></div><ul>{p.items()}</ul>{ask}')
    p.blocks.insert(-len(l["items"]), f'Q: {l["paragraphs"][1].split(". ")[0]}.')
    out.append(f'</div></div><div class="post-footer"><a class="post-ufi-button">48 Likes</a></div></article><div class="comments-section"><h4>Discussion about this post</h4><div class="comment"><span class="name">Reader</span><p>{E(l["comment"])}</p></div></div><div class="portable-archive"><h4>{E(l["also"])}</h4>' + p.others("div", "post-preview") + f'</div></div><div class="footer">© 2025 {E(l["author"])} · Privacy ∙ Terms</div></div></div></body></html>')
    return "".join(out)


def wiki(p, cs):
    l = p.l
    out = [f'<!DOCTYPE html><html class="client-nojs" lang="{p.declared}"><head>{cs}<title>{E(l["title"])} - {E(l["site"])}</title></head><body class="mediawiki ltr ns-0"><div id="mw-page-base"></div><div id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading">{E(l["title"])}</h1><div id="bodyContent"><div id="siteSub">From {E(l["site"])}</div><div id="contentSub"></div><div id="mw-content-text" class="mw-body-content mw-content-ltr"><div class="mw-parser-output">']
    out.append('<p>November 13, 2025</p>')
    out.append(f'<p>{p.p(0)}<sup id="r1" class="reference"><a href="#n1">[1]</a></sup></p><p>{p.p(1)}</p>')
    p.blocks[-2] += "[1]"
    out.append(p.photo('<div class="thumb tright"><div class="thumbinner" style="width:222px"><a href="/wiki/File:A.jpg" class="image"><img alt="" src="/a.jpg" width="220" height="147" class="thumbimage"></a><div class="thumbcaption"><div class="magnify"><a href="/wiki/File:A.jpg"></a></div>{caption}</div></div></div>', credit=False))
    out.append(f'<div id="toc" class="toc"><div class="toctitle"><h2>Contents</h2></div><ul><li class="toclevel-1"><a href="#A"><span class="tocnumber">1</span> <span class="toctext">{E(l["heading"])}</span></a></li><li><a href="#S"><span class="tocnumber">2</span> <span class="toctext">Sources</span></a></li></ul></div><p>{p.p(2)}</p>')
    out.append(f'<h2><span class="mw-headline" id="A">{p.h()}</span><span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="?edit">edit</a><span class="mw-editsection-bracket">]</span></span></h2>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<ul>{p.items()}</ul>')
    out.append(f'</div><div class="printfooter">Retrieved from "https://wiki.example/"</div></div><div id="catlinks" class="catlinks"><a href="/c">Categories</a>: <ul><li><a href="/c1">{E(l["tag"][0])}</a></li></ul></div></div></div><div id="mw-navigation"><h2>Navigation menu</h2>{p.nav("vector-menu")}</div><div id="footer"><ul><li>This page was last edited on 14 November 2025, at 08:00.</li><li>{E(l["rights"])}</li></ul></div></body></html>')
    return "".join(out)


def release(p, cs):
    """An office's release to the press: a label above, the contact below, three signs at the end."""
    l = p.l
    out = [f'<!DOCTYPE html><html lang="{p.declared}" dir="ltr"><head>{cs}<title>{E(l["title"])} | {E(l["site"])}</title><meta name="dcterms.created" content="2025-11-13"><meta name="dcterms.creator" content="{E(l["author"])}"></head><body><div class="usa-banner"><p>An official website of the river council</p><p>Here’s how you know</p></div>{p.nav("usa-nav")}<ol class="usa-breadcrumb__list"><li><a href="/">Home</a></li><li><a href="/news">News releases</a></li></ol>'
           f'<main id="main-content"><div class="field field--name-field-release-type">News Release</div><h1 class="page-title">{E(l["title"])}</h1><div class="field field--name-field-release-date"><div class="field__label">Release date</div><div class="field__item">November 13, 2025</div></div><div class="field field--name-field-contact"><div class="field__label">Media contact</div><div class="field__item">Press office, 555-0100, <a href="mailto:press@council.example">press@council.example</a></div></div>'
           f'<div class="field field--name-body field--type-text-with-summary"><div class="field__item">']
    out.append("".join(f'<p>{p.p(n)}</p>' for n in everything(p)) + f'<ul>{p.items()}</ul><p style="text-align:center">###</p></div></div></main><div class="block-views"><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></div><footer class="usa-footer">{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def plain(p, cs):
    """A message in the archive of a mailing list: lines broken at a width in one element, arrows around it."""
    l = p.l
    text = "\n\n".join("\n".join(textwrap.wrap(l["paragraphs"][n], 72)) for n in everything(p))
    for n in everything(p):
        p.p(n)
    return (f'<html><head><title>[{E(l["site"])}] {E(l["title"])}</title>{cs}</head><body bgcolor="#ffffff"><h1>{E(l["title"])}</h1><b>{E(l["author"])}</b> <a href="mailto:list@archive.example">a at archive.example</a><br><i>Thu Nov 13 09:12:00 UTC 2025</i><p><ul><li>Previous message: <a href="1.html">{E(l["others"][0])}</a></li><li>Next message: <a href="3.html">{E(l["others"][1])}</a></li><li><b>Messages sorted by:</b> <a href="date.html">[ date ]</a> <a href="thread.html">[ thread ]</a> <a href="author.html">[ author ]</a></li></ul><hr>'
            f'<!--beginarticle--><pre>{E(text)}\n</pre><!--endarticle--><hr><p><ul><li>Previous message: <a href="1.html">{E(l["others"][0])}</a></li><li>Next message: <a href="3.html">{E(l["others"][1])}</a></li></ul><hr><a href="https://archive.example/">More information about the mailing list</a></body></html>')


def entry(p, cs):
    """A blog of the open web: microformats, no data in the head."""
    l = p.l
    out = [f'<!doctype html><html lang="{p.declared}"><head>{cs}<title>{E(l["title"])}</title></head><body><nav><a href="/">{E(l["site"])}</a> <a href="/about">About</a> <a href="/feed.xml">RSS</a></nav><article class="h-entry"><h1 class="p-name">{E(l["title"])}</h1><p class="meta"><a class="u-url" href="/77"><time class="dt-published" datetime="{DAY}">{l["written"]}</time></a> by <a class="p-author h-card" href="/">{E(l["author"])}</a></p><div class="e-content">']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p><h2>{p.h()}</h2><p>{p.p(2)}</p>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<blockquote><p>{p.q()}</p></blockquote><ul>{p.items()}</ul></div><p>Filed under <a class="p-category" href="/t/a">{E(l["tag"][0])}</a>, <a class="p-category" href="/t/b">{E(l["tag"][1])}</a></p></article><section id="webmentions"><h2>Webmentions</h2><ol><li class="h-cite"><p>{E(l["comment"])}</p></li></ol></section><footer><p>{E(l["rights"])}</p></footer></body></html>')
    return "".join(out)


def components(p, cs):
    """Elements of the page's own names, the text in a shadow root that the server wrote."""
    l = p.l
    out = [head(p, cs), f'<body><app-shell><app-header>{p.nav()}</app-header><story-page><template shadowrootmode="open"><style>p{{margin:0}}</style><story-headline><h1>{E(l["title"])}</h1></story-headline><story-byline>By {E(l["author"])}</story-byline><story-body>']
    out.append("".join(f'<story-paragraph><p>{p.p(n)}</p></story-paragraph>' for n in everything(p)))
    out.append(f'</story-body><story-more><h3>{E(l["also"])}</h3><ul>{p.others()}</ul></story-more></template></story-page><app-footer>{E(l["rights"])}</app-footer></app-shell></body></html>')
    return "".join(out)


def inertia(p, cs):
    """A page that scripts draw from data in an attribute."""
    l = p.l
    for n in everything(p):
        p.p(n)
    body = "".join(f'<p>{E(t)}</p>' for t in l["paragraphs"])
    data = {"component": "News/Show", "props": {"auth": {"user": None}, "post": {"id": 77, "title": l["title"], "published_at": DAY, "body": body}, "latest": [{"title": t, "url": f"/{n}"} for n, t in enumerate(l["others"])]}, "url": "/news/77", "version": "a1"}
    return head(p, cs, '<script src="/build/app.js" defer></script>') + f'<body><div id="app" data-page="{E(json.dumps(data))}"></div></body></html>'


def reader(p, cs):
    """Names made by a machine, a button to follow beside the name, responses below."""
    l = p.l
    out = [head(p, cs), f'<body><div id="root"><div class="a b c"><div class="d e"><a href="/">{E(l["site"])}</a><a href="/m/signin">Sign in</a><a href="/m/up">Get started</a></div><article><div class="l m"><div class="n o"><h1 class="pw-post-title gm gn">{E(l["title"])}</h1><h2 class="pw-subtitle-paragraph hm">{p.lead()}</h2><div class="speechify"><div class="ab"><a href="/@a">{E(l["author"])}</a><span>·</span><p class="be b"><button>Follow</button></p></div><span>4 min read</span><span>·</span><span>Nov 13, 2025</span></div><div class="pw-multi-vote-count"><button>1.2K</button></div><div><button>Listen</button></div><div><button>Share</button></div>']
    out.append(p.photo('<figure class="nk nl"><div role="button" tabindex="0" class="nq"><div class="ni"><picture><source srcset="/max/640/a.webp 640w"><img alt="{alt}" class="bg" width="700" height="467" src="/max/700/a.jpg"></picture></div></div><figcaption class="nv" data-selectable-paragraph="">{caption}</figcaption></figure>', credit=False))
    out.append("".join(f'<p id="{n}a1f" class="pw-post-body-paragraph nx ny" data-selectable-paragraph="">{p.p(n)}</p>' for n in (0, 1, 2)) + f'<h1 id="77aa" class="ov ow" data-selectable-paragraph="">{p.h()}</h1>' + "".join(f'<p id="{n}b2c" class="pw-post-body-paragraph nx ny" data-selectable-paragraph="">{p.p(n)}</p>' for n in p.rest()) + f'<ul class="">{p.items()}</ul>')
    out.append(f'</div></div></article><div class="q"><a href="/tag/a">{E(l["tag"][0])}</a><a href="/tag/b">{E(l["tag"][1])}</a></div><div class="r"><h2>Written by {E(l["author"])}</h2><p>312 Followers</p><button>Follow</button></div><div class="s"><h2>Responses (1)</h2><pre><div>{E(l["comment"])}</div></pre></div><div class="t"><h2>More from {E(l["author"])}</h2>' + "".join(f'<article><h2>{E(t)}</h2><h3>{E(l["lead"])}</h3><span>Nov 2</span></article>' for t in l["others"]) + '</div></div></div></body></html>')
    return "".join(out)


def interview(p, cs):
    """Questions in bold, answers below, an unfinished list of terms."""
    l = p.l
    out = [head(p, cs), f'<body>{p.nav()}<div class="page"><h1>{E(l["title"])}</h1><p class="standfirst">{p.lead()}</p><div class="interview">']
    for n in everything(p):
        question = l["questions"][n % len(l["questions"])]
        p.expect("P", question)
        out.append(f'<p><strong>{E(question)}</strong></p><p>{p.p(n)}</p>')
    out.append(f'</div><div class="bottomline"><a href="/subscribe">Subscribe</a></div><div class="see"><h4>{E(l["also"])}</h4><ul>{p.others()}</ul></div></div><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def live(p, cs):
    """A live report: entries with a time and a heading each, the latest first."""
    l = p.l
    out = [head(p, cs), f'<body>{p.nav()}<main><header><h1>{E(l["title"])}</h1><p class="lede">{p.lead()}</p></header><div class="liveblog" data-post-count="9">']
    for n in everything(p):
        p.expect("Byline", f"1{n}:05")
        out.append(f'<div class="liveblog-entry" id="e{n}"><div class="liveblog-entry__time"><time datetime="2025-11-13T1{n}:05:00Z">1{n}:05</time></div><div class="liveblog-entry__content"><p>{p.p(n)}</p></div><div class="liveblog-entry__share"><a href="#e{n}">Copy link</a><a href="https://f.example/">Facebook</a></div></div>')
    out.append(f'</div><button>Load more</button></main><aside><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></aside><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def longread(p, cs):
    """A long report in full screens: each paragraph in sections of its own, a first letter set apart, soft hyphens."""
    l = p.l
    out = [head(p, cs), '<body class="project"><div class="ProjectNav"><button>Menu</button></div><article class="Theme-Story"><section class="Theme-TitleSection"><div class="Layer"><h1 class="Theme-Title">' + E(l["title"]) + '</h1>' + f'<p class="Theme-Byline">By {E(l["author"])}</p></div></section>']
    for n in everything(p):
        text = p.p(n)
        if n == 0:
            first, rest = text[0], text[1:]
            text = f'<span class="DropCap">{first}</span>{rest}'
        words = text.split(" ")
        longest = max(range(3, len(words)), key=lambda at: len(words[at]) if words[at].isalpha() else 0)
        words[longest] = words[longest][:4] + "&shy;" + words[longest][4:]
        out.append(f'<section class="Theme-Section Theme-TextSize-xs"><div class="Layer--one"><div class="Theme-Layer-BodyText"><p>{" ".join(words)}</p></div></div></section>')
        if n == 2:
            out.append(p.photo('<section class="Theme-BackgroundScrollmationSection"><div class="MediaRenderer"><picture><img src="/x.jpg" alt="{alt}"></picture><noscript><img src="/x.jpg" alt="{alt}"></noscript></div><div class="Theme-Caption">{caption}</div></section>', credit=False))
    out.append(f'</article><div class="Theme-RelatedStories"><h3>{E(l["also"])}</h3>{p.others("div", "card")}</div><div class="Theme-Footer">{E(l["rights"])}</div></body></html>')
    return "".join(out)


def recipe(p, cs):
    """A cook's page: a tale, a card with what is needed and the steps, a box of figures."""
    l = p.l
    out = [head(p, cs), f'<body class="single-post"><div class="site-container">{p.nav("nav-primary")}<main class="content"><article class="post entry"><header class="entry-header"><h1 class="entry-title">{E(l["title"])}</h1><p class="entry-meta">By {E(l["author"])}</p><a class="wprm-recipe-jump" href="#wprm-recipe-container-77">Jump to Recipe</a> <a class="wprm-recipe-print" href="/print">Print Recipe</a></header><div class="entry-content">']
    out.append("".join(f'<p>{p.p(n)}</p>' for n in everything(p)))
    card = {"@context": "https://schema.org", "@type": "Recipe", "name": l["heading"], "recipeIngredient": l["items"], "recipeInstructions": [{"@type": "HowToStep", "text": step} for step in l["steps"]]}
    out.append(f'<script type="application/ld+json">{json.dumps(card)}</script>')
    p.expect("H", l["heading"])
    out.append(f'<div id="wprm-recipe-container-77" class="wprm-recipe-container"><div class="wprm-recipe"><h2 class="wprm-recipe-name">{E(l["heading"])}</h2><div class="wprm-recipe-rating">4.9 from 31 votes</div>')
    p.expect("H", "Ingredients")
    out.append(f'<div class="wprm-recipe-ingredients-container"><h3 class="wprm-recipe-header">Ingredients</h3><ul class="wprm-recipe-ingredients">{p.items()}</ul></div>')
    p.expect("H", "Instructions")
    steps = []
    for step in l["steps"]:
        p.expect("-", step)
        steps.append(f'<li class="wprm-recipe-instruction"><div class="wprm-recipe-instruction-text">{E(step)}</div></li>')
    out.append(f'<div class="wprm-recipe-instructions-container"><h3 class="wprm-recipe-header">Instructions</h3><ol class="wprm-recipe-instructions">{"".join(steps)}</ol></div></div></div></div></article><div id="comments"><h3>Comments</h3><ol class="comment-list"><li class="comment"><p>{E(l["comment"])}</p></li></ol></div></main><aside class="sidebar"><h3>{E(l["also"])}</h3><ul>{p.others()}</ul></aside></div><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)
