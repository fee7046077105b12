"""Pages that are no articles of a newspaper: threads, messages, manuals, questions, notes, tickers, judgments.

Each shape is a page of `make.py`, as in `shapes.py`; the day and the author are those of the prose.
"""
import html, json, textwrap

from shapes import DAY, everything, head

E = html.escape


def bare(p, cs, more=""):
    """The head of a page that says nothing of itself."""
    l = p.l
    return f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}<title>{E(l["title"])} - {E(l["site"])}</title>{more}</head>'


POSTERS = [("Hannah Brook", "Thu Nov 13, 2025 9:12 am"), ("lockkeeper", "Thu Nov 13, 2025 10:40 am"), ("Old Mate 71", "Fri Nov 14, 2025 7:05 pm")]


def posts(p):
    """The text of a thread: several paragraphs to each post."""
    every = list(everything(p))
    return list(zip(POSTERS, (every[:3], every[3:5], every[5:7])))


def board(p, cs):
    """A thread on a board of tables turned boxes: a profile beside each post, a signature below."""
    l = p.l
    out = [bare(p, cs), f'<body id="phpbb" class="nojs section-viewtopic ltr"><div id="wrap" class="wrap"><div id="page-header">{p.nav("navbar")}</div><div id="page-body" class="page-body"><h2 class="topic-title"><a href="./viewtopic.php?t=77">{E(l["title"])}</a></h2><div class="action-bar bar-top"><a class="button" href="./posting.php">Post Reply</a><div class="pagination">3 posts &bull; Page <strong>1</strong> of <strong>1</strong></div></div>']
    for n, ((name, when), texts) in enumerate(posts(p)):
        p.expect("Byline", f"{name}, {when}")
        body = "<br>\n<br>\n".join(p.p(at) for at in texts)
        subject = l["title"] if n == 0 else "Re: " + l["title"]
        out.append(f'<div id="p{n}" class="post has-profile bg{n % 2 + 1}"><div class="inner"><dl class="postprofile" id="profile{n}"><dt class="no-profile-rank"><a href="./memberlist.php?u={n}" class="username">{name}</a></dt><dd class="profile-posts"><strong>Posts:</strong> <a href="./search.php">41</a></dd><dd class="profile-joined"><strong>Joined:</strong> Mon Mar 02, 2015 8:00 am</dd></dl><div class="postbody"><div id="post_content{n}"><h3 {"class=first" if n == 0 else ""}><a href="./viewtopic.php?p={n}#p{n}">{E(subject)}</a></h3><ul class="post-buttons"><li><a href="./posting.php?mode=quote" title="Reply with quote" class="button"><span>Quote</span></a></li></ul><p class="author"><a class="unread" href="./viewtopic.php?p={n}" title="Post"><span class="sr-only">Post</span></a> <span class="responsive-hide">by <strong><a href="./memberlist.php?u={n}" class="username">{name}</a></strong> &raquo; </span><time datetime="2025-11-1{3 + n // 2}T09:12:00+00:00">{when}</time></p><div class="content">{body}</div><div id="sig{n}" class="signature">Nothing is as slow as a ferry in fog.</div></div></div><div class="back2top"><a href="#top" class="top" title="Top"><span class="sr-only">Top</span></a></div></div></div>')
    out.append(f'<div class="action-bar bar-bottom"><a class="button" href="./posting.php">Post Reply</a></div><p class="jumpbox-return"><a href="./viewforum.php?f=2">Return to “{E(l["section"])}”</a></p><div class="stat-block online-list"><h3>Who is online</h3><p>Users browsing this forum: No registered users and 4 guests</p></div></div><div id="page-footer"><p>Powered by a board · {E(l["rights"])}</p></div></div></body></html>')
    return "".join(out)


