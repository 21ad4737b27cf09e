import { useEffect, useRef } from 'react';
import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import { licenses } from '../../../preload/api/licenses.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Badge, Button, Card, Form, FormActions, FormSection, FormTextField, KeyValue } from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useMay } from '../../workbench/useMay.ts';

/** `Provision fields` (spec 101): the key that staff know better. It is marked, and no reading replaces it. */
export function ProvisionFields({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const save = useAction('licenses', 'setManualKey');
  const { form, submit, refusal, isDraft, discard } = useCallForm({
    id: `manual-key/${contract.id}`,
    schema: licenses.setManualKey.input,
    defaults: { key: contract.manualKey },
    toInput: ({ key }) => ({ contractProductId: contract.id, key }),
    save: save.mutateAsync,
    onSaved: () => {
      form.reset({ key: form.getValues('key').trim() });
      toasts.add({ tone: 'success', text: t('ui.saved') });
    },
  });
  const { isDirty, isSubmitting } = form.formState;

  // Somebody else set it: what nobody touched here follows; what was typed stays.
  const shown = useRef(contract.manualKey);
  useEffect(() => {
    if (shown.current === contract.manualKey) return;
    shown.current = contract.manualKey;
    if (!isDirty && !isDraft && !isSubmitting) discard();
  }, [contract.manualKey, isDirty, isDraft, isSubmitting, discard]);

  return (
    <Card title={t('manage.fields')} headingLevel={3}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('manage.fields')}>
        <FormSection>
          <FormTextField
            name="key"
            label={t('contracts.key')}
            description={t('manage.fields.key')}
            labelAside={contract.manualKey === '' ? undefined : <Badge>{t('manage.key.manual')}</Badge>}
            isMono
            spellCheck={false}
          />
          <KeyValue
            items={[
              {
                id: 'customer',
                label: t('manage.customer'),
                value: contract.clientId,
                isMono: true,
                copyText: contract.clientId,
              },
            ]}
          />
          <FormRefusal refusal={refusal} />
        </FormSection>
        <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
          {isDirty && !isDraft ? <Button onPress={discard}>{t('ui.discard')}</Button> : null}
          <Button type="submit" isBusy={isSubmitting} whyDisabled={may('licenses.act')}>
            {t('ui.save')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}
