#!/usr/bin/env python3
"""Writes the pages of the corpus and what is expected of them: `python3 tests/corpus/make.py`.

A page is the prose of one language (prose.py) in the markup of one kind of site (SHAPES), in one encoding, with what
the server would have said about it. The expectation is made from the prose, never from what Dateline does.
"""
import html, json, os, re
import engines
import kinds
import makers
import platforms
import shapes
from prose import RU, UK, KK, KKL, AR, HI, ZH, TW, JA, KO, EN, DE, TH, HE, TR, PL, VI, FA, EL

HERE = os.path.dirname(os.path.abspath(__file__))
E = html.escape


class Page:
    """What one page says: its HTML in pieces, and the blocks a reader should get."""

    def __init__(self, lang, declared=None):
        self.l, self.blocks, self.declared = lang, [], declared or lang["lang"]

    def expect(self, kind, text):
        self.blocks.append(f"{kind}: {text}" if text else kind)

    def lead(self, kind="Lead"):
        self.expect(kind, self.l["lead"])
        return E(self.l["lead"])

    def excerpt(self):
        """A summary, on the pages of those who write one."""
        return "" if self.l is DE else f'<p class="gh-article-excerpt">{self.lead()}</p>'

    def p(self, n):
        text = self.l["paragraphs"][n]
        self.expect("P", text)
        return E(text)

    def rest(self):
        return range(3, len(self.l["paragraphs"]))

    def h(self):
        self.expect("H", self.l["heading"])
        return E(self.l["heading"])

    def q(self):
        self.expect("Q", self.l["quote"])
        return E(self.l["quote"])

    def announced(self):
        """The paragraph above a list, in the languages that have one."""
        if "announced" not in self.l:
            return ""
        self.expect("P", self.l["announced"])
        return f'<p>{E(self.l["announced"])}</p>'

    def items(self):
        for item in self.l["items"]:
            self.expect("-", item)
        return "".join(f"<li>{E(item)}</li>" for item in self.l["items"])

    def photo(self, template, credit=True):
        self.expect("F", self.l["caption"] + (" | " + self.l["credit"] if credit else ""))
        return template.format(caption=E(self.l["caption"]), credit=E(self.l["credit"]), alt=E(self.l["alt"]))

    def nav(self, cls="menu"):
        links = "".join(f'<li><a href="/s{n}/">{E(name)}</a></li>' for n, name in enumerate(self.l["menu"]))
        return f'<nav class="{cls}"><ul>{links}</ul></nav>'

    def others(self, tag="li", cls=""):
        return "".join(f'<{tag} class="{cls}"><a href="/news/{n + 100}/">{E(t)}</a></{tag}>' for n, t in enumerate(self.l["others"]))

    def tags(self):
        return "".join(f'<a href="/tag/{n}/" rel="tag">{E(t)}</a> ' for n, t in enumerate(self.l["tag"]))

    def og(self, day="2025-11-13T09:12:00+05:00"):
        l = self.l
        return (f'<title>{E(l["title"])} | {E(l["site"])}</title><meta property="og:type" content="article">'
                f'<meta property="og:title" content="{E(l["title"])}"><meta property="og:site_name" content="{E(l["site"])}">'
                f'<meta property="article:published_time" content="{day}">')

    def ld(self, body=False, author=True, day="2025-11-13T09:12:00+05:00"):
        l = self.l
        data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": l["title"], "datePublished": day,
                "publisher": {"@type": "Organization", "name": l["site"]}}
        if author:
            data["author"] = [{"@type": "Person", "name": l["author"]}]
        if body:
            data["articleBody"] = "\n\n".join(l["paragraphs"])
        return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def bitrix(p, cs):
    l = p.l
    out = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}{p.og()}<meta name="author" content="{E(l["author"])}">'
           '<link href="/bitrix/cache/css/s1/main/template.css" rel="stylesheet"></head><body>'
           f'<div id="panel"></div><div class="header"><a class="logo" href="/"><img src="/bitrix/templates/main/logo.png" alt="{E(l["site"])}"></a>{p.nav("top-menu")}</div>'
           f'<div class="bx-breadcrumb"><span><a href="/">{E(l["menu"][0])}</a></span> / <span>{E(l["section"])}</span></div>'
           f'<div class="news-detail"><span class="news-date-time">{l["written"]}</span><h1>{E(l["title"])}</h1>']
    out.append(p.photo('<div class="detail_picture_wrap"><img class="detail_picture" src="/upload/iblock/a1b/main.jpg" alt="{alt}"><div class="photo-caption">{caption} <span class="photo-author">{credit}</span></div></div>'))
    text = [p.lead("P"), p.p(0), p.p(1), p.p(2)] + [p.p(n) for n in p.rest()]
    out.append('<div class="news-text">' + "<br />\r\n<br />\r\n".join(text) + '</div>')
    out.append(f'<div class="news-views"><i class="icon-eye"></i> {E(l["views"])}</div>'
               f'<div class="ya-share2" data-services="vkontakte,telegram,odnoklassniki"><span>{E(l["share"])}:</span> <a href="https://social.example/s">VK</a> <a href="https://t.example/share">Telegram</a></div></div>'
               f'<div class="news-list"><h3>{E(l["also"])}</h3>{p.others("p", "news-item")}</div>'
               f'<div class="footer"><p>© 2025 {E(l["site"])}. {E(l["rights"])}</p></div></body></html>')
    return "".join(out)


