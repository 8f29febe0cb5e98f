"""Who collects regular bills and who pays wages and benefits."""

from pools.blocks import entries

WORDS: dict[str, tuple[str, ...]] = {
    # --------------------------------------------------------------- who sends regular bills
    "US.biller": entries("""
        Comcast, Comcast Cable, Comcast-Xfinity, Xfinity Mobile, Spectrum, Charter Comm, Cox Comm
        Phx, Cox Communicatio, Optimum, Verizon, Verizon Wireless, VZ Wireless VE, ATT, AT&T,
        T-Mobile, Sprint, Frontier Comm, CenturyLink, Dish Network, DirecTV, US Cellular, PG&E,
        Pacific Gas, SoCal Edison, So Cal Edison Co, SoCalGas, SDG&E, LADWP, Con Ed of NY, Con
        Edison, National Grid, PSE&G, Duke Energy, Dukeenergy, Dominion Energy, FPL, Georgia
        Power, Alabama Power, Entergy, Xcel Energy, ComEd, Nicor Gas, Peoples Gas, DTE Energy,
        Consumers Energy, FirstEnergy, Ameren, Evergy, CPS Energy, Reliant Energy, TXU Energy,
        Atmos Energy, CenterPoint, Puget Sound Ener, Portland General, Seattle City Li, City of
        Austin, City of Houston, City of Phoenix, Miami-Dade Water, Waste Management, WM Waste,
        Republic Services, American Water, Geico, State Farm, State Farm Ro 27, Progressive,
        Allstate, Allstate Ins Co, USAA P&C, Liberty Mutual, Farmers Ins, Nationwide, Travelers,
        AAA Insurance, MetLife, Prudential, New York Life, Northwestern Mu, Mutual of Omaha,
        Aflac, Guardian Life, UnitedHealthcare, Blue Cross, BCBS of TX, Anthem, Aetna, Cigna,
        Kaiser, Humana, Delta Dental, Lemonade, Root Insurance, Chase Credit Crd, Capital One,
        Capital One Card, Citi Card Online, Discover, American Express, Barclaycard US, Synchrony
        Bank, Syncb, Wells Fargo Card, BK of Amer Visa, Applecard Gsbank, Best Buy Card, Home
        Depot Card, Amazon Store Card, Wells Fargo Mtg, Rocket Mortgage, Quicken Loans, Mr.
        Cooper, Nationstar, Freedom Mtg, PennyMac, Loancare, Loandepot, Newrez-Shellpoin,
        Dovenmuehle Mtg, Chase Mortgage, US Bank Home Mtg, Toyota Fin Serv, American Honda, Ford
        Credit, GM Financial, Ally, Ally Auto, Nissan Motor, Hyundai Motor, VW Credit, BMW
        Financial, Santander Consum, Carmax Auto, Westlake, Tesla Finance, Dept Education,
        Navient, Nelnet, FedLoan, Great Lakes, Mohela, Aidvantage, Sallie Mae, SoFi, Upstart,
        LendingClub, Lending Club, Affirm, Affirm Inc, Klarna, Afterpay, IRS, Franchise Tax Bo,
        NYS DTF PIT, CA Dept Tax, PA Dept Revenue, Fidelity, Fid Bkg Svc LLC, Schwab Brokerage,
        Charles Schwab, Robinhood, Etrade, Betterment, Wealthfront, Acorns, Stash Capital,
        Coinbase, Coinbase.com, Webull, M1 Finance, Planet Fit Club, LA Fitness, YMCA, Anytime
        Fitness, ADT Security, Vivint, Sunrun, Terminix, Orkin, TruGreen, Public Storage, Extra
        Space, YardiCard, RentCafe, AppFolio, Avail Rent, Zillow Rentals, Greystar
    """),
    "US.payer": entries("""
        Gusto, ADP, ADP Payroll, ADP TotalSource, Paychex, Paychex Inc., Paycom, Paylocity,
        Ceridian, Intuit, Intuit Payroll, Rippling, TriNet, Insperity, Justworks, UKG, Workday,
        Zenefits, OnPay, Walmart Inc., Amazon.com Svcs, Target Corp, Kroger Co, Home Depot,
        Costco, Starbucks, Fedex, UPS, USPS, Dept of Veterans, DFAS-Cleveland, DFAS-IN, US
        Treasury 303, US Treasury 310, SSA Treas 310, SSI Treas 310, IRS Treas 310, VA Benef,
        VACP Treas 310, State of Calif, State of Texas, State of NY, CA EDD, EDD, NYS DOL UI, Fla
        Dept of Econ, City of New York, LAUSD, NYC Dept of Ed, County of LA, Uber, Uber
        Technologies, Raiser, Lyft, Lyft Inc., DoorDash, DoorDash Inc., Instacart, Shipt, Amazon
        Flex, Grubhub, Etsy, Etsy Inc, eBay, eBay ComSRVZKQHM, Stripe, Square Inc, SQ Cap,
        Shopify, Airbnb, Airbnb Payments, Upwork, Upwork Escrow, Fiverr, Rover, Turo, Toast,
        Clover, Paypal, Paypal Inc, Venmo, Cash App, Square Inc Cash App, Dividend Reinv,
        Fidelity, Vanguard, Charles Schwab, TIAA, CalPERS, Kaiser Permanent, HCA, Mass General,
        Boeing, Lockheed, Microsoft, Google LLC, Apple Inc., Meta Platforms, Oracle America,
        Deloitte, Accenture, Aerotek, Robert Half, Kelly Services, Manpower, Randstad, Express
        Employ, Snagajob, Compass Group, Sodexo
    """),
    "GB.biller": entries("""
        British Gas, EDF Energy, E.ON, E.ON Next, Eon Next Ltd, Octopus Energy, Ovo Energy,
        Scottish Power, SSE, SSE Energy, Bulb Energy, Shell Energy, Utilita, Utility Warehouse,
        Thames Water, Severn Trent, Anglian Water, Yorkshire Water, United Utilities, South West
        Water, Southern Water, Welsh Water, Affinity Water, BT Group PLC, BT Group, Sky Digital,
        Sky UK Limited, Virgin Media, Virgin Media Pymts, TalkTalk, Plusnet, Vodafone, Vodafone
        Ltd, EE Limited, EE & T-Mobile, O2, Telefonica UK Ltd, Three, H3G, Hutchison 3G,
        Giffgaff, Tesco Mobile, iD Mobile, Smarty, Lebara, Hyperoptic, TV Licence MBP, TV
        Licence, DVLA, DVLA-Vehicle Tax, HMRC, HMRC NDDS, HMRC Self Assessmnt, Leeds City
        Council, LB Hackney, L B Lambeth, Birmingham C C, Bristol City Counci, Manchester CC,
        Glasgow City Counc, Aviva, Admiral Insurance, Direct Line, Hastings, LV Insurance,
        Churchill, More Than, AXA, Legal & General, Legal and General, Royal London, Scottish
        Widows, Standard Life, Aegon, Vitality, Vitality Health, Bupa, Petplan, Animal Friends,
        RAC Motoring, AA Membership, Premium Credit Ltd, Close Brothers, Creation Cons Fin,
        Barclaycard, American Express, Amex, Capital One, Capital One Bank, MBNA, Vanquis Bank,
        Tesco Bank, M&S Bank, Nationwide BS, Halifax, Santander Mortgage, Skipton BS, Yorkshire
        BS, Black Horse, Volkswagen Fin, BMW Finance, Motonovo, Zopa, Ratesetter, Student Loans
        Co, PureGym Ltd, The Gym Ltd, DLL, David Lloyd, Fitness First, National Trust, RSPB,
        RSPCA, Cancer Research UK, Oxfam, NSPCC, WWF, British Red Cross, Save the Children,
        Which? Ltd, The Economist, Guardian News, Audible, Now TV, Amazon Prime, Apple, PayPal,
        Klarna, Clearpay, GoCardless, Gocardless Ltd, Crowdcube, Nutmeg, Moneybox, Vanguard Asset
        Mgmt, Hargreaves Lans, AJ Bell, Sports Centre DD
    """),
    "GB.payer": entries("""
        HMRC Child Benefit, HMRC Tax Credit, DWP JSA, DWP UC, DWP State Pension, DWP PIP, NHS
        BSA, NHS Trust, NHS Pensions, Royal Mail, Tesco Stores Ltd, Sainsburys, Asda Stores,
        Amazon UK Svcs, BT PLC, BBC, Network Rail, TFL, Metropolitan Pol, Cornwall Council, Kent
        CC, Teachers Pensions, Univ of Leeds, Kings College, Barclays Bank, Deloitte LLP, KPMG
        LLP, PWC, Capita, Serco, G4S, Adecco, Hays, Reed, Manpower, Uber BV, Deliveroo, Stripe
        Payments UK, SumUp, Zettle, Square, PayPal, Student Loans Co, Premium Bonds, NS&I Premium
        Bonds, Etsy, eBay Commerce UK, Airbnb, Vinted
    """),
    "FR.biller": entries("""
        EDF, EDF Clients Particuliers, Engie, TotalEnergies, Total Direct Energie, Ekwateur, Eni,
        Veolia, Veolia Eau, Suez Eau, Lyonnaise des Eaux, Eau de Paris, Saur, Orange, Orange SA,
        Sosh, SFR, SFR Mobile, Red by SFR, Bouygues Telecom, B and You, Free, Free Mobile, Free
        Telecom, Canal+, Canal Plus, Netflix, Deezer, Spotify, DGFIP, Direction Générale des
        Finances Publiques, Impôts, DGFIP Impôt Revenu, Trésor Public, URSSAF, CPAM, CAF, MAIF,
        MACIF, MAAF, MAAF Assurances, GMF, Matmut, AXA, AXA France, Allianz, Allianz IARD,
        Generali, Groupama, Swiss Life, AG2R La Mondiale, Harmonie Mutuelle, MGEN, Malakoff
        Humanis, Alan, Luko, Direct Assurance, Pacifica, Predica, CNP Assurances, Cardif,
        Cofidis, Cetelem, Sofinco, Oney, Franfinance, Younited, Crédit Logement, Foncia, Nexity,
        Citya, Paris Habitat, CDC Habitat, Action Logement, Navigo Annuel, Comutitres, SNCF Max,
        Basic Fit, Fitness Park, Keep Cool, Neoness, UNICEF, Croix-Rouge, Médecins sans
        frontières, Amazon Prime, PayPal Europe, Klarna, Alma, American Express, Le Monde,
        Mediapart, Bouygues
    """),
    "FR.payer": entries("""
        CAF, CAF de Paris, CPAM, CPAM de l'Hérault, Pôle Emploi, France Travail, CNAV,
        Agirc-Arrco, DRFIP, Trésorerie, Rectorat, AP-HP, CHU de Bordeaux, Mairie de Lyon, Ville
        de Nantes, SNCF, RATP, La Poste, Carrefour France, Auchan Retail, Décathlon SA, Airbus,
        Renault SAS, Michelin, Capgemini, Sopra Steria, Adecco, Manpower, Randstad, MGEN,
        Mutuelle Générale, Alan, Harmonie, Vinted, Stripe
    """),
    "DE.biller": entries("""
        Vodafone GmbH, Vodafone West GmbH, Telekom Deutschland GmbH, Telefonica Germany GmbH +
        Co. OHG, O2, 1&1 Telecom GmbH, Drillisch Online GmbH, congstar, freenet,
        mobilcom-debitel, NetCologne, M-net, Pyur, Tele Columbus, Rundfunk ARD ZDF DRadio,
        Rundfunk ARD, E.ON Energie Deutschland GmbH, EnBW, Vattenfall Europe Sales GmbH, RWE,
        innogy, Stadtwerke München, Stadtwerke Köln, RheinEnergie AG, Mainova AG, enercity,
        Lichtblick SE, Yello Strom, Gasag, Berliner Wasserbetriebe, BSR, Allianz
        Versicherungs-AG, Allianz, AXA Versicherung AG, HUK-COBURG, HUK24 AG, ERGO, DEVK, R+V
        Allgemeine Vers. AG, Debeka, Gothaer, HDI, Signal Iduna, Provinzial, LVM Versicherung,
        Generali, Zurich, CosmosDirekt, ADAC e.V., ADAC, Techniker Krankenkasse, AOK Bayern,
        Barmer, DAK-Gesundheit, IKK classic, Finanzamt Köln, Finanzkasse, Bundeskasse, Zoll
        Kfz-Steuer, Hauptzollamt, Stadtkasse Bonn, Landeshauptstadt München, Vonovia, Deutsche
        Wohnen, LEG Wohnen, SAGA, GAG Immobilien, Bausparkasse Schwäbisch Hall, Wüstenrot, LBS,
        KfW, Santander Consumer Bank, TARGOBANK, Volkswagen Leasing GmbH, BMW Bank, Sixt Leasing,
        Klarna Bank AB, PayPal Europe, American Express, Amazon Payments Europe S.C.A., Netflix,
        Spotify AB, Sky Deutschland, Apple Distribution, McFit, FitX, Clever fit, Urban Sports
        GmbH, DB Vertrieb GmbH, BVG, HVV, rabot.charge, UNICEF, Ärzte ohne Grenzen, DRK,
        Greenpeace, WWF, Trade Republic, Kita
    """),
    "DE.payer": entries("""
        Bundesagentur für Arbeit, Bundesagentur fuer Arbeit - Service-Haus, Familienkasse,
        Deutsche Rentenversicherung, Deutsche Post AG, Deutsche Bahn AG, Siemens AG, Robert Bosch
        GmbH, BMW AG, Volkswagen AG, Mercedes-Benz Group AG, SAP SE, BASF SE, Bayer AG,
        Continental AG, Lufthansa, Landesamt für Besoldung, LBV NRW, Universität Heidelberg,
        Charité, Klinikum, Stadt Frankfurt, Freistaat Bayern, Finanzamt, Techniker Krankenkasse,
        Randstad Deutschland, Adecco, REWE Group, Lidl Dienstleistung, dm-drogerie markt GmbH,
        eBay S.a.r.l., PayPal Europe, Kleinanzeigen, Otto
    """),
    "NL.biller": entries("""
        Vodafone Libertel B.V., Ziggo, Ziggo Services BV, KPN B.V., KPN, KPN Mobile, T-Mobile
        Netherlands, Odido, Tele2, Simyo, Ben Nederland, Youfone, Caiway, Delta Fiber, Essent,
        Essent Retail Energie, Vattenfall, Nuon, Eneco Services, Eneco, Greenchoice, Budget
        Energie, Oxxio, Vandebron, Pure Energie, Waternet, Vitens, Brabant Water, PWN, Evides,
        Dunea, Gemeente Amsterdam, Gemeente Rotterdam, Gemeente Utrecht, GBLT, Belastingdienst,
        CJIB, DUO, Hoogheemraadschap, Zilveren Kruis, VGZ, CZ Groep, CZ, Menzis, ONVZ, DSW,
        Ditzo, FBTO, Interpolis, Centraal Beheer, Univé, OHRA, Nationale-Nederlanden, ASR, Aegon,
        Achmea, InShared, Allianz, ANWB, Obvion, Florius, Ymere, Eigen Haard, Woonstad Rotterdam,
        Vestia, De Key, Stadgenoot, Portaal, VvE Beheer, Basic Fit Nederland, Fit For Free,
        Sportcity, NS Groep, NS Reizigers, Q-Park, Swapfiets, Greenwheels, Nationale Postcode
        Loterij, Vriendenloterij, Unicef, KWF Kankerbestrijding, Artsen zonder Grenzen, WNF,
        Natuurmonumenten, De Volkskrant, NRC Media, DPG Media, PayPal Europe, Klarna Bank,
        Netflix International B.V., Spotify AB, HelloFresh Benelux, ICS, Int Card Services
    """),
    "NL.payer": entries("""
        Belastingdienst, Belastingdienst Toeslagen, UWV, SVB, Sociale Verzekeringsbank, DUO, ABP,
        PFZW, Gemeente Den Haag, Philips, ASML Netherlands B.V., Albert Heijn BV, Jumbo, ING
        Personeel, KLM, NS Groep, ProRail, Universiteit Utrecht, TU Delft, Erasmus MC, Randstad
        Uitzendbureau, Tempo-Team, Adecco, Young Capital, Timing, Start People, bol.com, Tikkie,
        AAB INZ Tikkie, Marktplaats, Vinted
    """),
    "ES.biller": entries("""
        Iberdrola Clientes, Iberdrola Clientes S.A.U., Endesa Energía, Endesa Energia XXI,
        Naturgy, Naturgy Iberia S.A., Holaluz, Repsol Electricidad, TotalEnergies, Canal de
        Isabel II, Aguas de Barcelona, Aguas de Valencia, Aqualia, Emasesa, Emasa, Movistar,
        Telefónica de España, Telefonica Moviles, Vodafone España, Vodafone Servicios, Orange
        Espagne, Orange, Jazztel, Yoigo, Xfera Moviles, MasMovil, Digi Spain Telecom, Pepephone,
        Lowi, Simyo, O2 Fibra, Euskaltel, R Cable, Mapfre, Mapfre España, Mutua Madrileña, Línea
        Directa, AXA Seguros, Allianz Seguros, Generali Seguros, Santalucía, Ocaso, Sanitas,
        Adeslas, Segurcaixa Adeslas, DKV Seguros, Asisa, Verti, Pelayo, Reale, Cofidis, Cetelem,
        Santander Consumer, WiZink Bank, Caixabank Payments, Agencia Tributaria, AEAT, TGSS,
        Seguridad Social, Tesorería General, Ayto Madrid, Ayuntamiento de Sevilla, Diputación,
        Comunidad de Propietarios, Cdad Prop, Colegio, AMPA, Basic-Fit, VivaGym, Netflix,
        Spotify, Cruz Roja, UNICEF, Médicos sin Fronteras, Cáritas, Oxfam Intermón, ACNUR, PayPal
        Europe, Amazon Prime
    """),
    "ES.payer": entries("""
        SEPE, Servicio Público de Empleo, INSS, Seguridad Social, Tesorería General, AEAT, Junta
        de Andalucía, Generalitat Valenciana, Comunidad de Madrid, Ayuntamiento de Bilbao,
        Mercadona SA, Inditex, El Corte Inglés SA, Telefónica, Banco Santander, Indra Sistemas,
        Adecco TT, Randstad, Universidad de Granada, Hospital Clínic, Renfe, Correos, ONCE,
        Glovo, Wallapop, Mapfre España
    """),
    "CA.biller": entries("""
        Rogers, Rogers Wireless, Bell Canada, Bell Mobility, Bell Conferencin, Telus, Telus
        Mobility, Fido, Fido Mobile, Koodo, Koodo Mobile, Virgin Plus, Freedom Mobile, Chatr,
        Public Mobile, Shaw Cablesystems, Shaw, Videotron, Vidéotron Ltée, Cogeco, Eastlink,
        Sasktel, TekSavvy, Hydro One, Hydro Quebec, Hydro-Québec, BC Hydro, Toronto Hydro, Hydro
        Ottawa, Alectra, Enmax, Epcor, FortisBC, Enbridge Gas, Enbridge, Énergir, Union Gas,
        SaskPower, Manitoba Hydro, NB Power, Nova Scotia Power, Reliance Comfort, Enercare, City
        of Toronto, City of Calgary, Ville de Montréal, Halton Region, CRA, Canada Revenue,
        Revenu Québec, ICBC, SAAQ, SGI, MPI, Intact, Intact Insurance, Aviva, Desjardins
        Assurances, Belairdirect, TD Insurance, Co-operators, Wawanesa, Economical, Manulife,
        Manulife Fin, Sun Life, Canada Life, Great-West Life, iA Financial, Blue Cross, La
        Capitale, Beneva, Scotia Mortgage, First National, MCAP, Home Trust, Ford Credit CA,
        Honda Fin Serv, Toyota Credit, GM Financial, NSLSC, Nat'l Student Loan, Goodlife Clubs,
        Fit4Less, Questrade, Wealthsimple, Capital One MC, Canadian Tire MC, PC Financial MC,
        Rogers Bank MC, Amex Cards, Costco MC, HBC MC
    """),
    "CA.payer": entries("""
        Canada CPP, Canada OAS, Canada GST, Canada CCB, Canada Carbon Rebate, EI Canada, CRA,
        Revenu Quebec, Prov of Ontario, Govt of Alberta, Gov't of Canada, Retraite Quebec, WSIB,
        City of Toronto, TDSB, Univ of BC, McGill, Loblaw, Sobeys, Canadian Tire, Bell Canada, CN
        Rail, Air Canada, Shopify, Ceridian, ADP Canada, Payworks, Uber, SkipTheDishes, Stripe,
        Square Canada, Manulife, Sun Life
    """),
    "AU.biller": entries("""
        Telstra, Optus, Optus Billing, Vodafone Pty, TPG Internet, iiNet, Aussie Broadband,
        Belong, Amaysim, Boost Mobile, Kogan Mobile, Dodo, Exetel, AGL, AGL Sales, AGL Energy,
        Origin Energy, EnergyAustralia, Red Energy, Alinta Energy, Simply Energy, Powershop,
        Momentum, ActewAGL, Synergy, Ergon Energy, Jemena, Sydney Water, Yarra Valley Water,
        South East Water, Unitywater, SA Water, Water Corporation, City of Sydney, Brisbane City
        Council, City of Perth, Moreland Council, Gold Coast CC, NRMA, NRMA Insurance, RACV,
        RACQ, RAC WA, RAA, AAMI, Allianz, GIO, Suncorp, QBE, Youi, Budget Direct, Bingle, CGU,
        Bupa, Bupa Australia, Medibank, Medibank Private, HCF, NIB, HBF, AHM, Australian Unity,
        Hospitals Contribution, AustralianSuper, Rest Super, Hostplus, ATO, Australian Taxation,
        Service NSW, Revenue NSW, VicRoads, Vic Roads, DTMR, Linkt Sydney, Linkt Melbourne, Roam,
        E-Toll, Afterpay, Zip, Zip Money, Humm, Latitude, Latitude Finance, Macquarie Leasing,
        Toyota Finance, Pepper Money, Ray White, LJ Hooker, DEFT Payments, Rent4Keeps, Ezidebit,
        Ezypay, Debitsuccess, Paywise, Fitness First, Goodlife, Anytime Fitness, F45, World
        Vision, Red Cross, Smith Family, Foxtel, Stan, Netflix, Spotify, PayPal Australia, Amex
    """),
    "AU.payer": entries("""
        Centrelink, Services Australia, CTRLink Family, CTRLINK Pension, ATO, Medicare, MCARE
        Benefits, NDIS, NSW Health, Qld Health, Dept of Education, Vic Education, Defence Pay,
        Woolworths Group, Coles Group, Wesfarmers, BHP, Rio Tinto, Telstra, Qantas Airways, Uni
        of Sydney, UNSW, Monash Univ, City of Melbourne, Adecco, Hays, Chandler Macleod, Uber,
        Menulog, Airtasker, Stripe, Square Australia, Tyro, HCF, Medibank, NIB Health,
        Computershare, Link Market Serv, ANZ Dividend, BHP Div
    """),
    "IN.biller": entries("""
        Airtel, Bharti Airtel, Airtel Broadband, Jio, Reliance Jio, Jio Prepaid, Vodafone Idea,
        Vi, BSNL, ACT Fibernet, Hathway, Tata Play, Tata Sky, Dish TV, Sun Direct, BESCOM,
        MSEDCL, Mahavitaran, Tata Power, Adani Electricity, BSES Rajdhani, BSES Yamuna, TNEB,
        TANGEDCO, TSSPDCL, KSEB, UPPCL, Torrent Power, BWSSB, Delhi Jal Board, Indane Gas, HP
        Gas, Bharat Gas, IGL, Mahanagar Gas, Gujarat Gas, LIC, LIC of India, HDFC Life, SBI Life,
        ICICI Prudential, ICICI Lombard, Max Life, Bajaj Allianz, Tata AIG, Star Health, Care
        Health, Niva Bupa, Acko, Digit Insurance, New India Assurance, Bajaj Finance, Bajaj
        Finserv, HDFC Ltd, HDB Financial, Tata Capital, Muthoot Finance, Manappuram, Shriram
        Finance, Mahindra Finance, LIC Housing, Home Credit, Navi Finserv, KreditBee, Lazypay,
        Simpl, SBI Card, HDFC MF, SBI MF, ICICI Pru MF, Axis MF, Nippon India MF, Mirae Asset,
        Parag Parikh MF, UTI MF, Kotak MF, Indian Clearing Corp, BSE Limited, Zerodha, Groww,
        Upstox, Angel One, NPS Trust, Income Tax Dept, GST, BBMP, GHMC, BMC, NoBroker, NSDL,
        CDSL, SGB, EPFO, Cult Fit
    """),
    "IN.payer": entries("""
        Infosys Ltd, Tata Consultancy Services, TCS Ltd, Wipro Limited, HCL Technologies, Tech
        Mahindra, Cognizant Technology, Accenture Solutions, Capgemini Technology, IBM India,
        Oracle India, Amazon Development, Flipkart Internet, Reliance Industries, Larsen and
        Toubro, Mahindra, Maruti Suzuki, Bharti Airtel, ITC Ltd, Hindustan Unilever, Zomato,
        Swiggy, Ola, Uber India, EPFO, Income Tax Dept, CPAO, Govt of Karnataka, Treasury, PM
        Kisan, DBT, LPG Subsidy, Zerodha Broking, Groww, HDFC Bank Div, Infosys Div, ITC
        Dividend, Razorpay Software, Cashfree, PayU Payments, Paytm, PhonePe
    """),
}