def threads(p, cs):
    """A thread whose posts are articles: the name in a cell of its own, the time above, a quotation of the post before."""
    l = p.l
    out = [bare(p, cs, f'<meta property="og:title" content="{E(l["title"])}"><meta property="og:type" content="website">'), f'<body data-template="thread_view"><div class="p-pageWrapper"><header class="p-header">{p.nav("p-nav")}</header><div class="p-body"><div class="p-body-header"><h1 class="p-title-value">{E(l["title"])}</h1><div class="p-description"><ul class="listInline"><li>Thread starter <a href="/members/1" class="username">Hannah Brook</a></li><li>Start date <a href="/t/77"><time datetime="2025-11-13T09:12:00+0000">Nov 13, 2025</time></a></li></ul></div></div><div class="block-container lbContainer"><div class="block-body js-replyNewMessageContainer">']
    for n, ((name, when), texts) in enumerate(posts(p)):
        day = when.split(" ", 1)[1].rsplit(" ", 2)[0]
        p.expect("Byline", f"{name}, {day}")
        quoted = ""
        if n == 2:
            first = l["paragraphs"][3]
            p.expect("Q", "lockkeeper said:")
            p.expect("Q", first)
            quoted = f'<blockquote class="bbCodeBlock bbCodeBlock--quote"><div class="bbCodeBlock-title"><a href="/goto/post?id=2">lockkeeper said:</a></div><div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent">{E(first)}</div><div class="bbCodeBlock-expandLink"><a>Click to expand...</a></div></div></blockquote>'
        body = "<br />\n<br />\n".join(p.p(at) for at in texts)
        out.append(f'<article class="message message--post" data-author="{name}" data-content="post-{n}" id="js-post-{n}" itemscope itemtype="https://schema.org/Comment"><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user"><div class="message-avatar"><a href="/members/{n}" class="avatar"><img src="/avatars/{n}.jpg" alt="{name}"></a></div><div class="message-userDetails"><h4 class="message-name"><a href="/members/{n}" class="username" itemprop="name">{name}</a></h4><h5 class="userTitle message-userTitle">Member</h5></div><div class="message-userExtras"><dl class="pairs"><dt>Joined</dt><dd>Mar 2, 2015</dd></dl><dl class="pairs"><dt>Messages</dt><dd>41</dd></dl></div></section></div><div class="message-cell message-cell--main"><div class="message-main"><header class="message-attribution"><ul class="message-attribution-main listInline"><li class="u-concealed"><a href="/t/77/post-{n}"><time class="u-dt" datetime="2025-11-1{3 + n // 2}T09:12:00+0000" itemprop="datePublished">{day}</time></a></li></ul><ul class="message-attribution-opposite"><li><a href="/t/77/post-{n}">#{n + 1}</a></li></ul></header><div class="message-content"><div class="message-userContent"><article class="message-body"><div class="bbWrapper">{quoted}{body}</div></article></div></div><footer class="message-footer"><div class="reactionsBar"><a href="/r">lockkeeper and 3 others</a></div></footer></div></div></div></article>')
    out.append(f'</div></div><div class="block--messages"><h3>Similar threads</h3>{p.others("div", "structItem")}</div></div><footer class="p-footer">{E(l["rights"])}</footer></div></body></html>')
    return "".join(out)


def discussion(p, cs):
    """A discussion as it is served to those without scripts, its parts named as schema.org names them."""
    l = p.l
    out = [bare(p, cs, f'<meta property="og:title" content="{E(l["title"])}">'), f'<body class="crawler"><header><a href="/">{E(l["site"])}</a></header><div id="main-outlet" class="wrap" role="main"><div id="topic-title"><h1><a href="/t/77">{E(l["title"])}</a></h1><div class="topic-category" itemscope itemtype="http://schema.org/BreadcrumbList"><span itemprop="itemListElement"><a href="/c/town" itemprop="item"><span itemprop="name">{E(l["section"])}</span></a></span></div></div><div itemscope itemtype="http://schema.org/DiscussionForumPosting"><meta itemprop="headline" content="{E(l["title"])}"><link itemprop="url" href="/t/77"><meta itemprop="datePublished" content="{DAY}">']
    for n, ((name, when), texts) in enumerate(posts(p)):
        day = when.split(" ", 1)[1].rsplit(" ", 2)[0]
        p.expect("Byline", f"{name}, {day}, 9:12am")
        body = "".join(f"<p>{p.p(at)}</p>" for at in texts)
        kind = "" if n == 0 else ' itemprop="comment" itemscope itemtype="http://schema.org/Comment"'
        out.append(f'<div id="post_{n + 1}"{kind} class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" rel="nofollow" href="/u/{n}"><span itemprop="name">{name}</span></a></span><span class="crawler-post-infos"><time itemprop="datePublished" datetime="2025-11-1{3 + n // 2}T09:12:00Z" class="post-time">{day}, 9:12am</time><span itemprop="position">{n + 1}</span></span></div><div class="post" itemprop="text">{body}</div><div itemprop="interactionStatistic" itemscope itemtype="http://schema.org/InteractionCounter"><meta itemprop="userInteractionCount" content="2"><span class="post-likes">2 Likes</span></div></div>')
    out.append(f'</div><div id="related-topics" class="more-topics__list"><h3>Related topics</h3><table class="topic-list"><tbody><tr><td><a href="/t/1">{E(l["others"][0])}</a></td><td>4</td></tr></tbody></table></div></div><footer class="container wrap"><nav class="crawler-nav"><ul><li><a href="/">Home</a></li><li><a href="/tos">Terms</a></li></ul></nav><p>Powered by a board, best viewed with JavaScript enabled</p></footer></body></html>')
    return "".join(out)


