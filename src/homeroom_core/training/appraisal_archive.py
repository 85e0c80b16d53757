"""The archive set of a case: an index of its records and a checksum over all of it."""

from homeroom_core.act import Act
from homeroom_core.calendar import add_working_days
from homeroom_core.canonical import digest
from homeroom_core.change import change
from homeroom_core.errors import HomeroomError
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.training.appraisal_records import (
    ARCHIVED,
    Appraisal,
    AppraisalRound,
    Archive,
    ArchivedRecord,
)


def archive_of(case: Appraisal, round: AppraisalRound, act: Act) -> Archive:
    """The archive set of a signed case: round, notices and evidence, as they are now."""
    ids = dict.fromkeys(filter(None, (round.id, round.notice, case.notice, *case.evidence)))
    index = tuple(_line(id, act.reader) for id in ids)
    signed_on = case.signatures[-1].on if case.signatures else act.on
    days = round.policy.archive_within_working_days
    made = Archive(
        by=act.actor.id,
        on=act.on,
        due=add_working_days(act.working_days(), signed_on, days),
        index=index,
        case_digest=_case_digest(case),
        checksum="",
    )
    return change(made, checksum=checksum(made))


def checksum(archive: Archive) -> str:
    """SHA-256 over the index of an archive and the digest of its case, 64 hexadecimal digits."""
    return digest({"index": archive.index, "case": archive.case_digest})


def archives_again(
    case: Appraisal, reader: Reader, provided: Provided
) -> tuple[Archive, ...] | None:
    """The archives of a case with their checksums made again; of the last one the case's digest too.

    The index stays: the records it names may have gone on since.
    """
    del reader, provided
    if not case.archives:
        return None
    own = [one.case_digest for one in case.archives]
    if case.state == ARCHIVED:
        own[-1] = _case_digest(case)
    again = [change(one, case_digest=d) for one, d in zip(case.archives, own, strict=True)]
    return tuple(change(one, checksum=checksum(one)) for one in again)


def archive_is_late(archive: Archive) -> bool:
    """Whether it was archived after it was due."""
    return archive.on > archive.due


def _case_digest(case: Appraisal) -> str:
    """SHA-256 over what a case came to, from the self review to the signature."""
    return digest(
        {
            "round": case.round,
            "teacher": case.teacher,
            "self_review": case.self_review,
            "score": case.score,
            "checks": case.checks,
            "grades": case.grades,
            "signatures": case.signatures,
            "gaps": case.gaps,
            "service": case.service,
        }
    )


def _line(id: str, reader: Reader) -> ArchivedRecord:
    try:
        record = reader.any(id)
    except HomeroomError:  # its contents were erased: the index says that it was there
        return ArchivedRecord(id=id, kind="", version=0, digest="")
    return ArchivedRecord(id=id, kind=record.kind, version=record.version, digest=digest(record))
