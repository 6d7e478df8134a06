"""Use words: what a sentence of a card, a gate or a notice takes away, in the languages whose words are here.

A meaning is found where one of its patterns matches a clause; who the clause is about, and whether it is
denied or past, is read by `subject`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, reduce
from operator import or_

from openness.licences.lifted import blank, without_lifted
from openness.licences.saying import UseLimit
from openness.words import ALL, Rule, Stems

_NON_COMMERCIAL = (
    (
        r"(?<!commercial and )(?<!commercial or )(?<!commercial as well as )(?<!commercial/)\bnon[- ]?commercial(?"
        r":ly)?\b(?!,? (?:and|or|as well as|/) commercial)|\bnot[- ]for[- ]profit (?:use|purposes?) only\b"
    ),
    r"\bnicht[- ]?kommerziell\w*|\bnon[- ]commercia(?:l|le|les|ux)\b|\bno[- ]comercial(?:es)?\b|\bnon commercial[ei]\b",
    r"\bnão[- ]comercia(?:l|is)\b|\bniet[- ]?commerci[eë]\w+|\bniekomercyjn\w+",
    r"非商[业用業]|非営利|非盈利|비상업|비영리",
)
_COMMERCIAL_FORBIDDEN = (
    (
        r"\b(?:not|cannot|can't|never)\b[^.;]{0,40}\bfor (?:any |a )?(?:commercial|business)\b|\bno commercial (?:"
        r"use|usage|purposes?)\b"
    ),
    (
        r"\bcommercial(?:ly)?(?: or business)? (?:use|usage|purposes?|exploitation|applications?)\b[^.;]{0,40}?"
        r"\b(?:not|prohibited|forbidden|disallowed|excluded|restricted)\b"
    ),
    r"\b(?:prohibit\w*|forbid\w*|exclud\w+|disallow\w*|no longer)\b[^.;]{0,60}\bcommercial(?:ly)?\b",
    (
        r"\b(?:may not|must not|cannot|can ?not|can't|not (?:be|to be)|not allowed to)\b[^.;]{0,60}\bcommercial(?:"
        r"ly|ize\w*|ise\w*)?\b"
    ),
    (
        r"\bkommerziell\w* (?:nutzung|verwendung|einsatz|zwecke\w*)\b[^.;]{0,60}\b(?:nicht|untersagt|verboten|ausg"
        r"eschlossen|unzulässig)\b|\b(?:keine|nicht für) kommerziell\w*|\bnicht (?:für |zu )?(?:k"
        r"ommerziell|gewerblich)\w*"
    ),
    (
        r"\b(?:usage|utilisation|exploitation|fins?|usages)s? commercia\w+\b[^.;]{0,60}\b(?:interdit\w*|pas|exclu"
        r"\w*|prohib\w*|défendu\w*)\b|\b(?:interdi\w+|pas d[e']|aucune?)\b[^.;]{0,40}\bcommercia\w+"
    ),
    (
        r"\bus[oi] comercia\w+\b[^.;]{0,60}\b(?:prohibid\w*|no|proibid\w*|vedad\w*|não|excluid\w*)\b"
        r"|\b(?:prohib\w+|proib\w+|se prohíbe|no se permite|não é permitid[oa])\b[^.;]{0,40}\bcomercia\w+"
    ),
    (
        r"\bus[oi] commercial[ei]\b[^.;]{0,60}\b(?:vietat\w*|proibit\w*|non|esclus\w*)\b|\b(?:viet\w+|proib\w+|non"
        r")\b[^.;]{0,40}\bcommercial[ei]\b"
    ),
    (
        r"\bcommerci[eë]\w+ (?:gebruik|doeleinden|toepassing\w*)\b[^.;]{0,60}\b(?:niet|verboden|uitgesloten)\b"
        r"|\b(?:geen|niet voor) commerci[eë]\w+"
    ),
    (
        r"\b(?:użycie|użytek|użytku|wykorzystani\w+|zastosowani\w+|cel\w*|użytkowanie) komercyjn\w+\b[^.;]{0,60}\b"
        r"(?:zabron\w*|niedozwol\w*|zakaz\w*|nie)\b|\b(?:zakaz|zabrania się|nie)\b[^.;]{0,60}\bkomercyjn\w+"
    ),
    (
        r"(?:禁止|不得|不可(?!转让|轉讓|再|撤|逆|分)|不允许|不許|严禁|嚴禁|不能|请勿|勿|未经\w{0,8})[^。；]{0,16}商[业用業]|商[业用業][^。"
        r"；]{0,16}(?:禁止|不允许|不得)"
    ),
    (
        r"商用(?:利用|目的)?[^。]{0,16}(?:不可|禁止|できません|できない|認め(?:られ)?ません|認めない)|商業(?:利用|"
        r"目的)[^。]{0,20}(?:禁止|不可|できません|できない)"
    ),
    r"상업[^.]{0,24}(?:금지|불가|허용되지|허용하지|할 수 없|안 됩니다|안 된다)",
)
_ON_REQUEST = (
    (
        r"\b(?:apply|(?:an|the|on|upon|by|your) application|application forms?|fill\w*|register\w*|registration|sign "
        r"up|questionnaire|contact|reach out|e-?mail|ask)\b[^.;]{0,60}\bcommercial (?:use|usage|licen[cs]\w+|purpose"
        r"s?)\b"
    ),
    (
        r"\bcommercial (?:use|usage|licen[cs]\w+|purposes?|exploitation)\b[^.;]{0,60}\b(?:apply|application|fill in|f"
        r"ill out|register|registration|requires?|needs?|must|contact|(?:up)?on request|separate\w*|reach out|e-?mail)"
        r"\b"
    ),
    (
        r"\b(?:kommerziell|gewerblich)\w* (?:nutzung|verwendung|einsatz|zwecke\w*|lizenz\w*)\b[^.;]{0,60}\b(?:bedarf|"
        r"erfordert|benötigt|beantrag\w*|auf (?:antrag|anfrage)|registrier\w*|anmeld\w*)"
    ),
    (
        r"\b(?:beantrag\w*|auf (?:antrag|anfrage)|nach (?:registrierung|anmeldung)|registrier\w*|antra"
        r"g)\b[^.;]{0,60}\b"
        r"(?:kommerziell|gewerblich)\w*"
    ),
    (
        r"\b(?:demande\w*|formulaire|inscri\w+|contact\w+|sur demande|autorisation)\b[^.;]{0,60}\b(?:c"
        r"ommercia(?:l|le|u"
        r"x|les))\b|\bcommercia(?:l|le|ux|les)\b[^.;]{0,60}\b(?:sur demande|après (?:inscription|deman"
        r"de)|contact\w+|form"
        r"ulaire|requiert|nécessite)\b"
    ),
    (
        r"\b(?:solicit\w+|formulario|regist[rí]\w+|richie\w+|modulo|formulário|aanvra\w*|aanvrag\w*|wn"
        r"iosek|formularz\w"
        r"*)\b[^.;]{0,60}\b(?:comercia\w+|commercial[ei]|commerci[eë]\w+|komercyjn\w+)"
    ),
    r"(?:申请|填写|登记|注册)[^。；]{0,16}商[业用業]|商[业用業][^。；]{0,16}(?:授权|許可|许可|申请|联系|填写|登记|注册)",
    r"商用(?:利用)?[^。]{0,24}(?:申請|申し込み|お問い合わせ|ご連絡|許諾|登録)|(?:申請|申し込み|お問い合わせ)[^。]{0,16}商用",
    r"상업[^.]{0,24}(?:신청|문의|등록|허가|승인)|(?:신청|문의|등록)[^.]{0,16}상업",
    r"(?:需|须|須|请)[^。；]{0,16}商[业用業]\w{0,4}(?:授权|许可|許可)",
)
_BOTH = (
    r"\b(?:\w*comm?er[cz]\w*|kommerz\w*|komercyjn\w*)\W+(?:and|or|und|oder|wie auch|et|ou|y|o|e|en|of|i|lub|as"
    r" well as)?\W*(?:for |auch |für |\w{1,5} )?(?:non|nicht|no|não|niet|nie)[- ]?(?:\w*comm?er[cz]\w*|kommerz"
    r"\w*|komercyjn\w*)|\b(?:non|nicht|no|não|niet|nie)[- ]?(?:\w*comm?er[cz]\w*|kommerz\w*|komercyjn\w*)\W+(?"
    r":and|or|und|oder|et|ou|y|o|e|en|of|i|lub|as well as)\W+(?:for |\w{1,5} )?(?:comm?er[cz]\w*|kommerz\w*|ko"
    r"mercyjn\w*)|商[业用業]\w{0,2}(?:和|与|及|或|、|/)非商[业用業]|非商[业用業]\w{0,2}(?:和|与|及|或|、|/)商["
    r"业用業]"
)
_RESEARCH_ONLY = (
    r"\b(?:research|academic|educational|scientific)(?:[- ]\w+){0,2} only\b",
    (
        r"\b(?:only|solely|exclusively|strictly|limited|restricted|confined)\b(?: \w+){0,4}? (?:for|in|to)(?: \w+)"
        r"{0,3}? (?:research|academic|scientific)\b"
    ),
    (
        r"\b(?:nur|ausschlie(?:ß|ss)lich|allein|lediglich)\b[^.;]{0,40}\b(?:forschung\w*|akademisch\w*|wissenschaf"
        r"tlich\w*)|\bauf forschung\w* beschränkt\b"
    ),
    (
        r"\bréservé\w* (?:à la |aux? |à des fins de )?recherche\b|\b(?:uniquement|exclusivement|seulement|strictem"
        r"ent)\b[^.;]{0,40}\b(?:recherche|académique\w*)\b|\b(?:recherche|académiques?) (?:uniquement|exclusivemen"
        r"t|seulement)\b"
    ),
    (
        r"\b(?:solo|sólo|solamente|únicamente|exclusivamente)\b[^.;]{0,40}\b(?:investigación|académic\w+)\b"
        r"|\b(?:investigación|académic\w+) (?:únicamente|solamente|exclusivamente)\b"
    ),
    (
        r"\b(?:solo|soltanto|solamente|esclusivamente|unicamente)\b[^.;]{0,40}\b(?:ricerca|accademic\w+)\b|\briser"
        r"vat\w+ alla ricerca\b"
    ),
    (
        r"\b(?:apenas|somente|exclusivamente|só|unicamente)\b[^.;]{0,40}\b(?:pesquisa|investigação|acadêmic\w+|aca"
        r"démic\w+)\b"
    ),
    r"\b(?:alleen|uitsluitend|slechts|enkel)\b[^.;]{0,40}\b(?:\w*onderzoek\w*|academisch\w*)\b",
    r"\b(?:wyłącznie|tylko|jedynie)\b[^.;]{0,40}\b(?:badawcz\w+|naukow\w+|badań)",
    r"(?:仅限|仅供|僅供|僅限|只能|只限|仅|僅|只)[^。；]{0,16}(?:研究|学术|學術|科研|教学)",
    r"(?:研究|学術)(?:目的|用途|利用|用)?(?:のみ|に限|だけ|専用)",
    r"(?:연구|학술)\S{0,6}(?: 목적\S{0,4})?(?:만|에 한|에만|로만|전용)(?: |$|\.|하)|오직 (?:연구|학술)",
)
_EU = (
    r"european union|european economic area|\bthe eu\b|\beu (?:member|users?|residents?|citizens?|based|entit"
    r"\w+|compan\w+)|\beea\b|\bin europe\b|europäische[nr]? union|\bder eu\b|\beu-\w+|union européenne|\bl['’]"
    r"ue\b|unión europea|\bla ue\b|unione europea|\bnell['’]ue\b|\bdell['’]ue\b|união europeia|\b[dn]a ue\b|eu"
    r"ropese unie|\bde eu\b|uni[iaęą] europejsk\w+|\bue\b|欧盟|歐盟|欧州連合|\beu(?=[^a-z])|유럽 ?연합"
)
_PUBLIC = (
    r"\b(?:by|to|for) (?:any |all )?(?:governments?|governmental|public (?:bod\w+|authorit\w+|sector|administr"
    r"ations?|institutions?)|authorities)\b|^(?:\W|the )*(?:governments?|governmental (?:bod\w+|agenc\w+)|publ"
    r"ic (?:bod\w+|authorit\w+)|authorities)\b|behörden?\b|öffentliche\w* (?:hand|stellen?|verwaltung\w*|einri"
    r"chtung\w*)|autorités publiques|organismes publics|administrations? publiques?|administraci(?:ón|ones) pú"
    r"blicas?|organismos públicos|autoridades públicas|entidades públicas|amministrazion[ei] pubblic\w+|pubbli"
    r"c\w+ amministrazion[ei]|enti pubblici|autorità pubblic\w+|administraç\w+ públicas?|órgãos públicos|overh"
    r"eid\w*|publieke instelling\w*|organ\w* (?:władzy|administracji|publiczn\w+)|administracj\w+ publiczn\w+|"
    r"instytucj\w+ publiczn\w+|政府|公共机构|公共機構|行政機関|公的機関|官公庁|정부|공공 ?기관"
)
_DENIAL = (
    r"\b(?:not|n't|cannot|no|never|except|excluding|excluded|excludes|outside|prohibit\w*|forbid\w*|unavailabl"
    r"e|withheld|other than|neither|nicht|kein\w*|ausgeschlossen|ausgenommen|außerhalb|untersagt|verboten|ne|n"
    r"['’]\w+|pas|exclu\w*|interdit\w*|hors|sauf|aucun\w*|prohib\w+|fuera|salvo|excepto|viet\w+|esclus\w+|proi"
    r"b\w+|vedad\w+|fora|exceto|niet|geen|uitgesloten|buiten|verboden|nie|wyłącz\w*|zakaz\w*|zabron\w*|poza|no"
    r"n|não)\b|不|除外|除く|除き|除了|排除|禁止|以外|不可|できません|対象外|제외|금지|불가|없습니다|없다|않"
)
_RIGHTS = (
    r"\b(?:licen[cs]\w*|us(?:e|ed|ing|age)|rights?|grant\w*|available|permi\w+|allow\w*|access\w*|distribut\w*"
    r"|offer\w*|applies|apply|nutz\w+|genutzt|verwend\w+|lizenz\w*|einsetz\w*|rechte|zugänglich|utilis\w+|usag"
    r"es?|droits?|concéd\w+|accord\w+|us[oa]r?\b|utiliz\w+|derechos?|licencia\w*|concede\w*|uso|utilizz\w+|dir"
    r"itti|licenza|concess\w+|direitos?|licença|usad\w+|gebruik\w*|rechten|licentie|używ\w+|użyt\w*|korzyst\w+"
    r"|licencj\w+|praw\w*|wykorzyst\w+|stosow\w+)\b|使用|利用|许可|許可|授权|適用|适用|권리|사용|이용|라이선스"
)
_SIZE = (
    r"\b(?:revenues?|turnover|monthly active users|mau|employees|annual sales|umsatz\w*|jahresumsatz|mitarbeit"
    r"er\w*|chiffre d['’]affaires|salariés|ingresos|facturación|empleados|fatturato|ricavi|dipendenti|receita|"
    r"faturamento|funcionários|omzet|medewerkers|przych[oó]d\w*|pracownik\w*)\b|营收|營收|年收入|月活|月活跃用"
    r"户|员工|売上|年商|月間アクティブ|従業員|매출|월간 활성|직원"
)
_MONEY = (
    r"revenue|turnover|sales|umsatz|chiffre|ingresos|facturaci|fatturato|ricavi|receita|faturamento|omzet|przy"
    r"ch|收|売上|年商|매출"
)
_BOUND = (
    r"\b(?:exceed\w*|more than|above|over|greater than|less than|under|below|fewer than|up to|mehr als|über|un"
    r"ter|weniger als|plus de|supérieur\w*|dépass\w*|moins de|más de|superior\w*|menos de|più di|superior[ei]|"
    r"meno di|oltre|mais de|acima|meer dan|minder dan|boven|powyżej|ponad|przekracz\w*)\b|超过|超過|超え|以上|"
    r"不足|以下|未満|초과|이상|미만"
)
_REGISTRATION = (
    (
        r"\b(?:must|need to|needs to|required to|have to|has to|shall)\b(?: \w+){0,2} (?:register|apply for|obtain"
        r"|request|sign|ask for)\b[^.;]{0,60}\b(?:licen[cs]\w+|permission|authori[sz]ation|agreement|approval|comm"
        r"ercial|use|register)\b"
    ),
    (
        r"\b(?:registration|(?:prior |written )+(?:permission|consent|authori[sz]ation|approval))\b[^.;]{0,30}\b(?"
        r":required|needed|necessary|mandatory)\b"
    ),
    (
        r"\brequires? (?:a |an |the )?(?:prior |written |our |separate )*(?:registration|permission|consent|author"
        r"i[sz]ation|approval|licen[cs]e agreement)\b"
    ),
    (
        r"\b(?:registrierung|anmeldung|genehmigung|zustimmung|erlaubnis)\b[^.;]{0,40}\b(?:erforderlich|nötig|notwe"
        r"ndig|vorausgesetzt)\b|\bvorher\w* (?:registrier\w+|anmelden)\b"
    ),
    r"\b(?:inscription|enregistrement|autorisation)\b[^.;]{0,40}\b(?:requis\w*|nécessaire|obligatoire|préalable)\b",
    (
        r"\b(?:registro|autorización|registrazione|autorizzazione|autorização)\b[^.;]{0,40}\b(?:requerid\w*|obliga"
        r"tori\w*|necesari\w*|obrigatóri\w*|necessári\w*|obbligatori\w*|richiest\w*|previ[ao])\b"
    ),
    (
        r"\b(?:registratie|toestemming)\b[^.;]{0,40}\b(?:vereist|verplicht|nodig)\b|\b(?:rejestracj\w+|zgod\w+)\b["
        r"^.;]{0,40}\b(?:wymagan\w*|konieczn\w*|obowiązkow\w*)"
    ),
    (
        r"(?:需|须|必须|須)[^。；]{0,12}(?:注册|登记|申请|授权|登錄|申請)|(?:登録|申請|許諾|許可)[^。]{0,10}(?:必"
        r"要|必須)|(?:등록|신청|허가)[^.]{0,10}(?:필요|필수|해야)"
    ),
)
_NO_PURPOSE = (
    (
        r"\b(?:agree|must|may|shall|will|can)(?: \w+){0,2} not\b(?: \w+){0,3} use (?:the |this )?(?:model|weights|"
        r"it)\b(?! commercial)[^.;]{0,40}\b(?:to|for)\b"
    ),
    r"\bnot (?:to )?use (?:the |this )?(?:model|weights|it) (?:to|for)\b",
)

_SIMPLE: Mapping[UseLimit, Rule] = {
    UseLimit.NON_COMMERCIAL: Rule("|".join(_NON_COMMERCIAL)),
    UseLimit.COMMERCIAL_FORBIDDEN: Rule("|".join(_COMMERCIAL_FORBIDDEN)),
    UseLimit.ON_REQUEST: Rule("|".join(_ON_REQUEST)),
    UseLimit.RESEARCH_ONLY: Rule("|".join(_RESEARCH_ONLY)),
    UseLimit.REGISTRATION: Rule("|".join(_REGISTRATION)),
    UseLimit.PURPOSES: Rule("|".join(_NO_PURPOSE)),
}
_BOTH_KINDS = Rule(_BOTH)
_EU_PLACE, _PUBLIC_BODY = Rule(_EU), Rule(_PUBLIC)
_DENIES, _GRANTS = Rule(_DENIAL), Rule(_RIGHTS)
_SIZES, _BOUNDS, _FIGURE, _MONEYED = (
    Rule(_SIZE),
    Rule(_BOUND),
    Rule(r"\d"),
    Rule(_MONEY),
)
_SENTENCE_LIMITS = (UseLimit.EU, UseLimit.PUBLIC_BODY, UseLimit.REVENUE, UseLimit.USERS)

STEMS = Stems(
    *(
        stem.replace("_", " ")
        for stem in (
            "commerc kommerz comercia komercyjn gewerb profit research academ scientific forschung akadem wissenschaf"
            "t recherche académ investiga ricerca accadem pesquisa onderzoek badawcz naukow 商 研究 営利 盈利 学术 學"
            "術 学術 科研 상업 비영리 연구 학술 europ _eu _ue l'ue l’ue 欧盟 歐盟 欧州 유럽 revenue turnover active_u"
            "sers employees annual_sales umsatz mitarbeiter chiffre_d salariés ingresos facturaci fatturato ricavi re"
            "ceita faturamento omzet przych 营收 營收 收入 月活 売上 年商 매출 government authorit public_bod public_"
            "sector behörd öffentlich publiques públic pubblic overheid publiczn 政府 公共 公的 官公庁 정부 공공 regi"
            "st permission consent authoris authoriz obtain_a genehmig autoris autoriz toestemming 登録 注册 申请 授"
            "权 등록"
        ).split(" ")
    )
)
"""A limit is only looked for in sentences that hold one of these."""


@lru_cache(maxsize=2_048)  # one publisher's gates and cards say the same of many models
def limits_in(clause: str, *, whole: str | None = None, hints: int = ALL) -> tuple[tuple[UseLimit, int], ...]:
    """Return the limits a clause states with the offset where each begins; lower case is expected.

    `whole` is the sentence it stands in: places, bodies and sizes are tied to their denial across it; `hints` are those
    of the sentence.
    """
    return tuple(_limits_in(clause, whole, hints)) if may_limit(hints) else ()


def may_limit(hints: int) -> bool:
    """Return whether a sentence with these hints may state a limit at all."""
    return bool(hints & _any_limit())


@cache
def _any_limit() -> int:
    """Return the bits of hints of which one is set where a sentence may state a limit."""
    rules = (*_SIMPLE.values(), _COMMERCIAL_GRANT, _EU_PLACE, _PUBLIC_BODY, _SIZES)
    return reduce(or_, [rule.mask for rule in rules])


def _limits_in(clause: str, whole: str | None, hints: int) -> Iterator[tuple[UseLimit, int]]:
    clause = without_lifted(_BOTH_KINDS.sub(blank, clause) if hints & _BOTH_KINDS.mask else clause, hints)
    for limit, rule in _SIMPLE.items():
        if (match := rule.found(clause, hints)) is not None:
            yield limit, match.start()
    whole = clause if whole is None else whole
    if (match := _COMMERCIAL_GRANT.found(clause, hints)) is not None and _REQUESTED_FIRST.search(whole):
        yield UseLimit.ON_REQUEST, match.start()
    for limit, place in ((UseLimit.EU, _EU_PLACE), (UseLimit.PUBLIC_BODY, _PUBLIC_BODY)):
        if (match := place.found(clause, hints)) is not None and _DENIES.search(whole) and _GRANTS.search(whole):
            yield limit, match.start()
    if (
        (match := _SIZES.found(clause, hints)) is not None
        and _BOUNDS.search(whole)
        and _FIGURE.search(whole)
        and _GRANTS.search(whole)
    ):
        yield (UseLimit.REVENUE if _MONEYED.search(match.group()) else UseLimit.USERS), match.start()


_COMMERCIAL_GRANT = Rule(
    r"\b(?:free|available|allow\w*|permit\w*)\b[^.;]{0,40}\bcommercial (?:use|usage|purposes?)\b"
    r"|\b(?:frei|kostenlos|erlaubt|zulässig)\b[^.;]{0,40}\bkommerziell\w*|\bkommerziell\w*[^.;]{0,40}"
    r"\b(?:erlaubt|frei|m"
    r"öglich|zulässig)\b|\b(?:gratuit\w*|autorisé\w*|permis\w*|gratis|permitid\w*)\b[^.;]{0,40}\bcom+ercia\w+"
)
_REQUESTED_FIRST = Rule(
    r"\b(?:after|once|upon|following|by) (?:you (?:have )?|having )?(?:fill\w*|complet\w*|submit\w*|re"
    r"gist\w*|sign\w*|appl"
    r"y\w*|application|approval)\b|\bnach (?:der |einer |dem )?(?:registrierung|anmeldung|ausfüllen|antrag|freigabe)\b"
    r"|\baprès (?:une |l['’])?(?:inscription|demande|avoir)\b|\b(?:tras|previ[ao]) (?:el |la )?(?:regi"
    r"stro|solicitud)\b"
)
"""What must be done before a commercial use that is then allowed, wherever it stands in the sentence."""
