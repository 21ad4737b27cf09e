import { formatInstant, formatRelative } from '../i18n/format.ts';
import { useLocaleCode } from '../i18n/provider.tsx';
import { useNow } from './useNow.ts';

/** An instant as people say it ("5 minutes ago"), the exact time on hover. `isExact` turns the two around. */
export function When({ at, isExact = false }: { at: string; isExact?: boolean }) {
  const locale = useLocaleCode();
  const now = useNow();
  const exact = formatInstant(at, locale);
  const relative = formatRelative(at, now, locale);
  return (
    <time dateTime={at} title={isExact ? relative : exact}>
      {isExact ? exact : relative}
    </time>
  );
}
