"""Every error that Rashomon raises on purpose.

RashomonError
├── SkipInput                  this input failed, go on with the others
│   ├── UnreadableInput        no such file, no permission, not text, unreachable
│   ├── EmptyInput             there is nothing to read in it
│   ├── RefusedInput           too large, a private address, forbidden by robots.txt
│   ├── PostponedInput         its site asks to wait; a later run may try again
│   └── UnansweredInput        the endpoint that was to read it gave no usable answer
└── StopRun                    the run cannot go on
    ├── CaseError              a case file cannot be used
    │   ├── NotACase           not a Rashomon case at all
    │   ├── NewerCase          written by a newer version
    │   ├── LockedCase         another process is writing to it
    │   ├── ReadOnlyCase       it may only be read
    │   └── DamagedCase        it is broken
    ├── RecordError            a record breaks the data model
    │   ├── UnknownRecord      no such id
    │   ├── SpanError          a span does not fit its text
    │   └── CodecError         a line is no record of ours
    ├── UnknownFactorError     no such factor in the map
    └── MissingPart            a file that belongs to the installation is absent
"""


class RashomonError(Exception):
    """Base of all. The message names the thing and says what to do about it."""


class SkipInput(RashomonError):
    """One input cannot be used; the others go on. Carries the input's ref."""

    def __init__(self, ref: str, reason: str) -> None:
        super().__init__(f"{ref}: {reason}")
        self.ref = ref
        self.reason = reason


class UnreadableInput(SkipInput):
    """The input cannot be opened or decoded."""


class EmptyInput(SkipInput):
    """The input holds no readable text."""


class RefusedInput(SkipInput):
    """The input is refused for safety or politeness."""


class PostponedInput(SkipInput):
    """The input's site asks to wait longer than a run does; a later run may try again."""


class UnansweredInput(SkipInput):
    """The endpoint that was to read the input gave no usable answer."""


class StopRun(RashomonError):
    """The run as a whole cannot go on."""


class CaseError(StopRun):
    """A case file cannot be used as asked."""


class NotACase(CaseError):
    """The file is something else."""


class NewerCase(CaseError):
    """The file was written by a newer version of Rashomon."""


class LockedCase(CaseError):
    """Another process holds the file."""


class ReadOnlyCase(CaseError):
    """The file cannot be written."""


class DamagedCase(CaseError):
    """The file is broken."""


class RecordError(StopRun):
    """A record breaks the data model."""


class UnknownRecord(RecordError):
    """No record has this id."""


class SpanError(RecordError):
    """A span does not fit the text that it points into."""


class CodecError(RecordError):
    """A line cannot be decoded into a record."""


class UnknownFactorError(StopRun):
    """The case has no such factor."""


class MissingPart(StopRun):
    """A file that belongs to the installation is absent."""
