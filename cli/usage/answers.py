"""The usage of the commands that answer by the method: options, briefs, plans, powers, paths."""

from __future__ import annotations

from ...queries.results.result import TABLE_FORMATS
from .options import Commands, command_of, day, region, table, where, whole

PLAN_FORMATS = ("text", "html", "docx", "xlsx", "json")
BRIEF_FORMATS = ("text", "html", "docx", "pptx", "json")
MAP_FORMATS = (*TABLE_FORMATS, "svg", "html")


def _transfer(commands: Commands) -> None:
    command = command_of(
        commands,
        "transfer",
        "what a region can take up from others, and why",
        "What a region can take up, best first: what is possible (ready or with partners, by the powers that "
        "it holds) before what is undecided (or where the sources disagree) or blocked; then what acts "
        "directly on the outcome or determinant before what is near; then by evidence on it, weakest step, "
        "effect on inequality and likeness of the places. With --intervention, the explanation in words, "
        "every statement with its source. A team's own scores and weights go beside it, in every format.",
        "levergraph transfer --to west-yorkshire",
        "levergraph transfer --to west-yorkshire --intervention gm-fire-safe-and-well",
        "levergraph transfer --to south-yorkshire --outcome healthy-life-expectancy --format json",
        "levergraph transfer --to tees-valley --answers answers.csv --weight political-will=5 --by Us",
        module="method",
    )
    command.add_argument("--to", metavar="REGION", required=True, help="the region that would take it up")
    command.add_argument("--intervention", metavar="I", help="explain this one intervention")
    command.add_argument(
        "--outcome", metavar="O", help="only what leads to this outcome, with the weakest step"
    )
    command.add_argument("--determinant", metavar="D", help="only what acts on this determinant")
    command.add_argument(
        "--all", action="store_true", dest="everything", help="list what runs in the region already, too"
    )
    command.add_argument(
        "--wider",
        action="store_true",
        help="list what has only a far path to the outcome or determinant, too, and enablers after it",
    )
    day(command)
    command.add_argument(
        "--answers",
        metavar="FILE.csv",
        help="your team's scores: a CSV file with the columns intervention, criterion, score (1 to 5), who, "
        "as_of, and if you like comment and region",
    )
    command.add_argument(
        "--weight",
        metavar="CRITERION=N",
        dest="weights",
        action="append",
        default=[],
        help="weigh a criterion from 1 to 5; then a total of score times weight is shown and orders "
        "what is possible, and what is not; may be given more than once",
    )
    command.add_argument("--by", metavar="WHO", help="who set the weights: goes into their record")
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=(*TABLE_FORMATS, "text", "html"),
        help=f"{', '.join(TABLE_FORMATS)}; for an explanation text, markdown, html or json "
        "(default: table on a terminal, csv in a pipe; for an explanation text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    where(command)


def _brief(commands: Commands) -> None:
    command = command_of(
        commands,
        "brief",
        "the board note for a region and a problem",
        "What a region could do about one outcome or determinant: the need against England, ten options with "
        "evidence, law and cost, powers to ask for, gaps, what nobody knows, and references. As text, as a "
        "Word document, as one HTML page, or as a slide with the theory of change; the suffix of -o chooses.",
        "levergraph brief --region south-yorkshire --outcome respiratory-disease",
        "levergraph brief --region south-yorkshire --outcome obesity -o note.docx",
        "levergraph brief --region cumbria --determinant child-poverty -o theory-of-change.pptx",
    )
    command.add_argument("--region", metavar="R", required=True, help="the region that asks")
    command.add_argument("--outcome", metavar="O", help="the outcome that is the problem")
    command.add_argument("--determinant", metavar="D", help="or the determinant that is the problem")
    day(command)
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=BRIEF_FORMATS,
        help=f"{', '.join(BRIEF_FORMATS)} (default: by the suffix of -o, or else text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    where(command)


