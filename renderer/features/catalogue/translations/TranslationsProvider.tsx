import { useState, type ReactNode } from 'react';
import { useCall } from '../../../app/query.ts';
import { TranslationsContext, type AskedText, type TextsOf } from './context.ts';
import { TranslateDialog } from './TranslateDialog.tsx';
import type { FormTexts } from './useFormTexts.ts';

export interface TranslationsProviderProps {
  owner: TextsOf;
  /** The form that holds the owner's own texts. */
  form: FormTexts;
  children: ReactNode;
}

/** Around the form of a product or category: reads its translations once for all fields, and holds the dialog. */
export function TranslationsProvider({ owner, form, children }: TranslationsProviderProps) {
  const { data: records = [] } = useCall('translations', 'getAll', { entity: owner.entity, id: owner.id });
  const [asked, ask] = useState<AskedText | null>(null);
  const record = records.find(({ id }) => id === asked?.id);
  return (
    <TranslationsContext value={{ owner, ownerForm: form, records, ask }}>
      {children}
      {asked && record ? (
        <TranslateDialog ownerId={owner.id} asked={asked} record={record} onClose={() => ask(null)} />
      ) : null}
    </TranslationsContext>
  );
}
