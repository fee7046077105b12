"""Markup of more makers of sites: papers, broadcasters, portals, wires, page builders, towns; and the words that interrupt a text.

Each shape is a page of `make.py`, as in `shapes.py`; the day and the author are those of the prose.
"""
import html

from shapes import DAY, everything, head

E = html.escape


def items(p, cs):
    """A content system: facts in a list of definitions above the text, arrows below."""
    l = p.l
    o = [head(p, cs, '<meta name="generator" content="Joomla! - Open Source Content Management">'), f'<body class="site com_content view-article"><header class="header">{p.nav("mod-menu")}</header><div class="body"><div class="container"><main id="content" role="main" class="span9"><div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{E(l["title"])}</h2></div><div class="icons"><div class="btn-group"><a class="btn" href="#">Empty</a><ul class="dropdown-menu"><li class="print-icon"><a href="/?print=1">Εκτύπωση</a></li></ul></div></div><dl class="article-info muted"><dt class="article-info-term">Λεπτομέρειες</dt><dd class="createdby" itemprop="author">Γράφτηκε από τον/την <span itemprop="name">{E(l["author"])}</span></dd><dd class="category-name">Κατηγορία: <a href="/c">{E(l["section"])}</a></dd><dd class="published"><time datetime="2025-11-13T09:12:00+02:00" itemprop="datePublished">Δημοσιεύθηκε: {l["written"]}</time></dd><dd class="hits">Εμφανίσεις: 1204</dd></dl>']
    o.append(p.photo('<div class="pull-left item-image"><img class="caption" title="{caption}" src="/images/a.jpg" alt="{alt}" itemprop="image"/><p class="img_caption">{caption}</p></div>', credit=False))
    o.append(f'<div itemprop="articleBody"><p>{p.p(0)}</p><p>{p.p(1)}</p><h3>{p.h()}</h3><p>{p.p(2)}</p>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<ul>{p.items()}</ul></div>')
    o.append(f'<ul class="pager pagenav"><li class="previous"><a href="/p" rel="prev">Προηγούμενο</a></li><li class="next"><a href="/n">Επόμενο</a></li></ul></div></main><div id="aside" class="span3"><div class="well moduletable"><h3 class="page-header">Τελευταία άρθρα</h3><ul class="latestnews mod-list">{p.others()}</ul></div><div class="moduletable"><h3>Σύνδεση</h3><form><label>Όνομα χρήστη</label><input><label>Κωδικός</label><input></form></div></div></div></div><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(o)


def cable(p, cs):
    """A broadcaster: caption and credit in a box beside the picture, cards of other stories between paragraphs."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body class="layout__body"><header>{p.nav("header__nav")}</header><section class="layout__main"><div class="headline"><h1 id="maincontent" class="headline__text inline-placeholder">{E(l["title"])}</h1><div class="byline__names">By <a class="byline__link"><span class="byline__name">{E(l["author"])}</span></a></div><div class="timestamp">Published 9:12 AM GMT, Thu November 13, 2025</div></div><main class="article__main"><div class="article__content" itemprop="articleBody">']
    o.append(p.photo('<div class="image image__hide-placeholder" data-component-name="image"><div class="image__container"><picture><img src="/a.jpg" alt="{alt}" class="image__dam-img"></picture></div><div class="image__metadata"><div class="image__caption attribution" itemprop="caption"><span data-editable="metaCaption" class="inline-placeholder">{caption}</span></div><figcaption class="image__credit">Peter Marsh</figcaption></div></div>', credit=False))
    p.blocks[-1] += " | Peter Marsh"
    o.append(f'<div class="source inline-placeholder"><cite class="source__cite"><span class="source__location"></span><span class="source__text">HL</span>&nbsp;—&nbsp;</cite></div><p class="paragraph inline-placeholder">{p.p(0)}</p><p class="paragraph inline-placeholder">{p.p(1)}</p><div class="related-content related-content--article"><a href="/100"><div class="related-content__image"><picture><img src="/s.jpg" alt="x"></picture></div><div class="related-content__headline"><span class="related-content__label">Related article</span><span class="related-content__headline-text">{E(l["others"][0])}</span></div></a></div><p class="paragraph inline-placeholder">{p.p(2)}</p><h2 class="subheader inline-placeholder">{p.h()}</h2><div class="ad-slot-dynamic"><div class="ad-feedback-link">Ad Feedback</div></div>' + "".join(f'<p class="paragraph inline-placeholder">{p.p(n)}</p>' for n in p.rest()) + f'<p class="paragraph inline-placeholder"><em>HL’s Peter Marsh contributed to this report.</em></p></div></main><div class="layout__end"><div class="zone"><h2>More from HL</h2>{p.others("div", "card")}</div></div></section><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    p.expect("P", "HL’s Peter Marsh contributed to this report.")
    return "".join(o)


def broadcaster(p, cs):
    """A broadcaster: blocks of one make each, words for those who hear the page, a video with a caption."""
    l = p.l
    def block(kind, inner): return f'<div data-component="{kind}-block" class="ssrcss-{kind}1 ep2nwvo0"><div class="ssrcss-7uxr49-RichTextContainer">{inner}</div></div>'
    def para(t): return block("text", f'<p class="ssrcss-1q0x1qg-Paragraph e1jhz7w10">{t}</p>')
    o = [head(p, cs), p.ld(), f'<body><div id="root"><header>{p.nav("global-nav")}</header><main id="main-content"><article><header data-component="headline-block"><h1 id="main-heading" tabindex="-1"><span role="text">{E(l["title"])}</span></h1></header><div data-component="byline-block"><div class="TextContributorName">By {E(l["author"])}</div><div>Island correspondent</div></div><ul class="MetadataStripContainer"><li>Published<time datetime="{DAY}">9 hours ago</time></li></ul>']
    o.append(p.photo('<div data-component="image-block"><figure class="StyledFigure"><div><span><picture><img alt="{alt}" src="/a.jpg"></picture></span><span role="text" class="Copyright"><span class="visually-hidden">Image source, </span>Peter Marsh</span></div><figcaption class="StyledFigureCaption"><span class="visually-hidden">Image caption, </span><p>{caption}</p></figcaption></figure></div>', credit=False))
    p.blocks[-1] += " | Peter Marsh"
    o.append(f'<div data-component="text-block"><p><b class="BoldText">{p.p(0)}</b></p></div>' + para(p.p(1)) + para(p.p(2)))
    o.append(f'<div data-component="unordered-list-block"><ul>' + p.others("li", "StyledLinkListItem") + f'</ul></div><div data-component="subheadline-block"><h2>{p.h()}</h2></div>' + "".join(para(p.p(n)) for n in p.rest()))
    p.expect("F", "Watch: the dogs bark")
    o.append(f'<div data-component="media-block"><figure><div class="media-player"><div>This video can not be played</div><div>To play this video you need to enable JavaScript in your browser.</div></div><figcaption><span class="visually-hidden">Media caption, </span><p>Watch: the dogs bark</p></figcaption></figure></div>')
    o.append(f'<div data-component="text-block"><p><i>Get in touch: have you been on the ferry? <a href="mailto:a@b.example">a@b.example</a></i></p></div><section data-component="topic-list"><h2>Related Topics</h2><ul>{p.tags()}</ul></section><section data-component="links-block"><h2>More on this story</h2><ul>{p.others()}</ul></section></article></main><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></div></body></html>')
    return "".join(o)


def paper(p, cs):
    """A paper: islands of scripts in the text, marks that lead past a letter, a pull quote."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body><a class="dcr-skip" href="#maincontent">Skip to main content</a><header>{p.nav("dcr-nav")}</header><main data-layout="StandardLayout"><div data-gu-name="title"><a>{E(l["section"])}</a></div><div data-gu-name="headline"><h1 class="dcr-1x">{E(l["title"])}</h1></div><div data-gu-name="standfirst"><div class="dcr-standfirst"><p>{p.lead()}</p></div></div><div data-gu-name="meta"><address aria-label="Contributor info"><div><a rel="author" data-link-name="auto tag link" href="/profile/h">{E(l["author"])}</a></div></address><details class="dcr-u0h1qy"><summary><span class="dcr-date">Thu 13 Nov 2025 09.12 GMT</span></summary>Last modified on Thu 13 Nov 2025 11.00 GMT</details><gu-island name="ShareButton"><button>Share</button></gu-island></div>']
    o.append(p.photo('<div data-gu-name="media"><figure id="m1" class="dcr-f"><div><picture><img alt="{alt}" src="/a.jpg"></picture></div><input type="checkbox" id="the-checkbox"><label for="the-checkbox"><span>View image in fullscreen</span></label><figcaption data-spacefinder-role="inline"><span class="dcr-i"><svg></svg></span><span class="dcr-c">{caption} Photograph: Peter Marsh</span></figcaption></figure></div>', credit=False))
    p.blocks[-1] += " | Photograph: Peter Marsh"
    o.append(f'<div data-gu-name="body"><div id="maincontent"><div class="article-body-commercial-selector article-body-viewer-selector dcr-ab"><p class="dcr-p"><span class="dcr-drop">{E(l["paragraphs"][0][0])}</span>{E(l["paragraphs"][0][1:])}</p><p class="dcr-p">{E(l["paragraphs"][1])}</p>')
    p.p(0); p.p(1)
    o.append(f'<figure id="r1" data-spacefinder-role="richLink" data-spacefinder-type="RichLinkBlockElement"><gu-island name="RichLinkComponent"><div data-print-layout="hide"><a href="/100"></a><div><div class="dcr-h">{E(l["others"][0])}</div><div>Read more</div></div></div></gu-island></figure><p class="dcr-p">{p.p(2)}</p><figure data-spacefinder-type="NewsletterSignupBlockElement"><a data-ignore="global-link-styling" href="#EmailSignup-skip-link-9">skip past newsletter promotion</a><aside aria-label="newsletter promotion"><p>Sign up to <span>First Crossing</span></p><p>Our letter tells the stories of the day, and why they matter</p><span><b>Privacy Notice: </b>Newsletters may contain information about charities and content funded by outside parties.</span></aside><p id="EmailSignup-skip-link-9" tabindex="0">after newsletter promotion</p></figure><h2 class="dcr-h2">{p.h()}</h2>')
    rest = list(p.rest())
    o.append(f'<p class="dcr-p">{p.p(rest[0])}</p>')
    p.expect("Q", l["quote"])
    o.append(f'<figure data-spacefinder-role="supporting"><aside class="dcr-pq"><svg></svg><blockquote>{E(l["quote"])}</blockquote></aside></figure>')
    o.append("".join(f'<p class="dcr-p">{p.p(n)}</p>' for n in rest[1:]))
    o.append(f'<ul class="dcr-ul"><li><p><em>Do you have an opinion on the issues raised in this article? If you would like to submit a response of up to 300 words by email, please <a href="mailto:x@y.example">click here</a>.</em></p></li></ul></div></div></div><div data-gu-name="footer"><div class="dcr-topics"><div>Explore more on these topics</div><ul>{p.tags()}</ul></div><button>Reuse this content</button></div></main><section data-container-name="more-on-this-story"><h2>More on this story</h2>{p.others("li", "dcr-card")}</section><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    return "".join(o)


def listicle(p, cs):
    """A list of places, each in a slide with a number, a picture and an offer."""
    l = p.l
    o = [head(p, cs), f'<body>{p.nav()}<main><header><h1>{E(l["title"])}</h1><p class="dek">{p.lead()}</p><div class="author">By {E(l["author"])}</div><p class="affiliate-disclosure">When you buy through links on our site, we may earn an affiliate commission.</p></header><div class="article__body">']
    o.append(f'<p>{p.p(0)}</p>')
    for n in range(1, 6):
        p.expect("H", f"{n}. Place number {['one','two','three','four','five'][n-1]}")
        o.append(f'<div class="listicle-slide" id="slide-{n}"><div class="listicle-slide__hed"><span class="listicle-slide__num"></span><h2>{n}. Place number {["one","two","three","four","five"][n-1]}</h2></div>')
        o.append(f'<figure><img src="/{n}.jpg" alt="A place"></figure>')
        p.blocks.append("F: ")
        o.append(f'<div class="listicle-slide__dek"><p>{p.p(n)}</p></div><div class="product-cta"><a class="btn btn-primary" href="https://shop.example/{n}" rel="sponsored nofollow">$18 at Pier Shop</a><a class="btn" href="https://shop.example/{n}b" rel="sponsored">Buy Now</a></div></div>')
    o.append(f'<p>{p.p(6)}</p></div><section class="more"><h2>{E(l["also"])}</h2>{p.others("div", "card")}</section></main><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    return "".join(o)


def notes(p, cs):
    """A manual's blog: a box that is set off, code whose lines are coloured."""
    l = p.l
    o = [head(p, cs), f'<body class="navigation-with-keyboard"><div id="__docusaurus"><div role="region" aria-label="Skip to main content"><a class="skipToContent_fXgn" href="#x">Skip to main content</a></div><nav class="navbar navbar--fixed-top">{p.nav("navbar__items")}</nav><div class="main-wrapper"><div class="container"><div class="row"><aside class="col col--3"><nav class="sidebar_re4s"><div class="sidebarItemTitle_pO2u">Recent posts</div><ul class="sidebarItemList_Yudw">{p.others("li", "sidebarItem")}</ul></nav></aside><main class="col col--7"><article><header><h1 class="title_f1Hy">{E(l["title"])}</h1><div class="container_mt6G margin-vert--md"><time datetime="2025-11-13T00:00:00.000Z">November 13, 2025</time> · <!-- -->4 min read</div><div class="margin-top--md margin-bottom--sm row"><div class="col col--12 authorCol_Hf19"><div class="avatar margin-bottom--sm"><div class="avatar__intro authorDetails"><div class="avatar__name"><span class="authorName_yefp">{E(l["author"])}</span></div><small class="authorTitle_nd0D">Keeper of this site</small></div></div></div></div></header><div id="__blog-post-container" class="markdown">']
    o.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p>')
    p.expect("P", "Mind the tide."); p.expect("P", "The pier is closed two hours before and after low water.")
    o.append('<div class="theme-admonition theme-admonition-tip admonition_xJq3 alert alert--success"><div class="admonitionHeading_Gvgb"><span class="admonitionIcon_Rf37"><svg></svg></span>Mind the tide.</div><div class="admonitionContent_BuS1"><p>The pier is closed two hours before and after low water.</p></div></div>')
    o.append(f'<h2 class="anchor anchorWithStickyNavbar_LWe7" id="h">{p.h()}<a href="#h" class="hash-link" aria-label="Direct link" title="Direct link">&#8203;</a></h2><p>{p.p(2)}</p>')
    p.expect("Code", "")
    o.append('<div class="language-bash codeBlockContainer_Ckt0 theme-code-block"><div class="codeBlockTitle_Ktv7">Terminal</div><div class="codeBlockContent_biex"><pre tabindex="0" class="prism-code language-bash codeBlock_bY9V thin-scrollbar"><code class="codeBlockLines_e6Vv"><span class="token-line" style="color:#393A34"><span class="token plain">cd pier</span><br></span><span class="token-line"><span class="token plain">./cast-off --slowly</span><br></span></code></pre><div class="buttonGroup__atx"><button type="button" aria-label="Copy code to clipboard" class="clean-btn">Copy</button></div></div></div>')
    o.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<ul>{p.items()}</ul>')
    o.append(f'</div><footer class="row docusaurus-mt-lg"><div class="col"><b>Tags:</b><ul class="tags_jXut">{p.tags()}</ul></div><div class="col margin-top--sm"><a class="theme-edit-this-page" href="/e">Edit this page</a></div></footer></article><nav class="pagination-nav docusaurus-mt-lg" aria-label="Blog post page navigation"><a class="pagination-nav__link" href="/o"><div class="pagination-nav__sublabel">Older Post</div><div class="pagination-nav__label">{E(l["others"][0])}</div></a></nav></main><div class="col col--2"><div class="tableOfContents_bqdL"><ul class="table-of-contents"><li><a href="#h">{E(l["heading"])}</a></li></ul></div></div></div></div></div><footer class="footer">{E(l["rights"])}</footer></div></body></html>')
    return "".join(o)


def footnoted(p, cs):
    """A letter with a note whose number has the id."""
    l = p.l
    o = [head(p, cs), f'<body><div id="entry"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{E(l["title"])}</h1><h3 class="subtitle">{p.lead("Deck")}</h3><div class="byline-wrapper"><a href="/@a">{E(l["author"])}</a><div>Nov 13, 2025</div><div>∙ Paid</div></div></div><div class="available-content"><div dir="auto" class="body markup"><p>{p.p(0)}<a data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" class="footnote-anchor" href="#footnote-1" target="_self">1</a></p><p>{p.p(1)}</p><p class="button-wrapper" data-attrs="x"><a class="button primary" href="/subscribe"><span>Subscribe now</span></a></p><h2 class="header-anchor-post">{p.h()}</h2><p>{p.p(2)}</p>']
    p.blocks[-4] += "1"
    o.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + '<div class="digest-post-embed" data-attrs="x"><div class="embedded-post"><a href="/p"><div class="embedded-post-title">Why the lighthouse changed its colour</div><div class="embedded-post-body">It began with a tin of paint, says the keeper…</div><div class="embedded-post-cta">Read more</div></a></div></div><p class="button-wrapper"><a class="button primary"><span>Leave a comment</span></a></p><div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number" contenteditable="false" target="_self">1</a><div class="footnote-content"><p>The harbour office still has the window, but nobody looks out of it.</p></div></div></div></div></article>')
    p.expect("Footnote", "The harbour office still has the window, but nobody looks out of it.")
    o.append(f'<div class="post-footer"><a>48 Likes</a></div></div><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    return "".join(o)


def records(p, cs):
    """A page builder: each paragraph a record, no headings, a picture that its data calls one."""
    l = p.l
    def rec(kind, inner): return f'<div id="rec{kind}" class="r t-rec t-rec_pt_30 t-rec_pb_30" data-record-type="{kind}"><div class="t{kind}"><div class="t-container t-align_left"><div class="t-col t-col_8 t-prefix_2">{inner}</div></div></div></div>'
    o = [f'<!DOCTYPE html><html><head>{cs}<title>{E(l["title"])}</title><meta property="og:title" content="{E(l["title"])}"><meta property="og:type" content="website"></head><body class="t-body"><div id="allrecords" class="t-records" data-hook="blocks-collection-content-node">']
    o.append('<div id="rec1" class="r t-rec" data-record-type="257"><div id="nav1" class="t228 t228__positionfixed"><div class="t228__maincontainer"><ul class="t228__list">' + "".join(f'<li class="t228__list_item"><a class="t-menu__link-item" href="/{n}">{E(m)}</a></li>' for n, m in enumerate(l["menu"])) + '</ul></div></div></div>')
    o.append(f'<div id="rec2" class="r t-rec" data-record-type="18"><div class="t-cover"><div class="t-cover__carrier" data-content-cover-bg="/c.jpg"></div><div class="t-container"><div class="t-cover__wrapper"><div class="t001 t-align_center"><div class="t001__wrapper"><div class="t001__uptitle t-uptitle" field="subtitle">{E(l["author"])}, 13 ноября 2025</div><div class="t001__title t-title t-title_xl" field="title">{E(l["title"])}</div><div class="t001__descr t-descr t-descr_xl" field="descr">{p.lead("P")}</div></div></div></div></div></div></div>')
    o.append(rec(106, f'<div class="t-text t-text_md" field="text">{p.p(0)}<br><br>{p.p(1)}</div>'))
    o.append(p.photo('<div id="rec4" class="r t-rec" data-record-type="3"><div class="t107"><div class="t-align_center" itemscope itemtype="http://schema.org/ImageObject"><img class="t-img t-width" src="/a.jpg" alt="{alt}"><div class="t107__title t-text" itemprop="name" field="title">{caption}</div><div class="t107__descr t-descr t-descr_xs" field="descr" itemprop="description">{credit}</div></div></div></div>'))
    o.append(f'<div id="rec5" class="r t-rec" data-record-type="30"><div class="t015"><div class="t-container t-align_center"><div class="t-col"><h2 class="t015__title t-title" field="title">{p.h()}</h2></div></div></div></div>')
    o.append(rec(106, f'<div class="t-text t-text_md" field="text">{p.p(2)}</div>'))
    for n in p.rest(): o.append(rec(106, f'<div class="t-text t-text_md" field="text">{p.p(n)}</div>'))
    o.append(f'<div id="rec7" class="r t-rec" data-record-type="61"><div class="t051"><div class="t-container"><div class="t-col"><div class="t051__text t-text t-text_md" field="text"><ul>{p.items()}</ul></div></div></div></div></div>')
    o.append(f'<div id="rec8" class="r t-rec" data-record-type="391"><div class="t391"><div class="t-title">Хотите получать такие истории раз в неделю?</div><div class="t-descr">Оставьте почту, и мы пришлём письмо</div><form class="t-form"><input placeholder="Email"><button class="t-submit">Подписаться</button></form></div></div><div id="rec9" class="r t-rec" data-record-type="552"><div class="t552"><div class="t-section__title">{E(l["also"])}</div>' + "".join(f'<div class="t552__col"><a href="/p{n}"><div class="t-name t-name_md">{E(t)}</div></a></div>' for n, t in enumerate(l["others"])) + f'</div></div><div id="rec10" class="r t-rec" data-record-type="345"><div class="t345"><div class="t345__text t-text">{E(l["rights"])}</div></div></div></div></body></html>')
    return "".join(o)


def match(p, cs):
    """A match: a score above, a table of the league between paragraphs, line-ups below."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body>{p.nav()}<main><div class="match-header"><div class="team">Harbour</div><div class="score">2 - 1</div><div class="team">Hill</div><div class="status">FT</div></div><article><h1>{E(l["title"])}</h1><div class="byline">{E(l["author"])}</div><div class="article-content">']
    o.append("".join(f'<p>{p.p(n)}</p>' for n in (0, 1, 2)))
    o.append(f'<div class="league-table widget"><h3>Table</h3><table><tr><th>#</th><th>Team</th><th>P</th><th>Pts</th></tr><tr><td>1</td><td><a href="/t1">Harbour</a></td><td>11</td><td>28</td></tr><tr><td>2</td><td><a href="/t2">Hill</a></td><td>11</td><td>25</td></tr><tr><td>3</td><td><a href="/t3">Ferry</a></td><td>11</td><td>20</td></tr></table></div>')
    o.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()))
    for line in ("Harbour: Brook; Marsh, Old, Lock (Hen 77), Carpenter; Mate, Baker.", "Hill: Stone; Field, Wood, River, Lake; Rain (Snow 60), Wind.", "Goals: Mate 12, Baker 88; Rain 45."):
        p.expect("P", line)
    o.append('<h3>Line-ups</h3><p><strong>Harbour:</strong> Brook; Marsh, Old, Lock (Hen 77), Carpenter; Mate, Baker.</p><p><strong>Hill:</strong> Stone; Field, Wood, River, Lake; Rain (Snow 60), Wind.</p><p><strong>Goals:</strong> Mate 12, Baker 88; Rain 45.</p>')
    p.blocks.insert(-3, "H: Line-ups")
    o.append(f'</div></article><section class="fixtures"><h2>Fixtures</h2><ul><li>Harbour v Ferry 20 Nov 15:00</li><li>Hill v Lock 21 Nov 17:30</li></ul></section><aside><h2>{E(l["also"])}</h2>{p.others("div", "c")}</aside></main><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    return "".join(o)


def wire(p, cs):
    """A wire of releases: place and day before the text, who can be asked below."""
    l = p.l
    o = [head(p, cs), f'<body class="release"><header>{p.nav("navbar")}</header><main><article class="news-release inline-gallery-template"><header class="release-header"><div class="row detail-headline"><h1>{E(l["title"])}</h1><h2 class="subtitle">{p.lead("Deck")}</h2></div><div class="row"><div class="col-lg-8"><a class="newsroom" href="/news/h">News provided by<br><strong>{E(l["site"])}</strong></a><p class="mb-no">Nov 13, 2025, 09:12 ET</p></div><div class="share-widget"><span>Share this article</span><a>Share to X</a></div></div></header><section class="release-body container"><div class="row"><div class="col-lg-10">']
    o.append(f'<p><span class="legendSpanClass"><span class="xn-location">HARBOUR</span></span><span class="legendSpanClass">, <span class="xn-chron">Nov. 13, 2025</span> /Newsline/ -- </span>{p.p(0)}</p>')
    p.blocks[-1] = "P: HARBOUR, Nov. 13, 2025 /Newsline/ -- " + p.blocks[-1][3:]
    o.append("".join(f'<p>{p.p(n)}</p>' for n in range(1, 7)) + f'<ul type="disc">{p.items()}</ul>')
    p.expect("P", "About Harbour Letter"); p.expect("P", "Harbour Letter is a newspaper that appears on an island with the evening ferry, since 1911.")
    o.append('<p><b>About Harbour Letter</b></p><p>Harbour Letter is a newspaper that appears on an island with the evening ferry, since 1911.</p><p><b>Media Contact:</b><br>Peter Marsh<br>555-0100<br><a href="mailto:p@harbour.example">p@harbour.example</a></p><p id="PURL"><a href="/logo.jpg">Logo - https://mma.example/media/1/logo.jpg</a></p><p>SOURCE Harbour Letter</p></div></div></section><section class="also"><h2>Also from this source</h2>' + p.others("div", "card") + f'<h3>More Releases From This Source</h3><h3>Explore</h3><ul><li><a>Ships</a></li></ul></section></article></main><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    return "".join(o)


def enhanced(p, cs):
    """A paper: related stories and promotions between paragraphs, credits beside captions."""
    l = p.l
    o = [head(p, cs), f'<body class="Page-body"><div class="Page-header">{p.nav("Navigation")}</div><main class="Page-main"><article class="Page-mainContent"><div class="Page-breadcrumbs"><a>{E(l["section"])}</a></div><h1 class="Page-headline">{E(l["title"])}</h1><div class="Page-lead">']
    o.append(p.photo('<figure class="Figure"><a class="AnchorLink" id="image-1"></a><img class="Image" alt="{alt}" src="/a.jpg"><div class="Figure-content"><figcaption class="Figure-caption">{caption}</figcaption><div class="Figure-credit">{credit}</div></div></figure>'))
    o.append(f'</div><div class="Page-byline-info"><div class="Page-authors">By&nbsp;<a class="Link" href="/author/h">{E(l["author"])}</a></div><div class="Page-dateModified"><span data-date>Updated 11:12 AM GMT, November 13, 2025</span></div></div><div class="Page-actions"><div class="ActionBar"><a class="ActionLink">Share</a><span>Copy</span><span>Link copied</span></div></div><div class="Page-articleBody RichTextBody"><p>HARBOUR (HL) — {p.p(0)}</p>')
    p.blocks[-1] = "P: HARBOUR (HL) — " + p.blocks[-1][3:]
    o.append(f'<div class="FreeStar"></div><p>{p.p(1)}</p><div class="Enhancement" data-align-center><div class="Enhancement-item"><div class="PageListEnhancementGeneric"><div class="PageList-header"><span class="PageList-header-title">Other Town News</span></div><ul class="PageList-items">{p.others("li", "PageListEnhancementGeneric-items-item")}</ul></div></div></div><p>{p.p(2)}</p>')
    o.append(f'<div class="Enhancement" data-align-right><div class="Enhancement-item"><ps-promo class="Promo"><a class="Link" href="/v"><div class="Promo-title">Watch: the ship leaves the pier</div></a></ps-promo></div></div><h2>{p.h()}</h2>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<p>___</p><p>Peter Marsh contributed from the mainland.</p></div><div class="Page-below"><div class="AuthorBio"><div class="AuthorBio-name">{E(l["author"])}</div><div class="AuthorBio-bio">Brook reports on islands.</div></div><div class="Page-tags">{p.tags()}</div></div></article><aside class="Page-aside"><div class="PageListRightRailA"><div>Most read</div>{p.others("div", "PagePromo")}</div></aside></main><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    p.expect("P", "Peter Marsh contributed from the mainland.")
    return "".join(o)


def livereport(p, cs):
    """A live report: each entry an article with an hour and a headline."""
    l = p.l
    o = [head(p, cs), f'<body>{p.nav()}<main><h1>{E(l["title"])}</h1><p class="standfirst">{p.lead()}</p><div class="live-blog"><div class="key-events"><h2>{E(l["also"])}</h2><ul><li><a href="#e1">{E(l["others"][0])}</a></li><li><a href="#e2">{E(l["others"][1])}</a></li></ul></div>']
    for n in everything(p):
        t = f"{14 - n}:0{n}"
        p.expect("Byline", t)
        p.expect("H", l["questions"][n % 3].rstrip("?;؟") if n else l["heading"])
        o.append(f'<article class="live-entry block" id="e{n}"><header><a href="#e{n}"><time class="live-entry-time" datetime="2025-11-13T{14-n}:0{n}:00Z">{t}</time></a><h2 class="live-entry-title">{E(l["questions"][n % 3].rstrip("?;؟") if n else l["heading"])}</h2></header><div class="live-entry-content"><p>{p.p(n)}</p></div><footer><button>{E(l["share"])}</button></footer></article>')
    o.append(f'</div></main><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    return "".join(o)


def charted(p, cs):
    """A chart in a frame, and one that only scripts draw."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body>{p.nav()}<main><article><h1>{E(l["title"])}</h1><p class="byline">By {E(l["author"])}</p><div class="story"><p>{p.p(0)}</p><p>{p.p(1)}</p><figure class="chart"><iframe title="Passengers each night" aria-label="Bar chart" src="https://charts.example/abc/1/" height="400" style="width:100%"></iframe></figure><p>{p.p(2)}</p><div class="chart-embed"><iframe title="What a crossing costs" src="https://charts.example/abd/1/"></iframe></div><p>{p.p(3)}</p><div class="flourish-embed" data-src="visualisation/77"><script src="https://x.example/e.js"></script></div>']
    last, before = p.blocks.pop(), p.blocks.pop()
    p.expect("Embed", "")
    p.blocks.append(before)
    p.expect("Embed", "")
    p.blocks.append(last)
    o.append("".join(f'<p>{p.p(n)}</p>' for n in range(4, 7)) + f'</div></article></main><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    return "".join(o)


def typed(p, cs):
    """A blog of an early maker: the headline a third heading, the day a second."""
    l = p.l
    o = [f'<!DOCTYPE html><html lang="en"><head>{cs}<title>{E(l["site"])}: {E(l["title"])}</title></head><body class="layout-two-column-right"><div id="container"><div id="banner"><h1 id="banner-header"><a href="/">{E(l["site"])}</a></h1><h2 id="banner-description">Notes from an island</h2></div><div id="pagebody"><div id="alpha"><p class="content-nav"><a href="/p">« {E(l["others"][0])}</a> | <a href="/">Main</a> | <a href="/n">{E(l["others"][1])} »</a></p><h2 class="date-header">13 November 2025</h2><div class="entry-category-town entry-type-post entry" id="entry-6a"><h3 class="entry-header">{E(l["title"])}</h3><div class="entry-content"><div class="entry-body">']
    o.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p><blockquote><p>{p.q()}</p></blockquote><p>{p.p(2)}</p>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()))
    o.append(f'</div></div><div class="entry-footer"><p class="entry-footer-info"><span class="post-footers">Posted by <a href="/a">{E(l["author"])}</a> at 09:12 AM in <a href="/town/">{E(l["section"])}</a></span> <span class="separator">|</span> <a class="permalink" href="/77.html">Permalink</a> <span>|</span> <a href="/77.html#comments">Comments (1)</a></p><p class="entry-footer-links"><span class="entry-footer-links-reblog">Reblog (0)</span> | <span class="entry-footer-links-twitter"><a>Tweet</a></span></p></div></div><div id="comments" class="comments"><h3 class="comments-header">Comments</h3><div class="comments-body"><div class="comment"><div class="comment-content"><p>{E(l["comment"])}</p></div><p class="comment-footer">Posted by: Old Mate | 13 November 2025 at 10:40 AM</p></div></div></div><div class="comments-open"><h2 class="comments-open-header">Post a comment</h2><p>Your Information</p><p>(Name is required. Email address will not be displayed with the comment.)</p></div></div><div id="beta"><div class="module-archives module"><h2 class="module-header">Recent Posts</h2><ul>{p.others()}</ul></div></div></div></div></body></html>')
    return "".join(o)


def campaign(p, cs):
    """A letter as it was sent by mail: tables in tables, a line that only mail programs show."""
    l = p.l
    def block(kind, inner): return f'<table border="0" cellpadding="0" cellspacing="0" width="100%" class="mcn{kind}Block" style="min-width:100%;"><tbody class="mcn{kind}BlockOuter"><tr><td valign="top" class="mcn{kind}BlockInner" style="padding-top:9px;"><table align="left" border="0" cellpadding="0" cellspacing="0" style="max-width:100%;" width="100%" class="mcn{kind}ContentContainer"><tbody><tr><td valign="top" class="mcn{kind}Content" style="padding:0 18px 9px;">{inner}</td></tr></tbody></table></td></tr></tbody></table>'
    o = [f'<!doctype html><html><head>{cs}<title>{E(l["title"])}</title><meta property="og:title" content="{E(l["title"])}"></head><body><!--*|IF:MC_PREVIEW_TEXT|*--><span class="mcnPreviewText" style="display:none; font-size:0px;">{E(l["lead"])}</span><center><table id="bodyTable" width="100%" height="100%"><tr><td align="center" valign="top" id="bodyCell"><table class="templateContainer" width="100%"><tr><td id="templatePreheader">{block("Text", "<a href=/view>View this email in your browser</a>")}</td></tr><tr><td id="templateHeader">{block("Image", "<img alt=Letter src=/logo.png width=564 class=mcnImage>")}</td></tr><tr><td id="templateBody">']
    o.append(block("Text", f'<h1>{E(l["title"])}</h1>by {E(l["author"])}, November 13, 2025'))
    o.append(block("Text", f'{p.p(0)}<br><br>{p.p(1)}<br>&nbsp;'))
    o.append(block("Text", f'<h2>{p.h()}</h2><p>{p.p(2)}</p><p>{p.p(3)}</p>') + block("Button", '<a class="mcnButton" href="/tickets">Book a ticket</a>'))
    o.append(block("Text", "".join(f'<p>{p.p(n)}</p>' for n in range(4, 7)) + f'<ul>{p.items()}</ul>'))
    o.append(f'</td></tr><tr><td id="templateFooter">{block("Follow", "<a href=f>Facebook</a> <a href=t>Twitter</a> <a href=w>Website</a>")}{block("Text", "<em>Copyright &copy; 2025 Harbour Letter, All rights reserved.</em><br>You are receiving this email because you opted in via our website.<br><br><strong>Our mailing address is:</strong><br>Harbour Letter, 1 Pier Street<br><br>Want to change how you receive these emails?<br>You can <a href=u>update your preferences</a> or <a href=x>unsubscribe from this list</a>.")}</td></tr></table></td></tr></table></center></body></html>')
    return "".join(o)


def notice(p, cs):
    """A town's notice: whom to call below, functions of the page."""
    l = p.l
    o = [f'<!DOCTYPE html><html lang="{l["lang"]}"><head>{cs}<title>{E(l["title"])} - {E(l["site"])}</title><meta name="date" content="2025-11-13"></head><body><div id="head">{p.nav("hauptnavigation")}</div><div class="inhalt" id="inhalt"><div class="brotkrumen">Start &gt; {E(l["section"])}</div><h1>{E(l["title"])}</h1><p class="datum">13.11.2025</p>']
    o.append(f'<p class="vorspann">{p.lead()}</p><p>{p.p(0)}</p><p>{p.p(1)}</p><h2>{p.h()}</h2><p>{p.p(2)}</p>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<ul>{p.items()}</ul>')
    o.append(f'<div class="kontaktbox"><h2>Kontakt</h2><address>Rathaus<br>Hauptstraße 1<br>Telefon: 01234 5670<br>E-Mail: <a href="mailto:a@b.example">a@b.example</a></address><p>Montag bis Freitag 8 bis 12 Uhr</p></div><div class="seitenfunktionen"><a href="javascript:print()">Seite drucken</a> <a href="#top">Nach oben</a></div></div><div id="rechts"><h3>{E(l["also"])}</h3><ul>{p.others()}</ul></div><div id="fuss">{E(l["rights"])}</div></body></html>')
    return "".join(o)


def interrupted(p, cs, ad, between, source, after):
    """A portal: labels of advertisements, ways on and invitations between paragraphs, a source at the end."""
    l = p.l
    o = [head(p, cs), p.ld(), f'<body><header>{p.nav("ust-menu")}</header><div class="detay"><div class="bread"><a>{E(l["menu"][0])}</a> / <a>{E(l["section"])}</a></div><h1>{E(l["title"])}</h1><h2 class="spot">{p.lead("Deck")}</h2><div class="info"><span>{E(l["author"])}</span><span>{l["written"]}</span></div><div class="tools"><span>{E(l["share"])}</span><a>A+</a><a>A-</a></div>']
    o.append(p.photo('<div class="main-img"><img src="/a.jpg" alt="{alt}"><span class="img-desc">{caption} {credit}</span></div>'))
    o.append(f'<div class="text" property="articleBody"><p>{p.p(0)}</p><div class="adv"><span>{ad}</span><div id="dfp"></div></div><p>{p.p(1)}</p><p>{between[0]}</p><p><strong>{between[1]} <a href="/100">{E(l["others"][0])}</a></strong></p><p>{p.p(2)}</p><h2>{p.h()}</h2><p>{ad}</p>')
    o.append(f'<div class="inline-card"><a href="/101"><img src="/s.jpg"><div><span>{E(l["also"])}</span><strong>{E(l["others"][1])}</strong></div></a></div>')
    o.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<p>{source}</p>' + "".join(f'<p>{a}</p>' for a in after) + '</div>')
    p.expect("Credit", source)
    o.append(f'<div class="etiket"><span>{E(l["tags"])}:</span> {p.tags()}</div><div class="gn"><a href="https://news.google.example/">{E(l["follow"])}</a></div><div class="yorum"><h3>{E(l["comments"])}</h3><p>{E(l["comment"])}</p></div><div class="diger"><h3>{E(l["also"])}</h3>{p.others("div", "c")}</div></div><footer class="site-footer"><p>{E(l["rights"])}</p><a href="/privacy">Privacy</a></footer></body></html>')
    return "".join(o)


def told(ad, between, source, after):
    """A portal with the words of one language."""
    return lambda p, cs: interrupted(p, cs, ad, between, source, after)


TR = told("REKLAM", ("Haberin Devamı", "İLGİLİ HABER:"), "Kaynak: AA", ("Haberle ilgili daha fazlası:", "Kıyı Postası'nı sosyal medyada takip edin"))
PL = told("REKLAMA", ("Dalsza część artykułu pod materiałem wideo", "Czytaj też:"), "Źródło: PAP", ("Masz dla nas temat? Napisz do nas na adres redakcja@kurier.example",))
VI = told("QUẢNG CÁO", ("Xem tiếp bên dưới", "Xem thêm:"), "Nguồn: TTXVN", ("Mời bạn đọc theo dõi Báo Bến Sông trên Zalo",))
FA = told("تبلیغات", ("ادامه مطلب پس از تبلیغ", "بیشتر بخوانید:"), "منبع: ایرنا", ("انتهای پیام/", "کد خبر: 77123"))
EL = told("ΔΙΑΦΗΜΙΣΗ", ("Συνέχεια μετά τη διαφήμιση", "Διαβάστε επίσης:"), "Πηγή: ΑΠΕ-ΜΠΕ", ("Ακολουθήστε το Γράμμα του Λιμανιού στο Google News και μάθετε πρώτοι όλες τις ειδήσεις",))
HI = told("विज्ञापन", ("आगे पढ़ें", "यह भी पढ़ें:"), "स्रोत: पीटीआई", ("हमें व्हाट्सएप पर फॉलो करें",))
HE = told("פרסומת", ("המשך הכתבה אחרי הפרסומת", "קראו גם:"), "מקור: סוכנות הידיעות", ("עקבו אחרינו בטלגרם וקבלו עדכונים",))
AR = told("إعلان", ("تابع القراءة", "اقرأ أيضا:"), "المصدر: وكالات", ("تابعونا على تليغرام",))
DE = told("ANZEIGE", ("Weiterlesen nach der Anzeige", "Lesen Sie auch:"), "Quelle: dpa", ("Folgen Sie uns auf WhatsApp und verpassen Sie nichts mehr",))
