import type { TrialOffer } from '../../../../preload/api/trials.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormCheckbox, FormSection } from '../../../ui/index.ts';
import { thenText } from '../../trials/then.ts';

/** `Start with a trial of N days` (spec 47, 48): a choice, or a word where there is none. `price`: of a term, as text. */
export function LineTrial({ offer, price }: { offer: TrialOffer; price: string }) {
  const t = useTranslate();
  return (
    <FormSection title={t('trial.title')}>
      {offer.isUsed ? (
        <p>{t('trial.order.used')}</p>
      ) : (
        <FormCheckbox
          name="trial"
          label={t('trial.order', { days: offer.days })}
          // A forced one shows that it is chosen, and cannot be taken off.
          isReadOnly={offer.isForced}
          description={[
            ...(offer.isForced ? [t('trial.order.forced')] : []),
            t('trial.order.free'),
            thenText(offer, price, t),
          ].join(' ')}
        />
      )}
    </FormSection>
  );
}
