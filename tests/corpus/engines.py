"""Markup that programs for blogs and portals write for all who use them: names of their own, which may mislead."""
import html

from shapes import DAY, everything, head

E = html.escape


def blogger(p, cs):
    """Breaks instead of paragraphs, a picture and what is said of it in the cells of a table."""
    l = p.l
    out = [f'<!DOCTYPE html><html dir="ltr" lang="{p.declared}"><head>{cs}<meta content="blogger" name="generator"><title>{E(l["title"])}</title></head><body class="loading"><div class="content-outer"><header><div class="header section" id="header"><p class="title"><a href="/">{E(l["site"])}</a></p></div></header>'
           f'<div class="main section" id="main"><div class="widget Blog" id="Blog1"><div class="blog-posts hfeed"><div class="date-outer"><div class="date-header"><span>{l["written"]}</span></div><div class="post hentry" itemscope itemtype="http://schema.org/BlogPosting"><h3 class="post-title entry-title" itemprop="name">{E(l["title"])}</h3><div class="post-body entry-content" itemprop="description articleBody">']
    out.append(f'{p.p(0)}<br /><br />{p.p(1)}<br /><br />')
    out.append(p.photo('<table align="center" cellpadding="0" cellspacing="0" class="tr-caption-container"><tbody><tr><td><a href="/full.jpg" imageanchor="1"><img border="0" src="/s320/a.jpg" alt="{alt}" width="320"></a></td></tr><tr><td class="tr-caption">{caption}</td></tr></tbody></table>', credit=False))
    out.append("<br /><br />".join(p.p(n) for n in list(everything(p))[2:]))
    out.append(f'<div style="clear: both;"></div></div><div class="post-footer"><span class="post-author vcard">Posted by <span class="fn" itemprop="author"><span itemprop="name">{E(l["author"])}</span></span></span> <abbr class="published" itemprop="datePublished" title="{DAY}">09:12</abbr><div class="post-share-buttons"><a class="share-button"><span class="share-button-link-text">Email This</span></a><a class="share-button"><span class="share-button-link-text">BlogThis!</span></a></div><span class="post-labels">Labels: {p.tags()}</span></div></div></div></div>'
               f'<div class="comments" id="comments"><h4>1 comment:</h4><dl id="comments-block"><dt class="comment-author"><a href="#">Anna 77</a> said...</dt><dd class="comment-body"><p>{E(l["comment"])}</p></dd></dl></div><div class="blog-pager"><a class="blog-pager-newer-link" href="/n">Newer Post</a><a class="blog-pager-older-link" href="/o">Older Post</a></div></div></div><aside><div class="widget"><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></div></aside></div></body></html>')
    return "".join(out)


def permalinks(p, cs):
    """Headings that carry an address of their own in boxes inside them, under a name that says header."""
    l = p.l
    out = [head(p, cs), f'<body><div id="entry"><div class="topBar">{p.nav()}<button>Subscribe</button></div><div class="single-post-container"><article class="newsletter-post post"><div role="region" class="post-header"><h1 class="post-title published">{E(l["title"])}</h1><div class="byline-wrapper"><a href="/@a">{E(l["author"])}</a><div>Nov 13, 2025</div></div><div class="post-ufi"><a class="post-ufi-button">48</a><a class="post-ufi-button">Share</a></div></div><div class="available-content"><div dir="auto" class="body markup">']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p><p>{p.p(2)}</p><h2 class="header-anchor-post">{p.h()}<div class="header-anchor-parent"><div id="§h" class="header-anchor"></div></div></h2>')
    out.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<ul>{p.items()}</ul>')
    out.append(f'<p class="button-wrapper"><a class="button primary" href="/share"><span>{E(l["share"])}</span></a></p></div></div><div class="post-footer"><a class="post-ufi-button">48</a></div></article><div id="discussion"><h4>Discussion about this post</h4><div class="comment-list"><div class="comment"><p>{E(l["comment"])}</p></div></div></div><div class="portable-archive">{p.others("div", "post-preview")}</div></div></div></body></html>')
    return "".join(out)


