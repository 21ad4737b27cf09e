import type { Translate } from '../i18n/provider.tsx';
import type { Draft } from '../state/drafts.ts';
import { paths } from './paths.ts';

/** A form with unsaved changes, and where it is. */
export interface DraftPlace {
  readonly id: string;
  /** What it is a form of, as the person calls it. */
  readonly label: string;
  readonly path: string;
}

interface Kind {
  readonly pattern: RegExp;
  readonly what: (t: Translate) => string;
  readonly pathOf: (id: string) => string;
  /** Names of the fields that name the record. */
  readonly name?: readonly string[];
}

const kinds: readonly Kind[] = [
  {
    pattern: /^product\/(.+)$/,
    what: (t) => t('drafts.of.product'),
    pathOf: (id) => (id === 'new' ? paths.newProduct() : paths.catalogueProduct(id)),
    name: ['name'],
  },
  {
    pattern: /^category\/(.+)$/,
    what: (t) => t('drafts.of.category'),
    pathOf: (id) => (id === 'new' ? paths.newCategory : paths.category(id)),
    name: ['name'],
  },
  {
    pattern: /^client\/(.+)$/,
    what: (t) => t('drafts.of.client'),
    pathOf: (id) => (id === 'new' ? paths.newClient : paths.client(id)),
    name: ['firstName', 'lastName'],
  },
  {
    pattern: /^order\/new(?:\/(.+))?$/,
    what: (t) => t('drafts.of.order'),
    pathOf: (id) => paths.newOrder(id === '' ? undefined : id),
  },
  {
    pattern: /^promo-code\/(.+)$/,
    what: (t) => t('drafts.of.promoCode'),
    pathOf: (id) => (id === 'new' ? paths.newPromoCode : paths.promoCode(id)),
    name: ['code'],
  },
  { pattern: /^ticket\/(new)$/, what: (t) => t('drafts.of.ticket'), pathOf: () => paths.newTicket, name: ['subject'] },
  { pattern: /^ticket\/(.+)\/reply$/, what: (t) => t('drafts.of.reply'), pathOf: paths.ticket },
  {
    pattern: /^connection\/(.+)$/,
    what: (t) => t('drafts.of.connection'),
    pathOf: (id) => (id === 'new' ? paths.newConnection : paths.connection(id)),
    name: ['name'],
  },
  {
    pattern: /^(affiliate-settings)$/,
    what: (t) => t('affiliates.settings'),
    pathOf: () => paths.brandSettings,
  },
  { pattern: /^(brand)$/, what: (t) => t('drafts.of.brand'), pathOf: () => paths.brandSettings },
  {
    pattern: /^tax-rate\/(.+)$/,
    what: (t) => t('drafts.of.taxRate'),
    pathOf: () => paths.brandSettings,
    name: ['name'],
  },
];

/** The place of a draft by the id of its form; null: that form has no address of its own (a dialog). */
export function draftPlace(t: Translate, id: string, draft: Draft): DraftPlace | null {
  for (const { pattern, what, pathOf, name = [] } of kinds) {
    const found = pattern.exec(id);
    if (!found) continue;
    const of = found[1] ?? '';
    const called = name
      .map((field) => draft[field])
      .filter((part): part is string => typeof part === 'string' && part.trim() !== '')
      .join(' ');
    const isNew = /(^|\/)new(\/|$)/.test(id);
    const kind = isNew ? t('drafts.of.new', { what: what(t) }) : what(t);
    return { id, label: called === '' ? kind : `${kind} · ${called}`, path: pathOf(of) };
  }
  return null;
}
