"""Hugo's own fields (https://gohugo.io/content-management/front-matter/, Hugo 0.168)."""

from __future__ import annotations

from editor.core.schema.spec import FieldSpec, Group, Maker, choices

_publishing = Maker(Group.PUBLISHING)
_content = Maker(Group.CONTENT)
_image = Maker(Group.IMAGE)
_address = Maker(Group.ADDRESS)
_advanced = Maker(Group.ADVANCED)

DRAFT = _publishing.switch(
    "draft", "Draft", "A draft is left out of the published site until this is switched off."
)
FEATURED = _publishing.switch(
    "featured",
    "Featured",
    "Marks the post for the lists that show selected work; what it does is the theme's.",
)
DATE = _publishing.date("date", "Date", "The day the post stands under and is sorted by.")
TITLE = _content.text("title", "Title", "The heading of the page and of the browser's tab.")
SUMMARY = _content.markdown(
    "summary", "Summary", "A sentence or two for lists; without it Hugo takes the beginning of the text."
)
TAGS = _content.terms("tags", "Tags", "What the post is about, in as many words as help.", refers="tags")
CATEGORIES = _content.terms(
    "categories",
    "Categories",
    "The shelves the post belongs on; fewer and broader than tags.",
    refers="categories",
)

PUBLISHING: tuple[FieldSpec, ...] = (
    DRAFT,
    FEATURED,
    DATE,
    _publishing.date(
        "publishDate",
        "Publish from",
        "The post appears with the first build after this moment.",
        aliases=("pubdate", "published"),
    ),
    _publishing.date(
        "lastmod",
        "Last changed",
        "The day of the last real change; shown as “updated” by many themes.",
        aliases=("modified",),
    ),
    _publishing.date(
        "expiryDate",
        "Publish until",
        "From this moment on builds leave the post out.",
        aliases=("unpublishdate",),
    ),
)

CONTENT: tuple[FieldSpec, ...] = (
    TITLE,
    _content.text("linkTitle", "Link title", "A shorter title for menus and links to this page."),
    _content.long(
        "description",
        "Description",
        "What search engines and link previews show; one or two plain sentences.",
    ),
    SUMMARY,
    TAGS,
    CATEGORIES,
    _image.terms(
        "images", "Preview images", "Pictures that link previews show; Hugo's own templates take the first."
    ),
    _content.terms("keywords", "Keywords", "Words for the page's meta data and for related posts."),
)

ADDRESS: tuple[FieldSpec, ...] = (
    _address.text("slug", "Slug", "The last part of the address, in place of the file's name."),
    _address.text("url", "URL", "The whole address below the site's, in place of the one Hugo makes."),
    _address.terms(
        "aliases", "Aliases", "Former addresses; each sends its visitors here. Paths of this site only."
    ),
    _address.number("weight", "Weight", "The place in its list: lighter comes first, 0 means by date."),
    _address.terms(
        "menus",
        "Menus",
        "The menus this page has an entry in; details can be given in the Source tab.",
        aliases=("menu",),
    ),
)

ADVANCED: tuple[FieldSpec, ...] = (
    _advanced.text("type", "Type", "Chooses the templates, in place of the section the file lies in."),
    _advanced.text("layout", "Layout", "The name of one template among those of the type."),
    _advanced.choice(
        "markup",
        "Markup",
        "The language of the text, where the file's name does not tell.",
        choices(
            ("markdown", "Markdown"),
            ("html", "HTML"),
            ("asciidocext", "AsciiDoc"),
            ("org", "Org mode"),
            ("pandoc", "Pandoc"),
            ("rst", "reStructuredText"),
        ),
        open=True,
    ),
    _advanced.terms(
        "outputs", "Output formats", "Formats the page is written in; an unknown name stops the build."
    ),
    _advanced.text(
        "translationKey", "Translation key", "Joins translations whose files have different names."
    ),
    _advanced.switch("isCJKLanguage", "Chinese, Japanese or Korean", "Counts characters in place of words."),
    _advanced.switch("headless", "Headless", "Gives the page no address; others may still use its files."),
    _advanced.map(
        "build",
        "Build",
        "What Hugo makes of this page.",
        _advanced.choice(
            "list",
            "In lists",
            "Whether lists and `.Site.Pages` have it.",
            choices(("always", "Always"), ("local", "In its own section only"), ("never", "Never")),
            default="always",
        ),
        _advanced.choice(
            "render",
            "Page",
            "Whether it gets a page of its own.",
            choices(("always", "A page"), ("link", "An address without a page"), ("never", "Neither")),
            default="always",
        ),
        _advanced.switch(
            "publishResources", "Publish files", "Copies the files of the bundle to the site.", default=True
        ),
        aliases=("_build",),
    ),
    _advanced.map(
        "sitemap",
        "Sitemap",
        "The entry in the sitemap for search engines.",
        _advanced.choice(
            "changeFreq",
            "Changes",
            "How often search engines may expect changes.",
            choices("always", "hourly", "daily", "weekly", "monthly", "yearly", "never"),
        ),
        _advanced.number("priority", "Priority", "From 0 to 1, compared with the site's other pages."),
        _advanced.switch("disable", "Leave out", "Keeps the page out of the sitemap."),
        _advanced.text("filename", "File name", "Of the sitemap; only the site's configuration uses it."),
    ),
    _advanced.rows(
        "resources",
        "Resources",
        "Names and titles for the files of the bundle.",
        _advanced.text("src", "Files", "A file name or pattern such as `images/*.jpg`."),
        _advanced.text("name", "Name", "What templates find it by; `:counter` counts."),
        _advanced.text("title", "Title", "Shown to readers; `:counter` counts."),
        _advanced.raw("params", "Parameters", "Whatever the theme reads."),
    ),
    _advanced.map("cascade", "Cascade", "Values that all pages below this one inherit."),
    _advanced.map(
        "sites", "Sites", "The languages, versions and roles the page is built for (Hugo 0.153 and later)."
    ),
    _advanced.map("params", "Parameters", "The theme's own values; they win over the same key above."),
)

HUGO: tuple[FieldSpec, ...] = (*CONTENT, *PUBLISHING, *ADDRESS, *ADVANCED)
