"""Word lists of the sample: brands, billers, trades, and the places of nine countries.

Only companies, public bodies and places are named here. Names of people come from Faker.
A list is looked up as "US.retail" first and as "retail" if the country has none of its own.
"""

import re


def _list(block: str) -> tuple[str, ...]:
    """Split a block of comma-separated entries."""
    return tuple(" ".join(entry.split()) for entry in block.split(",") if entry.strip())


def _lines(block: str) -> tuple[tuple[str, ...], ...]:
    """Split a block of lines into fields separated by `|`."""
    return tuple(
        tuple(field.strip() for field in line.split("|")) for line in block.strip().splitlines()
    )


def _prefixes(block: str) -> tuple[tuple[str, str], ...]:
    """Split `5x SQ *~`: how often, the provider's name, and what stands before the seller (~)."""
    prefixes: list[tuple[str, str]] = []
    for entry in block.split(","):
        match = re.fullmatch(r"(?:(\d+)x )?([\w.-]*[A-Za-z0-9])(.*)~", entry.strip())
        if match is None:
            raise ValueError(f"no prefix: {entry!r}")
        prefixes += [(match.group(2), match.group(3))] * int(match.group(1) or 1)
    return tuple(prefixes)


def _regions(block: str) -> dict[str, tuple[str, ...]]:
    """Split a block of `region: city, city;` into the cities of each region."""
    regions = (entry.split(":") for entry in block.split(";") if entry.strip())
    return {region.strip(): _list(cities) for region, cities in regions}


