import { useState } from 'react';
import type { ConflictColumn, ConflictDetail } from '../../../preload/api/sync-conflicts.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { fieldMessage } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Checkbox, DateField, Dialog, MoneyField, NumberField, TextArea, TextField } from '../../ui/index.ts';
import styles from './Conflict.module.css';
import { columnLabel } from './labels.ts';

type Value = ConflictColumn['mine'];

export interface EditDialogProps {
  conflict: ConflictDetail;
  onDone: () => void;
  onClose: () => void;
}

/** A value that a person types instead of both versions; it begins as the parked one. */
export function EditDialog({ conflict, onDone, onClose }: EditDialogProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const decide = useAction('sync', 'decide');
  const { id, subject, values: columns } = conflict;
  const [values, setValues] = useState<Readonly<Record<string, Value>>>(() =>
    Object.fromEntries(columns.map(({ column, mine, theirs }) => [column, mine ?? theirs])),
  );
  const fields = decide.error?.error.fields ?? {};
  const complaint = (column: string): string | undefined => {
    const found = fields[`values.${column}`];
    return found === undefined ? undefined : fieldText(fieldMessage(found));
  };
  const isPlaced = Object.keys(fields).some((name) => name.startsWith('values.'));
  return (
    <Dialog
      isOpen
      title={t('conflicts.edit')}
      isBusy={decide.isPending}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={decide.isPending}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="primary"
            isBusy={decide.isPending}
            onPress={() => decide.mutate({ id, keep: 'edit', values: sent(values) }, { onSuccess: onDone })}
          >
            {t('conflicts.edit.save')}
          </Button>
        </>
      }
    >
      <div className={styles['fields']}>
        {columns.map((column) => (
          <ValueField
            key={column.column}
            column={column}
            label={columnLabel(t, subject.entity, column.column)}
            value={values[column.column] ?? null}
            error={complaint(column.column)}
            onChange={(value) => setValues((now) => ({ ...now, [column.column]: value }))}
          />
        ))}
        {decide.error && !isPlaced ? <ErrorBanner error={decide.error.error} /> : null}
      </div>
    </Dialog>
  );
}

/** What cannot be read is sent as a text that no rule takes: core says so at the field. */
const sent = (values: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(values).map(([column, value]) => [column, Number.isNaN(value) ? 'unreadable' : value]),
  );

interface ValueFieldProps {
  column: ConflictColumn;
  label: string;
  value: Value;
  error: string | undefined;
  onChange: (value: Value) => void;
}

function ValueField({ column, label, value, error, onChange }: ValueFieldProps) {
  const text = typeof value === 'string' ? value : '';
  const number = typeof value === 'number' ? value : null;
  switch (column.kind) {
    case 'money':
      return (
        <MoneyField
          label={label}
          value={number}
          error={error}
          currency={column.currency ?? 'EUR'}
          onChange={onChange}
        />
      );
    case 'number':
      return <NumberField label={label} value={number} error={error} min={0} onChange={onChange} />;
    case 'date':
      return <DateField label={label} value={text === '' ? null : text} error={error} onChange={onChange} />;
    case 'flag':
      return <Checkbox label={label} isSelected={value === true} onChange={onChange} />;
    case 'long':
      return <TextArea label={label} value={text} error={error} onChange={onChange} maxLength={20_000} />;
    default:
      return <TextField label={label} value={text} error={error} onChange={onChange} maxLength={300} />;
  }
}
