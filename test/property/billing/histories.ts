import fc from 'fast-check';
import { AppError } from '../../../main/core/kernel/index.ts';
import { type Row, type TableName, Writer } from '../../../main/core/store/index.ts';
import { key, makeShop, type Shop, staff } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

const amount = fc.integer({ min: 1, max: 900 });
const of = fc.nat({ max: 5 });
/** Ways in which a client is taxed: none, on top, contained, exempt, in a country without a rate of its own. */
const client = fc.nat({ max: 4 });
const currency = fc.constantFrom('EUR', 'USD');
const ago = fc.nat({ max: 20 });

/** Everything that people and other areas do with money (spec 2.4). Much of it is refused, as in life. */
const step = fc.oneof(
  fc.record({ do: fc.constant('order' as const), client, currency, quantity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('renewal' as const), client, currency, amounts: fc.array(amount, { maxLength: 4 }) }),
  fc.record({ do: fc.constant('pay' as const), of, amount, isWhole: fc.boolean(), isFromBalance: fc.boolean(), ago }),
  fc.record({ do: fc.constant('deposit' as const), of, client, currency, amount, ago, isForInvoice: fc.boolean() }),
  fc.record({ do: fc.constant('payOut' as const), client, currency, amount }),
  fc.record({ do: fc.constant('commission' as const), client, currency, amount: fc.integer({ min: -300, max: 300 }) }),
  fc.record({ do: fc.constant('end' as const), of, isWriteOff: fc.boolean(), isByArea: fc.boolean() }),
  fc.record({ do: fc.constant('refund' as const), of, amount, isWhole: fc.boolean(), isToBalance: fc.boolean() }),
  fc.record({ do: fc.constant('days' as const), days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ do: fc.constant('tax' as const), percent: fc.constantFrom('0', '7.7', '19', '33.333') }),
);
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;
export const history = fc.array(step, { minLength: 1, maxLength: 25 });

/** A shop for histories: each is played in a transaction that is taken back, so that none sees another. */
export function stage() {
  const opened = temporaryStore();
  const { db } = opened.store;
  const shop = makeShop(opened.store);
  shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
  shop.call('rates', 'set', { currency: 'USD', rate: '1.17' });
  shop.call('brand', 'createTaxRate', { name: 'VAT', country: 'DE', percent: '19' });
  shop.call('brand', 'createTaxRate', { name: 'TVA', country: 'FR', percent: '20', isInclusive: true });
  const productId = shop.make.product({
    quantity: { bulk: 'yes', step: 1, isLimited: false, min: null, max: null },
    prices: ['EUR', 'USD'].map((code) => ({ termMonths: 1 as const, currency: code, amountMinor: 499 })),
  });
  const clients = ['', 'DE', 'FR', 'DE', 'US'].map((country, at) => {
    const id = shop.make.client();
    db.prepare('UPDATE client SET country = ?, is_tax_exempt = ? WHERE id = ?').run(country, Number(at === 3), id);
    return id;
  });
  return {
    shop,
    productId,
    clients,
    /** Plays a history and looks at what became of it, then takes it back, and what was done before it. */
    play(
      steps: readonly Step[],
      look: (played: { invoices: readonly string[] }) => void,
      before: () => void = () => undefined,
    ): void {
      opened.clock.set('2026-03-10T12:00:00.000Z');
      db.exec('BEGIN');
      try {
        before();
        const invoices: string[] = [];
        for (const each of steps) take(each, { shop, clock: opened.clock, productId, clients, invoices });
        look({ invoices });
      } finally {
        db.exec('ROLLBACK');
      }
    },
    done: () => opened.done(),
  };
}

interface Stage {
  readonly shop: Shop;
  readonly clock: ReturnType<typeof temporaryStore>['clock'];
  readonly productId: string;
  readonly clients: readonly string[];
  readonly invoices: string[];
}

