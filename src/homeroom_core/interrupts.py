"""Ctrl-C told apart from a plugin that raises the same: the one ends the program, the other fails."""

from opcode import opmap


def let_through(error: BaseException) -> None:
    """Raise what a person asked for; return for everything else, which is the plugin's failure.

    What a person asks for comes up between two instructions of whatever runs. What code raises
    comes up at a `raise`: so does a `KeyboardInterrupt` that a plugin makes itself.

    Args:
        error: What came out of a plugin's code, with its traceback.

    Raises:
        KeyboardInterrupt: A person wants to stop.
    """
    if isinstance(error, KeyboardInterrupt) and not _raised_by_code(error):
        raise error


def _raised_by_code(error: BaseException) -> bool:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if frame is None:
        return False
    return frame.tb_frame.f_code.co_code[frame.tb_lasti] == opmap["RAISE_VARARGS"]
