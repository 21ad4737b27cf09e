import type { ColumnTarget, Mapping, PlainField } from '../../../../preload/api/catalogue-transfer.ts';
import { PriceTerm } from '../../../../preload/api/values.ts';
import { isCurrency } from '../../brand/index.ts';

/** Words of a header: small letters, digits and signs of money, nothing else. */
const wordsOf = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}€$£₽]+/gu, ' ')
    .trim();

/** What the fields are called in tables of others, English and Russian. */
const names: Readonly<Record<PlainField, string>> = {
  id: 'id|product id|uuid|ид|идентификатор|код|id товара|id продукта',
  name: 'name|product|product name|title|название|наименование|имя|товар|продукт|название товара|название продукта|наименование товара',
  category:
    'category|category path|product category|group|категория|путь категории|категория товара|категория продукта|раздел|группа',
  slug: 'slug|product store link|ссылка на продукт в магазине|store link|url|link|alias|handle|ссылка|ссылка в магазине|адрес|чпу|алиас',
  packageIdentifier:
    'package|package identifier|package id|tariff|tariff number|plan|pricelist|идентификатор пакета|пакет|тариф|номер тарифа|тарифный план',
  connection:
    'connection|provision configuration|provisioning|подключение|конфигурация|конфигурация подключения|соединение',
  description: 'description|text|details|описание|текст|подробное описание',
  isActive: 'active|is active|enabled|status|активен|активный|активно|включен|включено|статус',
  isVisible:
    'visible|is visible|visible to clients|published|shown|виден|видимый|видимость|виден клиентам|показывать|опубликован',
  purchaseType: 'purchase type|payment type|billing type|тип покупки|тип оплаты|тип платежа|вид оплаты',
  deferMode: 'defer mode|режим отложенных данных|deferred setup|defer|отложенная настройка|отсрочка',
  reportCode1: 'report code|report code 1|code 1|sku|article|код отчета|код отчета 1|код для отчетов 1|артикул',
  reportCode2: 'report code 2|code 2|код отчета 2|код для отчетов 2',
  keywords: 'keywords|ui metadata|метаданные интерфейса|tags|search keywords|ключевые слова|теги|метки',
};
const fieldOf = new Map(
  Object.entries(names).flatMap(([field, all]) => all.split('|').map((name) => [name, field as PlainField] as const)),
);

const money: Readonly<Record<string, string>> = {
  '€': 'EUR',
  евро: 'EUR',
  euro: 'EUR',
  $: 'USD',
  доллар: 'USD',
  доллары: 'USD',
  долл: 'USD',
  '£': 'GBP',
  '₽': 'RUB',
  руб: 'RUB',
  рубль: 'RUB',
  рубли: 'RUB',
  рублей: 'RUB',
  р: 'RUB',
};
const price = /^(price|cost|fee|цена|стоимость|прайс)$/;
const terms: readonly (readonly [RegExp, number])[] = [
  [/^(month|monthly|mo|месяц|месяца|мес|ежемесячно|ежемесячная)$/, 1],
  [/^(quarter|quarterly|квартал|ежеквартально)$/, 3],
  [/^(year|yearly|annual|annually|yr|год|ежегодно|годовая|г)$/, 12],
  [/^(once|onetime|setup|разово|разовая|единоразово|установка)$/, 0],
];
const units = /^(month|months|mo|monthly|месяц|месяца|месяцев|мес|m|м)$/;
const years = /^(year|years|yr|год|года|лет)$/;

/** The price that a header means: `Price 1 EUR`, `Цена, руб./мес`, `price month USD`; null: none. */
function priceOf(words: readonly string[], currencyOtherwise: string): ColumnTarget | null {
  let isPrice = false;
  let currency: string | null = null;
  let months: number | null = null;
  for (const [at, word] of words.entries()) {
    const number = /^\d{1,2}$/.test(word) ? Number(word) : null;
    if (price.test(word)) isPrice = true;
    else if (word.length === 3 && isCurrency(word.toUpperCase())) currency = word.toUpperCase();
    else if (Object.hasOwn(money, word)) currency = money[word] ?? null;
    else if (number !== null) months = years.test(words[at + 1] ?? '') ? number * 12 : number;
    else if (months === null || !(units.test(word) || years.test(word)))
      months = terms.find(([of]) => of.test(word))?.[1] ?? months;
  }
  if (!isPrice && (currency === null || months === null)) return null;
  if (/one off|one time/.test(words.join(' '))) months = 0;
  const term = PriceTerm.safeParse(months ?? 1);
  if (!term.success) return null;
  return { field: 'price', termMonths: term.data, currency: currency ?? currencyOtherwise };
}

/** What the columns of a file seem to mean by their headers; each field once, the first column that has its name. */
export function suggestMapping(headers: readonly string[], brandCurrency: string): Mapping {
  const taken = new Set<string>();
  return headers.map((header) => {
    const words = wordsOf(header);
    const field = fieldOf.get(words);
    const target: ColumnTarget | null = field ? { field } : priceOf(words.split(' '), brandCurrency);
    if (target === null) return null;
    const key = target.field === 'price' ? `price ${target.termMonths} ${target.currency}` : target.field;
    return taken.size === taken.add(key).size ? null : target;
  });
}