def wordpress(p, cs):
    l = p.l
    out = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}{p.og()}{p.ld()}</head><body class="single single-post">'
           f'<header id="masthead" class="site-header"><a href="/" rel="home">{E(l["site"])}</a>{p.nav("main-navigation")}</header><div id="primary" class="content-area"><main>'
           f'<article class="post type-post status-publish"><header class="entry-header"><h1 class="entry-title">{E(l["title"])}</h1>'
           f'<div class="entry-meta"><time class="entry-date" datetime="2025-11-13T09:12:00+05:00">{l["written"]}</time> <span class="byline"><a class="url fn" href="/author/1/">{E(l["author"])}</a></span></div></header><div class="entry-content">']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p>')
    out.append(p.photo('<figure class="wp-block-image size-large"><img src="/wp-content/uploads/2025/11/a.jpg" alt="{alt}" srcset="/wp-content/uploads/2025/11/a-300x200.jpg 300w"><figcaption>{caption} {credit}</figcaption></figure>'))
    out.append(f'<p><strong>{E(l["also"])}: <a href="/news/100/">{E(l["others"][0])}</a></strong></p><p>{p.p(2)}</p><h2 class="wp-block-heading">{p.h()}</h2>')
    out.append(f'<blockquote class="wp-block-quote"><p>{p.q()}</p></blockquote>')
    out.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<ul class="wp-block-list">{p.items()}</ul>')
    out.append(f'<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{E(l["share"])}:</h3><ul><li><a href="?share=telegram">Telegram</a></li><li><a href="?share=vk">VK</a></li></ul></div>'
               f'<div id="jp-relatedposts" class="jp-relatedposts"><h3>{E(l["also"])}</h3><ul>{p.others()}</ul></div></div>'
               f'<footer class="entry-footer"><span class="tags-links">{E(l["tags"])}: {p.tags()}</span></footer></article>'
               f'<div class="author-box"><img src="/avatar.png" alt=""><h4>{E(l["author"])}</h4><p>{E(l["site"])}, {E(l["section"])}</p></div>'
               f'<div id="comments" class="comments-area"><h2>{E(l["comments"])} (1)</h2><ol class="comment-list"><li class="comment"><b class="fn">Anna 77</b><p>{E(l["comment"])}</p></li></ol></div></main></div>'
               f'<aside class="widget-area"><section class="widget"><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></section></aside><footer class="site-footer">{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def soup(p, cs):
    l = p.l
    out = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}{p.og()}</head><body><div id="app"><div class="Header_root__x1A">{p.nav("Header_nav__9f")}</div><div class="Layout_grid__3k"><div class="Layout_main__2b">'
           f'<div class="Topic_header__aa"><div class="Topic_meta__Qq"><span>{l["written"]}</span><span> · </span><a href="/section/">{E(l["section"])}</a></div><h1 class="Topic_title__Zz">{E(l["title"])}</h1><div class="Topic_lead__c3">{p.lead()}</div><div class="Topic_author__1"><a href="/author/7/" rel="author">{E(l["author"])}</a></div></div>']
    out.append('<div class="Topic_body__t7">')
    out.append("".join(f'<div class="Block_text__5e"><div>{p.p(n)}</div></div>' for n in (0, 1)))
    out.append(f'<div class="Banner_sub__tg"><a href="https://t.example/channel">{E(l["follow"])}</a></div>')
    out.append(f'<div class="Block_text__5e"><div>{p.p(2)}</div></div>')
    out.append(p.photo('<div class="Block_photo__7u"><picture><source srcset="/m/1.webp"><img src="data:image/gif;base64,R0lGOD" data-src="/m/1.jpg" alt="{alt}"></picture><div class="Block_caption__4d">{caption}</div><div class="Block_credit__8s">{credit}</div></div>'))
    out.append("".join(f'<div class="Block_text__5e"><div>{p.p(n)}</div></div>' for n in p.rest()))
    out.append(f'</div><div class="Share_root__0"><button>{E(l["share"])}</button><a href="https://w.example/send">WhatsApp</a></div><div class="Tags_root__q">{p.tags()}</div></div>'
               f'<div class="Sidebar_root__m"><div class="Sidebar_head__n">{E(l["also"])}</div>{p.others("div", "Sidebar_item__o")}</div></div><div class="Footer_root__z">{E(l["rights"])}</div></div></body></html>')
    return "".join(out)


