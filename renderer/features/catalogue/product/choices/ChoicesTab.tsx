import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Product } from '../../../../../preload/api/catalogue.ts';
import { ErrorBanner } from '../../../../app/ErrorBanner.tsx';
import { useAction } from '../../../../app/query.ts';
import { toasts } from '../../../../app/toasts.ts';
import { formatMoney } from '../../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../../i18n/provider.tsx';
import { Badge, Button, FormSection, IconButton } from '../../../../ui/index.ts';
import { beforeAt, OrderButtons } from '../../../../workbench/OrderButtons.tsx';
import { useMay } from '../../../../workbench/useMay.ts';
import { TranslateButton } from '../../translations/TranslateButton.tsx';
import { ChoiceDialog } from './ChoiceDialog.tsx';
import styles from './ChoicesTab.module.css';
import type { Choice, ChoiceKind } from './values.ts';

export interface ChoicesTabProps {
  product: Product;
  kind: ChoiceKind;
}

/**
 * What a client chooses with a product: options, which have prices (spec items 57, 58), or attributes, which have none
 * (59, 60). Each is stored by itself, not with the product's form.
 */
export function ChoicesTab({ product, kind }: ChoicesTabProps) {
  const t = useTranslate();
  const may = useMay();
  const [edited, setEdited] = useState<Choice | 'new' | null>(null);
  const choices: readonly Choice[] = kind === 'option' ? product.options : product.attributes;
  return (
    <FormSection
      headingLevel={3}
      title={t(`choice.${kind}.title`)}
      description={t(`choice.${kind}.text`)}
      actions={
        <Button size="small" icon={Plus} whyDisabled={may('catalogue.write')} onPress={() => setEdited('new')}>
          {t(`choice.${kind}.add`)}
        </Button>
      }
    >
      {choices.length === 0 ? <p className={styles['empty']}>{t(`choice.${kind}.empty`)}</p> : null}
      <ul className={styles['list']} aria-label={t(`choice.${kind}.title`)}>
        {choices.map((choice, at) => (
          <ChoiceItem
            key={choice.id}
            choice={choice}
            at={at}
            kind={kind}
            choices={choices}
            onEdit={() => setEdited(choice)}
          />
        ))}
      </ul>
      {edited === null ? null : (
        <ChoiceDialog
          product={product}
          kind={kind}
          choice={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </FormSection>
  );
}

interface ChoiceItemProps {
  choice: Choice;
  kind: ChoiceKind;
  at: number;
  choices: readonly Choice[];
  onEdit: () => void;
}

function ChoiceItem({ choice, kind, at, choices, onEdit }: ChoiceItemProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const move = useAction('productOptions', 'move');
  const remove = useAction('productOptions', 'delete');
  const restore = useAction('productOptions', 'restore');
  const may = useMay();
  const isLocked = may('catalogue.write') !== undefined;
  const { name } = choice;
  const ids = choices.map(({ id }) => id);
  const error = move.error ?? remove.error ?? restore.error;
  const takeOut = (): void =>
    remove.mutate(
      { id: choice.id },
      {
        onSuccess: () =>
          toasts.add({
            tone: 'success',
            text: t('choice.deleted', { name }),
            action: { label: t('choice.undo'), onAction: () => restore.mutate({ id: choice.id }) },
          }),
      },
    );
  return (
    <li className={styles['item']}>
      <div className={styles['head']}>
        <span className={styles['name']}>{name}</span>
        {choice.isRequired ? <Badge>{t('choice.required')}</Badge> : null}
        <span className={styles['actions']}>
          <TranslateButton of={{ entity: kind, id: choice.id }} field="name" label={name} place="line" />
          <OrderButtons
            name={name}
            at={at}
            count={choices.length}
            isLocked={isLocked}
            onMove={(to) => move.mutate({ id: choice.id, beforeId: beforeAt(ids, choice.id, to) })}
          />
          <IconButton
            size="small"
            icon={Pencil}
            label={t('choice.edit', { name })}
            isDisabled={isLocked}
            onPress={onEdit}
          />
          <IconButton
            size="small"
            icon={Trash2}
            label={t('choice.delete', { name })}
            isBusy={remove.isPending}
            isDisabled={isLocked}
            onPress={takeOut}
          />
        </span>
      </div>
      <ul className={styles['values']}>
        {choice.values.map((value) => (
          <li key={value.id} className={styles['value']}>
            <span className={styles['valueText']}>
              {value.name}
              <TranslateButton
                of={{ entity: `${kind}_value`, id: value.id }}
                field="name"
                label={value.name}
                place="line"
              />
            </span>
            <span className={styles['prices']}>
              {(value.prices ?? [])
                .map(
                  ({ amountMinor, currency, termMonths }) =>
                    `${formatMoney(amountMinor, currency, locale)} / ${t(`catalogue.term.${termMonths}.short`)}`,
                )
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {error ? <ErrorBanner error={error.error} /> : null}
    </li>
  );
}
