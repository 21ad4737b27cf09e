import { Plus, X } from 'lucide-react';
import type { Product } from '../../../../../preload/api/catalogue.ts';
import { productOptions } from '../../../../../preload/api/product-options.ts';
import { useFieldText } from '../../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../../app/form.ts';
import { useAction } from '../../../../app/query.ts';
import { toasts } from '../../../../app/toasts.ts';
import { useTranslate } from '../../../../i18n/provider.tsx';
import {
  Button,
  Dialog,
  Form,
  FormCheckbox,
  FormMoneyField,
  FormSection,
  FormTextField,
  IconButton,
} from '../../../../ui/index.ts';
import { FormFooter } from '../../../../workbench/FormFooter.tsx';
import { TranslateButton } from '../../translations/TranslateButton.tsx';
import { useFormTexts } from '../../translations/useFormTexts.ts';
import styles from './ChoicesTab.module.css';
import {
  attributeInput,
  choiceValues,
  newValue,
  optionInput,
  slotsOf,
  type Choice,
  type ChoiceKind,
  type ChoiceValues,
} from './values.ts';

type OptionInput = ReturnType<typeof optionInput>;
type Wanted = (OptionInput | ReturnType<typeof attributeInput>) & { productId: string };

export interface ChoiceDialogProps {
  product: Product;
  kind: ChoiceKind;
  /** Null: a new one. */
  choice: Choice | null;
  onClose: () => void;
}

/** One option or attribute: its name, whether it must be chosen, its values and, for an option, what they cost. */
export function ChoiceDialog({ product, kind, choice, onClose }: ChoiceDialogProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const actions = {
    create: useAction('productOptions', 'create'),
    update: useAction('productOptions', 'update'),
    createAttribute: useAction('productOptions', 'createAttribute'),
    updateAttribute: useAction('productOptions', 'updateAttribute'),
  };
  const slots = kind === 'option' ? slotsOf(product, choice) : [];
  // What a change leaves out stays; this form always gives all of it, so it is checked as a new one is.
  const { input: schema } = kind === 'option' ? productOptions.create : productOptions.createAttribute;
  const formId = `${kind}/${choice?.id ?? `new/${product.id}`}`;
  const { form, submit, refusal, isDraft, discard } = useCallForm<ChoiceValues, Wanted, unknown>({
    id: formId,
    schema,
    defaults: choiceValues(choice),
    toInput: (values) => ({
      ...(kind === 'option' ? optionInput(values, slots) : attributeInput(values)),
      productId: product.id,
    }),
    save: async ({ productId, ...input }) => {
      if (kind === 'attribute')
        return choice === null
          ? actions.createAttribute.mutateAsync({ ...input, productId })
          : actions.updateAttribute.mutateAsync({ ...input, id: choice.id });
      const option = input as OptionInput;
      return choice === null
        ? actions.create.mutateAsync({ ...option, productId })
        : actions.update.mutateAsync({ ...option, id: choice.id });
    },
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('choice.saved') });
      onClose();
    },
  });
  const values = form.watch('values');
  const texts = useFormTexts(form, formId);
  /** The lines are one value: the form library's own lists would complain of a new line before it is filled in. */
  const set = (next: ChoiceValues['values']): void => {
    form.clearErrors('values');
    form.setValue('values', next, { shouldDirty: true });
  };
  const add = (): void => {
    set([...values, newValue()]);
    // The line is there after the next paint.
    requestAnimationFrame(() => form.setFocus(`values.${values.length}.name`));
  };
  return (
    // It stands within the product's form for React, though not for the page: its Save is not that form's.
    <div onSubmit={(event) => event.stopPropagation()}>
      <Dialog
        isOpen
        size="large"
        title={choice === null ? t(`choice.${kind}.new`) : choice.name}
        isBusy={form.formState.isSubmitting}
        onClose={onClose}
      >
        <Form form={form} onSubmit={submit} translate={fieldText} label={t(`choice.${kind}.title`)}>
          <FormSection>
            <FormTextField
              name="name"
              label={t('choice.name')}
              labelAside={
                choice ? (
                  <TranslateButton
                    of={{ entity: kind, id: choice.id }}
                    field="name"
                    label={t('choice.name')}
                    form={texts}
                  />
                ) : undefined
              }
              placeholder={t(`choice.${kind}.placeholder`)}
              isRequired
              maxLength={200}
            />
            <FormCheckbox name="isRequired" label={t('choice.isRequired')} description={t('choice.isRequired.text')} />
            <div>
              {values.map((value, at) => (
                <fieldset
                  key={value.key}
                  aria-label={t('choice.value', { number: at + 1 })}
                  className={styles['valueRow']}
                >
                  <div className={styles['valueName']}>
                    <FormTextField
                      name={`values.${at}.name`}
                      label={t('choice.value', { number: at + 1 })}
                      labelAside={
                        value.id === null ? undefined : (
                          <TranslateButton
                            of={{ entity: `${kind}_value`, id: value.id }}
                            field="name"
                            label={t('choice.value', { number: at + 1 })}
                            form={texts}
                            name={`values.${at}.name`}
                          />
                        )
                      }
                      isRequired
                      maxLength={200}
                    />
                    <IconButton
                      icon={X}
                      label={t('choice.value.remove', { number: at + 1 })}
                      isDisabled={values.length === 1}
                      onPress={() => set(values.filter(({ key }) => key !== value.key))}
                    />
                  </div>
                  {slots.length === 0 ? null : (
                    <div className={styles['amounts']}>
                      {slots.map(({ id, termMonths, currency }) => (
                        <FormMoneyField
                          key={id}
                          name={`values.${at}.amounts.${id}`}
                          label={t('choice.price', { term: t(`catalogue.term.${termMonths}`), currency })}
                          currency={currency}
                        />
                      ))}
                    </div>
                  )}
                </fieldset>
              ))}
              {kind === 'option' ? (
                <p className={styles['empty']}>{t(slots.length === 0 ? 'choice.price.none' : 'choice.price.text')}</p>
              ) : null}
            </div>
            <div>
              <Button size="small" icon={Plus} onPress={add}>
                {t('choice.value.add')}
              </Button>
            </div>
          </FormSection>
          <FormFooter
            refusal={refusal}
            isDraft={isDraft}
            onDiscard={discard}
            isBusy={form.formState.isSubmitting}
            onCancel={onClose}
          />
        </Form>
      </Dialog>
    </div>
  );
}
