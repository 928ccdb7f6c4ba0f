"""What references lead to, as the real Hugo follows them."""

import re

from editor.core.site.index import read_index
from editor.core.site.page_map import PageMap
from tests.core.site.test_move import CONFIG, LANGUAGES, write
from tests.support.hugo_site import build_site

PAGES = (
    *(
        "post/_index",
        "post/leaf/index",
        "post/leaf/index.fr",
        "post/single",
        "post/single.fr",
        "post/sub/_index",
    ),
    *(
        "post/sub/inner",
        "post/x.y",
        "blog/_index",
        "blog/other/index",
        "blog/Unique Name",
        "blog/deep/_index",
    ),
    *("blog/deep/x", "root", "rootleaf/index", "post/noidx/page", "post/noidx/leafy/index", "v1.2"),
)
REFERENCES = (
    "/ . .. ./ ../ ../.. ../../ ../../.. index.md _index.md ./index.md ../index.md ../_index.md ../post/.. /post post/"
    " leaf leaf/ ./leaf ../leaf /post/leaf post/leaf leaf.md /post/leaf.md leaf/index.md /post/leaf/index.md /POST/Leaf"
    " single ./single ../single single.md ../single.md ./single.md single.fr.md /post/single.fr.md ../post/single"
    " inner sub/inner ../sub/inner ../sub/inner.md sub/_index.md ../sub/_index.md sub page ../page page.md noidx/page"
    " other ../other blog/other ../blog/other ../../blog/other ../blog/other.md ../../blog/other/index.md deep/x x"
    " unique-name unique-name.md /blog/unique-name x.y x.y.md ../post/x.y v1.2 ../v1.2 ../../v1.2 v1.2.md ../v1.2.md"
    " root ../root ../root.md rootleaf ./rootleaf ../rootleaf /post/noidx post/noidx ./blog ../blog ../../blog"
)


def test_references_lead_where_hugo_leads_them(tmp_path):
    text = "\n".join(f'* {name} = {{{{< relref "{name}" >}}}}' for name in REFERENCES.split())
    files = {f"content/{page}.md": f"---\ntitle: t\n---\n{text}\n" for page in PAGES}
    config = CONFIG + 'refLinksErrorLevel = "WARNING"\n' + LANGUAGES
    root = write(tmp_path, {**files, "layouts/all.html": "{{ .Content }}"}, config)
    build = build_site(root)
    assert build.code == 0, build.log
    index = read_index(root)
    pages = PageMap(index, index.site)
    wrong = []
    for path in (root / "content").rglob("*.md"):
        origin = pages.origin_of(path)
        shown = build.read(origin.url.removeprefix("/base/") + "index.html")
        told = dict(re.findall(r"<li>(.*?) =(.*?)</li>", shown.replace("\n", "")))
        assert len(told) == len(REFERENCES.split())
        for name, url in told.items():
            found = pages.page(name, origin)
            if (pages.url(found) if found else "") != url.strip():
                wrong.append((path.relative_to(root).as_posix(), name, url, found))
    assert wrong == []