WORDS: dict[str, tuple[str, ...]] = {
    # ---------------------------------------------------------------- shops with a till
    "US.retail": _list("""
        Walmart, Wal-Mart, WM Supercenter, Wal Wal-Mart Super, Target, Costco Whse, Costco Gas,
        Sam's Club, Samsclub, BJ's Wholesale, Kroger, Kroger Fuel Ctr, Publix, Publix Super Mar,
        Safeway, Albertsons, Vons, Ralphs, Fred Meyer, King Soopers, Smith's Food, Harris Teeter,
        Food Lion, Giant Food, Stop & Shop, Shoprite, Wegmans, H-E-B, HEB Gas, Meijer, Hy-Vee,
        Winn-Dixie, Piggly Wiggly, Aldi, Lidl, Trader Joe's, Whole Foods, Wholefds, Sprouts
        Farmers Mar, Fresh Market, Grocery Outlet, WinCo Foods, Food 4 Less, Stater Bros, Market
        Basket, Price Chopper, Ingles Markets, Save A Lot, 99 Ranch, H Mart, Gelson's,
        CVS/Pharmacy, CVS Pharmacy, Walgreens, Rite Aid, Duane Reade, GNC, Vitamin Shoppe, Dollar
        General, Dollar Tree, Dollartree, Dollar-General, Family Dollar, Five Below, Big Lots,
        7-Eleven, Circle K, Wawa, Sheetz, QT, QuikTrip, Kwik Trip, Kwik Star, RaceTrac, Speedway,
        Casey's Gen Store, Cumberland Farms, Royal Farms, Love's Travel S, Pilot, Flying J,
        Buc-ee's, Maverik, Shell Oil, Shell Service Station, Exxon, ExxonMobil, Exxon Sunoco,
        Chevron, Texaco, BP, Arco, Marathon Petro, Sunoco, Valero, Phillips 66, Conoco, Sinclair,
        Citgo, Gulf Oil, 76 - Union Oil, Murphy USA, Mobil, McDonald's, Starbucks, Dunkin, Dunkin
        Donuts, Subway, Chick-Fil-A, Wendy's, Burger King, Taco Bell, KFC, Popeyes, Chipotle,
        Chipotle Mexican Gr, Panera Bread, Panda Express, Five Guys, In-N-Out Burger, Shake
        Shack, Whataburger, Sonic Drive In, Jack In The Box, Carl's Jr, Arby's, Dairy Queen,
        Domino's, Pizza Hut, Papa John's, Little Caesars, Jimmy John's, Jersey Mike's, Firehouse
        Subs, Potbelly, Noodles & Co, Raising Cane's, Wingstop, Zaxby's, Culver's, Bojangles, El
        Pollo Loco, Del Taco, Qdoba, Cava, Sweetgreen, Peet's Coffee, Dutch Bros, Caribou Coffee,
        Krispy Kreme, Einstein Bros, Auntie Anne's, Cinnabon, Baskin Robbins, Cold Stone, Jamba
        Juice, Smoothie King, Tropical Smoothie, Applebee's, Chili's, Olive Garden, Outback, Red
        Lobster, Texas Roadhouse, Longhorn Steak, Cheesecake Factory, Buffalo Wild Wings, TGI
        Fridays, IHOP, Denny's, Waffle House, Cracker Barrel, Bob Evans, Red Robin, Ruby Tuesday,
        PF Changs, Benihana, Buca Di Beppo, Yard House, The Home Depot, Home Depot, Lowe's,
        Menards, Ace Hardware, True Value, Harbor Freight, Tractor Supply, Best Buy, GameStop,
        Staples, Office Depot, Office Max, FedEx Office, The UPS Store, UPS, USPS PO, USPS Change
        of Address, Macy's, Nordstrom, Nordstrom Rack, Kohl's, JCPenney, Dillard's,
        Bloomingdale's, Saks Fifth Avenue, TJ Maxx, T J Maxx, Marshalls, HomeGoods, Ross Stores,
        Ross Dress, Burlington Coat, Old Navy, Gap, Banana Republic, H&M, Zara, Uniqlo, Forever
        21, American Eagle, Hollister, Abercrombie, Victoria's Secret, Bath & Body Works,
        Sephora, Ulta, Sally Beauty, Foot Locker, Famous Footwear, DSW, Nike, Adidas, Lululemon,
        REI, Dick's Sporting Goods, Academy Sports, Bass Pro, Cabela's, Big 5 Sporting, Golf
        Galaxy, PetSmart, Petco, Barnes & Noble, Half Price Books, Michaels, Hobby Lobby, Jo-Ann
        Fabric, Party City, Hallmark Cards, IKEA, Crate & Barrel, West Elm, Pottery Barn,
        Williams Sonoma, World Market, Bed Bath & Beyond, Container Store, Ashley Furniture,
        Mattress Firm, AutoZone, O'Reilly Auto, Advance Auto Parts, Pep Boys, Jiffy Lube,
        Valvoline Instant, Firestone, Discount Tire, Midas, Enterprise Rent-A-Car, Hertz, Avis,
        Budget Rent A Car, U-Haul, Marriott, Hilton, Hampton Inn, Holiday Inn Express, Courtyard
        by Marriott, Hyatt Regency, La Quinta, Motel 6, Best Western, AMC, Regal Cinemas,
        Cinemark, Dave & Busters, Topgolf, Planet Fitness, LA Fitness, 24 Hour Fitness, YMCA,
        Orangetheory, Great Clips, Supercuts, Sport Clips, Massage Envy, Petsense, Redbox,
        Coinstar, Disneyland, Six Flags, SeaWorld, Goodwill, Salvation Army, MTA*NYCT PayGo,
        BART-Clipper, CTA Ventra, SEPTA Key, WMATA, Metrolink, NJ Transit, Caltrain, E-ZPass,
        FasTrak, Amtrak, Greyhound Lines, American Airlines, American Air, Delta Air, Southwest
        Air, SouthwesAir, United Airlines, United, JetBlue, Alaska Air, Spirit Airl, Frontier Ai,
        Parking Meter, ParkMobile, SP Plus Parking, LAZ Parking, Kaiser Permanente, Quest
        Diagnostics, LabCorp, Aspen Dental, Concentra, MinuteClinic, DMV, CA DMV, State of NY
        DMV, City of Chicago, County of Orange, US Patent Trademark
    """),
    "GB.retail": _list("""
        Tesco Stores, Tesco Stores-, Tesco Pay at Pump, Tesco PFS, Tesco Express, Sainsburys,
        Sainsbury's S/Mkts, Sainsburys Petrol, Asda Superstore, Asda, Asda Petrol, Morrisons, WM
        Morrisons, Morrison Petrol, Aldi, Aldi Stores, Lidl GB, Lidl UK, Waitrose, M&S Simply
        Food, Marks&Spencer PLC, Marks & Spencer, Co-op Group Food, The Co-operative, CO-OP,
        Iceland, Farmfoods, Budgens, Spar, Londis, Nisa Local, McColls, One Stop, Costcutter,
        Ocado, Booths, Boots, Superdrug, Lloyds Pharmacy, Holland & Barrett, Greggs, Greggs PLC,
        Pret A Manger, Costa Coffee, Costa, Caffe Nero, Starbucks, Subway, McDonalds, KFC, Burger
        King, Nandos, Wagamama, Pizza Express, Pizza Hut, Dominos Pizza, Papa Johns, Five Guys,
        Leon, Itsu, Yo Sushi, Wasabi, Zizzi, Prezzo, Ask Italian, Bills, Cote, Franco Manca,
        Wetherspoon, JD Wetherspoon, Greene King, Harvester, Toby Carvery, Beefeater, Brewers
        Fayre, Hungry Horse, Primark, Primark Stores, Next Retail, H & M, Zara, River Island, New
        Look, TK Maxx, Matalan, Peacocks, Debenhams, John Lewis, Selfridges, Harrods, House of
        Fraser, Argos, Argos Ltd, Currys, Currys PC World, Game, HMV, WH Smith, WHSmith,
        Waterstones, Post Office, Post Office Counter, Poundland, Poundstretcher, B&M, B & M 361,
        Home Bargains, Wilko, The Range, Dunelm, IKEA Ltd, B & Q, B&Q, Homebase, Wickes,
        Screwfix, Toolstation, Halfords, Kwik Fit, Pets at Home, Sports Direct, JD Sports,
        Decathlon, Mountain Warehouse, Go Outdoors, Clarks, Schuh, Specsavers, Vision Express,
        Timpson, Card Factory, Clintons, Hobbycraft, The Works, BP, Shell, Esso, Texaco, Jet,
        Gulf, MFG, Applegreen, Moto, Welcome Break, Roadchef, TFL Travel Ch, TfL Travel Charge,
        TFL Cycle Hire, LNER, GWR, Great Western Railw, Avanti West Coast, Northern Trains,
        ScotRail, Southeastern, South Western Rail, Trainline, Stagecoach, Arriva, First Bus,
        National Express, Megabus, Dartford Crossing, NCP Limited, RingGo, PayByPhone, Just Park,
        Premier Inn, Travelodge, Hilton, easyJet, Ryanair, British Airways, Jet2, Odeon, Vue
        Cinemas, Cineworld, Picturehouse, PureGym, The Gym Group, David Lloyd, Virgin Active,
        Nuffield Health, Better Leisure, National Trust, English Heritage, Merlin, Alton Towers,
        DVLA Vehicle Tax, HM Passport Office, Camden Council, Royal Mail, Evri, InPost, Euro
        Garages, Amazon Fresh, Tiger, Paperchase, Robert Dyas
    """),
    "FR.retail": _list("""
        Carrefour, Carrefour City, Carrefour Market, Carrefour Express, Carrefour Contact,
        Auchan, Auchan Drive, E.Leclerc, Leclerc, Leclerc Drive, Intermarché, Intermarche Super,
        Super U, Hyper U, U Express, Système U, Casino, Casino Shop, Petit Casino, Géant Casino,
        Monoprix, Monop', Franprix, Lidl, Aldi, Leader Price, Cora, Match, Spar, Vival, Picard,
        Picard Surgelés, Naturalia, Biocoop, La Vie Claire, Bio c' Bon, Grand Frais, Thiriet,
        Nicolas, Boulanger, Darty, Fnac, Decathlon, Leroy Merlin, Castorama, Brico Dépôt,
        Bricomarché, Mr Bricolage, Truffaut, Jardiland, Gamm Vert, Ikea, Conforama, But, Maisons
        du Monde, Alinéa, La Redoute, Galeries Lafayette, Printemps, BHV Marais, Zara, H&M,
        Kiabi, Celio, Jules, Promod, Camaïeu, Etam, Undiz, Mango, Uniqlo, Primark, C&A, Gémo, La
        Halle, Okaïdi, Petit Bateau, Sephora, Nocibé, Marionnaud, Yves Rocher, Lush, Kiko, Optic
        2000, Afflelou, Krys, Go Sport, Intersport, Foot Locker, Courir, Cultura, Gibert Joseph,
        Action, Gifi, Noz, Stokomani, La Foir'Fouille, Tabac Presse, Relay, La Poste, McDonald's,
        McDo, Burger King, Quick, KFC, Subway, Paul, Brioche Dorée, La Mie Câline, Marie
        Blachère, Starbucks, Columbus Café, Domino's Pizza, Pizza Hut, Buffalo Grill,
        Hippopotamus, Flunch, Courtepaille, Léon, Del Arte, Big Mamma, Pret A Manger, Exki,
        Cojean, Class'Croute, Total, Total Access, TotalEnergies, Esso Express, BP, Shell, Avia,
        Station U, Leclerc Carburant, Vinci Autoroutes, Cofiroute, APRR Autoroute, Sanef, ASF,
        Escota, RATP, SNCF, SNCF Internet, SNCF Voyageurs, Navigo, TCL Lyon, Tisséo, Keolis,
        Indigo Park, Effia, Q-Park, PayByPhone, Vélib, BlaBlaCar, Air France, Transavia, easyJet,
        Ibis, Novotel, Mercure, B&B Hotel, UGC, UGC Ciné Cité, Pathé, Gaumont, MK2, Fitness Park,
        Basic-Fit, Keep Cool, L'Orange Bleue, Norauto, Feu Vert, Midas, Speedy, Point S,
        Carglass, Grande Pharmacie, Disneyland Paris, Parc Astérix, Puy du Fou, Louvre
    """),
    "DE.retail": _list("""
        REWE, REWE Markt, Edeka, Edeka Center, Edeka aktiv Markt, Netto Marken-Discount, Netto,
        Aldi Süd, Aldi Nord, Lidl, Lidl sagt Danke, Penny, Penny sagt Danke, Kaufland, Real,
        Globus, Norma, Tegut, Marktkauf, Famila, Combi, Hit Markt, Alnatura, denns Biomarkt, Bio
        Company, Basic Bio, Trinkgut, Getränke Hoffmann, dm-drogerie markt, DM Drogeriemarkt,
        Rossmann, Dirk Rossmann, Müller, Budni, Douglas, Apollo Optik, Fielmann, Galeria Kaufhof,
        Karstadt, Peek & Cloppenburg, C&A, H&M, Zara, Primark, TK Maxx, Takko, KiK, NKD,
        Ernstings Family, New Yorker, Jack & Jones, Deichmann, Snipes, Decathlon, Intersport,
        SportScheck, Media Markt, Saturn, Conrad, Expert, Euronics, Thalia, Hugendubel,
        Mayersche, Tedi, Action, Woolworth, Mäc Geiz, Tchibo, Depot, Butlers, Nanu-Nana, Ikea,
        Höffner, XXXLutz, Roller, Poco, Dänisches Bettenlager, JYSK, Obi, Obi Bau- und Heimwerk,
        Bauhaus, Hornbach, Toom, Hagebau, Hellweg, Raiffeisen Markt, Fressnapf, Futterhaus, Blume
        2000, Backwerk, Ditsch, Kamps, Bäckerei Ihle, Back-Factory, Le Crobag, Nordsee, Vapiano,
        L'Osteria, Block House, Hans im Glück, Peter Pane, McDonald's, McDonalds, Burger King,
        KFC, Subway, Starbucks, Pizza Hut, Domino's, Dean & David, Einstein Kaffee, Aral, Aral
        Station, Shell, Esso, Esso Station, Total, Jet, JET-Tankstelle, Star Tankstelle, HEM,
        Agip, Avia, OMV, Westfalen, Classic Tankstelle, BP, Sanifair, Tank & Rast, Serways, Apcoa
        Parking, Contipark, EasyPark, Deutsche Bahn, DB Vertrieb, DB Fahrkarten, BVG, BVG
        Automat, HVV, MVG München, KVB, RMV, VGF Frankfurt, VVS, Rheinbahn, üstra, FlixBus,
        Flixtrain, Lufthansa, Eurowings, Condor, Motel One, Ibis, Maritim, Cinemaxx, Cinestar,
        UCI Kinowelt, Cineplex, McFit, FitX, Clever Fit, Fitness First, Deutsche Post, DHL
        Paketshop, Hermes, ATU Auto-Teile, Pitstop, Stadtkasse, Stadtwerke, Zoo, Europa-Park,
        Phantasialand, Nahkauf, Ullrich Verbrauchermarkt
    """),
    "NL.retail": _list("""
        Albert Heijn, AH to go, Jumbo, Jumbo Supermarkt, Lidl, Aldi, Plus, Dirk van den Broek,
        Dirk, Coop, Spar, Vomar, Hoogvliet, Nettorama, Dekamarkt, Picnic, Ekoplaza, Marqt,
        Poiesz, MCD, Boni, Kruidvat, Etos, Trekpleister, Da Drogist, Hema, HEMA EV, Action,
        Blokker, Big Bazar, Xenos, Wibra, Zeeman, Primark, C&A, H&M, Zara, WE Fashion, De
        Bijenkorf, Bever, Decathlon, Perry Sport, Intersport, Scapino, Van Haren, Nelson
        Schoenen, Omoda, Media Markt, MediaMarkt, BCC, Coolblue, Bruna, AKO, Primera, Readshop,
        Gamma, Praxis, Karwei, Hornbach, Hubo, Formido, Intratuin, Welkoop, Ikea, Leen Bakker,
        Kwantum, Jysk, Pets Place, Rituals, Douglas, ICI Paris XL, Hans Anders, Specsavers,
        Pearle, NS Groep IZ NS Reizigers, NS, NS Reizen, OV-chipkaart, GVB, RET, HTM, Connexxion,
        Arriva, Q-Park, Parkmobile, Yellowbrick, Parkeren Gemeente, Shell, BP, Esso, Texaco,
        Total, Tinq, Tango, Tamoil, Firezone, Argos, Fastned, La Place, McDonald's, McDonalds,
        Burger King, KFC, Subway, Febo, Domino's, New York Pizza, Smullers, Kiosk, Starbucks,
        Bagels & Beans, Loetje, Vapiano, Julia's, Bakker Bart, Pathe, Kinepolis, Vue, Basic-Fit,
        Fit For Free, SportCity, Van der Valk, Efteling, Artis, Rijksmuseum, PostNL, Gall & Gall,
        Slijterij, Mitra, Kwik-Fit, Euromaster, Halfords, Kringloop, Stach, Free Record Shop, De
        Tuinen, Holland & Barrett
    """),
    "ES.retail": _list("""
        Mercadona, Carrefour, Carrefour Express, Lidl, Aldi, Dia, Supermercados Dia, Eroski,
        Eroski City, Consum, Alcampo, Hipercor, El Corte Inglés, Supercor, Ahorramas, Bonpreu,
        Caprabo, Condis, Gadis, Froiz, Mas Supermercados, El Jamón, Covirán, Spar, BM
        Supermercados, Simply, La Sirena, Herbolario Navarro, Zara, Zara Home, Mango, Pull &
        Bear, Bershka, Stradivarius, Massimo Dutti, Oysho, Primark, H&M, C&A, Springfield,
        Cortefiel, Desigual, Women Secret, Tendam, Parfois, Primor, Druni, Sephora, Douglas,
        Decathlon, Sprinter, Forum Sport, JD Sports, Media Markt, MediaMarkt, Fnac, Worten, PC
        Componentes, Game, Casa del Libro, Ikea, Leroy Merlin, Bricomart, Bauhaus, Brico Depot,
        Conforama, Maisons du Monde, Tiger, Ale-Hop, Normal, Repsol, Cepsa, BP, Shell, Galp,
        Petronor, Ballenoil, Plenoil, Petroprix, E.S. Campsa, Autopistas, AP-7 Peaje, Renfe,
        Renfe Viajeros, Metro de Madrid, EMT Madrid, TMB, Cabify, Alsa, Avanza, Vueling, Iberia,
        Ryanair, Air Europa, Saba Parking, Empark, Indigo, Telpark, NH Hoteles, Melia, Paradores,
        Ilunion, Burger King, McDonald's, KFC, Telepizza, Domino's Pizza, Foster's Hollywood, 100
        Montaditos, VIPS, Goiko, Rodilla, Starbucks, Tim Hortons, Pans & Company, Granier, Santa
        Gloria, Udon, La Tagliatella, Taco Bell, Five Guys, Cinesa, Yelmo Cines, Kinepolis,
        Basic-Fit, VivaGym, McFit, Correos, MRW, Seur, Estanco, Loterías y Apuestas, Norauto,
        Midas, Feu Vert, Clínica Baviera, Vitaldent, Sanitas Dental
    """),
    "CA.retail": _list("""
        Tim Hortons, Starbucks, Second Cup, McDonald's, A&W, Harvey's, Wendy's, Subway, Mary
        Brown's, Swiss Chalet, Boston Pizza, Pizza Pizza, Pizza Nova, Domino's Pizza, Kelsey's,
        Montana's, Earls, Cactus Club, Milestones, The Keg, Cora's, St-Hubert, Normandin,
        Freshii, Booster Juice, DavidsTea, Loblaws, Real Cdn Superstore, Real Cdn. Supers, No
        Frills, Zehrs, Fortinos, Valu-Mart, Your Independent, Provigo, Maxi, Metro, Super C, IGA,
        IGA Extra, Sobeys, FreshCo, Foodland, Safeway, Save-On-Foods, Thrifty Foods, Longo's,
        Farm Boy, Food Basics, T&T Supermarket, Walmart, Wal-Mart Supercentre, Costco Wholesale,
        Costco Wholesal, Costco Gas, Giant Tiger, Dollarama, Dollar Tree, Shoppers Drug Mart,
        Shoppers Drug, Rexall, London Drugs, Jean Coutu, Pharmaprix, Uniprix, Familiprix,
        Canadian Tire, CDN Tire, Cdn Tire Gasbar, Home Depot, Home Hardware, Rona, Reno-Depot,
        Lowe's, Ikea, The Brick, Leon's, Structube, Best Buy, The Source, Staples, Indigo,
        Chapters, Winners, HomeSense, Marshalls, Hudson's Bay, Simons, Sport Chek, Atmosphere,
        MEC, Sail, Roots, Lululemon, Aritzia, Joe Fresh, Reitmans, Mark's, Old Navy, SAQ, LCBO,
        LCBO/RAO, The Beer Store, BC Liquor, AGLC, NSLC, SQDC, OCS, Petro-Canada, Petrocan, Esso,
        Esso Circle K, Shell, Ultramar, Pioneer, Husky, Mobil, Couche-Tard, Mac's Conv.,
        7-Eleven, Presto, Presto Fare, TTC, STM, Société de transport, TransLink Compass, GO
        Transit, Via Rail, OC Transpo, Air Canada, WestJet, Porter Airlines, Impark, Indigo Park,
        Green P Parking, 407 ETR, Cineplex, Goodlife Fitness, Fit4Less, YMCA, Canada Post, Postes
        Canada, ServiceOntario, Bulk Barn, M&M Food Market, PetSmart, Pet Valu, Mondou, Bureau en
        Gros, BMR, Patrick Morin
    """),
    "AU.retail": _list("""
        Woolworths, Woolworths Metro, Coles, Coles Express, Coles Supermarkets, Aldi, Aldi
        Stores, IGA, Foodworks, Harris Farm, Drakes, Costco, Ritchies, Spudshed, Dan Murphys,
        BWS, Liquorland, First Choice, Vintage Cellars, Bottlemart, Kmart, Target, Big W, Myer,
        David Jones, Bunnings, Bunnings Warehouse, Mitre 10, Officeworks, JB Hi-Fi, JB Hi Fi,
        Harvey Norman, The Good Guys, Dick Smith, EB Games, Ikea, Fantastic Furniture, Freedom,
        Spotlight, Lincraft, Adairs, Cotton On, Kathmandu, Rebel Sport, Anaconda, BCF, Supercheap
        Auto, Repco, Autobarn, Bob Jane T-Mart, Ultra Tune, Chemist Warehouse, Priceline
        Pharmacy, Terry White Chemmart, Amcal, Specsavers, OPSM, Mecca, Sephora, Petbarn, Pet
        Stock, Reject Shop, Daiso, Typo, Dymocks, QBD Books, BP, Caltex, Ampol, Shell, Coles
        Express Shell, 7-Eleven, United Petroleum, Puma Energy, Metro Petroleum, Liberty, EG
        Fuelco, McDonald's, McDonalds, Hungry Jacks, KFC, Red Rooster, Nando's, Oporto, Subway,
        Domino's, Pizza Hut, Guzman Y Gomez, Grill'd, Zambrero, Mad Mex, Roll'd, Sushi Hub, Boost
        Juice, Gloria Jeans, The Coffee Club, Zarraffa's, Muffin Break, Michel's Patisserie,
        Donut King, Bakers Delight, Brumby's, Krispy Kreme, Schnitz, Betty's Burgers, Transport
        for NSW, TfNSW Opal, Opal Travel, Myki, PTV, TransLink, SmartRider, Linkt, E-Toll, Wilson
        Parking, Secure Parking, Care Park, CellOPark, Qantas, Jetstar, Virgin Australia, Rex
        Airlines, 13cabs, Ingogo, Event Cinemas, Hoyts, Village Cinemas, Anytime Fitness, Fitness
        First, Goodlife Health, Plus Fitness, F45, Australia Post, Service NSW, VicRoads, Tab,
        Sportsbet, Lottoland, Medicare, Bupa Dental, RSL Club, Taronga Zoo
    """),
    "IN.retail": _list("""
        Big Bazaar, DMart, D Mart, Avenue Supermarts, Reliance Fresh, Reliance Smart, Reliance
        Digital, Reliance Trends, Reliance Retail, More Supermarket, Spencers, Spencer's Retail,
        Star Bazaar, Nature's Basket, Ratnadeep, Vijetha Supermarket, Heritage Fresh, Easyday,
        Lulu Hypermarket, Metro Cash & Carry, Vishal Mega Mart, V-Mart, Pantaloons, Westside,
        Lifestyle, Shoppers Stop, Central, Max Fashion, FBB, Zudio, Trends, Fabindia, Biba, W for
        Woman, Manyavar, Raymond, Van Heusen, Levis, H&M, Zara, Decathlon, Bata, Metro Shoes,
        Woodland, Titan, Tanishq, Kalyan Jewellers, Malabar Gold, Joyalukkas, Lenskart, Croma,
        Vijay Sales, Sangeetha Mobiles, Poorvika, Apollo Pharmacy, MedPlus, Netmeds, Wellness
        Forever, Fortis Hospital, Manipal Hospital, Dr Lal PathLabs, Indian Oil, IOCL, HP Petrol
        Pump, HPCL, BPCL, Bharat Petroleum, Shell, Nayara Energy, Cafe Coffee Day, Starbucks,
        Tata Starbucks, Chaayos, Chai Point, Third Wave Coffee, McDonald's, Burger King, KFC,
        Subway, Dominos, Dominos Pizza, Pizza Hut, Haldiram's, Bikanervala, Saravana Bhavan, A2B,
        Barbeque Nation, Mainland China, Behrouz Biryani, Paradise, Wow Momo, Karachi Bakery,
        Monginis, Theobroma, Keventers, Naturals Ice Cream, PVR, PVR Cinemas, Inox, Cinepolis,
        Crossword, Sapna Book House, Landmark, Archies, Home Centre, Ikea, Pepperfry, Nilkamal,
        IRCTC, Indian Railways, DMRC, BMRCL, Namma Metro, KSRTC, MSRTC, RedBus, IndiGo, Air
        India, Vistara, SpiceJet, Akasa Air, FASTag, NHAI Toll, Cult Fit, Gold's Gym, Taj Hotels,
        Lemon Tree, Treebo, FabHotels, India Post, Passport Seva
    """),
    # ------------------------------------------------- sellers without a till, by any country
    "online": _list("""
        Netflix, Netflix.com, Spotify, Disney Plus, DisneyPlus, YouTube Premium, Apple Services,
        Audible, Dropbox, Adobe, Adobe Creative Cloud, Adobe Systems, Canva, Figma, Notion Labs,
        Slack, Zoom, Zoom.us, GitHub, Github Inc., OpenAI, Anthropic, Claude.ai Subscription,
        Grammarly, Duolingo, Coursera, Udemy, Skillshare, MasterClass, Babbel, Headspace, Calm,
        Strava, Peloton, NordVPN, ExpressVPN, Proton, LastPass, 1Password, Evernote, Namecheap,
        GoDaddy, GoDaddy.com, Squarespace, Wix.com, Shopify, Mailchimp, HubSpot, Atlassian,
        DigitalOcean, Digitalocean.com, Linode, Heroku, Vercel, Cloudflare, Amazon Web Services,
        AWS EMEA, Google Cloud, Google Ads, Microsoft, Microsoft 365, Xbox, PlayStation Network,
        Playstation, Nintendo, Nintendo CD, Steam, Steam Games, Steamgames.com, Epic Games, Riot
        Games, Roblox, Blizzard, Twitch, Twitchinteractive, Discord, Patreon, Substack, Medium,
        OnlyFans, Tinder, Bumble, Hinge, Match.com, Airbnb, Booking.com, Expedia, Hotels.com,
        Agoda, Agoda.com, Vrbo, Kayak, Trip.com, Skyscanner, Etsy, Etsy.com, eBay, AliExpress,
        Alibaba, Temu, Temu.com, Shein, Shein.com, Wish.com, Asos, Asos.com, Zalando, Vinted,
        Boohoo, Farfetch, Wayfair, Chewy.com, StubHub, Ticketmaster, Eventbrite, Uber, Uber Eats,
        Uber Trip, Lyft, Bolt, Bolt.eu, Lime, Bird, Tier, Deliveroo, Just Eat, Wolt, Glovo,
        HelloFresh, Blue Apron, Gousto, Ancestry.com, 23andMe, Lemonade, Revolut, Wise, Coinbase,
        Binance, Kraken, eToro, Robinhood, Udio, Midjourney, Kindle Unltd, Scribd, Economist, NY
        Times, NYTimes, Wall Street Journal, WSJ, Washington Post, Financial Times, Guardian, New
        Yorker, Paramount+, Max, HBO Max, Hulu, Peacock TV, Crunchyroll, ESPN+, DAZN, Sirius XM,
        Tidal, Deezer, SoundCloud, Fiverr, Upwork, Indeed, LinkedIn
    """),
    "US.online": _list("""
        Instacart, DoorDash, Grubhub, Postmates, Seamless, Gopuff, Shipt, Chewy, Zappos, Zulily,
        Overstock, Wayfair, Newegg, B&H Photo, Rover.com, Care.com, TaskRabbit, Thumbtack, Turo,
        Rocket Lawyer, LegalZoom, TurboTax, H&R Block, Credit Karma, Experian, LifeLock,
        IdentityGuard, Weight Watchers, Noom, Stitch Fix, Rent the Runway, Warby Parker, Hims,
        Dollar Shave Club, BarkBox, FabFitFun, ButcherBox, Blue Apron, Factor75, Sling TV, Philo,
        fuboTV, Vudu, Fandango, SeatGeek, Vivid Seats, Priceline, Orbitz, Hotwire, Spirit
        Airlines, Carvana, Poshmark, Mercari, OfferUp, Whatnot, StockX, GOAT, Fanatics, Nike.com,
        Walmart.com, Target.com, BestBuy.com, HomeDepot.com, Lowes.com, Costco.com, Amazon.com,
        Amazon Prime, Amzn Mktp US, Amazon Mktplace, Amazon Digital, Prime Video, Kindle Svcs,
        Spotify USA, Ring Yearly Plan, SimpliSafe, Ooma, Vonage, Mint Mobile, Google Fi, Visible,
        Cricket Wireless
    """),
    "GB.online": _list("""
        Amazon.co.uk, Amazon UK, Amznmktplace, AMZNMktplace, Amazon Prime, Amazon Svcs, Just Eat,
        Just-Eat.co.uk, Deliveroo, Deliveroo.co.uk, Ocado, Hello Fresh, Gousto, Mindful Chef,
        Asos.com, Boohoo.com, Very, Littlewoods, Gumtree, AutoTrader, Rightmove, Moonpig, Funky
        Pigeon, Bloom & Wild, Not on the High St, Notonthehighstreet, Trainline,
        Thetrainline.com, Skyscanner, Love Holidays, On the Beach, TUI UK, Jet2holidays,
        Lastminute.com, See Tickets, Dice FM, Sky Store, NOW TV, BritBox, Audible UK, Zwift,
        Monzo, Paddy Power, Bet365, William Hill, National Lottery, Postcode Lottery, JustGiving,
        GoFundMe, Crisis, Oxfam, Wickes.co.uk, AO.com, eBuyer
    """),
    "FR.online": _list("""
        Amazon EU, Amazon.fr, Amazon Payments, Amazon Prime FR, Cdiscount, Vinted, Leboncoin,
        Veepee, Showroomprivé, ManoMano, Rakuten France, Back Market, La Redoute, Zalando,
        Sarenza, Spartoo, Uber Eats, Deliveroo, Too Good To Go, BlaBlaCar, Ouigo, Trainline,
        Doctolib, Ticketmaster, Fnac Spectacles, Canal+, Molotov, Deezer, Winamax, FDJ, PMU,
        Betclic, Ankama, OVH, OVHcloud, Gandi, Leetchi, HelloAsso, Ulule, Le Monde, Le Figaro,
        Mediapart, Libération, SFR Store
    """),
    "DE.online": _list("""
        Amazon, Amazon.de, AMZN Mktp DE, Amazon EU S.a r.l., Amazon Prime, Amazon Payments
        Europe, Otto, Zalando, About You, eBay, Kleinanzeigen, Lieferando, Lieferando.de,
        Flaschenpost, Gorillas, Flink, HelloFresh, Check24, Idealo, Thomann, Notebooksbilliger,
        Alternate, Cyberport, Mindfactory, Medion, Bonprix, Tchibo.de, Lidl Digital, MyToys,
        BestSecret, Momox, Rebuy, Medimops, Eventim, CTS Eventim, Ticketmaster, Spotify AB,
        Netflix, Sky Deutschland, DAZN, WOW, Audible GmbH, Strato AG, 1&1 IONOS, Hetzner Online,
        All-Inkl, Lotto24, Tipp24, Bolt, Free Now, Sixt, Miles Mobility, Share Now, Tier
        Mobility, Booking.com, HolidayCheck, TUI, Doctolib, Flixbus
    """),
    "NL.online": _list("""
        bol.com, Bol, Coolblue, Wehkamp, Zalando, Amazon EU, AMZN Mktp NL, Thuisbezorgd.nl, Uber
        Eats, Marktplaats, Vinted, Booking.com, NS Internationaal, Ticketmaster, Ticketswap,
        Netflix International, Spotify AB, Videoland, Disney Plus, HelloFresh, Picnic, Crisp,
        Flink, Fonq, Bax Music, Azerty, Megekko, Otrium, Nespresso, Rituals, MediaMarkt, TransIP,
        Hostnet, Staatsloterij, Nationale Postcode Loterij, Toto, Greenwheels, Swapfiets, Felyx,
        Flixbus
    """),
    "ES.online": _list("""
        Amazon, Amazon.es, AMZN Mktp ES, Amazon EU Sarl, Amazon Prime ES, AliExpress, El Corte
        Ingles Online, PcComponentes, Zalando, Vinted, Wallapop, Glovo, Just Eat, Uber Eats,
        Deliveroo, Bolt, Cabify, Netflix, Spotify, Movistar Plus, HBO Max, Filmin, DAZN,
        Privalia, Vueling, Booking, eDreams, Atrapalo, Rumbo, Ticketmaster, Entradas.com,
        Idealista, InfoJobs, Milanuncios
    """),
    "CA.online": _list("""
        Amazon.ca, AMZN Mktp CA, Amzn Mktp CA, Amazon.ca Prime Member, Skip The Dishes,
        SkipTheDishes, DoorDash, Uber Canada/UberTrip, Uber Eats, Instacart, HelloFresh Canada,
        Goodfood, Well.ca, Indigo.ca, Walmart.ca, Costco.ca, Ssense, Frank and Oak, Spotify,
        Netflix.com, Crave, Disney Plus, Kijiji, Ticketmaster Canada, Expedia.ca, Flighthub,
        Presto Autoload, Wealthsimple
    """),
    "AU.online": _list("""
        Amazon AU, Amazon AU Marketplace, AMZN Mktp AU, Amazon Prime AU, Catch.com.au, Kogan.com,
        The Iconic, eBay, MenuLog, Menulog, UberEats, DoorDash, DiDi Mobility, Ola, HelloFresh,
        Marley Spoon, Youfoodz, Stan.com.au, Binge, Kayo Sports, Foxtel, Netflix.com, Spotify P,
        Airtasker, Carsales, Temple & Webster, Adore Beauty, Ticketek, Ticketmaster, Webjet,
        Flight Centre, Booking.com, Ladbrokes, TAB, Canva, Envato, Audible Australia, Gumtree,
        RedBalloon
    """),
    "IN.online": _list("""
        Amazon, Amazon Pay, Amazon India, Amazon Seller Services, Flipkart, Flipkart Internet,
        Myntra, Ajio, Nykaa, Meesho, Snapdeal, Tata CLiQ, Swiggy, Swiggy Limited, Swiggy
        Instamart, Zomato, Zomato Ltd, Blinkit, Zepto, BigBasket, Big Basket, Grofers, Dunzo,
        JioMart, Uber, Uber India, Ola, Ola Cabs, Rapido, MakeMyTrip, Goibibo, Cleartrip, Yatra,
        Oyo, OYO Rooms, BookMyShow, Netflix, Hotstar, Disney Hotstar, Sony Liv, Zee5, JioSaavn,
        Spotify India, Gaana, PhonePe, CRED, CRED Club, Paytm, MobiKwik, Groww, Zerodha, Zerodha
        Broking, Upstox, Angel One, Dream11, MPL, Byjus, Unacademy, Urban Company, UrbanClap,
        Practo, PharmEasy, Tata 1mg, Licious, Country Delight
    """),
    # ------------------------------------------------------- words of invented small businesses
    "US.trade": _list("""
        Cafe, Coffee, Coffee Roasters, Coffee House, Bakery, Bagels, Donuts, Deli, Diner, Grill,
        Bar & Grill, Pizza, Pizzeria, Taqueria, Tacos, Cantina, BBQ, Smokehouse, Burgers,
        Steakhouse, Sushi, Ramen, Pho, Thai Kitchen, Noodle House, Kitchen, Bistro, Tavern, Pub,
        Brewing Co, Taproom, Winery, Wine Bar, Liquors, Market, Farmers Market, Mini Mart, Food
        Mart, Grocery, Produce, Meat Market, Creamery, Ice Cream, Juice Bar, Catering, Food
        Truck, Nails, Nail Spa, Salon, Hair Studio, Barber Shop, Barbershop, Day Spa, Massage,
        Tattoo, Dental, Dentistry, Family Dentistry, Orthodontics, Pediatrics, Family Medicine,
        Chiropractic, Physical Therapy, Eye Care, Optical, Dermatology, Urgent Care, Pharmacy,
        Veterinary, Animal Hospital, Pet Grooming, Kennels, Auto Repair, Auto Body, Tire & Auto,
        Car Wash, Towing, Motors, Auto Sales, Garage, Gas, Service Station, Storage, Self
        Storage, Laundromat, Cleaners, Dry Cleaners, Hardware, Lumber, Plumbing, Electric, HVAC,
        Roofing, Landscaping, Lawn Care, Tree Service, Pest Control, Pools, Flowers, Florist,
        Gifts, Books, Records, Toys, Antiques, Thrift, Boutique, Jewelers, Shoes, Apparel,
        Tailors, Fitness, Yoga, Pilates, Crossfit, Karate, Dance Studio, Bowl, Lanes, Golf Club,
        Marina, Theatre, Gallery, Music, Photography, Printing, Signs, Tax Service, Law Office,
        Insurance, Realty, Properties, Academy, Preschool, Daycare, Church, Parking, Inn, Motel,
        Hotel, RV Park, Vending, Smoke Shop, Vape, Farm, Nursery, Feed & Seed
    """),
    "GB.trade": _list("""
        Cafe, Coffee, Tea Rooms, Bakery, Sandwich Bar, Fish Bar, Fish & Chips, Chippy, Kebab
        House, Tandoori, Balti House, Curry House, Spice, Chinese Takeaway, Noodle Bar, Pizza,
        Grill, Diner, Kitchen, Bistro, Restaurant, Arms, Inn, Tavern, Brewery, Taproom, Wines,
        Off Licence, Convenience Store, News, Newsagents, Food & Wine, Supermarket, Butchers,
        Greengrocers, Farm Shop, Deli, Garden Centre, Florist, Flowers, Hardware, DIY, Timber,
        Pharmacy, Chemist, Dental Practice, Dental Care, Opticians, Physio, Vets, Vet Group,
        Hair, Hair & Beauty, Barbers, Nails, Beauty, Tanning, Garage, Motors, MOT Centre, Tyres,
        Car Wash, Hand Car Wash, Service Station, Filling Station, Dry Cleaners, Launderette,
        Cycles, Books, Cards & Gifts, Charity Shop, Antiques, Jewellers, Shoes, Boutique,
        Tailoring, Carpets, Blinds, Plumbing & Heating, Electrical, Roofing, Scaffolding,
        Building Supplies, Removals, Self Storage, Lettings, Estate Agents, Solicitors,
        Accountants, Taxis, Cars, Minicabs, Parking, Gym, Leisure Centre, Yoga, Golf Club,
        Cricket Club, Theatre, Nursery, Pre-School, Academy, Tuition, Guest House, B&B, Hotel,
        Caravan Park, Vape Shop, Mobile Phones, Computers, Print & Copy
    """),
    "FR.trade": _list("""
        Boulangerie, Boulangerie Pâtisserie, Pâtisserie, Boucherie, Boucherie Charcuterie,
        Fromagerie, Poissonnerie, Primeur, Épicerie, Alimentation Générale, Cave, Caviste, Café,
        Bar, Bar Tabac, Tabac, Tabac Presse, Brasserie, Restaurant, Bistrot, Crêperie, Pizzeria,
        Kebab, Sushi, Traiteur, Pharmacie, Grande Pharmacie, Parapharmacie, Cabinet Dentaire,
        Cabinet Médical, Dr, Laboratoire, Optique, Kiné, Vétérinaire, Clinique Vétérinaire,
        Coiffure, Salon, Institut de Beauté, Barbier, Onglerie, Garage, Carrosserie, Contrôle
        Technique, Auto École, Station Service, Lavage Auto, Pressing, Laverie, Cordonnerie,
        Fleuriste, Fleurs, Librairie, Papeterie, Maison de la Presse, Bijouterie, Chaussures,
        Boutique, Mercerie, Quincaillerie, Droguerie, Plomberie, Électricité, Menuiserie,
        Serrurerie, Immobilier, Agence, Hôtel, Camping, Gîte, Cinéma, Théâtre, Musée, Club
        Sportif, Piscine, École de Musique, Crèche, Taxi, Cycles, Jardinerie, Pépinières
    """),
    "DE.trade": _list("""
        Bäckerei, Bäckerei Konditorei, Konditorei, Metzgerei, Fleischerei, Café, Eiscafé,
        Kaffeerösterei, Imbiss, Döner, Kebap Haus, Pizzeria, Ristorante, Restaurant, Gasthaus,
        Gasthof, Brauhaus, Biergarten, Kneipe, Weinhandel, Getränkemarkt, Kiosk, Späti,
        Trinkhalle, Tabak, Lotto Toto, Feinkost, Hofladen, Bioladen, Obst & Gemüse, Apotheke,
        Löwen-Apotheke, Zahnarztpraxis, Zahnarzt, Praxis, Physiotherapie, Tierarztpraxis, Optik,
        Hörakustik, Sanitätshaus, Friseur, Friseursalon, Barbershop, Kosmetik, Nagelstudio,
        Autohaus, Kfz-Werkstatt, Reifen, Tankstelle, Waschpark, Fahrschule, Fahrräder, Zweirad,
        Reinigung, Schneiderei, Schlüsseldienst, Blumen, Blumenhaus, Gärtnerei, Baumschule,
        Buchhandlung, Schreibwaren, Juwelier, Schuhhaus, Modehaus, Boutique, Möbel,
        Raumausstattung, Elektro, Sanitär, Malerbetrieb, Schreinerei, Baustoffe, Hausverwaltung,
        Immobilien, Steuerberatung, Versicherungen, Hotel, Pension, Ferienwohnung, Campingplatz,
        Kino, Theater, Museum, Schwimmbad, Sportstudio, Yoga, Musikschule, Kita, Sportverein,
        Taxi, Parkhaus, Asia Wok, Sushi Bar, Thai Imbiss, Vinothek
    """),
    "NL.trade": _list("""
        Bakkerij, Slagerij, Viswinkel, Vishandel, Kaashandel, Groenteboer, Snackbar, Cafetaria,
        Friture, Broodjeszaak, Lunchroom, Eetcafe, Café, Restaurant, Grand Cafe, Brasserie,
        Pizzeria, Shoarma, Grillroom, Chinees Restaurant, Wok, Sushi, IJssalon, Koffiebar,
        Slijterij, Wijnhandel, Tabakshop, Avondwinkel, Supermarkt, Toko, Apotheek, Drogisterij,
        Tandarts, Tandartspraktijk, Huisarts, Fysiotherapie, Dierenarts, Dierenkliniek, Opticien,
        Kapsalon, Kapper, Barbershop, Nagelstudio, Schoonheidssalon, Garage, Autobedrijf, Banden,
        Carwash, Rijschool, Tankstation, Fietsenmaker, Tweewielers, Rijwielen, Stomerij,
        Wasserette, Kleermaker, Schoenmaker, Bloemen, Bloemenhuis, Tuincentrum, Boekhandel,
        Juwelier, Schoenen, Mode, Kringloopwinkel, Doe-het-zelf, Bouwmarkt, Installatie,
        Schildersbedrijf, Makelaardij, Verhuur, Hotel, Camping, Bioscoop, Theater, Museum,
        Zwembad, Sportschool, Yogastudio, Muziekschool, Kinderopvang, Voetbalvereniging, Taxi,
        Markt
    """),
    "ES.trade": _list("""
        Bar, Cafetería, Café, Cervecería, Restaurante, Mesón, Taberna, Asador, Marisquería,
        Pizzería, Kebab, Churrería, Heladería, Panadería, Pastelería, Horno, Carnicería,
        Pescadería, Frutería, Charcutería, Alimentación, Ultramarinos, Supermercado, Bodega,
        Vinos, Farmacia, Parafarmacia, Clínica Dental, Dental, Óptica, Fisioterapia, Clínica,
        Veterinaria, Peluquería, Barbería, Estética, Uñas, Taller, Talleres, Autos, Neumáticos,
        Lavadero, Autoescuela, Estación de Servicio, Gasolinera, Parking, Tintorería, Lavandería,
        Zapatería, Floristería, Librería, Papelería, Kiosco, Estanco, Joyería, Modas, Boutique,
        Mercería, Ferretería, Fontanería, Electricidad, Cerrajería, Muebles, Bazar, Inmobiliaria,
        Asesoría, Gestoría, Hotel, Hostal, Camping, Cine, Teatro, Museo, Gimnasio, Club,
        Academia, Colegio, Guardería, Taxi, Viajes, Viveros, Bicicletas
    """),
    "CA.trade": _list("""
        Cafe, Coffee, Bakery, Bagels, Deli, Diner, Grill, Pizza, Poutinerie, Shawarma, Sushi,
        Pho, Roti Shop, Dim Sum, Noodle House, Kitchen, Bistro, Pub, Brewing, Taproom, Wine Rack,
        Market, Fresh Market, Convenience, Variety, Smoke & Gift, Halal Meats, Butcher, Pharmacy,
        Drug Mart, Dental, Dental Centre, Orthodontics, Optometry, Physio, Massage Therapy, Vet
        Clinic, Hair Studio, Barbershop, Nails, Spa, Esthetics, Auto Centre, Auto Repair, Tire,
        Car Wash, Gas Bar, Towing, Dry Cleaners, Laundry, Florist, Gifts, Books, Hardware,
        Plumbing, Heating, Landscaping, Storage, Realty, Property Mgmt, Law, Curling Club, Golf
        Club, Hockey, Yoga, Fitness, Dance, Daycare, Dépanneur, Boulangerie, Rôtisserie,
        Casse-croûte, Pharmacie, Garage, Quincaillerie, Motel, Inn
    """),
    "AU.trade": _list("""
        Cafe, Espresso, Coffee, Coffee Roasters, Bakery, Bakehouse, Patisserie, Pies, Fish &
        Chips, Fish Cafe, Kebabs, Charcoal Chicken, Chargrill, Pizza, Thai, Noodle Bar, Sushi,
        Dumplings, Pho, Bistro, Restaurant, Tavern, Hotel, Brewing Co, Cellars, Bottle Shop,
        Bottleshop, Butchery, Quality Meats, Fruit Market, Fruit Barn, Grocer, Deli, Newsagency,
        Lotto, Milk Bar, Convenience, Pharmacy, Chemist, Dental, Dental Care, Medical Centre,
        Physio, Optical, Vet, Vet Hospital, Hair, Hairdressing, Barber, Nails, Beauty, Massage,
        Motors, Mechanical, Auto Repairs, Tyres, Tyrepower, Car Wash, Smash Repairs, Servo,
        Service Centre, Roadhouse, Dry Cleaners, Laundromat, Florist, Nursery, Garden Centre,
        Hardware, Timber, Plumbing, Electrical, Landscape Supplies, Pools, Pest Control,
        Removals, Storage, Real Estate, Strata, Conveyancing, Accounting, Surf Shop, Cycles,
        Bookshop, Gifts, Op Shop, Fitness, Gym, Yoga, Pilates, Swim School, Bowling Club, RSL,
        Leagues Club, Golf Club, Childcare, Early Learning, Tutoring, Caravan Park, Motor Inn,
        Parking, Taxis
    """),
    "IN.trade": _list("""
        Stores, General Stores, Kirana Store, Provision Store, Super Market, Supermarket,
        Departmental Store, Sweets, Sweet House, Bakery, Bakers, Restaurant, Family Restaurant,
        Dhaba, Tiffin Room, Tiffins, Veg, Udupi, Biryani, Biryani House, Tandoori, Caterers,
        Juice Centre, Ice Cream, Tea Stall, Coffee, Cafe, Medicals, Medical Store, Medical &
        General, Pharma, Chemist, Druggist, Hospital, Clinic, Dental Care, Dental Clinic,
        Diagnostics, Eye Hospital, Opticals, Textiles, Silks, Sarees, Garments, Fashions,
        Readymades, Tailors, Footwear, Jewellers, Novelties, Gift Centre, Stationery, Book Depot,
        Xerox, Studio, Mobiles, Mobile World, Electronics, Electricals, Hardware, Paints,
        Furniture, Steel, Traders, Trading Co, Enterprises, Agencies, Associates, Automobiles,
        Auto Works, Tyres, Petroleum, Filling Station, Service Station, Fuels, Travels, Tours,
        Salon, Beauty Parlour, Gents Parlour, Fruits, Vegetables, Chicken Centre, Mutton Shop,
        Fish Centre, Dairy, Milk Parlour, Flowers, Nursery, Gas Agency, Residency, Lodge, Grand,
        Classes, Academy
    """),
    # What a delivery service brings: the shops behind DOORDASH, not a law office.
    "meals": _list("""
        Pizza, Pizzeria, Thai Kitchen, Ramen, Pho, Sushi, Taqueria, Tacos, BBQ, Burgers, Wings,
        Grill, Deli, Noodle House, Curry House, Kebab, Gyros, Poke, Cantina, Diner, Bagels,
        Bakery, Cafe
    """),
    "US.adjective": _list("""
        Blue, Golden, Green, Red, Silver, Black, White, Rustic, Urban, Lucky, Happy, Little, Big,
        Old, New, Royal, Grand, Sunny, Wild, Rolling, Iron, Copper, Twisted, Hidden, Lazy, Crazy,
        Salty, Sweet, Smoky, Fresh, Daily, Prime, First, Modern, Vintage, Northern, Southern,
        Pacific, Atlantic, Mountain, Downtown, Midtown, Uptown, Lakeside, Riverside, Bayside,
        Hillside, Village
    """),
    "US.thing": _list("""
        Oak, Pine, Cedar, Maple, Willow, Magnolia, Rose, Lotus, Clover, Fox, Bear, Wolf, Elk,
        Moose, Buffalo, Horse, Rooster, Goose, Duck, Owl, Hawk, Eagle, Crow, Whale, Crab,
        Lobster, Turtle, Lion, Tiger, Dragon, Panda, Elephant, Anchor, Compass, Lantern, Barrel,
        Mill, Barn, Wagon, Bridge, Harbor, Canyon, Mesa, Prairie, Valley, Summit, Creek, River,
        Lake, Island, Moon, Sun, Star, Thunder, Bean, Spoon, Fork, Skillet, Olive, Pepper, Basil,
        Honey, Ginger, Mango, Peach
    """),
    "GB.pubthing": _list("""
        Red Lion, White Hart, Crown, Royal Oak, Kings Head, Queens Head, Rose & Crown, Plough,
        Swan, Bell, Ship, Railway, Fox & Hounds, Coach & Horses, Black Horse, White Horse,
        George, Anchor, Three Tuns, Wheatsheaf, Greyhound, Cricketers, Victoria, Prince of Wales,
        Duke of York
    """),
    "FR.thing": _list("""
        du Marché, de la Gare, de la Mairie, du Port, du Centre, des Halles, de l'Église, du
        Moulin, de la Poste, du Parc, des Lilas, des Arts, de la Plage, du Lac, de l'Étoile, du
        Soleil, de la Place, du Château, du Théâtre, des Alpes, du Midi, de Bretagne, d'Alsace,
        de Provence, des Amis
    """),
    "FR.house": _list("""
        Le Petit Zinc, Au Bon Coin, Le Fournil, La Mie Dorée, Le Comptoir, L'Atelier, La Table,
        Le Jardin, La Cantine, Le Bouchon, L'Escale, Le Chalet, La Terrasse, Au Fil de l'Eau, Le
        Relais, La Maison, L'Épicurien, Le Grillon, Les Halles, La Bonne Fourchette, Aux Délices,
        Le Phare, L'Oasis, Le Dragon d'Or, Pho Saigon, Bella Napoli, Tokyo Sushi, Istanbul Grill,
        New Delhi
    """),
    "DE.house": _list("""
        Zum Löwen, Zum Hirschen, Zur Post, Zum Adler, Zur Linde, Zum Goldenen Stern, Zum Anker,
        Am Markt, Am Rathaus, Alte Mühle, Zur Krone, Zum Bären, Venezia, Dolce Vita, Bella
        Italia, Da Vinci, Athen, Akropolis, Istanbul, Anatolia, Saigon, Hanoi, Goldener Drache,
        Bombay Palace, Taj Mahal, Fontana
    """),
    "DE.saint": _list("""
        Löwen, Adler, Rosen, Stern, Markt, Rathaus, Stadt, Bahnhof, Linden, Engel, Bären,
        Einhorn, Schwanen, Sonnen, Hirsch, Schloss, Park, Post, Nord, Süd, Glückauf, Marien,
        Brücken, Kloster
    """),
    "NL.house": _list("""
        De Gouden Leeuw, Het Wapen, De Zwaan, De Kroon, De Hoek, 't Hoekje, De Markt, De Molen,
        De Haven, Het Plein, De Brug, De Smidse, De Tuin, 't Bruintje, De Beurs, De Waag, Het
        Station, Oud Zuid, De Linde, De Boer, Nieuwe Wijn, Bij Ons, De Vriendschap, La Vita,
        Napoli, Golden Wok, Istanbul
    """),
    "ES.thing": _list("""
        La Plaza, El Puerto, El Rincón, La Esquina, El Molino, La Parada, Casa Blanca, El Faro,
        La Bodega, Los Arcos, El Mirador, La Marina, El Jardín, La Estación, El Sol, La Luna, Las
        Palmeras, Los Olivos, El Roble, La Fuente, El Parque, Don Jamón, La Abuela, El Gallego,
        La Catedral, Sevilla
    """),
    "AU.thing": _list("""
        Wattle, Banksia, Kookaburra, Wombat, Galah, Magpie, Jacaranda, Bluegum, Ironbark,
        Coastal, Outback, Harbour, Bayside, Beachside, Hilltop, Lakeside, Southern Cross, Coral,
        Sandstone, Red Dust, Corner, Little, Lucky, Happy, Golden, Fresh, Village, Central,
        Laneway, Pocket
    """),
    "IN.prefix": _list("""
        Sri, Shree, Shri, New, Sai, Sri Sai, Om, Jai, Ganesh, Sri Ganesh, Balaji, Sri Balaji,
        Lakshmi, Mahalaxmi, Krishna, Sri Krishna, Durga, Annapurna, Ambika, Venkateshwara,
        Ashirwad, Shiv, Royal, Modern, National, Bharat, City, Star, Classic, Golden, Super, A
        One, Hotel, The, Maa, Al Noor, Bismillah, Madina, St Marys, Sagar, Ganga, Kaveri,
        Himalaya, Udupi, Madras, Punjab
    """),
    "coined": _list("""
        Brightwave, Northpeak, Clearpath, Bluefin, Redstone, Novatek, Lumina, Quantix, Zenova,
        Corevia, Solstice, Evergreen, Ironwood, Helix, Vertex, Apexon, Omnisys, Medora, Finlytix,
        Agriva, Stratos, Terranova, Aquilo, Cobalt, Vantara, Orbis, Nexora, Polaris, Meridian,
        Altura, Kestrel, Tidewater, Granite Peak, Summit Ridge, Pinnacle, Keystone, Cornerstone,
        Heritage, Liberty, Frontier, Pioneer, Horizon, Cascade, Sierra, Atlas, Titan, Phoenix,
        Delta Point, Blue Ridge, Silverline, Greenfield, Westbrook, Eastgate, Southport,
        Northgate, Riverbend, Stonebridge, Fairview, Lakeshore, Oakmont, Maplewood, Elmhurst,
        Trilogy, Synergy, Unity, Prime Point, Bizlink, Datacore, Cloudline, Netbridge, Softway,
        Logitrans, Eurotec, Interplast, Medilab, Agrofarm
    """),
    "US.industry": _list("""
        Industries, Logistics, Consulting, Staffing, Health, Medical Group, Systems,
        Technologies, Software, Labs, Holdings, Partners, Capital, Construction, Builders,
        Electric, Manufacturing, Supply, Foods, Trucking, Transport, Energy, Solar, Media,
        Design, Marketing, Realty, Property Mgmt, Apartments, Management, Home Care, Senior
        Living, Security, Services, Group, Global, Hospitality, School Dist, University, Clinic,
        Hospital, County, Credit, Finance, Mortgage
    """),
    "FR.industry": _list("""
        Conseil, Ingénierie, Transports, Services, Distribution, Bâtiment, Informatique,
        Logistique, Industrie, Gestion, Formation, Propreté, Intérim, Santé, Énergie, Médias,
        Développement, Groupe
    """),
    "DE.industry": _list("""
        Consulting, Logistik, Systemtechnik, Maschinenbau, Software, Technik, Service, Handel,
        Bau, Immobilien, Hausverwaltung, Beratung, Personal, Medien, Energie, Pflege,
        Elektrotechnik, Holding
    """),
    "NL.industry": _list("""
        Advies, Consultancy, Techniek, Bouw, Transport, Logistiek, Uitzendbureau, Zorg, Media,
        Software, Beheer, Vastgoed, Groep, Installaties, Projecten, Dienstverlening, Schoonmaak,
        Holding
    """),
    "ES.industry": _list("""
        Consultores, Servicios, Construcciones, Transportes, Distribuciones, Ingeniería,
        Sistemas, Logística, Inversiones, Gestión, Instalaciones, Hostelería, Formación,
        Limpiezas, Grupo, Técnicas
    """),
    "IN.industry": _list("""
        Technologies, Infotech, Software, Solutions, Systems, Enterprises, Industries, Exports,
        Textiles, Logistics, Finance, Finserv, Securities, Realty, Builders, Constructions,
        Pharma, Labs, Healthcare, Foods, Agro, Motors, Electronics, Retail, Services, Consultancy
        Services, Ventures, Capital
    """),
    "US.suffix": _list("LLC, Inc, Inc., Corp, Corp., Co, Co., LP, LLP, Group, PC, PLLC, NA"),
    "GB.suffix": _list("Ltd, LTD, Limited, PLC, LLP, Ltd., UK Ltd, Group Ltd, (UK) Ltd"),
    "FR.suffix": _list("SARL, SAS, SA, SASU, EURL, SCI, SNC, SCOP, SELARL"),
    "DE.suffix": _list("GmbH, AG, GmbH & Co. KG, KG, UG, e.V., eG, OHG, e.K., SE, GbR, mbH"),
    "NL.suffix": _list("B.V., BV, NV, N.V., VOF, V.O.F., C.V., Holding B.V."),
    "ES.suffix": _list("SL, S.L., SA, S.A., SLU, S.L.U., S.A.U., S.Coop., CB, SLP"),
    "CA.suffix": _list("Inc, Inc., Ltd, Ltd., Corp, Limited, Ltée, Co., ULC, LP"),
    "AU.suffix": _list("Pty Ltd, PTY LTD, P/L, Pty Limited, Ltd, Pty., Limited"),
    "IN.suffix": _list("Pvt Ltd, Private Limited, Pvt. Ltd., Ltd, Limited, LLP, P Ltd, Private"),
    # --------------------------------------------------------------- who sends regular bills
    "US.biller": _list("""
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
    "US.payer": _list("""
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
    "GB.biller": _list("""
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
    "GB.payer": _list("""
        HMRC Child Benefit, HMRC Tax Credit, DWP JSA, DWP UC, DWP State Pension, DWP PIP, NHS
        BSA, NHS Trust, NHS Pensions, Royal Mail, Tesco Stores Ltd, Sainsburys, Asda Stores,
        Amazon UK Svcs, BT PLC, BBC, Network Rail, TFL, Metropolitan Pol, Cornwall Council, Kent
        CC, Teachers Pensions, Univ of Leeds, Kings College, Barclays Bank, Deloitte LLP, KPMG
        LLP, PWC, Capita, Serco, G4S, Adecco, Hays, Reed, Manpower, Uber BV, Deliveroo, Stripe
        Payments UK, SumUp, Zettle, Square, PayPal, Student Loans Co, Premium Bonds, NS&I Premium
        Bonds, Etsy, eBay Commerce UK, Airbnb, Vinted
    """),
    "FR.biller": _list("""
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
    "FR.payer": _list("""
        CAF, CAF de Paris, CPAM, CPAM de l'Hérault, Pôle Emploi, France Travail, CNAV,
        Agirc-Arrco, DRFIP, Trésorerie, Rectorat, AP-HP, CHU de Bordeaux, Mairie de Lyon, Ville
        de Nantes, SNCF, RATP, La Poste, Carrefour France, Auchan Retail, Décathlon SA, Airbus,
        Renault SAS, Michelin, Capgemini, Sopra Steria, Adecco, Manpower, Randstad, MGEN,
        Mutuelle Générale, Alan, Harmonie, Vinted, Stripe
    """),
    "DE.biller": _list("""
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
    "DE.payer": _list("""
        Bundesagentur für Arbeit, Bundesagentur fuer Arbeit - Service-Haus, Familienkasse,
        Deutsche Rentenversicherung, Deutsche Post AG, Deutsche Bahn AG, Siemens AG, Robert Bosch
        GmbH, BMW AG, Volkswagen AG, Mercedes-Benz Group AG, SAP SE, BASF SE, Bayer AG,
        Continental AG, Lufthansa, Landesamt für Besoldung, LBV NRW, Universität Heidelberg,
        Charité, Klinikum, Stadt Frankfurt, Freistaat Bayern, Finanzamt, Techniker Krankenkasse,
        Randstad Deutschland, Adecco, REWE Group, Lidl Dienstleistung, dm-drogerie markt GmbH,
        eBay S.a.r.l., PayPal Europe, Kleinanzeigen, Otto
    """),
    "NL.biller": _list("""
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
    "NL.payer": _list("""
        Belastingdienst, Belastingdienst Toeslagen, UWV, SVB, Sociale Verzekeringsbank, DUO, ABP,
        PFZW, Gemeente Den Haag, Philips, ASML Netherlands B.V., Albert Heijn BV, Jumbo, ING
        Personeel, KLM, NS Groep, ProRail, Universiteit Utrecht, TU Delft, Erasmus MC, Randstad
        Uitzendbureau, Tempo-Team, Adecco, Young Capital, Timing, Start People, bol.com, Tikkie,
        AAB INZ Tikkie, Marktplaats, Vinted
    """),
    "ES.biller": _list("""
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
    "ES.payer": _list("""
        SEPE, Servicio Público de Empleo, INSS, Seguridad Social, Tesorería General, AEAT, Junta
        de Andalucía, Generalitat Valenciana, Comunidad de Madrid, Ayuntamiento de Bilbao,
        Mercadona SA, Inditex, El Corte Inglés SA, Telefónica, Banco Santander, Indra Sistemas,
        Adecco TT, Randstad, Universidad de Granada, Hospital Clínic, Renfe, Correos, ONCE,
        Glovo, Wallapop, Mapfre España
    """),
    "CA.biller": _list("""
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
    "CA.payer": _list("""
        Canada CPP, Canada OAS, Canada GST, Canada CCB, Canada Carbon Rebate, EI Canada, CRA,
        Revenu Quebec, Prov of Ontario, Govt of Alberta, Gov't of Canada, Retraite Quebec, WSIB,
        City of Toronto, TDSB, Univ of BC, McGill, Loblaw, Sobeys, Canadian Tire, Bell Canada, CN
        Rail, Air Canada, Shopify, Ceridian, ADP Canada, Payworks, Uber, SkipTheDishes, Stripe,
        Square Canada, Manulife, Sun Life
    """),
    "AU.biller": _list("""
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
    "AU.payer": _list("""
        Centrelink, Services Australia, CTRLink Family, CTRLINK Pension, ATO, Medicare, MCARE
        Benefits, NDIS, NSW Health, Qld Health, Dept of Education, Vic Education, Defence Pay,
        Woolworths Group, Coles Group, Wesfarmers, BHP, Rio Tinto, Telstra, Qantas Airways, Uni
        of Sydney, UNSW, Monash Univ, City of Melbourne, Adecco, Hays, Chandler Macleod, Uber,
        Menulog, Airtasker, Stripe, Square Australia, Tyro, HCF, Medibank, NIB Health,
        Computershare, Link Market Serv, ANZ Dividend, BHP Div
    """),
    "IN.biller": _list("""
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
    "IN.payer": _list("""
        Infosys Ltd, Tata Consultancy Services, TCS Ltd, Wipro Limited, HCL Technologies, Tech
        Mahindra, Cognizant Technology, Accenture Solutions, Capgemini Technology, IBM India,
        Oracle India, Amazon Development, Flipkart Internet, Reliance Industries, Larsen and
        Toubro, Mahindra, Maruti Suzuki, Bharti Airtel, ITC Ltd, Hindustan Unilever, Zomato,
        Swiggy, Ola, Uber India, EPFO, Income Tax Dept, CPAO, Govt of Karnataka, Treasury, PM
        Kisan, DBT, LPG Subsidy, Zerodha Broking, Groww, HDFC Bank Div, Infosys Div, ITC
        Dividend, Razorpay Software, Cashfree, PayU Payments, Paytm, PhonePe
    """),
    # ------------------------------------------------------------- products sold under a brand
    "google_goods": _list("""
        YouTube Premium, YouTubePremium, YouTube TV, YouTube Music, Google One, Google Storage,
        Google Play, Google Play Ap, GSuite, Workspace, Pixel, Candy Crush, Clash of Clans,
        Pokemon Go, Duolingo, Tinder, Bumble, Spotify, Roblox, Disney Mobile, Niantic, Supercell,
        King, Life360, Strava, Calm
    """),
    "paypal_shops": _list("""
        eBay, Steam Games, Spotify, Netflix, Uber, Etsy, AliExpress, Airbnb, Sony PlayStat,
        Nintendo, Adobe, Microsoft, Walmart, BestBuy, HomeDepot, Nike, Adidas, Zalando, Asos,
        GoFundMe, DoorDash, Grubhub, Discogs, Reverb, GrubHub, StubHub, Vinted, Shein, Temu,
        Zara, H&M, Expedia, Ryanair, FlixBus
    """),
    # ------------------------------------- free text, which the guidelines leave unlabelled
    "US.purpose": _list("""
        Payroll, Payroll, Reg Salary, Salary, Dir Dep Payroll, Prem, Ins Prem, Insurance,
        Billing, Utility, Util Pymt Bill, Electric, Gas Bill, Water Bill, Cable, Internet, Mtg
        Pymt, Mortgage, Mtge Pmts, Rent, HOA Dues, Dues, Club Fees, Gym Dues, Student Ln, Loan
        Pymt, Auto Loan, Car Pymt, Lease, Tuition, Donation, Contrib, Tax Ref, Fed Ben, SSA
        Benefit, VA Benefit, Pension, Annuity, Dividend, Div, Invest, Invoice, Vendor Pmt,
        Settlement, Commission, Expense, Reimburse, Refund, Subscriptn, Membership, Premium,
        Bill, Childcare, Retail, Sale
    """),
    "US.note": _list("""
        Rent, rent, dinner, Dinner last night, pizza, Pizza night, groceries, utilities, electric
        bill, babysitting, Birthday gift, happy birthday, drinks, concert tickets, gas money,
        lawn care, Thanks!, thank you, lunch, brunch, Uber home, trip, cabin, dog walking, piano
        lessons, haircut, house cleaning, coffee, my half, fantasy football, wifi, beach house
    """),
    "GB.note": _list("""
        Rent, RENT, Bills, Dinner, Holiday, Birthday, Thanks, Food, Petrol, Council tax,
        Housekeeping, Savings, Deposit, Invoice, Loan, Pocket money, Swimming, Football subs, Gas
        and elec, Wedding, Tickets, Childcare, Window cleaner, Gift, Pub, Curry, House deposit
    """),
    "FR.note": _list("""
        LOYER, Loyer, SALAIRE, Remboursement, Cadeau, Anniversaire, Courses, Vacances, Facture,
        Épargne, Restaurant, Charges, Caution, Argent de poche, Électricité, Cotisation, Acompte,
        Honoraires, Participation cadeau, Virement mensuel, Pension, Garde enfants
    """),
    "DE.note": _list("""
        Miete, MIETE, Miete Wohnung, Gehalt, LOHN / GEHALT, Nebenkosten, Taschengeld, Geschenk,
        Danke, Essen, Urlaub, Rückzahlung, Rechnung, Sparen, Kaution, Haushaltsgeld, Strom,
        Umlage, Mitgliedsbeitrag, Spende, Unterhalt, Kindergeld, Auslagen, Abschlag,
        Monatsbeitrag
    """),
    "NL.note": _list("""
        Huur, HUUR, Huur appartement, Salaris, SALARIS, Boodschappen, Etentje, Cadeau, Zakgeld,
        Sparen, Vakantie, Contributie, Kinderopvang, Huishoudgeld, Bedankt, Borrel,
        Terugbetaling, Voorschot, Termijnbedrag, Premie zorgverzekering, Lidmaatschap, Energie,
        Donatie, Aflossing
    """),
    "ES.note": _list("""
        Alquiler, ALQUILER, Nomina, NOMINA, Cena, Regalo, Cumpleaños, Comida, Gastos, Comunidad,
        Factura, Luz, Agua, Vacaciones, Gasolina, Piso, Padel, Lotería, Entradas, Devolución,
        Ahorro, Cuota, Mensualidad, Gracias, Viaje, Clases, Compra
    """),
    "CA.note": _list("""
        Rent, rent, Dinner, Hockey, Hydro bill, Groceries, Gift, Cottage, Daycare, Gas, Thanks,
        Lunch, Loyer, Souper, Épicerie, Cadeau, Internet, Poker night, Tickets, Snow removal
    """),
    "AU.note": _list("""
        Rent, rent, Bond, Dinner, Groceries, Bills, Footy tipping, Beers, Petrol, Board, Gift,
        Bday, Invoice, Salary, Wages, Savings, Holiday, Childcare, Cleaning, Thanks, Lunch, Power
        bill
    """),
    "IN.note": _list("""
        Payment, Rent, RENT, Pay, UPI, NA, Sent from Paytm, Payment from Ph, food, Milk, Maid
        salary, Grocery, gift, EMI, School fees, Loan, Medicine, Petrol, Recharge, Bill payment,
        Chit fund, Society maintenance, Tuition fee, Collect, Oid, Order, Auto fare, Tea,
        Vegetables
    """),
    "marks_in_notes": _list("""
        🍕, 🍺, 🍻, 🎂, 🏠, ⚡, 🚗, 🎉, ❤️, 🙏, 😂, 🤘, 🌮, 🍣, ☕, 🛒, 🎟️, ⛽, 🏖️, 💡, 🐶,
        🍷, 💸, 👍🏽, 🎁, 🏀, ⚽,
        🧾, 🍔, 🥂, 🤑, ✈️, 🏡, 👶
    """),
}

# Sellers whose own web address stands in the city field: name, address, state.
ONLINE_WITH_WEB: dict[str, tuple[tuple[str, ...], ...]] = {
    "US": _lines("""
        Amzn Mktp US|Amzn.com/bill|WA
        Amazon.com|Amzn.com/bill|WA
        Amazon Mktpl|Amzn.com/bill|WA
        Amazon Prime|Amzn.com/bill|WA
        Amazon Digital|Amzn.com/bill|WA
        Amazon Tips|Amzn.com/bill|WA
        Prime Video|Amzn.com/bill|WA
        Kindle Svcs|Amzn.com/bill|WA
        Audible|Amzn.com/bill|NJ
        Amazon RETA|www.amazon.co|WA
        Netflix.com|netflix.com|CA
        Netflix Inc|netflix.com|CA
        Hulu|hulu.com/bill|CA
        Disney Plus|disneyplus.com|CA
        Max.com|help.max.com|NY
        Paramount+|paramntplus.com|CA
        Uber Trip|help.uber.com|CA
        Uber Eats|help.uber.com|CA
        Lyft|lyft.com|CA
        DoorDash|www.doordash.|CA
        Instacart|instacart.com|CA
        Grubhub|grubhub.com|IL
        Google YouTube|g.co/helppay#|CA
        Google Storage|g.co/helppay#|CA
        Microsoft|msbill.info|WA
        Microsoft Store|msbill.info|WA
        Xbox|msbill.info|WA
        Adobe Inc|adobe.ly/enus|CA
        OpenAI|openai.com|CA
        Anthropic|anthropic.com|CA
        Airbnb|airbnb.com|CA
        Expedia|expedia.com|WA
        Etsy.com|etsy.com|NY
        eBay|ebay.com|CA
        Facebk|fb.me/ads|CA
        Patreon|patreon.com|CA
        Dropbox|dropbox.com|CA
        Zoom.us|www.zoom.us|CA
        GitHub|github.com|CA
        Canva|canva.com|DE
        GoDaddy|godaddy.com|AZ
        Squarespace|sqsp.com|NY
        Chewy.com|chewy.com|FL
        Wayfair|wayfair.com|MA
        Peacock|peacocktv.com|NY
        Sling TV|sling.com|CO
        Philo|philo.com|CA
        Walmart.com|walmart.com|AR
        Target.com|target.com|MN
        WSJ/Barrons|wsj.com|NJ
        NYTimes|nytimes.com|NY
        LinkedIn|lnkd.in/bill|CA
        Tinder|gotinder.com|TX
        Turbotax|intuit.com|CA
        Steam Purchase|help.steampow|WA
        PlayStation Network|playstation.c|CA
        Nintendo|nintendo.com|WA
        Coursera|coursera.org|CA
        1Password|1password.com|ON
        Apple Services|apple.com/bill|CA
    """),
    "": _lines("""
        Netflix|netflix.com|
        Netflix.com|netflix.com|
        Spotify|spotify.com|
        Amazon Prime|amazon.com/prm|
        Amazon Marketplace|amazon.com|
        Apple Services|apple.com/bill|
        Uber|help.uber.com|
        Uber Trip|help.uber.com|
        Uber Eats|help.uber.com|
        Google Play|g.co/helppay#|
        Google YouTube|g.co/helppay#|
        Microsoft|msbill.info|
        Xbox|msbill.info|
        Airbnb|airbnb.com|
        Booking.com|booking.com|
        Hotel at Booking.com|www.booking.com|
        Disney Plus|disneyplus.com|
        Adobe|adobe.com|
        OpenAI|openai.com|
        LinkedIn|linkedin.com|
        Facebk|fb.me/ads|
        Bolt|bolt.eu|
        Deliveroo|deliveroo.com|
        Dropbox|dropbox.com|
        GitHub|github.com|
        Zoom|zoom.us|
        PlayStation|playstation.com|
        Nintendo|nintendo.com|
        Steam|steampowered.com|
        Temu|temu.com|
        Vinted|vinted.com|
        AliExpress|aliexpress.com|
        Ryanair|ryanair.com|
        TFL Travel Ch|tfl.gov.uk/cp|
        Wise|wise.com|
        Canva|canva.com|
        Patreon|patreon.com|
        Udemy|udemy.com|
    """),
}

# A prefix that the terminal provider writes before the seller: name and what separates the two.
# The first list fits any country, the others are added to it.
AGGREGATORS: dict[str, tuple[tuple[str, str], ...]] = {
    "": _prefixes("""
        PAYPAL *~, PayPal *~, PAYPAL*~, SP ~, SQ *~, SumUp  *~
    """),
    "US": _prefixes("""
        14x SQ *~, 2x SQ*~, Square *~, SQC*~, 9x TST* ~, 3x TST*~, 2x TST~, Toast* ~, 5x SP ~,
        2x SP * ~, SPO*~, SHOPIFY* ~, 4x PY *~, 3x CKE*~, 4x IN *~, 2x EB *~, 2x WPY*~, 2x FS *~,
        FSP*~, PP*~, CLV*~, DRI*~, 2CO.COM*~, PADDLE.NET* ~, XSOLLA *~, BT*~, CTLP*~, USA*~,
        PAR*~, OTT*~, BLS*~, ACT*~, TM *~, TCKTWEB*~, TOCK *~, RESY* ~, LEVELUP*~, ETSY.COM - ~,
        ETSY *~, GUMROAD.COM* ~, KO-FI* ~, MB *~, MINDBODY *~, VAGARO*~, GLOSSGENIUS* ~, BKSY*~,
        KLARNA* ~, KLARNA*~, AFFIRM *~, SEZZLE *~, ZIP.CO*~, 6x PAYPAL *~, PAYPAL*~, PayPal *~,
        VENMO *~, STRIPE*~, PMT*~, PNP*~, ZSK*~, RVT*~, FH* ~, FAREHARBOR* ~, PEEK*~, NYX*~
    """),
    "GB": _prefixes("""
        SUMUP *~, SumUp *~, SUMUP  *~, Zettle_*~, ZETTLE_*~, iZ *~, IZ *~, iZettle *~, 2x SQ *~,
        DOJO*~, 2x PAYPAL *~, 2x SP ~, LS ~, NYA*~, 2x CRV*~, TEYA*~, VIVA *~, KLARNA*~,
        DELIVEROO*~, EB *~, STRIPE*~, PADDLE.NET* ~
    """),
    "FR": _prefixes("""
        SUMUP *~, SumUp  *~, SUMUP*~, ZETTLE_*~, Zettle_*~, 2x PAYPAL *~, SMILEANDPAY*~, LYDIA*~,
        NYA*~, STRIPE*~, SP ~, KLARNA*~, ALMA *~, YAVIN ~
    """),
    "DE": _prefixes("""
        SumUp  *~, SUMUP *~, SumUp .~, Zettle_*~, ZETTLE_*~, 2x PAYPAL *~, PayPal *~, KLARNA*~,
        NYA*~, LS ~, LSP*~, SP ~, PPRO*~, FLATPAY*~
    """),
    "NL": _prefixes("""
        2x CCV*~, 2x BCK*~, SumUp  *~, SUMUP *~, Zettle_*~, ZETTLE_*~, PAYPAL *~, PAY.nl*~,
        PAY*~, MyPOS*~, NYX*~, SP ~, KLARNA*~, Payleven*~, AFP*~
    """),
    "ES": _prefixes("""
        SUMUP  *~, SumUp *~, SUMUP*~, ZETTLE_*~, Zettle_*~, 2x PAYPAL *~, PP*~, SP ~, KLARNA*~,
        NYX*~
    """),
    "CA": _prefixes("""
        3x SQ *~, TST-~, TST*~, SP ~, 2x PAYPAL *~, LS ~, LSPD*~, CLOVER*~, ZSK*~, PY *~, EB *~,
        IN *~, NYX*~, MONERIS*~
    """),
    "AU": _prefixes("""
        3x SQ *~, 2x SMP*~, 2x ZLR*~, 2x EZI*~, LS ~, LSP*~, SP ~, 2x PAYPAL *~, PAYPAL*~,
        TYRO*~, MRYUM*~, ZIP*~, AFTERPAY *~, DD *~, WPY*~, EB *~, STRIPE*~
    """),
    "IN": _prefixes("""
        RAZORPAY*~, 2x RAZ*~, RZP*~, PAYTM*~, PTM*~, 2x PYU*~, PAYU*~, CCA*~, CCAVENUE ~,
        BILLDESK*~, PAYPAL *~, CF*~, CASHFREE*~, PHONEPE*~, BDSK*~
    """),
}

# A brand whose own product follows the asterisk: the brand is the party, the product is nothing.
BRAND_PRODUCTS = _lines("""
    Uber|Trip
    Uber|Trip
    Uber|Eats
    Uber|Pass
    Uber|One
    Uber|Rides
    Lyft|Ride
    Lyft|1 Ride
    Lyft|Ride Sun 5pm
    Lyft|2 Rides
    Lyft|Lyft Pink
    Lyft|Temp Auth Hold
    Bolt|Ride
    Patreon|Membership
    Patreon|Member
    Microsoft|Office 365
    Microsoft|Xbox Game Pass
    Microsoft|Store
    Microsoft|Subscription
    MSFT|Azure
    LinkedIn|Premium
    LinkedIn|Jobs
    Adobe|Creative Cloud
    Adobe|Acropro Subs
    Adobe|Photography Plan
    Audible|Membership
    Peloton|Membership
    Disney|Plus Annual
    DoorDash|DashPass
    DoorDash|Dashpass Sub
    Instacart|Subscription
    Grubhub|Membership
    Apple.com|iTunes
    Sony|PS Plus
    Nintendo|eShop
    Roblox|Robux
    Dropbox|Plus Plan
    Canva|Pro Monthly
    OpenAI|ChatGPT Subscr
    Tinder|Gold
    Airbnb|Reservation
    Wix.com|Premium Plan
    GoDaddy|Renewal
    Experian|Credit Report
    Weight Watchers|Digital
    Sirius XM|Radio Subscription
    NYTimes|Digital Subscr
    WaPo|Subscription
    Norton|AP1 Renewal
    McAfee|Annual
    Intuit|QuickBooks Online
    Intuit|Turbotax
    Ticketmaster|Tickets
    Vodafone|Topup
    Giffgaff|Goodybag
    Zwift|Annual
    Twitch|Sub
    Discord|Nitro Monthly
    Spotify|Premium Duo
    Squarespace|Website
""")

# A brand whose order number follows the asterisk.
BRAND_CODES = _list("""
    Amzn Mktp {cc}, AMZN Mktp {cc}, Amazon.com, Amazon Mktpl, Amazon Prime, Amazon Digital, Prime
    Video, Kindle Svcs, Kindle Unltd, Audible, Amazon Web Services, Amazon Marketplace, Amazon
    Reta, Amznmktplace, Airbnb, Facebk, FACEBK, Meta Ads, Shopify, Squarespace Inv, Expedia,
    Hotels.com, Hotelscom, Booking.com, Agoda.com, Fiverr, Upwork, Temu, Temu.com, Shein,
    AliExpress, Wayfair, Chewy.com, StubHub, Vrbo, SeatGeek, Etsy.com, Ticketmaster, PlayStation
    Network, Nintendo, Twitch, Discord, Name-Cheap.com, Namecheap, Google Ads, Google Cloud, Bolt,
    Lime, Bird App, Zipcar, Turo Inc.
""")

# Banks whose names stand in wires, cash machine lines and UPI narrations.
BANKS: dict[str, tuple[str, ...]] = {
    "US": _list("""
        Wells Fargo Bank NA, JPMorgan Chase Bank NA, Bank of America NA, Citibank NA, US Bank NA,
        PNC Bank NA, Truist Bank, TD Bank NA, Capital One NA, Silicon Valley Bank, Regions Bank,
        KeyBank NA, Fifth Third Bank, Goldman Sachs Bank, HSBC Bank USA, BNY Mellon, Charles
        Schwab Bank
    """),
    "GB": _list("Barclays, HSBC, Lloyds, NatWest, Santander, Nationwide, TSB, Halifax, Co-op Bank"),
    "FR": _list("BNP Paribas, Société Générale, Crédit Agricole, CIC, LCL, Banque Postale, BRED"),
    "DE": _list("Sparkasse, Commerzbank, Deutsche Bank, Volksbank, Postbank, HypoVereinsbank, DKB"),
    "NL": _list("ABN AMRO, ING, Rabobank, SNS, ASN Bank, Triodos, Geldmaat"),
    "ES": _list("Santander, BBVA, CaixaBank, Sabadell, Bankinter, Unicaja, Abanca, Kutxabank, ING"),
    "CA": _list("RBC, TD, Scotiabank, BMO, CIBC, National Bank, Desjardins, Tangerine"),
    "AU": _list("CBA, NAB, ANZ, Westpac, St George, Bendigo Bank, Suncorp, BOQ, Macquarie, ING"),
    "IN": _list("""
        HDFC Bank, ICICI Bank, State Bank Of India, SBI, Axis Bank, Kotak Mahindra Bank, Yes
        Bank, Yes Bank Ltd, Punjab National Bank, Bank Of Baroda, Canara Bank, Union Bank,
        IndusInd, IDFC First Bank, Federal Bank, Paytm Payments Bank, Airtel Payments Bank,
        Indian Bank, IDBI Bank, RBL Bank
    """),
}

# Four letters that begin an IFSC, and the handles behind the @ of UPI.
IFSC_BANKS = _list(
    "HDFC, ICIC, SBIN, UTIB, KKBK, YESB, PUNB, BARB, CNRB, UBIN, INDB, IDFB, FDRL, PYTM"
)
UPI_HANDLES = _list("""
    ybl, okicici, oksbi, okhdfcbank, okaxis, paytm, upi, ibl, axl, apl, icici, sbi, hdfcbank,
    axisbank, kotak, yesbank, jupiteraxis, freecharge, ptaxis, ptyes, yapl, rapl, idfcbank, axb,
    waicici, yescred
""")
BIC_BANKS = {
    "GB": _list("BARC, NWBK, LOYD, HBUK, MIDL, REVO, MONZ, SRLG"),
    "FR": _list("BNPA, SOGE, AGRI, CMCI, CEPA, PSST, CRLY, BOUS"),
    "DE": _list("DEUT, COBA, DRES, PBNK, INGD, SOLA, HYVE, MARK, GENO, BYLA"),
    "NL": _list("ABNA, INGB, RABO, SNSB, ASNB, TRIO, BUNQ, KNAB, ADYB, DEUT"),
    "ES": _list("BSCH, BBVA, CAIX, BSAB, BKBK, INGD, UCJA, CAGL"),
    "US": _list("CHAS, BOFA, CITI, WFBI, PNCC, USBK, IRVT"),
    "CA": _list("ROYC, TDOM, NOSC, BOFM, CIBC, BNDC"),
    "AU": _list("CTBA, NATA, ANZB, WPAC, MACQ, BEND"),
    "IN": _list("HDFC, ICIC, SBIN, AXIS, KKBK, YESB"),
}

# Cities, by what the card networks print behind them (a state, a department, nothing).
CITIES: dict[str, dict[str, tuple[str, ...]]] = {
    "US": _regions("""
        AL: Birmingham, Huntsville, Mobile, Montgomery, Tuscaloosa, Hoover, Auburn;
        AK: Anchorage, Fairbanks, Juneau, Wasilla;
        AZ: Phoenix, Tucson, Mesa, Scottsdale, Tempe, Chandler, Gilbert, Flagstaff,
            Glendale, Sedona;
        AR: Little Rock, Fayetteville, Bentonville, Conway, Jonesboro;
        CA: Los Angeles, San Francisco, San Diego, San Jose, Sacramento, Oakland, Fresno,
            Irvine, Long Beach, Anaheim, Burbank, Pasadena, Glendale, Santa Monica,
            Berkeley, Palo Alto, Mountain View, Sunnyvale, Santa Clara, Cupertino, Fremont,
            Hayward, Walnut Creek, San Mateo, Bakersfield, Riverside, Santa Barbara,
            Huntington Beach, El Segundo, Rancho Cucamonga, West Hollywood, N Hollywood, Los
            Gatos, San Luis Obispo, Chula Vista;
        CO: Denver, Boulder, Aurora, Colorado Springs, Fort Collins, Lakewood, Littleton,
            Golden, Vail;
        CT: Hartford, New Haven, Stamford, Norwalk, Danbury, Greenwich;
        DE: Wilmington, Dover, Newark;
        DC: Washington;
        FL: Miami, Orlando, Tampa, Jacksonville, Fort Lauderdale, Ft Lauderdale, Naples,
            Sarasota, Gainesville, Tallahassee, St Petersburg, Hialeah, Boca Raton, West
            Palm Beach, Kissimmee, Key West, Coral Gables;
        GA: Atlanta, Savannah, Augusta, Marietta, Athens, Alpharetta, Decatur, Sandy
            Springs;
        HI: Honolulu, Kailua, Lahaina, Hilo, Waikiki;
        ID: Boise, Meridian, Nampa, Coeur d Alene;
        IL: Chicago, Naperville, Evanston, Schaumburg, Springfield, Peoria, Oak Park,
            Rosemont, Aurora;
        IN: Indianapolis, Fort Wayne, Bloomington, South Bend, Carmel;
        IA: Des Moines, Cedar Rapids, Iowa City, Ames;
        KS: Wichita, Overland Park, Lawrence, Topeka;
        KY: Louisville, Lexington, Bowling Green, Florence;
        LA: New Orleans, Baton Rouge, Lafayette, Metairie, Shreveport;
        ME: Portland, Bangor, Augusta, Kennebunk;
        MD: Baltimore, Bethesda, Rockville, Silver Spring, Columbia, Annapolis, Frederick;
        MA: Boston, Cambridge, Somerville, Worcester, Quincy, Newton, Brookline, Salem,
            Plymouth, Waltham;
        MI: Detroit, Ann Arbor, Grand Rapids, Lansing, Troy, Dearborn, Kalamazoo;
        MN: Minneapolis, St Paul, Saint Paul, Bloomington, Duluth, Rochester, Edina;
        MS: Jackson, Biloxi, Gulfport, Oxford;
        MO: Saint Louis, St Louis, Kansas City, Springfield, Columbia, Branson;
        MT: Billings, Bozeman, Missoula, Helena;
        NE: Omaha, Lincoln, Bellevue;
        NV: Las Vegas, Henderson, Reno, N Las Vegas, Carson City;
        NH: Manchester, Nashua, Concord, Portsmouth;
        NJ: Newark, Jersey City, Hoboken, Princeton, Trenton, Paramus, Edison, Secaucus,
            Cherry Hill, Atlantic City;
        NM: Albuquerque, Santa Fe, Las Cruces;
        NY: New York, Brooklyn, Bronx, Staten Island, Flushing, Astoria, Long Island C,
            Queens, Buffalo, Rochester, Albany, Syracuse, Yonkers, White Plains, Ithaca,
            Long Island City;
        NC: Charlotte, Raleigh, Durham, Greensboro, Asheville, Cary, Wilmington, Chapel
            Hill;
        ND: Fargo, Bismarck, Grand Forks;
        OH: Columbus, Cleveland, Cincinnati, Dayton, Akron, Toledo, Dublin;
        OK: Oklahoma City, Tulsa, Norman, Edmond;
        OR: Portland, Eugene, Salem, Bend, Beaverton, Hillsboro;
        PA: Philadelphia, Pittsburgh, Allentown, Harrisburg, King of Prussia, Lancaster,
            Erie, Bethlehem;
        RI: Providence, Newport, Warwick;
        SC: Charleston, Columbia, Greenville, Myrtle Beach, N Charleston;
        SD: Sioux Falls, Rapid City;
        TN: Nashville, Memphis, Knoxville, Chattanooga, Franklin;
        TX: Houston, Austin, Dallas, San Antonio, Fort Worth, Plano, Frisco, Arlington,
            Irving, El Paso, Round Rock, Sugar Land, The Woodlands, Katy, McKinney, Corpus
            Christi, Lubbock, Waco, Galveston;
        UT: Salt Lake City, Provo, Park City, Ogden, Lehi, St George;
        VT: Burlington, Stowe, Montpelier;
        VA: Richmond, Arlington, Alexandria, Virginia Beach, Norfolk, Fairfax, Reston,
            McLean, Charlottesville;
        WA: Seattle, Bellevue, Redmond, Tacoma, Spokane, Kirkland, Everett, Olympia,
            Vancouver, Bellingham;
        WV: Charleston, Morgantown, Huntington;
        WI: Milwaukee, Madison, Green Bay, Kenosha, Appleton;
        WY: Cheyenne, Jackson, Casper;
        PR: San Juan, Ponce, Carolina;
    """),
    "GB": {
        "": _list("""
            London, London W1, London SE1, London EC2, London N1, Birmingham, Manchester, Leeds,
            Liverpool, Sheffield, Bristol, Nottingham, Leicester, Newcastle, Newcastle upon T,
            Sunderland, Bradford, Hull, Coventry, Stoke on Trent, Wolverhampton, Derby,
            Southampton, Portsmouth, Brighton, Hove, Plymouth, Exeter, Reading, Oxford, Cambridge,
            Norwich, Ipswich, Milton Keynes, Northampton, Peterborough, Luton, Watford, St Albans,
            Croydon, Bromley, Kingston, Richmond, Wimbledon, Ealing, Hammersmith, Camden,
            Islington, Hackney, Stratford, Greenwich, Lewisham, Harrow, Slough, Guildford, Woking,
            Crawley, Maidstone, Canterbury, Bath, Cheltenham, Gloucester, Swindon, Bournemouth,
            Poole, York, Harrogate, Huddersfield, Bolton, Stockport, Warrington, Chester,
            Blackpool, Preston, Lancaster, Carlisle, Durham, Middlesbrough, Cardiff, Swansea,
            Newport, Wrexham, Edinburgh, Glasgow, Aberdeen, Dundee, Inverness, Perth, Stirling,
            Belfast, Derry, Lisburn, Colchester, Chelmsford, Southend, Basildon, Stevenage, Welwyn
            Garden C, High Wycombe
        """)
    },
    "FR": _regions("""
        75: Paris, Paris 1, Paris 4, Paris 9, Paris 11, Paris 12, Paris 15, Paris 18, Paris
            20;
        13: Marseille, Aix-en-Provence, Aix en Prov, Arles, Martigues;
        69: Lyon, Lyon 2, Lyon 3, Villeurbanne, Vénissieux;
        31: Toulouse, Blagnac, Colomiers, Labège;
        06: Nice, Cannes, Antibes, Grasse;
        44: Nantes, Saint-Nazaire, St Herblain, Rezé;
        34: Montpellier, Béziers, Sète;
        67: Strasbourg, Haguenau, Sélestat;
        33: Bordeaux, Mérignac, Pessac, Arcachon;
        59: Lille, Roubaix, Tourcoing, Villeneuve d'Ascq, Valenciennes, Dunkerque;
        35: Rennes, Saint-Malo, Cesson Sévigné;
        76: Rouen, Le Havre, Dieppe;
        51: Reims, Épernay, Châlons;
        42: Saint-Étienne, St Etienne, Roanne;
        38: Grenoble, Voiron, Échirolles;
        21: Dijon, Beaune;
        49: Angers, Cholet;
        30: Nîmes, Alès;
        63: Clermont-Ferrand, Clermont Fd;
        29: Brest, Quimper;
        37: Tours;
        45: Orléans, Olivet;
        57: Metz, Thionville;
        54: Nancy;
        25: Besançon;
        68: Mulhouse, Colmar;
        14: Caen, Deauville;
        86: Poitiers;
        17: La Rochelle, Saintes;
        64: Pau, Bayonne, Biarritz;
        66: Perpignan;
        74: Annecy, Chamonix;
        73: Chambéry, Aix-les-Bains;
        92: Boulogne-Billancourt, Boulogne, Nanterre, Courbevoie, Puteaux, Levallois,
            Neuilly sur Seine, Issy les Mlx;
        93: Saint-Denis, Montreuil, Pantin, Noisy-le-Grand;
        94: Créteil, Vincennes, Ivry sur Seine;
        78: Versailles, Vélizy;
        91: Évry, Massy, Palaiseau;
        77: Meaux, Melun, Marne la Vallée;
        95: Cergy, Argenteuil;
        83: Toulon, Fréjus, Hyères;
        84: Avignon;
        20: Ajaccio, Bastia;
    """),
    "DE": {
        "": _list("""
            Berlin, Hamburg, München, Muenchen, Köln, Koeln, Frankfurt, Frankfurt am Main,
            Frankfurt/M, Stuttgart, Düsseldorf, Leipzig, Dortmund, Essen, Bremen, Dresden,
            Hannover, Nürnberg, Nuernberg, Duisburg, Bochum, Wuppertal, Bielefeld, Bonn, Münster,
            Karlsruhe, Mannheim, Augsburg, Wiesbaden, Mönchengladbach, Gelsenkirchen, Aachen,
            Braunschweig, Chemnitz, Kiel, Halle, Magdeburg, Freiburg, Krefeld, Mainz, Lübeck,
            Erfurt, Oberhausen, Rostock, Kassel, Hagen, Potsdam, Saarbrücken, Hamm, Ludwigshafen,
            Oldenburg, Osnabrück, Heidelberg, Darmstadt, Regensburg, Würzburg, Ingolstadt, Ulm,
            Göttingen, Wolfsburg, Heilbronn, Pforzheim, Offenbach, Bottrop, Reutlingen, Tübingen,
            Fürth, Erlangen, Bamberg, Bayreuth, Trier, Koblenz, Siegen, Gütersloh, Paderborn,
            Hildesheim, Jena, Gera, Cottbus, Schwerin, Flensburg, Stralsund, Konstanz,
            Garmisch-Partenkirchen, Neuss, Leverkusen, Ratingen, Meerbusch, Bergisch Gladbach,
            Eschborn, Unterföhring, Passau, Landshut
        """)
    },
    "NL": {
        "": _list("""
            Amsterdam, Rotterdam, Den Haag, 's-Gravenhage, 's-Gravenhag, Utrecht, Eindhoven,
            Groningen, Tilburg, Almere, Breda, Nijmegen, Apeldoorn, Arnhem, Haarlem, Enschede,
            Haarlemmermeer, Amersfoort, Zaandam, Den Bosch, 's-Hertogenbosch, Zwolle, Zoetermeer,
            Leiden, Maastricht, Dordrecht, Ede, Leeuwarden, Alphen aan den Rijn, Alphen ad Rij,
            Alkmaar, Emmen, Delft, Deventer, Venlo, Sittard, Helmond, Hilversum, Amstelveen,
            Heerlen, Oss, Hoofddorp, Schiphol, Purmerend, Roosendaal, Schiedam, Spijkenisse,
            Vlaardingen, Lelystad, Gouda, Veenendaal, Hoorn, Zeist, Nieuwegein, Capelle aan den
            IJssel, Bergen op Zoom, Assen, Katwijk, Noordwijk, Zandvoort, Middelburg, Vlissingen,
            Roermond, Weert, Wageningen, Doetinchem, Harderwijk, Kampen, IJmuiden
        """)
    },
    "ES": {
        "": _list("""
            Madrid, Barcelona, Valencia, Sevilla, Zaragoza, Málaga, Murcia, Palma, Palma de
            Mallorca, Las Palmas, Bilbao, Alicante, Córdoba, Valladolid, Vigo, Gijón,
            L'Hospitalet, Hospitalet de Ll, Vitoria, A Coruña, La Coruña, Granada, Elche, Oviedo,
            Badalona, Cartagena, Terrassa, Sabadell, Jerez, Móstoles, Santa Cruz, Pamplona,
            Almería, Alcalá de Henares, Fuenlabrada, Leganés, San Sebastián, Donostia, Getafe,
            Burgos, Albacete, Santander, Castellón, Alcorcón, Logroño, Badajoz, Salamanca, Huelva,
            Marbella, Lleida, Tarragona, León, Cádiz, Jaén, Ourense, Girona, Lugo, Cáceres,
            Toledo, Ceuta, Pozuelo de Alarcón, Pozuelo de Al, Las Rozas, Alcobendas, San Sebastian
            de, Torrejón de Ardoz, Sant Cugat, Mataró, Benidorm, Torrevieja, Estepona, Fuengirola,
            Ibiza
        """)
    },
    "CA": _regions("""
        ON: Toronto, Ottawa, Mississauga, Brampton, Hamilton, London, Markham, Vaughan,
            Kitchener, Waterloo, Windsor, Richmond Hill, Oakville, Burlington, Oshawa,
            Barrie, Guelph, Kingston, Thunder Bay, Sudbury, Scarborough, Etobicoke, North
            York, Whitby, Ajax;
        QC: Montréal, Montreal, Québec, Laval, Gatineau, Longueuil, Sherbrooke,
            Trois-Rivières, Lévis, Saguenay, Brossard, Terrebonne, St-Jérôme, Drummondville,
            Granby, Rimouski, Boucherville;
        BC: Vancouver, Surrey, Burnaby, Richmond, Victoria, Kelowna, Abbotsford, Coquitlam,
            Nanaimo, Kamloops, Whistler, North Vancouver, N Vancouver, Langley;
        AB: Calgary, Edmonton, Red Deer, Lethbridge, Banff, Canmore, Fort McMurray, Airdrie,
            St. Albert;
        MB: Winnipeg, Brandon, Steinbach;
        SK: Saskatoon, Regina, Moose Jaw;
        NS: Halifax, Dartmouth, Sydney, Truro;
        NB: Moncton, Fredericton, Saint John, Dieppe;
        NL: St. John's, Corner Brook;
        PE: Charlottetown, Summerside;
        YT: Whitehorse;
    """),
    "AU": _regions("""
        NSW: Sydney, Bondi Junction, Bondi Beach, Parramatta, Chatswood, Newtown, Surry
            Hills, Manly, Penrith, Liverpool, Blacktown, Hornsby, Newcastle, Wollongong,
            Gosford, Byron Bay, Coffs Harbour, Mascot, Alexandria, Ultimo, Haymarket, Castle
            Hill, Cronulla, Dubbo, Wagga Wagga, Tamworth, Albury, North Ryde;
        VIC: Melbourne, Docklands, Southbank, Richmond, Fitzroy, Carlton, Brunswick, St
            Kilda, Footscray, Chadstone, Box Hill, Hawthorn, Geelong, Ballarat, Bendigo,
            Dandenong, Werribee, Frankston, Shepparton, Collingwood, South Yarra;
        QLD: Brisbane, Fortitude Valley, South Brisbane, Southport, Surfers Paradise, Gold
            Coast, Cairns, Townsville, Toowoomba, Mackay, Noosa Heads, Maroochydore,
            Chermside, Indooroopilly, Rockhampton, Ipswich;
        WA: Perth, Fremantle, Joondalup, Subiaco, Northbridge, Rockingham, Mandurah,
            Bunbury, Cannington;
        SA: Adelaide, Glenelg, Norwood, Mount Barker, Port Adelaide, Modbury;
        TAS: Hobart, Launceston, Devonport, Sandy Bay;
        ACT: Canberra, Belconnen, Braddon, Fyshwick, Woden;
        NT: Darwin, Alice Springs, Casuarina;
    """),
    "IN": _regions("""
        KA: Bangalore, Bengaluru, Mysore, Mysuru, Mangalore, Hubli, Udupi, Belgaum;
        MH: Mumbai, Pune, Thane, Navi Mumbai, Nagpur, Nashik, Aurangabad, Andheri, Bandra,
            Kolhapur;
        DL: Delhi, New Delhi, Dwarka, Rohini;
        HR: Gurgaon, Gurugram, Faridabad, Panipat;
        UP: Noida, Lucknow, Kanpur, Ghaziabad, Agra, Varanasi, Meerut, Greater Noida;
        TN: Chennai, Coimbatore, Madurai, Trichy, Salem, Vellore, Tirupur;
        TG: Hyderabad, Secunderabad, Warangal;
        AP: Vijayawada, Visakhapatnam, Guntur, Tirupati;
        KL: Kochi, Cochin, Trivandrum, Thrissur, Kozhikode, Ernakulam;
        GJ: Ahmedabad, Surat, Vadodara, Rajkot, Gandhinagar;
        WB: Kolkata, Howrah, Siliguri, Durgapur;
        RJ: Jaipur, Jodhpur, Udaipur, Kota;
        PB: Chandigarh, Ludhiana, Amritsar, Jalandhar, Mohali;
        MP: Bhopal, Indore, Gwalior, Jabalpur;
        BR: Patna, Gaya;
        OR: Bhubaneswar, Cuttack;
        GA: Panaji, Margao, Calangute;
        AS: Guwahati;
    """),
}

# How each country is written on a card line (in two letters, in three, otherwise), its currency.
COUNTRY_CODES: dict[str, tuple[str, ...]] = {
    "US": ("US", "USA", "US"),
    "GB": ("GB", "GBR", "UK"),
    "FR": ("FR", "FRA", "France"),
    "DE": ("DE", "DEU", "Deutschland"),
    "NL": ("NL", "NLD", "Nederland"),
    "ES": ("ES", "ESP", "España"),
    "CA": ("CA", "CAN", "Canada"),
    "AU": ("AU", "AUS", "Australia"),
    "IN": ("IN", "IND", "India"),
}
CURRENCIES = {
    "US": "USD",
    "GB": "GBP",
    "FR": "EUR",
    "DE": "EUR",
    "NL": "EUR",
    "ES": "EUR",
    "CA": "CAD",
    "AU": "AUD",
    "IN": "INR",
}
# Rough exchange rates, so that a dinner in Tokyo does not cost four yen.
UNITS_PER_DOLLAR = {
    **{"USD": 1.0, "EUR": 0.92, "GBP": 0.79, "CHF": 0.89, "CAD": 1.36, "AUD": 1.52, "INR": 83.0},
    **{"DKK": 6.9, "SEK": 10.5, "NOK": 10.7, "CZK": 23.0, "PLN": 4.0, "HUF": 360.0, "TRY": 32.0},
    **{"AED": 3.67, "SGD": 1.35, "THB": 36.0, "JPY": 150.0, "HKD": 7.8, "KRW": 1340.0},
    **{"IDR": 15800.0, "NZD": 1.65, "MXN": 17.5, "BRL": 5.1, "ARS": 870.0, "ZAR": 18.6},
    **{"MAD": 10.0, "ISK": 138.0},
}
# What some card issuers write instead of the code of a currency.
CURRENCY_NAMES = {
    "EUR": "EURO",
    "GBP": "POUND STERLING",
    "CAD": "CANADIAN DOLLAR",
    "AUD": "AUSTRALIAN DOLLAR",
    "MXN": "MEXICAN PESO",
    "CHF": "SWISS FRANC",
    "JPY": "YEN",
}
# Where people travel beyond the nine countries: city, code of two letters, of three, currency.
ABROAD = _lines("""
    Roma|IT|ITA|EUR
    Milano|IT|ITA|EUR
    Firenze|IT|ITA|EUR
    Venezia|IT|ITA|EUR
    Lisboa|PT|PRT|EUR
    Porto|PT|PRT|EUR
    Dublin|IE|IRL|EUR
    Bruxelles|BE|BEL|EUR
    Antwerpen|BE|BEL|EUR
    Luxembourg|LU|LUX|EUR
    Wien|AT|AUT|EUR
    Salzburg|AT|AUT|EUR
    Zürich|CH|CHE|CHF
    Genève|CH|CHE|CHF
    Athens|GR|GRC|EUR
    Copenhagen|DK|DNK|DKK
    Stockholm|SE|SWE|SEK
    Oslo|NO|NOR|NOK
    Helsinki|FI|FIN|EUR
    Praha|CZ|CZE|CZK
    Warszawa|PL|POL|PLN
    Krakow|PL|POL|PLN
    Budapest|HU|HUN|HUF
    Istanbul|TR|TUR|TRY
    Dubai|AE|ARE|AED
    Singapore|SG|SGP|SGD
    Bangkok|TH|THA|THB
    Phuket|TH|THA|THB
    Tokyo|JP|JPN|JPY
    Kyoto|JP|JPN|JPY
    Hong Kong|HK|HKG|HKD
    Seoul|KR|KOR|KRW
    Denpasar|ID|IDN|IDR
    Auckland|NZ|NZL|NZD
    Cancun|MX|MEX|MXN
    Mexico City|MX|MEX|MXN
    Sao Paulo|BR|BRA|BRL
    Buenos Aires|AR|ARG|ARS
    Cape Town|ZA|ZAF|ZAR
    Marrakech|MA|MAR|MAD
    Reykjavik|IS|ISL|ISK
    Vilnius|LT|LTU|EUR
    Zagreb|HR|HRV|EUR
    London|GB|GBR|GBP
    Paris|FR|FRA|EUR
    Barcelona|ES|ESP|EUR
    Amsterdam|NL|NLD|EUR
    Berlin|DE|DEU|EUR
    New York|US|USA|USD
    San Francisco|US|USA|USD
    Toronto|CA|CAN|CAD
    Sydney|AU|AUS|AUD
    Mumbai|IN|IND|INR
""")