def encyclopedia(p, cs):
    """An article of an encyclopedia: a box of facts beside it, a notice above, an edit link at each heading, notes."""
    l = p.l
    out = [f'<!DOCTYPE html><html class="client-nojs" lang="{p.declared}"><head>{cs}<title>{E(l["title"])} – {E(l["site"])}</title><meta name="generator" content="MediaWiki 1.44"></head><body class="skin-vector mediawiki ltr ns-0"><div class="vector-header-container">{p.nav("vector-main-menu")}</div><main id="content" class="mw-body"><header class="mw-body-header"><h1 id="firstHeading" class="firstHeading mw-first-heading"><span class="mw-page-title-main">{E(l["title"])}</span></h1><div class="vector-page-toolbar"><ul><li><a href="/wiki/Talk">Discussion</a></li><li><a href="?action=edit">Edit</a></li><li><a href="?action=history">View history</a></li></ul></div></header><div id="bodyContent" class="vector-body"><div id="siteSub" class="noprint">From {E(l["site"])}, the free encyclopedia</div><div id="mw-content-text" class="mw-body-content"><div class="mw-content-ltr mw-parser-output">']
    out.append('<div role="note" class="hatnote navigation-not-searchable">For other uses, see <a href="/wiki/x">Ferry (disambiguation)</a>.</div>')
    out.append(f'<table class="infobox vcard"><caption class="infobox-title">{E(l["title"])}</caption><tbody><tr><th scope="row" class="infobox-label">Built</th><td class="infobox-data">1931</td></tr><tr><th scope="row" class="infobox-label">Length</th><td class="infobox-data">41 metres</td></tr><tr><th scope="row" class="infobox-label">Berths</th><td class="infobox-data">eighteen</td></tr></tbody></table>')
    out.append(f'<p>{p.p(0)}<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span class="cite-bracket">[</span>1<span class="cite-bracket">]</span></a></sup></p><p>{p.p(1)}</p>')
    p.blocks[-2] += "[1]"
    out.append(f'<div id="toc" class="toc" role="navigation"><div class="toctitle"><h2>Contents</h2></div><ul><li><a href="#A">1 {E(l["heading"])}</a></li></ul></div><div class="mw-heading mw-heading2"><h2 id="A">{p.h()}</h2><span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="?section=1"><span>edit</span></a><span class="mw-editsection-bracket">]</span></span></div>' + "".join(f'<p>{p.p(n)}</p>' for n in list(everything(p))[2:]) + f'<ul>{p.items()}</ul>')
    out.append('<div class="mw-heading mw-heading2"><h2 id="References">References</h2><span class="mw-editsection">[<a href="?section=2">edit</a>]</span></div><div class="reflist"><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text">Harbour office, timetable of the last winter, page 3.</span></li></ol></div>')
    out.append(f'</div></div><div class="printfooter">Retrieved from "https://wiki.example/"</div><div id="catlinks" class="catlinks"><div class="mw-normal-catlinks"><a href="/c">Categories</a>: <ul><li><a href="/c1">{E(l["tag"][0])}</a></li></ul></div></div></div></main><footer id="footer" class="mw-footer"><ul id="footer-info"><li id="footer-info-lastmod"> This page was last edited on 13 November 2025, at 08:00<span class="anonymous-show">&nbsp;(UTC)</span>.</li><li>{E(l["rights"])}</li></ul></footer></body></html>')
    return "".join(out)


def message(p, cs):
    """A message in an archive that shows its head as it was sent, all in one element."""
    l = p.l
    text = "\n\n".join("\n".join(textwrap.wrap(l["paragraphs"][n], 72)) for n in everything(p))
    for n in everything(p):
        p.p(n)
    return (f'<html><head><title>{E(l["title"])} - {E(l["author"])}</title>{cs}</head><body><form action="/list/"><pre><a href="#t">thread overview</a> <a href="https://list.example/raw">raw</a> <input name=q type=text><input type=submit value=search></pre></form>'
            f'<pre id=b>From: {E(l["author"])} &lt;hannah@list.example&gt;\nTo: list@list.example\nSubject: {E(l["title"])}\nDate: Thu, 13 Nov 2025 09:12:00 +0000\nMessage-ID: &lt;77@list.example&gt;\n\n{E(text)}\n</pre><hr><pre>             reply\tother threads:[<a href="/new.atom">~2025-11-14 10:00 UTC</a>|<a href="/">newest</a>]\n</pre><hr><pre>This is an archive; see <a href="/mirror">mirroring instructions</a>\nfor how to clone it.</pre></body></html>')


