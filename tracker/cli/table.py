"""Every command: its name, where it lives, and what its help says. Looking at it imports no command."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One line of the help; the module is imported when the command is run."""

    name: str
    target: str
    group: str
    """Heading in the list of commands."""
    help: str
    """First line for the list of commands, the rest for the command's own page."""


def _at(module: str, function: str = "run") -> str:
    return f"tracker.cli.commands.{module}:{function}"


START, REVIEW, KEEP, FREE = "Start", "Look and decide", "Hand over and keep", "Without a case"

COMMANDS: tuple[Command, ...] = (
    Command(
        "demo",
        _at("demo"),
        START,
        "Show the whole thing on the sample reports, in a throw-away case.\n\n"
        "Takes the samples in, accepts what is proposed and opens the disputes. Without a terminal, or with --no-ui, "
        "it prints the disputes and the sources, writes an evidence log and says where.",
    ),
    Command(
        "ingest",
        _at("ingest"),
        START,
        "Take reports in and propose their claims.\n\n"
        "Reads text, Markdown, HTML, PDF, Word, OpenDocument, mail and mailboxes; files, folders, standard input (-) "
        "and addresses (http and https; redirects are shown, private networks refused). One bad file never stops the "
        "rest; if any was refused the exit code is 4. Taking the same bytes in twice does nothing and says so: after a "
        "stop, the same command goes on where it was.\n\n"
        'Example: tracker ingest reports/ --published 2017-07-31 --publisher "Meridian Wire"',
    ),
    Command(
        "watch",
        _at("watch"),
        START,
        "Poll feeds and pages; what is new goes into the triage queue.\n\n"
        "Each entry of an RSS or Atom feed becomes a report, with --follow the page it links to; a page that changed "
        "becomes a new version. An address that fails is tried again after twice the time, then four times. "
        "Ctrl-C stops; with --once each is polled once, and the exit code is 4 if anything failed.\n\n"
        "Example: tracker watch https://example.org/rss --every 15m",
    ),
    Command(
        "read",
        _at("read"),
        START,
        "Print the claims that a text makes, without storing anything.\n\nExample: tracker read report.txt",
    ),
    Command(
        "add",
        _at("add"),
        START,
        "Record a claim that you type in, and print what it contradicts.\n\n"
        "Figure, population, place and date are read from the words unless you give them.\n\n"
        "With --jsonl takes in a file of claims, one JSON object a line, with quote, source, and what is known of "
        "measure, value, low, high, unit, population, place, event_time and incident. Bad lines are named and the rest "
        "is kept (exit code 4). Ctrl-C keeps the parts that are done.\n\n"
        'Example: tracker add "No police were killed" --source "Interior Ministry" --confidence moderate',
    ),
    Command(
        "import",
        _at("import_file"),
        START,
        "Take in a table of claims or events (CSV, TSV, JSON lines), or another case.\n\n"
        "Which column holds what is proposed from the names, shown with --dry-run, corrected with --map and --set, and "
        "remembered for tables with the same columns. Rows that cannot be read are named with line and column and the "
        "rest is kept (exit code 4). The same file again adds nothing.\n\n"
        "A case, or a JSON-lines export of one, is restored with its journal where nothing was done yet, and merged "
        "into any other case in one step.\n\n"
        "Example: tracker import tolls.csv --map source=Outlet --map low=deaths_low --set measure=killed --dry-run",
    ),
    Command(
        "triage",
        _at("triage"),
        REVIEW,
        "Accept or reject proposed claims.\n\n"
        "Opens the queue; with --accept-all or --min-score accepts in bulk; with --accept or --reject single claims. "
        "Without a terminal it prints the queue.",
    ),
    Command("claims", _at("claims"), REVIEW, "List claims; words filter, spelling need not be exact."),
    Command(
        "sources",
        _at("sources"),
        REVIEW,
        "List sources with their grade and record; words filter.\n\n"
        "For one source it prints the whole record: accuracy and bias with 90 % intervals, what it repeats, and which "
        "grade the record proposes beside yours. With --grade or --accept-proposal grades the one source named; with "
        "--party and --parent says which side it is of and whose voice it is, and weighs the case anew.\n\n"
        "Example: tracker sources S3 --grade B --reason 'upheld twice'",
    ),
    Command(
        "report",
        _at("report"),
        REVIEW,
        "Show a report's custody and correct what it says of itself, or what changed since its version before.\n\n"
        "With another publisher or publication date its undecided proposals are read again, in the same step that "
        "'tracker undo' takes back; decided claims keep their fields.\n\n"
        "Example: tracker report R3 --publisher 'Coast Wire' --published 2017-07-31",
    ),
    Command(
        "origins",
        _at("origins"),
        REVIEW,
        "Show who goes back to whom: voices, outlets that carry others, answers that are copied.\n\n"
        "With two sources it says how these two stand to each other: independent, same origin, or not established.",
    ),
    Command(
        "calibration",
        _at("calibration"),
        REVIEW,
        "Show how well likelihoods given before your decisions came true.",
    ),
    Command(
        "incidents",
        _at("incidents"),
        REVIEW,
        "List incidents, or pairs that may be one; words filter.\n\n"
        "With --timeline it prints what was said of one over time, what replaced what, and the figures of each source; "
        "with --as-of only what was known on that day.\n\n"
        "Example: tracker incidents --timeline I2 --as-of 2017-08-02",
    ),
    Command("disputes", _at("disputes"), REVIEW, "List disputes, or one in full: camps, sources, reasons, decisions."),
    Command(
        "contradictions",
        _at("contradictions"),
        REVIEW,
        "List pairs of claims that contradict each other, strongest first, with reasons.\n\n"
        "Pairs that were decided to be no conflict are left out. Tensions are listed apart, with --tensions.",
    ),
    Command(
        "compare",
        _at("compare"),
        FREE,
        "Judge two texts, or a file of pairs, without a case.\n\n"
        "With --jsonl each line of the file is an object with a and b, and may have source_a, source_b and id; each "
        "line printed is the finding for one pair.\n\n"
        "Example: tracker compare '7 policemen were killed' 'No policeman was killed'",
    ),
    Command(
        "decide",
        _at("decide"),
        REVIEW,
        "Record the outcome of a dispute or a pair of claims.\n\n"
        "Outcomes, real conflict: prefer_source (with --prefer), report_range (with --low, --high), defer, "
        "keep_pending, query_source. No conflict after all: different_scope, different_time, different_event, "
        "different_place, superseded, duplicate, misread, same_origin.\n\n"
        "Example: tracker decide C3-C9 different_scope --reason 'one counts police only'",
    ),
    Command(
        "reopen", _at("reopen"), REVIEW, "Put a decided dispute or pair back into review; the decision stays on record."
    ),
    Command(
        "comment", _at("comment"), REVIEW, "Write a comment beside a dispute or pair; without one print those so far."
    ),
    Command("assign", _at("comment", "assign"), REVIEW, "Give a dispute or pair to somebody, or to nobody."),
    Command(
        "threshold",
        _at("threshold"),
        REVIEW,
        "Show or set the score from which contradictions are listed.\n\n"
        "It is learnt from your decisions: with 20 or more, --learn sets the lowest score from which four in five "
        "of the findings you decided on were real conflicts. Undo takes it back.",
    ),
    Command(
        "grade",
        _at("grade"),
        REVIEW,
        "Grade a source A to F, or a claim 1 to 6 (Admiralty code); without a grade the proposed one is shown.\n\n"
        "F and 6 mean: cannot be judged. The letter is proposed by the record, the digit by what other sources say.",
    ),
    Command(
        "weigh",
        _at("weigh"),
        FREE,
        "Weigh sources and answers from a plain table, or a dispute of the case.\n\n"
        "The CSV file has the columns source, question and value, and may have at (a number or a date), cites (name of "
        "the origin that is repeated), kind, and about (side whose losses are counted). With --dispute it prints a "
        "dispute of the case: the estimate with its 90 % interval beside the median, and what each source gives; with "
        "--leave-out also what hangs on each.",
    ),
    Command(
        "export",
        _at("export"),
        KEEP,
        "Write the evidence log as a document, page, table, package or data.\n\n"
        "Formats: markdown, html, pdf, csv, disputes-csv, jsonl, bag, stix, claimreview, prov. All of the case, or a "
        "part (--query, --incident, --source, --dates); with --profile public without notes, names of analysts and "
        "paths. Written whole or not at all, with a manifest for 'tracker verify'. Without -o it is printed.",
    ),
    Command(
        "verify",
        _at("verify"),
        KEEP,
        "Check an export, a case or a proof, offline, and name what is wrong.\n\n"
        "Exit code 1 when anything is wrong. With --checkpoint also checks that the journal goes on from a checkpoint "
        "noted earlier: a log that was cut off or written anew shows by that alone.\n\n"
        "Example: tracker verify my.case --checkpoint last-year.md",
    ),
    Command(
        "checkpoint",
        _at("checkpoint"),
        KEEP,
        "Print the state of the journal in one line, to be noted down elsewhere.\n\n"
        "Who kept an older one can check later that nothing was cut off or written anew (tracker verify --checkpoint). "
        "With --since or --entry prints a proof that holds without the case: tracker verify PROOF.json",
    ),
    Command(
        "impact",
        _at("impact", "impact"),
        REVIEW,
        "Show what changes if a source, a report or a claim falls.\n\n"
        "Claims, disputes with their camps before and after, decisions that rest on it, and exports that held it. It "
        "changes nothing.\n\nExample: tracker impact 'Meridian Wire'",
    ),
    Command(
        "retract",
        _at("impact", "retract"),
        REVIEW,
        "Let a source, a report or a claim fall, in one step that can be undone.\n\n"
        "Accepted claims are retracted, proposals rejected, and decisions in force that were made with one of them in "
        "view, or that prefer the source, are put back into review. Look first: tracker impact.\n\n"
        "Example: tracker retract R2 --reason 'the outlet withdrew it'",
    ),
    Command(
        "key",
        _at("key"),
        KEEP,
        "Make a key for signing exports, or keep the public keys of others as known.\n\n"
        "new: makes one and prints its public half; show: prints that again; trust FILE: keeps a public key, or that "
        "of a signature, as known; list: prints those. 'tracker export ... --sign' signs, 'tracker verify' says who.",
    ),
    Command("undo", _at("undo", "undo"), KEEP, "Take the last change back."),
    Command("redo", _at("undo", "redo"), KEEP, "Do again what was undone last."),
    Command("log", _at("log"), KEEP, "Print the journal: every change, who made it, when and why."),
    Command("backup", _at("backup"), KEEP, "Write a consistent copy of the case, also while it is in use."),
    Command(
        "restore",
        _at("restore"),
        KEEP,
        "Put a backup in the place of the case, after it was verified.\n\n"
        "What was there is kept beside it, and the journal notes what was done. A backup whose journal does not go on "
        "from the case's is refused, since entries would be lost: --force restores it all the same.",
    ),
    Command(
        "serve",
        _at("serve"),
        START,
        "Serve the same interface to a browser on this machine (extra: serve).\n\n"
        "Prints the address to open; it carries a random token, without which nothing is served. Other addresses than "
        "this machine's own are refused without --token.",
    ),
)
