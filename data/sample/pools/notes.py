"""Free text that people write into payments; the guidelines leave it unlabelled."""

from pools.blocks import entries

WORDS: dict[str, tuple[str, ...]] = {
    # ------------------------------------- free text, which the guidelines leave unlabelled
    "US.purpose": entries("""
        Payroll, Payroll, Reg Salary, Salary, Dir Dep Payroll, Prem, Ins Prem, Insurance,
        Billing, Utility, Util Pymt Bill, Electric, Gas Bill, Water Bill, Cable, Internet, Mtg
        Pymt, Mortgage, Mtge Pmts, Rent, HOA Dues, Dues, Club Fees, Gym Dues, Student Ln, Loan
        Pymt, Auto Loan, Car Pymt, Lease, Tuition, Donation, Contrib, Tax Ref, Fed Ben, SSA
        Benefit, VA Benefit, Pension, Annuity, Dividend, Div, Invest, Invoice, Vendor Pmt,
        Settlement, Commission, Expense, Reimburse, Refund, Subscriptn, Membership, Premium,
        Bill, Childcare, Retail, Sale
    """),
    "US.note": entries("""
        Rent, rent, dinner, Dinner last night, pizza, Pizza night, groceries, utilities, electric
        bill, babysitting, Birthday gift, happy birthday, drinks, concert tickets, gas money,
        lawn care, Thanks!, thank you, lunch, brunch, Uber home, trip, cabin, dog walking, piano
        lessons, haircut, house cleaning, coffee, my half, fantasy football, wifi, beach house
    """),
    "GB.note": entries("""
        Rent, RENT, Bills, Dinner, Holiday, Birthday, Thanks, Food, Petrol, Council tax,
        Housekeeping, Savings, Deposit, Invoice, Loan, Pocket money, Swimming, Football subs, Gas
        and elec, Wedding, Tickets, Childcare, Window cleaner, Gift, Pub, Curry, House deposit
    """),
    "FR.note": entries("""
        LOYER, Loyer, SALAIRE, Remboursement, Cadeau, Anniversaire, Courses, Vacances, Facture,
        Épargne, Restaurant, Charges, Caution, Argent de poche, Électricité, Cotisation, Acompte,
        Honoraires, Participation cadeau, Virement mensuel, Pension, Garde enfants
    """),
    "DE.note": entries("""
        Miete, MIETE, Miete Wohnung, Gehalt, LOHN / GEHALT, Nebenkosten, Taschengeld, Geschenk,
        Danke, Essen, Urlaub, Rückzahlung, Rechnung, Sparen, Kaution, Haushaltsgeld, Strom,
        Umlage, Mitgliedsbeitrag, Spende, Unterhalt, Kindergeld, Auslagen, Abschlag,
        Monatsbeitrag
    """),
    "NL.note": entries("""
        Huur, HUUR, Huur appartement, Salaris, SALARIS, Boodschappen, Etentje, Cadeau, Zakgeld,
        Sparen, Vakantie, Contributie, Kinderopvang, Huishoudgeld, Bedankt, Borrel,
        Terugbetaling, Voorschot, Termijnbedrag, Premie zorgverzekering, Lidmaatschap, Energie,
        Donatie, Aflossing
    """),
    "ES.note": entries("""
        Alquiler, ALQUILER, Nomina, NOMINA, Cena, Regalo, Cumpleaños, Comida, Gastos, Comunidad,
        Factura, Luz, Agua, Vacaciones, Gasolina, Piso, Padel, Lotería, Entradas, Devolución,
        Ahorro, Cuota, Mensualidad, Gracias, Viaje, Clases, Compra
    """),
    "CA.note": entries("""
        Rent, rent, Dinner, Hockey, Hydro bill, Groceries, Gift, Cottage, Daycare, Gas, Thanks,
        Lunch, Loyer, Souper, Épicerie, Cadeau, Internet, Poker night, Tickets, Snow removal
    """),
    "AU.note": entries("""
        Rent, rent, Bond, Dinner, Groceries, Bills, Footy tipping, Beers, Petrol, Board, Gift,
        Bday, Invoice, Salary, Wages, Savings, Holiday, Childcare, Cleaning, Thanks, Lunch, Power
        bill
    """),
    "IN.note": entries("""
        Payment, Rent, RENT, Pay, UPI, NA, Sent from Paytm, Payment from Ph, food, Milk, Maid
        salary, Grocery, gift, EMI, School fees, Loan, Medicine, Petrol, Recharge,
        Chit fund, Society maintenance, Tuition fee, Collect, Oid, Order, Auto fare, Tea,
        Vegetables
    """),
    "marks_in_notes": entries("""
        🍕, 🍺, 🍻, 🎂, 🏠, ⚡, 🚗, 🎉, ❤️, 🙏, 😂, 🤘, 🌮, 🍣, ☕, 🛒, 🎟️, ⛽, 🏖️, 💡, 🐶,
        🍷, 💸, 👍🏽, 🎁, 🏀, ⚽,
        🧾, 🍔, 🥂, 🤑, ✈️, 🏡, 👶
    """),
}
