"""Words that stand for each other, and words that must not: what the check of a claim knows of English."""

from __future__ import annotations

import re

from index.irregular_verbs import base_form
from index.stemming import stem

ALIASES = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (
            r"\bU\.S\.(?:A\.)?|\bUSA?\b|\b[Tt]he States\b|\bUnited States(?: of America)?\b|\bAmericans?\b(?! Samoa)|\bAmerica\b",
            "USA",
        ),
        (r"\bU\.K\.|\bUK\b|\bUnited Kingdom\b|\bGreat Britain\b|\bBritain\b|\bBritish\b|\bBritons?\b", "UK"),
        (r"\bE\.U\.|\bEU\b|\bEuropean Union\b", "EU"),
        (r"\bU\.N\.|\bUN\b|\bUnited Nations\b", "UN"),
        (r"\bSouth Kore(?:ans?|a)\b", "Southkorea"),
        (r"\bNorth Kore(?:ans?|a)\b", "Northkorea"),
        (r"\bSouth Africa(?:ns?)?\b", "Southafrica"),
        (r"\bNew Zealand(?:ers?)?\b", "Newzealand"),
        (r"\bHong Kong\b", "Hongkong"),
        (r"\b[Ss]terling\b", "the pound"),
        (r"\bSaudi(?: Arabia)?n?s?\b", "Saudi"),
        (r"\b(?:[Ww]orld [Hh]ealth [Oo]rganization|W\.H\.O\.|WHO)\b", "WHO"),
        (r"\bkilomet(?:er|re)s?\b|\bkms?\b", "kilometer"),
        (r"\bkilogram(?:me)?s?\b|\bkgs?\b|\bkilos?\b", "kilogram"),
        (r"\bmet(?:er|re)s?\b", "meter"),
        (r"\bcentimet(?:er|re)s?\b", "centimeter"),
        (r"\btonnes?\b|\btons?\b", "ton"),
        (r"\bharbour", "harbor"),
        (r"\bcent(?:re|er)\b", "center"),
        (r"\bp\.m\.|(?<=\d) ?pm\b", " pm "),
        (r"\ba\.m\.|(?<=\d) ?am\b", " am "),
        (r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|St)\.(?= )", " "),
        (r"%|\bper ?cent\b", " percent "),
        (r"\b[Nn]ot? (?:more|later) than\b", "at most"),
        (r"\b[Nn]ot? (?:fewer|less) than\b", "at least"),
        (r"\b(?:provided|providing) that\b", "if"),
        (r"\bturn(?:s|ed)? down\b", "rejected"),
        (r"\bvot(?:e|es|ed) down\b", "rejected"),
        (r"\bthr(?:ow|ows|ew|own) out\b", "dismissed"),
        (r"\bstr(?:ike|ikes|uck) down\b", "overturned"),
        (r"\bsign(?:s|ed)? off on\b", "approved"),
        (r"\b(?:lay|lays|laid) off\b", "dismissed"),
        (r"\bstep(?:s|ped)? down\b", "resigned"),
        (r"\bput(?:s|ting)? off\b", "postponed"),
        (r"\b(?:pull|pulls|pulled) out of\b", "withdrew from"),
        (r"\b[Cc]all(?:s|ed|ing)? (?:on|for|upon)\b", "urged"),
        (r"\b[Cc]all(?:s|ed|ing)? off\b", "cancelled"),
        (r"\b(?:the )?Federal Reserve\b|\b(?:the )?Fed\b", "the Fed"),
        (r"\bopen(?:s|ed|ing)? again\b", "reopen"),
        (r"\b[Hh]alf a million\b", "500,000"),
        (r"\b[Hh]alf a billion\b", "500 million"),
        (r"\b[Hh]alf a(?: dozen\b|-dozen\b)", "six"),
    )
)
"""Patterns, with the one form that they are compared in."""

