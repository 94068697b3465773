"""The catalogue: contract profiles as data files, control topics, and the questions that decide what applies.

A new ward is a data file; `docs/profile-ja/README.md` explains its keys.
"""

from selfaudit.catalog.loader import check_file, latest_profile, list_profiles, load_profile, topics
from selfaudit.catalog.problems import Problem
from selfaudit.catalog.template import new_template, template_from_xlsx

__all__ = [
    "Problem",
    "check_file",
    "latest_profile",
    "list_profiles",
    "load_profile",
    "new_template",
    "template_from_xlsx",
    "topics",
]
