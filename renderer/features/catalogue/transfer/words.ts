import {
  type ColumnTarget,
  PlainField,
  ProblemCode,
  type RowProblem,
} from '../../../../preload/api/catalogue-transfer.ts';
import type { Translate } from '../../../i18n/provider.tsx';

/** What a column means, in words. */
export const targetWords = (t: Translate, target: ColumnTarget): string =>
  target.field === 'price'
    ? t('transfer.price.column', { term: t(`catalogue.term.${target.termMonths}`), currency: target.currency })
    : t(`transfer.field.${target.field}`);

/** One text for each meaning, to tell them apart. */
export const targetKey = (target: ColumnTarget): string =>
  target.field === 'price' ? `price ${target.termMonths} ${target.currency}` : target.field;

/** What a problem text may say of its row; core fills it in where a file is written. */
const placeholders = ['maximum', 'minimum', 'digits', 'listed', 'expected', 'found'] as const;

export const problemText = (t: Translate, { code, params }: Pick<RowProblem, 'code' | 'params'>): string =>
  t(`transfer.problem.${code}`, { ...Object.fromEntries(placeholders.map((name) => [name, ''])), ...params });

/** The person's words for a file of products. */
export const exportWords = (t: Translate): Record<string, string> =>
  Object.fromEntries(
    [
      ...PlainField.options.map((field) => `transfer.field.${field}`),
      'transfer.price',
      'transfer.yes',
      'transfer.no',
    ].map((key) => [key, t(key)]),
  );

/** The person's words for a file of refused rows. */
export const errorWords = (t: Translate): Record<string, string> =>
  Object.fromEntries([
    ...['transfer.errors.line', 'transfer.errors.reasons'].map((key) => [key, t(key)] as const),
    ...ProblemCode.options.map((code) => {
      const own = Object.fromEntries(placeholders.map((name) => [name, `{${name}}`]));
      return [`transfer.problem.${code}`, problemText(t, { code, params: own }).slice(0, 400)] as const;
    }),
  ]);