def manual(p, cs):
    """A manual with a tree of pages beside it, boxes of notes in it, a mark behind each heading."""
    l = p.l
    out = [bare(p, cs, '<meta name="generator" content="Docusaurus v3.6">'), f'<body class="navigation-with-keyboard"><div id="__docusaurus"><div role="region" aria-label="Skip to main content"><a class="skipToContent_x" href="#x">Skip to main content</a></div>{p.nav("navbar navbar--fixed-top")}<div class="docsWrapper_y"><aside class="theme-doc-sidebar-container"><nav class="menu"><ul class="theme-doc-sidebar-menu menu__list"><li class="theme-doc-sidebar-item-link menu__list-item"><a class="menu__link" href="/d/a">{E(l["others"][0])}</a></li><li class="menu__list-item"><a class="menu__link" href="/d/b">{E(l["others"][1])}</a></li></ul></nav></aside><main class="docMainContainer_z"><div class="container"><div class="row"><div class="col docItemCol_v"><div class="docItemContainer_d"><article><nav class="theme-doc-breadcrumbs breadcrumbsContainer" aria-label="Breadcrumbs"><ul class="breadcrumbs"><li class="breadcrumbs__item"><span class="breadcrumbs__link">{E(l["section"])}</span></li></ul></nav><div class="tocCollapsible_e theme-doc-toc-mobile"><button type="button">On this page</button></div><div class="theme-doc-markdown markdown"><header><h1>{E(l["title"])}</h1></header>']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p>')
    p.expect("P", "Note")
    p.expect("P", "Bring a cushion of your own: there are eighteen on board, and they are not given back.")
    out.append('<div class="theme-admonition theme-admonition-note admonition_x alert alert--secondary"><div class="admonitionHeading_a"><span class="admonitionIcon_i"><svg viewBox="0 0 14 16"><path d="M1"></path></svg></span>Note</div><div class="admonitionContent_c"><p>Bring a cushion of your own: there are eighteen on board, and they are not given back.</p></div></div>')
    out.append(f'<h2 class="anchor anchorWithStickyNavbar_n" id="a">{p.h()}<a href="#a" class="hash-link" aria-label="Direct link" title="Direct link">\u200b</a></h2><p>{p.p(2)}</p>')
    p.expect("Code", "")
    out.append('<div class="language-bash codeBlockContainer_c theme-code-block"><div class="codeBlockContent_t"><pre tabindex="0" class="prism-code language-bash codeBlock_b thin-scrollbar"><code class="codeBlockLines_e"><span class="token-line">ferry list --nights 3<br></span><span class="token-line">ferry book --cushion<br></span></code></pre><div class="buttonGroup_g"><button type="button" aria-label="Copy code to clipboard">Copy</button></div></div></div>')
    out.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<ul>{p.items()}</ul></div>')
    out.append(f'<footer class="theme-doc-footer docusaurus-mt-lg"><div class="row theme-doc-footer-edit-meta-row"><div class="col"><a href="https://g.example/edit" class="theme-edit-this-page">Edit this page</a></div><div class="col lastUpdated_l"><span class="theme-last-updated">Last updated<!-- --> on <b><time datetime="{DAY}" itemprop="dateModified">Nov 13, 2025</time></b> by <b>{E(l["author"])}</b></span></div></div></footer></article><nav class="pagination-nav docusaurus-mt-lg" aria-label="Docs pages"><a class="pagination-nav__link" href="/d/c"><div class="pagination-nav__sublabel">Next</div><div class="pagination-nav__label">{E(l["others"][2])}</div></a></nav></div></div><div class="col col--3"><div class="tableOfContents_t theme-doc-toc-desktop"><ul class="table-of-contents"><li><a href="#a" class="table-of-contents__link">{E(l["heading"])}</a></li></ul></div></div></div></div></main></div><footer class="theme-layout-footer footer">{E(l["rights"])}</footer></div></body></html>')
    return "".join(out)


