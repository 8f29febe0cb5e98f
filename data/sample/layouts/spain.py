"""Layouts of statement lines in Spain."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 5: {line}
card 7: {CHANNEL:(COMPRA TARJ.|COMPRA TARJ|COMPRA TARJETA|COMPRA CON TARJETA|COMPRA)}
    {ref:(5540XXXXXXXX####|4###XXXXXXXX####|5###********####|XXXX####)} {till}(-| | - )\
    {LOCATION:{city}}
card 6: {CHANNEL:(Compra|Pago Movil|PAGO MOVIL|COMPRA INTERNET|COMPRA|Pago con móvil)}( en | EN |
    ){till}, {LOCATION:{city}[ ES]}, (Tarj. :|TARJETA |Tarj. |TARJ. :){ref:(*######|\
    5###XXXXXXXX####|4###************)}[ , COMISION {fee:0,00}]
card 4: {CHANNEL:(PAGO CON TARJETA|PAGO MOVIL|COMPRA EN COMERCIO|PAGO EN COMERCIO|PAGO TARJETA)}(
    EN | ){till} {where}[ {date:(%d/%m|%d-%m-%Y)}]
card 3: {CHANNEL:PAGO CON TARJETA} EN (SUPERMERCADOS|GASOLINERAS|RESTAURANTES|COMPRAS|VIAJES|\
    FARMACIAS) {ref:4##########*####} {till} {where}
card 3: {date:%d/%m} {till} {where}[ {ref:XXXX####}]
card 4: {CHANNEL:(COMPRA|PAGO|CARGO TARJETA|Compra online)} {PARTY:{web_seller}} {website}[
    {LOCATION:(ES|LU|IE|ESP)}]
card 4: {CHANNEL:(COMPRA|PAGO)} {far} {phone}
card 2: {CHANNEL:TARJETA} {ref:(*####|XXXX####)} {till} {amount:(0,00 EUR|0,00€|EUR 0,00)}
card 2: {CHANNEL:(COMPRA APLAZADA|PAGO APLAZADO|COMPRA TARJETA)} {till} CUOTA {instalment}
foreign 5: {CHANNEL:(COMPRA|Compra|PAGO CON TARJETA)} {abroad} {foreign_amount}(, TIPO CAMBIO |
    CAMBIO ){rate:,}[ COMISION {fee:0,00 EUR}]
refund 3: {CHANNEL:(DEVOLUCION COMPRA|DEVOLUCION|ABONO TARJETA|Devolución compra|ANULACION
    COMPRA|ABONO COMPRA)}( | EN ){till}[ {LOCATION:{city}}]
direct_debit 7: {CHANNEL:(RECIBO|Recibo|ADEUDO RECIBO|ADEUDO|CARGO RECIBO|RECIBO DOMICILIADO|\
    ADEUDO A SU CARGO|ADEUDO DOMICILIADO)} {collector}[ (REF |REF. |Ref. |){ref:(##########|\
    !!!!!!!!!!)}]
direct_debit 5: {CHANNEL:(Recibo|RECIBO)} {collector} (Nº Recibo|N RECIBO|Nº RECIBO) {ref:0049
    #### ### BBBB!!!} Ref. Mandato {ref:(!!!!!!!!!!!!|##########)}[, De {holder}]
direct_debit 3: {CHANNEL:RECIBO} {collector} (FACTURA|FRA.|Nº FACTURA) {ref:(??##########|\
    ####/#####)}[ {date:(%m/%Y|%d/%m/%Y)}]
transfer 5: {CHANNEL:(TRANSFERENCIA|Transferencia|TRANSFERENCIA INMEDIATA|TRANSF.|TRANSFER.)}
    (DE|De) {payee}[(, Concepto |, CONCEPTO | CONCEPTO: ){es_concept}]
transfer 4: {CHANNEL:(TRANSFERENCIA|TRANSFERENCIA INMEDIATA|Transferencia Inmediata)} A FAVOR DE
    {payee}[(, CONCEPTO | CONCEPTO: | ){es_concept}]
transfer 3: {CHANNEL:(TRANSFERENCIA EMITIDA|TRANSFERENCIA RECIBIDA|TRANSFERENCIA ORDENADA|ORDEN DE
    TRANSFERENCIA|TRANSF SEPA|TRANSFERENCIA PERIODICA|TRANSFERENCIAS)} {payee}( {es_concept}|)[
    {iban}]
transfer 1: {CHANNEL:(TRASPASO|TRASPASO ENTRE CUENTAS|TRASPASO INTERNO|Traspaso)}[ (A|DE)
    (CUENTA|CTA) {ref:(XXXX####|##########)}]
p2p 5: ({CHANNEL:(BIZUM RECIBIDO|BIZUM|Bizum recibido|ABONO BIZUM)} (DE|de)|{CHANNEL:(BIZUM
    ENVIADO|BIZUM|PAGO BIZUM|Bizum)} (A|A FAVOR DE|a)|{CHANNEL:BIZUM}) {person}[( CONCEPTO |
    Concepto: | concepto |: ){noted}]
p2p 2: {CHANNEL:(COMPRA BIZUM|PAGO BIZUM)} {PARTY:{online}} {ref:############}
payroll 3: {CHANNEL:(ABONO NOMINA|NOMINA|ABONO DE NOMINA|TRANSFERENCIA NOMINA|ABONO POR
    TRANSFERENCIA)}( DE | - | ){sender}[ (NOMINA|Nómina) {date:(%B|%B %Y|%m/%Y)}]
payroll 2: {CHANNEL:(TRANSFERENCIA|ABONO|TRANSFERENCIA RECIBIDA)} {sender} (PENSION|PRESTACION|\
    DESEMPLEO|DEVOLUCION RENTA) {date:(%B|%Y|%m/%Y)}
atm 4: {CHANNEL:(DISPOSICION CAJERO|REINTEGRO CAJERO|RETIRADA EFECTIVO CAJERO|DISPOSICION EFECTIVO
    CAJERO|REINTEGRO CAJERO AUTOMATICO|Retirada de efectivo|DISP. CAJERO)} {PARTY:{bank}}
    {LOCATION:({city}|{road}, {city})}[, TARJ. {ref:(*######|XXXX####)}][ {date:%d/%m}]
atm 2: {CHANNEL:(REINTEGRO|DISPOSICION|RETIRADA DE EFECTIVO|DISPOSICION A DEBITO)}
    {LOCATION:{city}} TARJ {ref:XXXX####} {date:%d-%m} {clock:%H:%M}
fee 4: {CHANNEL:(COMISION MANTENIMIENTO|COMISION DE MANTENIMIENTO|COMISION TRANSFERENCIA|CUOTA
    TARJETA|Comisión mantenimiento|COMISION DESCUBIERTO|COMISION CAMBIO DIVISA|GASTOS CORREO|\
    COMISION ADMINISTRACION|CUOTA ANUAL TARJETA)}[ {date:(%m/%Y|%B)}]
interest 2: {CHANNEL:(LIQUIDACION INTERESES|LIQUIDACION DE INTERESES|INTERESES|ABONO INTERESES|\
    LIQUIDACION DE CUENTA|LIQ. INTERESES)}[ {date:(%d/%m/%Y|%d.%m.%y)}]
cash 1: {CHANNEL:(INGRESO EFECTIVO|INGRESO EN EFECTIVO|INGRESO EN CAJERO|INGRESO CHEQUE|Ingreso
    efectivo cajero)}[ {LOCATION:{city}}][ {ref:########}]
loan 1: {CHANNEL:(CUOTA PRESTAMO|AMORTIZACION PRESTAMO|RECIBO PRESTAMO|CARGO HIPOTECA)}
    {ref:(####-####-##-##########|##########)}
tax 1: {CHANNEL:(PAGO IMPUESTOS|PAGO DE IMPUESTOS|IMPUESTOS)} {PARTY:(AEAT|Agencia Tributaria|\
    AYTO. {city}|TGSS. COTIZACION)}[ MODELO {ref:(100|303|130|390)}]
""")
