"""Dates, with the names of months in the language of a country."""

from datetime import datetime

from countries import COUNTRIES

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu "
    "marraskuu joulukuu",
    "cs": "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie "
    "noiembrie decembrie",
    "hu": "január február március április május június július augusztus szeptember október "
    "november december",
}


def format_date(when: datetime, layout: str, country: str, region: str) -> str:
    """Format a date with month names in the language of the country, whatever the locale."""
    language = COUNTRIES[country].months
    if country == "CA" and region == "QC":
        language = "fr"
    month = MONTHS[language].split()[when.month - 1]
    layout = layout.replace("%B", month).replace("%b", month[:3]).replace("%e", str(when.day))
    return when.strftime(layout)
