"""Fields of Wowchemy 5 and Academic pages (https://github.com/gcushen/hugo-academic, archetypes of 2021)."""

from __future__ import annotations

from collections.abc import Mapping

from editor.core.schema import blox
from editor.core.schema.blox import content, display, event, links, person, publication
from editor.core.schema.content_kind import ContentKind
from editor.core.schema.spec import FieldSpec, choices

PUBLICATION_TYPES = choices(
    ("0", "Uncategorised"),
    ("1", "Conference paper"),
    ("2", "Journal article"),
    ("3", "Preprint or working paper"),
    ("4", "Report"),
    ("5", "Book"),
    ("6", "Book section"),
    ("7", "Thesis"),
    ("8", "Patent"),
)

LINKS = links.rows(
    "links",
    "Links",
    "Buttons below the title.",
    links.text("name", "Text", "On the button."),
    links.text("url", "Address", "Where it leads."),
    links.text("icon", "Icon", "The icon's name, for example `twitter`."),
    links.choice(
        "icon_pack",
        "Icon pack",
        "Where the icon comes from.",
        choices(
            ("fas", "Font Awesome, solid"),
            ("far", "Font Awesome, regular"),
            ("fab", "Font Awesome, brands"),
            ("ai", "Academicons"),
        ),
        open=True,
    ),
)

_SWITCHES: tuple[FieldSpec, ...] = (
    display.switch("math", "Math", "Sets formulas between dollar signs."),
    display.switch("diagram", "Diagrams", "Draws Mermaid diagrams."),
    display.switch("toc", "Table of contents", "Lists the headings beside the text."),
    display.switch("share", "Share buttons", "Offers to share the page.", default=True),
    display.switch("profile", "Author box", "Shows the author's profile below the text.", default=True),
    display.switch("commentable", "Comments", "Lets readers comment, where the site has comments."),
    display.switch("editable", "Edit link", "Offers to edit the page in its repository."),
    display.switch("reading_time", "Reading time", "Shows how long it takes to read.", default=True),
    display.switch("show_related", "Related pages", "Lists similar pages below the text."),
)

_BASE: tuple[FieldSpec, ...] = (blox.SUBTITLE, blox.AUTHORS, blox.AUTHOR_NOTES, blox.IMAGE_W, blox.PROJECTS)

_EVENT: tuple[FieldSpec, ...] = (
    event.text("event", "Event", "The conference, seminar or meeting it is part of."),
    event.text("event_url", "Event website", "The address of the event's own pages."),
    event.text("location", "Location", "The place, as you would say it."),
    blox.ADDRESS,
    event.date("date", "Begins", "When it begins; the page is sorted by this."),
    event.date("date_end", "Ends", "When it ends; may be left out."),
    event.switch("all_day", "All day", "Shows the day alone, without the time."),
    blox.ABSTRACT,
    blox.AUTHORS,
    blox.IMAGE_W,
    blox.PROJECTS,
    blox.SLIDES,
    LINKS,
    *blox.url_fields("slides", "code", "pdf", "video"),
)

_PUBLICATION: tuple[FieldSpec, ...] = (
    blox.AUTHORS,
    blox.AUTHOR_NOTES,
    publication.terms(
        "publication_types",
        "Type",
        "What kind of work it is; one code, written as a list.",
        choices=PUBLICATION_TYPES,
        open=True,
        refers="publication_types",
    ),
    publication.markdown(
        "publication", "Published in", "The journal, book or conference; Markdown for italics."
    ),
    publication.markdown("publication_short", "Published in, short", "The usual abbreviation."),
    publication.text("doi", "DOI", "The identifier alone, without `https://doi.org/`."),
    blox.ABSTRACT,
    publication.date(
        "date", "Date of the work", "When it was published; the page itself has “Publish from”."
    ),
    blox.IMAGE_W,
    blox.PROJECTS,
    blox.SLIDES,
    LINKS,
    *blox.url_fields(),
)

_PROJECT: tuple[FieldSpec, ...] = (
    blox.SUBTITLE,
    blox.AUTHORS,
    links.text(
        "external_link", "External page", "Sends visitors there; the project then has no page of its own."
    ),
    blox.IMAGE_W,
    blox.SLIDES,
    LINKS,
    *blox.url_fields("code", "pdf", "slides", "video"),
)