def tables(p, cs):
    l = p.l
    menu = "<br>".join(f'<a href="/s{n}.html">{E(m)}</a>' for n, m in enumerate(l["menu"]))
    out = [f'<html><head>{cs}<title>{E(l["title"])} - {E(l["site"])}</title></head><body bgcolor="#ffffff" link="#000099"><table width="100%" border="0" cellpadding="4"><tr><td colspan="3"><font size="6">{E(l["site"])}</font></td></tr>'
           f'<tr valign="top"><td width="140" bgcolor="#eeeeee">{menu}</td><td>']
    out.append(f'<font size="2" color="#666666">13.11.2025</font><br><font size="5"><b>{E(l["title"])}</b></font><p>')
    text = [p.p(n) for n in range(len(l["paragraphs"]))]
    out.append("<br><br>\n".join(f'&nbsp;&nbsp;&nbsp;&nbsp;<font size="3">{t}</font>' for t in text))
    p.expect("Author", f'{l["author"]}')
    out.append(f'<p align="right"><i>{E(l["author"])}</i></p></td>'
               f'<td width="160" bgcolor="#eeeeee"><b>{E(l["also"])}</b><br>' + "<br>".join(f'<a href="/n{n}.html">{E(t)}</a>' for n, t in enumerate(l["others"])) + '</td></tr>'
               f'<tr><td colspan="3" align="center"><font size="1">&copy; 2025 {E(l["site"])}. {E(l["rights"])}</font></td></tr></table></body></html>')
    return "".join(out)


