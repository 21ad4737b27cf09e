import { describe, expect, it } from 'vitest';
import {
  firstStoreLink,
  maxSlugLength,
  slugOfStoreLink,
  storeLink,
  storeLinkBase,
} from '../../../preload/api/store-link.ts';
import { staffOrigin } from '../../../main/shell/origins.ts';
import { row } from '../support/row.ts';

/** Texts that somebody could have the operating system hand over as a link, or as an argument beside one. */
const hostile = [
  '',
  'app://',
  'app://staff',
  'app://staff/',
  'app://staff/store',
  'app://staff/store/',
  'app://staff/store//',
  'app://staff/store/a//',
  'app://staff/store/a/b',
  'app://staff/store/../settings',
  'app://staff/store/..',
  'app://staff/store/%2e%2e%2fsettings',
  'app://staff/store/a%00',
  'app://staff/store/a%20b',
  'app://staff/store/a?x=1',
  'app://staff/store/a#/settings/brand',
  'app://staff/#/store/a',
  'app://staff/settings/brand',
  'app://staff/orders/new?client=1',
  'app://staff@evil.example/store/a',
  'app://staff:80/store/a',
  'app://evil.example/store/a',
  'app://client-area/store/a',
  'APP://staff/store/a',
  'app://STAFF/store/a',
  'app:staff/store/a',
  'app:///staff/store/a',
  'http://staff/store/a',
  'https://app/staff/store/a',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  ' app://staff/store/a',
  'app://staff/store/a ',
  'app://staff/store/a\n',
  'app://staff/store/a\u0000',
  'app://staff/store/A',
  'app://staff/store/-a',
  'app://staff/store/a-',
  'app://staff/store/a--b',
  'app://staff/store/\u0430',
  'app://staff/store/a\u202eb',
  'app://staff/store/<img>',
  'app://staff/store/"--no-sandbox"',
  `app://staff/store/${'a'.repeat(maxSlugLength + 1)}`,
  `app://staff/store/${'a-'.repeat(50_000)}`,
  '--data=/tmp/elsewhere',
  '--inspect=0.0.0.0:9229',
  '--no-sandbox app://staff/store/a',
  '__proto__',
];

describe('store links', () => {
  row(33, 'a store link is that of its slug, and back', () => {
    for (const slug of ['a', 'ispmanager-6-lite', '6', 'a'.repeat(maxSlugLength)]) {
      expect(slugOfStoreLink(storeLink(slug))).toBe(slug);
      // Some programs put a slash at the end of an address.
      expect(slugOfStoreLink(`${storeLink(slug)}/`)).toBe(slug);
    }
    expect(storeLink('ispmanager-6-lite')).toBe('app://staff/store/ispmanager-6-lite');
    expect(storeLinkBase).toBe(`${staffOrigin}/store/`);
  });

  it.each(hostile)('nothing else is one: %j', (text) => {
    expect(slugOfStoreLink(text)).toBeNull();
    expect(firstStoreLink([text])).toBeNull();
  });

  it('of a program\u2019s arguments the first one that is a store link is taken', () => {
    expect(firstStoreLink([])).toBeNull();
    expect(firstStoreLink(['/opt/console', '.', '--data=/tmp/x', '--', storeLink('lite')])).toBe('lite');
    expect(firstStoreLink([...hostile, storeLink('lite'), storeLink('pro')])).toBe('lite');
  });

  it('a long text takes no long time to refuse', () => {
    const began = performance.now();
    expect(slugOfStoreLink(`${storeLinkBase}${'a-'.repeat(2_000_000)}!`)).toBeNull();
    expect(performance.now() - began).toBeLessThan(200);
  });
});
