import type { Answer, DocNode } from '../document.ts';
import type { SandboxTariff } from '../tariffs.ts';
import type { Call } from './call.ts';

/**
 * func=pricelist.export: tariffs with prices (ispmanager-api 4.8; shape of the official sample, cost with four decimals). `pricelist` picks one,
 * `itemtype` filters, `onlyavailable` changes nothing, since all are for sale; the item type of licenses is `soft` (inferred there, so a guess here too).
 */
export function pricelistExport(call: Call): Answer {
  const wanted = call.params.get('pricelist');
  const itemtype = call.params.get('itemtype');
  const currency = call.settings.guesses.priceExportCurrency;
  const tariffs = [...call.settings.tariffs.values()].filter(
    (tariff) => (wanted === undefined || tariff.id === wanted) && (itemtype === undefined || itemtype === 'soft'),
  );
  return { kind: 'tree', nodes: tariffs.map((tariff) => tariffNode(tariff, currency, wanted === undefined)) };
}

function tariffNode(tariff: SandboxTariff, currency: string, array: boolean): DocNode {
  const addons = Object.entries(tariff.addons).map(([name, prices]): DocNode => ({
    name: 'addon',
    children: [
      { name: 'id', text: name.replace('addon_', '') },
      { name: 'intname', text: name },
      priceNode(prices, currency),
    ],
  }));
  return {
    name: 'pricelist',
    array,
    children: [
      { name: 'id', text: tariff.id },
      { name: 'name', text: tariff.name },
      { name: 'additionintname', text: tariff.name },
      { name: 'intname', text: tariff.intname },
      { name: 'itemtype', text: 'soft' },
      { name: 'active', text: 'on' },
      { name: 'archived', text: 'off' },
      { name: 'hideinorder', text: 'off' },
      priceNode(tariff.prices, currency),
      ...addons,
    ],
  };
}

function priceNode(prices: Readonly<Record<number, number>>, currency: string): DocNode {
  const periods = Object.entries(prices).map(([months, cost]): DocNode => {
    const yearly = Number(months) % 12 === 0;
    return {
      name: 'period',
      attrs: {
        cost: `${Math.trunc(cost / 100)}.${String(cost % 100).padStart(2, '0')}00`,
        type: yearly ? 'year' : 'month',
        length: String(yearly ? Number(months) / 12 : Number(months)),
      },
      text: yearly ? 'annual' : 'monthly',
    };
  });
  return { name: 'price', attrs: { currency }, children: periods };
}