def amp(p, cs):
    l = p.l
    out = [f'<!doctype html><html ⚡ lang="{p.declared}"><head>{cs}<link rel="canonical" href="https://corpus.example/news/77/">{p.og()}{p.ld()}<style amp-boilerplate>body{{}}</style></head><body>'
           f'<amp-sidebar id="s" layout="nodisplay">{p.nav()}</amp-sidebar><header class="hdr"><a href="/">{E(l["site"])}</a></header><article class="amp-article"><h1>{E(l["title"])}</h1><p class="summary">{p.lead()}</p><div class="meta">{E(l["by"])}: {E(l["author"])} <time datetime="2025-11-13T09:12:00+05:00">{l["written"]}</time></div>']
    out.append('<amp-social-share type="facebook"></amp-social-share><amp-social-share type="whatsapp"></amp-social-share>')
    out.append(p.photo('<figure><amp-img src="/i/big.jpg" width="800" height="450" alt="{alt}"></amp-img><figcaption>{caption} {credit}</figcaption></figure>'))
    out.append(f'<p>{p.p(0)}</p><amp-ad width="300" height="250" type="doubleclick"></amp-ad><p>{p.p(1)}</p><p>{p.p(2)}</p>')
    out.append(f'<div class="related-inline"><span>{E(l["also"])}</span><a href="/news/101/">{E(l["others"][1])}</a></div><h2>{p.h()}</h2>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()) + f'<ul>{p.items()}</ul>')
    out.append(f'<div class="tags">{E(l["tags"])}: {p.tags()}</div></article><section class="related"><h3>{E(l["also"])}</h3><ul>{p.others()}</ul></section><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def microdata(p, cs):
    l = p.l
    out = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}<title>{E(l["title"])} — {E(l["site"])}</title></head><body>{p.nav()}'
           f'<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{E(l["title"])}</h1><meta itemprop="datePublished" content="2025-11-13T09:12:00+05:00"><div class="info"><span class="date">{l["written"]}</span>, {E(l["by"])}: <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">{E(l["author"])}</span></span></div>'
           '<div itemprop="articleBody" class="js-mediator-article">']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p>')
    out.append(p.photo('<div class="media" itemprop="image" itemscope itemtype="http://schema.org/ImageObject"><img itemprop="url" src="/f/2.jpg" alt="{alt}"><div itemprop="caption" class="caption">{caption}</div><div class="copyright">{credit}</div></div>'))
    out.append(f'<p>{p.p(2)}</p><div class="incut"><div class="incut__title">{E(l["also"])}</div><a class="incut__link" href="/news/102/">{E(l["others"][2])}</a></div><h3>{p.h()}</h3>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()))
    out.append(f'<blockquote>{p.q()}</blockquote></div><div class="article-tags">{p.tags()}</div><div class="social-likes"><a href="https://t.example/s">Telegram</a></div></div>'
               f'<div class="more-news"><h2>{E(l["also"])}</h2>{p.others("div", "more-news__item")}</div><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def jsonld(p, cs):
    l = p.l
    out = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}<title>{E(l["title"])} - {E(l["site"])}</title><meta property="og:site_name" content="{E(l["site"])}">{p.ld(body=True)}</head><body><div class="top">{p.nav()}</div><div class="wrapper"><div class="story">'
           f'<h1 class="story__title">{E(l["title"])}</h1><div class="story__info"><span>{l["written"]}</span> <span>{E(l["views"])}</span></div><div class="story__text">']
    out.append(f'<p>{p.p(0)}</p><p>{p.p(1)}</p><div class="story__read-also"><b>{E(l["also"])}</b><ul><li><a href="/news/100/">{E(l["others"][0])}</a></li><li><a href="/news/101/">{E(l["others"][1])}</a></li></ul></div><p>{p.p(2)}</p><h2>{p.h()}</h2>' + "".join(f'<p>{p.p(n)}</p>' for n in p.rest()))
    out.append(f'<p class="story__tg"><a href="https://t.example/c">{E(l["follow"])}</a></p></div><div class="story__share">{E(l["share"])} <a href="https://vk.example/s">VK</a></div></div>'
               f'<div class="comments"><h3>{E(l["comments"])}</h3><div class="comments__item"><span>Guest</span><p>{E(l["comment"])}</p></div></div></div><div class="bottom">{E(l["rights"])}</div></body></html>')
    return "".join(out)


def nextdata(p, cs):
    l = p.l
    nodes = [{"type": "paragraph", "content": l["paragraphs"][n]} for n in range(len(l["paragraphs"]))]
    for n in range(len(l["paragraphs"])):
        p.p(n)
    data = {"props": {"pageProps": {"article": {"id": 77, "title": l["title"], "publishedAt": "2025-11-13T09:12:00+05:00", "author": {"name": l["author"]}, "body": nodes},
                                    "related": [{"id": n, "title": t, "url": f"/news/{n}/"} for n, t in enumerate(l["others"])]}}, "page": "/news/[id]", "buildId": "k3"}
    return (f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}{p.og()}<meta name="author" content="{E(l["author"])}"></head><body><div id="__next"><header>{p.nav()}</header><main><h1>{E(l["title"])}</h1><div class="skeleton"></div></main><footer>{E(l["rights"])}</footer></div>'
            f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data, ensure_ascii=False)}</script></body></html>')


def portal(p, cs):
    l = p.l
    days = " ".join(f'<a href="/world/2025-11-{n:02}/">{n}</a>' for n in range(1, 14)) + " " + " ".join(str(n) for n in range(14, 31))
    out = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}{p.og()}</head><body><div class="header">{p.nav()}</div><div class="archive-widget"><div>{E(l["section"])}</div><div>2025</div><div class="days">{days}</div></div>'
           f'<div class="content_main"><h1 class="head-single">{E(l["title"])}</h1><div class="date-time"><time>{l["written"]}</time><span class="comments-counter">0</span></div><div class="content_main_desc"><p>{p.lead("P")}</p></div>']
    out.append('<div class="content_main_text">' + "".join(f'<p>{p.p(n)}</p>' for n in (0, 1, 2)))
    out.append(p.photo('<div class="tn-image-container"><figure><img class="lazy" src="/blank.gif" data-src="/userdata/1.jpg" alt="{alt}"><figcaption>{caption} <em>{credit}</em></figcaption></figure></div>'))
    out.append("".join(f'<p>{p.p(n)}</p>' for n in p.rest()))
    out.append(f'</div><div class="content_main_meta_tags">{p.tags()}</div><div class="share-block"><span>{E(l["share"])}</span></div></div><div class="main-news_top">{p.others("div", "main-news_top_item")}</div><footer>{E(l["rights"])}</footer></body></html>')
    return "".join(out)


