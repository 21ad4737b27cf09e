import { Pencil, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { affiliates as api, type ClientAffiliate as Told } from '../../../preload/api/affiliates.ts';
import type { Input } from '../../../preload/api/contract.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall } from '../../app/query.ts';
import { paths } from '../../app/paths.ts';
import { toasts } from '../../app/toasts.ts';
import { formatDate, formatMoney } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import {
  Button,
  Card,
  Dialog,
  Form,
  FormCheckbox,
  FormSection,
  FormTextField,
  KeyValue,
  Link,
  StaticTable,
} from '../../ui/index.ts';
import { FormFooter } from '../../workbench/FormFooter.tsx';
import { useMay } from '../../workbench/useMay.ts';
import styles from './Affiliates.module.css';
import { commissionColumns } from './columns.tsx';

/** Newest commissions that a client's page shows. */
const shownCommissions = 10;
/** What there is room for beside a list; the page of affiliates has the rest. */
const shownColumns = ['earnedOn', 'invoice', 'state', 'amount'];

/** On a client's page: whether they are an affiliate, what they earned, and who brought them. Not there while it is all off. */
export function ClientAffiliate({ clientId }: { clientId: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const [asked, setAsked] = useState<'affiliate' | 'referrer' | null>(null);
  const { data, error } = useCall('affiliates', 'ofClient', { id: clientId });
  if (error) return <ErrorBanner error={error.error} />;
  if (!data || (!data.isEnabled && data.affiliate === null && data.referredBy === null)) return null;
  const { affiliate, referredBy } = data;
  const money = (amountMinor: number, currency: string): string => formatMoney(amountMinor, currency, locale);
  return (
    <div className={styles['card']}>
      <Card
        title={t('affiliates.card')}
        headingLevel={3}
        actions={
          <>
            <Button
              size="small"
              icon={UserPlus}
              whyDisabled={may('clients.write')}
              onPress={() => setAsked('referrer')}
            >
              {t('affiliates.setReferrer')}
            </Button>
            <Button
              size="small"
              icon={affiliate ? Pencil : UserPlus}
              whyDisabled={may('clients.write')}
              onPress={() => setAsked('affiliate')}
            >
              {t(affiliate ? 'affiliates.edit' : 'affiliates.enroll')}
            </Button>
          </>
        }
      >
        <div className={styles['content']}>
          <KeyValue
            layout="columns"
            items={[
              {
                id: 'by',
                label: t('affiliates.referredBy'),
                value: referredBy ? (
                  <>
                    <Link href={paths.client(referredBy.clientId)}>{referredBy.clientName}</Link>
                    {` · ${formatDate(referredBy.on, locale)}`}
                  </>
                ) : (
                  t('affiliates.nobody')
                ),
              },
              ...(affiliate
                ? [
                    {
                      id: 'code',
                      label: t('affiliates.code'),
                      value: affiliate.code,
                      copyText: affiliate.code,
                      isMono: true,
                    },
                    {
                      id: 'earns',
                      label: t('affiliates.earns'),
                      value: t(affiliate.isActive ? 'affiliates.yes' : 'affiliates.no'),
                    },
                    { id: 'referred', label: t('affiliates.referred'), value: String(affiliate.referred) },
                    ...affiliate.sums.flatMap((sum) => [
                      {
                        id: `pending ${sum.currency}`,
                        label: t('affiliates.pending'),
                        value: money(sum.pendingMinor, sum.currency),
                      },
                      {
                        id: `open ${sum.currency}`,
                        label: t(sum.openMinor < 0 ? 'affiliates.debt' : 'affiliates.open'),
                        value: money(sum.openMinor, sum.currency),
                      },
                      {
                        id: `paid ${sum.currency}`,
                        label: t('affiliates.paid'),
                        value: money(sum.paidMinor, sum.currency),
                      },
                    ]),
                  ]
                : []),
            ]}
          />
          {affiliate ? <Newest clientId={clientId} /> : null}
        </div>
        {asked === 'affiliate' ? (
          <AffiliateDialog clientId={clientId} told={data} onClose={() => setAsked(null)} />
        ) : null}
        {asked === 'referrer' ? (
          <ReferrerDialog clientId={clientId} told={data} onClose={() => setAsked(null)} />
        ) : null}
      </Card>
    </div>
  );
}

function Newest({ clientId }: { clientId: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { data } = useCall('affiliates', 'commissions', { clientId, limit: shownCommissions });
  if (!data || data.rows.length === 0) return null;
  return (
    <StaticTable
      label={t('affiliates.commissions')}
      columns={commissionColumns(t, locale, true).filter(({ id }) => shownColumns.includes(id))}
      rows={data.rows}
      rowId={(row) => row.id}
    />
  );
}

interface DialogProps {
  clientId: string;
  told: Told;
  onClose: () => void;
}

/** Makes a client an affiliate, or changes the code and whether they earn. */
function AffiliateDialog({ clientId, told: { affiliate }, onClose }: DialogProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const enroll = useAction('affiliates', 'enroll');
  const update = useAction('affiliates', 'update');
  const { form, submit, refusal, isDraft, discard } = useCallForm<
    { code: string; isActive: boolean },
    Input<typeof api.update>,
    Told
  >({
    id: `affiliate/${clientId}`,
    schema: affiliate ? api.update.input : api.enroll.input.extend({ isActive: api.update.input.shape.isActive }),
    defaults: { code: affiliate?.code ?? '', isActive: affiliate?.isActive ?? true },
    toInput: (values) => ({ clientId, ...values }),
    save: (input) => (affiliate ? update.mutateAsync(input) : enroll.mutateAsync({ clientId, code: input.code })),
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('ui.saved') });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      title={t(affiliate ? 'affiliates.edit' : 'affiliates.enroll')}
      isBusy={form.formState.isSubmitting}
      onClose={onClose}
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('affiliates.card')}>
        <FormSection>
          <FormTextField
            name="code"
            label={t('affiliates.code')}
            description={t(affiliate ? 'affiliates.code.text' : 'affiliates.code.new')}
            isRequired={affiliate !== null}
            isMono
            maxLength={32}
            spellCheck={false}
          />
          {affiliate ? (
            <FormCheckbox name="isActive" label={t('affiliates.earns')} description={t('affiliates.earns.text')} />
          ) : null}
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
  );
}

/** Who brought a client, by the affiliate's code. */
function ReferrerDialog({ clientId, told: { referredBy }, onClose }: DialogProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const save = useAction('affiliates', 'setReferrer');
  const { form, submit, refusal, isDraft, discard } = useCallForm<
    { code: string },
    Input<typeof api.setReferrer>,
    Told
  >({
    id: `referrer/${clientId}`,
    schema: api.setReferrer.input,
    defaults: { code: referredBy?.code ?? '' },
    toInput: (values) => ({ clientId, ...values }),
    save: save.mutateAsync,
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('ui.saved') });
      onClose();
    },
  });
  return (
    <Dialog isOpen title={t('affiliates.setReferrer')} isBusy={form.formState.isSubmitting} onClose={onClose}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('affiliates.setReferrer')}>
        <FormSection>
          <FormTextField
            name="code"
            label={t('affiliates.code')}
            description={t('affiliates.setReferrer.text')}
            isMono
            maxLength={32}
            spellCheck={false}
          />
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
  );
}
