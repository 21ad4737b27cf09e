import { useEffect, useRef } from 'react';
import { useWatch } from 'react-hook-form';
import {
  corpusNames,
  faultKinds,
  VendorFault,
  type FaultKind,
  type PracticeVendor,
} from '../../../../preload/api/practice-vendor.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import {
  Button,
  Form,
  FormActions,
  FormComboBox,
  FormNumberField,
  FormRadioGroup,
  FormRow,
  FormSection,
  FormSelect,
  FormTextField,
} from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { extraOf, hasPhase } from './fault-fields.ts';

interface FaultValues {
  kind: FaultKind | null;
  phase: VendorFault['phase'];
  /** `any` stands for null: a choice of a list cannot be null. */
  func: string | null;
  account: string;
  times: number | null;
  seconds: number | null;
  status: number | null;
  retryAfter: string;
  rows: number | null;
  corpus: VendorFault['corpus'];
  [name: string]: string | number | null;
}

const any = 'any';
const fresh: FaultValues = {
  kind: null,
  phase: 'after-commit',
  func: any,
  account: any,
  times: 1,
  seconds: null,
  status: null,
  retryAfter: '',
  rows: null,
  corpus: null,
};

/** Sets one more fault. What it takes besides appears when its kind is chosen. */
export function FaultForm({ vendor }: { vendor: PracticeVendor }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const forbidden = useMay()('connections.write');
  const setFaults = useAction('practiceVendor', 'setFaults');
  const { form, submit, refusal, isDraft, discard } = useCallForm<FaultValues, object, PracticeVendor>({
    id: 'practice-vendor/fault',
    schema: VendorFault,
    defaults: fresh,
    toInput,
    // The form's schema has checked the input before this is called.
    save: (input) => setFaults.mutateAsync({ faults: [...vendor.faults, VendorFault.parse(input)] }),
    onSaved: () => {
      form.reset(fresh);
      toasts.add({ tone: 'success', text: t('practice.faults.added') });
    },
  });
  const kind = useWatch({ control: form.control, name: 'kind' });
  const { setValue } = form;
  const shownFor = useRef(kind);
  useEffect(() => {
    // A draft comes with its own.
    if (shownFor.current === kind) return;
    shownFor.current = kind;
    const { ms, status, rows, corpus } = extraOf(kind);
    setValue('seconds', ms === undefined ? null : ms / 1000);
    setValue('status', status ?? null);
    setValue('rows', rows ?? null);
    setValue('corpus', corpus ?? null);
  }, [kind, setValue]);
  return (
    <Form form={form} onSubmit={submit} translate={fieldText} label={t('practice.faults.add')}>
      <FormSection title={t('practice.faults.add')} description={t('practice.faults.add.text')}>
        <FormComboBox
          name="kind"
          label={t('practice.faults.kind')}
          isRequired
          description={kind === null ? undefined : t(`practice.fault.${kind}.text`)}
          options={faultKinds.map((id) => ({
            id,
            label: t(`practice.fault.${id}`),
            description: t(`practice.fault.${id}.text`),
          }))}
        />
        <Extras kind={kind} />
        {hasPhase(kind) ? (
          <FormRadioGroup
            name="phase"
            label={t('practice.faults.phase')}
            options={(['before-commit', 'after-commit'] as const).map((id) => ({
              id,
              label: t(`practice.faults.phase.${id}`),
            }))}
          />
        ) : null}
        <FormRow columns={3}>
          <FormComboBox
            name="func"
            label={t('practice.faults.func')}
            options={[
              { id: any, label: t('practice.faults.func.any') },
              ...vendor.functions.map((func) => ({ id: func, label: func })),
            ]}
          />
          <FormSelect
            name="account"
            label={t('practice.faults.account')}
            options={[
              { id: any, label: t('practice.faults.account.any') },
              ...vendor.accounts.map(({ login }) => ({ id: login, label: login })),
            ]}
          />
          <FormNumberField
            name="times"
            label={t('practice.faults.times')}
            description={t('practice.faults.times.text')}
            min={1}
            max={10_000}
          />
        </FormRow>
        <FormRefusal refusal={refusal} />
      </FormSection>
      <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
        <Button type="submit" variant="primary" isBusy={form.formState.isSubmitting} whyDisabled={forbidden}>
          {t('practice.faults.add')}
        </Button>
      </FormActions>
    </Form>
  );
}

/** The fields that only some kinds have. */
function Extras({ kind }: { kind: FaultKind | null }) {
  const t = useTranslate();
  const extra = extraOf(kind);
  if (Object.keys(extra).length === 0) return null;
  return (
    <FormRow columns={3}>
      {extra.ms === undefined ? null : (
        <FormNumberField
          name="seconds"
          label={t('practice.faults.ms')}
          min={0.001}
          max={86_400}
          decimals={3}
          isRequired
        />
      )}
      {extra.status === undefined ? null : (
        <FormNumberField name="status" label={t('practice.faults.status')} min={200} max={599} isRequired />
      )}
      {extra.hasRetryAfter ? (
        <FormTextField
          name="retryAfter"
          label={t('practice.faults.retryAfter')}
          description={t('practice.faults.retryAfter.text')}
          spellCheck={false}
        />
      ) : null}
      {extra.rows === undefined ? null : (
        <FormNumberField name="rows" label={t('practice.faults.rows')} min={-1000} max={1000} isRequired />
      )}
      {extra.corpus === undefined ? null : (
        <FormComboBox
          name="corpus"
          label={t('practice.faults.corpus')}
          options={corpusNames.map((id) => ({ id, label: id }))}
          isRequired
        />
      )}
    </FormRow>
  );
}

function toInput({
  kind,
  phase,
  func,
  account,
  times,
  seconds,
  status,
  retryAfter,
  rows,
  corpus,
}: FaultValues): object {
  const extra = extraOf(kind);
  // A field that is needed and empty is missing, so that the form says "fill in"; one that the kind does not have is null.
  return {
    kind: kind ?? undefined,
    phase: hasPhase(kind) ? phase : 'before-commit',
    func: func === any ? null : (func ?? undefined),
    account: account === any ? null : account,
    times,
    ms: extra.ms === undefined ? null : seconds === null ? Number.NaN : Math.round(seconds * 1000),
    status: extra.status === undefined ? null : (status ?? Number.NaN),
    retryAfter: extra.hasRetryAfter ? retryAfter : '',
    rows: extra.rows === undefined ? null : (rows ?? Number.NaN),
    corpus: extra.corpus === undefined ? null : corpus,
  };
}