UNITS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
DOLLARS = {
    "US": "USA", "USA": "USA", "C": "Canadian", "CA": "Canadian", "A": "Australian", "AU": "Australian", "NZ": "Newzealand",
    "HK": "Hongkong", "S": "Singaporean",
}  # fmt: skip
"""Whose dollars, by what stands before the sign."""
UNIT_WORDS = frozenset(
    "dollar pound euro yen franc ruble rouble rupee yuan peso percent mile kilometer meter foot feet inch yard acre hectare ton kilogram gram "
    "ounce liter litre gallon barrel degree second minute hour day week month year decade century cent".split()
)
"""Units that a number keeps, in the singular."""

_COUNTRIES = """
Afghanistan Afghan|Albania Albanian|Algeria Algerian|Angola Angolan|Argentina Argentine Argentinian|Armenia Armenian|Australia Australian|
Austria Austrian|Azerbaijan Azerbaijani|Bangladesh Bangladeshi|Belarus Belarusian|Belgium Belgian|Benin Beninese|Bolivia Bolivian|
Bosnia Bosnian|Brazil Brazilian|Bulgaria Bulgarian|Burundi Burundian|Cambodia Cambodian|Cameroon Cameroonian|Canada Canadian|Chad Chadian|
Chile Chilean|China Chinese|Colombia Colombian|Congo Congolese|Croatia Croatian Croat|Cuba Cuban|Cyprus Cypriot|Czech Czechia|
Denmark Danish Dane|Dominica|Ecuador Ecuadorian|Egypt Egyptian|England English|Eritrea Eritrean|Estonia Estonian|Ethiopia Ethiopian|
Europe European|Finland Finnish Finn|France French Frenchman|Georgia Georgian|Germany German|Ghana Ghanaian|Greece Greek|Guatemala Guatemalan|
Guinea Guinean|Haiti Haitian|Honduras Honduran|Hungary Hungarian|Iceland Icelandic Icelander|India Indian|Indonesia Indonesian|Iran Iranian|
Iraq Iraqi|Ireland Irish|Israel Israeli|Italy Italian|Jamaica Jamaican|Japan Japanese|Jordan Jordanian|Kazakhstan Kazakh|Kenya Kenyan|
Kosovo Kosovar|Kuwait Kuwaiti|Laos Laotian|Latvia Latvian|Lebanon Lebanese|Liberia Liberian|Libya Libyan|Lithuania Lithuanian|
Macedonia Macedonian|Malawi Malawian|Malaysia Malaysian|Mali Malian|Malta Maltese|Mexico Mexican|Moldova Moldovan|Mongolia Mongolian|
Morocco Moroccan|Mozambique Mozambican|Myanmar Burmese Burma|Namibia Namibian|Nepal Nepalese Nepali|Netherlands Dutch Holland|
Nicaragua Nicaraguan|Niger Nigerien|Nigeria Nigerian|Norway Norwegian|Pakistan Pakistani|Palestine Palestinian|Panama Panamanian|
Paraguay Paraguayan|Peru Peruvian|Philippines Filipino Philippine|Poland Polish Pole|Portugal Portuguese|Qatar Qatari|Romania Romanian|
Russia Russian|Rwanda Rwandan|Scotland Scottish Scot|Senegal Senegalese|Serbia Serbian Serb|Singapore Singaporean|Slovakia Slovak|
Slovenia Slovenian Slovene|Somalia Somali|Spain Spanish Spaniard|Sudan Sudanese|Sweden Swedish Swede|Switzerland Swiss|Syria Syrian|
Taiwan Taiwanese|Tanzania Tanzanian|Thailand Thai|Tunisia Tunisian|Turkey Turkish Turk Türkiye|Uganda Ugandan|Ukraine Ukrainian|
Uruguay Uruguayan|Uzbekistan Uzbek|Venezuela Venezuelan|Vietnam Vietnamese|Wales Welsh|Yemen Yemeni|Zambia Zambian|Zimbabwe Zimbabwean|
Bahamas Bahamian|Bahrain Bahraini|Barbados Barbadian|Belize Belizean|Bhutan Bhutanese|Botswana Motswana|Brunei Bruneian|Comoros Comorian|
Crimea Crimean|Djibouti Djiboutian|Fiji Fijian|Gabon Gabonese|Gambia Gambian|Greenland Greenlandic Greenlander|Grenada Grenadian|
Guyana Guyanese|Kyrgyzstan Kyrgyz|Luxembourg Luxembourger|Madagascar Malagasy|Maldives Maldivian|Mauritania Mauritanian|
Mauritius Mauritian|Monaco Monegasque|Montenegro Montenegrin|Oman Omani|Salvador Salvadoran Salvadorian|Samoa Samoan|
Suriname Surinamese|Eswatini Swazi Swaziland|Tajikistan Tajik|Tibet Tibetan|Timor Timorese|Togo Togolese|Tonga Tongan|
Trinidad Trinidadian|Turkmenistan Turkmen|Africa African|Asia Asian|Catalonia Catalan|Chechnya Chechen|Kurdistan Kurdish Kurd
"""
COUNTRIES = {
    form.casefold(): f"~{names.split()[0].casefold()}"
    for names in " ".join(_COUNTRIES.split()).split("|")
    for name in names.split()
    for form in (name, f"{name}s")
}
"""Countries and their people, by the country: Nigerian is Nigeria and not Niger."""

