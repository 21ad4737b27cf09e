import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, matchText } from '../../../main/core/bulk/match.ts';
import { addMany, numbers, type Sold } from '../../integration/provisioning/many.ts';
import { makeWorld, owner, virtualClock, type World } from '../../integration/provisioning/world.ts';

let world: World;
let sold: Sold[];
beforeEach(async () => {
  world = makeWorld({ url: 'http://127.0.0.1:9/', clock: virtualClock() });
  sold = addMany(world, (await world.addConnection()).id, numbers(4));
});
afterEach(() => world.close());

const at = (place: number): Sold => {
  const found = sold[place];
  if (!found) throw new Error('none there');
  return found;
};
const outcomes = (text: string) =>
  matchText(world.store, text).report.map(({ entry, outcome, by, matches }) => [entry, outcome, by, matches]);

describe('a pasted list', () => {
  it('is taken apart at whatever stands between its entries', () => {
    const text = '1001-KEY;10.1.0.2,\t"1003" | <a@b.example>\r\n(2001:db8::1).\n\nend.';
    expect(entriesOf(text)).toEqual([
      { line: 1, entry: '1001-KEY' },
      { line: 1, entry: '10.1.0.2' },
      { line: 1, entry: '1003' },
      { line: 1, entry: 'a@b.example' },
      { line: 2, entry: '2001:db8::1' },
      { line: 4, entry: 'end' },
    ]);
    expect(entriesOf(' ,;\n')).toEqual([]);
  });

  it('finds keys, numbers, addresses and clients, and says of each entry how', () => {
    expect(outcomes(`${at(0).key} ${at(1).vendorId} ${at(2).ip} nobody@example.test 10.9.9.9 what`)).toEqual([
      [at(0).key, 'one', 'key', 1],
      [at(1).vendorId, 'one', 'vendorId', 1],
      [at(2).ip, 'one', 'ip', 1],
      ['nobody@example.test', 'none', null, 0],
      ['10.9.9.9', 'none', null, 0],
      ['what', 'none', null, 0],
    ]);
  });

  it('says what is named twice, also by another name, and what means several', () => {
    const { report, ids, severalIds } = matchText(
      world.store,
      `${at(0).key}\n${at(0).ip}\n${at(2).email.toUpperCase()}\n${at(2).email}\n${at(0).key}`,
    );
    expect(report.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'one'],
      [2, 'repeated'],
      [3, 'several'],
      [4, 'repeated'],
      [5, 'repeated'],
    ]);
    expect(report[2]?.found).toEqual(['ispmanager 6 lite · Anna Smith 1003', 'ispmanager 6 lite · Anna Smith 1003']);
    expect(ids).toEqual([at(0).contractProductId]);
    expect(severalIds.toSorted()).toEqual([at(2).contractProductId, at(3).contractProductId].toSorted());
  });

  it('knows old keys, keys that staff set, and the address of what has no license', () => {
    world.store.transaction(owner, (writer) => {
      writer.insert('old_license_key', {
        id: world.store.makeId(),
        license_id: at(0).licenseId,
        license_key: 'OLD-1',
        reason: 'vendor',
        replaced_by: 'Olga',
      });
      writer.update('contract_product', at(1).contractProductId, { manual_key: 'HAND-1' });
      writer.update('license', at(2).licenseId, { status: 'deleted' });
      writer.update('license', at(3).licenseId, { ip: '2001:db8::7' });
    });
    expect(outcomes(`OLD-1 HAND-1 ${at(2).ip} 2001:0DB8::0007`)).toEqual([
      ['OLD-1', 'one', 'oldKey', 1],
      ['HAND-1', 'one', 'manualKey', 1],
      [at(2).ip, 'one', 'ip', 1],
      ['2001:0DB8::0007', 'one', 'ip', 1],
    ]);
  });

  it('is refused when it is too long, and reported in pages', () => {
    const long = numbers(5001).join(' ');
    expect(() => matchText(world.store, long)).toThrow('bulk.too_many');
    const first = world.bulk.match({ text: numbers(450).join('\n'), from: 0, only: 'none' });
    expect([first.entries, first.report.length, first.nextFrom]).toEqual([450, 200, 200]);
    const last = world.bulk.match({ text: numbers(450).join('\n'), from: 400, only: 'none' });
    expect([last.report.length, last.nextFrom, last.report[0]?.entry]).toEqual([46, null, '1405']);
    expect(last.counts).toEqual({ one: 4, several: 0, none: 446, repeated: 0 });
  });
});
