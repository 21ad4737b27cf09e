import type { Awaits, ContractProduct } from '../../../preload/api/contract-products.ts';
import { contractProducts } from '../../../preload/api/contract-products.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, Form, FormActions, FormSection, FormTextField } from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { isIp } from './actions/ip.ts';

const { input } = contractProducts.confirmDetails;
const given = input.extend({ ip: input.shape.ip.refine((ip) => !ip || isIp(ip), 'not_ip') });
const needed = input.extend({ ip: given.shape.ip.refine((ip) => ip !== '', 'required') });

/**
 * A paid license that is not bought yet, because its details were to be asked or confirmed after the payment (spec 66,
 * 67): what it waits for, and the one button that has it bought.
 */
export function SetupDetails({ contract, awaits }: { contract: ContractProduct; awaits: Awaits }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const save = useAction('contractProducts', 'confirmDetails');
  const { form, submit, refusal, isDraft, discard } = useCallForm({
    id: `setup-details/${contract.id}`,
    schema: awaits === 'details' ? needed : given,
    defaults: { ip: contract.ip },
    toInput: ({ ip }) => ({ id: contract.id, ip }),
    save: save.mutateAsync,
    onSaved: () => toasts.add({ tone: 'success', text: t('manage.details.saved') }),
  });
  return (
    <Card title={t('manage.details')} headingLevel={3}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('manage.details')}>
        <FormSection>
          <Banner tone="warning" title={t(`license.awaits.${awaits}`)}>
            {t(`manage.details.${awaits}`)}
          </Banner>
          <FormTextField
            name="ip"
            label={t('contracts.ip')}
            description={t(awaits === 'details' ? 'orders.ip.needed' : 'manage.details.ip')}
            isRequired={awaits === 'details'}
            isMono
            spellCheck={false}
          />
          <FormRefusal refusal={refusal} />
        </FormSection>
        <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
          <Button
            type="submit"
            variant="primary"
            isBusy={form.formState.isSubmitting}
            whyDisabled={may('licenses.act')}
          >
            {t(awaits === 'details' ? 'manage.details.save' : 'manage.details.confirm')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}
