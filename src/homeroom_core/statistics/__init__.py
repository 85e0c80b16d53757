"""The statistics of evaluation: do the judges agree, who is severe, and what is fair then.

Everything works on ratings, `{entry: {judge: mark}}`, and knows no rubric, contest or plugin. What is
exact is given as `Fraction`; each module says where a figure is inherently real.
"""
