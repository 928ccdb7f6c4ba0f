"""The check-up: what a build would stumble over, and what a reader would, in a post and in a whole site."""

from editor.core.checks.finding import Finding, Fix
from editor.core.checks.fixes import fix_text, plan_fixes
from editor.core.checks.reading import check_post, check_text
from editor.core.checks.rules import RULES, Family, Rule
from editor.core.checks.site_check import SiteCheck, check_file, check_folder

__all__ = [
    "RULES",
    "Family",
    "Finding",
    "Fix",
    "Rule",
    "SiteCheck",
    "check_file",
    "check_folder",
    "check_post",
    "check_text",
    "fix_text",
    "plan_fixes",
]
