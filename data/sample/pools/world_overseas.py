"""Shops, billers and payers overseas, and those that are known everywhere."""

from pools.blocks import entries

WORDS: dict[str, tuple[str, ...]] = {
    "BR.retail": entries("""
        Pao de Acucar, Carrefour, Extra, Assai Atacadista, Atacadao, Sams Club, Supermercado Dia,
        Mercado Livre, Magazine Luiza, Magalu, Casas Bahia, Ponto, Lojas Americanas, Americanas,
        Renner, Lojas Renner, Riachuelo, C&A, Marisa, Havan, Leroy Merlin, Telhanorte, Drogasil,
        Droga Raia, Drogaria Sao Paulo, Pague Menos, Panvel, Farmacia, O Boticario, Natura, Natura
        Cosmeticos, Posto Ipiranga, Posto Shell, Posto BR, Auto Posto, Petrobras, McDonalds,
        Burger King, Bobs, Habibs, Giraffas, Outback, Spoleto, Subway, Starbucks, Cacau Show,
        Kopenhagen, Padaria, Sodexo, Metro SP, CPTM, Bilhete Unico, Sem Parar, Estapar, Localiza,
        Movida, GOL, Latam, Azul, Smart Fit, Cinemark, Kalunga, Saraiva, Cobasi, Petz, Decathlon,
        Centauro, Netshoes, Zaffari, Angeloni, Mundial
    """),
    "BR.online": entries("""
        Mercado Livre, Mercadolivre, Amazon BR, Amazon Marketplace, Shopee, Shein, AliExpress,
        iFood, Rappi, Uber, 99 Tecnologia, 99App, Netflix, Netflix.com, Spotify, Globoplay, Amazon
        Prime, Disney Plus, Google, Apple, Facebook, Hotmart, Udemy, Booking.com, Decolar, Airbnb,
        Netshoes, OLX, Enjoei, Steam, PlayStation, Nuuvem, Cabify, Zee Dog, Wellhub, Gympass,
        Nubank
    """),
    "BR.biller": entries("""
        Enel Distribuicao, CPFL Paulista, Light SA, Cemig, Copel, Neoenergia, Equatorial, Sabesp,
        Cedae, Sanepar, Comgas, Vivo, Telefonica Brasil, Claro, Claro NET, TIM SA, Oi, Sky Brasil,
        Porto Seguro, Bradesco Saude, SulAmerica, Unimed, Amil, Prefeitura, Receita Federal, DARF,
        Detran, IPVA, IPTU, Condominio, QuintoAndar, Itau Cartoes, Nu Pagamentos, Banco Inter, C6
        Bank, Smart Fit, Nubank
    """),
    "BR.payer": entries("""
        INSS, Prefeitura Municipal, Governo do Estado, Petrobras, Vale SA, Itau Unibanco,
        Bradesco, Ambev, Magazine Luiza SA, Ifood.com Agencia, Uber do Brasil, Mercado Pago, Stone
        Pagamentos, PagSeguro, Cielo SA, Getnet, Rede, Nu Pagamentos SA, Shopee Brasil, Caixa
        Economica
    """),
    "ZA.retail": entries("""
        Pick n Pay, PnP, Checkers, Checkers Hyper, Shoprite, Woolworths, Spar, SuperSpar,
        Kwikspar, Food Lovers, Makro, Game, Boxer, Clicks, Dis-Chem, Mr Price, Truworths,
        Foschini, Edgars, Ackermans, Pep Stores, Jet, Cotton On, Takealot, Builders Warehouse,
        Cashbuild, Incredible Connection, Exclusive Books, CNA, Engen, Shell, BP, Sasol, Caltex,
        Total, Astron Energy, Nandos, Steers, Debonairs, KFC, Wimpy, Spur, Ocean Basket, Mugg &
        Bean, Vida e Caffe, Seattle Coffee, Kauai, Tops at Spar, Liquorshop, Gautrain, Uber, Bolt,
        Ster-Kinekor, Virgin Active, Sportsmans Warehouse, Bidvest, SANRAL, E-Toll
    """),
    "ZA.biller": entries("""
        Discovery Health, Discovery Life, Discovery Insure, Old Mutual, Sanlam, Liberty Life,
        Momentum, Outsurance, Santam, MiWay, King Price, Hollard, Auto & General, Vodacom, MTN SP,
        Cell C, Telkom, Rain, Afrihost, Vumatel, DSTV, Multichoice, Netflix, Eskom, City Power,
        City of Cape Town, City of Joburg, Tracker, Cartrack, WesBank, MFC, SA Home Loans,
        Capitec, African Bank, Truworths Acc, Foschini Acc, SARS, Virgin Active, Planet Fitness,
        1Life, Clientele, Avbob, Bonitas, GEMS
    """),
    "NG.retail": entries("""
        Shoprite, Spar Nigeria, Ebeano Supermarket, Justrite, Hubmart, Prince Ebeano, Next Cash n
        Carry, Addide, Total Energies, Oando, Mobil, NNPC Retail, Conoil, MRS, Ardova, Chicken
        Republic, KFC, Dominos Pizza, Cold Stone, Mr Biggs, Kilimanjaro, The Place, Sweet
        Sensation, Bukka Hut, MedPlus, HealthPlus, Slot Systems, Pointek, Jumia, Konga, Filmhouse,
        Genesis Cinemas, ABC Transport, GIGM, Air Peace, Arik Air, Uber, Bolt, Carrefour, Naivas,
        Quickmart, Chandarana, Java House, Artcaffe
    """),
    "NG.biller": entries("""
        IKEDC, EKEDC, AEDC, Ibadan Disco, MTN, Airtel, Glo, 9mobile, DSTV, GOtv, Startimes,
        Spectranet, Smile, Swift Networks, LAWMA, FIRS, LIRS, Remita, AXA Mansard, Leadway, AIICO,
        Carbon, FairMoney, Renmoney, Piggyvest, Cowrywise, Bet9ja, SportyBet, Betking, Kenya
        Power, Nairobi Water, Safaricom, Zuku, NHIF, KRA
    """),
    "NG.payer": entries("""
        Federal Govt of Nigeria, Lagos State Govt, Dangote Cement, MTN Nigeria, Access Holdings,
        Zenith Bank, Flutterwave, Paystack, Interswitch, Julius Berger, NNPC, Unilever
    """),
    "SG.retail": entries("""
        NTUC FairPrice, FairPrice Finest, Giant, Cold Storage, Sheng Siong, Don Don Donki, Prime
        Supermarket, 7-Eleven, Cheers, Guardian, Watsons, Unity Pharmacy, Challenger, Courts,
        Harvey Norman, Best Denki, Ikea, Uniqlo, Cotton On, Charles & Keith, Decathlon, Popular
        Book, Daiso, Miniso, Kopitiam, Food Republic, Koufu, Toast Box, Ya Kun Kaya Toast, Old
        Chang Kee, BreadTalk, Starbucks, Coffee Bean, LiHo, KOI The, Gong Cha, McDonalds, KFC,
        Burger King, Subway, Jollibee, Din Tai Fung, Paradise Dynasty, Crystal Jade, Sushi Tei,
        Genki Sushi, Saizeriya, Shell, Esso, SPC, Caltex, Parkway, Raffles Medical, SMRT, SBS
        Transit, ComfortDelGro, Golden Village, Cathay, AEON, Mydin
    """),
    "SG.biller": entries("""
        SP Services, Singtel, StarHub, M1, Circles.Life, SIMBA, MyRepublic, IRAS, CPF Board, HDB,
        Town Council, AIA, Great Eastern, Prudential, Income Insurance, Manulife, LTA, NEA, ICA,
        MOE, PUB, Geneco, Keppel Electric, Senoko Energy, ActiveSG, Anytime Fitness, Virgin
        Active, SingLife, FWD, AXS, NETS, EZ-Link, Telekom Malaysia, Tenaga Nasional, Maxis,
        Meralco, PLDT
    """),
    "SG.payer": entries("""
        CPF Board, IRAS, Ministry of Finance, DBS Bank, Grab, Shopee, Sea Group, Singapore
        Airlines, NTUC, Accenture, Randstad, Adecco, Foodpanda, Deliveroo
    """),
    "HK.retail": entries("""
        ParknShop, Wellcome, Market Place, City'super, Taste, AEON, Donki, 7-Eleven, Circle K,
        Mannings, Watsons, Sasa, Bonjour, Fortress, Broadway, Uniqlo, Giordano, Bossini, Ikea,
        Pricerite, Cafe de Coral, Fairwood, Maxim's, Tsui Wah, Tai Hing, Yoshinoya, McDonalds,
        KFC, Starbucks, Pacific Coffee, Arome Bakery, Saint Honore, MTR, KMB, Citybus, Star Ferry,
        HKTVmall, Foodpanda, Deliveroo, Keeta, Commercial Press, Sun Hung Kai, UA Cinemas, Shell,
        Caltex, Esso, Sinopec
    """),
    "JP.retail": entries("""
        Seven Eleven, 7-Eleven, FamilyMart, Lawson, MiniStop, Aeon, Ito Yokado, Seiyu, Life,
        Maruetsu, Summit, Don Quijote, Daiso, Uniqlo, GU, Muji, Nitori, Yodobashi Camera, Bic
        Camera, Yamada Denki, Tokyu Hands, Loft, Matsumoto Kiyoshi, Sundrug, Welcia, Isetan,
        Takashimaya, Mitsukoshi, Parco, Lumine, Yoshinoya, Sukiya, Matsuya, CoCo Ichibanya,
        Ichiran, Saizeriya, Gusto, Doutor, Starbucks, Tullys, Komeda, Mos Burger, McDonalds,
        Sushiro, Kura Sushi, Torikizoku, JR East, JR Central, Tokyo Metro, Odakyu, Keio, Suica,
        Pasmo, ENEOS, Idemitsu, Cosmo Oil, ANA, JAL, Toho Cinemas, Book Off, Tsutaya, Kinokuniya,
        Amazon Japan, Rakuten Ichiba, Mercari
    """),
    "JP.biller": entries("""
        Tokyo Denryoku, TEPCO, Kansai Denryoku, Tokyo Gas, Osaka Gas, NTT Docomo, NTT East,
        Softbank, KDDI, Rakuten Mobile, NHK, Rakuten Card, Mitsui Sumitomo Card, JCB, Saison Card,
        Aeon Card, Epos Card, Nippon Life, Dai-ichi Life, Sompo Japan, Kokumin Nenkin, Suidokyoku,
        Netflix, U-Next
    """),
    "JP.payer": entries("""
        Toyota, Sony, Hitachi, Recruit, Pasona, Nenkin Kikou, Rakuten, Mercari, Amazon Japan GK,
        Google GK, Nomura
    """),
    "NZ.retail": entries("""
        Countdown, Woolworths NZ, New World, Pak n Save, Paknsave, Four Square, Fresh Choice, The
        Warehouse, Warehouse Stationery, Kmart, Farmers, Briscoes, Mitre 10, Bunnings, Noel
        Leeming, Harvey Norman, JB Hi-Fi, Whitcoulls, Paper Plus, Chemist Warehouse, Unichem, Life
        Pharmacy, Z Energy, BP Connect, Mobil, Gull, Challenge, Caltex, Burger Fuel, McDonalds,
        KFC, Hell Pizza, Dominos, Subway, Muffin Break, Robert Harris, Columbus Coffee, St Pierres
        Sushi, AT HOP, Snapper, Air New Zealand, Jetstar, Uber, Wilson Parking, Event Cinemas,
        Super Liquor, Liquorland, Glassons, Hallenstein, Kathmandu, Macpac, Rebel Sport, Torpedo7,
        Repco, Supercheap Auto, Night n Day, Dairy
    """),
    "NZ.biller": entries("""
        Mercury Energy, Genesis Energy, Contact Energy, Meridian Energy, Trustpower, Electric
        Kiwi, Flick Electric, Watercare, Auckland Council, Wellington City, Spark NZ, Vodafone NZ,
        One NZ, 2degrees, Slingshot, Skinny, Sky TV, AA Insurance, AMI Insurance, State Insurance,
        Tower, Southern Cross Health, NIB, Partners Life, Inland Revenue, IRD, NZTA, Les Mills,
        City Fitness, Snap Fitness, Barfoot & Thompson, Tenancy Services, Q Card, Gem Visa,
        Laybuy, Afterpay, Harmoney, Kiwisaver, World Vision, Red Cross NZ
    """),
    "MX.retail": entries("""
        Oxxo, Walmart, Bodega Aurrera, Soriana, Chedraui, La Comer, Sams Club, Costco, HEB,
        7-Eleven, Extra, Farmacias Guadalajara, Farmacias del Ahorro, Farmacia Similares,
        Liverpool, Palacio de Hierro, Coppel, Elektra, Suburbia, Sears, Sanborns, Home Depot,
        Office Depot, Best Buy, Zara, Cinepolis, Cinemex, Vips, Toks, Starbucks, Italian Coffee,
        McDonalds, Burger King, Dominos Pizza, Carls Jr, Little Caesars, El Pollo Loco,
        Gasolinera, Pemex, G500, Oxxo Gas, Petro 7, ADO, Volaris, VivaAerobus, Aeromexico, Uber,
        DiDi, Metro CDMX, Smart Fit, Exito, Jumbo, Falabella, Ripley, Lider, Unimarc, Tottus, D1,
        Ara, Olimpica, Coto, Disco, Dia, Carrefour, Farmacity, YPF, Copec, Terpel, Copetran,
        Rappi, Cruz Verde
    """),
    "MX.biller": entries("""
        CFE, CFE Suministrador, Telmex, Telcel, Izzi, Totalplay, Megacable, AT&T Mexico, Movistar,
        Naturgy, SACMEX, Sky, Dish, SAT, IMSS, INFONAVIT, GNP Seguros, Qualitas, AXA Seguros,
        MetLife, Liverpool, Coppel, Mercado Pago, Netflix, Spotify, Smart Fit, Edesur, Edenor,
        Metrogas, AySA, Personal, Claro, AFIP, ARCA, OSDE, Swiss Medical, Enel, Aguas Andinas,
        Entel, VTR, WOM, EPM, Codensa, Vanti, ETB, Tigo, Sura, Compensar, DIAN, Bancoppel, Nu
        Mexico, Stori
    """),
    "MX.payer": entries("""
        IMSS, SAT, Gobierno de Mexico, Pensionissste, Bimbo, Cemex, Femsa, Manpower, Adecco,
        ANSES, Colpensiones, AFP Habitat, Mercado Libre, Rappi, Uber, DiDi, Ecopetrol, Codelco
    """),
    "retail": entries("""
        Ikea, H&M, Zara, Uniqlo, Decathlon, Starbucks, McDonalds, McDonald's, Burger King, KFC,
        Subway, Pizza Hut, Dominos, Shell, BP, Total, Esso, Circle K, 7-Eleven, Carrefour, Lidl,
        Aldi, Spar, Nike, Adidas, Apple Store, Samsung, Sephora, Mango, Primark, Hilton, Marriott,
        Ibis, Hertz, Avis, Sixt, Europcar, Costa Coffee, Five Guys, Lego, Swarovski, Pandora,
        Rituals, Levi's, Duty Free, WH Smith, Relay
    """),
    "biller": entries("""
        Netflix, Spotify, Vodafone, Orange, Allianz, AXA, Zurich, Generali, American Express,
        PayPal, Klarna, Amazon Prime, Basic-Fit, Anytime Fitness, World Vision, UNICEF, Red Cross
    """),
    "payer": entries("""
        Deloitte, Accenture, Randstad, Adecco, Manpower, Uber, Stripe, Airbnb, Amazon, Google,
        Microsoft, IBM, Siemens, Nestle, Unilever, Payoneer, Wise, Upwork, Deel, Remote
    """),
}
