import { useState } from 'react';
import { api } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Dialog, FormRow, FormSection, TextArea, TextField } from '../../../ui/index.ts';
import { usePracticeAction } from './usePracticeAction.ts';
import type { NamedWording } from './columns.tsx';

export interface WordingDialogProps {
  login: string;
  wording: NamedWording;
  onClose: () => void;
}

/** The words of one refusal. */
export function WordingDialog({ login, wording, onClose }: WordingDialogProps) {
  const t = useTranslate();
  const configure = usePracticeAction(api.practiceVendor.configure);
  const [value, setValue] = useState(wording.value);
  const save = (): void => {
    configure.act({ login, wordings: { [wording.name]: value } }, t('practice.saved'));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`practice.error.${wording.name}`)}
      subtitle={t('practice.group.wordings.text')}
      footer={
        <>
          <Button variant="quiet" onPress={() => setValue(wording.default)}>
            {t('practice.wording.useDefault')}
          </Button>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" onPress={save}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <FormSection>
        <FormRow>
          <TextField
            label={t('practice.wording.type')}
            isMono
            maxLength={60}
            value={value.type}
            onChange={(type) => setValue({ ...value, type })}
          />
          <TextField
            label={t('practice.wording.object')}
            isMono
            maxLength={60}
            value={value.object}
            onChange={(object) => setValue({ ...value, object })}
          />
        </FormRow>
        <TextArea
          label={t('practice.wording.message')}
          description={t('practice.wording.message.text')}
          maxLength={300}
          value={value.message}
          onChange={(message) => setValue({ ...value, message })}
        />
      </FormSection>
    </Dialog>
  );
}
