import { promoCodes, type PromoCode } from '../../../preload/api/promo-codes.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Form, FormActions } from '../../ui/index.ts';
import { DetailPane } from '../../workbench/DetailPane.tsx';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { useOnce } from '../../workbench/useOnce.ts';
import { PromoCodeFields } from './PromoCodeFields.tsx';
import { inputOf, type PromoValues, unsaid } from './values.ts';

export function NewPromoCode() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const fieldText = useFieldText();
  const create = useAction('promoCodes', 'create');
  const once = useOnce<PromoValues>();
  const { form, submit, refusal, isDraft, discard } = useCallForm<PromoValues, ReturnType<typeof inputOf>, PromoCode>({
    id: 'promo-code/new',
    schema: promoCodes.create.input,
    defaults: unsaid(),
    toInput: inputOf,
    save: create.mutateAsync,
    onSaved: (saved) => {
      once.done();
      toasts.add({ tone: 'success', text: t('promoCodes.created', { code: saved.code }) });
      go(paths.promoCode(saved.id), { replace: true });
    },
  });
  useFirstFocus(form, 'code');
  return (
    <DetailPane title={t('promoCodes.new')} listPath={paths.promoCodes}>
      <Form form={form} onSubmit={once.guard(submit)} translate={fieldText} label={t('promoCodes.new')}>
        <PromoCodeFields form={form} />
        <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
          <Button onPress={() => go(paths.promoCodes)}>{t('ui.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            isBusy={form.formState.isSubmitting}
            whyDisabled={may('catalogue.write')}
          >
            {t('ui.create')}
          </Button>
        </FormActions>
        <FormRefusal refusal={refusal} />
      </Form>
    </DetailPane>
  );
}
