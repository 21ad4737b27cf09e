import type { Translate } from '../../i18n/provider.tsx';

/** The vendor's period of a trial (ispmanager-api 2). */
export const trialPeriod = -100;

/** The vendor's period in words: months, or a trial. */
export const periodText = (months: number, t: Translate): string =>
  months === trialPeriod ? t('license.trial') : t('license.months', { months });

/** How the vendor renews by itself: `none`, or the months between two renewals, in words. */
export const autoRenewalText = (value: string, t: Translate): string =>
  value === 'none' ? t('license.autoRenewal.none') : t('license.autoRenewal.every', { months: Number(value) });
