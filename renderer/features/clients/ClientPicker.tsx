import { useState } from 'react';
import { useController, type Control } from 'react-hook-form';
import type { Client } from '../../../preload/api/clients.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { ComboBox, type SelectOption } from '../../ui/index.ts';
import { clientName } from './name.ts';
import { useSettled } from '../../workbench/useSettled.ts';

const optionOf = (client: Client): SelectOption => ({
  id: client.id,
  label: clientName(client),
  description: client.company === '' ? client.email : `${client.email} · ${client.company}`,
});

export interface ClientPickerProps<Values extends { clientId: string | null }> {
  control: Control<Values>;
  label: string;
}

/** The `clientId` of a form: found by typing a name, e-mail or company; core does the search. */
export function ClientPicker<Values extends { clientId: string | null }>({
  control,
  label,
}: ClientPickerProps<Values>) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const { field, fieldState } = useController({
    control: control as unknown as Control<{ clientId: string | null }>,
    name: 'clientId',
  });
  const [text, setText] = useState('');
  const chosen = useCall('clients', 'get', { id: field.value ?? '' }, { enabled: field.value !== null });
  const chosenOption = chosen.data ? optionOf(chosen.data) : null;
  // The chosen client's own name in the field is not a search: all others stay in reach.
  const search = useSettled(text === chosenOption?.label ? '' : text.trim());
  const found = useCall('clients', 'list', { search, limit: 30 });
  const [last, setLast] = useState<readonly Client[]>([]);
  if (found.data && found.data.rows !== last) setLast(found.data.rows);

  const options = (found.data?.rows ?? last).map(optionOf);
  if (chosenOption && !options.some(({ id }) => id === chosenOption.id)) options.push(chosenOption);
  return (
    <ComboBox
      label={label}
      isRequired
      placeholder={t('clients.pick')}
      options={options}
      isFilteredOutside
      isLoading={found.isFetching}
      empty={t('clients.pick.none')}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      onInputChange={setText}
      error={fieldState.error === undefined ? undefined : fieldText(fieldState.error.message ?? '')}
    />
  );
}
