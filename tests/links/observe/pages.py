"""Pages to judge: those that strangers put on bought names, and those of the field, a quarter of them about hard subjects.

All are made up. A takeover is the whole page behind an address of the resource below; `via` is the other domain that it
stands on, where it does.
"""

# ruff: noqa: E501 - pages and their words read best on the line of their name

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle


@dataclass(frozen=True)
class Made:
    """A page, the address that was asked, the address that answered, and whom the data expect there."""

    name: str
    html: str
    asked: str = "http://www.harbourtoolkit.example/tools/self-assessment.asp"
    final: str = ""
    resource: str = "Harbour Partnership Self-Assessment"
    publisher: str = "Harbour Care Network"
    care: bool = False
    others: str = ""
    """What any other host answers; nothing where its domain lapsed."""


def html(title: str, *blocks: str, head: str = "", lang: str = "en") -> str:
    body = "\n".join(block if block.startswith("<") else f"<p>{block}</p>" for block in blocks)
    return f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


FILLER = (
    "Read more about what we do, who we are and how to reach us. Our team has years of experience and answers every message "
    "within a day. Follow us for news, offers and stories from people like you. "
)
VIA = "http://new-owner.example/"
TAKEOVERS = [
    Made("for sale, plainly", html("harbourtoolkit.example", "<h1>This domain is for sale</h1>", "Make an offer on this domain.")),
    Made("for sale, may be", html("harbourtoolkit.example", "The domain harbourtoolkit.example may be for sale. Click here to inquire about this domain.")),
    Made("buy it", html("Buy this domain", "The owner of harbourtoolkit.example offers it for 2,495 dollars. Buy now, or lease to own.")),
    Made("for sale, in a long page", html("harbourtoolkit.example", "harbourtoolkit.example is for sale!", FILLER * 12)),
    Made("parked by its registrar", html("Welcome", "This Web page is parked free, courtesy of a registrar.", "Get yours from 99p.")),
    Made("adverts under the host's name", html("harbourtoolkit.example", "Related searches", "Team building", "Self assessment tax", "Care homes")),
    Made("for sale, as markets title it", html("harbourtoolkit.example - This website is for sale! - harbourtoolkit resources", FILLER * 12)),
    Made("offered by its owner", html("Welcome", "The owner of harbourtoolkit.example is offering it for sale for an asking price of 2,495 dollars.")),
    Made("premium", html("Welcome", "This premium domain name is for sale. Ask for the price.")),
    Made("premium, may be", html("Welcome", "<h1>This premium domain may be for sale!</h1>", FILLER * 12)),
    Made("its name, domain name for sale", html("Harbourtoolkit.example domain name for sale", FILLER * 12)),
    Made("its name, domain for sale, in the text", html("Welcome", "Harbourtoolkit.example domain for sale.")),
    Made("its name in brackets", html("Welcome", "This domain name (harbourtoolkit.example) is for sale.")),
    Made("its name, a dash, for sale", html("HarbourToolkit.example - domain is for sale!", FILLER * 12)),
    Made("web address", html("harbourtoolkit.example", "This web address is for sale.")),
    Made("parked free", html("Welcome", "Parked free, courtesy of a registrar.")),
    Made("registered", html("Domain registered at a registrar", "Come back later.")),
    Made("renew", html("Welcome", "harbourtoolkit.example has expired. If you are the owner, please renew the domain.")),
    Made("expired", html("Domain expired", "This domain has expired. If you are the owner, renew this domain within 30 days.")),
    Made("newly registered", html("Welcome", "This domain was recently registered at a registrar. Check back later for the website.")),
    Made("parking service by script", html("Welcome", "Loading", head='<script src="https://img.sedoparking.com/templates/js/x.js"></script>')),
    Made("parking service by frame", '<html><head><title>x</title></head><frameset><frame src="https://www.hugedomains.com/profile"></frameset></html>'),
    Made("for sale, in German", html("harbourtoolkit.example", "Diese Domain steht zum Verkauf. Jetzt ein Angebot machen.", lang="de")),
    Made("for sale, in French", html("harbourtoolkit.example", "Ce nom de domaine est à vendre. Faites une offre.", lang="fr")),
    Made("for sale, in Spanish", html("harbourtoolkit.example", "Este dominio está en venta. Solicite el precio.", lang="es")),
    Made("for sale, in Chinese", html("harbourtoolkit.example", "您正在访问的域名可以出售！ 联系我们购买。", lang="zh")),
    Made("for sale, in Russian", html("harbourtoolkit.example", "Домен harbourtoolkit.example продаётся. Узнать цену.", lang="ru")),
    Made("casino", html("Lucky Harbour", "Free spins, a welcome bonus and live dealers. Play now at the best online casino.", FILLER)),
    Made(
        "casino that urges care",
        html(
            "Harbour Slots review 2026", "Best online casinos compared: free spins, no deposit bonus, progressive jackpots, live casino tables.",
            "Play now and win big with a sign-up bonus on every slot machine. Sportsbook with free bets and live odds for real money.",
            "18+. Gambling can be addictive. For treatment and support groups call a helpline. Self-exclusion is available.", FILLER,
        ),
    ),
    Made("slots, in Indonesian", html("Situs Slot Gacor Hari Ini", "Daftar slot gacor maxwin, RTP live dan bonus. Situs judi online resmi, link alternatif togel.", lang="id")),
    Made("casino, in Chinese", html("线上娱乐城", "注册送彩金，真人荷官百家乐，老虎机，体育投注，彩票，首存优惠。", lang="zh")),
    Made("casino, in Russian", html("Казино онлайн", "Игровые автоматы на деньги, бездепозитный бонус и фриспины. Ставки на спорт и букмекеры.", lang="ru")),
    Made("betting, in Turkish", html("Güncel giriş", "Bahis siteleri, deneme bonusu, canlı casino, çevrimsiz bonus ve canlı bahis.", lang="tr")),
    Made("casino, in Thai", html("สล็อตเว็บตรง", "คาสิโนออนไลน์ บาคาร่า แทงบอล เครดิตฟรี ฝากถอนไม่มีขั้นต่ำ", lang="th")),
    Made("betting, in Vietnamese", html("Nhà cái uy tín", "Cá cược bóng đá, nổ hũ, tài xỉu, khuyến mãi và soi kèo hôm nay.", lang="vi")),
    Made("casino, in Japanese", html("オンラインカジノ入門", "入金不要ボーナスとフリースピン。スロット、ルーレット、ブックメーカーを比較。", lang="ja")),
    Made("casino, in Korean", html("카지노 사이트", "바카라, 슬롯, 토토 추천과 첫충 보너스. 먹튀 검증.", lang="ko")),
    Made("casino, in Portuguese", html("Cassino online", "Rodadas grátis, caça-níqueis e apostas esportivas com bônus de boas-vindas.", lang="pt")),
    Made("casino, in German", html("Freispiele ohne Einzahlung", "Die besten Online-Casinos mit Willkommensbonus, Spielautomaten und Sportwetten um Echtgeld.", lang="de")),
    Made("pornography", html("Hot videos", "Free porn videos, live sex cams and hot girls. XXX movies every day. Hentai.", "Enter")),
    Made("escorts", html("Harbour nights", "Independent escorts and call girls. VIP escorts in your city, sexy girls, casual sex tonight.", FILLER)),
    Made("pornography, in Russian", html("Порно видео", "Порно бесплатно, секс видео, секс чат, эскорт и проститутки.", lang="ru")),
    Made("pills", html("Canadian pharmacy", "Buy viagra online, cheap cialis, order tramadol without prescription. Free pills with every order. Viagra 100 mg per pill.")),
    Made("another domain: casino", html("Jackpot City Guide", "Play now for real money.", FILLER), final=VIA),
    Made("another domain: a plumber", html("Leeds Plumbing", "We mend boilers and taps in Leeds.", FILLER), final=VIA),
    Made("another domain: essays for sale", html("Write my essay", "Our writers deliver your paper in three hours.", FILLER), final=VIA),
    Made("another domain: loans", html("Quick cash today", "Payday loans with instant approval and no credit check.", FILLER), final=VIA),
    Made("another domain: coins", html("Crypto signals", "Trade coins and tokens with our robot and double your money.", FILLER), final=VIA),
    Made("another domain: an empty page", "<html><head><title></title></head><body></body></html>", final=VIA),
    Made("another domain: a document", "%PDF-1.4 unread", final=VIA + "offer.pdf"),
    Made("casino under the old owner's name", html("Harbour Care Network - Best online casino", "Free spins, a welcome bonus and live dealers. Play now for real money.", FILLER)),
    Made(
        "another domain: a casino under the old owner's name",
        html("Harbour Care Network: online casino", "Free spins, a welcome bonus and live dealers. Play now for real money.", FILLER), final=VIA,
    ),
    Made(
        "another domain: a casino whose footer says what any footer says",
        html(
            "Mega Spin Palace", "<h1>Best online casino</h1><h2>LIVE CHAT 24/7</h2><h2>Background</h2>", "Free spins. Play now. Welcome bonus.", FILLER * 4,
            "Security policy. Acceptable use policy. Health check. Document library. Exit strategy. Audit tool. Table 2. News and comment. Resource library.",
            "Maturity model. Copyright 2002, 2009, 2012, 2019. Canada, Australia, New York, Scotland. Address, authors, items, host, read our review.",
        ), final=VIA,
    ),
    Made("another domain: a blog that took the look", html("Harbour news", "Ten tips for a better sofa. Our lifestyle blog has new stories each week.", FILLER), final=VIA),
]  # fmt: skip