def numbered(p, cs):
    """A programmer's blog: code beside the numbers of its lines, a mark behind each heading, contents above."""
    l = p.l
    out = [head(p, cs, '<meta name="generator" content="Hugo 0.123.7">'), f'<body id="top"><header class="header">{p.nav()}</header><main class="main"><article class="post-single"><header class="post-header"><div class="breadcrumbs"><a href="/">Home</a>&nbsp;»&nbsp;<a href="/posts/">Posts</a></div><h1 class="post-title entry-hint-parent">{E(l["title"])}</h1><div class="post-meta"><span>November 13, 2025</span>&nbsp;·&nbsp;6 min&nbsp;·&nbsp;{E(l["author"])}</div></header><div class="toc"><details><summary><span class="details">Table of Contents</span></summary><div class="inner"><ul><li><a href="#a">{E(l["heading"])}</a></li></ul></div></details></div><div class="post-content">']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p><div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre tabindex="0" class="chroma"><code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd"><pre tabindex="0" class="chroma"><code class="language-sql" data-lang="sql"><span class="line"><span class="cl"><span class="k">select</span> name, day\n</span></span><span class="line"><span class="cl">from voyage where winter = 11;\n</span></span></code></pre></td></tr></table></div></div>')
    p.expect("Code", "")
    out.append(f'<p>{p.p(2)}</p><h2 id="a">{p.h()}<a hidden class="anchor" aria-hidden="true" href="#a">#</a></h2>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()))
    out.append(f'</div><footer class="post-footer"><ul class="post-tags"><li><a href="/tags/a/">{E(l["tag"][0])}</a></li></ul><nav class="paginav"><a class="prev" href="/posts/a/"><span class="title">« Prev</span><br><span>{E(l["others"][0])}</span></a></nav></footer></article></main><footer class="footer">{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def fields(p, cs):
    """A portal of fields, whose text goes by the name of its summary."""
    l = p.l
    out = [head(p, cs, '<meta name="Generator" content="Drupal 10">'), f'<body class="path-node"><a href="#main-content" class="visually-hidden skip-link">Skip to main content</a><header role="banner"><nav role="navigation" class="menu--main"><h2 class="visually-hidden">Main navigation</h2>{p.nav()}</nav></header><main role="main"><article class="node node--type-article node--view-mode-full"><div class="node__content"><div class="field field--name-field-section field__item"><a href="/local">{E(l["section"])}</a></div><h1 class="page-title"><span class="field field--name-title">{E(l["title"])}</span></h1><div class="field field--name-field-byline"><div class="field__label visually-hidden">Author</div><div class="field__item"><a href="/staff/a">{E(l["author"])}</a></div></div>']
    out.append(p.photo('<div class="field field--name-field-media"><div class="media media--type-image"><div class="field field--name-field-media-image"><img loading="lazy" src="/files/a.jpg" alt="{alt}"></div><div class="field field--name-field-caption field__item"><p>{caption}</p></div></div></div>', credit=False))
    out.append(f'<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item"><p>{p.p(0)}</p><p>{p.p(1)}</p><div class="align-right embedded-entity"><article class="node node--view-mode-teaser"><h4>{E(l["also"])}: <a href="/1">{E(l["others"][0])}</a></h4></article></div><p>{p.p(2)}</p></div>')
    out.append(f'<div class="field field--name-field-tags"><h3 class="field__label">Tags</h3><ul class="links field__items"><li><a href="/t">{E(l["tag"][0])}</a></li></ul></div></div></article><div class="views-element-container block"><h2>{E(l["also"])}</h2><div class="view view-related"><div class="view-content">{p.others("div", "views-row")}</div></div></div></main><footer role="contentinfo">{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def entries(p, cs):
    """A live report whose entries have a headline of their own each, beside their time."""
    l = p.l
    out = [head(p, cs), f'<body>{p.nav()}<main><h1>{E(l["title"])}</h1><div class="live-feed">']
    titles = [l["heading"], *l["items"], *l["tag"]]
    for n in everything(p):
        p.expect("Byline", f"1{n}:05")
        p.expect("H", titles[n])
        out.append(f'<article class="live-post" id="p{n}"><header><time datetime="2025-11-13T1{n}:05:00Z">1{n}:05</time><h3>{E(titles[n])}</h3></header><div class="live-post-body"><p>{p.p(n)}</p></div><div class="live-post-share"><button>{E(l["share"])}</button><button>Copy link</button></div></article>')
    out.append(f'</div><button class="load-more">Load more updates</button></main><aside><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></aside><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)
