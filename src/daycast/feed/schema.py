"""What search engines read on an episode's page: schema.org's PodcastEpisode as JSON-LD.

A data block, which browsers do not run, so that a strict policy lets it be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daycast.feed.paging import MAIN
from daycast.feed.text import moment

if TYPE_CHECKING:
    from daycast.episodes.model import Episode
    from daycast.show import Show


def described(show: Show, episode: Episode, cover: str | None) -> dict[str, Any]:
    """The episode as https://schema.org/PodcastEpisode, its chapters as clips; `cover` is the artwork's name."""
    page = f"{show.base_url}{episode.date}/"
    ends = [*(chapter.start for chapter in episode.chapters), episode.audio.seconds][1:]
    return {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": episode.title,
        "description": episode.summary,
        "url": page,
        "identifier": episode.guid,
        "datePublished": episode.published.astimezone(show.zone).isoformat(),
        "episodeNumber": episode.number,
        "inLanguage": show.language,
        "timeRequired": f"PT{round(episode.audio.seconds)}S",
        **({"image": show.base_url + cover} if cover else {}),
        "partOfSeries": {
            "@type": "PodcastSeries",
            "name": show.title,
            "url": show.base_url,
            "webFeed": show.base_url + MAIN,
        },
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": f"{page}{episode.date}.mp3",
            "encodingFormat": "audio/mpeg",
            "contentSize": str(episode.audio.bytes),
            "duration": f"PT{round(episode.audio.seconds)}S",
        },
        "hasPart": [
            {
                "@type": "Clip",
                "name": chapter.title,
                "startOffset": round(chapter.start),
                "endOffset": round(end),
                "url": f"{page}#t={moment(chapter.start)}",
            }
            for chapter, end in zip(episode.chapters, ends, strict=True)
        ],
    }
