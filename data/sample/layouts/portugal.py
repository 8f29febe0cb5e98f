"""Layouts of statement lines in Portugal."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 6: {CHANNEL:(COMPRA|COMPRAS C.DEB|COMPRA ELECTRON|Compra|COMPRA C.DEB|PAGAMENTO)}[
    {card_number}] {till}[ {where}][ CONTACTLESS]
card 4: {CHANNEL:COMPRA} {card_number} {till} {LOCATION:{city}( PT| PRT||)}[ {day}]
card 4: {date:(%d-%m|%d/%m)} {CHANNEL:(COMPRA|COMPRA MB|PAG)} {till} {where}
card 3: {CHANNEL:(COMPRA MB WAY|PAGAMENTO MB WAY|COMPRA MBWAY)} {till}[ {code}]
card 3: {CHANNEL:(COMPRA ONLINE|COMPRA NO ESTRANGEIRO)} {far} {contact}
bill_payment 4: {CHANNEL:(PAG SERV|PAGAMENTO DE SERVICOS|PAG. SERVICOS|PAGSERV|Pagamento de
    Serviços)} {ref:#####/#########}[ {collector}]
bill_payment 2: {CHANNEL:(PAG SERV|PAGAMENTO SERVICOS)} ENT {ref:#####} REF {ref:### ### ###}[
    {collector}]
direct_debit 5: {CHANNEL:(DD|DEBITO DIRETO|DÉBITO DIRETO|COB DD|Débito Direto SEPA)} {collector}(
    {code}| ADC {ref:###########}|)
direct_debit 3: {CHANNEL:(DD|DEB DIR)} {ref:PT##ZZZ######} {collector} {ref:###########}
transfer 5: {CHANNEL:(TRF|TRANSF|TRANSFERENCIA|TRF CRED SEPA+|TRF IMEDIATA)} (P/|PARA|DE|P )\
    {payee}[ {purpose_text}]
transfer 4: {CHANNEL:(TRF MB WAY|TRANSFERENCIA MB WAY|TRF. P/O|MB WAY|TRF MBWAY)} (P/|DE |PARA |P/
    ){person}
transfer 3: {CHANNEL:(TRF CR INTRAB|TRF CR SEPA+|TRF INTERNA)} {code} (DE|P/) {payee}
payroll 2: {CHANNEL:(ORDENADO|VENCIMENTO|TRF ORDENADO|PAG ORDENADO|PENSAO)}[ {date:%B}] {sender}
atm 4: {CHANNEL:(LEV ATM|LEVANTAMENTO|LEVANTAMENTO ATM|LEV.ATM|LEV MULTIBANCO)} {card_number}
    {LOCATION:({city}|{road} {city})}[ {day}]
atm 2: {CHANNEL:(LEVANTAMENTO MULTIBANCO|LEV MB)} {PARTY:{bank}} {LOCATION:{city}}
fee 3: {CHANNEL:(COM MANUT CONTA|COMISSAO MANUTENCAO|IMPOSTO SELO|I.SELO S/COMISSAO|ANUIDADE
    CARTAO|DESPESAS DE MANUTENCAO|COMISSAO TRF|COMISSAO PROCESSAMENTO)}[ {date:(%B|%m/%Y)}]
loan 1: {CHANNEL:(PRESTACAO|COBRANCA PRESTACAO|PREST CREDITO HABITACAO)}[ {code}]
""")