_SYNONYMS = """
say said says saying state stated tell told tells announce announced declare declared according report reported remark add added note noted explain
ask asked request requested seek sought|begin began begun start started launch launched|end ended finish finished conclude concluded complete completed
kill killed die died dead death deaths fatal fatality|hurt injure injured injury wound wounded|buy bought purchase purchased acquire acquired acquisition
sell sold selling|child children kid kids|official officials authority authorities|soldier soldiers troop troops|army military
approve approved back backed endorse endorsed pass passed|reject rejected oppose opposed|win won beat beaten defeat defeated victory
lose lost|resign resigned resignation quit step stepped|leave left depart departed departure|arrive arrived arrival
big large huge biggest largest|small little|company firm business corporation companies businesses|car cars vehicle vehicles automobile
house houses home homes|blast blasts explosion explosions exploded explode bomb bombing|fire blaze wildfire|accident crash crashed collision collided
help helped aid assist assisted assistance|rise rose risen increase increased grow grew grown climb climbed up gain gained went
fall fell fallen drop dropped decrease decreased decline declined sink sank slip|cut cuts reduce reduced reduction slash slashed lower lowered
job jobs post posts position positions|talk talks talked meeting meetings meet met negotiate negotiations discuss discussed discussion
agree agreed agreement deal accord pact|law laws legislation act bill|rule rules regulation regulations|police policeman officer officers officers
jail jailed prison imprisoned imprisonment|sentence sentenced|guilty convict convicted conviction|acquit acquitted cleared clear|charge charged accuse accused
arrest arrested detain detained custody|free freed release released|rescue rescued save saved|search searched searching look looked hunt
stop stopped halt halted suspend suspended|resume resumed restart|close closed shut|open opened reopen reopened reopens opens opening
cancel cancelled canceled scrap scrapped call-off|delay delayed postpone postponed|warn warned warning|urge urged urges urging|call calls called phone phoned telephone telephoned rang
show showed shown indicate indicated reveal revealed|find found discover discovered|build built construct constructed construction
destroy destroyed demolish demolished tear torn raze|hit struck strike|strike-over walkout|protest protests protested demonstrate demonstration demonstrators
block blocked blockade blockaded|send sent dispatch dispatched deploy deployed|get got receive received obtain|give gave given grant granted hand
pay paid payment|cost costs costing price|money fund funds funding cash|make made produce produced create created|hold held host hosted
lead led leader head headed heads|run runs ran running manage manages operate operates|boss chief director|work worked|illness disease sickness
ill sick|doctor doctors physician physicians medic|drug medicine medication|vaccine vaccination jab|poll survey|vote votes voted voting ballot
choose chose chosen pick picked select selected elect elected election|name named appoint appointed appointment|quick quickly fast rapid swift
think thought believe believed|hope hoped|fear feared afraid|want wanted|need needed|try tried attempt attempted attempts|allow allowed let permit permitted
ban banned prohibit prohibited bar barred forbid forbidden outlaw|force forced compel compelled|order ordered|hire hired recruit employ employed
fire-from dismiss dismissed sack sacked|attack attacked assault assaulted raid|shoot shot gunned|steal stole stolen theft rob robbed robbery
threat threaten threatened threatens|retaliate retaliated retaliation respond responded response|impose imposed put levy|tariff tariffs duty duties
travel travelled traveled travelling traveling go trip journey|visit visited visits visiting|return returned|flee fled escape escaped
evacuate evacuated|storm hurricane cyclone typhoon|quake earthquake tremor|flood floods flooded flooding|area region|town city
country nation state-of|government administration|parliament lawmakers legislators|minister secretary|president presidential|spokesman spokeswoman spokesperson
man men|woman women|player footballer|match game|title championship|trophy cup|record|film movie|writer author|pupil pupils student students
school schools|university college|teacher teachers|worker workers employee employees staff|owner owners|inhabitant inhabitants resident residents
village villager villagers|ship vessel boat|plane aircraft airplane jet|flight flights|train trains|bridge bridges|road street highway
river|sea ocean|mountain mountains|forest woods|crop harvest|farmer farmers|animal animals|dog dogs|last final|happen happened occur occurred
use used utilize|plan plans planned|likely probable|before ahead|after following|because due|under|near nearby close-to|about approximately roughly
nearly almost|least minimum|most maximum|half|double doubled twice|income revenue revenues|profit profits|loss losses|share shares stock stocks
worth value|debt debts|tax taxes|wage wages pay-of salary salaries|unemployment jobless joblessness|inflation|growth|trade|export exports exporter exported
import imports importer imported|weapon weapons arms|missile missiles rocket rockets|gun guns firearm|war conflict|fight fought fighting battle clash clashed
peace|truce ceasefire|enemy foe|ally allies|join joined|withdraw withdrew withdrawn pull pulled|cross crossed|border frontier|refugee refugees migrant migrants
victim victims|survivor survivors|survive survived|witness witnesses|suspect suspected suspects|murder murdered homicide|trial tried-in|court tribunal
judge judges justice|lawyer lawyers attorney attorneys|prosecutor prosecutors|jury jurors|fine fined penalty|damage damaged damages
improve improved|worsen worsened deteriorate|change changed alter altered|keep kept remain remained stay stayed stays remains|continue continued
replace replaced|expand expanded expansion|move moved relocate relocated|carry carried transport transported|hide hid hidden conceal concealed
ignore ignored|contradict contradicted contradicting|cite cited citing|claim claimed claims|deny denied denies|admit admitted confess confessed acknowledge
refuse refused decline-to|fail failed failure|succeed succeeded|reach reached|see seen saw visible|hear heard|know knew known|become became turn turned
live lived lives|born birth|marry married marriage wedding|son sons|daughter daughters|brother brothers|sister sisters|wife|husband
award awarded awards prize prizes|pollute polluted polluting pollution contaminate contaminated|waste|treat treated treatment|test tests tested
guest guests|attend attended|cause caused|trigger triggered spark sparked|cousin|treaty|require required|cover covered|tell-of|swim swam
write wrote written|speak spoke spoken|read|sign signed signature|bring brought|teach taught|catch caught|feel felt|stand stood
break broke broken|throw threw thrown|drive drove driven|fly flew flown|wear wore|draw drew drawn|rule-out ruled ruling decided decide decision|expel expelled expulsion
"""
SYNONYMS: dict[str, str] = {}
for _number, _group in enumerate(_SYNONYMS.strip().replace("\n", "|").split("|")):
    for _word in _group.split():
        if "-" not in _word:
            SYNONYMS.setdefault(_word, f"={_number}")
            SYNONYMS.setdefault(stem(_word), f"={_number}")


