import { formatNumber, type Locale } from '../../i18n/format.ts';

/** A percentage as it is written: `7.7` → `7,7`. For showing only; core computes with the text itself. */
export const percentText = (percent: string, locale: Locale): string => formatNumber(Number(percent), locale);
