"""The turns of phrase that signs.py and identity.py look for: one pattern a line, tried whatever the size of letters.

They are what a page says to its reader, never topics. Whoever adds a line adds a page to tests/links/observe/pages.py.
"""

from __future__ import annotations

import re


def _lines(text: str) -> re.Pattern[str]:
    text = text.replace("DOMAIN", r"(?:web\s*)?domain(?:\s+names?)?(?:\s+[\w-]+\.[\w.-]+)?").replace(
        "CANNOT", r"(?:can(?:no|['’]?|\s+no)t|could(?: no|n['’]?)t)"
    )
    text = text.replace("OFFERED", r"(?:is|may be|might be|could be)\s+(?:now\s+|still\s+)?(?:for sale|available (?:for|to) (?:sale|buy|purchase))")
    return re.compile("|".join(f"(?:{line.strip()})" for line in text.splitlines() if line.strip()), re.IGNORECASE)


PARKED = _lines(r"""
    (?:this|your)\s+(?:\w+\s+)?DOMAIN\s+(?:\([\w.-]+\)\s+)?OFFERED
    the DOMAIN\s+OFFERED
    (?:^|\w\.[a-z.]{2,12}\s+(?:[-–|:]\s+)?)(?:premium )?DOMAIN\s+(?:is |may be |might be )?(?:now |still )?for sale
    this (?:web ?site|web address|page|url) (?:is|may be) for sale
    (?:owner of|offering|offers) [\w-]+\.[\w.-]+ .{0,30}for sale
    (?:buy|purchase|acquire|lease) this domain
    (?:make|submit) an offer (?:on|for) (?:this|the) domain
    (?:inquire|enquire) about this domain
    domain(?: name)? (?:is |has been )?parked
    (?:page|site|website|domain)\b.{0,20} parked (?:free|courtesy of|by the (?:owner|registrar))
    parked free,? courtesy of
    (?:is a|this) parked domain|^parked domain
    (?:page|site|website) is parked
    (?:this|your) DOMAIN\s+(?:has|is|was)\s+(?:recently |just )?(?:expired|lapsed)
    ^domain (?:name )?(?:has )?expired
    (?:renew|restore|redeem) (?:(?:this|your) domain\b|the domain(?: name)?\s*(?:[.!,]|$))
    (?:this|your) DOMAIN (?:was |has been )(?:recently |just )?registered
    ^domain (?:name )?registered (?:at|through) 
    listed (?:for sale )?(?:on|at) (?:sedo|afternic|dan\.com)
    domain .{0,60}(?:steht zum verkauf|zu verkaufen|ist geparkt)
    nom de domaine .{0,60}(?:[àa] vendre|en vente)
    dominio .{0,40}(?:en venta|à venda|in vendita|ha expirado)
    domeinnaam .{0,30}te koop
    domen[ay]? .{0,30}na sprzedaż
    домен\w* .{0,40}(?:прода[её]тся|выставлен на продажу)
    域名.{0,12}(?:出售|转让|到期)
    ドメイン.{0,20}(?:売り|販売|期限)
    alan adı .{0,20}satılık
""")
ADVERTS = _lines(r"""
    related (?:searches|links|topics)
    sponsored (?:links|listings|results)
    (?:top|popular) (?:searches|categories|links)
    what you need,? when you need it
""")
"""What parked pages show under no other title than the name of their host."""
NOT_FOUND = _lines(r"""
    \b404\b
    (?:page|file|document|content|item|article|publication|address|url|resource)s?\b.{0,60}(?:CANNOT be (?:found|displayed|located)|not found)
    (?:page|file|document|content|item|article|publication|address|url|resource)s?\b.{0,60}(?:does not|doesn['’]?t|no longer) exists?
    (?:page|file|document|content|item|article|publication|resource)s?\b.{0,60}(?:has|have) been (?:removed|deleted|withdrawn)
    (?:page|file|document|content|item|article|publication|resource)s?\b.{0,60}(?:is|are) (?:no longer|not|un) ?available
    (?:CANNOT|unable to) find (?:the|that|this|your|what|a) ?(?:page|file|document|you)
    no such page
    page (?:is )?(?:missing|unavailable)
    seite (?:wurde )?nicht gefunden
    page (?:introuvable|non trouvée)
    página no encontrada
    looking for .{0,60}(?:isn['’]?t|is not) here
""")
MOVED = _lines(r"""
    (?:page|site|website|document|content|service|publication|toolkit|tool)\b.{0,40}\b(?:has|have)(?: now)? (?:been )?(?:moved|migrated|relocated)
    we(?:['’]ve| have) moved
    (?:new|current) (?:web )?(?:address|site|website|home) (?:is|can be found|at)
    please update your (?:bookmarks?|favourites|links)
""")
CHALLENGE = _lines(r"""
    just a moment
    checking (?:your browser|if the site connection is secure)
    verif(?:y|ying) (?:that )?you are (?:not )?(?:a )?(?:human|robot|bot)
    are you (?:a )?(?:human|robot)
    attention required
    enable javascript and cookies to continue
    complete the (?:security check|captcha)
    pardon our interruption
    access (?:to this page has been )?denied
    unusual traffic
    ddos protection by
    request (?:unsuccessful|blocked)
    human verification
    please wait while we (?:check|verify)
""")
CONSENT = _lines(r"""
    before you continue
    we (?:value|care about) your privacy
    (?:accept|agree to|consent to) (?:all )?(?:our |the )?(?:use of )?cookies to (?:continue|proceed|view|access)
""")
LOGIN = _lines(r"""
    \b(?:log|sign)[ -]?(?:in|on)\b
    authentication required
    members? only
    enter your (?:password|username)
""")
MAINTENANCE = _lines(r"""
    (?:under|down for|undergoing|scheduled|essential) (?:\w+ )?maintenance
    (?:be|come) (?:right )?back (?:soon|shortly|online)
    temporarily (?:unavailable|offline|closed|down)
    (?:website|site|page) (?:is )?(?:currently )?under construction
    coming soon
    launching soon
    it works!
    welcome to nginx
    (?:apache2?|iis|test).{0,30}default page
""")
SUSPENDED = _lines(r"""
    (?:account|site|website|hosting)\b.{0,30}\b(?:suspended|disabled|deactivated)
    contact your hosting provider
""")
SOLD = {
    "gambling": _lines(r"""
        free spins?
        (?:welcome|deposit|no[- ]deposit|sign[- ]?up|casino|reload) bonus(?:es)?
        (?:play|bet|spin|wager) now
        (?:best|top|trusted|crypto|new|live) (?:online )?(?:casinos?|slots|bookmakers?|betting sites?)
        online (?:casinos?|slots?|poker|betting|roulette|blackjack)
        casino (?:games|review|site)s?
        slot (?:gacor|online|demo|machines?|games?|pulsa|dana|deposit)
        situs (?:slot|judi|togel|resmi)
        judi (?:online|bola)
        (?:agen|bandar|link|daftar) (?:slot|judi|bola|togel|alternatif|gacor)
        \bgacor\b|\bmaxwin\b|\btogel\b|scatter hitam|\brtp live\b
        (?:mega|big|progressive|daily) (?:jackpots?|wins?)
        sportsbook|free bets?|live dealers?|win big|for real money|live odds
        онлайн[- ]казино|казино онлайн|казино|игров\w+ автомат\w*|бездепозит\w+ бонус\w*|фриспин\w*|букмекер\w*|ставк\w+ на спорт
        娱乐城|赌场|博彩|彩票|老虎机|百家乐|体育投注|棋牌|真人荷官|首存
        オンラインカジノ|スロット|入金不要|ボーナス|ブックメーカー|ルーレット|フリースピン
        카지노|바카라|토토|슬롯|먹튀|보너스
        สล็อต|คาสิโน|บาคาร่า|แทงบอล|เครดิตฟรี|ฝากถอน
        nhà cái|cá cược|nổ hũ|khuyến mãi|tài xỉu|đá gà|soi kèo
        bahis siteleri|deneme bonusu|casino siteleri|güncel giriş|canlı bahis|canlı casino|çevrimsiz
        cassino|apostas esportivas|rodadas grátis|caça[- ]n[íi]queis|bônus de boas
        apuestas deportivas|tragamonedas|tragaperras|giros gratis|casino en línea|bono de bienvenida
        spielautomaten|freispiele|sportwetten|willkommensbonus|echtgeld|online[- ]casinos?
        machines? à sous|paris sportifs|tours gratuits|casino en ligne|bonus de bienvenue
        kasyno|zakłady bukmacherskie|darmowe spiny|automaty do gier
        كازينو|مراهنات|الرهان|سلوتس|مكافأة
        nettikasino\w*|kasinot|ilmaiskierroks\w+|talletusbonus\w*
        scommesse|giri gratis|casinò|slot machine|bonus di benvenuto
    """),
    "pornography": _lines(r"""
        (?:free|hd|watch|hot|live|amateur) (?:\w+ )?(?:porn|xxx|nudes?|sex)\b(?! education| work| offend| crime)
        porn (?:videos?|tube|movies|site|hub)
        \bxxx\b
        (?:sex|adult|nude|live) ?cams?\b
        (?:hot|naked|nude|sexy|horny) (?:girls?|women|milfs?|babes|teens|singles|models)
        (?:vip|female|independent|cheap) escorts?|escorts? (?:girls?|agency)|call girls?
        \bmilfs?\b|\bhentai\b|\bblowjobs?\b|camgirls?|onlyfans leaks?
        (?:hook ?up|meet \w+) tonight
        casual sex|sex (?:videos?|chat|dates?|movies|tube)
        порно\w*|секс[- ](?:видео|чат|знакомства)|проститут\w*|эскорт
        成人(?:视频|影片|电影)|色情|免费看片|无码|约炮
        エロ動画|アダルト|無修正|風俗|出会い系
        porno izle|porno gratis|videos porno|sexe gratuit|plan cul|sexkontakte|kostenlose pornos|sexo gratis|garotas de programa
        หนังโป๊|คลิปโป๊|phim sex|야동
    """),
    "pills": _lines(r"""
        (?:buy|order|cheap|generic|discount) (?:\w+ )?(?:viagra|cialis|levitra|kamagra|tramadol|xanax|ambien|oxycodone)
        (?:buy|order|cheap|generic|discount) (?:\w+ )?(?:modafinil|sildenafil|tadalafil|adderall|steroids|pills|meds)
        (?:without|no) (?:a )?(?:doctor['’]?s )?prescription (?:needed|required)|without prescription
        (?:online|canadian|trusted|cheap|discount) (?:pharmacy|drugstore|pharmacies)
        free (?:bonus )?pills|per pill
        (?:viagra|cialis|levitra|kamagra|sildenafil|tadalafil|tramadol) (?:online|price|[0-9]+ ?mg)
        виагр\w+|сиалис\w*|potenzmittel|viagra kaufen|viagra sans ordonnance|comprar viagra
    """),
}
CARE = _lines(r"""
    \bharm(?:s|ful)?\b
    safeguard\w*|adult protection|child protection|protect(?:ing)? (?:adults?|children)
    helplines?|self[- ]exclu\w+|problem gambl\w+|addict\w+|dependen(?:ce|cy)
    treatment|recovery|rehabilitation|counsell?ing|therap(?:y|ies|ist)
    clinics?|nurses?|\bNHS\b|public health|sexual health|contracept\w+|screening
    survivors?|victims?|abuse|exploitation|trafficking
    preventi(?:on|ng|ve)|stigma|support (?:service|group|worker|plan)s?
    councils?|partnerships?|strategy|practitioners?|evaluation|carers?|young people|famil(?:y|ies)
""")
"""What pages that help people say, and pages that sell hardly ever."""
