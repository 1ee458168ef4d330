"""The theory of change of a brief as slides: powers, what they act on, the problem, as shapes to edit."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..queries.wording import day
from .word_parts import clean

if TYPE_CHECKING:
    from ..queries.transferability import Brief, Resource, Statement

WIDE, HIGH = 338, 190
"""The size of a slide in millimetres: 16 to 9."""
LEFT, TOP, BOTTOM = 12, 40, 22
BOX_WIDE, GAP = 62, 6
ARROW = 36
"""The least room for an arrow and its words, in millimetres."""
COLOURS = {"lever": (0x00, 0x67, 0xA8), "determinant": (0x00, 0x73, 0x5A), "outcome": (0xB0, 0x43, 0x00)}
"""The colour of a box by the kind of thing, that of the pages."""
DASHES = {"weak": "dash", "insufficient": "sysDot"}


def slides(brief: Brief, address: str = "") -> bytes:
    """One slide with the theory of change, its sources in the notes, as a PowerPoint file.

    `address` is that of the page that says the same.
    """
    from pptx import Presentation
    from pptx.util import Mm

    show = Presentation()
    show.slide_width, show.slide_height = Mm(WIDE), Mm(HIGH)
    properties = show.core_properties
    properties.title, properties.author, properties.language = clean(brief.title)[:255], "Levergraph", "en-GB"
    slide = show.slides.add_slide(show.slide_layouts[5])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = Mm(LEFT), Mm(8), Mm(WIDE - 2 * LEFT), Mm(20)
    title.text_frame.text = clean(f"How {brief.region.label} could act on {brief.problem.label.lower()}")
    _sized(title.text_frame, 24, bold=True)
    boxes = _boxes(slide, brief)
    _arrows(slide, brief, boxes)
    _legend(slide, brief)
    slide.notes_slide.notes_text_frame.text = _notes(brief, address)
    buffer = BytesIO()
    show.save(buffer)
    return buffer.getvalue()


def columns(brief: Brief) -> list[list[Resource]]:
    """The things of the theory of change by their distance to the problem, the farthest (powers) first."""
    things = {each.iri: each for step in brief.steps for each in (step.cause, step.target)}
    ends = {step.target.iri for step in brief.steps} - {step.cause.iri for step in brief.steps}
    powers = {each.lever.iri for each in brief.levers}
    far = dict.fromkeys(ends, 0)
    for _ in range(len(things)):
        for step in brief.steps:
            if step.target.iri in far:
                far[step.cause.iri] = max(far.get(step.cause.iri, 0), far[step.target.iri] + 1)
    middle = max((place for iri, place in far.items() if iri not in powers), default=0)
    places: dict[int, list[Resource]] = {}
    for iri, thing in things.items():
        places.setdefault(middle + 1 if iri in powers else far.get(iri, 0), []).append(thing)
    return [places[place] for place in sorted(places, reverse=True)]


def _boxes(slide: Any, brief: Brief) -> dict[str, Any]:
    """A box for every thing, column by column, the powers with how the region stands to them."""
    standing = {each.lever.iri: each.state.label for each in brief.levers}
    boxes = {}
    every = columns(brief)
    wide = min(BOX_WIDE, (WIDE - 2 * LEFT - ARROW * (len(every) - 1)) / max(len(every), 1))
    step = (WIDE - 2 * LEFT - wide) / max(len(every) - 1, 1)
    for place, things in enumerate(every):
        room = (HIGH - TOP - BOTTOM) / len(things)
        for row, thing in enumerate(things):
            high = min(room - GAP, 22)
            top = TOP + row * room + (room - high) / 2
            text = thing.label
            if thing.iri in standing:
                text += f"\n({standing[thing.iri]})"
            boxes[thing.iri] = _box(slide, thing, text, (LEFT + place * step, top, wide, high))
    return boxes


def _box(slide: Any, thing: Resource, text: str, place: tuple[float, float, float, float]) -> Any:
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Mm

    left, top, wide, high = place
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Mm(left), Mm(top), Mm(wide), Mm(high))
    kind = thing.iri.rsplit("/", 2)[-2]
    shape.name = clean(f"{kind}: {thing.label}")
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(*COLOURS.get(kind, COLOURS["determinant"]))
    shape.line.fill.background()
    shape.text_frame.word_wrap = True
    shape.text_frame.text = clean(text)
    _sized(shape.text_frame, 11)
    return shape


def _arrows(slide: Any, brief: Brief, boxes: dict[str, Any]) -> None:
    """An arrow for every step, glued to its boxes, with its strength and what it does in words."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.oxml.ns import qn
    from pptx.util import Mm, Pt

    for step in brief.steps:
        start, end = boxes[step.cause.iri], boxes[step.target.iri]
        arrow = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 0, 0)
        arrow.begin_connect(start, 3)
        arrow.end_connect(end, 1)
        arrow.name = clean(f"{step.cause.label} {step.turn} {step.target.label}")
        arrow.line.color.rgb = RGBColor(0x53, 0x5D, 0x65)
        strength = step.strength.name if step.strength else "insufficient"
        arrow.line.width = Pt({"strong": 3, "moderate": 2}.get(strength, 1.25))
        line = arrow.line._get_or_add_ln()
        if strength in DASHES:
            line.append(line.makeelement(qn("a:prstDash"), {"val": DASHES[strength]}))
        line.append(line.makeelement(qn("a:tailEnd"), {"type": "triangle"}))
        words = (
            f"{step.turn}, {step.strength.label.removesuffix(' evidence') if step.strength else 'not graded'}"
        )
        slide.shapes._spTree.insert(2, arrow._element)  # behind the boxes, whatever it passes
        across = min((arrow.end_x - arrow.begin_x) // 2, Mm(ARROW // 2))
        down = (arrow.end_y - arrow.begin_y) * across // max(arrow.end_x - arrow.begin_x, 1)
        label = slide.shapes.add_textbox(
            arrow.begin_x + across - Mm(15), arrow.begin_y + down - Mm(3), Mm(30), Mm(6)
        )
        label.fill.solid()
        label.fill.fore_color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        label.text_frame.margin_top = label.text_frame.margin_bottom = 0
        label.text_frame.text = clean(words)
        _sized(label.text_frame, 9)


def _legend(slide: Any, brief: Brief) -> None:
    from pptx.util import Mm

    words = (
        f"As of {day(brief.as_of)}. In brackets how {brief.region.label} stands to each power today. Thick "
        "arrows rest on strong or moderate evidence, broken ones on weak. Sources and law are in the notes."
    )
    box = slide.shapes.add_textbox(Mm(LEFT), Mm(HIGH - 16), Mm(WIDE - 2 * LEFT), Mm(12))
    box.text_frame.word_wrap = True
    box.text_frame.text = clean(words)
    _sized(box.text_frame, 10)


def _notes(brief: Brief, address: str) -> str:
    """The law of each power and the source of each arrow."""
    powers, steps = [each.says for each in brief.levers], [each.says for each in brief.steps]
    lines = ["Powers", *(_marked(brief, said) for said in powers), ""]
    lines += ["Steps", *(_marked(brief, said) for said in steps), "", "References"]
    cited = {number for said in (*powers, *steps) for number in brief.numbers(said)}
    for number in sorted(cited):
        source = brief.references[number - 1].source
        lines.append(f"[{number}] {source.title} {source.url}")
    if address:
        lines += ["", f"Made from {address}"]
    return clean("\n".join(lines))


def _marked(brief: Brief, statement: Statement) -> str:
    return statement.text + "".join(f" [{number}]" for number in brief.numbers(statement))


def _sized(frame: Any, size: int, *, bold: bool = False) -> None:
    from pptx.util import Pt

    for line in frame.paragraphs:
        for run in line.runs:
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Arial"
