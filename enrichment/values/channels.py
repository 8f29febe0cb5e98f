"""How money moved, by the words that banks have for it in many languages."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.keys import plain
from enrichment.record import Channel
from enrichment.values.vocabulary import Vocabulary

# Patterns in plain lower case; the first that is found decides. What a bank charges, pays as wages
# or gives back is that, whatever it travelled by.
_C = Channel
_RULES: tuple[tuple[Channel, str], ...] = (
    (
        _C.PAYROLL,
        r"""payroll|salar(?:y|is|ies|io|ie)|\bsalaire|\bwages?\b|gehalt|\blohn|\bnominas?\b|\blon\b
        |stipendio|emolument|wynagrodzenie|\bpalkka|\bsalaris|\bloen\b|\bmzda|\bvyplata mzdy
        |\bmaas\b|\bordenado|\bvencimento\b|\bpaie\b|\bpay ?roll\b""",
    ),
    (
        _C.FEE,
        r"""\bfees?\b|service charges?|\bcharges? for\b|maintenance charge|account charge|\bgebuhr
        |gebuehr|entgelt|\bfrais\b|\bcommissions?\b|cotisation|\bcomision|\bcommissioni?\b
        |\bcanone\b|\bspese\b|\bkosten\b|\bavgift|\bgebyr|\boplata\b|\bprowizja|\btarifa\b
        |^tar\b|\bpoplatek|\bcomissao|\bkulud?|\bmaksut?\b$|\bmarkup\b|kontofuhrung|\bagios?\b
        |\bpenalty\b|\banuidade|\bdij\b|\bcomision|\bmonthly charge|\bcontribution carte
        |\bimposta di bollo|\boverdraft charge|\bfee$""",
    ),
    (
        _C.REFUND,
        r"""refund|\breversal|\breversed|\breturn(?:ed)?\b(?! item)|remboursement|erstattung
        |ruckzahlung|rueckzahlung|terugbetaling|devolucion|devolucao|rimborso|\bstorno
        |charge ?back|\breembolso|estorno|\bzwrot\b|palautus|aterbetalning|\btilbakebetaling
        |\brefusjon|merchant credit|\bretrocession|\bcredit voucher|\bvratka|\bretour\b
        |\bextourne|\btilbageforsel|disputed charge credit|\brev\b$|\bvisszaterites|\bavoir\b
        |\bgutschrift karte|card credit\b""",
    ),
    (
        _C.INTEREST,
        r"""\binterest\b|\bzinsen?\b|\binterets?\b|\binteres(?:es)?\b|\binteressi\b|\brente\b
        |\branta\b|\brenter\b|\bjuros\b|\bodsetki\b|\bkorko\b|\buroky?\b|\bint paid\b|habenzins""",
    ),
    (
        _C.ATM_DEPOSIT,
        r"""\batm (?:cash |check |chk )?dep|deposit.{0,12}\batm\b|\batm.{0,12}deposit
        |einzahlung.{0,12}automat|\bcdm\b""",
    ),
    (
        _C.CASH_DEPOSIT,
        r"""cash dep|\bdeposit cash|bargeldeinzahlung|bareinzahlung|versement(?: d)?(?: |')?especes
        |\bversement\b|deposito en efectivo|ingreso (?:en )?efectivo|deposito em dinheiro
        |counter deposit|deposit in branch|deposit.{0,10}branch|\bstorting\b
        |versamento(?: di)? contant|\bwplata\b|insattning automat|kontant ?insattning|\bvklad\b
        |over the counter|\bcash paid in\b|edeposit|\bdeposito efectivo|\bkontantindskud""",
    ),
    (
        _C.ATM_WITHDRAWAL,
        r"""\batm\b|\batw\b|\bnwd\b|\beaw\b|cash ?withdra|\bretraits?\b|\bdab\b|\bbargeld
        |geldautomat|geldausgabe|barabhebung|\bauszahlung\b|\bga nr|\bgaa\b|\bgea\b|geldopname
        |geldautomaat|cajero|reintegro|retiro|retirada|\bdisposicion|\bsaque\b|levantamento
        |prelievo|prelevamento|\bbancomat\b|bankomat|automatuttag|\buttag\b|kontantuttag
        |\bhaevning|\bminibank|\bkontantuttak|\bnosto\b|\botto\.?|wyplata|\bvyber\b|cash machine
        |cardless cash|cash advance|\bkeszpenz|retragere numerar|\bcash ?point|\bcsh\b|\blink\b
        |cash wdl|\bwdl\b|eftpos wd|\bcash\b$|^cash\b|\bopname\b|\bkontanthaevning""",
    ),
    (
        _C.CHECK,
        r"""\bche(?:ck|que)s?\b(?! ?card)(?!ing)|\bchqs?\b|\bcheck(?:paymt|pymt)|scheck|\bassegn
        |\btalao\b|\bczek|\bsekki\b|mobile deposit|remote deposit|\bclg\b|\bck\b ?#?\d|\barc\b
        |\bdraft\b|^ck\b|mobile check""",
    ),
    (
        _C.WIRE,
        r"""\bwires?\b|fed ?wire|\bchips\b|\bwt\b|\bswift\b|\btelegraphic|\btt\b(?= )|\bintl (?:out
        |in)\b""",
    ),
    (
        _C.INSTANT_PAYMENT,
        r"""\bupi\b|\bpix\b|faster ?pay|\bfps\b|\bfpi\b|\bfpo\b|\bfp\b|\bimps\b|vir(?:ement)? inst
        |\bsepa inst|\brtp\b|real ?time ?pay|\bfed ?now\b|\bosko\b|\bnpp\b|\bspei\b|\bpaynow\b
        |\bduitnow\b|\bnip\b|\bblik\b|instant (?:pay|trans|sepa|credit)|instantane|echtzeit
        |inmediat|istantane|\bpromptpay|\bpayid\b|\bips\b|instant overboeking|\bfast\b / 
        |\bibft\b|\bzengin\b|\binstapay|\bbi-fast|\bdebin\b|\bfast payment""",
    ),
    (
        _C.P2P,
        r"""\bzelle\b|\bvenmo\b|cash ?app\b|\bswish\b|\bbizum\b|e-?transfer|e-?tfr|virement interac
        |\bp2p\b|mobile ?pay\b|\bvipps\b|\btwint\b|\btikkie\b|\blydia\b|\bpaylib\b|\bwero\b
        |\bp2a\b|m-?pesa|\bmb ?way\b|\bsatispay p2p|\bsiirto\b|\bpago movil|\bpopmoney\b
        |\bkwitt\b|apple cash|\bpay ?me\b""",
    ),
    (
        _C.STANDING_ORDER,
        r"""standing order|dauerauftrag|virement permanent|\bvir perm|\bs/o\b|\bsto\b|\bso\b$|^so\b
        |recurring transfer|periodieke|periodical pay|trvaly prikaz|staende overforing
        |ordine permanente|orden permanente|transferencia (?:periodica|programada)
        |ordem permanente|zlecenie stale|automatic transfer|scheduled transfer|fast overforsel
        |\bstale zlecenie|doorlopende opdracht|\bautomatisk overforing""",
    ),
    (
        _C.DIRECT_DEBIT,
        r"""direct ?debit|\bddr?\b(?! ?\*)|\bd/d\b|\bprlv\b|prelevement|\bsdd\b|lastschrift|\beinzug
        |incasso|domiciliacion|domiciliation|domiciliering|\badeudo\b|\brecibos?\b
        |addebito (?:diretto|sdd|preaut)|\brid\b|autogiro|betalingsservice|\bpbs\b|avtalegiro
        |debito (?:automatico|direto|directo)|\bdeb dir|preauthorized (?:wd|debit|withdrawal)
        |pre-?auth(?:orized)? (?:debit|payment)|\bpap\b|\bpad\b|debit order|sepa ?dd\b
        |polecenie zaplaty|\binkaso\b|\bsuoraveloitus|suoramaksu|\bdirecto debit|\be-lasku
        |\bnach[ -]?dr|\bpac\b|automatic payment|auto ?debit|koza furikae|pago domiciliado
        |\bipo\b|debit interbank|\bsipo\b|\bpat\b""",
    ),
    (
        _C.CONTACTLESS_WALLET,
        r"""\bpsc\b|apple ?pay|\bapl ?pay|google ?pay|\bg ?pay\b|\bggl ?pay|samsung ?pay|garmin ?pay
        |contact ?less|tap (?:and|&|to) (?:pay|go)|sans contact|kontaktlos|contactlo|contactless
        |\bpaywave|\bpaypass|zblizeniow|lahimaksu|bezkontakt|\bfitbit pay|\bnfc\b|\bwallet\b
        |\bcontact-?free|\bkontaktlost""",
    ),
    (
        _C.ONLINE_CARD,
        r"""(?:online|internet|e-?com(?:merce)?|\bweb\b).{0,24}(?:purchase|card|carte|carta|tarjeta
        |\bcb\b|kart[ea]|compra|achat|acquisto|kauf|shopping|kop)|(?:purchase|card|carte|carta
        |tarjeta|kart[ea]|compra|achat|acquisto|kauf|shopping|kop).{0,24}(?:online|internet
        |e-?com(?:merce)?|\bweb\b)|\becom\b|e-commerce|card not present|\bcnp\b|\be-carte\b
        |pagamento internet""",
    ),
    (
        _C.CARD,
        r"""\bpurchases?\b|authorized on|\bachats?\b|\bcompras?\b|\bacquist|\bcb\b|\bbcc\b|\bvis\b
        |\bbea\b|\beftpos\b|check ?card|\bcards?\b|\bcartes?\b|\bcarta\b|\bcartao\b|tarjeta
        |\btarj\b|\btar\.|kart(?:en|a\b|y\b|e\b|ou\b|yaval|yas)|debitkart|\bkort|korttio|korttim
        |\bkarte\b|girocard|\bmaestro\b|\bvisa\b|master ?card|\bmc\b|bancontact|pagobancomat
        |\bpos\b|point[ -]of[ -]sale|\bpur\b|\bredcompra|\bconsumo\b|\bdda pur|\binterac\b
        |\bec\b|\bpin\b|pinpas|pintrans|betaalautomaat|\bbetaalpas|\bdebit crd|\bdbt crd|dbcrd
        |\bvdp\b|\bvdc\b|\baankoop|\bplatnosc|\bzakup|\bnakup\b|\bvarekjop|\bdankort|dk-nota
        |\bvarer\b|vasarlas|cumparare|\bostos?\b|kaufumsatz|\bnets\b|\bmydebit|\bidp\b|\brshop\b
        |\bsale\b|\belv\b|\beinkauf\b.{0,4}karte|\bamex\b|\bswipe|\bvisa\W?debit|\btpv\b|\bvps\b
        |debit ?card|merchant payment|\bcargo tarj|betalning\W+kort|\bop\. ?kart|\bcontactloos""",
    ),
    (
        _C.ACH,
        r"""\bach\b|\bnach\b|\bppd\b|\bccd\b|\bctx\b|(?<!vir[. ])\bweb\b|\btel\b(?! ?:)|orig co name
        |\bdes:|co entry|\bindn:|dir(?:ect)? ?dep|\bdirdep\b|\bedi\b|\be-?check\b|\bco id:
        |web id|electronic (?:deposit|credit|debit|withdrawal|payment)|\bbacs\b|\becs\b
        |\binst xfer|\biat\b|\becheck|ach-|\bpreauthorized credit|magtape|\bece\b""",
    ),
    (
        _C.TRANSFER_IN,
        r"""bank ?giro credit|\bbgc\b|neft[ -]?cr|rtgs[ -]?cr|incoming|(?:transfer|virement
        |transferencia|bonifico|trf|tfr|vir(?:\.|ement)?(?: ?sepa|\.web| ?web)?|przelew
        |overboeking|uberweisung|ueberweisung|giro|overforing|tilisiirto).{0,20}(?:\brecu[s]?\b
        |received|\bfrom\b|ricevut|recibid|recebid|przychodz|ontvangen|eingang|\bin\b|uznani
        |a favore|vs favore|credit|inkomm)|gutschrift|zahlungseingang|\babono\b|accredito
        |bon\. ?vs|\binbound|\buznanie|credit transfer|bank credit|\bingreso\b|insattning
        |\bdirect credit\b|inter-bank credit|automated credit|\bpanot?\b|\bbijschrijving
        |transfer-?in\b|\bdeposit transfer|\brecu de\b|\bp/o\b|deposito de tercero|\bvergutung
        |\bindbetaling|\binnbetaling|\bbook in\b|book transfer credit|\bvirement recu|\bvir recu""",
    ),
    (
        _C.TRANSFER_OUT,
        r"""neft[ -]?dr|rtgs[ -]?dr|outgoing|(?:transfer|virement|transferencia|bonifico|trf|tfr
        |vir(?:ement)?(?: ?sepa)?|przelew|xfer|overboeking|uberweisung|ueberweisung
        |overforing).{0,20}(?:\bemis\b|\bsent\b|\bto\b|\benviad|inviat|wychodz|a terceros
        |\bout\b|\bp/o\b|debit|withdrawal)|external withdrawal|pay anyone|\btransfer-?out\b
        |book out|\bvir emis|\bpago a terceros|\bbon\. ?da voi|\bfnb ob pmt""",
    ),
    (
        _C.TRANSFER,
        r"""transfer|\bxfer\b|\btfe?r\b|\btrf\b|virement|\bvir\b|uberweisung|ueberweisung|bonifico
        |giroconto|overboeking|overschrijving|overforing|overforsel|przelew|tilisiirto
        |\btransf\b|transferencia|traspaso|\bted\b|\bdoc\b|\btef\b|\bneft\b|\brtgs\b|\bgiro\b
        |\bplatba\b|\bprevod\b|\binft\b|\btpt\b|sepa ?ct|\bsepa credit|interbank|\bfurikomi
        |\bvirament|\batutalas|\bbgl?\b$|\bonline banking\b|\bft\b|\btransferuri|\bzahlung per
        |\bkonto til konto""",
    ),
    (
        _C.OTHER,
        r"""\bb(?:ill|il)\b|bill ?pa?y|\bbpay\b|\bbil\b|\bbp\b|\bbbp\b|\bobp\b|\bpayments?\b
        |\bpmts?\b|\bpymts?\b|\bpagos?\b|\bpgto\b|pagamento|\bpaiement\b|\bzahlung\b
        |\bbetaling\b|\bbetalning\b|\bboleto\b|\bpaybill|\bpaid\b|\brachunek|\bplatba\b
        |\bmaksu\b|\blasku\b|auto ?pay|\bepay\b|e-payment|\bpse\b|\bservicio|\bpy\b$|\bfaktura\b
        |\bgst payment|\bloan pmt|\bfizetes|\bplata\b""",
    ),
)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\s*\n\s*", "", pattern))


_PATTERNS = tuple((channel, _compiled(pattern)) for channel, pattern in _RULES)
_WALLET = dict(_PATTERNS)[_C.CONTACTLESS_WALLET]
_FROM = re.compile(r"\b(?:from|received|recu|desde|von|van|da|de)\b")
_TO = re.compile(r"\b(?:to|sent|pour|para|an|naar|til|vers)\b")
_ACH_FEE = re.compile(r"(?:descr?|entry descr|des)\W{0,2}[^:]{0,20}\bfees?\b")

_VOCABULARY = Vocabulary(
    [*(pattern for _, pattern in _RULES), _FROM.pattern, _TO.pattern, _ACH_FEE.pattern]
)


def read_channel(channel_words: str, other_words: str, has_party: bool) -> Channel | None:
    """How money moved.

    Args:
      channel_words: Of the entities CHANNEL, in plain lower case.
      other_words: Of what is no entity; it counts as far as the former says nothing more specific.
      has_party: Whether the text names another side. Then only the bank's own words tell of a fee,
        since sellers have fees, too.
    """
    by_channel = _first(channel_words)
    other_words = _VOCABULARY.reduced(other_words)
    by_other = _first(other_words)
    if by_other is _C.FEE and has_party and not _ACH_FEE.search(other_words):
        by_other = _first(other_words, without=_C.FEE)
    if by_other in (_C.PAYROLL, _C.FEE) or by_channel is None:
        return by_other
    if by_channel is _C.TRANSFER and by_other is not _C.REFUND:
        return _direction(other_words)
    if by_channel is _C.OTHER and by_other is not None:
        return by_other
    if by_channel is _C.CARD and by_other is _C.CONTACTLESS_WALLET:
        return by_other
    return by_other if by_other is _C.REFUND else by_channel


def is_wallet(text: str) -> bool:
    """Whether an intermediary is a wallet in a telephone, which tells how was paid."""
    return _WALLET.search(plain(text)) is not None


@lru_cache(maxsize=1 << 15)
def _first(words: str, without: Channel | None = None) -> Channel | None:
    if not words:
        return None
    for number in _VOCABULARY.candidates(words):
        channel, pattern = _PATTERNS[number] if number < len(_PATTERNS) else (None, _FROM)
        if channel is not None and channel is not without and pattern.search(words):
            return channel
    return None


def _direction(words: str) -> Channel:
    """A transfer with the direction that the words beside it tell."""
    if _FROM.search(words):
        return _C.TRANSFER_IN
    return _C.TRANSFER_OUT if _TO.search(words) else _C.TRANSFER
