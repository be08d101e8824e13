"""The web as a source: feeds and pages fetched politely and within limits, and articles found in them."""
