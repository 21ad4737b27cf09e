import { practiceVendor, type VendorLicenseRow } from '../../../../preload/api/practice-vendor.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import {
  Button,
  Dialog,
  Form,
  FormCheckbox,
  FormDateField,
  FormRow,
  FormSection,
  FormSelect,
  FormTextField,
} from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';

interface EditValues {
  status: string;
  ip: string;
  expiredate: string | null;
  isNewKey: boolean;
  [name: string]: string | boolean | null;
}

/** What the vendor's staff can make of a license: active, stopped or deleted. */
const possible = ['2', '3', '4'] as const;
const keep = 'keep';

/** Changes a license at the practice vendor without a word to the console, so that it has something to find. */
export function VendorEditDialog({ license, onClose }: { license: VendorLicenseRow; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const edit = useAction('practiceVendor', 'vendorEdit');
  const { form, submit, refusal, isDraft, discard } = useCallForm<EditValues, object, VendorLicenseRow>({
    id: `practice-vendor/license/${license.id}`,
    schema: practiceVendor.vendorEdit.input,
    defaults: { status: keep, ip: license.ip, expiredate: license.expiredate, isNewKey: false },
    toInput: ({ status, ip, expiredate, isNewKey }) => ({
      id: license.id,
      isNewKey,
      ...(status === keep ? {} : { status: Number(status) }),
      ...(ip.trim() === license.ip ? {} : { ip: ip.trim() }),
      ...(expiredate === license.expiredate ? {} : { expiredate: expiredate ?? undefined }),
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => edit.mutateAsync(input as Parameters<typeof edit.mutateAsync>[0]),
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('practice.edit.saved', { id: String(license.id) }) });
      onClose();
    },
  });
  const { isSubmitting } = form.formState;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={isSubmitting}
      title={t('practice.edit.title', { id: String(license.id) })}
      subtitle={t('practice.edit.text')}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isSubmitting}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" isBusy={isSubmitting} onPress={() => void form.handleSubmit(submit)()}>
            {t('practice.edit.save')}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('practice.edit')}>
        <FormSection>
          <FormRow>
            <FormSelect
              name="status"
              label={t('practice.edit.status')}
              options={[
                { id: keep, label: t('practice.edit.status.keep', { status: t(`practice.status.${license.status}`) }) },
                ...possible
                  .filter((id) => Number(id) !== license.status)
                  .map((id) => ({ id, label: t(`practice.status.${id}`) })),
              ]}
            />
            <FormDateField name="expiredate" label={t('practice.edit.expires')} />
          </FormRow>
          <FormTextField name="ip" label={t('practice.edit.ip')} isMono />
          <FormCheckbox name="isNewKey" label={t('practice.edit.isNewKey')} />
          <DraftStatus isDraft={isDraft} onDiscard={discard} />
          <FormRefusal refusal={refusal} />
        </FormSection>
      </Form>
    </Dialog>
  );
}
