"""What goes wrong, said so that the reader can mend it."""

from __future__ import annotations


class SamsvarError(Exception):
    """The base of every error that this project raises on purpose.

    Parameters
    ----------
    what
        What went wrong, without a full stop.
    where
        The file, folder or setting it concerns.
    remedy
        What to do about it, as an imperative sentence.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.what}: {self.where}" if self.where else self.what
        if self.remedy:
            line = f"{line.rstrip('.')}. {self.remedy}"
        return " ".join(line.split())


class ReadError(SamsvarError):
    """A file that cannot be read; `reason` is the plain sentence to show beside its name."""

    @property
    def reason(self) -> str:
        """The reason in one line, without the file's name."""
        return " ".join(self.what.split())


class LeftOut(SamsvarError):
    """A file whose own metadata asks to be left out; the caller counts it as skipped."""
