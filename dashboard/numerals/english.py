"""English: digits, number words, fractions, hedges, dates and names."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale

from dashboard.numerals.amounts import DIGITS, Exact
from dashboard.numerals.language import (
    DIGIT,
    Branch,
    Language,
    Uncounted,
    after_each,
    any_of,
    together,
)

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = together(_UNITS, _TEENS, _TENS)
_SCALES = "hundred|thousand|million|billion|trillion|dozen"
_NTHS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_LATER_NTHS = (
    "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    "nineteenth|twentieth|thirtieth|fortieth|fiftieth|hundredth"
)
_VALUES = {
    "zero": 0, "and": 0, "a": 0, "an": 0,
    **{word: n for n, word in enumerate(_UNITS.split("|"), 1)},
    **{word: n for n, word in enumerate(_TEENS.split("|"), 10)},
    **{word: 10 * n for n, word in enumerate(_TENS.split("|"), 2)},
}  # fmt: skip
_NTH = {
    **{word: n for n, word in enumerate(_NTHS.split("|"), 1)},
    **{word: n for n, word in enumerate(_LATER_NTHS.split("|"), 10)},
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
_PARTS = {
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "hundredth": 100,
}  # fmt: skip
_TIMES = {
    **dict.fromkeys("halved|halving|halves".split("|"), Decimal("0.5")),
    **dict.fromkeys("double|doubled|doubles|doubling|twice|twofold".split("|"), 2),
    **dict.fromkeys("triple|tripled|triples|tripling|trebled|trebling|threefold".split("|"), 3),
    **dict.fromkeys("quadruple|quadrupled|quadrupling|fourfold".split("|"), 4),
    "fivefold": 5,
    **{f"{word}fold": n for n, word in enumerate("six|seven|eight|nine|ten".split("|"), 6)},
    "twelvefold": 12,
    "thrice": 3,
}

_SCALE = r"(?:thousand|million|billion|trillion)"
_BELOW_100 = rf"(?:{any_of(_TENS)}(?:[\s-]{any_of(_UNITS)})?|{any_of(together(_TEENS, _UNITS))})"
#: What joins the part and the whole of a share: "3 in 5", "90 of every 100".
_OUT_OF = r"(?:(?:in|out\s+of)\s+(?:every\s+)?|(?:of|for)\s+every\s+)"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|an?)\s+hundred(?:\s+(?:and\s+)?{_BELOW_100}(?!\s+hundred))?|{_BELOW_100}|zero)"
_MORE = (
    rf"(?:,?\s+{_BELOW_1000}(?:\s+{_SCALE})?|(?<=illion)\s+and\s+{_BELOW_1000}\s+thousand"
    rf"|,?\s+and\s+{_BELOW_1000}(?!\s+(?:hundred|{_SCALE}))){{0,3}}"
)
_WORDS = (
    rf"(?:half\s+an?\s+(?:{_SCALE}|dozen)|a\s+quarter\s+of\s+a\s+{_SCALE}|(?:a\s+)?half\s+dozen|"
    rf"an?\s+(?:{_SCALE}|dozen){_MORE}|"
    rf"{_BELOW_1000}(?:\s+and\s+a\s+half(?:\s+{_SCALE})?|\s+(?:{_SCALE}|dozen){_MORE})?)(?!\w)"
)
_SCALED = (
    r"(?:[\s-]?(?:hundred|dozen)(?!\w))?(?:[\s-]?"
    rf"{any_of('thousand|million|billion|trillion|bn|bln|mn|mln|mil|tn|trn')}(?!\w)|[mk](?=\s+[^\W\d]))?"
)

#: Behind the second of two ranks.
_RANKED = (
    r"[,.;)](?!\d)|\s*$|\s+(?:in|among|on|of|worldwide|globally|countries|nations|cities|universities|"
    r"economies)(?!\w)"
)
#: Of these "70B" are billions; of others it may be a name.
_IN_BILLIONS = any_of(
    "parameter|parameters|tokens|users|people|views|downloads|transactions|won|dong|yen|dollars|yuan"
)
_FULL_MONTHS, _SHORT_MONTHS = (
    "|".join(Locale.parse("en").months["format"][width].values()) for width in ("wide", "abbreviated")
)  # fmt: skip
_MONTH = rf"(?:{any_of(_FULL_MONTHS)}|{any_of(_SHORT_MONTHS + '|Sept')}\.?)"
_YEAR = r"(?:1[6-9]|20|21)\d{2}"
_ORDINAL = rf"(?:\d{{1,6}}+(?:st|nd|rd|th)|{any_of(_TENS)}-{any_of(_NTHS)}|{any_of(together(_NTHS, _LATER_NTHS))})"
_NTH_OPENERS = together(DIGIT, _NTHS, _LATER_NTHS, _TENS)
_PART = rf"(?:{'|'.join(_PARTS)})s?"
_OF_A_YEAR = rf"\s+of\s+(?:{_YEAR}|(?:the|this|last|next)\s+year)"
_PEOPLE = (
    "people|users|students|teachers|universities|enterprises|companies|firms|staff|workers|"
    "engineers|services|households|schools|jobs|delegates|researchers"
)
#: Of these an age is told: "children under 15".
_PERSONS = (
    "children|people|those|adults|women|men|workers|workforce|population|residents|girls|boys"
)
#: Decades of a life, in words.
_DECADES = "(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies"
#: Behind these a number names a thing.
_NAMED = (
    "article|decree|circular|resolution|decision|directive|clause|section|chapter|annex|version|"
    "ordinance|windows|android|ios|iphone|galaxy|boeing|airbus|iso|point|phase|tier|no.|protocol|"
    "route|highway|type"
)
#: Products with their versions, and indices with how many they are of.
_MODELS = "gemini|claude|llama|gpt"
_INDICES = "s&p 500|nikkei 225|ftse 100|kospi 200|fortune 500|forbes 2000|microsoft 365"
#: Behind these it shows where, or which.
_NUMBERED = (
    "photo|figure|fig.|image|picture|table|chart|page|slide|floor|room|building|block|district|"
    "ward|gate|hall|booth|lot|suite|step|question|item|appendix|box"
)
_STREET = (
    r"(?-i:(?:[A-ZĐ][\w'’-]*\s+){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Lane|Alley|Square))"
)
#: Behind these "no" says that a thing does not exist; elsewhere it is a turn of phrase.
_HAVING = (
    "has|have|had|having|is|are|was|were|with|still|currently|yet|remains|offers|offered|found|"
    "shows|showed|runs|lists|listed|recorded|received|operates|hosts|employs|reported|makes"
)
_NOTHING = "longer|doubt|matter|way|one|more|fewer|less|need|reason|idea|secret|surprise|exception"

#: A name behind a word that opens no place or time, or a word for a person.
_PERSON = (
    r"(?:(?-i:(?:^|[^\w\s]\s*|(?<!\w)(?!(?:in|on|at|by|of|to|for|from|since|after|before|until)\s)[a-z][\w'’-]*\s)"
    r"(?!(?:In|On|At|By|Of|To|For|From|Since|After|Before|Until|During|With|And)\s)"
    r"[A-ZĐ][\w'’-]+(?:\s[A-ZĐ][\w'’-]*)+)(?<!City)(?<!Province)|"
    r"(?<!\w)(?:president|minister|premier|chairman|chairwoman|director|ceo|founder|farmer|worker|student|"
    r"teacher|professor|engineer|doctor|nurse|driver|resident|man|woman|boy|girl|son|daughter|brother|"
    r"sister|father|mother|husband|wife|victim|suspect|patient|owner|artist|actor|actress|singer|player))"
)
#: Behind these, written with a capital, a bare number is a part of a name.
_TITLED = (
    "Project|Scheme|Programme|Program|Line|Terminal|Level|Zone|Stage|Rated|ASEAN Plus|Wi-Fi|WiFi|Class|"
    "Grade|Pier|Unit|Category|Big|Group of|Operation|Reactor"
)
#: Ages behind names; "Project 06"; "Industry 4.0", but no "magnitude 5.0".
_UNCOUNTED = (
    Uncounted("other", rf"{_PERSON},\s", r"(?:1[01]\d|[1-9]\d?),\s(?!or\s|and\s(?!h))(?-i:[a-z])"),
    Uncounted("other", r"(?-i:(?<!\w)[A-ZĐ][\w'’-]+),\s", r"\d\d,\s(?:said|says|told|recalled|added|who|whose)(?!\w)"),
    Uncounted("name", r"(?-i:(?<!\w)[A-ZĐ][\w-]*)\s", r"0\d+(?![\w.,/-]\w)"),
    Uncounted("name", r"(?-i:(?<!\w)(?!Magnitude)[A-ZĐ][\w-]*)\s|(?:revolution|version|industry)\s", rf"\d\.0(?!\w|\s+{_SCALE})"),
    Uncounted("name", "", r"\d\.0(?=\s+(?:era|technolog|revolution|industrial|platform|standard))"),
)  # fmt: skip

#: In these, what happens in a time happens once.
_ONCE = after_each("in|within|under|for", "a year|a month|a week|a day")
#: What is set to happen is planned; "is set to 8" is a state.
_SET = after_each(
    "is set to|are set to|was set to|were set to",
    "be|become|rise|increase|grow|reach|hit|expand|open|launch|start|begin|end|build|"
    "receive|invest|spend|take|get|have|introduce|adopt",
)
_ONE_SPAN = "a year|a month|a week|a day|an hour|a minute|a decade|a century"
#: These measure what is against what was planned.
_REACHED = together(
    after_each("ahead of|above|below|short of|off", "plan|target|schedule|forecasts"),
    after_each("than|as", "planned|expected|forecast|projected|estimated"),
    "beat forecasts|beating forecasts",
)
#: In these "up" tells of no change.
_NO_CHANGE = "make up|makes up|made up|making up|set up|sets up|setting up|open up|opened up|take up|takes up|took up|put up|sign up|signed up"
#: Behind these, "to" goes to a level and is no part of "up to".
_MOVED = "went up|goes up|go up|gone up|going up|moved up|inched up|crept up|ramped up|shot up|taken up|came up"

#: What a part of a whole does, where the whole is left unsaid: "half agreed".
_DO = (
    "have|had|were|was|came|said|say|agreed|lack|lacked|do|did|use|used|live|work|own|think|"
    "believe|plan|expect|could|can|would|will|cited"
)
_SPANS = (
    "year|years|month|months|week|weeks|day|days|hour|hours|minute|minutes|second|seconds|"
    "decade|decades|quarter|quarters|century|centuries"
)
#: These may stand between a number and its unit of time: "15 working days".
_RUN = "working|business|calendar|consecutive|straight|successive|full|fiscal|trading|school|whole"

#: Behind a number and part of it.
_CURRENCIES = (
    "usd|vnd|krw|eur|dollar|dollars|won|dong|đồng|euro|euros|pound|pounds|yen|yuan|renminbi|baht|"
    "ringgit|rupiah|rupee|rupees|peso|pesos|franc|francs"
)
#: Behind a number that is one, perhaps with words between.
_CHANGES = (
    "increase|rise|growth|drop|fall|decline|reduction|decrease|jump|cut|gain|surge|slump|hike|"
    "expansion|contraction|higher|lower|more|fewer|less|faster"
)
_BRANCHES = (
    Branch("absence", "not yet", r"(not\s+yet)(?!\w)"),
    Branch("absence", after_each(_HAVING, "no"), rf"\w+\s+(no)\s+(?!(?:{_NOTHING})(?!\w))(?=\d*-?[^\W\d])"),
    Branch("absence", "no", rf"(no)\s+(?!(?:{_NOTHING})(?!\w))(?=(?:[\w-]+\s+){{1,4}}(?:exist|was|were|has|have|had))"),
    Branch("absence", "none", r"(none)(?!\w|\s+(?:other|the))"),
    Branch("other", DIGIT, r"(?<![^\n])(\d{1,2})(?=[.)]\s)"),
    Branch("other", DIGIT, r"(?<=\()(\d{1,2})(?=\))"),
    Branch("date", DIGIT, rf"({_YEAR}-\d{{2}}-\d{{2}})(?!\d)"),
    Branch("date", DIGIT, rf"(\d{{1,2}}+(?:st|nd|rd|th)?(?:(?:\s?[-–]\s?|\s+(?:to|and)\s+)\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?)(?!\w)"),
    Branch("date", f"{_FULL_MONTHS}|{_SHORT_MONTHS}|sept".lower(),
           rf"({_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}}|\s+and\s+\d{{1,2}}(?=[,.;]|\s+in(?!\w)))?(?!\d)(?:,?\s+\d{{4}})?|{_MONTH},?\s+\d{{4}})(?!\w)"),
    Branch("date", DIGIT, r"(\d{1,2}+(?:[:.]\d{2})?\s?(?:[ap]\.m\.|[ap]m(?!\w)|o['’]clock))"),
    Branch("ratio", "ratio", r"ratio(?:\s+of(?:\s+[^\W\d]+){1,5}?)?\s+(?:of|is|was)\s+(\d{1,6}:\d{1,6})(?!\d|\s?[ap]\.?m)"),
    Branch("date", DIGIT, r"((?:[01]?\d|2[0-4]):[0-5]\d(?::\d{2})?)(?![\d:])"),
    Branch("date", "q1|q2|q3|q4|h1|h2", rf"((?:Q[1-4]|(?-i:H[12]))(?:\s+(?:of\s+)?{_YEAR})?)(?!\w)"),
    Branch("date", DIGIT, rf"((?-i:[1-4]Q|[12]H)(?:\s?(?:of\s+)?(?:{_YEAR}|\d\d))?)(?!\w)"),
    Branch("date", together(DIGIT, _NTHS, "final|last|latter"),
           rf"((?:[1-4](?:st|nd|rd|th)|(?!\d)(?:first|second|third|fourth|final|last|latter))[\s-]+(?:quarter|half)(?:{_OF_A_YEAR})?)(?!\w)"),
    Branch("date", "first|last", rf"((?:first|last)\s+(?:\d{{1,6}}|{_BELOW_100})\s+(?:months|weeks|quarters){_OF_A_YEAR})(?!\w)"),
    Branch("date", "first", rf"(first\s+(?:\d{{1,2}}|{_BELOW_100})\s+(?:months|quarters))(?!\w|\s+of(?!\w))"),
    Branch("date", DIGIT, r"(?:(?<=on the\s)|(?<=to the\s)|(?<=by the\s)|(?<=from the\s)|(?<=until the\s)|(?<=since the\s))"
           r"(\d{1,2}(?:st|nd|rd|th))(?=[,.;)]|\s*$|\s+(?:and|at|in|to|after|before|when|of\s+(?:this|last|next|the|each|every)\s+month)(?!\w))"),
    Branch("date", "between", rf"between\s+({_YEAR}\s+and\s+{_YEAR})(?!\w|[.,/-]\d|\s+(?:{_PEOPLE})(?!\w))"),
    Branch("date", "mid|end|early|late|pre|post", rf"((?:mid|end|early|late|pre|post)-{_YEAR}s?)(?!\w|[.,]\d)"),
    Branch("date", DIGIT, r"((?:[01]?\d|2[0-4])h[0-5]\d)(?!\w)"),
    Branch("date", _NTH_OPENERS, rf"({_ORDINAL}[\s-]+century)(?!\w)"),
    Branch("date", DIGIT, r"(\d{2,4}s)(?!\w)"),
    Branch("date", DIGIT, r"(\d{1,2}/\d{1,2}/\d{2,4})(?!\w)"),
    Branch("name", _NTH_OPENERS, rf"({_ORDINAL})(?=\s+Industrial\s+Revolution)"),
    Branch("name", DIGIT, r"(24/7)(?!\w)"),
    Branch("age", "age|aged|ages", r"age[ds]?\s+(?:of\s+|between\s+)?(?:(?:under|over|above|below)\s+)?(\d{1,3}(?:\s*(?:-|–|to|and)\s*\d{1,3})?)(?!\w)"),
    Branch("age", "age of|age is|age was", r"age(?:\s+of(?:\s+[^\W\d][\w'’-]*){1,4}?)?\s+(?:is|was)\s+(\d{1,3}(?:\.\d)?)(?!\w|[.,]\d)"),
    Branch("age", "younger than|older than", r"\w+\s+than\s+(\d{1,2})(?!\w|[.,]\d|\s+(?:years?|months?|weeks?|days?|hours?|minutes?)(?!\w))"),
    Branch("age", after_each(_PERSONS, "under|over|is under|are under|are over"),
           rf"\w+\s+(?:(?:is|are)\s+)?(?:under|over)\s+(\d{{1,2}})(?![\w%-]|[.,]\d|\s?%|\s+(?:{_SCALE}|{_SPANS}|per\s?cent|won|dong|dollars?|km|kg|met(?:er|re)s?|kilomet(?:er|re)s?)(?!\w))"),
    Branch("age", _PERSONS, r"\w+\s+(\d{1,2})(?=\s+(?:and|or)\s+(?:over|older|above|under|younger)(?!\w))"),
    Branch("age", "age from", r"age\s+from\s+(\d{2}\s+to\s+\d{2})(?![\w%]|[.,]\d)"),
    Branch("age", "in their|in his|in her", rf"in\s+\w+\s+(?:(?:early|mid|late)[\s-]+)?(\d0s|{_DECADES})(?!\w)"),
    Branch("other", "mid|early|late", rf"\w+-(\d0s|{_DECADES})(?!\w)"),
    Branch("other", "under|over", r"((?:under|over)-\d{1,2}s?)(?!\w)"),
    Branch("age", together(DIGIT, _SMALL), rf"(\d{{1,3}}+|{_BELOW_100})(?=-year-olds?(?!\w)|\s+years?\s+(?:old|of\s+age)(?!\w))"),
    Branch("other", _NUMBERED, rf"(?:{any_of(_NUMBERED)})\s+(\d+)(?!\w)"),
    Branch("other", "grade|grades", rf"\w+\s+(\d{{1,2}}(?:\s?(?:[-–]|to|and)\s?\d{{1,2}})?)(?![\w%]|[.,]\d|\s+(?:{_PEOPLE})(?!\w))"),
    Branch("other", "no.", rf"no\.\s+(\d+[A-Z]?)(?=,?\s+{_STREET}(?!\w))"),
    Branch("other", DIGIT, rf"(\d++[A-Z]?)(?=,?\s+{_STREET}(?!\w)|(?:\s+(?-i:[A-Z]\w*))?-(?:ro|gil|daero)(?!\w))"),
    Branch("other", DIGIT, r"(\d{1,2}\.\d{1,2}\s+out\s+of\s+(?:5|10|100))(?!\w|[.,]\d)"),
    Branch("other", "passed|voted", r"\w+\s+(\d{1,3}\s+to\s+\d{1,3})(?=[.,;]|\s+(?:in|on|with|to|for|against)(?!\w)|\s*$)"),
    Branch("ordinal", "ranked|ranks|rank", rf"\w+\s+(?:at\s+)?(\d{{1,4}})(?=\s+(?:out\s+of|of|among|in|on|globally|worldwide)(?!\w)|[-–]\d{{1,4}}(?:{_RANKED}))"),
    Branch("ordinal", "ranked|ranks|rank", r"\w+\s+(?:at\s+)?(\d{1,4}/(?:1[1-9]|[2-9]\d|\d{3}))(?![\w/])"),
    Branch("ordinal", "no.", r"(?:(?<=ranked\s)|(?<=ranks\s)|(?<=rank\s)|(?<=is\s)|(?<=was\s)|(?<=the\s)|(?<=as\s))((?-i:No)\.\s+\d{1,3})(?=\s+(?:in|globally|worldwide|among|spot|position|ranking)(?!\w))"),
    Branch("other", "one", r"(one)(?=-(?:stop|to-one|on-one|off|sided)(?!\w))"),
    Branch("other", "win|won|beat|defeated|lost|drew|draw|victory|score|scored", r"\w+\b[^.;\n\d]{0,60}?(\d{1,2}\s?[-–]\s?\d{1,2})(?!\d)"),
    Branch("other", f"{DIGIT}|+|(", r"(\(?0\d{1,3}\)?(?:[\s.-]\d{3,4}){2,3}|\d{2,3}-\d{3,4}-\d{4}|\(?\+\d{1,3}\)?(?:[\s.-]\d{1,4}){2,4}|1[89]00(?:[\s.-]\d{3,4})+)(?![\d.,]*\d)"),
    Branch("other", "hotline|dial", r"\w+\s+(\d{3,4})(?![\w-]|[.,]\d|\s+\d)"),
    Branch("name", _NAMED, rf"(?:{any_of(_NAMED)})\s+(?:no\.?\s+)?(\d[\w-]*+(?:[./][\w-]++)*+)(?![\w%]|[.,]\d|\s+(?:{_PEOPLE}|per\s?cent)(?!\w))"),
    Branch("name", _MODELS, rf"(?:{any_of(_MODELS)})\s+(\d{{1,2}}(?:\.\d{{1,2}})?)(?![\w%]|[.,]\d|\s+(?:{_SCALE}|bn|{_PEOPLE}|per\s?cent)(?!\w))"),
    Branch("name", _INDICES, r"\S+\s+(\d+)(?![\w%]|[.,]\d)"),
    Branch("name", _TITLED.lower(), rf"(?-i:{_TITLED})\s+(\d+|{_BELOW_100})(?![\w%-]|[.,]\d|\s+(?:per\s?cent|{_SCALE})(?!\w))"),
    Branch("name", DIGIT, r"(\d[GDK])(?!\w)"),
    Branch("name", DIGIT, r"(?=\d++[/-])((?-i:\d{1,6}(?:/\d{1,6}){1,4}/?[A-ZĐ][\w-]*|\d{1,6}/[A-ZĐ]{2,}[\w-]*|\d+-[A-ZĐ][\w/-]+))"),
    Branch("ratio", DIGIT, r"(\d{1,6}:\d{1,6})(?![\d:.])"),
    Branch("share", together(after_each("a|an", "|".join(_PARTS)), _UNITS), rf"((?:an?|{_UNITS})[\s-]+{_PART})(?=\s+(?:of(?!\s+a\s+{_SCALE})|the|as|more|less|fewer|in|to|{_DO})(?!\w)|[,.;])"),
    Branch("share", _UNITS, rf"((?:{_UNITS})[\s-]+(?:{'|'.join(f'{part}s' for part in _PARTS)})|one[\s-]+(?:{'|'.join(part for part in _PARTS if part != 'quarter')}))(?![\w-])"),
    Branch("share", together(DIGIT, _SMALL), rf"((?:\d{{1,6}}+|{_BELOW_100})\s+(?!in\s+{_YEAR}(?!\d)){_OUT_OF}(?:\d{{1,6}}|{_BELOW_100}))(?!\w|[.,]\d|\s+(?:years?|months?|weeks?|days?|hours?|minutes?)(?!\w))"),
    Branch("share", "half", rf"(half)(?=\s+(?:of|the|its|their|all|that|those|these|as|are|is|{_DO})(?!\w)|[,.;])"),
    Branch("share", DIGIT, r"(\d{1,2}/\d{1,2})(?!\w|/)"),
    Branch("other", "tens of|hundreds of|thousands of|dozens of|scores of", r"(\w+\s+of\s+(?:hundreds|thousands|millions|billions))(?!\w)"),
    Branch("other", "dozens|scores|hundreds|thousands|millions|billions|trillions", r"(\w+)"),
    Branch("number_word", "dual|twin", r"(dual|twin)(?!\w)"),
    Branch("number_word", "double", r"(double)(?=[\s-](?:digits?|taxation|standards?|degrees?|majors?|role|burden)(?!\w))"),
    Branch("times", "|".join(_TIMES), rf"({'|'.join(_TIMES)})(?!\w|\s+(?:a|as\s+an?|per|each|every)\s)"),
    Branch("change", "went from|has gone from|have gone from|had gone from", r"(\w+(?:\s+gone)?)(?=\s+from\s)"),
    Branch("skip", _REACHED, rf"({any_of(_REACHED)})(?!\w)"),
    Branch("duration", together(*(f"{one} and a half" for one in _ONE_SPAN.split("|"))), rf"((?:{_ONE_SPAN})\s+and\s+a\s+half)(?!\w)"),
    Branch("duration", "half a|half an", r"(half\s+an?)(?=\s+(?:year|month|day|hour|minute|decade|century)(?!\w))"),
    Branch("skip", _NO_CHANGE, rf"({any_of(_NO_CHANGE)})(?!\w|\s+to\s)"),
    Branch("skip", _ONCE, rf"({any_of(_ONCE)})(?!\w|\s+and\s+a\s+half)"),
    Branch("skip", _MOVED, rf"({any_of(_MOVED)})(?=\s+to\s)"),
    Branch("other", "both", r"(both)(?!\w)"),
    Branch("other", "the two|these two|those two", r"\w+\s+(two)(?=\s+(?!years?|months?|weeks?|days?|decades?|hours?|of)[^\W\d])"),
    Branch("one", after_each("only|just|exactly|but", "one"), r"(?:only|just|exactly|but)\s+(one)(?=\s+[^\W\d])(?!\s+(?:of|hundred|thousand|million|billion|in|third|quarter|half|fifth|tenth)(?!\w))"),
    Branch("other", "one", rf"(one)(?=['’]s|\s+(?!(?:to|or)\s+(?:two|three)(?!\w)|{_SCALES}|and\s+a\s+half)|[^\w\s-]|\s*$)"),
    Branch("ordinal", "top", rf"(top[\s-]+(?:\d{{1,6}}|{_BELOW_100}))(?!\w)"),
    Branch("other", "very first|at first", r"\w+\s+(first)(?!\w)"),
    Branch("other", "first", r"(first)(?=\s+(?:of\s+all|and\s+foremost)|,(?!\s+second))"),
    Branch("skip", after_each("a|per|each|every|one|split", "second"), r"(?:a|per|each|every|one|split)\s+(second)(?=[,.;]|\s+(?:or|and|on|to|after|before|for)(?!\w)|\s*$)"),
    Branch("ordinal", _NTH_OPENERS, rf"({_ORDINAL})(?!\w)"),
    Branch("date", DIGIT, rf"({_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d{{2}})|\s+to\s+{_YEAR})?)(?![\w%]|[.,/-]\d|\s?(?:per\s?cent|%|thousand|million|billion|trillion|bn|dollars|won|dong|USD|VND|KRW|euros?)|\s+(?:{_PEOPLE})(?!\w))"),
)  # fmt: skip


def _worth(kind: str, text: str) -> Exact | None:
    """Return what the words of a branch are worth; a share in per cent."""
    words = text.casefold()
    if kind == "ordinal":
        return _nth(words)
    if kind == "times":
        return _TIMES[words]
    if kind == "duration":
        return Decimal("0.5") if words.startswith("half") else Decimal("1.5")
    if kind in ("share", "ratio"):
        return _part(words)
    return {"number_word": 2, "one": 1, "absence": 0}[kind]


def _nth(words: str) -> int:
    """Return the number of an ordinal: "3rd", "twenty-first", "top 10"."""
    words = re.sub(r"^(?:top[\s-]+|no\.\s+)", "", words)
    if digits := re.match(r"\d+", words):
        return int(digits[0])
    return sum(_NTH.get(word, _VALUES.get(word, 0)) for word in re.split(r"[\s-]+", words))


def _part(words: str) -> Exact | None:
    """Return a fraction in per cent ("2/3", "one in five", "two thirds"), a ratio as it is."""
    if words == "half":
        return 50
    if ":" in words:
        part, whole = map(int, words.split(":"))
        return Decimal(part) / whole if whole else None
    if joined := re.fullmatch(rf"(.+?)(?:/|\s+{_OUT_OF})(.+)", words):
        part, whole = _cardinal(joined[1]), _cardinal(joined[2])
        if part > whole:  # "a 60/40 split" is no part of one
            return None
    else:
        first, *_, last = re.split(r"[\s-]+", words)
        part, whole = _VALUES[first] or 1, _PARTS[last.removesuffix("s")]
    return Decimal(100 * part) / whole if whole else None


def _cardinal(words: str) -> int:
    """Return a number below a hundred, in digits or words."""
    return int(words) if words.isdigit() else sum(_VALUES[w] for w in re.split(r"[\s-]+", words))


#: Before the first of two levels.
_MULTIPLIED_FROM = re.compile(
    r"(?i)(?:doubled|tripled|trebled|quadrupled|halved)(?:\s+[\w-]+){0,8},?\s+from\s+$"
)


def _is_range(before: str, join: str, after: str) -> bool:
    """Whether two numbers are the ends of a range: not in "has doubled, from 500 to 1,000"."""
    if join.strip() == "and":
        return re.search(r"(?i)between\s+$", before) is not None
    return join.strip() != "to" or not _MULTIPLIED_FROM.search(before)


ENGLISH = Language(
    code="en",
    number=rf"(?:{DIGITS}(?:(?-i:[BT])(?=[\s-]{_IN_BILLIONS}(?!\w))|{_SCALED})|{_WORDS})",
    number_openers=together(
        _SMALL, "zero|a quarter of a|half dozen|a half dozen",
        after_each("a|an|half a|half an", _SCALES),
    ),
    name=r"[^\W\d]+-?\d+(?:[\w/-]|\.\d)*",
    values={**_VALUES, "half": Decimal("0.5"), "quarter": Decimal("0.25"), "of": 0},
    tens={"hundred": 100},
    scales={
        "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9,
        "bln": 10**9, "mn": 10**6, "mln": 10**6, "mil": 10**6, "tn": 10**12, "trn": 10**12, "m": 10**6, "k": 10**3, "b": 10**9, "t": 10**12, "dozen": 12,
    },
    token=rf"{DIGITS}|[^\W\d]+",
    branches=_BRANCHES,
    worth=_worth,
    hedges={
        "nearly": "nearly|almost|close to|just under|just short of",
        "about": "about|around|roughly|approximately|some",
        "over": "more than|over|above|exceeding|in excess of|just over|well over",
        "under": "less than|fewer than|under|below",
        "at_least": "at least|no fewer than|no less than|not less than|not fewer than|"
        "a minimum of|minimum of",
        "at_most": "at most|up to|as many as|not exceed|not exceeding|no more than|not more than|a maximum of|maximum of",
    },
    unhedged="(?:"
    + "|".join(rf"(?<={word}\s)" for word in "twice thrice times half not nearly almost quite just exactly".split())
    + r"|(?<=%\s))as\s+many|as\s+many\s+as\s+(?:(?:19|20)\d\d(?=[.;,)](?!\d)|\s*$)|\d+\s+\w+\s+ago)"
    # "Up 12% over 2023", "below 2019 levels".
    rf"|(?:over|above|below|under)\s+{_YEAR}(?=[.;,)](?!\d)|\s*$|\s+(?:levels?|figures?|highs?|lows?|prices)(?!\w))",
    # "A year earlier" and "a year and a half" are no rates, a target group is no target.
    uncued=r"(?!\s+(?:earlier|ago|later|before|after|and\s+a\s+half|groups?|active)(?!\w))",
    ranked=rf"(?={_RANKED})",
    hedges_after={
        "about": "or so",
        "at_least": "or more|or higher|or above|or over|and above|or greater",
        "at_most": "or fewer|or less|or lower|or below|or under",
    },
    after=r"(?:\s+(?P<counter>[^\W\d]+))??\s+(?P<hedge_after>{hedges})(?!\w)",
    signs="us$|s$|a$|c$|hk$|nt$|$|€|£|₩|¥|₫|usd|vnd|krw|eur|gbp|jpy|sgd|aud|cny|rmb|thb|myr|idr|rm",
    sign_scales=r"\s?[mkbt](?!\w)",
    minus="minus|negative",
    tail={
        "points": r"[\s-]?(?:percentage[\s-]points?|pp(?!\w))",
        "share": r"\s?%|[\s-]?per\s?cent(?!\w)",
        "times": r"\s+times(?=\s+(?:as|more|higher|larger|faster|greater|bigger|the|that|its|their)(?!\w))|(?<=\d\.\d)\s+times(?!\w)|(?:-fold|x)(?!\w)",
        "money": rf"[\s-]?(?:US[\s-]+dollars?|{any_of(_CURRENCIES)})(?!\w)",
    },
    joins=r"\s?[-–~]\s?|\s+to\s+|\s+and\s+|\s+or\s+(?=(?:two|three|four|five|six|seven|eight|nine|ten)(?!\w))",
    is_range=_is_range,
    cues={
        "target": "wants|want to|hopes to|hope to|hoped to|seeks to|seek to|sought to|target|targets|targeted|targeting|goal|goals|aim|aims|aimed|aiming|objective",
        "forecast": "expect|expects|expected|expecting|forecast|forecasts|projected|projection|"
        "projects that|could|predict|predicts|predicted|is likely to|are likely to",
        "plan": "would|plan|plans|planned|planning|will|scheduled to|is to|are to|intends to|intend to|"
        "is due to|are due to|vows to|vowed to|pledges to|pledged to|" + _SET,
        "estimate": "estimate|estimates|estimated|estimating",
        "year": "a year|per year|each year|every year|annually|yearly|per annum",
        "month": "a month|per month|each month|every month|monthly",
        "week": "a week|per week|each week|every week|weekly",
        "day": "a day|per day|each day|every day|daily",
        "change": "rose|rise|rises|rising|risen|grew at|grow at|growing at|grew|grow|grows|grown|growing|growth|increase|"
        "increased|increases|increasing|climbed|climb|jumped|jump|gained|gain|up|fell|fall|falls|"
        "fallen|falling|decline|declined|declines|declining|dropped|drop|drops|decrease|decreased|"
        "decreases|down|cut|cuts|reduce|reduced|reduces|reducing|reduction|expanded|expand|shrank|"
        "slipped|dipped|surged|soared|lowered|raised|lost|improved|accelerated|boost|boosted|"
        "rebounded|slid|contracted|edged|plunged|plunge|tumbled|swelled|dip|advanced|shed|hike|hikes|"
        "expansion|contraction|widened|narrowed|surge|slump|slumped|shrunk|shrink|sank|slashed|"
        "trimmed|strengthened|weakened|appreciated|depreciated|eased|rallied|retreated|crashed",
    },
    counted="(?:goal|target|aim|plan|forecast|projection|estimate|objective)s?",
    clause=r"[,:](?=\s)|[()]|\s(?:but|while|whereas|although|though|that|which|and\s+(?:there|it|they|"
    r"he|she|has|have|had|is|are|was|were|now|reached|got|received|found|said)|said|says)(?=\s)",
    gap=r"(?!\s+from\s)(?:\s+\w+ly)?(?:\s+[^\W\d][\w-]*){0,3}?\s+(?:by|of)\s+(?:an?\s+)?"
    r"(?:\w+ly\s+|between\s+|as\s+much\s+as\s+)?"
    r"|\s+(?:\w+ly\s+)?(?:(?:another|an\s+additional|up|down|between|as\s+much\s+as|"
    r"at\s+an?\s+(?:\w+\s+)?(?:rate|pace)\s+of)\s+)?"
    r"|\s+\d[\d.,]{0,8}(?:%|\s+per\s?cent|\s+points?),?\s+or\s+",
    levels=r"(?:\s+\w+ly)?\s+from\s+",
    change_after=rf"(?!\s+of\s)(?:-[^\W\d]+)?\s+(?:(?!but\s|while\s)[\w-]+\s+){{0,2}}?{any_of(_CHANGES)}(?!\w)",
    rate=r"(?:\s+[^\W\d]+){0,3}\s+(?:per|for\s+every|in\s+every|out\s+of\s+every)\s+"
    r"(?:\d[\d.,]*\d|(?:hundred|thousand|million)(?!\w))(?:\s+(?:thousand|million)(?!\w))?",
    during="over",
    times=together(_SPANS, after_each(_RUN, _SPANS)),
    uncounted=_UNCOUNTED,
    unit=r"-(?!{stops}(?![\w'’-]))[^\W\d][\w'’-]*|(?:[ \u00a0](?!{stops}(?![\w'’-]))[^\W\d][\w'’-]*){1,4}",
    stops=(
        "a|an|the|in|on|at|of|for|to|by|from|with|and|or|but|as|than|that|which|who|whose|"
        "where|when|while|is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|"
        "this|these|those|it|its|their|said|says|after|before|since|until|into|over|under|"
        "across|among|between|per|each|every|about|through|during|within|without|against|"
        "nationwide|last|next|past|so|not|only|also|more|less|aged|work|works|worked|must|live|lives|"
        "lived|signed|found|received|surveyed|exist|exists|existed|numbered|own|owns|died|survived|"
        "joined|took|did|do|does|came|went|left|made|told|now|still|today|already|currently|later|"
        "earlier|ago|each|annually|respectively|plus|odd|strong|way|something"
    ),
)  # fmt: skip
