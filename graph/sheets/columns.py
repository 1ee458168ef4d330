"""The sheets of the template and their columns: the one definition that template, import and check share."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ...ontology.terms import GRAPH_YOURS, ID, KINDS, LG

Kind = Literal["text", "string", "thing", "code", "moment", "year", "number", "whole", "truth", "address"]
"""The kind of value in a column.

`text` is English text, `string` a text without language, `thing` something of the graph by its name, `code` a
member of a list of the ontology, `moment` a day, month or year, `truth` yes or no, `address` a web address.
"""

SKIPPED = "example"
"""The identifier of the example row, which import passes over."""
SEPARATOR = ";"
"""The sign between the values of a cell that may hold several."""


class Column(NamedTuple):
    """A column of a sheet: its heading, the property that its cells give, and what they may hold."""

    heading: str
    property: str
    """A curie; empty for the identifier and what only helps to make the rest."""
    kind: Kind
    note: str
    """What to write, in a sentence."""
    of: tuple[str, ...] = ()
    """The kinds of thing (terms.KINDS), or the class of the codes as a curie."""
    required: bool = False
    many: bool = False
    example: str = ""
    """What the example row says, where no record of the packaged graph can be shown."""
    record: str = ""
    """The record of the row that the property belongs to; empty for the first of the sheet."""


class Sheet(NamedTuple):
    """A sheet of the template: a row is one record, with those that it brings along."""

    name: str
    kind: str
    """The kind of the record (terms.KINDS), which is the start of its IRI."""
    words: str
    """What a row is, in a sentence."""
    columns: tuple[Column, ...]

    @property
    def home(self) -> str:
        """What the addresses of its records begin with."""
        return f"{ID}{self.kind}/" if self.kind in KINDS else f"{GRAPH_YOURS}/{self.kind}/"

    @property
    def type(self) -> str:
        """The IRI of the class of its records."""
        return LG + (KINDS.get(self.kind) or self.kind.title())

    def column(self, heading: str) -> Column:
        """The column of a heading. Raises KeyError."""
        for column in self.columns:
            if column.heading == heading:
                return column
        raise KeyError(heading)


SOURCE = Column(
    "Source",
    "lg:source",
    "thing",
    "The document that says so: its name or web address, from the list or from the sheet Sources.",
    ("source",),
    required=True,
    many=True,
)
SOURCE_DATE = Column("Source date", "lg:sourceDate", "moment", "The date of the source.")
BASIS = Column(
    "Basis",
    "lg:basis",
    "code",
    "Whether the source states it or somebody judged it from the source.",
    ("lg:Basis",),
)
BASIS_NOTE = Column(
    "What was judged",
    "lg:basisNote",
    "text",
    "If it was judged from the source: what, and how, in a sentence.",
)


def _thing(
    heading: str,
    property: str,
    kinds: tuple[str, ...],
    note: str,
    *,
    required: bool = False,
    many: bool = False,
) -> Column:
    return Column(heading, property, "thing", note, kinds, required, many)


def _code(
    heading: str, property: str, of: str, note: str, *, required: bool = False, many: bool = False
) -> Column:
    return Column(heading, property, "code", note, (of,), required, many)


def _text(heading: str, property: str, note: str, *, required: bool = False, many: bool = False) -> Column:
    return Column(heading, property, "text", note, (), required, many)


ID_COLUMN = Column(
    "ID",
    "",
    "string",
    "Leave it empty: it is made from the rest of the row. Small letters, digits and hyphens, or a full "
    f"address. A row whose ID is “{SKIPPED}” is passed over.",
)
_INTERVENTION = _thing(
    "Intervention",
    "lg:intervention",
    ("intervention",),
    "The intervention: its name, from the list or from the sheet Interventions.",
    required=True,
)

WHY = Column("Why corrected", "skos:changeNote", "text", "If it corrects a record: what was wrong with that.")


def _corrects(kind: str) -> Column:
    note = "If this row corrects a record: that record, which then no longer counts but stays readable."
    return Column("Corrects", "lg:supersedes", "thing", note, (kind,))


INTERVENTIONS = Sheet(
    "Interventions",
    "intervention",
    "A scheme, programme or policy that a region has or had.",
    (
        ID_COLUMN,
        _text("Name", "skos:prefLabel", "The name of the scheme.", required=True),
        _text(
            "Description",
            "dcterms:description",
            "What it does, in one or two sentences.",
            required=True,
        ),
        _thing("Region", "lg:region", ("region",), "Where it runs.", required=True, many=True),
        _thing(
            "Acts on",
            "lg:actsOn",
            ("determinant", "outcome"),
            "The determinants of health that it changes; several with ; between.",
            required=True,
            many=True,
        ),
        Column(
            "Levers used",
            "lg:lever",
            "thing",
            "The policy levers that it works with; several with ; between.",
            ("lever",),
            many=True,
            record="use",
        ),
        _thing(
            "Domains", "lg:domain", ("domain",), "The fields of policy; several with ; between.", many=True
        ),
        _thing(
            "Mechanisms",
            "lg:mechanismUsed",
            ("mechanism",),
            "How it works; several with ; between.",
            many=True,
        ),
        _thing(
            "Challenges", "lg:addresses", ("challenge",), "The shared challenges that it answers.", many=True
        ),
        _code("Status", "lg:runState", "lg:RunStatus", "Whether it runs."),
        Column("Start year", "lg:startYear", "year", "The year in which it began."),
        Column("End year", "lg:endYear", "year", "The year in which it ended, if it did."),
        _text("Lead body", "lg:leadBody", "Who runs it."),
        _text("For whom", "lg:intendedFor", "The people that it is for."),
        _text("Lesson learnt", "lg:lessonLearnt", "One lesson, in a sentence."),
        _text("Power needed", "lg:requiredPowerNote", "The power that it needs, in words."),
        BASIS,
        BASIS_NOTE,
        SOURCE,
        SOURCE_DATE,
        _corrects("intervention"),
        WHY,
    ),
)
REQUIREMENTS = Sheet(
    "Requirements",
    "option",
    "A lever that an intervention needs. Rows of one intervention with the same number are alternatives: "
    "any of them is enough.",
    (
        ID_COLUMN,
        _INTERVENTION._replace(record="requirement"),
        Column(
            "Number",
            "lg:group",
            "whole",
            "The number of the requirement: rows with the same number are alternatives.",
            required=True,
            record="requirement",
        ),
        Column(
            "Necessity",
            "lg:necessity",
            "code",
            "Whether it cannot do without, or is only helped by it.",
            ("lg:Necessity",),
            required=True,
            record="requirement",
        ),
        _thing("Lever", "lg:lever", ("lever",), "The lever that would meet it.", required=True),
        Column(
            "Through a partner",
            "lg:viaPartner",
            "truth",
            "yes, if a partner holds the lever; no, if the authority does.",
            required=True,
        ),
        _code("Partner", "lg:partnerKind", "lg:HolderKind", "The kind of partner, if there is one."),
        _text("Why", "lg:rationale", "Why it is needed, in a sentence."),
        BASIS,
        BASIS_NOTE,
        SOURCE,
        SOURCE_DATE,
        _corrects("option"),
        WHY,
    ),
)
EVIDENCE = Sheet(
    "Evidence",
    "finding",
    "A finding of a study or a report on an intervention.",
    (
        ID_COLUMN,
        _INTERVENTION,
        _text("Finding", "dcterms:description", "What was found, in one or two sentences.", required=True),
        _text("Outcome measured", "lg:outcomeMeasured", "What was measured.", required=True),
        Column(
            "Finding on",
            "lg:findingOn",
            "thing",
            "The determinant, outcome or kind of output that was measured; several with ; between.",
            ("determinant", "outcome", "lg:Output"),
            many=True,
        ),
        _code("Direction", "lg:direction", "lg:FindingDirection", "Whether it did good, harm or nothing."),
        _code("Strength", "lg:strength", "lg:Strength", "The strength of the evidence."),
        _text("Why that strength", "lg:strengthNote", "Why that strength, in a few words."),
        _code("Study design", "lg:studyDesign", "lg:StudyDesign", "How it was studied."),
        _code(
            "Effect on inequality",
            "lg:equityEffect",
            "lg:EquityEffect",
            "Whether inequality narrowed or widened.",
        ),
        _text("Effect in words", "lg:effectSize", "The size of the effect, as the source says it."),
        _text("Who benefited", "lg:whoBenefited", "Who benefited, and who did not."),
        Column("Value", "lg:value", "number", "The effect as a number, if the source gives one."),
        _text("Unit", "lg:unit", "The unit of that number."),
        Column("Lower limit", "lg:lowerLimit95", "number", "The lower end of its 95% interval."),
        Column("Upper limit", "lg:upperLimit95", "number", "The upper end of its 95% interval."),
        Column("Sample", "lg:sampleSize", "whole", "How many were studied."),
        _text("Sample of", "lg:sampleUnit", "What was counted: people, homes, schools."),
        Column("Months of follow-up", "lg:followUpMonths", "number", "How many months it was followed for."),
        Column("Year", "lg:year", "year", "The year of publication."),
        _code(
            "Threats",
            "lg:threat",
            "lg:ThreatToValidity",
            "What weakens the study; several with ; between.",
            many=True,
        ),
        _code("Read", "lg:sourceRead", "lg:SourceReading", "How much of the source you read."),
        BASIS,
        BASIS_NOTE,
        SOURCE,
        SOURCE_DATE,
        _corrects("finding"),
        WHY,
    ),
)
HOLDINGS = Sheet(
    "Powers",
    "holding",
    "A power or budget that a region holds, shares or does not hold.",
    (
        ID_COLUMN,
        _thing("Region", "lg:region", ("region",), "The region.", required=True),
        _thing("Lever", "lg:lever", ("lever",), "The power, budget or soft power.", required=True),
        _code("Status", "lg:status", "lg:HoldingStatus", "Whether it is held.", required=True),
        _text("Legal basis", "lg:legalBasis", "The law or deal, in words."),
        _code(
            "No law behind it",
            "lg:withoutStatute",
            "lg:NonStatutoryBasis",
            "What it rests on instead, where it rests on no law.",
        ),
        Column("From", "lg:validFrom", "moment", "The first day, month or year."),
        Column("Until", "lg:validUntil", "moment", "The last day, month or year, if it ended."),
        Column("As of", "lg:asOf", "moment", "The date on which it was so, where the start is unknown."),
        _code("In use", "lg:useStatus", "lg:UseStatus", "Whether the region uses it."),
        Column("In use since", "lg:inUseSince", "moment", "Since when it is used."),
        _code("Exercised by", "lg:exercisedBy", "lg:ExerciserKind", "Who decides: the mayor, the members."),
        _code(
            "Vested in", "lg:vestedIn", "lg:HolderKind", "Who holds it; several with ; between.", many=True
        ),
        _code("Confidence", "lg:confidence", "lg:Confidence", "How sure you are."),
        _text("Note", "skos:note", "Limits and conditions, in a sentence.", many=True),
        _text("Where in the source", "lg:locator", "The page, section or article."),
        BASIS,
        BASIS_NOTE,
        SOURCE,
        SOURCE_DATE,
        _corrects("holding"),
        WHY,
    ),
)
LESSONS = Sheet(
    "Lessons",
    "lesson",
    "What was learnt, so that others need not learn it again.",
    (
        ID_COLUMN,
        _text("Lesson", "dcterms:description", "The lesson, in one or two sentences.", required=True),
        _code("Kind", "lg:lessonKind", "lg:LessonKind", "The kind of lesson.", required=True),
        _text("Topic", "lg:topic", "Its topic, in a few words."),
        _thing(
            "Interventions",
            "lg:fromIntervention",
            ("intervention",),
            "The interventions that it comes from; several with ; between.",
            many=True,
        ),
        _thing(
            "Regions",
            "lg:region",
            ("region",),
            "The regions that it comes from; several with ; between.",
            many=True,
        ),
        _thing(
            "About",
            "lg:about",
            ("challenge", "approach"),
            "The challenges and approaches that it is about.",
            many=True,
        ),
        BASIS,
        BASIS_NOTE,
        SOURCE,
        SOURCE_DATE,
        _corrects("lesson"),
        WHY,
    ),
)
VALUES = Sheet(
    "Indicator values",
    "observation",
    "A figure of an indicator for an area and a period.",
    (
        ID_COLUMN,
        _thing("Indicator", "lg:indicator", ("indicator",), "The indicator.", required=True),
        _thing("Area", "lg:area", ("region", "comparator"), "The region, or England.", required=True),
        Column("Period", "lg:period", "text", "The period, as the source names it.", required=True),
        Column("Period start", "lg:periodStart", "moment", "Its first day, month or year."),
        Column("Value", "lg:value", "number", "The figure.", required=True),
        _text("Unit", "lg:unit", "The unit, such as percent of adults.", required=True),
        Column("Lower limit", "lg:lowerLimit95", "number", "The lower end of its 95% interval."),
        Column("Upper limit", "lg:upperLimit95", "number", "The upper end of its 95% interval."),
        _text("Geography", "lg:geography", "The boundaries that it is for."),
        Column("GSS code", "lg:gssCode", "string", "The code of the area, such as E47000003."),
        BASIS,
        BASIS_NOTE,
        SOURCE,
        SOURCE_DATE,
        _corrects("observation"),
        WHY,
    ),
)
ANSWERS = Sheet(
    "Framework answers",
    "answer",
    "A team's answer to a prompt of a framework, for an intervention in a region.",
    (
        ID_COLUMN,
        _INTERVENTION,
        _thing("Prompt", "lg:prompt", ("prompt",), "The question of the framework.", required=True),
        _thing("Region", "lg:region", ("region",), "The region that it is answered for.", required=True),
        Column("Score", "lg:score", "number", "From 0 to 5."),
        _text("Comment", "lg:comment", "Why, in a sentence or two."),
        _text("Answered by", "lg:answeredBy", "The team or person."),
    ),
)
CORRECTIONS = Sheet(
    "Corrections",
    "retraction",
    "A record of the graph that is wrong and should not count, with nothing in its place. To put something "
    "there, fill in a row of its own sheet and name the record under Corrects.",
    (
        ID_COLUMN,
        _thing(
            "Record",
            "lg:retracts",
            ("holding", "finding", "option", "lesson", "observation", "intervention", "use", "effect"),
            "The record that is wrong: the end of its address, such as holding/tees-valley--borrowing.",
            required=True,
        ),
        _text("Why", "skos:note", "What is wrong with it, in a sentence.", required=True, many=True),
        Column("Date", "lg:date", "moment", "The day on which you found it wrong.", required=True),
        SOURCE,
    ),
)
SOURCES = Sheet(
    "Sources",
    "source",
    "A document that your rows rest on and that the graph does not have yet.",
    (
        ID_COLUMN,
        _text("Name", "skos:prefLabel", "The title, with the publisher.", required=True),
        Column("Address", "lg:url", "address", "The web address, with https://.", required=True),
        _code("Kind", "lg:sourceKind", "lg:SourceKind", "The kind of document."),
        Column("Issued", "dcterms:issued", "moment", "The day, month or year in which it appeared."),
    ),
)

EXAMPLES = {
    "Sources": "source/good-landlord-charter-reaches-half-of-all-rented-homes-gmca",
    "Interventions": "intervention/gm-good-landlord-charter",
    "Requirements": "option/gm-good-landlord-charter--91--housing-enforcement-and-licensing",
    "Evidence": "finding/ev-gm-good-landlord-charter-1",
    "Powers": "holding/tees-valley--borrowing",
    "Lessons": "lesson/later-tvw2w",
    "Indicator values": "observation/tees-valley--adult-obesity-prevalence--2018-19-year-from-16-11",
}
"""The record of the packaged graph that the example row of a sheet shows."""

SHEETS = (SOURCES, INTERVENTIONS, REQUIREMENTS, EVIDENCE, HOLDINGS, LESSONS, VALUES, CORRECTIONS, ANSWERS)
"""The sheets in the order in which they are filled in; what others refer to comes first."""
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
