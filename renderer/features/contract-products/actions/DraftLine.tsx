import { useRef } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { CallForm } from '../../../app/form.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';

/** The draft of a dialog's form. Its button goes with the draft, so the focus goes on in the first field, not out of the dialog. */
export function DraftLine<Values extends FieldValues>({ callForm }: { callForm: CallForm<Values> }) {
  const line = useRef<HTMLDivElement>(null);
  const { isDraft, discard } = callForm;
  return (
    <div ref={line} hidden={!isDraft}>
      <DraftStatus
        isDraft={isDraft}
        onDiscard={() => {
          line.current?.closest('form')?.querySelector('input')?.focus();
          discard();
        }}
      />
    </div>
  );
}
