import { useEffect } from 'react';
import { catalogue, type Category } from '../../../../preload/api/catalogue.ts';
import type { Input } from '../../../../preload/api/contract.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Form, FormActions } from '../../../ui/index.ts';
import { DetailPane } from '../../../workbench/DetailPane.tsx';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { CategoryFields } from './CategoryFields.tsx';
import { categoryInput, newCategoryValues, type CategoryValues } from './values.ts';
import { useCategories } from '../useCategories.ts';

/** Store catalogue > Products > Add new > Products category. */
export function NewCategory() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const fieldText = useFieldText();
  const { data: categories = [] } = useCategories();
  const create = useAction('catalogue', 'createCategory');
  const { form, submit, refusal, isDraft, discard } = useCallForm<
    CategoryValues,
    Input<typeof catalogue.createCategory>,
    Category
  >({
    id: 'category/new',
    schema: catalogue.createCategory.input,
    defaults: newCategoryValues,
    toInput: categoryInput,
    save: create.mutateAsync,
    onSaved: (category) => {
      toasts.add({ tone: 'success', text: t('category.created') });
      go(paths.category(category.id), { replace: true });
    },
  });
  const { setFocus } = form;
  useEffect(() => setFocus('name'), [setFocus]);
  return (
    <DetailPane title={t('category.new')} listPath={paths.catalogue}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('category.new')}>
        <CategoryFields form={form} categories={categories} id={null} />
        <FormRefusal refusal={refusal} />
        <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
          <Button onPress={() => go(paths.catalogue)}>{t('ui.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            isBusy={form.formState.isSubmitting}
            whyDisabled={may('catalogue.write')}
          >
            {t('ui.create')}
          </Button>
        </FormActions>
      </Form>
    </DetailPane>
  );
}
