import type { Product } from '../../../../preload/api/catalogue.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormSection, FormTextArea, FormTextField } from '../../../ui/index.ts';
import { asksAddress, licensesFor, type LineValues, quantityOf } from './line.ts';

/** The vendor's details where the product asks for them now (spec 64-67). */
export function LineDetails({ product, values }: { product: Product | undefined; values: LineValues }) {
  const t = useTranslate();
  const mode = product?.effective.deferMode.effective;
  if (!asksAddress(product) && mode !== 'hidden') return null;
  return (
    <FormSection
      title={t('orders.details')}
      {...(mode === 'hidden' ? { description: t('orders.details.hidden') } : {})}
    >
      {asksAddress(product) ? (
        <Addresses isNeeded={mode === 'none'} quantity={licensesFor(product, quantityOf(product, values) ?? 1)} />
      ) : null}
    </FormSection>
  );
}

function Addresses({ isNeeded, quantity }: { isNeeded: boolean; quantity: number }) {
  const t = useTranslate();
  if (quantity > 1) {
    return (
      <FormTextArea
        name="ip"
        label={t('orders.ips')}
        description={t(isNeeded ? 'orders.ips.needed' : 'orders.ips.optional', { quantity })}
        isRequired={isNeeded}
        rows={Math.min(quantity, 8)}
      />
    );
  }
  return (
    <FormTextField
      name="ip"
      label={t('orders.ip')}
      description={t(isNeeded ? 'orders.ip.needed' : 'orders.ip.optional')}
      isRequired={isNeeded}
      isMono
    />
  );
}
