"""Prefixes that payment providers write before the seller."""

from pools.blocks import prefixes

# A prefix that the terminal provider writes before the seller: name and what separates the two.
# The first list fits any country, the others are added to it.
AGGREGATORS: dict[str, tuple[tuple[str, str], ...]] = {
    "": prefixes("""
        4x PAYPAL *~, 2x PayPal *~, 2x PAYPAL*~, 2x Paypal*~, 3x SP ~, 3x SQ *~, 2x SQ*~,
        3x SumUp  *~, 2x SumUp *~, SUMUP*~, SUMUP  *~, SumUp - ~, Zettle_*~, Zettle *~, ZETTLE *~,
        ZETTLE_*~, iZ *~, IZ *~, IZETTLE *~, TST* ~, TST-~, Toast* ~, CLOVER* ~, CLV*~, STRIPE*~,
        STRIPE * ~, STRIPE - ~, ADYEN*~, ADY*~, KLARNA*~, Klarna* ~, KLARNA * ~, AFTERPAY *~,
        CLEARPAY*~, ZILCH*~, AFFIRM *~, PADDLE.NET* ~, Paddle.net* ~, PADDLE *~, FS *~,
        FASTSPRING *~, NYX*~, NAYAX*~, NAYAX *~, CKO*~, MOLLIE*~, MOLLIE *~, EBANX*~, EBANX *~,
        DLO*~, DLOCAL*~, PP*~, PP *~, WL*~, LS *~, LSPD*~, EB *~, MYPOS *~, MYPOS*~, VIVA*~,
        SQSP* ~, GPAY*~, WIX*~, SHOPIFY* ~, BT*~, 2CO.COM*~, CKE*~, PY *~, IN *~, GUMROAD* ~,
        PATREON* ~, WPY*~, CRV*~, CURVE*~, WISE*~, REVOLUT*~, AMZN*~, GOOGLE *~, ALIPAY*~,
        WECHAT*~, MERCHANTE*~, FINTRX*~, SIPAY*~, PAYU*~
    """),
    "US": prefixes("""
        14x SQ *~, 2x SQ*~, Square *~, SQC*~, 9x TST* ~, 3x TST*~, 2x TST~, Toast* ~, 5x SP ~,
        2x SP * ~, SPO*~, SHOPIFY* ~, 4x PY *~, 3x CKE*~, 4x IN *~, 2x EB *~, 2x WPY*~, 2x FS *~,
        FSP*~, PP*~, CLV*~, DRI*~, 2CO.COM*~, PADDLE.NET* ~, XSOLLA *~, BT*~, CTLP*~, USA*~,
        PAR*~, OTT*~, BLS*~, ACT*~, TM *~, TCKTWEB*~, TOCK *~, RESY* ~, LEVELUP*~, ETSY.COM - ~,
        ETSY *~, GUMROAD.COM* ~, KO-FI* ~, MB *~, MINDBODY *~, VAGARO*~, GLOSSGENIUS* ~, BKSY*~,
        KLARNA* ~, KLARNA*~, AFFIRM *~, SEZZLE *~, ZIP.CO*~, 6x PAYPAL *~, PAYPAL*~, PayPal *~,
        VENMO *~, STRIPE*~, PMT*~, PNP*~, ZSK*~, RVT*~, FH* ~, FAREHARBOR* ~, PEEK*~, NYX*~
    """),
    "GB": prefixes("""
        SUMUP *~, SumUp *~, SUMUP  *~, Zettle_*~, ZETTLE_*~, iZ *~, IZ *~, iZettle *~, 2x SQ *~,
        DOJO*~, 2x PAYPAL *~, 2x SP ~, LS ~, NYA*~, 2x CRV*~, TEYA*~, VIVA *~, KLARNA*~,
        DELIVEROO*~, EB *~, STRIPE*~, PADDLE.NET* ~
    """),
    "FR": prefixes("""
        SUMUP *~, SumUp  *~, SUMUP*~, ZETTLE_*~, Zettle_*~, 2x PAYPAL *~, SMILEANDPAY*~, LYDIA*~,
        NYA*~, STRIPE*~, SP ~, KLARNA*~, ALMA *~, YAVIN ~
    """),
    "DE": prefixes("""
        SumUp  *~, SUMUP *~, SumUp .~, Zettle_*~, ZETTLE_*~, 2x PAYPAL *~, PayPal *~, KLARNA*~,
        NYA*~, LS ~, LSP*~, SP ~, PPRO*~, FLATPAY*~
    """),
    "NL": prefixes("""
        2x CCV*~, 2x BCK*~, SumUp  *~, SUMUP *~, Zettle_*~, ZETTLE_*~, PAYPAL *~, PAY.nl*~, PAY*~,
        MyPOS*~, NYX*~, SP ~, KLARNA*~, Payleven*~, AFP*~
    """),
    "ES": prefixes("""
        SUMUP  *~, SumUp *~, SUMUP*~, ZETTLE_*~, Zettle_*~, 2x PAYPAL *~, PP*~, SP ~, KLARNA*~,
        NYX*~
    """),
    "CA": prefixes("""
        3x SQ *~, TST-~, TST*~, SP ~, 2x PAYPAL *~, LS ~, LSPD*~, CLOVER*~, ZSK*~, PY *~, EB *~,
        IN *~, NYX*~, MONERIS*~
    """),
    "AU": prefixes("""
        3x SQ *~, 2x SMP*~, 2x ZLR*~, 2x EZI*~, LS ~, LSP*~, SP ~, 2x PAYPAL *~, PAYPAL*~, TYRO*~,
        MRYUM*~, ZIP*~, AFTERPAY *~, DD *~, WPY*~, EB *~, STRIPE*~
    """),
    "IN": prefixes("""
        RAZORPAY*~, 2x RAZ*~, RZP*~, PAYTM*~, PTM*~, 2x PYU*~, PAYU*~, CCA*~, CCAVENUE ~,
        BILLDESK*~, PAYPAL *~, CF*~, CASHFREE*~, PHONEPE*~, BDSK*~
    """),
    "IT": prefixes("""
        3x SUMUP *~, 2x SumUp  *~, SATISPAY*~, 2x NEXI*~, ZETTLE_*~, 2x PAYPAL *~, SCALAPAY*~,
        AXERVE*~, KLARNA*~
    """),
    "PT": prefixes("""
        SUMUP  *~, 2x SumUp *~, VIVA WALLET*~, IFTHENPAY*~, EUPAGO*~, EASYPAY*~, 2x PAYPAL *~,
        REDUNIQ*~
    """),
    "BR": prefixes("""
        4x PAG*~, 2x PAGSEGURO*~, 3x MP *~, 2x MERCADOPAGO*~, MERCPAGO*~, PICPAY*~, 2x IFD*~,
        EC *~, PG *~, STONE*~, INFINITEPAY*~, HTM*~, HOTMART*~, CIELO*~, SUMUP *~, EBN*~, EBANX*~,
        TON *~, PAYPAL *~, DL*~
    """),
    "PL": prefixes("""
        2x PAYU*~, PAYPRO*~, P24*~, DOTPAY*~, TPAY*~, SUMUP *~, SumUp  *~, 2x PAYPAL *~,
        ZETTLE_*~, AUTOPAY*~
    """),
    "SE": prefixes("""
        2x KLARNA*~, K*~, IZ *~, 2x ZETTLE_*~, Zettle_*~, QLIRO*~, SVEA*~, 2x PAYPAL *~,
        BAMBORA*~, SWISH*~, NETS*~, QUICKPAY*~, VIABILL*~, VIPPS*~, MOBILEPAY*~
    """),
    "CH": prefixes("""
        3x SumUp  *~, SUMUP *~, DATATRANS*~, TWINT*~, WALLEE*~, PAYREXX*~, 2x PAYPAL *~,
        WORLDLINE*~, ZETTLE_*~
    """),
    "AT": prefixes("""
        3x SumUp  *~, SUMUP *~, HOBEX*~, KLARNA*~, 2x PAYPAL *~, PAYLIFE*~, ZETTLE_*~, EPS*~
    """),
    "BE": prefixes("""
        3x SumUp  *~, SUMUP *~, CCV*~, PAYCONIQ*~, MOLLIE*~, 2x PAYPAL *~, BUCKAROO*~,
        WORLDLINE*~
    """),
    "IE": prefixes("""
        3x SumUp  *~, SUMUP *~, 2x SQ *~, 2x PAYPAL *~, SP ~, STRIPE*~, ELAVON*~, PAYZONE*~,
        EB *~, KLARNA*~
    """),
    "ZA": prefixes("""
        4x YOCO *~, YOC*~, IK *~, 2x PAYFAST*~, PF *~, SNAPSCAN*~, OZOW*~, PEACH*~, PAYPAL *~,
        ZAPPER*~
    """),
    "NG": prefixes("""
        3x PAYSTACK*~, 2x FLW*~, FLUTTERWAVE*~, OPAY*~, MONIEPOINT*~, PALMPAY*~, PAYPAL *~,
        INTERSWITCH*~
    """),
    "SG": prefixes("""
        3x GRAB*~, GRABPAY*~, FAVE*~, HITPAY*~, 2C2P*~, ATOME*~, SHOPEEPAY*~, SP ~, 2x PAYPAL *~,
        STRIPE*~, KPAY*~, SQ *~
    """),
    "MX": prefixes("""
        3x MERPAGO*~, MERCADO PAGO *~, MERCADOPAGO*~, 2x CLIP MX*~, CLIP *~, CONEKTA*~, OPENPAY*~,
        DLO*~, 2x PAYU*~, STR*~, EBANX*~, BILLPOCKET*~, 2x PAYPAL *~, ZETTLE *~, KUSHKI*~,
        WOMPI*~, BOLD*~, EPAYCO*~
    """),
}
