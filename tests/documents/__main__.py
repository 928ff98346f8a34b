"""Prints how much of the articles comes through: `python -m tests.documents`."""

from __future__ import annotations

import sys

from tests.documents.kept import measured


def main() -> None:
    """One line a document, then the sum."""
    found = list(measured())
    for kept in found:
        told = [f"{kept.sentences - len(kept.missing):>3} of {kept.sentences:>3} sentences  {kept.name}"]
        told += [f"      missing: {sentence}" for sentence in kept.missing]
        told += [f"      left in: {junk}" for junk in kept.rubbish]
        told += [f"      CLAIMED: {junk}" for junk in kept.claimed]
        sys.stdout.write("\n".join(told) + "\n")
    total = sum(kept.sentences for kept in found)
    missing = sum(len(kept.missing) for kept in found)
    sys.stdout.write(
        f"{len(found)} documents: {(total - missing) / total:.1%} of {total} sentences kept, "
        f"{sum(len(kept.rubbish) for kept in found)} pieces of rubbish in the texts, "
        f"{sum(len(kept.claimed) for kept in found)} proposed as claims\n"
    )


if __name__ == "__main__":
    main()
