"""Lines of wallets, payment providers and marketplaces, which read alike all over the world."""

from layouts.template import templates

TEMPLATES = templates(r"""
wallet 6: {aggregator}{shop}
wallet 5: {aggregator}{shop} {any_place}
wallet 5: {aggregator}{PARTY:{fancy_name}}[ {any_place}]
wallet 3: {aggregator}<=18 {shop}>[ {any_place}]
wallet 3: {aggregator}{shop} {code}[ {any_place}]
wallet 3: {aggregator}{person}[ {any_place}]
wallet 2: {aggregator}{website}[ {tagged}]
wallet 3: {aggregator}{shop} {contact}
wallet 2: {aggregator}{shop} {money}
wallet 2: {moment} {aggregator}{shop} {money}
wallet 2: {moment} {aggregator}{brand} {instalment}[ {money}]
wallet 3: {CHANNEL:{chan_card}} {aggregator}{shop}[ {any_place}]
wallet 2: {CHANNEL:{chan_card}} {moment} {aggregator}{PARTY:{fancy_name}} {any_place} {tagged}
wallet 2: {aggregator}{shop}{any_place}
wallet 4: {PROCESSOR:(PAYPAL|PayPal|Paypal)}( \*| \*|\* |\*| ){PARTY:({paypal_shops}|{online}|\
    {fancy_name}|{last}{first})}[ {PHONE:(35314369001|4029357733|402-935-7733|0800942890)}][
    {any_place}]
wallet 3: {PROCESSOR:(PAYPAL|PayPal)}( \*|\*|  \*){website}[ (ANNUAL|SUBSCRIPTION)]
wallet 2: {PROCESSOR:(PayPal|PAYPAL|PayPal Europe S.a.r.l. et Cie S.C.A|PAYPAL PTE LTD|PayPal
    (Europe))}( |, | - ){firm}[ {code}]
wallet 4: {PROCESSOR:(GOOGLE|Google)}( \*|\*|\* ){PARTY:{google_goods}}[ {contact}]
wallet 2: {PROCESSOR:(GOOGLE|Google)}( \*|\*){PARTY:(CLOUD|Ads|GSUITE|Workspace|Domains|Fi|Nest|\
    {fancy_name})}[ {ref:(!!!!!!|##########|!!!!!!!!)}][ {website}]
wallet 3: {WEBSITE:(APPLE.COM/BILL|Apple.com/bill|APPLE.COM/US|ITUNES.COM/BILL)}[ {phone}][
    {any_place}]
wallet 3: {CHANNEL:{chan_card}} {WEBSITE:(APPLE.COM/BILL|apple.com/bill|AMZN.COM/BILL|\
    GOOGLE.COM/CH|MSBILL.INFO)}[ {any_place}][ {tagged}]
wallet 2: {PARTY:(APPLE|Apple Store|APPLE STORE|APPLE ONLINE STORE|Apple Services)}( {ref:R###}|)
    {any_place}
wallet 4: {PARTY:(AMAZON|Amazon|AMZN|Amazon Mktplace|AMZN Mktp|AMAZON MKTPLACE PMTS|AMZN MKTP)
    ({country2}|{country3}|UK|US|EU|DE)}(\*| \*|\* ){ref:(#!#!!#!!!|!!!!!!!!!|!!!!!)}[ {website}]
wallet 2: {WEBSITE:(Amazon.com|AMAZON.CO.UK|Amazon.de|amazon.es|AMAZON.IT|amazon.in|AMAZON.CA|\
    Amazon.com.au|amazon.com.br|AMAZON.COM.MX|amazon.co.jp|AMAZON.NL|AMAZON.SE|AMAZON.PL)}(\*|
    \*){ref:(!!!!!!!!!|#!#!!#!!!)}[ {any_place}]
wallet 2: {WEBSITE:(Amazon.com|AMAZON.CO.UK|Amazon.de|amazon.es|AMAZON.IT|amazon.fr|AMAZON.CA|\
    NETFLIX.COM|SPOTIFY.COM|EBAY.COM|BOOKING.COM|HOTELS.COM|ETSY.COM|GODADDY.COM|ALIEXPRESS.COM|\
    AGODA.COM|Temu.com|SHEIN.COM|UDEMY.COM|CANVA.COM|ZOOM.US|FIVERR.COM|NAMECHEAP.COM|AIRBNB.COM|\
    TRIP.COM)}[ {code}] {any_place}
wallet 3: {PARTY:(AIRBNB|Airbnb|UBER|Uber|LYFT|BOLT|Bolt|GRAB|Grab|LIME|TIER|DIDI|CABIFY|FREENOW|\
    GOJEK|OLA|99APP|INDRIVE|CAREEM|YANDEX.TAXI)}(\*| \*|\* | \* )(TRIP|RIDE|EATS|PENDING|HELP|\
    RIDES|ONE|PASS|TAXI)[ {ref:(!!!!!!|!!!!!!!!!!|#!?!?)}][ {contact}]
wallet 3: {PARTY:(UBER|Bolt|BOLT.EU|LYFT|FREENOW|GRAB|GLOVO|WOLT|DELIVEROO|FOODPANDA|RAPPI|IFOOD|\
    SWIGGY|ZOMATO)}[ {LOCATION:({city}|{abroad_city})}][ {ref:(!!!!!!!!!!|O/##########)}]
wallet 3: {PROCESSOR:(GRAB|GLOVO|WOLT|DELIVEROO|FOODPANDA|RAPPI|IFOOD|IFD|PEDIDOSYA|JUST EAT|UBER
    EATS|DOORDASH|TALABAT|BOLT FOOD|MENULOG|LIEFERANDO|SKIPTHEDISHES|THUISBEZORGD)}(\*| \*|\* )\
    {shop}[ {any_place}]
wallet 3: {PARTY:(Revolut|REVOLUT|WISE|Wise|MONZO|N26|SKRILL|PAYONEER|NETELLER|CURVE|REMITLY|\
    WESTERN UNION|XOOM|WORLDREMIT|MONEYGRAM)}(\*|\*\*| |\* ){ref:(####|####\*|##########|\
    !!!!!!!!)}[ {LOCATION:(Dublin|London|VILNIUS|{abroad_city}|{city})}]
wallet 3: {PROCESSOR:(KLARNA|Klarna|AFTERPAY|Afterpay|ZILCH|Zilch|CLEARPAY|AFFIRM|ZIP|SEZZLE|\
    SCALAPAY|TABBY|ATOME|LAYBUY|ALMA|ONEY|PAIDY|LATITUDEPAY|SPLITIT|KUESKIPAY|PAYFLEX|HUMM)}(\*|
    \*|\* | - ){PARTY:({retail}|{online}|{shop_name}|{fancy_name})}[ {any_place}]
wallet 2: {PARTY:(KLARNA|Klarna Bank AB|AFTERPAY|ZILCH|CLEARPAY|AFFIRM|SEZZLE|AFFIRM INC|ZIP CO|\
    CLEARPAY UK)}[ {code}][ {contact}]
wallet 3: {PROCESSOR:(PADDLE.NET|Paddle.net|PADDLE|FS|FASTSPRING|2CHECKOUT|2CO.COM|STRIPE|\
    GUMROAD.COM|LEMONSQUEEZY|LEMSQZY|DIGITALRIVER|DRI|XSOLLA|CLEVERBRIDGE|PAYPRO|BMT MICRO|\
    VERIFONE|POLAR|KO-FI|BUYMEACOFFEE|ITCH.IO|WHOP|SUBSTACK|MEDIUM|KICKSTARTER|GOFUNDME|\
    HUMBLEBUNDLE)}(\*|\* | \*| \* ){PARTY:({fancy_name}|{online}|{invented})}[ {contact}]
wallet 3: {PROCESSOR:(NAYAX|Nayax|NYX|NYX EUR|CANTALOUPE|CTLP|USA TECH|PAYTER|PAYRANGE|KWIKPAY|\
    VENDON|SELECTA|CSC SERVICEWORK|MYPOS|VIVAWALLET|WORLDLINE|SQ|SUMUP|SumUp|ZETTLE|Zettle|IZ|\
    ADYEN|CLOVER|CLV|TOAST|TST|LS|LIGHTSPEED|REVEL|SHOPIFY|SP|SPO|WIX|ECWID|BIGCARTEL|VAGARO|\
    FRESHA|MINDBODY|BOOKSY|TREATWELL|EVENTBRITE|EB|DICE|TICKETSWAP|SKIDDLE|TIQETS|TOCK|RESY|\
    OPENTABLE)}(\*|\* | \*|_\*|-|  \*| \* ){shop}[ {any_place}]
wallet 3: {PROCESSOR:(SP|TST|LS|SQ|BT|GPay|GPAY|PAYU|MOLLIE|CKO|DLO|EBANX|ADY|BUCKAROO|PAY.NL|\
    SIPAY|REDSYS|PAYTR|IYZICO|PAYMOB|TAP|HYPERPAY|RAZORPAY|CASHFREE)}( |\*|-| - ){shop}[
    {any_place}]
wallet 2: {firm} (via|VIA|by|durch|tramite|door|vía) {PROCESSOR:(Mollie|Adyen|Stripe|GoCardless|\
    SumUp|PayU|Worldpay|Buckaroo|Klarna|Trustly|Checkout.com|Nexi|Worldline|Redsys|PayPal|Opayo|\
    Braintree)}[ {tagged}]
wallet 2: {PROCESSOR:(GoCardless|GOCARDLESS|GC|STRIPE|WORLDPAY|ADYEN NV|TRUSTLY|TRUSTLY GROUP AB|\
    SOFORT|GIROPAY|MULTISAFEPAY|PAYSAFE|BRAINTREE)}( |\*|/| - ){PARTY:({firm_name}|{fancy_name}|\
    {online})} {code}
wallet 3: {CHANNEL:(Apple Pay|APPLE PAY|GOOGLE PAY|Google Pay|Samsung Pay|GARMIN PAY|APPLEPAY|G
    PAY)}( - |: | | \| ){till}[ {any_place}]
wallet 2: {any_seller} \(({CHANNEL:(Apple Pay|APPLE PAY|Google Pay|VIA APPLE PAY|CONTACTLESS|\
    Contactless)})\)[ {day}]
wallet 5: {brand_product}[ {any_place}]
wallet 4: {PARTY:({online}|{invented}|{invented} {industry})}(\*|\* | \*)(SUBSCRIPTION|PRO|\
    PREMIUM|MONTHLY|ANNUAL PLAN|MEMBERSHIP|SUB|PLAN|RENEWAL|TRIAL|CREDITS|DONATION)[ {contact}]
wallet 3: {brand_code}[ {contact}]
wallet 2: {PARTY:(FACEBK|FACEBOOK|META|META ADS|GOOGLE ADS|LINKEDIN|TIKTOK ADS|MSFT|MICROSOFT|\
    ADOBE|NINTENDO|SONY|STEAM|ROBLOX|TWITCH|X CORP)}( \*|\*|\* | ){ref:(!!!!!!!!!!|?#!!!!!!!!|\
    ##########)}[ {website}]
wallet 2: {PARTY:(OPENAI|ANTHROPIC|MIDJOURNEY|NOTION|FIGMA|CURSOR|PERPLEXITY|ELEVENLABS|VERCEL|\
    REPLIT|CANVA|SLACK|DROPBOX|HEADSPACE|CALM|STRAVA|DUOLINGO|NORDVPN|GRAMMARLY|PATREON|AUDIBLE)}\
    (\*|\* | \*| )(CHATGPT SUBSCR|SUBSCRIPTION|PRO PLAN|PREMIUM|MONTHLY|ANNUAL PLAN|TEAM|API
    CREDITS|MEMBERSHIP|SUB)[ {contact}]
wallet 2: {PARTY:(OPENAI|ANTHROPIC|NETFLIX|SPOTIFY|HULU|PARAMOUNT+|DISNEY+|DISNEY PLUS|APPLE TV+|\
    YOUTUBE PREMIUM|MAX|PEACOCK|CRUNCHYROLL|DAZN|VIAPLAY|CANAL+|DISCOVERY+|ESPN+|AUDIBLE|KINDLE
    UNLTD)} {contact}
wallet 2: {PARTY:{online} {country_name}}[ {code}][ {any_place}]
wallet 2: {CHANNEL:{chan_out}}( - |: |\*| \*| ){PROCESSOR:(Wise|WISE|Revolut|PAYPAL|Venmo|Cash
    App|SKRILL|PAYONEER|REMITLY)}( \*|\* | - | ){person}
p2p 2: {PROCESSOR:(CASH APP|Cash App|VENMO|Venmo|REVOLUT|PayPal|MONZO|LYDIA|TIKKIE|SWISH|VIPPS|\
    MOBILEPAY|TWINT|BIZUM|BLIK|SATISPAY|MB WAY|PAYCONIQ|PIX|NEQUI|YAPE|GCASH|PAYTM|PHONEPE|GPAY)}\
    (\*| \*| - |: ){person}[ {noted}]
p2p 2: {CHANNEL:(BIZUM|Bizum|SWISH|Swish|BLIK|VIPPS|MOBILEPAY|MobilePay|TWINT|SATISPAY|MB WAY|\
    PAYNOW|PROMPTPAY|OSKO|PAYID|INTERAC|UPI|PIX|FPS|YAPE|NEQUI|ZELLE|WERO|PAYSHAP|SINPE MOVIL|\
    TRANSFIYA|DUITNOW)} {other_side}[ {tagged}][ {purpose_text}]
""")
