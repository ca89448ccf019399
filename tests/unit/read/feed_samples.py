"""Feeds of every kind, about invented outlets, as templates that tests fill."""

TEXT = (
    "The ferries of the Kessa strait stayed in port on Friday after the navy of Norland closed the "
    "northern passage. Fishermen said that the closure would cost them half of the season. "
)
LONG = "".join(f"<p>{number}. {TEXT}</p>" for number in range(1, 8))

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Harbour Daily</title><link>https://harbour.example/</link>
<atom:link href="https://harbour.example/feed" rel="self" type="application/rss+xml"/>
<item><title>Ferries &amp;amp; fishermen&nbsp;wait</title><media:title>A picture</media:title>
<link>https://harbour.example/ferries?utm_source=rss</link><guid isPermaLink="false">tag:7</guid>
<dc:creator><![CDATA[Ada Brook]]></dc:creator><pubDate>Fri, 02 May 2031 12:01:00 +0200</pubDate>
<description>Ferries stay in port &#8230;</description><content:encoded><![CDATA[{whole}]]></content:encoded>
<media:content url="https://harbour.example/picture.jpg"/></item>
<item><title><![CDATA[Prices rise]]></title><guid>https://harbour.example/prices</guid>
<author>desk@harbour.example (Carl Dane)</author><pubDate>Thu, 1 May 2031 08:00 GMT</pubDate>
<description>&lt;p&gt;Grain is dear.&lt;/p&gt;</description><source url="https://wire.example/feed">Wire North</source></item>
</channel></rss>"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://old.example/"><title>Old Lamp</title><link>https://old.example/</link></channel>
<item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link><dc:date>2031-05-02T10:00:00Z</dc:date>
<dc:creator>Eva Holm</dc:creator></item>
<item rdf:about="https://old.example/2"><title>Two</title><link> https://old.example/2 </link></item></rdf:RDF>"""

RSS_091 = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.example/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Tide Notes</title><link>https://tide.example</link>
<item><title>Low tide</title><link>https://tide.example/low</link><description>Mud.</description></item></channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://civic.example/blog/"><title type="html">Civic &amp;amp; Tribune</title>
<author><name>The desk</name></author>
<entry><id>urn:1</id><title type="text">A &lt; B</title><link rel="self" href="feed"/><link href="first"/>
<link rel="enclosure" href="sound.mp3" type="audio/mpeg"/><author><name>Ada Brook</name><email>a@civic.example</email></author>
<author><name>Carl Dane</name></author><published>2031-05-01T09:00:00Z</published><updated>2031-05-02T10:30:00+02:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The <em>ferry</em> sank.</p></div></content></entry>
<entry xml:base="/old/"><id>urn:2</id><title>Second</title><link rel="alternate" type="text/html" href="second"/>
<updated>2031-04-30</updated><summary>Short.</summary><source><title>Meridian Post</title></source></entry></feed>"""

ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Small Paper</title>
<entry><title>Old form</title><link rel="alternate" type="text/html" href="https://small.example/a"/><id>x</id>
<issued>2031-05-02T10:00:00Z</issued><modified>2031-05-03T10:00:00Z</modified>
<content type="text/html" mode="escaped">&lt;p&gt;Old text.&lt;/p&gt;</content></entry></feed>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Json Gazette", "home_page_url": "https://gazette.example/",
"authors": [{"name": "The desk"}], "items": [
 {"id": 3, "url": "/three", "title": "Three", "content_html": "<p>The ferry sank.</p>", "date_published": "2031-05-02T12:00:00+02:00",
  "authors": [{"name": "Ada Brook"}, {"name": "Carl Dane"}]},
 {"id": "4", "external_url": "https://wire.example/4", "content_text": "One.\\n\\nTwo & three.", "author": {"name": "Eva Holm"}},
 "no item", {"id": {}, "title": 5, "url": ["x"]}]}"""

SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://harbour.example/a</loc><lastmod>2031-05-02T10:00:00Z</lastmod>
<image:image><image:loc>https://harbour.example/a.jpg</image:loc><image:title>A picture</image:title></image:image>
<news:news><news:publication><news:name>Harbour Daily</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2031-05-01</news:publication_date><news:title>Ferries wait</news:title></news:news></url>
<url><loc> https://harbour.example/b?x=1&amp;y=2 </loc></url><url><loc>mailto:x@harbour.example</loc></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://harbour.example/old.xml</loc><lastmod>2030-01-01</lastmod></sitemap>
<sitemap><loc>https://harbour.example/new.xml.gz</loc><lastmod>2031-05-01</lastmod></sitemap></sitemapindex>"""

OPML = """<opml version="2.0"><head><title>Papers</title></head><body><outline text="North">
<outline type="rss" text="Harbour" xmlUrl="https://harbour.example/feed" htmlUrl="https://harbour.example/"/>
<outline text="Civic" xmlurl="https://civic.example/atom"/><outline type="link" url="https://civic.example/page"/></outline>
<outline type="include" url="https://lists.example/more.opml"/><outline xmlUrl="https://harbour.example/feed"/></body></opml>"""

ADDRESSES = "https://harbour.example/a\nhttps://harbour.example/b\r\n\n"
SAMPLES = {
    "rss": RSS.replace("{whole}", LONG),
    "rdf": RDF,
    "rss 0.91": RSS_091,
    "atom": ATOM,
    "atom 0.3": ATOM_03,
    "json": JSON,
    "sitemap": SITEMAP,
    "index": INDEX,
    "opml": OPML,
    "addresses": ADDRESSES,
}
