"""The words of which names of invented shops and firms are made."""

from pools.blocks import entries

WORDS: dict[str, tuple[str, ...]] = {
    # ------------------------------------------------------- words of invented small businesses
    "US.trade": entries("""
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
    "GB.trade": entries("""
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
    "FR.trade": entries("""
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
    "DE.trade": entries("""
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
    "NL.trade": entries("""
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
    "ES.trade": entries("""
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
    "CA.trade": entries("""
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
    "AU.trade": entries("""
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
    "IN.trade": entries("""
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
    "meals": entries("""
        Pizza, Pizzeria, Thai Kitchen, Ramen, Pho, Sushi, Taqueria, Tacos, BBQ, Burgers, Wings,
        Grill, Deli, Noodle House, Curry House, Kebab, Gyros, Poke, Cantina, Diner, Bagels,
        Bakery, Cafe
    """),
    "US.adjective": entries("""
        Blue, Golden, Green, Red, Silver, Black, White, Rustic, Urban, Lucky, Happy, Little, Big,
        Old, New, Royal, Grand, Sunny, Wild, Rolling, Iron, Copper, Twisted, Hidden, Lazy, Crazy,
        Salty, Sweet, Smoky, Fresh, Daily, Prime, First, Modern, Vintage, Northern, Southern,
        Pacific, Atlantic, Mountain, Downtown, Midtown, Uptown, Lakeside, Riverside, Bayside,
        Hillside, Village
    """),
    "US.thing": entries("""
        Oak, Pine, Cedar, Maple, Willow, Magnolia, Rose, Lotus, Clover, Fox, Bear, Wolf, Elk,
        Moose, Buffalo, Horse, Rooster, Goose, Duck, Owl, Hawk, Eagle, Crow, Whale, Crab,
        Lobster, Turtle, Lion, Tiger, Dragon, Panda, Elephant, Anchor, Compass, Lantern, Barrel,
        Mill, Barn, Wagon, Bridge, Harbor, Canyon, Mesa, Prairie, Valley, Summit, Creek, River,
        Lake, Island, Moon, Sun, Star, Thunder, Bean, Spoon, Fork, Skillet, Olive, Pepper, Basil,
        Honey, Ginger, Mango, Peach
    """),
    "GB.pubthing": entries("""
        Red Lion, White Hart, Crown, Royal Oak, Kings Head, Queens Head, Rose & Crown, Plough,
        Swan, Bell, Ship, Railway, Fox & Hounds, Coach & Horses, Black Horse, White Horse,
        George, Anchor, Three Tuns, Wheatsheaf, Greyhound, Cricketers, Victoria, Prince of Wales,
        Duke of York
    """),
    "FR.thing": entries("""
        du Marché, de la Gare, de la Mairie, du Port, du Centre, des Halles, de l'Église, du
        Moulin, de la Poste, du Parc, des Lilas, des Arts, de la Plage, du Lac, de l'Étoile, du
        Soleil, de la Place, du Château, du Théâtre, des Alpes, du Midi, de Bretagne, d'Alsace,
        de Provence, des Amis
    """),
    "FR.house": entries("""
        Le Petit Zinc, Au Bon Coin, Le Fournil, La Mie Dorée, Le Comptoir, L'Atelier, La Table,
        Le Jardin, La Cantine, Le Bouchon, L'Escale, Le Chalet, La Terrasse, Au Fil de l'Eau, Le
        Relais, La Maison, L'Épicurien, Le Grillon, Les Halles, La Bonne Fourchette, Aux Délices,
        Le Phare, L'Oasis, Le Dragon d'Or, Pho Saigon, Bella Napoli, Tokyo Sushi, Istanbul Grill,
        New Delhi
    """),
    "DE.house": entries("""
        Zum Löwen, Zum Hirschen, Zur Post, Zum Adler, Zur Linde, Zum Goldenen Stern, Zum Anker,
        Am Markt, Am Rathaus, Alte Mühle, Zur Krone, Zum Bären, Venezia, Dolce Vita, Bella
        Italia, Da Vinci, Athen, Akropolis, Istanbul, Anatolia, Saigon, Hanoi, Goldener Drache,
        Bombay Palace, Taj Mahal, Fontana
    """),
    "DE.saint": entries("""
        Löwen, Adler, Rosen, Stern, Markt, Rathaus, Stadt, Bahnhof, Linden, Engel, Bären,
        Einhorn, Schwanen, Sonnen, Hirsch, Schloss, Park, Post, Nord, Süd, Glückauf, Marien,
        Brücken, Kloster
    """),
    "NL.house": entries("""
        De Gouden Leeuw, Het Wapen, De Zwaan, De Kroon, De Hoek, 't Hoekje, De Markt, De Molen,
        De Haven, Het Plein, De Brug, De Smidse, De Tuin, 't Bruintje, De Beurs, De Waag, Het
        Station, Oud Zuid, De Linde, De Boer, Nieuwe Wijn, Bij Ons, De Vriendschap, La Vita,
        Napoli, Golden Wok, Istanbul
    """),
    "ES.thing": entries("""
        La Plaza, El Puerto, El Rincón, La Esquina, El Molino, La Parada, Casa Blanca, El Faro,
        La Bodega, Los Arcos, El Mirador, La Marina, El Jardín, La Estación, El Sol, La Luna, Las
        Palmeras, Los Olivos, El Roble, La Fuente, El Parque, Don Jamón, La Abuela, El Gallego,
        La Catedral, Sevilla
    """),
    "AU.thing": entries("""
        Wattle, Banksia, Kookaburra, Wombat, Galah, Magpie, Jacaranda, Bluegum, Ironbark,
        Coastal, Outback, Harbour, Bayside, Beachside, Hilltop, Lakeside, Southern Cross, Coral,
        Sandstone, Red Dust, Corner, Little, Lucky, Happy, Golden, Fresh, Village, Central,
        Laneway, Pocket
    """),
    "IN.prefix": entries("""
        Sri, Shree, Shri, New, Sai, Sri Sai, Om, Jai, Ganesh, Sri Ganesh, Balaji, Sri Balaji,
        Lakshmi, Mahalaxmi, Krishna, Sri Krishna, Durga, Annapurna, Ambika, Venkateshwara,
        Ashirwad, Shiv, Royal, Modern, National, Bharat, City, Star, Classic, Golden, Super, A
        One, Hotel, The, Maa, Al Noor, Bismillah, Madina, St Marys, Sagar, Ganga, Kaveri,
        Himalaya, Udupi, Madras, Punjab
    """),
    "coined": entries("""
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
    "US.industry": entries("""
        Industries, Logistics, Consulting, Staffing, Health, Medical Group, Systems,
        Technologies, Software, Labs, Holdings, Partners, Capital, Construction, Builders,
        Electric, Manufacturing, Supply, Foods, Trucking, Transport, Energy, Solar, Media,
        Design, Marketing, Realty, Property Mgmt, Apartments, Management, Home Care, Senior
        Living, Security, Services, Group, Global, Hospitality, School Dist, University, Clinic,
        Hospital, County, Credit, Finance, Mortgage
    """),
    "FR.industry": entries("""
        Conseil, Ingénierie, Transports, Services, Distribution, Bâtiment, Informatique,
        Logistique, Industrie, Gestion, Formation, Propreté, Intérim, Santé, Énergie, Médias,
        Développement, Groupe
    """),
    "DE.industry": entries("""
        Consulting, Logistik, Systemtechnik, Maschinenbau, Software, Technik, Service, Handel,
        Bau, Immobilien, Hausverwaltung, Beratung, Personal, Medien, Energie, Pflege,
        Elektrotechnik, Holding
    """),
    "NL.industry": entries("""
        Advies, Consultancy, Techniek, Bouw, Transport, Logistiek, Uitzendbureau, Zorg, Media,
        Software, Beheer, Vastgoed, Groep, Installaties, Projecten, Dienstverlening, Schoonmaak,
        Holding
    """),
    "ES.industry": entries("""
        Consultores, Servicios, Construcciones, Transportes, Distribuciones, Ingeniería,
        Sistemas, Logística, Inversiones, Gestión, Instalaciones, Hostelería, Formación,
        Limpiezas, Grupo, Técnicas
    """),
    "IN.industry": entries("""
        Technologies, Infotech, Software, Solutions, Systems, Enterprises, Industries, Exports,
        Textiles, Logistics, Finance, Finserv, Securities, Realty, Builders, Constructions,
        Pharma, Labs, Healthcare, Foods, Agro, Motors, Electronics, Retail, Services, Consultancy
        Services, Ventures, Capital
    """),
    "US.suffix": entries("LLC, Inc, Inc., Corp, Corp., Co, Co., LP, LLP, Group, PC, PLLC, NA"),
    "GB.suffix": entries("Ltd, LTD, Limited, PLC, LLP, Ltd., UK Ltd, Group Ltd, (UK) Ltd"),
    "FR.suffix": entries("SARL, SAS, SA, SASU, EURL, SCI, SNC, SCOP, SELARL"),
    "DE.suffix": entries("GmbH, AG, GmbH & Co. KG, KG, UG, e.V., eG, OHG, e.K., SE, GbR, mbH"),
    "NL.suffix": entries("B.V., BV, NV, N.V., VOF, V.O.F., C.V., Holding B.V."),
    "ES.suffix": entries("SL, S.L., SA, S.A., SLU, S.L.U., S.A.U., S.Coop., CB, SLP"),
    "CA.suffix": entries("Inc, Inc., Ltd, Ltd., Corp, Limited, Ltée, Co., ULC, LP"),
    "AU.suffix": entries("Pty Ltd, PTY LTD, P/L, Pty Limited, Ltd, Pty., Limited"),
    "IN.suffix": entries("Pvt Ltd, Private Limited, Pvt. Ltd., Ltd, Limited, LLP, P Ltd, Private"),
}