/** Does it, twice where a key says that twice is once; a refusal changes nothing. */
function take(each: Step, on: Stage): void {
  try {
    act(each, on);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function act(each: Step, { shop, clock, productId, clients, invoices }: Stage): void {
  const { billing, brand } = shop.services;
  const { store } = shop;
  const today = brand.businessDate();
  const daysAgo = (days: number): string =>
    new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  const twice = (work: () => unknown): void => {
    work();
    work();
  };
  const invoice = 'of' in each ? invoices[each.of % Math.max(1, invoices.length)] : undefined;
  const clientId = ('client' in each ? clients[each.client] : undefined) ?? '';
  const requestKey = key();
  switch (each.do) {
    case 'order': {
      const lines = [{ amountMinor: 499 * each.quantity }];
      const { total } = billing.quote({ clientId, currency: each.currency, lines });
      const input = { clientId, productId, currency: each.currency, quantity: each.quantity };
      invoices.push(shop.make.order({ ...input, requestKey, expectedTotalMinor: total.amountMinor }).invoiceId);
      return;
    }
    case 'renewal':
      invoices.push(
        store.transaction(staff, (writer) =>
          billing.issueInvoice(writer, {
            kind: 'renewal',
            orderId: null,
            clientId,
            currency: each.currency,
            dueOn: null,
            lines: each.amounts.map((amountMinor) => ({
              text: 'renewal',
              amountMinor,
              period: null,
              itemLine: null,
              contractProductId: null,
            })),
          }),
        ).id,
      );
      return;
    case 'pay': {
      if (invoice === undefined) return;
      const { clientId: payer, due } = billing.getInvoice(invoice);
      const has = each.isFromBalance ? billing.balanceOf(payer, due.currency) : due.amountMinor;
      const most = Math.min(due.amountMinor, has);
      const amountMinor = each.isWhole && most > 0 ? most : each.amount;
      const method = each.isFromBalance ? 'account_balance' : 'cash';
      const input = { requestKey, invoiceId: invoice, amountMinor, method, reference: '' } as const;
      twice(() => shop.call('billing', 'recordPayment', { ...input, receivedOn: daysAgo(each.ago) }));
      return;
    }
    case 'deposit':
    case 'payOut': {
      const of = 'isForInvoice' in each && each.isForInvoice && invoice ? billing.getInvoice(invoice) : null;
      const whose = { clientId: of?.clientId ?? clientId, currency: of?.total.currency ?? each.currency };
      const input = { ...whose, requestKey, amountMinor: each.amount, method: 'cash' as const };
      twice(() =>
        each.do === 'deposit'
          ? shop.call('billing', 'deposit', { ...input, receivedOn: daysAgo(each.ago) })
          : shop.call('billing', 'payOut', input),
      );
      return;
    }
    case 'commission':
      if (each.amount === 0) return;
      store.transaction(staff, (writer) =>
        billing.credit(writer, {
          clientId,
          currency: each.currency,
          amountMinor: each.amount,
          kind: 'commission',
          reference: '',
        }),
      );
      return;
    case 'end': {
      if (invoice === undefined) return;
      const verb = each.isWriteOff ? 'writeOff' : 'cancelInvoice';
      if (each.isByArea) return store.transaction(staff, (writer) => billing[verb](writer, invoice, 'test'));
      const expectedDueMinor = billing.getInvoice(invoice).due.amountMinor;
      twice(() => shop.call('billing', verb, { requestKey, invoiceId: invoice, expectedDueMinor }));
      return;
    }
    case 'refund': {
      if (invoice === undefined) return;
      const destination = each.isToBalance ? 'account_balance' : 'original';
      const { original, accountBalance } = billing.getInvoice(invoice).refundable;
      const most = (each.isToBalance ? accountBalance : original).amountMinor;
      const amountMinor = each.isWhole && most > 0 ? most : each.amount;
      twice(() => shop.call('billing', 'refund', { requestKey, invoiceId: invoice, amountMinor, destination }));
      return;
    }
    case 'days':
      clock.advance(each.days * 86_400_000);
      return;
    case 'tax': {
      const [rate] = brand.taxRates();
      if (rate) shop.call('brand', 'updateTaxRate', { id: rate.id, percent: each.percent });
    }
  }
}

/** Plants a bug: rows of a table are written otherwise than the code says, or (null) not at all. Answers with what takes it out again. */
export function plant(table: TableName, change: (row: Row) => Row | null): () => void {
  // oxlint-disable-next-line typescript/unbound-method -- it is called with the writer, and put back
  const { insert } = Writer.prototype;
  Writer.prototype.insert = function faulty(this: Writer, name, row) {
    const written = name === table ? change(row) : row;
    if (written !== null) insert.call(this, name, { ...written, id: row.id });
  };
  return () => {
    Writer.prototype.insert = insert;
  };
}