def _plan(commands: Commands) -> None:
    command = command_of(
        commands,
        "plan",
        "the self-assessment of a region, to confirm, to fill in and to hand in",
        "The Appreciative Enquiry framework for one region: every prompt with what the graph knows beside "
        "it, options by criterion without a ranking, cost and saving where they are stated. Answer it on the "
        "terminal (--answer --answers my-plan.json), in the workbook (-o plan.xlsx) or on the page /plan; "
        "give the files of several people to see their answers side by side. The suffix of -o chooses the "
        "form.",
        "levergraph plan --region south-yorkshire",
        "levergraph plan --region south-yorkshire --outcome obesity -o plan.xlsx",
        "levergraph plan --region south-yorkshire --answers my-plan.json -o report.docx",
    )
    command.add_argument("--region", metavar="R", required=True, help="the region whose plan it is")
    command.add_argument("--outcome", metavar="O", help="only what acts on this outcome")
    command.add_argument("--determinant", metavar="D", help="or only what acts on this determinant")
    command.add_argument(
        "--answers",
        metavar="FILE",
        action="append",
        default=[],
        help="a file of answers: the plan's workbook, filled in, or JSON; may be given more than once",
    )
    command.add_argument(
        "--answer",
        action="store_true",
        help="ask prompt by prompt; every answer is kept in the file of --answers, and asking goes on there",
    )
    day(command)
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=PLAN_FORMATS,
        help=f"{', '.join(PLAN_FORMATS)} (default: by the suffix of -o, or else text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    where(command)


def _asks(commands: Commands) -> None:
    command = command_of(
        commands,
        "asks",
        "which further powers would open most to a region",
        "For each lever that a region lacks and could have: the interventions that are not possible today, "
        "even with partners, and would be; apart from them those that would need no partner any more; how "
        "the lever stands today, who holds it elsewhere and under which law, order or deal. With --size, "
        "sets of levers of which each counts; with --opens, the fewest that open so many interventions. Up "
        "to 20,000 sets are all looked at; beyond that one set is put together greedily, and the answer says "
        "so. With --if, the verdicts that would change.",
        "levergraph asks --region tees-valley",
        "levergraph asks --region tees-valley --size 2",
        "levergraph asks --region tees-valley --outcome respiratory-disease",
        "levergraph asks --region tees-valley --if bus-franchising=not-held",
        "levergraph asks --class combined-authority --if road-user-charging=held",
        module="method",
    )
    command.add_argument("--region", metavar="R", help="the region that asks")
    command.add_argument(
        "--class",
        metavar="C",
        dest="authority_class",
        help="with --if and in place of --region: every region of this class of authority",
    )
    command.add_argument("--size", metavar="N", type=whole, default=1, help="levers in a set (default: 1)")
    command.add_argument(
        "--opens", metavar="N", type=whole, help="the smallest sets that open at least so many interventions"
    )
    command.add_argument(
        "--outcome", metavar="O", help="count only what acts on this outcome, directly or nearly"
    )
    command.add_argument(
        "--if",
        metavar="LEVER=STATE,…",
        dest="supposed",
        help="tell which verdicts would change if a lever, or several, were held, shared or not-held",
    )
    day(command)
    table(command)


def _needs(commands: Commands) -> None:
    command = command_of(
        commands,
        "needs",
        "where a region stands worst, and what could be done about it",
        "Where a region stands worst against England, or gets worse: each indicator with its limits, its "
        "period and the region's place among all; the determinants behind; and the ten best options for "
        "each need.",
        "levergraph needs --region south-yorkshire",
        module="method",
    )
    region(command)
    day(command)
    table(command)


def _packages(commands: Commands) -> None:
    command = command_of(
        commands,
        "packages",
        "the fewest interventions and powers that reach the most",
        "The fewest interventions, and the fewest further powers (up to two), that reach the most of what a "
        "region needs; with --outcome, of the determinants that lead to it. The whole front is listed: no "
        "package betters another, and nothing is weighed.",
        "levergraph packages --region south-yorkshire",
        "levergraph packages --region cumbria --outcome respiratory-disease",
        module="method",
    )
    region(command)
    command.add_argument("--outcome", metavar="O", help="reach what leads to this outcome")
    day(command)
    table(command)


