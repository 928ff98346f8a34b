"""What lies in a bag for whoever has to check it without the tool: a page of instructions and a few lines of Python."""

from __future__ import annotations

CHECK = """\
import hashlib, json, os, sys

os.chdir(sys.argv[1])
for line in open("manifest-sha256.txt", encoding="ascii").read().splitlines():
    digest, name = line.split("  ")
    assert hashlib.sha256(open(name, "rb").read()).hexdigest() == digest, f"{name} was changed"
previous, whole = "0" * 64, True
for record in map(json.loads, open("data/log.jsonl", encoding="ascii")):
    if record["type"] == "export":
        whole = "holds" not in record
    if record["type"] == "entry":
        previous = record["hash"]
    if record["type"] == "change":
        entry = {key: value for key, value in record.items() if key not in ("type", "hash")}
        canonical = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        assert entry["prev"] == previous or not whole, f"entry {entry['seq']} does not follow the one before"
        previous = hashlib.sha256(canonical.encode("ascii")).hexdigest()
        assert previous == record["hash"], f"entry {entry['seq']} was changed"
    original = f"data/reports/{record.get('id')}.raw"
    if record["type"] == "report" and os.path.exists(original):
        assert hashlib.sha256(open(original, "rb").read()).hexdigest() == record["sha256"]
print("nothing was changed; the journal ends with", previous)
"""
"""check.py: manifest, chain of the journal, originals. It stands also in docs/verify.md."""

INSTRUCTIONS = """\
# Checking this package

It is a BagIt package (RFC 8493) that `tracker` wrote. Nothing but standard tools is needed to check it.

    cd THIS-FOLDER
    sha256sum --check --quiet tagmanifest-sha256.txt    # the lists and papers
    sha256sum --check --quiet manifest-sha256.txt       # everything under data/
    python3 check.py .                                  # also the chain of the journal, and the originals

With the tool, also without the case: `tracker verify THIS-FOLDER`. It plays the journal back and compares it with every
record, looks for each quote at its place in the text, computes the Merkle root, and compares with a checkpoint that you
kept: `--checkpoint "tracker-checkpoint ..."`.

## What is in it

| file | what it is |
|---|---|
| data/log.jsonl | everything, one JSON object a line: reports with texts, sources, claims, journal ... |
| data/log.html, data/log.md | the same to be read |
| data/reports/R1.raw | the bytes of report R1 as taken in (its line in log.jsonl says media_type): open with care |
| data/texts/R1.txt | the text of R1 that quotes are places of, UTF-8 |
| bag-info.txt | which case, when, by whom, counts, and the checkpoint of the journal |

Where bag-info.txt has a line Tracker-Holds, this is a part of a case, or something was taken out: then log.jsonl has
the journal entries on nothing but records of the part, and of all others the hash. A public profile has no originals.

## What this shows, and what it does not

It shows that nothing in the package was changed by accident, or by somebody who did not make all lists anew. Who made
them anew is found out by comparison with something kept elsewhere: the checkpoint of an earlier export, the SHA-256 of
tagmanifest-sha256.txt told by another way, or a signature (signature.json).
"""
"""verify.md"""
