"""What the 2009 note says, written from the note by hand: its resources, its facts and its twenty addresses.

The catalogue is compared with this list, never the other way round. Where the note's sentences are retold in our own
words, the list keeps the words that carry the fact.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Listed:
    """A list of the note, in its order, as a part of `structure`. Each item is given by words that stand in it in this order."""

    part: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """A fact of the note in one field, given by words that stand there in this order."""

    field: str
    words: str


@dataclass(frozen=True)
class Resource:
    """One resource that the note names. `section` is the stage under whose heading it stands, `called` what the note calls it."""

    id: str
    section: str
    called: str
    part_of: str | None = None
    facts: tuple[Listed | Said, ...] = ()


DECIDING, IMPROVING, STRUCTURES = "deciding-and-developing", "continuous-improvement", "structures-and-governance"
MAPPING, TOPIC = "mapping-and-rationalising", "topic-specific"

RESOURCES = (
    Resource("popit", "performance-management", "Partnership Outcomes Performance Improvement Tool", facts=(
        Said("short_name", "POPIT"),
        Said("structure.items", "self-assessment questionnaire 27 fact sheets"),
        Said("produces", "report fact sheets case studies outline improvement plan"),
        Listed("Three aims", ("reflect performance", "progress good development needed", "develop outline improvement plans")),
        Listed("Three uses of the resources", (
            "action planning", "team learning and development", "briefings for staff and other members of partnerships",
        )),
        Listed("Three types of resource", (
            "fact sheets 27 two pages review of the literature brief overview further resources website report",
            "case studies local experience good practice performance framework answers",
            "web resources targeted resources review websites performance public sector",
        )),
    )),
    Resource("readiness-tools", DECIDING, "Readiness Tools", facts=(
        Said("structure.items", "30 customised measures"),
        Said("publisher", "Care Services Improvement Partnership Bob Hudson Durham University"),
        Said("authors", "Bob Hudson"),
        Listed("What the measures rest on", ("validated research findings what works", "good practice guidance")),
        Listed("What the site did for its user", (
            "sending out tools individuals completion", "collated responses", "automated reporting beginning analysis",
        )),
        Listed("Tools on the site named in the note", ("ITMA", "PAT 2", "JSNA-RT", "Networks Readiness Tool")),
    )),
    Resource("itma", DECIDING, "Integrated Team Monitoring and Assessment", "readiness-tools", (
        Said("short_name", "ITMA"),
        Said("description", "relatively simple and cost-effective rapid appraisal health of a team"),
        Said("purpose", "inside the team outside"),
        Listed("Three aims", (
            "material effective team working now", "repeated use changes over time", "common framework and vocabulary jointly own barriers",
        )),
    )),
    Resource("pat-2", DECIDING, "The Partnership Assessment Tool 2", "readiness-tools", (
        Said("short_name", "PAT 2"),
        Said("description", "more accessible version Nuffield Institute for Health"),
        Said("description", "Strategic Partnering Task Force Office of the Deputy Prime Minister"),
        Said("description", "between professions between agencies"),
        Listed("Five principles", (
            "Principle 1 - Recognise & Accept the Need for Partnership", "Principle 2 - Develop Clarity & Realism of Purpose",
            "Principle 3 - Ownership & Trust", "Principle 4 - Robust Governance Arrangements", "Principle 5 - Monitor Measure & Learn",
        )),
    )),
    Resource("jsna-rt", DECIDING, "Joint Strategic Needs Assessment Tool", "readiness-tools", (
        Said("short_name", "JSNA-RT"), Said("purpose", "English ready new requirement joint strategic needs assessment"), Said("nations", "england"),
    )),
    Resource("networks-readiness-tool", DECIDING, "Networks Readiness Tool", "readiness-tools", (
        Said("description", "supported localities wished to develop care networks"),
    )),
    Resource("nuffield-pat", DECIDING, "Partnership Assessment Tool", facts=(
        Said("publisher", "Nuffield Institute for Health Strategic Partnering Taskforce Office of the Deputy Prime Minister"), Said("year", "2003"),
    )),
    Resource("guidance-notes", DECIDING, "Guidance Notes and Checklists for Partnership", facts=(
        Said("description", "literature and best practice"),
        Said("answered_by", "members of health, housing and social care partnerships"),
        Listed("The guidance notes as the note's own section on them lists them", (
            "What is Partnership?", "The Scottish Context for Partnership in health, housing and social care",
            "What is the evidence base for Partnership?", "What are the Problems and Barriers to Partnership Working?",
            "What are the Success Factor for Partnership?",
            "Partnership development Toolkits and Checklists – an overview of some available resources",
        )),
        Listed("The series as the opening pages of the note list it", (
            "1. Why work in Partnership?", "2. What is Partnership?", "3. The Scottish Policy Context for Partnership", "4. Barriers to Partnership",
            "5. The Characteristics of Successful Partnerships", "6. Partnership Assessment and Development Toolkits", "7. Bibliography",
        )),
        Listed("The two checklists", ("Problem and Barrier to Partnership", "Success Factors for Partnership")),
        Listed("What the two checklists are intended for", ("common barriers problems own situation", "ingredients further development")),
    )),
    Resource("barriers-checklist", DECIDING, "Problem and Barrier to Partnership", "guidance-notes", (
        Said("purpose", "barriers commonly problems own situation"), Said("kind", "checklist"),
    )),
    Resource("success-factors-checklist", DECIDING, "Success Factors for Partnership", "guidance-notes", (
        Said("purpose", "ingredients successful partnership"), Said("kind", "checklist"),
    )),
    Resource("improvement-service", IMPROVING, "Improvement Service", facts=(
        Listed("Founding partners, as the note gives them", (
            "Scottish Government", "Convention of Scottish Local Authorities CoSLA", "Society of Local Authority Chief Executives SOLACE",
        )),
        Listed("Core programmes of 2009 named in the note", ("Partnership and Joint Venture", "Single Outcome Agreements")),
        Listed("Other resources of 2009 named in the note", (
            "Community of Practice", "Document Library Community Planning Partnership and Joint Venture", "Links other relevant websites",
        )),
    )),
    Resource("improvement-service-community-of-practice", IMPROVING, "Community of Practice for Partnership and Joint Venture",
             "improvement-service", (
        Listed("What it held, as the note describes it", (
            "fact sheets checklist", "whether partnership working is appropriate for a particular issue", "when to leave a partnership",
        )),
    )),
    Resource("improvement-service-partnership-and-joint-venture", IMPROVING, "Partnership and Joint Venture", "improvement-service"),
    Resource("improvement-service-single-outcome-agreements", IMPROVING, "Single Outcome Agreements", "improvement-service"),
    Resource("improvement-service-document-library", IMPROVING, "Document Library", "improvement-service", (
        Listed("What the note says of it", ("direct access toolkits and documents", "organised by category")),
        Listed("Sections that the note recommends", ("Community Planning", "Partnership and Joint Venture")),
    )),
    Resource("improvement-service-library-community-planning", IMPROVING, "Community Planning", "improvement-service-document-library"),
    Resource("improvement-service-library-partnership", IMPROVING, "Partnership and Joint Venture", "improvement-service-document-library"),
    Resource("dudley-partnership-evaluation-tool", IMPROVING, "Dudley's Partnership Evaluation Tool", facts=(
        Listed("Three questions", (
            "how important to the council is its involvement in this partnership", "how effective is the council's involvement in this partnership",
            "priority actions more effective",
        )),
        Listed("Six key themes", ("Strategic", "Inclusive", "Action focussed", "Performance managed", "Efficient", "Learning & Development")),
        Said("structure.scoring", "simple scoring prioritising six themes"),
        Said("produces", "improvement actions priority"),
    )),
    Resource("smarter-partnerships", "skills", "Smarter Partnerships", facts=(
        Said("publisher", "Employers' Organisation for Local Government no longer exists"),
        Said("authors", "Educe"),
        Said("description", "2009 site was still live"),
        Listed("Kinds of tool", ("self-assessment toolkits", "development tools learning and skills collaborative working")),
        Listed("Tools named in the 2009 note", (
            "Partnership Health Check eight questions", "Digging Deep, Finding Answers in-depth analysis", "Developing Skills four areas",
        )),
    )),
    Resource("partnership-health-check", "skills", "The Partnership Health Check", "smarter-partnerships", (
        Said("structure.items", "eight questions"), Said("produces", "high-level health areas to improve"),
    )),
    Resource("digging-deep", "skills", "Digging Deep, Finding Answers", "smarter-partnerships", (Said("purpose", "more in-depth analysis"),)),
    Resource("developing-skills", "skills", "Developing Skills for Partnership Working", "smarter-partnerships", (
        Said("answered_by", "people and partnerships learning needs"),
        Listed("Four areas", ("Leadership", "Trust", "Learning", "Managing for performance")),
    )),
    Resource("we-have-to-stop-meeting-like-this", STRUCTURES,
             "We have to stop meeting like this: the governance of inter-agency partnerships", facts=(
        Said("year", "2006"), Said("publisher", "Integrated Care Network"), Said("authors", "Glasby Edward Peck"),
        Said("formats", "discussion paper"),
        Listed("Appendix B", ("governance assessment tool for partnerships",)),
    )),
    Resource("integrating-health-and-social-care", STRUCTURES, "Integrating health and social care and making it work", facts=(
        Said("year", "2003"), Said("publisher", "OPM"), Said("authors", "Margaret Edwards Clive Miller"), Said("kind", "book"),
        Said("description", "slightly out of date based on English systems"),
        Listed("Aspects of integration", (
            "service integration and outcomes", "commissioning", "involving patients, service users, carers and the public",
            "financing, including pooling budgets", "human resource management", "information and ICT", "governance",
        )),
        Listed("In each chapter", ("practical approach", "case studies", "Try This exercises")),
    )),
    Resource("governing-partnerships", MAPPING, "Governing Partnerships: Bridging the Accountability Gap", facts=(
        Said("year", "2005"), Said("publisher", "Audit Commission"),
        Said("description", "starting point checklist of questions all public bodies should ask themselves practical help much harder deliver"),
    )),
    Resource("hull-partnership-toolkit", MAPPING, "Hull City Council's Partnership Toolkit", facts=(
        Said("publisher", "Hull City Council Audit Commission"), Said("answered_by", "elected members and employees"),
        Said("structure.items", "eight assurances"),
        Listed("What the toolkit was to assure", (
            "clear purpose expected outcomes", "own agreed objectives and priorities met", "resources best use", "clear answers outcomes and quality",
            "monitored and reviewed performance management framework",
            "risks to the council and to the partnership assessed and agreed statutory targets",
            "agreed purpose over time", "properly authorised and empowered legal status understood",
        )),
    )),
    Resource("a-fruitful-partnership", MAPPING, "A Fruitful Partnership", facts=(
        Said("year", "1998"), Said("publisher", "Audit Commission"), Said("description", "dated, but classic and very useful"),
        Said("answered_by", "partnerships councils, health bodies and police forces"),
        Listed("Four sections", ("deciding to go into partnership", "getting started", "operating efficiently and effectively", "reviewing success")),
    )),
    Resource("home-office-self-assessment", TOPIC, "Self-Assessment for Crime and Disorder Reduction Partnerships and Drug Action Teams", facts=(
        Said("publisher", "Home Office"), Said("year", "2003 to 2004"), Said("nations", "england wales"),
        Said("purpose", "combined crime and disorder drug action teams England and Wales performed as a partnership improvement plans"),
    )),
    Resource("eiu-guide-to-working-in-partnership", TOPIC, "A Guide to Working in Partnership", facts=(
        Said("publisher", "Effective Interventions Unit"), Said("year", "2003"), Said("nations", "scotland"),
        Said("purpose", "employability drug users checklist health of a partnership"),
        Listed("Included in the guide", ("checklist to help assess the health of a partnership",)),
    )),
    Resource("five-vital-lessons", TOPIC, "5 Vital Lessons", facts=(
        Said("publisher", "Department for Education and Skills Educe Ltd"),
        Said("description", "mainly for economic development partnerships lessons are generic"),
        Listed("Kinds of material", ("self-assessment tools", "guidance", "good practice lessons", "case studies")),
        Listed("Three parts", (
            "High Performing Partnerships how well is your partnership performing", "Partnership Life Cycle make your partnership more productive",
            "Involving the Private Sector business involvement",
        )),
    )),
    Resource("five-vital-lessons-high-performing-partnerships", TOPIC, "High Performing Partnerships", "five-vital-lessons", (
        Said("purpose", "how well their partnership was performing"),
    )),
    Resource("five-vital-lessons-life-cycle", TOPIC, "Partnership Life Cycle", "five-vital-lessons", (Said("purpose", "more productive"),)),
    Resource("five-vital-lessons-private-sector", TOPIC, "Involving the Private Sector", "five-vital-lessons", (
        Said("purpose", "involving businesses"),
    )),
    Resource("renewal-net-build-a-partnership", TOPIC, "Build a Partnership Toolkit", facts=(
        Said("purpose", "regeneration and renewal programmes information and a checklist four overviews"),
        Listed("Toolkit", ("information", "checklist")),
        Listed("Four overviews", (
            "Deciding on Partnership Roles and Membership", "Working in Partnership", "Building Capacity", "Establishing Accountability",
        )),
    )),
    Resource("renewal-net-roles-and-membership", TOPIC, "Deciding on Partnership Roles and Membership", "renewal-net-build-a-partnership"),
    Resource("renewal-net-working-in-partnership", TOPIC, "Working in Partnership", "renewal-net-build-a-partnership"),
    Resource("renewal-net-building-capacity", TOPIC, "Building Capacity", "renewal-net-build-a-partnership"),
    Resource("renewal-net-establishing-accountability", TOPIC, "Establishing Accountability", "renewal-net-build-a-partnership"),
)  # fmt: skip

FOOTNOTES = {
    1: ("readiness-tools", "http://www.readiness-tools.com/"),
    2: ("improvement-service", "http://www.improvementservice.org.uk/"),
    3: ("improvement-service-partnership-and-joint-venture", "http://www.improvementservice.org.uk/core-programmes/partnership-and-joint-venture/"),
    4: ("improvement-service-single-outcome-agreements", "http://www.improvementservice.org.uk/core-programmes/single-outcome-agreements/"),
    5: ("improvement-service-document-library", "http://www.improvementservice.org.uk/component/option,com_docman/Itemid,43/task,do/"),
    6: (
        "improvement-service-library-community-planning",
        "http://www.improvementservice.org.uk/psif/component/option,com_docman/Itemid,556/task,cat_view/gid,11/",
    ),
    7: (
        "improvement-service-library-partnership",
        "http://www.improvementservice.org.uk/component/option,com_docman/Itemid,43/task,cat_view/gid,63/",
    ),
    8: ("smarter-partnerships", "http://www.lgpartnerships.com/"),
    9: ("partnership-health-check", "http://www.lgpartnerships.com/howhealthy.asp"),
    10: ("digging-deep", "http://www.lgpartnerships.com/digging.asp"),
    11: ("developing-skills", "http://www.lgpartnerships.com/developingskills.asp"),
    12: ("we-have-to-stop-meeting-like-this", "http://www.integratedcarenetwork.gov.uk/icn/index.cfm?pid=10&catalogueContentID=842"),
    13: (
        "integrating-health-and-social-care",
        "http://www.opm.co.uk/resources/papers/children_bhlp/Integrating_health_and_social_care_article.pdf",
    ),
    14: (
        "governing-partnerships",
        "http://www.audit-commission.gov.uk/reports/NATIONAL-REPORT.asp?CategoryID=&ProdID=1CDA0FEF-E610-463c-B3F3-220F607B1A2C",
    ),
    15: ("hull-partnership-toolkit", "http://www.hullcc.gov.uk/portal/page?_pageid=221,52565&_dad=portal&_schema=PORTAL"),
    16: (
        "a-fruitful-partnership",
        "http://www.audit-commission.gov.uk/Products/NATIONAL-REPORT/A190CA25-7A7E-47D1-BCAB-373A86B709C0/A%20Fruitful%20Partnership.pdf",
    ),
    17: ("home-office-self-assessment", "http://www.crimereduction.homeoffice.gov.uk/selfassessment/"),
    18: ("eiu-guide-to-working-in-partnership", "http://www.scotland.gov.uk/Publications/2003/03/16641/19341"),
    19: ("five-vital-lessons", "http://fivevital.educe.co.uk/index_1.htm"),
    20: ("renewal-net-build-a-partnership", "http://www.renewal.net/toolkits/BuildPartnership/"),
}
"""Footnote number to the entry that it belongs to and the address that it gives."""

HIDDEN_HOSTS = ("readiness-tools.com", "lgpartnerships.com", "renewal.net", "fivevital.educe.co.uk")
"""Hosts whose owners are gone."""

CENTRAL_GOVERNMENT = (1, 12, 14, 16, 17, 20)
"""Footnotes whose addresses lay with central government or its public bodies: only these are in the UK Government Web Archive."""
