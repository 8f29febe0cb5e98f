"""Sellers without a till, their web addresses, products and order numbers."""

from pools.blocks import entries, rows

WORDS: dict[str, tuple[str, ...]] = {
    # ------------------------------------------------- sellers without a till, by any country
    "online": entries("""
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
    "US.online": entries("""
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
    "GB.online": entries("""
        Amazon.co.uk, Amazon UK, Amznmktplace, AMZNMktplace, Amazon Prime, Amazon Svcs, Just Eat,
        Just-Eat.co.uk, Deliveroo, Deliveroo.co.uk, Ocado, Hello Fresh, Gousto, Mindful Chef,
        Asos.com, Boohoo.com, Very, Littlewoods, Gumtree, AutoTrader, Rightmove, Moonpig, Funky
        Pigeon, Bloom & Wild, Not on the High St, Notonthehighstreet, Trainline,
        Thetrainline.com, Skyscanner, Love Holidays, On the Beach, TUI UK, Jet2holidays,
        Lastminute.com, See Tickets, Dice FM, Sky Store, NOW TV, BritBox, Audible UK, Zwift,
        Monzo, Paddy Power, Bet365, William Hill, National Lottery, Postcode Lottery, JustGiving,
        GoFundMe, Crisis, Oxfam, Wickes.co.uk, AO.com, eBuyer
    """),
    "FR.online": entries("""
        Amazon EU, Amazon.fr, Amazon Payments, Amazon Prime FR, Cdiscount, Vinted, Leboncoin,
        Veepee, Showroomprivé, ManoMano, Rakuten France, Back Market, La Redoute, Zalando,
        Sarenza, Spartoo, Uber Eats, Deliveroo, Too Good To Go, BlaBlaCar, Ouigo, Trainline,
        Doctolib, Ticketmaster, Fnac Spectacles, Canal+, Molotov, Deezer, Winamax, FDJ, PMU,
        Betclic, Ankama, OVH, OVHcloud, Gandi, Leetchi, HelloAsso, Ulule, Le Monde, Le Figaro,
        Mediapart, Libération, SFR Store
    """),
    "DE.online": entries("""
        Amazon, Amazon.de, AMZN Mktp DE, Amazon EU S.a r.l., Amazon Prime, Amazon Payments
        Europe, Otto, Zalando, About You, eBay, Kleinanzeigen, Lieferando, Lieferando.de,
        Flaschenpost, Gorillas, Flink, HelloFresh, Check24, Idealo, Thomann, Notebooksbilliger,
        Alternate, Cyberport, Mindfactory, Medion, Bonprix, Tchibo.de, Lidl Digital, MyToys,
        BestSecret, Momox, Rebuy, Medimops, Eventim, CTS Eventim, Ticketmaster, Spotify AB,
        Netflix, Sky Deutschland, DAZN, WOW, Audible GmbH, Strato AG, 1&1 IONOS, Hetzner Online,
        All-Inkl, Lotto24, Tipp24, Bolt, Free Now, Sixt, Miles Mobility, Share Now, Tier
        Mobility, Booking.com, HolidayCheck, TUI, Doctolib, Flixbus
    """),
    "NL.online": entries("""
        bol.com, Bol, Coolblue, Wehkamp, Zalando, Amazon EU, AMZN Mktp NL, Thuisbezorgd.nl, Uber
        Eats, Marktplaats, Vinted, Booking.com, NS Internationaal, Ticketmaster, Ticketswap,
        Netflix International, Spotify AB, Videoland, Disney Plus, HelloFresh, Picnic, Crisp,
        Flink, Fonq, Bax Music, Azerty, Megekko, Otrium, Nespresso, Rituals, MediaMarkt, TransIP,
        Hostnet, Staatsloterij, Nationale Postcode Loterij, Toto, Greenwheels, Swapfiets, Felyx,
        Flixbus
    """),
    "ES.online": entries("""
        Amazon, Amazon.es, AMZN Mktp ES, Amazon EU Sarl, Amazon Prime ES, AliExpress, El Corte
        Ingles Online, PcComponentes, Zalando, Vinted, Wallapop, Glovo, Just Eat, Uber Eats,
        Deliveroo, Bolt, Cabify, Netflix, Spotify, Movistar Plus, HBO Max, Filmin, DAZN,
        Privalia, Vueling, Booking, eDreams, Atrapalo, Rumbo, Ticketmaster, Entradas.com,
        Idealista, InfoJobs, Milanuncios
    """),
    "CA.online": entries("""
        Amazon.ca, AMZN Mktp CA, Amzn Mktp CA, Amazon.ca Prime Member, Skip The Dishes,
        SkipTheDishes, DoorDash, Uber Canada/UberTrip, Uber Eats, Instacart, HelloFresh Canada,
        Goodfood, Well.ca, Indigo.ca, Walmart.ca, Costco.ca, Ssense, Frank and Oak, Spotify,
        Netflix.com, Crave, Disney Plus, Kijiji, Ticketmaster Canada, Expedia.ca, Flighthub,
        Presto Autoload, Wealthsimple
    """),
    "AU.online": entries("""
        Amazon AU, Amazon AU Marketplace, AMZN Mktp AU, Amazon Prime AU, Catch.com.au, Kogan.com,
        The Iconic, eBay, MenuLog, Menulog, UberEats, DoorDash, DiDi Mobility, Ola, HelloFresh,
        Marley Spoon, Youfoodz, Stan.com.au, Binge, Kayo Sports, Foxtel, Netflix.com, Spotify P,
        Airtasker, Carsales, Temple & Webster, Adore Beauty, Ticketek, Ticketmaster, Webjet,
        Flight Centre, Booking.com, Ladbrokes, TAB, Canva, Envato, Audible Australia, Gumtree,
        RedBalloon
    """),
    "IN.online": entries("""
        Amazon, Amazon Pay, Amazon India, Amazon Seller Services, Flipkart, Flipkart Internet,
        Myntra, Ajio, Nykaa, Meesho, Snapdeal, Tata CLiQ, Swiggy, Swiggy Limited, Swiggy
        Instamart, Zomato, Zomato Ltd, Blinkit, Zepto, BigBasket, Big Basket, Grofers, Dunzo,
        JioMart, Uber, Uber India, Ola, Ola Cabs, Rapido, MakeMyTrip, Goibibo, Cleartrip, Yatra,
        Oyo, OYO Rooms, BookMyShow, Netflix, Hotstar, Disney Hotstar, Sony Liv, Zee5, JioSaavn,
        Spotify India, Gaana, PhonePe, CRED, CRED Club, Paytm, MobiKwik, Groww, Zerodha, Zerodha
        Broking, Upstox, Angel One, Dream11, MPL, Byjus, Unacademy, Urban Company, UrbanClap,
        Practo, PharmEasy, Tata 1mg, Licious, Country Delight
    """),
    # ------------------------------------------------------------- products sold under a brand
    "airline_name": entries("""
        American Air, Delta Air Lines, Delta, Southwes, SouthwestAir, United, United Airlines,
        JetBlue, Alaska A, Alaska Air, Spirit Airl, Frontier Ai, Allegiant Air, Hawaiian Air,
        British A, British Airways, Air Canada, WestJet, Porter Air, Lufthansa, Ryanair, KLM,
        Air France, easyJet, Vueling, Wizz Air, Eurowings, Swiss Intl, Austrian, LOT, TAP Air,
        Iberia, ITA Airways, SAS, Finnair, Norwegian, Turkish A, Turkish Airlines, Qatar Air,
        Qatar Airways, Etihad, Emirates, FlyDubai, Singapore Air, Cathay Pac, ANA Air, JAL,
        Korean Air, Air India, IndiGo, SpiceJet, Qantas, Virgin Austr, Jetstar, Air New Zeal,
        Aeromexico, LATAM Air, Avianca, Copa Air, GOL Linhas, Azul Linhas, Volaris, Aer Lingus,
        Icelandair, Condor, Transavia, Jet2.com, Kenya Airways, SA Airways, Air Peace
    """),
    "google_goods": entries("""
        YouTube Premium, YouTubePremium, YouTube TV, YouTube Music, Google One, Google Storage,
        Google Play, Google Play Ap, GSuite, Workspace, Pixel, Candy Crush, Clash of Clans,
        Pokemon Go, Duolingo, Tinder, Bumble, Spotify, Roblox, Disney Mobile, Niantic, Supercell,
        King, Life360, Strava, Calm
    """),
    "paypal_shops": entries("""
        eBay, Steam Games, Spotify, Netflix, Uber, Etsy, AliExpress, Airbnb, Sony PlayStat,
        Nintendo, Adobe, Microsoft, Walmart, BestBuy, HomeDepot, Nike, Adidas, Zalando, Asos,
        GoFundMe, DoorDash, Grubhub, Discogs, Reverb, GrubHub, StubHub, Vinted, Shein, Temu,
        Zara, H&M, Expedia, Ryanair, FlixBus
    """),
}

# Sellers whose own web address stands in the city field: name, address, state.
ONLINE_WITH_WEB: dict[str, tuple[tuple[str, ...], ...]] = {
    "US": rows("""
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
    "": rows("""
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

# A brand whose own product follows the asterisk: the brand is the party, the product is nothing.
BRAND_PRODUCTS = rows("""
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
BRAND_CODES = entries("""
    Amzn Mktp {cc}, AMZN Mktp {cc}, Amazon.com, Amazon Mktpl, Amazon Prime, Amazon Digital, Prime
    Video, Kindle Svcs, Kindle Unltd, Audible, Amazon Web Services, Amazon Marketplace, Amazon
    Reta, Amznmktplace, Airbnb, Facebk, FACEBK, Meta Ads, Shopify, Squarespace Inv, Expedia,
    Hotels.com, Hotelscom, Booking.com, Agoda.com, Fiverr, Upwork, Temu, Temu.com, Shein,
    AliExpress, Wayfair, Chewy.com, StubHub, Vrbo, SeatGeek, Etsy.com, Ticketmaster, PlayStation
    Network, Nintendo, Twitch, Discord, Name-Cheap.com, Namecheap, Google Ads, Google Cloud, Bolt,
    Lime, Bird App, Zipcar, Turo Inc.
""")
