"""The words of invented names, and notes, in the languages with fewer texts."""

from pools.blocks import entries

WORDS: dict[str, tuple[str, ...]] = {
    "IT.trade": entries("""
        Bar, Caffè, Caffetteria, Bar Tabacchi, Ristorante, Trattoria, Osteria, Pizzeria,
        Gelateria, Pasticceria, Panificio, Panetteria, Forno, Macelleria, Pescheria, Salumeria,
        Enoteca, Paninoteca, Alimentari, Supermercato, Ortofrutta, Minimarket, Farmacia,
        Parafarmacia, Erboristeria, Studio Dentistico, Studio Medico, Ottica, Veterinario,
        Parrucchiere, Barbiere, Estetica, Profumeria, Officina, Carrozzeria, Gommista,
        Autolavaggio, Distributore, Tabaccheria, Edicola, Cartoleria, Libreria, Fiorista,
        Ferramenta, Gioielleria, Calzature, Abbigliamento, Lavanderia, Sartoria, Hotel, Albergo,
        Agriturismo, B&B, Campeggio, Stabilimento Balneare, Palestra, Cinema, Teatro, Parcheggio,
        Taxi, Autoscuola, Scuola Materna, Immobiliare, Pub, Birreria, Sushi, Kebab, Rosticceria
    """),
    "IT.thing": entries("""
        del Corso, della Piazza, al Porto, del Sole, la Pergola, da Mario, il Mulino, al Castello,
        la Fontana, del Borgo, San Marco, Centrale, Europa, Moderna, Vecchia Napoli, La Rosa, Il
        Girasole, Belvedere, dei Fiori, Stella
    """),
    "IT.suffix": entries("""
        S.r.l., SRL, S.p.A., SPA, S.n.c., SNC, S.a.s., SAS, Soc. Coop., s.r.l.s., SCARL, S.S.D., &
        C. SNC, & Figli S.r.l.
    """),
    "IT.note": entries("""
        Affitto, Saldo fattura, Regalo, Stipendio, Bollette, Spesa, Cena, Quota, Rimborso,
        Acconto, Caparra, Condominio, Retta asilo, Vacanze, Donazione, Ricarica, Mensilità,
        Contributo, Compenso, Grazie, Rata, Auguri, Benzina
    """),
    "PT.trade": entries("""
        Café, Pastelaria, Padaria, Restaurante, Tasca, Cervejaria, Marisqueira, Churrasqueira,
        Pizzaria, Gelataria, Talho, Peixaria, Frutaria, Mercearia, Minimercado, Garrafeira,
        Farmácia, Clínica Dentária, Clínica, Ótica, Veterinária, Cabeleireiro, Barbearia,
        Estética, Oficina, Auto, Pneus, Posto, Lavandaria, Papelaria, Livraria, Florista,
        Ferragens, Drogaria, Sapataria, Ourivesaria, Boutique, Hotel, Hostel, Residencial,
        Ginásio, Cinema, Parque, Táxi, Escola, Creche, Imobiliária, Snack Bar, Bar, Quinta, Adega,
        Tabacaria
    """),
    "BR.trade": entries("""
        Padaria, Lanchonete, Restaurante, Churrascaria, Pizzaria, Hamburgueria, Sorveteria,
        Doceria, Bar, Boteco, Mercado, Mercadinho, Supermercado, Açougue, Hortifruti, Empório,
        Adega, Conveniência, Drogaria, Farmácia, Odonto, Clínica, Laboratório, Ótica, Pet Shop,
        Veterinária, Salão, Barbearia, Estética, Academia, Auto Posto, Posto, Auto Peças,
        Mecânica, Borracharia, Lava Rápido, Estacionamento, Lavanderia, Papelaria, Livraria,
        Floricultura, Material de Construção, Ferragens, Calçados, Modas, Boutique, Joalheria,
        Hotel, Pousada, Colégio, Escola, Cartório, Transportes, Comércio, Serviços, Distribuidora,
        Informática, Games, Tabacaria, Cafeteria, Açaí
    """),
    "PT.thing": entries("""
        Central, do Largo, da Praça, São João, Nova Era, O Pátio, A Tasquinha, Bela Vista, Boa
        Vista, Solar, Cantinho, Avenida, Real, Atlântico, Portuense, do Mercado, Estrela, Santo
        António, da Vila, Bom Jesus, Primavera
    """),
    "PT.suffix": entries("Lda, LDA, Unipessoal Lda, S.A., SA, SGPS, & Filhos Lda, Lda."),
    "BR.suffix": entries("LTDA, Ltda, ME, EIRELI, S.A., S/A, LTDA ME, EPP, MEI, SA, Comercio LTDA"),
    "PT.note": entries("""
        Renda, Aluguel, Jantar, Prenda, Fatura, Condomínio, Mesada, Compras, Almoço, Presente,
        Obrigado, Serviços, Mensalidade, Férias, Luz, Agua, Honorários, Uber, Churrasco,
        Pagamento, Aniversario
    """),
    "PL.trade": entries("""
        Piekarnia, Cukiernia, Kawiarnia, Restauracja, Pizzeria, Bar, Bar Mleczny, Pierogarnia,
        Kebab, Sushi, Lodziarnia, Sklep, Sklep Spożywczy, Delikatesy, Warzywniak, Mięsny, Sklep
        Monopolowy, Apteka, Drogeria, Stomatologia, Gabinet, Przychodnia, Optyk, Weterynarz,
        Fryzjer, Salon Fryzjerski, Barber, Kosmetyka, Warsztat, Auto Serwis, Wulkanizacja, Myjnia,
        Stacja Paliw, Parking, Pralnia, Księgarnia, Papierniczy, Kwiaciarnia, Kwiaty, Jubiler,
        Obuwie, Odzież, Meble, Hurtownia, PHU, FHU, Usługi, Hotel, Pensjonat, Hostel, Siłownia,
        Kino, Teatr, Szkoła Językowa, Przedszkole, Taxi, Nieruchomości, Kantor, Piwiarnia
    """),
    "PL.thing": entries("""
        Pod Aniołem, Na Rogu, Centrum, Złota, Stary Młyn, U Babci, Jagoda, Malinowa, Pod Lipą, Nad
        Wisłą, Rynek, Smak, Zielony, Polonez, Kogut, Bursztyn, Kasia, Ania, Jubileusz, Galeria
    """),
    "PL.suffix": entries("""
        Sp. z o.o., SP. Z O.O., S.A., SA, Sp. j., s.c., Sp. k., Sp. z o.o. Sp. k., SPÓŁKA Z O.O.
    """),
    "PL.note": entries("""
        czynsz, Czynsz, za obiad, zwrot, Zwrot kosztów, prezent, faktura, Opłata, zakupy,
        Urodziny, wakacje, Składka, Dziękuję, pożyczka, na wspólne, prąd, przedszkole,
        Kieszonkowe, Zasilenie, za bilety
    """),
    "SE.trade": entries("""
        Bageri, Konditori, Café, Fik, Restaurang, Krog, Pizzeria, Grill, Kiosk, Bar, Pub, Livs,
        Mat, Godis, Apotek, Tandläkare, Optik, Frisör, Salong, Barber, Nagelsalong, Bilverkstad,
        Bilservice, Däck, Biltvätt, Mack, Blommor, Bokhandel, Järnhandel, Bygg, El, Skor, Kläder,
        Guld, Hotell, Vandrarhem, Camping, Gym, Bio, Taxi, Fastigheter, Förskola, Djurklinik,
        Kebab, Sushi, Thai, Krukmakeri, Loppis
    """),
    "DK.trade": entries("""
        Bageri, Konditori, Café, Restaurant, Kro, Pizzaria, Grillbar, Pølsevogn, Kiosk, Bar,
        Bodega, Købmand, Slagter, Vinhandel, Apotek, Tandlæge, Optik, Frisør, Salon, Barber,
        Autoværksted, Dæk, Vaskehal, Tank, Blomster, Boghandel, Isenkram, Byggemarked, Cykler,
        Sko, Tøj, Hotel, Camping, Fitness, Biograf, Taxa, Ejendomme, Dyreklinik, Shawarma, Sushi,
        Antik, Rengøring
    """),
    "NO.trade": entries("""
        Bakeri, Konditori, Kafé, Restaurant, Kro, Pizza, Grill, Gatekjøkken, Kiosk, Bar, Pub,
        Landhandel, Dagligvare, Fisk, Apotek, Tannlege, Optiker, Frisør, Salong, Barber,
        Bilverksted, Dekk, Bilvask, Bensin, Blomster, Bokhandel, Jernvare, Bygg, Sykkel, Sko,
        Klær, Gull, Hotell, Camping, Treningssenter, Kino, Taxi, Eiendom, Barnehage, Dyreklinikk,
        Sushi, Kebab, Skisenter, Båtforening
    """),
    "SE.suffix": entries("AB, HB, AB (publ), Handelsbolag, KB, Ek. för."),
    "DK.suffix": entries("ApS, A/S, I/S, IVS, P/S, Holding ApS"),
    "NO.suffix": entries("AS, ASA, ENK, DA, ANS, NUF"),
    "SE.note": entries("""
        Hyra, hyra, Mat, Fika, Present, Middag, Sparande, Räkning, Tack, Lunch, Bensin, El, Resa,
        Månadspeng, Fest, Loppis, Husleie, Husleje, Gave, Strøm, Aftensmad, Kaffe, Ferie, Takk,
        Mad
    """),
    "FI.trade": entries("""
        Kahvila, Leipomo, Ravintola, Pizzeria, Grilli, Kioski, Baari, Pub, Kauppa, Lähikauppa,
        Apteekki, Hammaslääkäri, Optikko, Parturi, Kampaamo, Autokorjaamo, Rengas, Autopesu,
        Huoltoasema, Kukka, Kirjakauppa, Rauta, Kenkä, Hotelli, Leirintä, Kuntosali,
        Elokuvateatteri, Taksi, Kiinteistö, Päiväkoti, Eläinklinikka, Sushi, Kebab, Sauna, Pesula
    """),
    "FI.suffix": entries("Oy, OY, Oyj, Ky, Tmi, Oy Ab, ry, Osk"),
    "FI.note": entries("""
        Vuokra, vuokra, Ruoka, Lahja, Palkka, Sähkö, Kiitos, Säästö, Lasku, Lounas, Matka,
        Viikkoraha, Vastike, Jäsenmaksu
    """),
    "CZ.trade": entries("""
        Pekařství, Cukrárna, Kavárna, Restaurace, Hospoda, Pivnice, Pizzerie, Bistro, Bar,
        Potraviny, Večerka, Řeznictví, Ovoce Zelenina, Vinotéka, Lékárna, Drogerie, Zubní
        ordinace, Optika, Veterina, Kadeřnictví, Barber, Kosmetika, Autoservis, Pneuservis, Myčka,
        Čerpací stanice, Květinářství, Knihkupectví, Papírnictví, Železářství, Obuv, Oděvy, Hotel,
        Penzion, Kemp, Fitness, Kino, Taxi, Reality, Školka, Trafika, Kebab, Sushi, Stavebniny
    """),
    "CZ.suffix": entries("s.r.o., S.R.O., a.s., A.S., spol. s r.o., v.o.s., z.s., k.s."),
    "CZ.note": entries("""
        nájem, Nájem, oběd, dárek, Faktura, záloha, spoření, Díky, energie, školka, dovolená,
        kapesné, vyrovnání, příspěvek, fond oprav
    """),
    "JP.trade": entries("""
        Ramen, Sushi, Izakaya, Soba, Udon, Yakiniku, Yakitori, Tempura, Cafe, Kissaten, Bakery,
        Pan, Sakaba, Bar, Shokudo, Curry, Ryokan, Hotel, Onsen, Drug, Yakkyoku, Shika, Clinic,
        Biyoshitsu, Hair, Books, Shoten, Cleaning, Parking, Gas Stand, Taxi, Denki
    """),
    "JP.suffix": entries("KK, K.K., Co Ltd, GK, Co., Ltd., Inc"),
    "JP.note": entries("""
        YACHIN, yachin, KAIHI, GAKUHI, RYOKIN, HOKENRYO, DENKIDAI, Rent, Gift, Order
    """),
    "RO.trade": entries("""
        Restaurant, Cafenea, Cofetarie, Brutarie, Pizzerie, Magazin Alimentar, Farmacie,
        Stomatologie, Optica, Coafor, Frizerie, Service Auto, Vulcanizare, Spalatorie, Benzinarie,
        Florarie, Librarie, Hotel, Pensiune, Sala Fitness, Kebab, Shaormerie, Taxi, Papetarie
    """),
    "RO.suffix": entries("SRL, S.R.L., SA, S.A., PFA, II"),
    "RO.note": entries("""
        chirie, factura, cadou, imprumut, intretinere, masa, salariu, rata, economii, abonament
    """),
    "HU.trade": entries("""
        Étterem, Kávézó, Cukrászda, Pékség, Pizzéria, Bisztró, Élelmiszer, Hentes, Zöldséges,
        Gyógyszertár, Patika, Fogászat, Optika, Fodrászat, Autószerviz, Gumiszerviz, Autómosó,
        Virágbolt, Könyvesbolt, Szálloda, Panzió, Fitness, Mozi, Taxi, Söröző, Dohánybolt
    """),
    "HU.suffix": entries("Kft., Kft, Zrt., Bt., Nyrt., Kkt."),
    "HU.note": entries("""
        lakbér, rezsi, ajándék, ebéd, kölcsön, számla, közös költség, köszönöm, megtakarítás,
        tagdíj
    """),
    "MX.trade": entries("""
        Taquería, Tortillería, Panadería, Cafetería, Restaurante, Fonda, Cantina, Marisquería,
        Pizzería, Pollería, Carnicería, Abarrotes, Miscelánea, Minisuper, Frutería, Vinos y
        Licores, Farmacia, Dental, Óptica, Laboratorio, Veterinaria, Estética, Barbería,
        Refaccionaria, Taller, Llantera, Autolavado, Gasolinera, Estacionamiento, Lavandería,
        Papelería, Librería, Florería, Ferretería, Tlapalería, Zapatería, Boutique, Joyería,
        Hotel, Posada, Gimnasio, Cine, Colegio, Heladería, Rotisería, Kiosco, Almacén, Verdulería,
        Botillería, Droguería, Ferretería, Parrilla, Asadero, Comercializadora, Servicios
    """),
    "MX.thing": entries("""
        El Rey, La Palma, Don Pepe, El Fogón, Los Compadres, La Morena, El Sol, San Juan,
        Guadalupe, La Esperanza, El Charro, La Central, Del Valle, Norte, La Estrella, Los Pinos,
        El Paisa, La Familia, San Martín, El Ombú
    """),
    "MX.suffix": entries("""
        SA de CV, S.A. de C.V., SAPI de CV, S de RL de CV, SAS, S.A.S., SRL, S.A., SpA, Ltda, EIRL
    """),
    "AT.suffix": entries("GmbH, GesmbH, Ges.m.b.H., AG, KG, OG, e.U., GmbH & Co KG, eGen"),
    "CH.suffix": entries("AG, GmbH, SA, Sàrl, Genossenschaft, Sagl, & Co, Holding AG"),
    "BE.suffix": entries("NV, BV, BVBA, SA, SRL, SPRL, VZW, ASBL, CommV, CV"),
    "IE.suffix": entries("Ltd, Limited, DAC, PLC, Teo, CLG, t/a"),
    "ZA.suffix": entries("(Pty) Ltd, Pty Ltd, CC, Ltd, Inc, NPC, PTY LTD, Trust"),
    "NG.suffix": entries("""
        Ltd, Limited, PLC, Nig Ltd, Nigeria Limited, Enterprises, Ventures, Global Concept, & Sons
    """),
    "NG.trade": entries("""
        Supermarket, Stores, Pharmacy, Restaurant, Eatery, Bukka, Lounge, Bar, Hotel, Suites,
        Filling Station, Petroleum, Motors, Auto Parts, Electronics, Phones, Computers, Fashion,
        Boutique, Salon, Hospital, Clinic, School, Ventures, Enterprises, Global Services, Bakery,
        Foods, Farms, Logistics, Travels, Cosmetics, Cyber Cafe, Agency Banking, Butchery,
        Hardware
    """),
    "SG.suffix": entries("Pte Ltd, PTE LTD, Pte. Ltd., LLP, Sdn Bhd, SDN BHD, PT, Berhad, Inc."),
    "HK.suffix": entries("Ltd, Limited, Co Ltd, (HK) Ltd, Company Limited, Holdings Ltd"),
    "SG.trade": entries("""
        Kopitiam, Coffee Shop, Eating House, Food Court, Chicken Rice, Noodle House, Dim Sum,
        Seafood, Hawker, Bak Kut Teh, Prata, Nasi Lemak, Satay, Warung, Kedai Runcit, Bakery,
        Cafe, Bubble Tea, Restaurant, Bar, Minimart, Provision Shop, Trading, Clinic, Dental
        Surgery, TCM, Optical, Pharmacy, Hair Salon, Beauty, Nails, Tuition Centre, Motor
        Workshop, Petrol, Car Park, Laundry, Florist, Bookstore, Hardware, Hotel, Enterprise,
        Mobile, Computer, Gym, Tailor, Jewellery
    """),
    "ID.trade": entries("""
        Warung Makan, Toko, Apotek, Bengkel, Laundry, Kopi, Restoran, Bakso, Indomaret, Alfamart,
        Klinik, Salon, Hotel, Minimarket, SPBU, Rumah Makan, Depot, Swalayan
    """),
    "trade": entries("""
        Cafe, Restaurant, Bar, Pizza, Bakery, Market, Store, Pharmacy, Hotel, Garage, Salon, Taxi,
        Parking, Sushi, Kebab, Grill, Bistro, Boutique, Books, Music, Sport, Travel, Design,
        Studio, Media, Digital, Tech, Solutions, Consulting, Services, Trading, Logistics, Foods,
        Energy, Clinic, Dental
    """),
    "thing": entries("""
        Central, Royal, Europa, Star, Golden, Plaza, Park, Garden, City, Sun, Moon, River, Ocean,
        Panorama, Bella Vista, Paradise, Diamond, Lotus, Alpha, Metro
    """),
    "suffix": entries("Ltd, Inc, LLC, GmbH, SA, AB, BV, Limited, Co"),
    "note": entries("""
        Rent, Gift, Invoice, Dinner, Thanks, Savings, Holiday, Loan, Payment, Lunch, Tickets, Food
    """),
    "industry": entries("""
        Consulting, Logistics, Services, Group, Holding, Trading, Solutions, Systems, Energy,
        Media, Invest, Engineering, Transport, Digital, Software
    """),
    "meals": entries("Pizza, Sushi, Burger, Thai, Ramen, Kebab, Poke, Tacos, Bakery, Curry"),
}
