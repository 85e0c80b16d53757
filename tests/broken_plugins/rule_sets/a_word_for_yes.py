"""Compares what is yes or no with a word: nobody could be judged by it."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import words
from homeroom_core.rule import Rule
from homeroom_core.text import Text

BROKEN_LAW = "rules.known_facts"
L = Text("现任班主任", "現任導師", "In post")
IN_POST = Rule(id="b.in_post", label=L, fact="in_post", comparator="==", boundary=words("yes"))


def homeroom_eligibility_rules():
    return [RuleSet(id="broken", label=L, rules=(IN_POST,))]
