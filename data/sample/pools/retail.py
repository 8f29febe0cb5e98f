"""Shops with a till, as terminals spell them, of the countries with most texts."""

from pools.blocks import entries

WORDS: dict[str, tuple[str, ...]] = {
    # ---------------------------------------------------------------- shops with a till
    "US.retail": entries("""
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
    "GB.retail": entries("""
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
    "FR.retail": entries("""
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
    "DE.retail": entries("""
        REWE, REWE Markt, Edeka, Edeka Center, Edeka aktiv Markt, Netto Marken-Discount, Netto,
        Aldi Süd, Aldi Nord, Lidl, Penny, Kaufland, Real,
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
    "NL.retail": entries("""
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
    "ES.retail": entries("""
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
    "CA.retail": entries("""
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
    "AU.retail": entries("""
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
    "IN.retail": entries("""
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
}
