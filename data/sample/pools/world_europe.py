"""Shops, billers and payers of European countries with fewer texts."""

from pools.blocks import entries

WORDS: dict[str, tuple[str, ...]] = {
    "IT.retail": entries("""
        Esselunga, Coop, Ipercoop, Conad, Conad City, Carrefour Market, Lidl Italia, Eurospin,
        Penny Market, MD Discount, Pam, Pam Local, Despar, Interspar, Iper, Bennet, Tigros, Unes,
        Sigma, Crai, Famila, Il Gigante, NaturaSi, Tigota, Acqua e Sapone, OVS, Zara, H&M, Upim,
        Coin, Rinascente, Calzedonia, Intimissimi, Benetton, Decathlon, Cisalfa, Mediaworld,
        Unieuro, Euronics, Trony, Ikea Italia, Leroy Merlin, Brico Io, OBI, Mondadori,
        Feltrinelli, Libraccio, Autogrill, Eni Station, Q8, Tamoil, IP, Esso, Agip, Trenitalia,
        Italo, ATM Milano, ATAC, GTT, ATV Verona, Telepass, Autostrade, Poste Italiane,
        Tabaccheria, McDonald's, Burger King, Old Wild West, Roadhouse, La Piadineria,
        Rossopomodoro, Grom, Venchi, Lavazza, Illy, Eataly, Farmacia Comunale, Farmacia, Kiko
        Milano, Sephora, Douglas, Arcaplanet, Maxi Zoo, Salmoiraghi, Geox, Foot Locker, Prada,
        Gucci Outlet, Virgin Active
    """),
    "IT.biller": entries("""
        Enel Energia, Enel Energia S.p.A., Eni Plenitude, A2A Energia, Hera Comm, Iren Mercato,
        Edison Energia, Sorgenia, Acea Energia, Acea Ato 2, Telecom Italia, TIM S.p.A., Vodafone
        Italia, Wind Tre S.p.A., Fastweb SpA, Iliad Italia, Sky Italia, Linkem, Eolo, Netflix,
        Dazn, Generali Italia, UnipolSai, Allianz, AXA Assicurazioni, Zurich, Reale Mutua, Intesa
        Sanpaolo Vita, Agos Ducato, Compass Banca, Findomestic, Santander Consumer, Telepass SpA,
        Nexi Payments, American Express, Agenzia delle Entrate, INPS, Comune di Milano, AMA Roma,
        Condominio, Amex, Bollo Auto ACI, Volkswagen Financial, Ayvens, PayPal Europe, Amazon EU,
        Scalapay
    """),
    "IT.payer": entries("""
        INPS, INAIL, MEF, Ministero Economia, Poste Italiane, Regione Lombardia, ASL Roma 1,
        Adecco Italia, Randstad Italia, Manpower, Gi Group, Accenture SpA, Leonardo SpA,
        Stellantis, Ferrero, Barilla, Luxottica, Esselunga, Intesa Sanpaolo, UniCredit, Agenzia
        Entrate Rimborsi, Satispay, SumUp Payments, Nexi Payments, Deliveroo Italy, Glovo, Amazon
        Italia Logistica
    """),
    "PT.retail": entries("""
        Continente, Continente Modelo, Pingo Doce, Lidl, Minipreço, Auchan, Intermarche,
        Mercadona, Aldi, Meu Super, El Corte Ingles, Worten, Fnac, Radio Popular, Leroy Merlin,
        Ikea, Decathlon, Sport Zone, Zara, Bershka, Primark, Parfois, Wells, Farmacia, Galp, BP,
        Repsol, Prio, Cepsa, Via Verde, CP Comboios, Metro Lisboa, Carris, STCP, CTT, Bertrand,
        Padaria Portuguesa, Telepizza, McDonalds, H3, Vitaminas, A Padaria, Celeiro, Bricomarche,
        Normal, Tiger, Ale-Hop, Holmes Place
    """),
    "PT.biller": entries("""
        EDP Comercial, Endesa, Galp Energia, Goldenergy, Iberdrola, EPAL, Aguas do Porto, MEO, NOS
        Comunicacoes, Vodafone Portugal, NOWO, Fidelidade, Ageas, Tranquilidade, Allianz,
        Multicare, Medis, Cofidis, Cetelem, Universo, Via Verde, Autoridade Tributaria, IGCP, Seg
        Social, Netflix, Condominio, Santa Casa, Holmes Place, Solinca, Fitness Hut, Oney, Unicre
    """),
    "PT.payer": entries("""
        Seguranca Social, IGFSS, CGA, Autoridade Tributaria, Ministerio da Saude, Sonae, Jeronimo
        Martins, TAP, Altice, Randstad, Adecco, CTT, Uber Eats, Glovo, Bolt
    """),
    "PL.retail": entries("""
        Biedronka, Jeronimo Martins, Lidl, Żabka, Zabka, Kaufland, Auchan, Carrefour, Dino, Netto,
        Stokrotka, Lewiatan, Intermarche, Polomarket, Delikatesy Centrum, Aldi, Rossmann, Hebe,
        Super-Pharm, Apteka, Pepco, Action, Empik, Media Expert, RTV Euro AGD, Media Markt, x-kom,
        Castorama, Leroy Merlin, OBI, Ikea, Jysk, Decathlon, CCC, Reserved, LPP, H&M, Zara,
        Sinsay, Orlen, PKN Orlen, Stacja Paliw, BP, Shell, Circle K, Lotos, McDonalds, KFC, Pizza
        Hut, Da Grasso, Green Caffe Nero, Costa Coffee, PKP Intercity, Koleje Mazowieckie, ZTM
        Warszawa, MPK Krakow, Poczta Polska, InPost, Multikino, Helios
    """),
    "PL.online": entries("""
        Allegro, Allegro.pl, Amazon.pl, OLX, Vinted, Zalando, Temu, AliExpress, Pyszne.pl, Glovo,
        Uber, Uber Eats, Bolt, FreeNow, Netflix, Spotify, HBO Max, Steam, Morele, x-kom.pl,
        Empik.com, eobuwie, Answear, Booking.com, Ryanair, Wizz Air, JakDojade, SkyCash, Moje
        Bilety, Play, eSky, Modivo
    """),
    "PL.biller": entries("""
        PGE Obrot, Tauron Sprzedaz, Enea, Energa Obrot, E.ON Polska, PGNiG, MPWiK, Orange Polska,
        Play P4, T-Mobile Polska, Plus Polkomtel, UPC Polska, Vectra, Canal+ Polska, Polsat Box,
        PZU, Warta, Ergo Hestia, Generali, Allianz Polska, Spoldzielnia Mieszkaniowa, Wspolnota
        Mieszkaniowa, Urzad Miasta, ZUS, Urzad Skarbowy, Medicover, LuxMed, MultiSport, Santander
        Consumer, Zdrofit, Netia
    """),
    "PL.payer": entries("""
        ZUS, Urzad Skarbowy, Urzad Miasta, MOPS, NFZ, Comarch SA, Orlen SA, CD Projekt, Asseco,
        Allegro, Randstad Polska, Adecco Poland, InPost, Biedronka, LOT, Uniwersytet
    """),
    "SE.retail": entries("""
        ICA, ICA Nära, ICA Kvantum, ICA Supermarket, Maxi ICA Stormarknad, Coop, Stora Coop,
        Willys, Hemköp, Lidl Sverige, City Gross, Pressbyrån, 7-Eleven, Systembolaget, Apoteket,
        Apotek Hjärtat, Kronans Apotek, Clas Ohlson, Elgiganten, Biltema, Jula, Rusta,
        Dollarstore, Bauhaus, Byggmax, Ikea, Åhléns, H&M, Lindex, KappAhl, Gina Tricot, Stadium,
        XXL, Intersport, Akademibokhandeln, Circle K, OKQ8, Preem, St1, Ingo, SL, SJ, Västtrafik,
        Skånetrafiken, Max Burgers, McDonalds, Espresso House, Wayne's Coffee, Sushi Yama,
        O'Learys, Bastard Burgers, Filmstaden, SATS, Nordic Wellness, Easypark, Postnord, Normal
    """),
    "SE.biller": entries("""
        Vattenfall, E.ON Energi, Fortum, Ellevio, Göteborg Energi, Telia, Tele2, Telenor, Tre,
        Comviq, Bahnhof, Bredband2, Folksam, If Skadeförsäkring, Trygg-Hansa, Länsförsäkringar,
        Skandia, AMF, Alecta, Unionen, Radiotjänst, Com Hem, SBAB, CSN, Skatteverket,
        Transportstyrelsen, HSB, Riksbyggen, Stena Fastigheter, Klarna Bank, Svea Ekonomi, Nordea
        Finans, Viaplay, Bonnier News, Svenska Spel, SATS
    """),
    "SE.payer": entries("""
        Försäkringskassan, Skatteverket, CSN, Stockholms Stad, Region Skåne, Volvo AB, Ericsson
        AB, Scania, H&M, Ikea AB, Spotify AB, Academic Work, Manpower AB, Pensionsmyndigheten,
        Göteborgs Stad
    """),
    "DK.retail": entries("""
        Netto, Føtex, Bilka, Rema 1000, Lidl, Aldi, SuperBrugsen, Kvickly, Irma, Meny, Spar, Coop
        365, 7-Eleven, Matas, Apotek, Normal, Søstrene Grene, Flying Tiger, Magasin, Elgiganten,
        Power, Bauhaus, Silvan, Jem & Fix, Harald Nyborg, Ikea, Jysk, Ilva, H&M, Zara, Sport24,
        Intersport, Circle K, OK, Q8, Shell, Uno-X, DSB, Rejsekort, Movia, Letz Sushi, Joe & The
        Juice, Lagkagehuset, Emmerys, Sunset Boulevard, McDonalds, Wolt
    """),
    "DK.biller": entries("""
        Ørsted, Norlys, Andel Energi, HOFOR, Radius, TDC, YouSee, Telenor, Telia, 3 Danmark, Tryg,
        Topdanmark, Alm Brand, Codan, PFA Pension, Danica, ATP, Skat, SKAT, FDM, Ældre Sagen, 3F,
        HK Danmark, Krifa, Netflix, Boxer TV, Stofa, Realkredit Danmark, Nykredit, Fitness World,
        Sundhedsforsikring Danmark, Radiolicens
    """),
    "NO.retail": entries("""
        Rema 1000, Kiwi, Coop Extra, Coop Mega, Coop Prix, Meny, Spar, Joker, Bunnpris, Narvesen,
        7-Eleven, Deli de Luca, Vinmonopolet, Apotek 1, Vitusapotek, Boots, Clas Ohlson, Elkjøp,
        Power, Biltema, Jula, Europris, Nille, Ikea, XXL, Sport 1, Cubus, Dressmann, H&M, Lindex,
        Ark Bokhandel, Norli, Circle K, YX, Esso, Shell, Uno-X, Ruter, Vy, Entur, Flytoget,
        Norwegian, Widerøe, Peppes Pizza, Espresso House, Kaffebrenneriet, Burger King, Plantasjen
    """),
    "NO.biller": entries("""
        Hafslund Strøm, Fjordkraft, Tibber, Elvia, BKK, Lyse, Telenor, Telia, Ice, Altibox, Get,
        Gjensidige, If, Tryg, Fremtind, Storebrand, KLP, Skatteetaten, Lånekassen, NAV, OBOS,
        Sector Alarm, Verisure, Autopass, Fremtindservice, DNB Liv, NRK Lisens, Viaplay, Elixia,
        SATS, Sparebank 1, Statens Vegvesen
    """),
    "FI.retail": entries("""
        K-Market, K-Supermarket, K-Citymarket, S-Market, Prisma, Alepa, Lidl, Sale, R-Kioski,
        Alko, Yliopiston Apteekki, Apteekki, Tokmanni, Clas Ohlson, Gigantti, Verkkokauppa.com,
        Power, Ikea, Stockmann, Sokos, H&M, Intersport, XXL, Motonet, Bauhaus, Neste, ABC, Teboil,
        Shell, St1, HSL, VR, Finnair, Hesburger, Kotipizza, McDonalds, Fafa's, Robert's Coffee,
        Finnkino, Elixia
    """),
    "FI.biller": entries("""
        Helen Oy, Fortum, Vattenfall, Caruna, Elisa Oyj, DNA Oyj, Telia Finland, If Vakuutus, OP
        Vakuutus, LähiTapiola, Fennia, Kela, Verohallinto, Traficom, HSY, Lumo Kodit, Sato Oyj,
        Elixia, Sanoma Media, Helsingin Sanomat, Netflix, Resurs Bank
    """),
    "FI.payer": entries("""
        Kela, Verohallinto, Nokia Oyj, Kone Oyj, Helsingin Kaupunki, Kesko, HUS, Barona,
        Ilmarinen, Keva
    """),
    "CZ.retail": entries("""
        Albert, Billa, Lidl, Kaufland, Tesco, Penny Market, Globus, Coop, Žabka, Rohlik.cz, Košík,
        DM Drogerie, Rossmann, Teta, Dr.Max, Lékárna, Alza.cz, CZC.cz, Datart, Electro World,
        Ikea, Hornbach, OBI, Bauhaus, Decathlon, Sportisimo, H&M, Zara, New Yorker, Action,
        Tchibo, Shell, OMV, MOL, Benzina, Orlen, ČD, Leo Express, RegioJet, DPP, PID Lítačka,
        Dámejídlo, Bageterie Boulevard, McDonalds, KFC, Ugo, Costa Coffee, CrossCafe, Cinema City,
        Luxor, Dobrovsky, Trafika
    """),
    "CZ.biller": entries("""
        ČEZ Prodej, PRE, innogy Energie, E.ON Energie, Pražská plynárenská, PVK, O2 Czech
        Republic, T-Mobile, Vodafone, UPC, Česká pošta SIPO, Kooperativa, Česká pojišťovna,
        Allianz, Generali, VZP, ČSSZ, Finanční úřad, SVJ, Hypoteční banka, Home Credit, Netflix,
        Skylink
    """),
    "CZ.payer": entries("""
        ČSSZ, Úřad práce, Finanční úřad, Škoda Auto, Alza.cz, ČEZ, Manpower, Grafton, Magistrát,
        Avast, Foxconn
    """),
    "CH.retail": entries("""
        Migros, Migrolino, M-Express, Coop, Coop Pronto, Coop City, Denner, Aldi Suisse, Lidl
        Schweiz, Volg, Spar, Manor, Globus, Jelmoli, Avec, k kiosk, Interdiscount, Fust, Digitec,
        Galaxus, MediaMarkt, Ikea, Jumbo, Hornbach, Landi, Ochsner Sport, Decathlon, H&M, C&A,
        Zara, Sunstore, Amavita, Coop Vitality, Müller, Orell Füssli, SBB CFF FFS, SBB EasyRide,
        ZVV, BLS, TPG, Postauto, Migrol, Socar, Avia, Tamoil, Agrola, Starbucks, Tibits, Vapiano,
        McDonalds, Burger King, Confiserie Sprüngli, Brezelkönig, Parkingpay, Pathé, Kitag, Die
        Post
    """),
    "CH.biller": entries("""
        Swisscom, Sunrise, Salt Mobile, UPC Schweiz, EWZ, BKW, CKW, IWB, Helsana, CSS
        Versicherung, Swica, Sanitas, Concordia, Assura, Groupe Mutuel, AXA Versicherungen,
        Mobiliar, Zurich Versicherung, Allianz Suisse, Serafe AG, Steueramt, Kantonale
        Steuerverwaltung, Viseca, Swisscard, Cembra Money Bank, Generali, Krankenkasse, Livit AG,
        Wincasa AG, Verit Immobilien, TCS, Rega, SBB AG
    """),
    "AT.retail": entries("""
        Billa, Billa Plus, Spar, Eurospar, Interspar, Hofer, Lidl, Penny, MPreis, Unimarkt,
        Nah&Frisch, BIPA, DM Drogeriemarkt, Müller, Libro, Thalia, Media Markt, Hartlauer,
        XXXLutz, Kika, Ikea, OBI, Hornbach, Bauhaus, Lagerhaus, Hervis, Intersport, H&M, C&A, Peek
        & Cloppenburg, Deichmann, Action, Tedi, OMV, BP, Shell, Jet, Avanti, Eni, ÖBB, Wiener
        Linien, Westbahn, Anker, Der Mann, Ströck, McDonalds, Burger King, Vapiano, Nordsee,
        Trafik, Apotheke, Cineplexx, Fressnapf, Post AG, Asfinag
    """),
    "AT.biller": entries("""
        Wien Energie, EVN, Verbund, Energie AG, KELAG, Salzburg AG, TIWAG, A1 Telekom Austria,
        Magenta Telekom, Drei Austria, HoT, ORF Beitrags Service, GIS, Wiener Städtische, Uniqa,
        Generali, Allianz, Helvetia, Donau Versicherung, Merkur, SVS, Finanzamt Österreich, Wiener
        Wohnen, ÖAMTC, ARBÖ, easybank, card complete, Raiffeisen Leasing, Netflix, Sky Österreich,
        Klarna
    """),
    "BE.retail": entries("""
        Delhaize, AD Delhaize, Proxy Delhaize, Colruyt, Okay, Bio-Planet, Carrefour Express,
        Carrefour Market, Carrefour Hypermarkt, Aldi, Lidl, Albert Heijn, Jumbo, Spar, Louis
        Delhaize, Intermarche, Cora, Match, Kruidvat, Di, Medi-Market, Action, Hema, Zeeman,
        Veritas, JBC, C&A, H&M, Zara, Primark, Torfs, Decathlon, Ikea, Brico, Gamma, Hubo, Krefel,
        Vanden Borre, Media Markt, Coolblue, Fnac, Standaard Boekhandel, Quick, McDonalds, Exki,
        Panos, Le Pain Quotidien, Pizza Hut, Total, Q8, Esso, Lukoil, Texaco, Dats 24, NMBS/SNCB,
        De Lijn, STIB-MIVB, TEC, Q-Park, Kinepolis, Bpost
    """),
    "BE.biller": entries("""
        Engie Electrabel, Luminus, Eneco, TotalEnergies, Bolt Energie, Fluvius, De Watergroep,
        Farys, Vivaqua, SWDE, Proximus, Telenet, Orange Belgium, VOO, Scarlet, Mobile Vikings, AG
        Insurance, Ethias, KBC Verzekeringen, AXA Belgium, Baloise, DKV, CM, Christelijke
        Mutualiteit, Solidaris, Partena, FOD Financien, SPF Finances, Vlaamse Belastingdienst,
        Stad Antwerpen, Basic-Fit, Cofidis, Buy Way, Netflix, Streamz, Touring, VAB
    """),
    "IE.retail": entries("""
        Tesco Stores, Dunnes, Dunnes Stores, Supervalu, Super Valu, Lidl Ireland, Aldi, Centra,
        Spar, Londis, Mace, Daybreak, Circle K, Applegreen, Maxol, Texaco, Boots, Lloyds Pharmacy,
        McCabes, Penneys, Marks & Spencer, Arnotts, Brown Thomas, Harvey Norman, Currys, Argos,
        Woodies, B&Q, Ikea, Smyths Toys, Eason, Lifestyle Sports, Elverys, TK Maxx, Dealz,
        EuroGiant, Insomnia, Costa, Starbucks, Supermacs, Eddie Rockets, McDonalds, Apache Pizza,
        Four Star Pizza, Camile Thai, Leap Card, Irish Rail, Dublin Bus, Bus Eireann, Aircoach,
        Luas, Ryanair, Aer Lingus, An Post, Q-Park, Toll Tag, eFlow
    """),
    "IE.biller": entries("""
        Electric Ireland, Bord Gais Energy, SSE Airtricity, Energia, Flogas, PrePayPower, Irish
        Water, Eir, Vodafone Ireland, Three Ireland, Virgin Media Ireland, Sky Ireland, 48 Mobile,
        VHI Healthcare, Laya Healthcare, Irish Life, Irish Life Health, Aviva Ireland, Axa
        Insurance, FBD Insurance, Zurich, Liberty Insurance, Allianz, Revenue, Revenue NTI, Panda
        Waste, Greyhound, Thorntons, Credit Union, Avant Money, An Post Money, Flyefit, Trocaire
    """),
    "RO.retail": entries("""
        Kaufland, Lidl, Carrefour, Auchan, Mega Image, Profi, Penny, Dedeman, Emag, Altex, OMV,
        Petrom, Rompetrol, Catena, Dr Max, Sensiblu, H&M, Zara, McDonalds, KFC, Glovo, Bolt, Tazz,
        STB, CFR Calatori
    """),
    "RO.biller": entries("""
        Enel Energie, Hidroelectrica, Engie Romania, Digi RCS RDS, Orange Romania, Vodafone
        Romania, Telekom, Apa Nova, ANAF, NN Asigurari, Groupama, Netflix, Asociatia de
        Proprietari
    """),
    "HU.retail": entries("""
        Tesco, Lidl, Spar, Interspar, Aldi, Penny, CBA, Auchan, Rossmann, DM, MOL, OMV, Shell,
        BKK, MÁV, Media Markt, Praktiker, OBI, Ikea, Decathlon, H&M, Libri, McDonalds, KFC, Wolt,
        Foodora, Emag
    """),
    "HU.biller": entries("""
        MVM Next, E.ON, Fővárosi Vízművek, Telekom, Yettel, Vodafone, Digi, Generali, Allianz
        Hungária, Groupama, NAV, Díjbeszedő Zrt, UPC, Netflix
    """),
}
