"""One address of every type of page, on the packaged graph."""

from __future__ import annotations

from urllib.parse import urlencode

ASKED = "SELECT ?region (COUNT(?lever) AS ?held) WHERE { ?region lg:holds ?lever } GROUP BY ?region"
DESCRIBED = "DESCRIBE <https://w3id.org/levergraph/id/lever/bus-franchising>"

THINGS = (
    *("/region/south-yorkshire", "/authority/south-yorkshire", "/lever/bus-franchising", "/domain/transport"),
    *("/determinant/air-pollution", "/outcome/respiratory-disease", "/intervention/gm-fire-safe-and-well"),
    *(
        "/challenge/building-the-political-mandate",
        "/approach/embedding-health-in-all-policies",
        "/scheme/levers",
    ),
    *("/indicator/male-healthy-life-expectancy", "/mission/mission-7", "/deal/trailblazer-2023"),
)

PAGES = (
    *("/", "/search", "/search?q=bus", "/search?q=bsu+frnchising", "/search?q=zzzzzzzz"),
    *("/search?q=obesity+in+South+Yorkshire%3F", "/search?q=weather+in+Leeds"),
    *THINGS,
    *("/region", "/lever", "/lever?q=bus", "/source", "/holding", "/criterion"),
    *("/matrix", "/matrix?state=not-stated", "/matrix?as-of=2020"),
    *("/brief", "/brief?region=south-yorkshire&outcome=respiratory-disease"),
    *("/brief?region=Leeds&problem=mental", "/brief?region=cumbria&determinant=child-poverty"),
    *("/plan", "/plan?region=south-yorkshire&outcome=obesity", "/check", "/import"),
    *("/transfer", "/transfer?to=south-yorkshire", "/transfer?to=south-yorkshire&verdict=blocked"),
    "/transfer?to=south-yorkshire&outcome=respiratory-disease&sort=distance&show=all",
    *("/transfer/south-yorkshire/gm-fire-safe-and-well", "/transfer/greater-manchester/thrive-into-work"),
    *("/asks", "/asks?region=tees-valley", "/asks?region=tees-valley&size=2"),
    "/correct?claim=holding:greater-manchester--bus-franchising&way=retract",
    *("/evidence-map", "/evidence-map?cell=transport:morbidity"),
    "/evidence-map?region=greater-manchester&group=wellbeing&kind=health-and-social-care",
    *("/gaps", "/gaps?region=south-yorkshire", "/timeline", "/timeline?region=north-east"),
    *("/what-if", "/what-if?region=cumbria&lever=bus-franchising&state=not-held"),
    *("/what-if?class=combined-county-authority&lever=road-user-charging",),
    *("/law", "/law/uksi/2024/402", "/law/ukpga/2000/38/section/123A"),
    *("/compare", "/compare?region=south-yorkshire&region=west-yorkshire&region=greater-london"),
    *("/paths", "/paths?from=bus-franchising&to=respiratory-disease"),
    *("/queries", "/queries/levers-of-region", "/queries/power-matrix?sort=state&order=down"),
    *("/queries/evidence-for-step", "/queries/statements-to-check"),
    *("/term", "/term/Lever", "/term/holds", "/term/Held"),
    *("/about", "/method", "/accessibility", "/quality"),
    *("/quality?problem=indicator-without-a-figure", "/quality?about=intervention/hot-spot-policing"),
    "/sparql",
    f"/sparql?{urlencode({'query': ASKED})}",
    f"/sparql?{urlencode({'query': DESCRIBED})}",
    f"/sparql?{urlencode({'query': 'ASK { ?s ?p ?o }'})}",
)
"""Pages that answer 200."""

VARIANTS = (
    "/evidence-map?region=greater-manchester&group=wellbeing&kind=health-and-social-care",
    *("/plan", "/import"),
    *("/quality?problem=indicator-without-a-figure", "/quality?about=intervention/hot-spot-policing"),
    *("/brief?region=Leeds&problem=mental", "/brief?region=cumbria&determinant=child-poverty"),
    *("/search", "/lever?q=bus", "/holding", "/criterion", "/matrix?state=not-stated", "/matrix?as-of=2020"),
    *("/transfer/greater-manchester/thrive-into-work", "/asks?region=tees-valley&size=2"),
    *(
        "/queries/power-matrix?sort=state&order=down",
        "/queries/statements-to-check",
        "/term/holds",
        "/term/Held",
    ),
    "/transfer?to=south-yorkshire&outcome=respiratory-disease&sort=distance&show=all",
    "/law/ukpga/2000/38/section/123A",
    "/what-if?class=combined-county-authority&lever=road-user-charging",
)
TYPES = tuple(path for path in PAGES if path not in VARIANTS)
"""One page of every type: what takes long is done to these alone."""

ERRORS = (
    "/region/nowhere",
    "/transfer?to=souht-yorkshire",
    "/matrix?as-of=tomorrow",
    f"/sparql?{urlencode({'query': 'SELECT ?x WHERE { ?x lg:holds ?y '})}",
)
"""Pages that say what is wrong."""

TEMPLATES = {
    "about": "/about",
    "accessibility": "/accessibility",
    "asks": "/asks?region=tees-valley&size=2",
    "brief-start": "/brief?region=Leeds&problem=mental",
    "brief": "/brief?region=south-yorkshire&outcome=obesity",
    "choose-region": "/gaps",
    "compare-start": "/compare",
    "correct": "/correct?claim=holding:greater-manchester--bus-franchising&way=retract",
    "compare": "/compare?region=south-yorkshire&region=west-yorkshire&region=greater-london",
    "editor": f"/sparql?{urlencode({'query': ASKED})}",
    "explanation": "/transfer/south-yorkshire/gm-fire-safe-and-well",
    "evidence-map": "/evidence-map?cell=transport:morbidity",
    "gaps": "/gaps?region=south-yorkshire",
    "glossary": "/term",
    "home": "/",
    "law": "/law/uksi/2024/402",
    "law-index": "/law",
    "listing": "/lever?q=bus",
    "matrix": "/matrix?state=not-stated",
    "method": "/method",
    "own-files": "/check",
    "paths-start": "/paths",
    "paths": "/paths?from=bus-franchising&to=respiratory-disease",
    "plan-start": "/plan",
    "plan": "/plan?region=south-yorkshire&outcome=obesity",
    "problem": "/region/nowhere",
    "quality": "/quality",
    "queries": "/queries",
    "query": "/queries/power-matrix?sort=state&order=down",
    "search": "/search?q=bus",
    "thing": "/lever/bus-franchising",
    "timeline": "/timeline?region=north-east",
    "transfer-start": "/transfer",
    "what-if": "/what-if?class=combined-county-authority&lever=bus-franchising&state=not-held",
    "transfer": "/transfer?to=south-yorkshire&outcome=respiratory-disease&sort=distance&show=all",
}
"""A page of every template."""
CHARTED = ("/indicator/male-healthy-life-expectancy", "/region/south-yorkshire")
"""Pages of things with charts, which others have not."""
