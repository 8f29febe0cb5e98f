"""The towns that stand on statements most often, with what card networks print behind them."""

from pools.blocks import entries, regions

# Cities, by what the card networks print behind them (a state, a department, nothing).
CITIES: dict[str, dict[str, tuple[str, ...]]] = {
    "US": regions("""
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
        "": entries("""
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
    "FR": regions("""
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
        "": entries("""
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
        "": entries("""
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
        "": entries("""
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
    "CA": regions("""
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
    "AU": regions("""
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
    "IN": regions("""
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

# The regions that stand behind a town, by their code in GeoNames.
_REGION_CODES = {
    "CA": "01 AB 02 BC 03 MB 04 NB 05 NL 07 NS 08 ON 09 PE 10 QC 11 SK 12 YT 13 NT 14 NU",
    "AU": "01 ACT 02 NSW 03 NT 04 QLD 05 SA 06 TAS 07 VIC 08 WA",
    "IN": "16 MH 07 DL 19 KA 40 TG 09 GJ 25 TN 28 WB 24 RJ 36 UP 10 HR 23 PB 13 KL 35 MP 02 AP "
    "34 BR 21 OR 33 GA 03 AS 37 CG 38 JH 39 UK",
    "BR": "27 SP 21 RJ 15 MG 05 BA 06 CE 04 AM 07 DF 18 PR 30 PE 29 GO 16 PA 23 RS 26 SC 13 MA "
    "08 ES 14 MT 11 MS 17 PB 22 RN 02 AL 20 PI 28 SE",
}
REGIONS = {
    country: dict(zip(codes.split()[::2], codes.split()[1::2], strict=True))
    for country, codes in _REGION_CODES.items()
}
_ITALY = """
    AG AL AN AR AT BA BG BI BL BN BO BR BS BZ CA CB CE CH CL CN CO CR CS CT CZ EN FC FE FG
    FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OR PA PC
    PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SV TA TE TN
    TO TP TR TS TV UD VA VB VC VE VI VR VT VV
"""
# Where the data has no code of the size that is printed, one of these stands in for it.
PROVINCES = {
    "FR": tuple(f"{number:02}" for number in range(1, 96) if number != 20),
    "IT": tuple(_ITALY.split()),
}
