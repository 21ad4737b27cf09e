import type { VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';

/** Orders a license past the console, as somebody does in the vendor's own panel. Answers with its number. */
export async function buyByHand(vendor: VendorSandbox, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const before = new Set(vendor.licenses().map(({ id }) => id));
  const answer = await fetch(vendor.url, {
    method: 'POST',
    body: new URLSearchParams({
      authinfo: 'reseller@sandbox.example:sandbox',
      func: 'soft.order.param',
      out: 'json',
      sok: 'ok',
      clicked_button: 'finish',
      skipbasket: 'on',
      pricelist: '55228',
      period: '1',
      ip: '198.51.100.9',
      licname: 'bought by hand',
      autoprolong: '1',
      ...more,
    }),
  });
  const bought = vendor.licenses().find(({ id }) => !before.has(id));
  if (!bought) throw new Error(await answer.text());
  return String(bought.id);
}
