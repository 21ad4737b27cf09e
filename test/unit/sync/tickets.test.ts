import { beforeEach, describe, expect, it } from 'vitest';
import { paymentMethods } from '../../../main/core/orders/methods.ts';
import { subjectOf } from '../../../main/core/sync/subjects.ts';
import { recordState } from '../../../main/core/sync/record-states.ts';
import { ticketsService } from '../../../main/core/tickets/index.ts';
import { meet, meeting, testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';
import { testClock } from '../support/store.ts';

let now: number;
let hub: MemoryHub;
beforeEach(() => {
  now = Date.parse('2026-03-10T12:00:00.000Z');
  hub = new MemoryHub({ now: () => now });
});

const tickets = ({ store }: TestDesk) =>
  ticketsService({
    store,
    clients: { find: (id) => store.get('client of test', 'SELECT * FROM client WHERE id = @id', { id }) },
  });
const ask = (desk: TestDesk, clientId: string, text: string) =>
  tickets(desk).create({ requestKey: desk.store.makeId(), clientId, subject: text, text }, desk.context);
const reply = (desk: TestDesk, id: string, text: string) =>
  tickets(desk).reply({ requestKey: desk.store.makeId(), id, text }, desk.context);
const all = (desk: TestDesk) => tickets(desk).list({ limit: 50 }).rows;

describe('a ticket', () => {
  it('and all that is said in it is at every desk, with who said it and when', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    // Its clock is an hour ahead of the other one's.
    const b = testDesk({ name: 'B', transport: hub.connect('desk-B'), clock: testClock('2026-03-10T13:00:00.000Z') });
    b.service.join(b.context, { deskId: 'desk-B', bring: false });
    const client = shelf(a).client();
    const { id, messages } = ask(a, client, 'No key');
    await meet(a, b);
    reply(b, id, 'It comes');
    tickets(b).setStatus({ id, status: 'closed' }, b.context);
    await meet(b, a);
    for (const desk of [a, b]) {
      const ticket = tickets(desk).get(id);
      expect(ticket).toMatchObject({ number: 'T-000001', status: 'closed', clientId: client });
      expect(ticket.messages.map(({ author, text }) => [author, text])).toEqual([
        ['Person A', 'No key'],
        ['Person B', 'It comes'],
      ]);
      // Not when it came here.
      expect(ticket.messages[0]?.at).toBe(messages[0]?.at);
      expect(desk.service.status()).toMatchObject({ conflicts: 0, deferred: 0, checksum: 'equal' });
    }
  });

  it('that two desks gave one number is told apart, and none of them is lost', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const client = shelf(a).client();
    await meet(a, b);
    const ofA = ask(a, client, 'at A');
    const ofB = ask(b, client, 'at B');
    expect([ofA.number, ofB.number]).toEqual(['T-000001', 'T-000001']);
    await meet(a, b);
    // Each desk has its own as it told the client, and the other one beside it.
    expect(all(a).map(({ number, subject }) => [number, subject])).toContainEqual(['T-000001', 'at A']);
    expect(all(b).map(({ number, subject }) => [number, subject])).toContainEqual(['T-000001', 'at B']);
    expect(tickets(a).get(ofB.id).number).toBe(`T-000001-${ofB.id.slice(-4)}`);
    for (const desk of [a, b]) {
      expect(all(desk)).toHaveLength(2);
      expect(desk.service.status()).toMatchObject({ deferred: 0, conflicts: 0, waiting: 0, checksum: 'equal' });
    }
    // What is known here is not given out again.
    expect(ask(a, client, 'next').number).toBe('T-000002');
    await meet(a, b);
    expect(ask(b, client, 'after that').number).toBe('T-000003');
    // Also by a new copy, which puts all in again.
    b.store.db.prepare("UPDATE sync_state SET value = '1' WHERE key = 'checksum'").run();
    await meet(b, a);
    expect(
      all(b)
        .map(({ number }) => number)
        .toSorted(),
    ).toEqual(['T-000001', `T-000001-${ofA.id.slice(-4)}`, 'T-000002', 'T-000003'].toSorted());
    expect(b.service.status()).toMatchObject({ deferred: 0, checksum: 'equal' });
  });

  it('is not live for everyone while an answer in it is only here', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    const { id } = ask(a, shelf(a).client(), 'No key');
    await meet(a);
    expect(recordState(a.store, 'ticket', id)).toBe('live');
    const message = tickets(a).get(id).messages[0]?.id ?? '';
    for (const [entity, rowId] of [
      ['ticket', id],
      ['ticket_message', message],
    ] as const)
      expect(subjectOf(a.store, entity, rowId)).toMatchObject({ record: 'ticket', recordId: id, name: 'No key' });
    reply(a, id, 'It comes');
    expect(recordState(a.store, 'ticket', id)).toBe('saved_here');
    await meet(a);
    expect(recordState(a.store, 'ticket', id)).toBe('live');
  });

  it('of before the update goes to the others after it', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const client = shelf(a).client();
    await meet(a, b);
    // As a version that did not share tickets left it.
    a.store.captureWith(null);
    const { id } = ask(a, client, 'old');
    a.store.db.prepare("UPDATE sync_state SET value = '1' WHERE key = 'schema'").run();
    const updated = testDesk({ name: 'A', transport: hub.connect('desk-A'), db: a.store.db });
    await meet(updated, b);
    expect(tickets(b).get(id)).toMatchObject({ subject: 'old', messages: [{ text: 'old' }] });
  });
});

describe('ways to pay', () => {
  it('are the same at every desk, and two words for one are asked about', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const of = (desk: TestDesk) => paymentMethods(desk.store);
    of(a).set({ method: 'cash', name: 'At the counter', isEnabled: false }, a.context);
    await meet(a, b);
    expect(of(b).list()).toContainEqual({ method: 'cash', name: 'At the counter', isEnabled: false });
    of(a).set({ method: 'cash', name: 'Cash', isEnabled: true }, a.context);
    of(b).set({ method: 'cash', name: 'Notes and coins', isEnabled: true }, b.context);
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(of(desk).list()).toContainEqual({ method: 'cash', name: 'Cash', isEnabled: true });
      expect(desk.service.status()).toMatchObject({ conflicts: 1, checksum: 'equal' });
      const [question] = desk.service.listConflicts({});
      expect(subjectOf(desk.store, question?.entity ?? '', question?.rowId ?? '')).toMatchObject({
        record: 'payment_method',
        recordId: 'cash',
        name: 'Cash',
      });
    }
  });
});