def _gaps(commands: Commands) -> None:
    command = command_of(
        commands,
        "gaps",
        "untapped levers, blind spots, and gaps in the record",
        "What a region leaves unused and cannot reach: levers that it holds and others used; determinants "
        "out of reach; outcomes that no intervention reaches; interventions without a finding or an "
        "indicator.",
        "levergraph gaps --region south-yorkshire",
        module="method",
    )
    region(command)
    day(command)
    table(command)


def _evidence_map(commands: Commands) -> None:
    command = command_of(
        commands,
        "evidence-map",
        "what was evaluated and what was not: kinds of power by what was measured",
        "What evaluations found, by the kind of power used (down) and by what was measured (along): how many "
        "findings of benefit, mixed, of no effect, of harm; and in empty cells whether somebody looked for "
        "evaluations, nobody did, or nothing on record acts on it. As a table, as a picture (svg) or as one "
        "HTML page with every finding and who holds the powers; the suffix of -o chooses.",
        "levergraph evidence-map -o map.html",
        "levergraph evidence-map --group mortality --kind transport",
        "levergraph evidence-map --cell transport:morbidity --format json",
        module="evidence_map",
    )
    command.add_argument("--region", metavar="R", help="only what took place there")
    command.add_argument(
        "--group", metavar="G", help="only this group of outcomes or causes, each of them in a column"
    )
    command.add_argument(
        "--kind", metavar="DOMAIN", help="only this power domain, each of its interventions in a row"
    )
    command.add_argument(
        "--cell", metavar="ROW:COLUMN", help="the findings of this cell, or of all, instead of numbers"
    )
    day(command)
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=MAP_FORMATS,
        help=f"{', '.join(MAP_FORMATS)} (default: by the suffix of -o, or else table on a terminal, csv in "
        "a pipe)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    where(command)


def _timeline(commands: Commands) -> None:
    command = command_of(
        commands,
        "timeline",
        "a region's powers over time",
        "What a region held or shared, and the regions that it followed: from when until when, by its own "
        "order or by the law of its class, what ended it, and the source. --as-of says only which day counts "
        "as today.",
        "levergraph timeline --region north-east",
        module="method",
    )
    region(command)
    day(command)
    table(command)


def _paths(commands: Commands) -> None:
    command = command_of(
        commands,
        "paths",
        "the best evidenced paths from a lever to an outcome",
        "The best paths from a lever to an outcome: a path is as strong as its weakest step, and of two as "
        "strong the shorter goes first. One row for each claim of each step, with its mechanism and source; "
        "claims that disagree stand side by side; and what was done elsewhere with the lever. With --region, "
        "how the region stands to the lever, by which law. When the search stops early it says so.",
        "levergraph paths --from bus-franchising --to respiratory-disease -k 3",
        "levergraph paths --from bus-franchising --to respiratory-disease --region west-yorkshire -k 1",
        module="method",
    )
    command.add_argument("--from", metavar="LEVER", dest="lever", required=True, help="where the paths begin")
    command.add_argument("--to", metavar="OUTCOME", dest="outcome", required=True, help="where they end")
    command.add_argument("--region", metavar="R", help="say how this region stands to the lever")
    command.add_argument("-k", metavar="K", type=whole, default=10, help="how many paths (default: 10)")
    day(command)
    table(command)


def _compare(commands: Commands) -> None:
    command = command_of(
        commands,
        "compare",
        "regions side by side",
        "What the claims say of each lever, and the figures in the latest period that all have, region by "
        "region.",
        "levergraph compare west-yorkshire south-yorkshire",
        module="method",
    )
    command.add_argument("regions", metavar="REGION", nargs="+", help="two regions or more")
    day(command)
    table(command)


COMMANDS = {
    "transfer": _transfer,
    "brief": _brief,
    "plan": _plan,
    "asks": _asks,
    "needs": _needs,
    "packages": _packages,
    "gaps": _gaps,
    "evidence-map": _evidence_map,
    "timeline": _timeline,
    "paths": _paths,
    "compare": _compare,
}
"""What adds each command to the parser, by its name."""