def korean(p, cs):
    l = p.l
    out = [f'<!doctype html><html lang="{p.declared}"><head>{cs}{p.og("2025-11-13T09:12:00+09:00")}<meta name="author" content="{E(l["author"])}"></head><body><div id="header">{p.nav("lnb")}</div><div id="ct_wrap"><div class="media_end_head"><h2 class="media_end_head_headline">{E(l["title"])}</h2><div class="media_end_head_info"><span class="date">{l["written"]}</span><em class="name">{E(l["author"])}</em></div><div class="media_end_head_share"><a href="#">{E(l["share"])}</a></div></div><div id="contents"><article id="dic_area" class="go_trans _article_content">']
    out.append(p.photo('<span class="end_photo_org"><div class="nbd_im_w"><img id="img1" data-src="https://img.corpus.example/1.jpg" alt="{alt}"></div><em class="img_desc">{caption} {credit}</em></span>'))
    text = [p.p(0), p.p(1), p.p(2)] + [p.p(n) for n in p.rest()]
    out.append("<br><br>".join(text))
    out.append(f'<br><br>{E(l["author"])} 기자 sky@corpus.example</article><div class="byline"><p class="byline_p"><span>{E(l["author"])}</span></p></div><div class="copyright"><p class="c_text">Copyright ⓒ {E(l["site"])}. All rights reserved. {E(l["rights"])}.</p></div><div class="media_end_linked"><strong>{E(l["also"])}</strong><ul>{p.others()}</ul></div><div id="cbox_module"><h3>{E(l["comments"])}</h3><p>{E(l["comment"])}</p></div></div></div><div id="footer">{E(l["rights"])}</div></body></html>')
    return "".join(out)


def chinese(p, cs):
    l = p.l
    out = [f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head>{cs}<title>{E(l["title"])}_{E(l["site"])}</title><meta name="keywords" content="{",".join(l["tag"])}"></head><body><div class="path"><a href="/">{E(l["menu"][0])}</a> &gt; <a href="/sh/">{E(l["section"])}</a> &gt; 正文</div>{p.nav("nav_box")}'
           f'<div class="main-content w1240"><h1 class="main-title">{E(l["title"])}</h1><div class="date-source"><span class="date">{l["written"]}</span> <span class="source">{E(l["site"])}</span> <span class="author">{E(l["by"])}：{E(l["author"])}</span></div><div class="article" id="artibody">']
    out.append(p.photo('<div class="img_wrapper"><img src="//n.corpus.example/1.jpg" alt="{alt}"><span class="img_descr">{caption} {credit}</span></div>'))
    out.append("".join(f'<p>　　{p.p(n)}</p>' for n in range(len(l["paragraphs"]))))
    out.append(f'<p class="show_author">（责任编辑：王晓）</p></div><div class="page-tools"><span>{E(l["share"])}</span><div class="wx-qr"><img src="/qr.png" alt="">{E(l["follow"])}</div></div><div class="keywords"><span>{E(l["tags"])}：</span>{p.tags()}</div>'
               f'<div class="blk-comment"><h3>{E(l["comments"])}</h3><p>{E(l["comment"])}</p></div></div><div class="blk-related"><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></div><div class="footer">{E(l["rights"])}</div></body></html>')
    return "".join(out)


