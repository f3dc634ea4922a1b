"""What no rule says but annotated articles teach: small log-linear models that complete and check what the rules found.

Each model is a table of weights (`*.json`) over features that a person can read; `python -m kg.learned.train` makes
the tables anew from annotated articles. What a model decides is noted among the rules of the account
(`learned.attacker`), so that it can be told from what a sentence says. Targets that `doubt` dismisses leave no account.
"""
