import type { ApiError } from '../../preload/api/errors.ts';
import { useTranslate } from '../i18n/provider.tsx';
import { Button, FormActions } from '../ui/index.ts';
import { DraftStatus } from './DraftStatus.tsx';
import { FormRefusal } from './FormRefusal.tsx';

export interface FormFooterProps {
  /** The refusal of the last save that belongs to no field. */
  refusal: ApiError | null;
  /** What is shown came from a draft of an earlier visit. */
  isDraft: boolean;
  onDiscard: () => void;
  isBusy: boolean;
  /** Why it cannot be saved. */
  whyDisabled?: string | undefined;
  /** Of a page: something was typed, and can be given up. */
  isDirty?: boolean | undefined;
  /** What its button is called where the form does more than save. */
  saveLabel?: string | undefined;
  /** Of a dialog: leaves it; not while what was typed is being sent. */
  onCancel?: (() => void) | undefined;
}

/** The end of a form that saves: what was refused, the draft, the way back, and Save. */
export function FormFooter(props: FormFooterProps) {
  const { refusal, isDraft, onDiscard, isBusy, whyDisabled, isDirty, saveLabel, onCancel } = props;
  const t = useTranslate();
  return (
    <>
      <FormRefusal refusal={refusal} />
      <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={onDiscard} />}>
        {isDirty && !isDraft ? <Button onPress={onDiscard}>{t('ui.discard')}</Button> : null}
        {onCancel === undefined ? null : (
          <Button onPress={onCancel} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
        )}
        <Button type="submit" variant="primary" isBusy={isBusy} whyDisabled={whyDisabled}>
          {saveLabel ?? t('ui.save')}
        </Button>
      </FormActions>
    </>
  );
}