def senses(word: str) -> frozenset[str]:
    """The senses of ``word``, in small letters: its base form, and the group of those that stand for it, where there is one."""
    group = SYNONYMS.get(word) or SYNONYMS.get(stem(word))
    return frozenset((base_form(word), group) if group else (base_form(word),))


_OPPOSITES = """
rise rose increase increased grew climbed higher gain gained up/fall fell drop dropped decrease decreased declined lower lost down|
win won beat defeated/lose lost|accept accepted approve approved/reject rejected refuse refused|support supported supporters backed/oppose opposed opponents|
open opened reopened opening/close closed shut|arrive arrived/leave left|buy bought/sell sold|guilty convicted/innocent acquitted cleared|
more/less fewer|above over/below under|highest largest biggest most/lowest smallest least|begin began started/end ended|allow allowed let permitted/ban banned barred forbade|
hire hired/fire fired dismissed|alive survived/dead died killed|majority/minority|lift lifted/impose imposed|older/younger|export exports exported exporter/import imports imported importer|
admit admitted/deny denied denies|likely/unlikely|conclusive/inconclusive|legal/illegal|possible/impossible|safe/unsafe|north northern/south southern|east eastern/west western|
import/export|former/current acting|public/private|first/last|early/late|faster/slower|better improved/worse worsened|strong stronger/weak weaker|male/female|
husband/wife|son/daughter|brother/sister|friend ally/enemy foe|attack attacked/defend defended|tenants/landlords|daily/weekly monthly yearly|weekly/daily monthly|
expanded expand/shrank reduced cut|keep kept/drop dropped|ended stopped/continued|includes including/excludes excluding|wife/husband|made profit/lost loss|smaller/larger|bigger/smaller
"""
OPPOSITES: dict[str, frozenset[str]] = {}
for _pair in " ".join(_OPPOSITES.split()).split("|"):
    _one, _, _two = _pair.strip().partition("/")
    for _words, _others in ((_one, _two), (_two, _one)):
        for _word in _words.split():
            OPPOSITES[_word] = OPPOSITES.get(_word, frozenset()) | frozenset(_others.split())

