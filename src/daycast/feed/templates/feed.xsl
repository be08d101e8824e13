<?xml version="1.0" encoding="UTF-8"?>
<!-- The feed as a page, for a browser that follows XSLT; others show it with feed.css alone. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  exclude-result-prefixes="atom itunes">
<xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>

<xsl:template match="/rss/channel">
<html lang="{language}">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title><xsl:value-of select="title"/></title>
<link rel="stylesheet" href="feed.css"/>
</head>
<body>
<main>
<header>
<xsl:if test="itunes:image/@href"><img src="{itunes:image/@href}" alt="" width="140" height="140"/></xsl:if>
<h1 dir="auto"><a href="{link}"><xsl:value-of select="title"/></a></h1>
<p dir="auto"><xsl:value-of select="description"/></p>
</header>
<p class="hint">This is a podcast’s feed. Copy its address, then choose “Add by URL” in your podcast app:
<code><xsl:value-of select="atom:link[@rel='self']/@href"/></code></p>
<xsl:for-each select="item">
<article>
<h2 dir="auto"><a href="{link}"><xsl:value-of select="title"/></a></h2>
<p class="date"><xsl:value-of select="substring(pubDate, 1, 16)"/></p>
<p dir="auto"><xsl:value-of select="description"/></p>
<audio controls="controls" preload="none" src="{enclosure/@url}"/>
</article>
</xsl:for-each>
<xsl:if test="atom:link[@rel='next']">
<p><a href="{atom:link[@rel='next']/@href}">Older episodes</a></p>
</xsl:if>
</main>
</body>
</html>
</xsl:template>
</xsl:stylesheet>