def japanese(p, cs):
    l = p.l
    out = [f'<!DOCTYPE html><html lang="{p.declared}"><head>{cs}{p.og("2025-11-13T09:12:00+09:00")}</head><body><div id="header">{p.nav("gnavi")}</div><div id="main"><div class="pankuzu"><a href="/">{E(l["menu"][0])}</a> &gt; {E(l["section"])}</div><div class="article_wrap"><h1>{E(l["title"])}</h1><p class="article_date">{l["written"]}</p><div class="sns_area"><a href="https://l.example/">{E(l["share"])}</a></div>']
    out.append(p.photo('<div class="article_photo"><img src="/photo/1.jpg" alt="{alt}"><p class="photo_cap">{caption}＝{credit}</p></div>', credit=False))
    p.blocks[-1] = f'F: {l["caption"]}＝{l["credit"]}'
    out.append('<div class="article_body">' + "".join(f'<p>　{p.p(n)}</p>' for n in (0, 1, 2)) + f'<h2>{p.h()}</h2>' + "".join(f'<p>　{p.p(n)}</p>' for n in p.rest()) + f'<p class="writer">（{E(l["author"])}）</p></div>')
    out.append(f'<div class="line_friend"><p>{E(l["follow"])}</p></div><div class="keyword_list"><span>{E(l["tags"])}</span>{p.tags()}</div></div><div class="kanren"><h2>{E(l["also"])}</h2><ul>{p.others()}</ul></div></div><div id="footer"><p>{E(l["rights"])}</p></div></body></html>')
    return "".join(out)


def meta(label):
    return f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'


