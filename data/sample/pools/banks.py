"""Banks, and what account numbers and bank codes are made of."""

from pools.blocks import entries

BANKS: dict[str, tuple[str, ...]] = {
    "US": entries("""
        Wells Fargo Bank NA, JPMorgan Chase Bank NA, Bank of America NA, Citibank NA, US Bank NA,
        PNC Bank NA, Truist Bank, TD Bank NA, Capital One NA, Silicon Valley Bank, Regions Bank,
        KeyBank NA, Fifth Third Bank, Goldman Sachs Bank, HSBC Bank USA, BNY Mellon, Charles
        Schwab Bank
    """),
    "GB": entries("""
        Barclays, HSBC, Lloyds, NatWest, Santander, Nationwide, TSB, Halifax, Co-op Bank
    """),
    "FR": entries("BNP Paribas, Société Générale, Crédit Agricole, CIC, LCL, Banque Postale, BRED"),
    "DE": entries("""
        Sparkasse, Commerzbank, Deutsche Bank, Volksbank, Postbank, HypoVereinsbank, DKB
    """),
    "NL": entries("ABN AMRO, ING, Rabobank, SNS, ASN Bank, Triodos, Geldmaat"),
    "ES": entries("""
        Santander, BBVA, CaixaBank, Sabadell, Bankinter, Unicaja, Abanca, Kutxabank, ING
    """),
    "CA": entries("RBC, TD, Scotiabank, BMO, CIBC, National Bank, Desjardins, Tangerine"),
    "AU": entries("CBA, NAB, ANZ, Westpac, St George, Bendigo Bank, Suncorp, BOQ, Macquarie, ING"),
    "IN": entries("""
        HDFC Bank, ICICI Bank, State Bank Of India, SBI, Axis Bank, Kotak Mahindra Bank, Yes
        Bank, Yes Bank Ltd, Punjab National Bank, Bank Of Baroda, Canara Bank, Union Bank,
        IndusInd, IDFC First Bank, Federal Bank, Paytm Payments Bank, Airtel Payments Bank,
        Indian Bank, IDBI Bank, RBL Bank
    """),
    "IT": entries("""
        Intesa Sanpaolo, UniCredit, Banco BPM, BNL, BPER, MPS, Credem, Fineco, ING, Poste Italiane
    """),
    "PT": entries("CGD, Millennium BCP, Novo Banco, BPI, Santander Totta, Montepio, ActivoBank"),
    "BR": entries("""
        Itau, Bradesco, Banco do Brasil, Caixa, Santander, Nubank, Banco Inter, C6 Bank, PicPay
    """),
    "PL": entries("PKO BP, Pekao, mBank, ING, Santander, Millennium, Alior, BNP Paribas, Euronet"),
    "SE": entries("Swedbank, SEB, Handelsbanken, Nordea, Danske Bank, Länsförsäkringar, Bankomat"),
    "DK": entries("""
        Danske Bank, Nordea, Jyske Bank, Sydbank, Nykredit, Arbejdernes Landsbank, Lunar
    """),
    "NO": entries("DNB, Nordea, Sparebank 1, Handelsbanken, Sbanken, Danske Bank, Nokas"),
    "FI": entries("Nordea, OP, Danske Bank, S-Pankki, Aktia, Säästöpankki, Otto"),
    "CZ": entries("""
        ČSOB, Česká spořitelna, Komerční banka, Moneta, Raiffeisenbank, Fio banka, Air Bank
    """),
    "CH": entries("UBS, Credit Suisse, ZKB, PostFinance, Raiffeisen, BCV, Migros Bank, Neon"),
    "AT": entries("""
        Erste Bank, Raiffeisen, Bank Austria, BAWAG, Oberbank, Volksbank, Hypo, easybank
    """),
    "BE": entries("KBC, BNP Paribas Fortis, Belfius, ING, Argenta, Crelan, AXA Bank, Beobank"),
    "IE": entries("AIB, Bank of Ireland, Permanent TSB, Ulster Bank, KBC, An Post, Credit Union"),
    "ZA": entries("FNB, Standard Bank, ABSA, Nedbank, Capitec, TymeBank, Investec, African Bank"),
    "NG": entries("""
        GTBank, Access Bank, Zenith Bank, UBA, First Bank, FCMB, Fidelity, Opay, Kuda, Moniepoint
    """),
    "KE": entries("KCB, Equity Bank, Co-op Bank, NCBA, Absa, Stanbic, I&M Bank, DTB"),
    "SG": entries("DBS, POSB, OCBC, UOB, Standard Chartered, Citibank, HSBC, Maybank"),
    "HK": entries("""
        HSBC, Hang Seng, Bank of China, BEA, Standard Chartered, Citibank, Mox, ZA Bank
    """),
    "JP": entries("""
        MUFG, SMBC, Mizuho, Resona, Rakuten Bank, Japan Post Bank, Sony Bank, Seven Bank
    """),
    "NZ": entries("ANZ, ASB, BNZ, Westpac, Kiwibank, TSB, Co-operative Bank"),
    "MX": entries("""
        BBVA, Banorte, Santander, Citibanamex, HSBC, Scotiabank, Inbursa, Banco Azteca, STP
    """),
    "AR": entries("Banco Galicia, Santander, BBVA, Banco Nacion, Macro, Banco Provincia, Brubank"),
    "CO": entries("Bancolombia, Davivienda, BBVA, Banco de Bogota, Nequi, Colpatria, AV Villas"),
    "CL": entries("Banco de Chile, BancoEstado, Santander, BCI, Itau, Scotiabank, Falabella"),
    "AE": entries("Emirates NBD, ADCB, FAB, Mashreq, DIB, RAKBANK, ENBD"),
    "MY": entries("Maybank, CIMB, Public Bank, RHB, Hong Leong, AmBank, BSN"),
    "PH": entries("BDO, BPI, Metrobank, UnionBank, Landbank, PNB, Security Bank, RCBC"),
    "ID": entries("BCA, Mandiri, BRI, BNI, CIMB Niaga, Permata, Jago, Danamon"),
    "RO": entries("BCR, BRD, Banca Transilvania, ING, Raiffeisen, UniCredit, CEC Bank"),
    "HU": entries("OTP, Erste, K&H, MBH, CIB, Raiffeisen, UniCredit"),
    "": entries("HSBC, Citibank, Santander, ING, BNP Paribas, Raiffeisen, Standard Chartered"),
}

