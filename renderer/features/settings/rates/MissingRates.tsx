import type { Rate } from '../../../../preload/api/rates.ts';
import { currencyName } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import type { Entry } from './entry.ts';

export interface MissingRatesProps {
  rates: readonly Rate[];
  /** Currencies of the brand. */
  currencies: readonly string[];
  onEnter: (entry: Entry) => void;
}

/** Names the currencies of the brand that nothing can be converted to, with the next step. */
export function MissingRates({ rates, currencies, onEnter }: MissingRatesProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  // The euro's own rate is one.
  const missing = currencies.filter((code) => code !== 'EUR' && !rates.some(({ currency }) => currency === code));
  const [first] = missing;
  if (first === undefined) return null;
  const wasRead = rates.some(({ source }) => source === 'ecb');
  return (
    <Banner
      tone="warning"
      title={t('rates.missing', {
        count: missing.length,
        names: missing.map((code) => `${code} (${currencyName(code, locale)})`).join(', '),
      })}
      actions={
        <Button size="small" whyDisabled={may('catalogue.write')} onPress={() => onEnter({ currency: first })}>
          {t('rates.enter.short')}
        </Button>
      }
    >
      {t(wasRead ? 'rates.missing.unlisted' : 'rates.missing.text')}
    </Banner>
  );
}
