import { catalogue, type Category, type CategoryRow } from '../../../../preload/api/catalogue.ts';
import type { Input } from '../../../../preload/api/contract.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Form, Tabs } from '../../../ui/index.ts';
import { FormFooter } from '../../../workbench/FormFooter.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { TranslationsProvider } from '../translations/TranslationsProvider.tsx';
import { TranslationsTab } from '../translations/TranslationsTab.tsx';
import { useFormTexts } from '../translations/useFormTexts.ts';
import { useUndoable } from '../../../workbench/useUndo.ts';
import { undo } from '../undo-calls.ts';
import { CategoryFields } from './CategoryFields.tsx';
import { useCategoryTab, type CategoryTab } from './tabs.ts';
import { categoryInput, categoryValues, type CategoryValues } from './values.ts';

/** The form of a stored category. */
export function CategoryEditor({ category, categories }: { category: Category; categories: readonly CategoryRow[] }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const update = useAction('catalogue', 'updateCategory');
  const told = useUndoable();
  const { form, submit, refusal, isDraft, discard } = useCallForm<
    CategoryValues,
    Input<typeof catalogue.updateCategory>,
    Category
  >({
    id: `category/${category.id}`,
    onlyChanges: true,
    schema: catalogue.updateCategory.input,
    defaults: categoryValues(category),
    followsStored: true,
    toInput: (values) => ({ id: category.id, ...categoryInput(values) }),
    save: update.mutateAsync,
    onSaved: (saved) => {
      form.reset(categoryValues(saved));
      told({
        text: t('category.saved'),
        entry: undo.categorySaved(t('undo.what.category', { name: saved.name }), category, saved),
      });
    },
  });
  const { isDirty, isSubmitting } = form.formState;
  const texts = useFormTexts(form, `category/${category.id}`);
  const [tab, setTab] = useCategoryTab();
  return (
    <TranslationsProvider owner={{ entity: 'category', id: category.id }} form={texts}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={category.name}>
        <Tabs
          label={t('category.tabs')}
          selected={tab}
          onSelect={(id) => setTab(id as CategoryTab)}
          items={[
            {
              id: 'details',
              label: t('category.tab.details'),
              content: <CategoryFields form={form} categories={categories} id={category.id} />,
            },
            { id: 'translations', label: t('translations.tab'), content: <TranslationsTab /> },
          ]}
        />
        {/* The translations are saved by themselves: one Save at a time. */}
        {tab === 'translations' ? null : (
          <FormFooter
            refusal={refusal}
            isDraft={isDraft}
            onDiscard={discard}
            isDirty={isDirty}
            isBusy={isSubmitting}
            whyDisabled={may('catalogue.write')}
          />
        )}
      </Form>
    </TranslationsProvider>
  );
}