# Four letters that begin an IFSC, and the handles behind the @ of UPI.
IFSC_BANKS = entries(
    "HDFC, ICIC, SBIN, UTIB, KKBK, YESB, PUNB, BARB, CNRB, UBIN, INDB, IDFB, FDRL, PYTM"
)
UPI_HANDLES = entries("""
    ybl, okicici, oksbi, okhdfcbank, okaxis, paytm, upi, ibl, axl, apl, icici, sbi, hdfcbank,
    axisbank, kotak, yesbank, jupiteraxis, freecharge, ptaxis, ptyes, yapl, rapl, idfcbank, axb,
    waicici, yescred
""")
BIC_BANKS = {
    "GB": entries("BARC, NWBK, LOYD, HBUK, MIDL, REVO, MONZ, SRLG"),
    "FR": entries("BNPA, SOGE, AGRI, CMCI, CEPA, PSST, CRLY, BOUS"),
    "DE": entries("DEUT, COBA, DRES, PBNK, INGD, SOLA, HYVE, MARK, GENO, BYLA"),
    "NL": entries("ABNA, INGB, RABO, SNSB, ASNB, TRIO, BUNQ, KNAB, ADYB, DEUT"),
    "ES": entries("BSCH, BBVA, CAIX, BSAB, BKBK, INGD, UCJA, CAGL"),
    "US": entries("CHAS, BOFA, CITI, WFBI, PNCC, USBK, IRVT"),
    "CA": entries("ROYC, TDOM, NOSC, BOFM, CIBC, BNDC"),
    "AU": entries("CTBA, NATA, ANZB, WPAC, MACQ, BEND"),
    "IN": entries("HDFC, ICIC, SBIN, AXIS, KKBK, YESB"),
    "IT": entries("BCIT, UNCR, BAPP, BNLI, BPMO, PASC, FEBI"),
    "PT": entries("CGDI, BCOM, BESC, BBPI, TOTA"),
    "PL": entries("BPKO, PKOP, BREX, INGB, WBKP, BIGB"),
    "SE": entries("SWED, ESSE, HAND, NDEA"),
    "CH": entries("UBSW, CRES, ZKBK, POFI, RAIF"),
    "AT": entries("GIBA, RLNW, BKAU, BAWA, OBKL"),
    "BE": entries("KRED, GEBA, GKCC, BBRU, ARSP"),
    "IE": entries("AIBK, BOFI, IPBS, ULSB"),
    "": entries("CITI, DEUT, HSBC, INGB, BNPA, SCBL, RZBA, NDEA, DBSS, OCBC, BOTK"),
}
