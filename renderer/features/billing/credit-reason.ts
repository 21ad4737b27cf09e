import type { CreditNote } from '../../../preload/api/billing.ts';
import type { Translate } from '../../i18n/provider.tsx';

/** Why a credit note was made. Of one that takes a line back the invoice itself was neither cancelled nor written off. */
export const creditReason = (t: Translate, { reason, line }: Pick<CreditNote, 'reason' | 'line'>): string =>
  line !== null && reason === 'cancelled' ? t('credit.reason.line') : t(`credit.reason.${reason}`);