HARD = {
    "adult protection": (
        "Adult protection: report harm", "Harm to an adult can be physical, financial, sexual or neglect. If someone is at risk of abuse, tell us.",
        "The council has a duty to make enquiries. Practitioners share what they know in an adult protection case conference.",
        "Sexual exploitation of adults is a crime. Survivors can talk to an advocate, and support services are free and confidential.",
    ),
    "gambling harm": (
        "Gambling harms: what partners can do", "Free bets, free spins and welcome bonuses draw people back in. Online casinos and live betting are open all night.",
        "People with a gambling problem can use self-exclusion. Treatment, counselling and helplines are free, also for families.",
        "Our strategy to prevent gambling harm names slot machines and online slots, and asks licensing, public health and the NHS to act.",
    ),
    "drugs": (
        "Drug deaths: naloxone, treatment and recovery", "People buy pills online without prescription, and what is sold as Xanax or tramadol may be something else.",
        "Our alcohol and drug partnership offers treatment, rehabilitation and recovery groups, and tests what people bring.",
        "Cannabis, cocaine and street benzodiazepines are often taken together. Stigma keeps people from treatment. Families get help too.",
    ),
    "sexual health": (
        "Sexual health clinic", "Free condoms, contraception and testing for chlamydia, gonorrhoea, syphilis and HIV. Talk to a nurse about sex and pleasure.",
        "Clinics for young people, gay and bisexual men, and sex workers. PrEP is free on the NHS. Emergency contraception the same day.",
        "Erection problems are common. Your GP may suggest sildenafil (Viagra); never buy Viagra online from a pharmacy that asks no questions.",
    ),
    "domestic abuse": (
        "Domestic abuse: help for you", "Abuse is not only violence. It can be control of money, threats, stalking, or sharing naked pictures (revenge porn).",
        "Rape and sexual violence by a partner are crimes. Survivors and their children can stay in a refuge. Call the helpline at night too.",
        "Partners in MARAC share information about victims at high risk. Prostitution, trafficking and escort websites may be part of exploitation.",
    ),
}  # fmt: skip
PUBLISHERS = (
    "Kirkbrae Council", "NHS Firthside", "Harbour Care Network", "University of Glenmarnock", "Westhaven Housing Association", "Open Door Scotland",
    "Lanterns Charity", "Northlaw Health and Social Care Partnership",
)  # fmt: skip


