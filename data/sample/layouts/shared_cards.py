"""Card lines that banks of many countries print alike, from the words of each language."""

from layouts.template import templates

TEMPLATES = templates(r"""
card 10: {CHANNEL:{chan_card}} {any_seller}
card 10: {CHANNEL:{chan_card}} {any_seller} {any_place}
card 6: {CHANNEL:{chan_card}} {moment} {any_seller} {any_place}
card 5: {CHANNEL:{chan_card}} {any_seller} {any_place} {moment}
card 5: {CHANNEL:{chan_card}} {any_seller} {moment}
card 4: {CHANNEL:{chan_card}} {tagged} {any_seller} {any_place}
card 4: {CHANNEL:{chan_card}} {any_seller} {any_place} {tagged}
card 4: {CHANNEL:{chan_card}} {any_seller} {tagged}
card 4: {CHANNEL:{chan_card}} {code} {any_seller}
card 3: {CHANNEL:{chan_card}} {moment} {any_seller} {any_place} {tagged} {tagged}
card 3: {CHANNEL:{chan_card}} {moment} {tagged} {any_seller} {any_place}
card 3: {CHANNEL:{chan_card}} {tagged} {moment} {any_seller}
card 3: {CHANNEL:{chan_card}} {any_place} {any_seller} {tagged}
card 3: {CHANNEL:{chan_card}} {at_word} {any_seller}[ {any_place}]
card 3: {CHANNEL:{chan_card}} {at_word} {any_seller} {moment}[ {tagged}]
card 2: {CHANNEL:{chan_card}} {at_word} {any_seller}, {any_place}, {tagged}
card 3: {CHANNEL:{chan_card}}( - |: |/|-|, | \| |  ){any_seller}[{gap}{any_place}]
card 2: {CHANNEL:{chan_card}}( - |: |/|-|, ){any_seller}{gap}{tagged}
card 2: {CHANNEL:{chan_card}}{gap}{moment}{gap}{any_seller}{gap}{any_place}
card 2: {CHANNEL:{chan_card}}{gap}{tagged}{gap}{any_seller}{gap}{any_place}{gap}{moment}
card 3: {CHANNEL:{chan_card}} {any_seller} {any_place} {money}
card 2: {CHANNEL:{chan_card}} {money} {any_seller}[ {any_place}]
card 2: {CHANNEL:{chan_card}} {money} {at_word} {any_seller} {moment}
card 2: {CHANNEL:{chan_card}} {any_seller} {money} {moment} {tagged}
card 2: {CHANNEL:{chan_card}} {card_word} {card_number} {any_seller} {any_place}
card 2: {CHANNEL:{chan_card}} {card_number} {moment} {any_seller}
card 2: {CHANNEL:{chan_card}} {code} {moment} {code} {any_seller} {any_place}
card 2: <24 {CHANNEL:{chan_card}}>{any_seller} {any_place}
card 2: <20 {CHANNEL:{chan_card}}><24 {any_seller}>{any_place}
card 8: {any_seller} {any_place}
card 6: {any_seller} {any_place} {tagged}
card 5: {any_seller} {any_place} {moment}
card 5: {any_seller} {tagged} {any_place}
card 4: {any_seller} {code}
card 4: {any_seller} {moment}
card 4: {any_seller}
card 3: {any_seller} {any_place} {CHANNEL:{chan_card}}
card 3: {any_seller} {CHANNEL:{chan_card}} {tagged}
card 2: {any_seller}, {any_place}, {moment}, {CHANNEL:{chan_card}}
card 3: {any_seller} {any_place} {moment} {tagged}
card 3: {any_seller} {code} {any_place} {moment}
card 3: {moment} {any_seller} {any_place}
card 3: {moment} {any_seller} {any_place} {money}
card 3: {moment} {CHANNEL:{chan_card}} {any_seller} {any_place} {money}
card 3: {moment} {CHANNEL:{chan_card}} {moment} {any_seller} {any_place} {tagged} {money}
card 2: {moment} {moment} {any_seller} {any_place} {money}
card 2: {moment} {code} {any_seller} {any_place} {money}
card 2: {moment} {any_seller} {instalment} {money}
card 2: {moment} {any_seller} {money}
card 5: {moment} {any_seller} {other_money} {money}
card 2: {any_seller} {any_place} {money}
card 2: {any_seller} {money}
card 2: {any_seller} {instalment}[ {money}]
card 4: {any_seller} {LOCATION:{city}} (826|840|978|756|036|124|528|276|250)
card 2: {any_seller} {phone} (826|840|978|276)
card 3: {CHANNEL:{chan_card}} {code} (TERMINAL|TERM ID|TID|TERMINAL ID|Term|MID|STORE|SEQ)
    {short_code}
card 2: {any_seller} {LOCATION:{city}}   {code}  {moment}
card 1: {any_seller} \| {any_place} \| {moment}
card 1: {any_seller} \| {money} \| {tagged}
card 1: {any_seller}({CHANNEL:{chan_card}})
card 2: {any_seller} \(({CHANNEL:{chan_card}}|{tagged}|{any_place}|{moment})\)
card 3: {any_seller}{any_place}
card 2: <=13 {any_seller}>{LOCATION:{city}}
card 2: <=20 {any_seller}>{LOCATION:{city}}
card 3: <=22 {any_seller}> {any_place}
card 3: <22 {any_seller}>{any_place}
card 3: <22 {any_seller}> <13 {any_place}>{LOCATION:({country2}|{country3})}
card 2: <25 {any_seller}><13 {LOCATION:{city}}>{LOCATION:({country2}|{country3})} {moment}
card 2: <18 {any_seller}><16 {any_place}> {moment} {code}
card 2: <30 {any_seller}> {moment}
card 2: <28 {any_seller} {any_place}>{code}  {moment}
card 2: <36 {any_seller} {any_place}> {moment}
card 2: {brand}{code} {any_place}
card 2: {any_seller} {code}{any_place}
card 2: {any_seller} {any_place}{moment}
card 6: {any_seller} {contact}
card 6: {any_seller} {phone} {any_place}
card 3: {CHANNEL:{chan_card}} {moment} {any_seller} {phone} {any_place}
card 2: {any_seller} {phone}
card 2: {any_seller} {phone} {any_place} {tagged}
card 6: {any_seller} {website} {any_place}
card 6: {CHANNEL:{chan_card}} {any_seller} {contact}
card 3: {website} {phone} {any_place}
card 4: {website} {any_place}
card 2: {CHANNEL:{chan_card}} {website}[ {any_place}][ {moment}]
card 1: {website}(\*|\* | \*){code}
card 1: {website} {website} {any_place}
card 1: {CHANNEL:{chan_card}} {PROCESSOR:{web}}(\*|\* ){shop} {any_place}
card 2: {brand_product} {contact}
card 2: {CHANNEL:{chan_card}} {brand_product} {moment}
card 2: {CHANNEL:{chan_card}} {brand_code} {contact}
card 1: {brand_product} {code} {phone}
foreign 3: {CHANNEL:{chan_card}} {any_seller} {LOCATION:{abroad_city}} {other_money} {moment}
foreign 3: {any_seller} {LOCATION:{abroad_city} {abroad_country2}} {other_money} {money}
foreign 2: {any_seller} {LOCATION:{abroad_city}} {other_money} (@|FX|Rate|Kurs|TC|CAMBIO|TAUX|\
    koers|kurs) {rate:.}
foreign 2: {any_seller} {LOCATION:{abroad_country3}} {other_money} 1 {abroad_currency} = {rate:.}
foreign 2: {CHANNEL:{chan_card}} {abroad} {other_money} {rate:,} {tagged}
foreign 1: {abroad}( \| | - |, ){other_money}( \| | - |, )(FX rate|Exchange rate|Wechselkurs|tasa
    de cambio) {rate:.}
refund 4: {CHANNEL:{chan_refund}} {any_seller}[ {any_place}][ {moment}]
refund 2: {CHANNEL:{chan_refund}} {CHANNEL:{chan_card}} {any_seller}
refund 2: {CHANNEL:{chan_refund}}( - |: |/|-){any_seller} {tagged}
refund 2: {any_seller} {any_place} {CHANNEL:{chan_refund}}
refund 1: {CHANNEL:{chan_refund}} {from_word} {any_seller} {moment}
refund 1: {moment} {CHANNEL:{chan_refund}} {any_seller} {money}
atm 3: {CHANNEL:{chan_atm}} {any_place}[ {moment}][ {tagged}]
atm 3: {CHANNEL:{chan_atm}} {PARTY:{bank}} {any_place}[ {moment}]
atm 3: {CHANNEL:{chan_atm}} {moment} {any_place}[ {card_word} {card_number}]
atm 2: {CHANNEL:{chan_atm}} {tagged} {any_place} {moment}
atm 2: {CHANNEL:{chan_atm}}(/|-| - ){code}(/|-| - ){any_place}
atm 2: {CHANNEL:{chan_atm}} {PARTY:{bank}} {moment}
atm 2: {CHANNEL:{chan_atm}} {money} {PARTY:{bank}} {LOCATION:{city}} {moment}
atm 2: {CHANNEL:{chan_atm}} {tagged} {moment}
atm 1: {CHANNEL:{chan_atm}} {at_word} {PARTY:{bank}} {any_place}
atm 1: {moment} {CHANNEL:{chan_atm}} {moment} {LOCATION:{street} {city}} {tagged} {money}
""")