UTF8 = '<meta charset="utf-8">'
# name, prose, shape, declared language, encoding, declaration in the page, the server's Content-Type
PAGES = [
    ("ru-bitrix-cp1251", RU, bitrix, "ru", "cp1251", meta("windows-1251"), "text/html"),
    ("ru-bitrix", RU, bitrix, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-wordpress", RU, wordpress, "ru-RU", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("ru-tables-koi8r", RU, tables, "ru", "koi8-r", meta("koi8-r"), "text/html"),
    ("ru-tables-koi8r-silent", RU, tables, "ru", "koi8-r", "", "text/html"),
    ("ru-tables-cp1251-as-koi8r", RU, tables, "ru", "cp1251", meta("koi8-r"), "text/html; charset=koi8-r"),
    ("ru-soup", RU, soup, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-jsonld", RU, jsonld, "en", "utf-8", UTF8, "text/html"),
    ("ru-portal-cp1251-silent", RU, portal, "ru", "cp1251", "", "text/html"),
    ("ru-microdata", RU, microdata, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("uk-wordpress", UK, wordpress, "uk", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("uk-bitrix-cp1251-as-latin1", UK, bitrix, "uk", "cp1251", meta("windows-1251"), "text/html; charset=ISO-8859-1"),
    ("uk-microdata", UK, microdata, "ru", "utf-8", UTF8, "text/html"),
    ("uk-jsonld", UK, jsonld, "uk", "utf-8", UTF8, "text/html"),
    ("uk-amp", UK, amp, "uk", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("kk-bitrix", KK, bitrix, "kk", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("kk-portal", KK, portal, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("kk-microdata", KK, microdata, "kk-KZ", "utf-8", UTF8, "text/html"),
    ("kk-soup-as-cp1251", KK, soup, "ru", "utf-8", meta("windows-1251"), "text/html; charset=windows-1251"),
    ("kk-latin-wordpress", KKL, wordpress, "ru", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("ar-wordpress", AR, wordpress, "ar", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("ar-tables-cp1256", AR, tables, "ar", "cp1256", meta("windows-1256"), "text/html"),
    ("ar-soup", AR, soup, "ar", "utf-8", UTF8, "text/html"),
    ("ar-amp", AR, amp, "ar", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("hi-amp", HI, amp, "hi", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("hi-jsonld", HI, jsonld, "en", "utf-8", UTF8, "text/html"),
    ("hi-soup", HI, soup, "hi", "utf-8", UTF8, "text/html"),
    ("hi-next", HI, nextdata, "hi", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("zh-portal-gb18030", ZH, chinese, "zh", "gb18030", meta("gb2312"), "text/html"),
    ("zh-portal", ZH, chinese, "zh", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("zh-tables-gb18030-silent", ZH, tables, "zh", "gb18030", "", "text/html"),
    ("zh-tw-wordpress-big5", TW, wordpress, "zh-TW", "big5", meta("big5"), "text/html; charset=Big5"),
    ("zh-tw-next", TW, nextdata, "zh-TW", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ja-paper-sjis", JA, japanese, "ja", "shift_jis", meta("Shift_JIS"), "text/html"),
    ("ja-paper-eucjp", JA, japanese, "ja", "euc_jp", meta("EUC-JP"), "text/html"),
    ("ja-paper-sjis-as-eucjp", JA, japanese, "ja", "shift_jis", meta("euc-jp"), "text/html; charset=euc-jp"),
    ("ja-jsonld", JA, jsonld, "ja", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ja-wordpress", JA, wordpress, "ja", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("ja-tables-utf16", JA, tables, "ja", "utf-16", "", "text/html"),
    ("ko-naver-euckr", KO, korean, "ko", "euc_kr", meta("euc-kr"), "text/html"),
    ("ko-naver", KO, korean, "ko", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ko-microdata", KO, microdata, "en", "utf-8", UTF8, "text/html"),
    ("ko-next", KO, nextdata, "ko", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-breaks", EN, shapes.breaks, "en", "utf-8", UTF8, "text/html"),
    ("en-elementor", EN, shapes.elementor, "en-US", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("en-ghost", EN, shapes.ghost, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-letter", EN, shapes.letter, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-wiki", EN, shapes.wiki, "en", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("en-release", EN, shapes.release, "en", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("en-plain", EN, shapes.plain, "en", "utf-8", UTF8, "text/html"),
    ("en-entry", EN, shapes.entry, "en-GB", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-components", EN, shapes.components, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-inertia", EN, shapes.inertia, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-reader", EN, shapes.reader, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-interview", EN, shapes.interview, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-live", EN, shapes.live, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-longread", EN, shapes.longread, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-recipe", EN, shapes.recipe, "en-US", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("de-ghost", DE, shapes.ghost, "de", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("de-breaks-latin1", DE, shapes.breaks, "de", "cp1252", meta("iso-8859-1"), "text/html"),
    ("de-interview", DE, shapes.interview, "de", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("de-longread", DE, shapes.longread, "de", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("th-elementor", TH, shapes.elementor, "th", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("th-live", TH, shapes.live, "th", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("th-breaks-tis620", TH, shapes.breaks, "th", "cp874", meta("tis-620"), "text/html"),
    ("ja-reader", JA, shapes.reader, "ja", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ar-ghost", AR, shapes.ghost, "ar", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-inertia", RU, shapes.inertia, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-blogger", EN, engines.blogger, "en", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("en-permalinks", EN, engines.permalinks, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("de-permalinks", DE, engines.permalinks, "de", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-numbered", EN, engines.numbered, "en-us", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-entries", EN, engines.entries, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-entries", RU, engines.entries, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-fields", EN, engines.fields, "en", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("uk-fields", UK, engines.fields, "uk", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("ko-soup-euckr-silent", KO, soup, "ko", "euc_kr", "", "text/html"),
    ("en-board", EN, kinds.board, "en-gb", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("en-threads", EN, kinds.threads, "en-US", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-discussion", EN, kinds.discussion, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-encyclopedia", EN, kinds.encyclopedia, "en", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("en-message", EN, kinds.message, "en", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("en-manual", EN, kinds.manual, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-handbook", EN, kinds.handbook, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-places", EN, kinds.places, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-review", EN, kinds.review, "en-GB", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-judgment", EN, kinds.judgment, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-changes", EN, kinds.changes, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-answers", EN, kinds.answers, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-podcast", EN, kinds.podcast, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-gallery", EN, kinds.gallery, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("de-ticker", DE, kinds.ticker, "de", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-obituary", EN, kinds.obituary, "en-US", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-chapters", EN, kinds.chapters, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-printed", RU, kinds.printed, "ru", "cp1251", meta("windows-1251"), "text/html"),
    ("ru-layout-cp1251", RU, kinds.layout, "ru", "cp1251", meta("windows-1251"), "text/html"),
    ("en-amp", EN, amp, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("he-wordpress", HE, wordpress, "he-IL", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("he-soup", HE, soup, "he", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("th-wordpress", TH, wordpress, "th", "utf-8", UTF8, "text/html; charset=UTF-8"),
    ("el-items", EL, platforms.items, "el", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-cable", EN, platforms.cable, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-broadcaster", EN, platforms.broadcaster, "en-GB", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-paper", EN, platforms.paper, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-listicle", EN, platforms.listicle, "en-US", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-notes", EN, platforms.notes, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-footnoted", EN, platforms.footnoted, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-records", RU, platforms.records, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-match", EN, platforms.match, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("tr-match", TR, platforms.match, "tr", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-wire", EN, platforms.wire, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-enhanced", EN, platforms.enhanced, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("fa-livereport", FA, platforms.livereport, "fa", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("el-livereport", EL, platforms.livereport, "el", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-charted", EN, platforms.charted, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-typed", EN, platforms.typed, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-campaign", EN, platforms.campaign, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("pl-notice", PL, platforms.notice, "pl", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("tr-interrupted", TR, platforms.TR, "tr", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("pl-interrupted", PL, platforms.PL, "pl", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("vi-interrupted", VI, platforms.VI, "vi", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("fa-interrupted", FA, platforms.FA, "fa", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("el-interrupted", EL, platforms.EL, "el", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("hi-interrupted", HI, platforms.HI, "hi", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("he-interrupted", HE, platforms.HE, "he", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ar-interrupted", AR, platforms.AR, "ar", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("de-interrupted", DE, platforms.DE, "de", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-builder", EN, makers.builder, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-richtext", EN, makers.richtext, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-quoted", EN, makers.quoted, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-fonted", EN, makers.fonted, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-boldfirst", EN, makers.boldfirst, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-arc", EN, makers.arc, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-fielded", EN, makers.fields, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-reading", EN, makers.reading, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-generated", EN, makers.generated, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-offered", EN, makers.letter, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-translated", EN, makers.translated, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-ministry", EN, makers.ministry, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-faculty", EN, makers.faculty, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-abstract", EN, makers.abstract, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-statement", EN, makers.statement, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-corrections", EN, makers.corrections, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-reports", EN, makers.records, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-prose", EN, makers.prose, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-blocks", EN, makers.blocks, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-columns", EN, makers.columns, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-folding", EN, makers.folding, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-published", EN, makers.published, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-cards", EN, makers.cards, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("en-labelled", EN, makers.MORE, "en", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("de-labelled", DE, makers.MEHR, "de", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-labelled", RU, makers.TAKZHE, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ja-labelled", JA, makers.KANREN, "ja", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("de-richtext", DE, makers.richtext, "de", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("de-builder", DE, makers.builder, "de", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-fonted-cp1251", RU, makers.fonted, "ru", "cp1251", meta("windows-1251"), "text/html"),
    ("ru-published", RU, makers.published, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-module", RU, makers.module, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ru-zen", RU, makers.zen, "ru", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("zh-chat", ZH, makers.chat, "zh-CN", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ja-aggregated", JA, makers.aggregated, "ja", "utf-8", UTF8, "text/html; charset=utf-8"),
    ("ko-smarteditor", KO, makers.smarteditor, "ko", "utf-8", UTF8, "text/html; charset=utf-8"),
]

# Pages that name no author of all of it.
UNSIGNED = (portal, shapes.plain, shapes.wiki, kinds.encyclopedia, kinds.manual, kinds.handbook, kinds.judgment, kinds.changes, kinds.obituary, kinds.printed, platforms.records, platforms.wire, platforms.notice, makers.boldfirst, makers.ministry)


def main():
    folder = os.path.join(HERE, "pages")
    os.makedirs(folder, exist_ok=True)
    for old in os.listdir(folder):
        os.remove(os.path.join(folder, old))
    for name, lang, shape, declared, encoding, declaration, server in PAGES:
        page = Page(lang, declared)
        text = shape(page, declaration)
        if encoding != "utf-8":
            text = text.replace("⚡", "amp")
        with open(os.path.join(folder, name + ".html"), "wb") as file:
            file.write(text.encode(encoding, errors="xmlcharrefreplace"))
        tag = "zh" if lang is ZH and shape is tables else lang["lang"] if shape is tables else declared
        if tag.split("-")[0] != lang["lang"].split("-")[0]:
            tag = lang["lang"]
        if shape is tables:
            tag = lang["lang"].split("-")[0]
        if shape is chinese:
            tag = "zh"
        blocks = [block for block in page.blocks if not block.startswith("Author")]
        facts = [f"server: {server}", f'title: {lang["title"]}', "day: 2025-11-13", f"lang: {tag}"]
        if shape not in UNSIGNED:
            facts.append(f'author: {lang["author"]}')
        with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(facts) + "\n\n" + "\n".join(blocks) + "\n")
    print(len(PAGES), "pages")


if __name__ == "__main__":
    main()
