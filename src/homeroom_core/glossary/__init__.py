"""What people call the fields of records, and the codes that stand in them: tables, by subject.

One word for one thing everywhere: a name of a field has one label in every kind of record, unless a
class says its own in `field_labels`. `homeroom_core.labels` looks them up.
"""
