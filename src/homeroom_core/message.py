"""Message: what one organization tells another, made from an entry of its own journal.

Organizations share no transaction. What has to cross is said in a message that names the entry it
rests on; whoever receives it keeps its id, so that receiving it again changes nothing, and can have
the sender confirm it.
"""

from collections.abc import Mapping

import attrs
from attrs.validators import ge, instance_of, matches_re

from homeroom_core.case import DIGEST
from homeroom_core.codec import JSON
from homeroom_core.people import CODE


@attrs.frozen(kw_only=True)
class Message:
    """One message.

    Attributes:
        sender: Code of the organization that sends it.
        to: Code of the organization it is for.
        about: What it is about, such as `recommendation`.
        record: Id of the sender's record.
        seq: Number of the entry in the sender's journal.
        digest: Digest of that entry.
        contents: What is told, as JSON values.
    """

    sender: str = attrs.field(validator=matches_re(CODE))
    to: str = attrs.field(validator=matches_re(CODE))
    about: str = attrs.field(validator=matches_re(CODE))
    record: str = attrs.field(validator=matches_re(CODE))
    seq: int = attrs.field(validator=[instance_of(int), ge(1)])
    digest: str = attrs.field(validator=matches_re(DIGEST))
    contents: Mapping[str, JSON]

    @property
    def id(self) -> str:
        """Unique among all messages: the sender and the number of its entry."""
        return f"{self.sender}.{self.seq}"
