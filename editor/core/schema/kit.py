"""Fields of HugoBlox Kit pages (https://github.com/HugoBlox/kit, 2026)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from editor.core.schema import blox
from editor.core.schema.blox import content, display, event, image, links, person, publication
from editor.core.schema.content_kind import ContentKind
from editor.core.schema.spec import FieldSpec, choices

# The types of the Citation Style Language that the kit has names for come first.
PUBLICATION_TYPES = choices(
    ("paper-conference", "Conference paper"),
    ("article-journal", "Journal article"),
    ("article", "Preprint"),
    ("report", "Report"),
    ("book", "Book"),
    ("chapter", "Book chapter"),
    ("thesis", "Thesis"),
    ("patent", "Patent"),
    ("dataset", "Data set"),
    ("software", "Software"),
    ("speech", "Talk"),
    ("manuscript", "Manuscript"),
)

LINK_TYPES = choices(
    ("pdf", "PDF"),
    ("preprint", "Preprint"),
    ("doi", "DOI"),
    ("code", "Code"),
    ("dataset", "Data set"),
    ("model", "Model"),
    ("slides", "Slides"),
    ("video", "Video"),
    ("poster", "Poster"),
    ("project", "Project"),
    ("site", "Website"),
    ("source", "Source"),
    ("bibtex", "BibTeX"),
    ("canonical", "First published at"),
    ("crosspost", "Also published at"),
    ("discussion", "Discussion"),
    ("event", "Event"),
    ("calendar", "Calendar"),
    ("registration", "Registration"),
    ("demo", "Demo"),
    ("custom", "Other"),
)

LINKS = links.rows(
    "links",
    "Links",
    "Buttons below the title.",
    links.choice("type", "Type", "Chooses the icon and the words.", LINK_TYPES, open=True),
    links.text("url", "Address", "Where it leads; may be left out where provider and id are given."),
    links.text("label", "Text", "On the button, in place of the type's own words.", aliases=("name",)),
    links.text("icon", "Icon", "As `pack/name`, for example `brands/github`."),
    links.text("provider", "Provider", "`doi`, `arxiv` or `openreview`, in place of an address."),
    links.text("id", "Identifier", "What the provider knows the work by."),
    links.text("rel", "Relation", "The HTML `rel` of the link."),
    links.terms("contexts", "Shown in", "`list`, `page` or both."),
)

_ID_NAMES = (
    ("doi", "DOI", "The identifier alone, without `https://doi.org/`."),
    ("arxiv", "arXiv", "Such as 2401.01234."),
    ("openreview", "OpenReview", "The forum's identifier."),
    ("acl_id", "ACL Anthology", "Such as 2024.acl-long.1."),
    ("hal", "HAL", "Such as hal-01234567."),
    ("dblp", "DBLP", "The record's key."),
    ("isbn", "ISBN", "With or without hyphens."),
    ("osf", "OSF", "The five characters of the project."),
    ("zenodo", "Zenodo", "The record's number."),
    ("kaggle_dataset", "Kaggle data set", "As owner/name."),
    ("kaggle_competition", "Kaggle competition", "Its short name."),
    ("openalex", "OpenAlex", "Beginning with W."),
    ("semanticscholar", "Semantic Scholar", "The paper's identifier."),
    ("pwc", "Papers with Code", "The paper's short name."),
    ("huggingface_model", "Hugging Face model", "As owner/name."),
    ("huggingface_dataset", "Hugging Face data set", "As owner/name."),
    ("huggingface_space", "Hugging Face space", "As owner/name."),
)
IDS = publication.map(
    "hugoblox",
    "HugoBlox",
    "What the theme keeps under its own name.",
    publication.map(
        "ids",
        "Identifiers",
        "Each makes a link to the catalogue that keeps the work.",
        *(publication.text(key, label, help) for key, label, help in _ID_NAMES),
    ),
)

COVER = image.map(
    "cover",
    "Cover",
    "A banner across the top of the page, apart from the featured image.",
    image.text("image", "Picture", "A file of the bundle, of `assets/media/`, or a web address."),
    image.text("alt_text", "Alternative text", "What the picture shows, for those who cannot see it."),
    image.markdown("caption", "Caption", "Shown on the banner; the place for its credit."),
    image.choice("height", "Height", "How tall the banner is.", choices("small", "medium", "large", "full")),
    image.choice(
        "style", "Style", "How title and banner meet.", choices("gradient", "glass", "blur", "minimal")
    ),
    image.map(
        "position",
        "Position",
        "The point of the picture that stays in view.",
        image.number("x", "Across", "Per cent from the left.", default=50),
        image.number("y", "Down", "Per cent from the top.", default=50),
    ),
    image.map(
        "overlay",
        "Overlay",
        "A veil that keeps the title readable.",
        image.switch("enabled", "On", "Lays the veil over the picture."),
        image.choice("type", "Type", "Even, or fading.", choices("gradient", "solid")),
        image.number("opacity", "Opacity", "From 0 to 1."),
        image.text("color", "Colour", "As in CSS."),
        image.choice(
            "gradient", "Fades from", "Where the veil is densest.", choices("bottom", "top", "both", "radial")
        ),
    ),
    image.map(
        "fade",
        "Fade",
        "Lets the lower edge melt into the page.",
        image.switch("enabled", "On", "Fades the edge."),
        image.text("height", "Height", "As in CSS, for example `80px`."),
        image.text("blur", "Blur", "As in CSS."),
    ),
    image.map(
        "icon",
        "Icon",
        "A sign on the banner.",
        image.text("name", "Name", "An icon or an emoji.", aliases=("emoji",)),
        image.choice("position", "Position", "Where it sits.", choices("overlap", "below", "inline")),
        image.choice("size", "Size", "How large it is.", choices("small", "medium", "large")),
        image.choice("style", "Style", "What it sits on.", choices("glass", "rounded"), open=True),
        image.switch("border", "Border", "Draws a line around it."),
    ),
    image.map(
        "responsive",
        "Small screens",
        "What changes on a telephone.",
        image.switch("hide_on_mobile", "Hide", "Leaves the banner out there."),
    ),
)

_SWITCHES: tuple[FieldSpec, ...] = (
    display.switch("math", "Math", "Sets formulas between dollar signs."),
    display.switch("toc", "Table of contents", "Lists the headings beside the text."),
    display.switch("show_date", "Show the date", "Shows the date below the title.", default=True),
    display.switch("show_date_updated", "Show the date of change", "Shows when the page was last changed."),
    display.switch("reading_time", "Reading time", "Shows how long it takes to read.", default=True),
    display.switch("profile", "Author box", "Shows the author's profile below the text.", default=True),
    display.switch("share", "Share buttons", "Offers to share the page.", default=True),
    display.switch("show_related", "Related pages", "Lists similar pages below the text."),
    display.switch("show_breadcrumb", "Breadcrumb", "Shows the way from the home page."),
    display.switch("pager", "Previous and next", "Links to the neighbours in the list."),
    display.switch("editable", "Edit link", "Offers to edit the page in its repository."),
    display.switch("commentable", "Comments", "Lets readers comment, where the site has comments."),
    display.switch(
        "private", "Private", "Leaves the page out of feeds and the sitemap; it can still be visited."
    ),
    display.map(
        "seo",
        "Search engines",
        "What they see.",
        display.text("title", "Title", "In place of the page's own."),
    ),
    display.map(
        "content_meta",
        "About the content",
        "Marks for lists.",
        display.switch("trending", "Trending", "Marks it so."),
    ),
)

_BASE: tuple[FieldSpec, ...] = (
    blox.AUTHORS,
    blox.AUTHOR_NOTES,
    blox.IMAGE_K,
    COVER,
    blox.PROJECTS,
    blox.SLIDES,
    LINKS,
)

_EVENT: tuple[FieldSpec, ...] = (
    event.text(
        "event_name", "Event", "The conference, seminar or meeting it is part of.", aliases=("event",)
    ),
    event.text("event_url", "Event website", "The address of the event's own pages."),
    event.text("location", "Location", "The place, as you would say it."),
    blox.ADDRESS,
    event.date("event_start", "Begins", "When it begins; without it the page's date counts."),
    event.date("event_end", "Ends", "When it ends; may be left out.", aliases=("date_end",)),
    event.switch("event_all_day", "All day", "Shows the day alone, without the time.", aliases=("all_day",)),
    blox.ABSTRACT,
    *_BASE,
)

_MOVED = "HugoBlox Kit takes it from `links` and warns about this key."
_PUBLICATION: tuple[FieldSpec, ...] = (
    blox.AUTHORS,
    blox.AUTHOR_NOTES,
    publication.terms(
        "publication_types",
        "Type",
        "What kind of work it is, in the words of the Citation Style Language; one, written as a list.",
        choices=PUBLICATION_TYPES,
        open=True,
        refers="publication_types",
    ),
    publication.markdown(
        "publication", "Published in", "The journal, book or conference; Markdown for italics."
    ),
    publication.markdown("publication_short", "Published in, short", "The usual abbreviation."),
    publication.date(
        "date", "Date of the work", "When it was published; the page itself has “Publish from”."
    ),
    IDS,
    blox.ABSTRACT,
    blox.IMAGE_K,
    COVER,
    blox.PROJECTS,
    blox.SLIDES,
    LINKS,
)

_PROJECT: tuple[FieldSpec, ...] = (
    blox.AUTHORS,
    LINKS,
    blox.IMAGE_K,
    COVER,
    person.text("role", "Role", "What you did in it."),
    person.text("status", "Status", "How far it is."),
    content.terms("tech_stack", "Made with", "Tools and languages."),
)

_PERSON_LINKS = person.rows(
    "links",
    "Links",
    "Icons below the name.",
    person.text("icon", "Icon", "As `pack/name`, for example `brands/github`."),
    person.text("url", "Address", "Where it leads."),
    person.text("label", "Text", "Shown when the mouse rests on it."),
)
_AUTHOR: tuple[FieldSpec, ...] = (
    person.text("title", "Name", "The name as it is shown everywhere."),
    person.switch("is_owner", "Owner of the site", "The person the site is about.", aliases=("superuser",)),
    person.text("role", "Role", "Position or title."),
    person.terms("postnominals", "Letters after the name", "Degrees and honours."),
    person.long("bio", "Short biography", "Two or three sentences for author boxes."),
    person.rows(
        "affiliations",
        "Affiliations",
        "Where you work or study.",
        person.text("name", "Name", "Of the organisation."),
        person.text("url", "Website", "Its address."),
    ),
    person.terms("interests", "Interests", "What you work on."),
    _PERSON_LINKS,
    person.rows(
        "education",
        "Education",
        "Degrees, the newest first.",
        person.text("degree", "Degree", "With its subject."),
        person.text("institution", "Institution", "Where."),
        person.text("start", "From", "Year or date."),
        person.text("end", "To", "Year or date."),
        person.text("summary", "Summary", "A sentence on it."),
    ),
    person.rows(
        "experience",
        "Experience",
        "Positions, the newest first.",
        person.text("role", "Role", "The position."),
        person.text("org", "Organisation", "Where."),
        person.text("start", "From", "Year or date."),
        person.text("end", "To", "Year or date."),
        person.text("summary", "Summary", "A sentence on it."),
    ),
    person.raw("skills", "Skills", "Groups of skills with levels."),
    person.rows(
        "languages",
        "Languages",
        "Spoken, one row each.",
        person.text("name", "Language", "Its name."),
        person.text("level", "Level", "In words."),
    ),
    person.rows(
        "awards",
        "Awards",
        "One row each.",
        person.text("title", "Award", "Its name."),
        person.text("awarder", "Given by", "Whom."),
        person.text("date", "Date", "When."),
        person.text("summary", "Summary", "What for."),
    ),
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
        display.map(
            "diagram_options",
            "Diagram options",
            "How they look.",
            display.text("theme", "Theme", "Mermaid's own name for it."),
        ),
        display.map("reveal_options", "Reveal.js options", "Any option of Reveal.js."),
        display.map(
            "branding",
            "Branding",
            "What stands on each slide.",
            display.raw("logo", "Logo", "A file and its place."),
            display.raw("title", "Title", "Of the deck."),
            display.raw("author", "Author", "Who speaks."),
            display.raw("footer", "Footer", "The line at the bottom."),
        ),
    ),
)

_LIST: tuple[FieldSpec, ...] = (
    display.choice(
        "view",
        "View",
        "How the pages of this section are listed.",
        choices("article-grid", "card", "citation", "date-title-summary", "list"),
        open=True,
    ),
    blox.IMAGE_K,
    COVER,
    display.switch("cms_exclude", "Hide from the CMS", "Keeps the section out of a web editor's list."),
)

_LANDING: tuple[FieldSpec, ...] = (
    display.raw("sections", "Blocks", "The blocks of the page, from top to bottom."),
    display.raw("design", "Design", "Spacing and background of the page."),
)

# Read still, with warnings: shown where a file has them.
_DEPRECATED: tuple[FieldSpec, ...] = (
    replace(blox.SUBTITLE, legacy="HugoBlox Kit no longer shows it."),
    publication.text("doi", "DOI", "The identifier of the work.", legacy="Now `hugoblox.ids.doi`."),
    links.text("external_link", "External page", "Sends visitors there.", legacy=_MOVED),
    *blox.url_fields(legacy=_MOVED),
)

_KINDS: Mapping[ContentKind, tuple[FieldSpec, ...]] = {
    ContentKind.PAGE: (*_BASE, *_SWITCHES),
    ContentKind.POST: (*_BASE, *_SWITCHES),
    ContentKind.EVENT: (*_EVENT, *_SWITCHES),
    ContentKind.PUBLICATION: (*_PUBLICATION, *_SWITCHES),
    ContentKind.PROJECT: (*_PROJECT, *_SWITCHES),
    ContentKind.AUTHOR: _AUTHOR,
    ContentKind.SLIDES: _DECK,
    ContentKind.DOCS: (blox.AUTHORS, blox.IMAGE_K, COVER, *_SWITCHES),
    ContentKind.LIST: _LIST,
    ContentKind.LANDING: _LANDING,
}
FIELDS: Mapping[ContentKind, tuple[FieldSpec, ...]] = {
    kind: (*_DEPRECATED, *fields) for kind, fields in _KINDS.items()
}
