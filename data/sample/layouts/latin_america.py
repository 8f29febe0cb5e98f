"""Layouts of statement lines in Brazil, Mexico, Argentina, Colombia and Chile."""

from layouts.template import templates

TEMPLATES = {
    "BR": templates(r"""
transfer 6: {CHANNEL:(PIX|Pix enviado|PIX ENVIADO|Pix recebido|PIX RECEBIDO|PIX TRANSF|\
    TRANSFERENCIA PIX|Transferência enviada pelo Pix|Transferência recebida pelo Pix|PIX QRS|PIX
    QR CODE)}( - | |: | para | de ){other_side}
transfer 4: {CHANNEL:(PIX TRANSF|PIX QRS|TRANSFERENCIA PIX (DES|REM))}(:|) {other_side}
    {date:(%d/%m|%d/%m/%y)}
transfer 3: {CHANNEL:(PIX - ENVIADO|PIX - RECEBIDO|Pix - Enviado|Pix - Recebido|PIX ENVIADO OUTRA
    IF)} {date:%d/%m} {clock:%H:%M} {other_side}
transfer 3: {CHANNEL:(Transferência enviada pelo Pix|Transferência recebida pelo Pix|Pix enviado)}
    - {other_side} - ({ref:(•••.###.###-••|##.###.###/0001-##)}) - {bank}[ Agência: {ref:#} Conta:
    {ref:#######-#}]
card 5: {CHANNEL:(COMPRA CARTAO|Compra no débito|COMPRA NO DEBITO|COMPRA CARTAO - COMPRA NO
    ESTABELECIMENTO|VISA ELECTRON|ELO DEBITO|REDESHOP)}( - | )({till})[ {where}][ {date:%d/%m}]
card 5: {date:(%d/%m|%d %b|%d/%m/%Y)} {till}[ {LOCATION:{city}( BR| BRA|)}] {money}
card 4: {date:%d/%m} {till} (PARC |Parcela |){instalment}[ {money}]
card 4: {PROCESSOR:(PAG|PAGSEGURO|MERCADOPAGO|MERCPAGO|MP|EC|PICPAY|IFD|PG|STONE|HTM|PAYGO|CIELO|\
    INFINITEPAY|SUMUP|EBANX|PAGARME|EBN|DL|JIM.COM|ZOOP)}(\*| \*|  \*){shop}[ {LOCATION:{city}[
    BR]}]
card 3: {CHANNEL:(RSHOP|RSCSS|MASTER)}-<=11 {shop}>-{date:%d/%m}
bill_payment 5: {CHANNEL:(PAGAMENTO DE BOLETO|Pagamento de boleto|PAGTO BOLETO|PGTO TITULO|PAG TIT
    INT|INT PAG TIT BANCO|BOLETO PAGO)}[ {code}][( - | ){collector}]
direct_debit 4: {CHANNEL:(DEBITO AUTOMATICO|DEB AUTOMATICO|Débito automático|PAGTO CONTA (LUZ|\
    AGUA|TELEFONE)|DEB. AUT.|CONTA DE LUZ)} {collector}[ {code}]
transfer 4: {CHANNEL:(TED|TED ENVIADA|TED RECEBIDA|DOC|TED-TRANSF ELET DISPON)} {other_side}[
    {ref:(##.###.###/0001-##|###.###.###-##)}]
transfer 3: {CHANNEL:(PGTO|PAGTO|PAGAMENTO|SISPAG FORNECEDORES|PAGTO FORNECEDOR)} {firm}[ CNPJ( |:
    ){ref:(##.###.###/0001-##|##.###.###/####-##|##############)}]
transfer 2: {firm} {ref:(##.###.###/0001-##|##.###.###/####-##)} {CHANNEL:(PIX|TED|BOLETO|DOC)}
payroll 2: {CHANNEL:(CREDITO DE SALARIO|SALARIO|RECEBIMENTO DE PROVENTOS|PROVENTOS|\
    REMUNERACAO/SALARIO)}[ {sender}]
atm 3: {CHANNEL:(SAQUE|SAQUE ATM|SAQUE 24H|SAQUE BANCO 24 HORAS)} {where}[ {date:%d/%m}
    {clock:%H:%M}]
fee 4: {CHANNEL:(TARIFA PACOTE DE SERVICOS|TAR PACOTE MENSAL|TARIFA BANCARIA|IOF|IOF COMPRA
    INTERNACIONAL|JUROS LIMITE DA CONTA|CESTA B.EXPRESSO|ANUIDADE|TAR DOC/TED|Juros de dívida
    encerrada|MULTA POR ATRASO|IOF DE ATRASO)}[ {date:(%d/%m|%m/%Y)}]
transfer 1: {CHANNEL:(APLICACAO|RESGATE|RENDIMENTOS|APL APLIC AUT MAIS|RES APLIC AUT MAIS|REND
    PAGO APLIC AUT|Aplicação RDB|Resgate RDB)}[ {PARTY:(CDB|Tesouro Direto|XP Investimentos)}]
"""),
    "MX": templates(r"""
card 5: {CHANNEL:(COMPRA|COMPRA POS|CARGO POR COMPRA|COMPRA CON TARJETA|COMPRA TPV|PAGO CON TDD)}
    {till}[ {where}][ {date:(%d/%b|%d/%m/%y|%d-%b-%Y)}][ AUT. {ref:######}]
card 5: {till}[ RFC( |: ){ref:???######!!!}][ AUT( |: ){ref:######}][ {LOCATION:{city}[ MX]}]
card 3: {date:(%d-%b|%d %b|%d/%m)} {till} {LOCATION:{city}[ MEX]} {money}
card 4: {PROCESSOR:(MERPAGO|MERCADO\*PAGO|MP|CLIP|CLIP MX|REST|PAYU|CONEKTA|STR|OPENPAY|KUESKI|\
    BILLPOCKET|ZETTLE|DLO|EBANX|PAYPAL)}(\*| \*){shop}[ {LOCATION:{city}}]
transfer 6: {CHANNEL:(SPEI ENVIADO|SPEI RECIBIDO|PAGO CUENTA DE TERCERO|TRANSFERENCIA SPEI|SPEI
    RECIBIDOBANORTE|ENVIO SPEI|TRASPASO SPEI|PAGO SPEI|ABONO SPEI)}[ {bank}][ {ref:##########}]
    {other_side}[ {purpose_text}]
transfer 4: {CHANNEL:(SPEI RECIBIDO|SPEI ENVIADO|TRANSFERENCIA INTERBANCARIA)} BCO:{ref:0###}
    {bank} HR LIQ: {clock:%H:%M:%S} DEL CLIENTE {other_side} CLABE {ref:##################} CVE
    RASTREO: {ref:!!!!!!!!!!!!!!!!!!}[ REF. {ref:#######}] CONCEPTO: {purpose_text}
transfer 3: {CHANNEL:(TRASPASO A CUENTA|DEPOSITO DE TERCERO|PAGO A TERCEROS|TRASPASO ENTRE
    CUENTAS|DEPOSITO EN EFECTIVO)}[ {ref:##########}] {other_side}
direct_debit 4: {CHANNEL:(DOMICILIACION|PAGO DE SERVICIO|PAGO DOMICILIADO|CARGO RECURRENTE|PAGO
    SERVICIO|PAGO INTERBANCARIO)} {collector}[ {tagged}]
cash 2: {CHANNEL:(DEPOSITO|DEPOSITO EN EFECTIVO|PAGO EN EFECTIVO)} {PARTY:(OXXO|7-ELEVEN|FARMACIAS
    DEL AHORRO|SORIANA|WALMART)}[ {LOCATION:{city}}] FOLIO( |:){ref:####}
payroll 2: {CHANNEL:(ABONO NOMINA|PAGO DE NOMINA|DEPOSITO NOMINA|NOMINA)} {sender}[ {code}]
atm 3: {CHANNEL:(RETIRO CAJERO|RETIRO CAJERO AUTOMATICO|RETIRO SIN TARJETA|DISPOSICION EFECTIVO|\
    RETIRO EN CAJERO)} {PARTY:{bank}}[ {LOCATION:{city}}][ {date:%b%d} {clock:%H:%M}][
    FOLIO:{ref:####}]
fee 3: {CHANNEL:(COMISION POR MANEJO DE CUENTA|IVA COMISION|COMISION ANUALIDAD|IVA POR
    COMISIONES|COMISION TRANSFERENCIA SPEI|ISR RETENIDO|COM. CONSULTA DE SALDO)}[ {date:(%b %Y|\
    %m/%Y)}]
"""),
    "AR": templates(r"""
card 5: {CHANNEL:(COMPRA|COMPRA CON TARJETA DE DEBITO|COMPRA DEBITO|CONSUMO|COMPRA VISA DEBITO|\
    COMPRA MAESTRO)} {till}[ - TARJETA NRO. {card_number}][ {day}]
card 4: {date:%d.%m.%y} {till} (C.{ref:##/##}|CUOTA {instalment}|) {money}
card 4: {PROCESSOR:(MERPAGO|MERCADOPAGO|MP|PAYU|DLO|PEDIDOSYA|MODO|UALA|GO CUOTAS|EBANX|GETNET|\
    PVS)}(\*| \*){shop}
transfer 5: {CHANNEL:(DEBIN|TRANSFERENCIA|TRANSFERENCIA INMEDIATA|TRANSF. CTAS PROPIAS|CREDITO
    TRANSFERENCIA COELSA|DEBITO TRANSF. HOME BANKING|DEBIN RECURRENTE|TRANSF ONLINE BANKING)}
    {other_side}[ CUIT( |: ){ref:(##-########-#|###########)}][ {purpose_text}]
direct_debit 4: {CHANNEL:(DEBITO AUTOMATICO|DEBITO DIRECTO|PAGO DE SERVICIOS|DEB.AUTOM.DE SERV|\
    PAGO LINK|PAGO MIS CUENTAS)} {collector}[ {code}]
atm 2: {CHANNEL:(EXTRACCION CAJERO|EXTRACCION|EXTRACCION EN AUTOSERVICIO|RETIRO CAJERO
    AUTOMATICO)} {PARTY:(BANELCO|LINK|{bank})}[ {LOCATION:{city}}][ {code}]
fee 3: {CHANNEL:(IMPUESTO LEY 25413|IMPUESTO DE SELLOS|COMISION MANTENIMIENTO|PERCEPCION IVA|IMP.
    PAIS|IIBB PERCEP|COMISION PAQUETE|IVA TASA GENERAL|PERCEPCION RG 4815)}[ {money}]
"""),
    "CO": templates(r"""
card 5: {CHANNEL:(COMPRA|COMPRA EN|COMPRA POS|COMPRA INTL|Compra con tarjeta|COMPRA TARJETA
    DEBITO)} {till}[ {where}][ {code}]
card 5: {CHANNEL:(PAGO PSE|PSE|COMPRA PSE|PAGO POR PSE|PAGO VIRTUAL PSE|PAGO PSE A)}( -| EN|)
    {PARTY:({biller}|{online})}[ (CUS|REF)( |: ){ref:#########}]
transfer 5: {CHANNEL:(TRANSFERENCIA A NEQUI|TRANSFERENCIA|TRANSFIYA|TRANSFERENCIA VIRTUAL|TRANSF A
    CTA|PAGO QR|ABONO TRANSFERENCIA|CONSIGNACION|Envío Nequi|BRE-B ENVIADO)}( A| DE| PARA|)
    {other_side}[ {code}]
direct_debit 2: {CHANNEL:(PAGO AUTOMATICO|PAGO DE PROV|PAGO DE NOMINA|DEBITO AUTOMATICO)}
    {collector}
atm 2: {CHANNEL:(RETIRO CAJERO|RETIRO CAJERO AUTOMATICO|RETIRO CORRESPONSAL|AVANCE CAJERO)}
    {LOCATION:{city}}[ {code}]
fee 3: {CHANNEL:(CUOTA MANEJO TARJETA|IMPTO GOBIERNO 4X1000|GRAVAMEN 4X1000|COMISION RETIRO|IVA
    CUOTA MANEJO|ABONO INTERESES AHORROS|COBRO IVA PAGOS AUTOMATICOS)}
"""),
    "CL": templates(r"""
card 5: {CHANNEL:(COMPRA NACIONAL|COMPRA|REDCOMPRA|COMPRA WEB|PAGO REDCOMPRA|COMPRA DEBITO)}
    {till}[ {where}][ {code}]
card 3: {PROCESSOR:(MERPAGO|MERCADOPAGO|FLOW|WEBPAY|KHIPU|PAYU|SUMUP|GETNET|TUU|TRANSBANK|DL)}(\*|
    \*| ){shop}
transfer 5: {CHANNEL:(TRANSFERENCIA|TEF|TRASPASO|TRANSF. A TERCEROS|TRANSFERENCIA RECIBIDA|TRANSF.
    DE|ABONO TEF|GIRO)}( A| DE|:|) {other_side}[ RUT {ref:(##.###.###-#|########-#)}]
direct_debit 3: {CHANNEL:(PAC|PAT|PAGO AUTOMATICO|PAGO EN LINEA|CARGO PAC)} {collector}[ {code}]
atm 2: {CHANNEL:(GIRO CAJERO AUTOMATICO|GIRO EN CAJERO|GIRO ATM)} {LOCATION:{city}}[ {code}]
fee 2: {CHANNEL:(COMISION MANTENCION|COM. ADMINISTRACION|IMPUESTO TIMBRES|INTERES LINEA DE
    CREDITO|COMISION MENSUAL PLAN)}[ {date:%B}]
"""),
}
