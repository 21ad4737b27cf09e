import { FileText } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { useWatch } from 'react-hook-form';
import type { Input } from '../../../preload/api/contract.ts';
import { sync as calls, type SyncStatus } from '../../../preload/api/sync.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import {
  Button,
  Dialog,
  Form,
  FormNumberField,
  FormPasswordField,
  FormRadioGroup,
  FormRow,
  FormSection,
  FormTextArea,
  FormTextField,
} from '../../ui/index.ts';
import { FormFooter } from '../../workbench/FormFooter.tsx';
import { refreshVault } from '../settings/refresh-vault.ts';
import { MemoryChoice } from './MemoryChoice.tsx';

interface Values {
  kind: 'embedded' | 'server';
  name: string;
  deskName: string;
  host: string;
  port: number | null;
  database: string;
  user: string;
  password: string;
  ca: string;
  allowMemoryOnly: boolean;
}

type Create = Input<typeof calls.createWorkspace>;

/** What the chosen way takes; what belongs to the other one is left out. */
function toInput({ kind, name, deskName, allowMemoryOnly, port, ...server }: Values): Create {
  const common = { kind, name, deskName, allowMemoryOnly };
  return kind === 'embedded' ? common : { ...common, ...server, port: port ?? Number.NaN };
}

/** Makes a workspace, on this computer or on a server. */
export function CreateWorkspace({ suggestedName, onClose }: { suggestedName: string; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const create = useAction('sync', 'createWorkspace');
  const { form, submit, refusal, isDraft, discard } = useCallForm<Values, Create, SyncStatus>({
    id: 'team-hub/create',
    schema: calls.createWorkspace.input,
    defaults: {
      kind: 'embedded',
      name: '',
      deskName: suggestedName,
      host: '',
      port: 5432,
      database: 'postgres',
      user: 'postgres',
      password: '',
      ca: '',
      allowMemoryOnly: false,
    },
    secrets: ['password'],
    toInput,
    save: (input) => create.mutateAsync(input),
    onSaved: ({ workspaceName }) => {
      refreshVault();
      toasts.add({ tone: 'success', text: t('hub.created', { name: workspaceName }) });
      onClose();
    },
  });
  const kind = useWatch({ control: form.control, name: 'kind' });
  const isAgreed = useWatch({ control: form.control, name: 'allowMemoryOnly' });
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog isOpen title={t('hub.create')} subtitle={t('hub.create.text')} isBusy={isBusy} onClose={onClose}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('hub.create')}>
        <FormSection>
          <FormRadioGroup
            name="kind"
            label={t('hub.address')}
            options={(['embedded', 'server'] as const).map((id) => ({
              id,
              label: t(`hub.create.${id}`),
              description: t(`hub.create.${id}.text`),
            }))}
          />
          <FormRow>
            <FormTextField name="name" label={t('hub.name')} isRequired maxLength={100} />
            <FormTextField
              name="deskName"
              label={t('hub.deskName')}
              description={t('hub.deskName.text')}
              isRequired
              maxLength={100}
            />
          </FormRow>
          {kind === 'server' ? (
            <ServerFields onCa={(text) => form.setValue('ca', text, { shouldDirty: true, shouldValidate: true })} />
          ) : null}
          <MemoryChoice refusal={refusal} isAgreed={isAgreed} />
        </FormSection>
        <FormFooter
          refusal={refusal}
          isDraft={isDraft}
          onDiscard={discard}
          isBusy={isBusy}
          saveLabel={t('hub.create')}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}

function ServerFields({ onCa }: { onCa: (text: string) => void }) {
  const t = useTranslate();
  return (
    <>
      <FormRow>
        <FormTextField
          name="host"
          label={t('hub.host')}
          description={t('hub.host.text')}
          isRequired
          spellCheck={false}
          maxLength={253}
        />
        <FormNumberField name="port" label={t('hub.port')} min={1} max={65_535} isUngrouped isRequired />
      </FormRow>
      <FormRow>
        <FormTextField name="database" label={t('hub.database')} isRequired spellCheck={false} maxLength={63} />
        <FormTextField name="user" label={t('hub.user')} isRequired spellCheck={false} maxLength={63} />
      </FormRow>
      <FormPasswordField
        name="password"
        label={t('hub.password')}
        description={t('hub.password.text')}
        isRequired
        autoComplete="off"
      />
      <CaField onCa={onCa} />
    </>
  );
}

/** Text of a file that is longer is no certificate. */
const caBytes = 20_000;

/** The authority's certificate, pasted or out of a file, whose text is then seen in the field. */
function CaField({ onCa }: { onCa: (text: string) => void }) {
  const t = useTranslate();
  const read = async (files: FileList | null): Promise<void> => {
    const text = await files?.[0]?.slice(0, caBytes + 1).text();
    if (text !== undefined) onCa(text);
  };
  return (
    <>
      <FormTextArea name="ca" label={t('hub.ca')} description={t('hub.ca.text')} maxLength={caBytes} />
      <div>
        <FileTrigger acceptedFileTypes={['.pem', '.crt', '.cer']} onSelect={(files) => void read(files)}>
          <Button size="small" icon={FileText}>
            {t('hub.ca.file')}
          </Button>
        </FileTrigger>
      </div>
    </>
  );
}