def hard() -> Iterator[Made]:
    """Forty pages on subjects that strangers sell with the same nouns, eight of each: three name the resource, two its publisher alone."""
    for subject, (title, *said) in HARD.items():
        for at, publisher in enumerate(PUBLISHERS):
            order = said[at % 3 :] + said[: at % 3]
            name = f"{subject} {at + 1}"
            named = at < 5
            blocks = [
                f"<h1>{title}</h1>", *order[: 2 + at % 2],
                *([f"<footer>{publisher}. Contact us.</footer>"] if named else []),
                *(["<ul><li>Home</li><li>Services</li><li>Policy and strategy</li><li>Report abuse</li></ul>"] if at % 2 else []),
            ]  # fmt: skip
            resource = f"{title} toolkit" if at < 3 else "Harbour Partnership Self-Assessment"
            yield Made(name, html(f"{title} | {publisher}" if named else title, *blocks), resource=resource, publisher=publisher, care=True)


RESOURCES = (
    "Working Well Across Boundaries", "Partnership Compass", "The Trust Ladder", "Shared Outcomes Framework for Housing", "Community Voices Checklist",
    "Joint Commissioning Self-Evaluation", "Who Does What: a guide to governance", "Exit and Renewal Guide", "Collaboration Health Check", "Board Skills Audit",
)  # fmt: skip
TAG_MANAGER = '<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-X" height="0" width="0"></iframe></noscript>'
FILM = '<iframe width="560" height="315" src="https://www.youtube-nocookie.com/embed/x1" title="A film" allowfullscreen></iframe>'
KINDS_OF_PAGE = {
    "council": ("{r} - {p}", "<h1>{r}</h1>", "{p} and its partners use this to check how well they work together.", "<footer>© {p}. Accessibility. Cookies.</footer>"),
    "journal": ("{r} | Journal of Joint Work", "<h1>{r}</h1>", "Abstract. We asked 41 partners in six areas. Trust came before results.", "Log in or buy access for 30 pounds. Add to basket."),
    "shop": ("{r} : paperback", "<h1>{r}</h1>", "In stock. Free delivery over 20 pounds. Best price promise. Buy now with one click, or add to basket.", "Customers also bought. Money back if you do not like it. By {p}."),
    "conference": ("Book your place: {r}", "Register now for a day on {r}, led by {p}.", "Join now for early bird tickets. Win a hamper in our prize draw.", "Lunch, workshops and a live panel."),
    "lottery-funded": ("{p}: our projects", "The National Lottery Community Fund paid for {r}.", "We won big support from local people. The jackpot is better services."),
    "landlord": ("{p}: homes for sale and rent", "Three flats are for sale in the harbour. This house is available for rent.", "Our tenants wrote {r} with us.", "Parked cars must show a permit."),
    "news": ("{p} launches {r}", "Councillors bet on partnership as budgets shrink.", "The tool, called {r}, asks nine questions. Odds are that partners will disagree, said its author."),
    "web policy": ("Domain names policy", "{p} registers names for projects such as {r}.", "A domain that has expired can be bought by anyone, so we keep ours. Parked domains point here. Never let a domain lapse."),
    "blog": ("{r}, five years on", "I used {r} with a team that hardly spoke. Here is what came of it.", FILLER * 3, "Related topics: trust, time, money."),
    "moved page": ("{p}", "Welcome to our new website, the {n}th since 1998. Many pages have new addresses.", FILLER, "Search, or read about housing, health and care."),
    "archive": ("Reading room", "Documents of {p} from 1998 to 2011, scanned and described.", "Box 14: {r}, drafts and letters.", "Related links: catalogue, opening hours."),
    "other subject": ("Waste and recycling, week {n}", "Bins are emptied every second week. Put glass, cans and paper in the blue one.", "{p} tells you when."),
    "drifted": ("{n} ways to run a meeting", "Meetings go better with an agenda, a chair and an end.", FILLER),
    "moved domain": ("{r}", "<h1>{r}</h1>", "You are on the new website of {p}.", "All our guides are here."),
    "script-drawn": ("Loading {n}", TAG_MANAGER, "<div id=app></div>", "<script src=/static/main.js></script>"),
    "film": ("{r}", "<h1>{r}</h1>", "Watch how it works.", FILM),
    "counted": ("{r}", "<h1>{r}</h1>", "By {p}.", '<iframe src="http://www.free-counter.example/count?id=7" height="20"></iframe>'),
    "old browsers": ("{p}", "{r}, and who uses it.", "<script>if (document.all) window.location = 'https://www.newer-browser.example/'</script>"),
    "short": ("{r}", "Download (PDF, 300 kB)."),
    "list": ("Tools for partners", "<ul><li>{r}</li><li>Top searches</li><li>Popular categories</li></ul>", "{p} looks after this list."),
}  # fmt: skip


def ordinary() -> Iterator[Made]:
    """Two hundred pages on everything else: twenty kinds of page for ten resources. Half of those that count readers have lost the domain."""
    for kind, blocks in KINDS_OF_PAGE.items():
        for number, (resource, publisher) in enumerate(zip(RESOURCES, cycle(PUBLISHERS), strict=False), 4):
            title, *rest = (one.format(r=resource, p=publisher, n=number) for one in blocks)
            final = "https://www.new-home.example/tools/" if kind == "moved domain" else ""
            others = "" if kind == "counted" and number % 2 else html("Elsewhere", FILLER)
            yield Made(f"{kind}: {resource}", html(title, *rest), final=final, resource=resource, publisher=publisher, others=others)