_AUTHOR: tuple[FieldSpec, ...] = (
    person.text("title", "Name", "The name as it is shown everywhere."),
    person.terms("authors", "User name", "The name of this folder, which posts refer to.", refers="authors"),
    person.switch("superuser", "Owner of the site", "The person whose profile posts without authors show."),
    person.text("role", "Role", "Position or title."),
    person.rows(
        "organizations",
        "Organisations",
        "Where you work or study.",
        person.text("name", "Name", "Of the organisation."),
        person.text("url", "Website", "Its address."),
    ),
    person.long(
        "bio", "Short biography", "Two or three sentences for author boxes; the text below is the long one."
    ),
    person.terms("interests", "Interests", "What you work on."),
    person.map(
        "education",
        "Education",
        "Degrees, the newest first.",
        person.rows(
            "courses",
            "Degrees",
            "One row each.",
            person.text("course", "Degree", "With its subject."),
            person.text("institution", "Institution", "Where."),
            person.text("year", "Year", "When."),
        ),
    ),
    person.rows(
        "social",
        "Social links",
        "Icons below the name.",
        person.text("icon", "Icon", "The icon's name."),
        person.text("icon_pack", "Icon pack", "fas, far, fab or ai."),
        person.text("link", "Address", "A web address, or `mailto:` and an e-mail address."),
        person.text("label", "Text", "Shown when the mouse rests on it."),
        person.raw("display", "Display", "Where else it appears."),
    ),
    person.text("email", "E-mail", "For the Gravatar picture; it is not shown."),
    person.switch("highlight_name", "Highlight name", "Sets the name in bold in lists of authors."),
    person.terms("user_groups", "Groups", "The groups of the people page that list this person."),
)

_DECK: tuple[FieldSpec, ...] = (
    blox.AUTHORS,
    display.map(
        "slides",
        "Slide deck",
        "How Reveal.js shows the deck.",
        display.choice(
            "theme",
            "Theme",
            "Its colours and type.",
            choices("black", "white", "league", "beige", "sky"),
            open=True,
        ),
        display.text("highlight_style", "Code style", "The colours of code."),
        display.switch("diagram", "Diagrams", "Draws Mermaid diagrams."),
    ),
)

_DOCS: tuple[FieldSpec, ...] = (
    display.switch("toc", "Table of contents", "Lists the headings beside the text.", default=True),
    display.switch("math", "Math", "Sets formulas between dollar signs."),
    blox.IMAGE_W,
)

_LIST: tuple[FieldSpec, ...] = (
    blox.SUBTITLE,
    display.choice(
        "view",
        "View",
        "How the pages of this section are listed.",
        choices((1, "Stream"), (2, "Compact"), (3, "Card"), (4, "Citation")),
        open=True,
    ),
    blox.IMAGE_W,
    display.switch("cms_exclude", "Hide from the CMS", "Keeps the section out of a web editor's list."),
)

_LANDING: tuple[FieldSpec, ...] = (
    display.text("widget", "Widget", "The block this file is shown as."),
    display.switch("active", "Active", "Shows the block.", default=True),
    content.text("headline", "Headline", "Above the block's title."),
    blox.SUBTITLE,
    display.raw("design", "Design", "Columns, spacing and background of the block."),
    display.raw("content", "Content", "What the block shows."),
    display.raw("sections", "Blocks", "The blocks of the page, from top to bottom."),
)

FIELDS: Mapping[ContentKind, tuple[FieldSpec, ...]] = {
    ContentKind.PAGE: (*_BASE, LINKS, *_SWITCHES),
    ContentKind.POST: (*_BASE, LINKS, *_SWITCHES),
    ContentKind.EVENT: (*_EVENT, *_SWITCHES),
    ContentKind.PUBLICATION: (*_PUBLICATION, *_SWITCHES),
    ContentKind.PROJECT: (*_PROJECT, *_SWITCHES),
    ContentKind.AUTHOR: _AUTHOR,
    ContentKind.SLIDES: _DECK,
    ContentKind.DOCS: _DOCS,
    ContentKind.LIST: _LIST,
    ContentKind.LANDING: _LANDING,
}