def handbook(p, cs):
    """A handbook of another maker: a box of a warning, a note that unfolds, a pilcrow behind each heading."""
    l = p.l
    out = [bare(p, cs, '<meta name="generator" content="mkdocs-1.6, mkdocs-material-9.5">'), f'<body dir="ltr"><header class="md-header"><nav class="md-header__inner md-grid"><a href=".." class="md-header__button md-logo">{E(l["site"])}</a></nav></header><div class="md-container" data-md-component="container"><nav class="md-tabs"><ul class="md-tabs__list"><li><a href="/">{E(l["menu"][0])}</a></li></ul></nav><main class="md-main"><div class="md-main__inner md-grid"><div class="md-sidebar md-sidebar--primary"><nav class="md-nav md-nav--primary"><ul class="md-nav__list"><li class="md-nav__item"><a href="/a" class="md-nav__link">{E(l["others"][0])}</a></li><li class="md-nav__item"><a href="/b" class="md-nav__link">{E(l["others"][1])}</a></li></ul></nav></div><div class="md-sidebar md-sidebar--secondary"><nav class="md-nav md-nav--secondary" aria-label="Table of contents"><label class="md-nav__title">Table of contents</label><ul class="md-nav__list"><li><a href="#a" class="md-nav__link">{E(l["heading"])}</a></li></ul></nav></div><div class="md-content" data-md-component="content"><article class="md-content__inner md-typeset"><a href="https://g.example/edit/" title="Edit this page" class="md-content__button md-icon"><svg viewBox="0 0 24 24"><path d="M10"/></svg></a><h1 id="t">{E(l["title"])}<a class="headerlink" href="#t" title="Permanent link">&para;</a></h1>']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p>')
    p.expect("P", "Warning")
    p.expect("P", "Nobody has yet been found who can explain the stars to strangers without being asked to stop.")
    out.append('<div class="admonition warning"><p class="admonition-title">Warning</p><p>Nobody has yet been found who can explain the stars to strangers without being asked to stop.</p></div>')
    out.append(f'<h2 id="a">{p.h()}<a class="headerlink" href="#a" title="Permanent link">&para;</a></h2><p>{p.p(2)}</p>')
    p.expect("P", "The hotel on the other side has a back door, which the night porter leaves open until two.")
    out.append('<details class="tip"><summary></summary><p>The hotel on the other side has a back door, which the night porter leaves open until two.</p></details>')
    out.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()))
    out.append(f'<aside class="md-source-file"><span class="md-source-file__fact"><span class="git-revision-date-localized-plugin">November 13, 2025</span></span></aside><form class="md-feedback" name="feedback"><fieldset><legend class="md-feedback__title">Was this page helpful?</legend><button>Yes</button></fieldset></form></article></div></div></main><footer class="md-footer"><nav class="md-footer__inner"><a href="/c" class="md-footer__link md-footer__link--next"><span class="md-footer__direction">Next</span><div class="md-ellipsis">{E(l["others"][2])}</div></a></nav><div class="md-copyright">{E(l["rights"])}</div></footer></div></body></html>')
    return "".join(out)