TITLES = frozenset(
    "president minister prime premier chancellor king queen prince princess judge mayor governor senator representative congressman congresswoman "
    "secretary general colonel captain sergeant lieutenant admiral bishop pope cardinal archbishop professor doctor sir lord lady engineer actor "
    "actress singer coach chief officer director chairman chairwoman chair ambassador sheriff deputy vice former foreign finance interior defense "
    "defence health state justice attorney mr mrs ms dr prof sen rep gov st".split()
)
FREE = frozenset(
    "a an the and or but so yet as at by for from in into of off on onto to toward towards upon out with within about against among amid around between during "
    "through throughout via per that this these those there here it its itself he him his himself she her hers herself they them their theirs themselves "
    "we us our you your i me my who whom whose which what when where why how is are was were be been being am has have had having do does did done doing "
    "will would can could may might shall should must also too then than if while because since although though whether each either such very just still "
    "now et al yes no not nor never none nobody nothing neither without cannot people person persons mr mrs ms dr prof sen rep gov st both own one ones "
    "while whereas under over up down again ago later earlier once further another other others more less fewer most least all every some any many few several "
    "only until unless before after next last back even well part total number according side take place took takes taken taking happened happen came come comes "
    "following currently meanwhile however additionally amount old new same thing things way able get got gets got- went go goes going percent pm am s t "
    "result due order set expected".split()
)
"""Words that carry no sense of their own here: grammar, what other checks look after, and fillers."""
BE = frozenset("is are was were be been being am get got gets getting 's".split())
CLAUSE_MARKS = frozenset(
    "and but while or nor than who which whose whom whereas although though after before because instead not until when where that if unless".split()
)
