"""The kinds of plugin that can be begun: one for each hook, in the order a list shows them."""

import attrs


@attrs.frozen
class Kind:
    """One kind of plugin.

    Attributes:
        name: What it is called on the command line, and, with an underscore for a hyphen, its
            module in `kinds`.
        hook: The hook that it is for.
        what: What the plugin that is written adds, in a few words.
        use: How what it adds is used, for the README of a project.
        guide: The page of docs/how-to that goes on from there, without its ending.
    """

    name: str
    hook: str
    what: str
    use: str
    guide: str

    @property
    def module(self) -> str:
        """Name of its module in `kinds`."""
        return self.name.replace("-", "_")


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "rubric",
            "homeroom_rubrics",
            "a rubric of two criteria",
            "Name the rubric `sample_plugin.story` in the terms of a contest.",
            "write-a-rubric-plugin",
        ),
        Kind(
            "criterion",
            "homeroom_computed_criteria",
            "points that are computed from records",
            'Name it in a part of a yearly sheet: `computed = "sample_plugin.open_lessons"`.',
            "compute-a-part-from-records",
        ),
        Kind(
            "rule",
            "homeroom_eligibility_rules",
            "a set of eligibility rules",
            "Name the rules `sample_plugin.young` in the terms of a contest.",
            "write-a-rule",
        ),
        Kind(
            "scoring",
            "homeroom_scoring_methods",
            "a scoring method, the median of the cards",
            "Name the method `sample_plugin.middle` in a scoring policy.",
            "write-a-scoring-method",
        ),
        Kind(
            "tie-break",
            "homeroom_tie_breaks",
            "a tie-breaker, the higher best card",
            'Name it in the tie-break chain of a policy: `by = "sample_plugin.best_card"`.',
            "write-a-tie-breaker",
        ),
        Kind(
            "award",
            "homeroom_award_policies",
            "an award policy, shares and one prize a class",
            "`homeroom awards sample_plugin.prizes` writes it out for the terms of a contest.",
            "write-an-award-policy",
        ),
        Kind(
            "lifecycle",
            "homeroom_lifecycles",
            "a request that the office grants or declines",
            "`homeroom new sample_plugin_leave ask` begins a record.",
            "write-a-lifecycle",
        ),
        Kind(
            "check",
            "homeroom_check_transition",
            "a veto on a step, growth plans with too many goals",
            "It is asked before every step, wherever it is installed.",
            "write-a-rule",
        ),
        Kind(
            "listener",
            "homeroom_committed",
            "a listener, told of every commit",
            "It is told of every commit, and writes to the log `sample_plugin`.",
            "follow-the-feed",
        ),
        Kind(
            "importer",
            "homeroom_importers",
            "an importer of certificates from a spreadsheet",
            "`homeroom import sample_plugin.certificates FILE` takes a file in.",
            "write-an-importer",
        ),
        Kind(
            "exporter",
            "homeroom_exporters",
            "a plain list for the notice board",
            "`homeroom export sample_plugin.board --kind person` writes it.",
            "write-an-exporter",
        ),
        Kind(
            "command",
            "homeroom_commands",
            "a command that lists the teachers of a subject",
            "`homeroom sample-plugin 语文` answers.",
            "add-a-command",
        ),
        Kind(
            "calendar",
            "homeroom_calendars",
            "the national calendar less the school's own closing days",
            "Let the school name it in `homeroom.toml`: "
            '`calendar = "sample_plugin.school"` under `[organizations.CODE]`.',
            "write-a-calendar",
        ),
        Kind(
            "storage",
            "homeroom_storage_backends",
            "a store in a folder of files, which keeps the whole contract of stores",
            'Write `store = "sample-plugin:///school"` in `homeroom.toml`.',
            "write-a-store",
        ),
    )
}
"""Every kind, by name."""