def places(p, cs):
    """A list of recommendations: each item a heading, a picture and a paragraph."""
    l = p.l
    out = [head(p, cs), f'<body>{p.nav()}<main><article class="listicle"><h1>{E(l["title"])}</h1><p class="byline">By {E(l["author"])}</p><p>{p.p(0)}</p><p>{p.p(1)}</p><ol class="picks">']
    for n, item in enumerate(l["items"]):
        p.expect("-", "H: " + item)
        p.expect("-", f"F: {item}, seen from the pier.")
        text = l["paragraphs"][n + 2]
        p.expect("-", text)
        out.append(f'<li class="picks__item"><h2>{E(item)}</h2><figure><img src="/p{n}.jpg" alt="{E(item)}"><figcaption>{E(item)}, seen from the pier.</figcaption></figure><p>{E(text)}</p></li>')
    out.append("</ol>" + "".join(f"<p>{p.p(n)}</p>" for n in list(everything(p))[5:]))
    out.append(f'<div class="related"><h3>{E(l["also"])}</h3><ul>{p.others()}</ul></div></article></main><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def review(p, cs):
    """A test: what is good and what is not, a verdict with its stars, offers of shops."""
    l = p.l
    data = {"@context": "https://schema.org", "@type": "Review", "name": l["title"], "datePublished": DAY, "author": {"@type": "Person", "name": l["author"]}, "itemReviewed": {"@type": "Product", "name": "The night ferry"}, "reviewRating": {"@type": "Rating", "ratingValue": 4, "bestRating": 5}}
    out = [head(p, cs, f'<script type="application/ld+json">{json.dumps(data)}</script>'), f'<body>{p.nav()}<main><article><header><h1>{E(l["title"])}</h1><p class="byline">By {E(l["author"])}</p></header><div class="article-body"><p>{p.p(0)}</p><p>{p.p(1)}</p><div class="buying-option"><a href="https://shop.example/" rel="sponsored">£12 at The Shop</a><a href="https://shop2.example/" rel="sponsored">View offer</a></div><h2>{p.h()}</h2>' + "".join(f"<p>{p.p(n)}</p>" for n in list(everything(p))[2:])]
    p.expect("H", "Verdict")
    verdict = "A ship that keeps what it promises, and promises little. Who is in a hurry should look elsewhere; who is not will find nothing better at the price."
    p.expect("P", verdict)
    p.expect("P", "4 out of 5")
    p.expect("H", "Pros")
    pros, cons = ["It floats", "The tea is good"], ["No music after midnight"]
    for one in pros:
        p.expect("-", one)
    p.expect("H", "Cons")
    for one in cons:
        p.expect("-", one)
    lists = "".join(f"<div class='review-{name.lower()}'><h3>{name}</h3><ul>" + "".join(f"<li>{one}</li>" for one in ones) + "</ul></div>" for name, ones in (("Pros", pros), ("Cons", cons)))
    out.append(f'<section class="review-verdict"><h2>Verdict</h2><p>{verdict}</p><p class="review-rating"><span aria-label="4 out of 5 stars">4 out of 5</span></p>{lists}</section></div></article><section class="latest"><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></section></main><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def judgment(p, cs):
    """A decision of a court: facts of the case in a table, numbered paragraphs, the order at the end."""
    l = p.l
    out = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}<title>{E(l["title"])} | {E(l["site"])}</title><meta name="dcterms.issued" content="2025-11-13"></head><body>{p.nav()}<main id="main"><div class="judgment"><h1>{E(l["title"])}</h1><table class="case"><tbody><tr><th>Case number</th><td>77/25</td></tr><tr><th>Before</th><td>{E(l["author"])}</td></tr><tr><th>Date of decision</th><td>13 November 2025</td></tr></tbody></table>']
    p.expect("Table", "")
    out.append(f'<h2>{p.h()}</h2>')
    for n in everything(p):
        p.expect("P", f"{n + 1}. {l['paragraphs'][n]}")
        out.append(f'<p class="para" id="para{n + 1}"><a href="#para{n + 1}">{n + 1}.</a> {E(l["paragraphs"][n])}</p>')
    p.expect("H", "Order")
    out.append(f'<h2>Order</h2><ol>{p.items()}</ol></div><p class="download"><a href="/77.pdf">Download PDF (200 KB)</a></p></main><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def changes(p, cs):
    """Notes on releases: versions with their days, lists below kinds of change."""
    l = p.l
    out = [bare(p, cs), f'<body><header>{p.nav("site-nav")}</header><main class="content"><article class="markdown-body entry-content"><h1>{E(l["title"])}</h1><p>{p.p(0)}</p>']
    for version, day, parts in (("2.1.0", "2025-11-13", (("Added", l["items"][:2]), ("Fixed", l["items"][2:]))), ("2.0.3", "2025-10-02", (("Changed", ["The gong is struck once, not twice"]),)), ("2.0.2", "2025-09-18", (("Fixed", ["The whistle no longer wakes the hens"]),))):
        p.expect("H", f"{version} - {day}")
        out.append(f'<h2 id="v{version}"><a class="anchor" href="#v{version}" aria-hidden="true"><svg></svg></a>{version} - {day}</h2>')
        for kind, rows in parts:
            p.expect("H", kind)
            for row in rows:
                p.expect("-", row)
            out.append(f'<h3>{kind}</h3><ul>' + "".join(f"<li>{E(row)}</li>" for row in rows) + "</ul>")
    out.append(f'</article></main><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def answers(p, cs):
    """A question with two answers: votes beside, names and times below each."""
    l = p.l
    every = list(everything(p))
    told = list(zip((("Hannah Brook", "Nov 13, 2025 at 9:12"), ("lockkeeper", "Nov 13, 2025 at 10:40"), ("Old Mate 71", "Nov 14, 2025 at 19:05")), (every[:2], every[2:5], every[5:7])))
    out = [bare(p, cs, f'<meta property="og:title" content="{E(l["title"])}"><meta property="og:type" content="website">'), f'<body class="question-page">{p.nav("topbar")}<div class="container"><div id="content"><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question"><div id="question-header"><h1 itemprop="name"><a href="/questions/77" class="question-hyperlink">{E(l["title"])}</a></h1><a href="/questions/ask" class="ask">Ask Question</a></div><div class="d-flex"><div title="2025-11-13 09:12:00Z"><span>Asked</span> <time itemprop="dateCreated" datetime="2025-11-13T09:12:00">Nov 13, 2025</time></div><div>Viewed 4k times</div></div><div id="mainbar">']
    for n, ((name, when), texts) in enumerate(told):
        if n == 1:
            out.append('<div id="answers"><div id="answers-header"><h2 data-answercount="2">2 Answers <span itemprop="answerCount" hidden>2</span></h2></div>')
        verb = "asked" if n == 0 else "answered"
        p.expect("Byline", f"{name}, {verb} {when}")
        kind = 'id="question" class="question"' if n == 0 else f'id="answer-{n}" class="answer" itemprop="suggestedAnswer" itemscope itemtype="https://schema.org/Answer"'
        body = "".join(f"<p>{p.p(at)}</p>" for at in texts)
        tags = '<div class="post-taglist"><ul><li><a href="/t/a" class="post-tag" rel="tag">ferry</a></li></ul></div>' if n == 0 else ""
        out.append(f'<div {kind}><div class="post-layout"><div class="votecell"><div class="js-vote-count" itemprop="upvoteCount">{12 - n}</div></div><div class="postcell"><div class="s-prose js-post-body" itemprop="text">{body}</div>{tags}<div class="post-menu"><a href="/q/77">Share</a> <a href="/posts/edit">Improve this question</a></div><div class="post-signature"><div class="user-info"><div class="user-action-time">{verb} <span title="2025-11-13 09:12:00Z" class="relativetime">{when}</span></div> <div class="user-details" itemprop="author" itemscope itemtype="http://schema.org/Person"><a href="/users/{n}">{name}</a><span itemprop="name" hidden>{name}</span></div></div></div></div></div></div>')
    out.append(f'</div></div></div><div id="sidebar"><h4>{E(l["also"])}</h4>{p.others("div", "spacer")}</div></div></div><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def podcast(p, cs):
    """An episode: a player, what it is about, and what was said, folded, with names and times."""
    l = p.l
    out = [head(p, cs), f'<body>{p.nav()}<main><article class="episode"><h1>{E(l["title"])}</h1><div class="player"><audio controls src="/77.mp3"></audio><a href="/77.mp3" download>Download (31 MB)</a></div><div class="show-notes"><p>{p.lead("P")}</p></div><details class="transcript"><summary></summary>']
    for n in everything(p):
        name = ("Hannah Brook", "Peter Marsh")[n % 2]
        p.expect("P", f"{name} [0{n}:15] {l['paragraphs'][n]}")
        out.append(f'<p><strong>{name}</strong> <span class="ts">[0{n}:15]</span> {E(l["paragraphs"][n])}</p>')
    out.append(f'</details></article><section class="subscribe-links"><h3>Subscribe</h3><a href="/feed">RSS</a></section><section><h3>{E(l["also"])}</h3><ul>{p.others()}</ul></section></main><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def gallery(p, cs):
    """Pictures in a row, each with its caption and its photographer."""
    l = p.l
    out = [head(p, cs), f'<body>{p.nav()}<main><article><h1>{E(l["title"])}</h1><p class="byline">By {E(l["author"])}</p><p>{p.p(0)}</p><ul class="gallery">']
    for n, text in enumerate(l["paragraphs"][1:5]):
        said = text.split(". ")[0] + "."
        p.expect("F", f"{said} | {l['credit']}")
        out.append(f'<li class="gallery-slide"><div class="slide-count">{n + 1} / 4</div><figure><img loading="lazy" data-src="/g{n}.jpg" src="data:image/gif;base64,R0lGOD" alt=""><figcaption><span class="caption">{E(said)}</span> <span class="credit">{E(l["credit"])}</span></figcaption></figure></li>')
    out.append(f'</ul></article><section class="more"><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></section></main><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def ticker(p, cs):
    """A match as it is played: the minute, what happened, the score between."""
    l = p.l
    out = [head(p, cs), f'<body>{p.nav()}<main><h1>{E(l["title"])}</h1><p class="teaser">{p.lead()}</p><div class="ticker"><ul class="ticker-list">']
    for n, minute in zip(everything(p), ("90+3'", "81'", "64'", "45+2'", "12'", "8'", "1'")):
        p.expect("-", minute)
        p.expect("-", l["paragraphs"][n])
        out.append(f'<li class="ticker-event"><span class="ticker-minute">{minute}</span><div class="ticker-text"><p>{E(l["paragraphs"][n])}</p></div></li>')
    out.append(f'</ul></div></main><aside><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></aside><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def obituary(p, cs):
    """An obituary: the years above, a portrait, the service and a book for condolences below."""
    l = p.l
    out = [head(p, cs), f'<body>{p.nav()}<main><section class="obit"><h1 class="obit-name">{E(l["title"])}</h1><p class="obit-dates">March 2, 1931 – November 9, 2025</p>']
    p.expect("P", "March 2, 1931 – November 9, 2025")
    out.append(p.photo('<figure class="obit-photo"><img src="/o.jpg" alt="{alt}"><figcaption>{caption}</figcaption></figure>', credit=False))
    out.append('<div class="obit-text">' + "".join(f"<p>{p.p(n)}</p>" for n in everything(p)))
    p.expect("P", "A service will be held on Saturday at ten in the chapel by the harbour. The family asks for bread and firewood instead of flowers.")
    out.append(f'<p>A service will be held on Saturday at ten in the chapel by the harbour. The family asks for bread and firewood instead of flowers.</p></div></section><section class="guestbook"><h2>Guest book</h2><button>Share a memory</button><div class="comment"><p>{E(l["comment"])}</p></div></section></main><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def chapters(p, cs):
    """A long text in chapters, with notes at its foot."""
    l = p.l
    out = [head(p, cs), f'<body>{p.nav()}<main><article><h1>{E(l["title"])}</h1><p class="byline">By {E(l["author"])}</p><nav class="chapters"><ol><li><a href="#c1">One</a></li><li><a href="#c2">Two</a></li></ol></nav>']
    for name, texts in (("One", (0, 1, 2)), ("Two", (3, 4)), ("Three", (5, 6))):
        p.expect("H", f"Chapter {name}")
        out.append(f'<section id="c{name}"><h2>Chapter {name}</h2>' + "".join(f"<p>{p.p(n)}" + ('<a class="footnote-ref" href="#fn1" id="fnref1" role="doc-noteref"><sup>1</sup></a>' if n == 2 else "") + "</p>" for n in texts) + "</section>")
    at = next(n for n, block in enumerate(p.blocks) if block.endswith(l["paragraphs"][2]))
    p.blocks[at] += "1"
    p.expect("-", "Footnote: The ministry of canals and lights was closed in 1974, and its seal was lost in a river.")
    out.append(f'<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1" role="doc-endnote"><p>The ministry of canals and lights was closed in 1974, and its seal was lost in a river.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section></article><section><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></section></main><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def printed(p, cs):
    """The view for a printer: the site's name and address above, the address of the page below."""
    l = p.l
    out = [f'<html><head>{cs}<title>{E(l["title"])}</title><meta name="robots" content="noindex"></head><body onload="window.print()" bgcolor="#FFFFFF"><table width="650" align="center" cellpadding="4"><tr><td><font size="1"><a href="/">{E(l["site"])}</a></font><hr noshade></td></tr><tr><td><font size="2" color="#666666">13.11.2025</font><br><h2>{E(l["title"])}</h2><font size="3">']
    out.append("<br><br>".join(p.p(n) for n in everything(p)))
    out.append(f'</font></td></tr><tr><td><hr noshade><font size="1">© 2025 {E(l["site"])}<br>https://corpus.example/news/77/</font></td></tr></table></body></html>')
    return "".join(out)


def layout(p, cs):
    """A page of twenty years ago: three columns in one table, paragraphs that nobody ends, capital tags."""
    l = p.l
    links = "".join(f'<A HREF="/s{n}/"><FONT FACE="Arial" SIZE="1">{E(name)}</FONT></A><BR>' for n, name in enumerate(l["menu"]))
    out = [f'<HTML><HEAD>{cs}<TITLE>{E(l["site"])}: {E(l["title"])}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><TABLE WIDTH="100%" BORDER="0"><TR><TD COLSPAN="3" BGCOLOR="#003366"><FONT COLOR="#FFFFFF" SIZE="5">{E(l["site"])}</FONT></TD></TR><TR><TD WIDTH="120" VALIGN="TOP">{links}</TD><TD VALIGN="TOP"><FONT SIZE="4"><B>{E(l["title"])}</B></FONT><BR><FONT SIZE="1">13.11.2025 09:12</FONT>']
    out.append("".join(f"<P ALIGN=JUSTIFY>{p.p(n)}" for n in everything(p)))
    out.append(f'<P ALIGN=RIGHT><I>{E(l["author"])}</I></TD><TD WIDTH="150" VALIGN="TOP"><B>{E(l["also"])}</B><BR>' + "<BR>".join(f'<A HREF="/{n}.htm">{E(t)}</A>' for n, t in enumerate(l["others"])) + f'</TD></TR><TR><TD COLSPAN="3" ALIGN="CENTER"><FONT SIZE="1">{E(l["rights"])}</FONT></TD></TR></TABLE></BODY></HTML>')
    return "".join(out)
