import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { isProvisional } from '../../../../preload/api/document-number.ts';
import { licenses } from '../../../../preload/api/licenses.ts';
import { toasts } from '../../../app/toasts.ts';
import { api, valueOf } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormMoneyField, FormRow, type KeyValueItem } from '../../../ui/index.ts';
import { BeforeAfter } from '../../../workbench/BeforeAfter.tsx';
import { packageInput, type KnownPackage } from '../../../workbench/packages.ts';
import { useSumText } from '../../../workbench/Money.tsx';
import { useFirstFocus } from '../../../workbench/useFirstFocus.ts';
import { ActionFrame, type ActionDialogProps } from './ActionFrame.tsx';
import { CustomerField, KeyField } from './GuardFields.tsx';
import { FormPackageField, offersOf } from './PackageField.tsx';
import { TermField } from './TermField.tsx';
import { guardsOf, useQueuedForm, type GuardValues } from './useActionForm.ts';
import { ChangeSums, SettlementField } from './ChangeMoney.tsx';
import { namedMinor, settlementOf } from './settlement.ts';
import { useChangeQuote } from './useChangeQuote.ts';
import { useFacts } from './useFacts.tsx';
import { usePreview } from './usePreview.ts';

interface ChangeValues extends GuardValues {
  package: string;
  termMonths: string;
  price: { amountMinor: number | null };
  requestKey: string;
  settlement: string | null;
}

/** The change's own input, with what only the way of its money needs. */
const schema = licenses.changePackage.input.extend({ requestKey: z.string(), settlement: z.string().nullable() });

/**
 * Upgrade/Downgrade License (spec 95, 2.7): the vendor's form is read first, and one of the tariffs that it offers is
 * chosen. What the change comes to is shown before it is asked for, and the button names the sum.
 */
export function ChangePackage({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const sum = useSumText();
  const { currency } = contract.price;
  const { callForm, submit } = useQueuedForm<ChangeValues>({
    action: 'changePackage',
    contract,
    schema,
    defaults: {
      ...guardsOf(contract),
      package: '',
      termMonths: String(contract.termMonths),
      price: { amountMinor: null },
      requestKey: crypto.randomUUID(),
      settlement: null,
    },
    toInput: ({ customerIdentifier, licenseKey, package: text, termMonths, price, requestKey, settlement }) => ({
      requestKey,
      settlement,
      customerIdentifier,
      licenseKey,
      package: packageInput(text),
      termMonths: Number(termMonths),
      ...(price.amountMinor === null ? {} : { price: { amountMinor: price.amountMinor, currency } }),
    }),
    save,
    onClose,
  });
  const { form } = callForm;
  useFirstFocus(form, 'package');
  const [text, termMonths, price, chosen] = useWatch({
    control: form.control,
    name: ['package', 'termMonths', 'price', 'settlement'],
  });
  const months = Number(termMonths) === 12 ? 12 : 1;
  const read = usePreview({ contractProductId: contract.id, action: 'changePackage', termMonths: months });
  const facts = useFacts(contract, read);
  const offers = read.preview?.packages ?? [];
  const target = offers.find(({ pricelist }) => pricelist === packageInput(text));
  const money = useChangeQuote(contract.id, target?.becomes?.productId ?? null, price.amountMinor);
  const settlement = settlementOf(money.quote, chosen);
  const named = namedMinor(money.quote, settlement);
  const isOffered = !read.isFresh || offers.length === 0 || text === '' || target !== undefined;

  /** The catalogue's price of the new product is what core would take; it is filled in, so that it is seen and can be changed. */
  const fillPrice = (chosen: KnownPackage): void => {
    const becomes = offers.find(({ pricelist }) => pricelist === chosen.code)?.becomes;
    if (becomes) form.setValue('price.amountMinor', becomes.price.amountMinor, { shouldDirty: true });
  };
  /** Without money the vendor is asked at once; else the change is asked for at the sums that are shown. */
  async function save(input: z.output<typeof schema>): Promise<unknown> {
    const { requestKey, settlement: _settlement, package: pricelist, price: own, ...given } = input;
    const { quote } = money;
    if (settlement === 'free' || quote === undefined)
      return valueOf(api.licenses.changePackage({ ...given, package: pricelist, ...(own ? { price: own } : {}) }));
    const { termMonths: _term, ...rest } = given;
    const change = await valueOf(
      api.contractChanges.confirm({
        ...rest,
        requestKey,
        productId: quote.productId,
        priceMinor: quote.newPrice.amountMinor,
        expectedDueMinor: quote.due.amountMinor,
        downgrade: settlement === 'invoice' ? 'none' : settlement,
      }),
    );
    if (change.invoiceNumber !== null) {
      const text = isProvisional(change.invoiceNumber)
        ? t('change.invoiced.unnumbered')
        : t('change.invoiced', { invoice: change.invoiceNumber });
      toasts.add({ tone: 'success', text });
    }
    return change;
  }
  const change = (id: string, label: string, before: string, after: string | undefined): KeyValueItem => ({
    id,
    label,
    value: after === undefined ? before : <BeforeAfter before={before} after={after} isMono={false} />,
  });
  return (
    <ActionFrame
      action="changePackage"
      contract={contract}
      callForm={callForm}
      submit={submit}
      read={read}
      intro={t('action.changePackage.text')}
      facts={[
        facts.vendor,
        facts.account,
        change(
          'package',
          t('contracts.package'),
          contract.packageName ?? contract.license?.packageIdentifier ?? contract.packageIdentifier,
          target?.name,
        ),
        change('product', t('contracts.product'), contract.productName, target?.becomes?.productName),
        {
          id: 'listPrice',
          label: t('action.changePackage.listPrice'),
          value: target?.cost ? sum(target.cost) : null,
        },
        facts.cost(t('action.changePackage.cost')),
        facts.balance,
      ]}
      confirmLabel={
        named === null
          ? t('action.confirm.untold', { action: t('action.changePackage') })
          : t(`change.confirm.${settlement === 'invoice' ? 'invoice' : 'giveBack'}`, {
              sum: sum({ amountMinor: named, currency }),
            })
      }
      beside={<ChangeSums quote={money.quote} error={money.error} />}
      isContentFocused
      isReading={money.isReading}
      whyDisabled={isOffered ? undefined : t('action.changePackage.notOffered')}
      onClose={onClose}
    >
      <FormRow>
        <FormPackageField
          name="package"
          packages={offersOf(read.preview, sum)}
          description={read.isFresh && offers.length === 0 ? t('action.changePackage.none') : undefined}
          complaint={isOffered ? undefined : t('action.changePackage.notOffered')}
          isRequired
          onChosen={fillPrice}
        />
        {settlement === 'free' ? (
          <TermField contract={contract} months={months} offered={read.preview?.periods} />
        ) : null}
      </FormRow>
      <FormMoneyField
        name="price.amountMinor"
        label={t('action.changePackage.price')}
        currency={currency}
        description={t('action.changePackage.price.text', { price: sum(contract.price) })}
      />
      <SettlementField
        quote={money.quote}
        value={settlement}
        onChange={(id) => form.setValue('settlement', id, { shouldDirty: true })}
      />
      <KeyField contract={contract} />
      <CustomerField contract={contract} />
    </ActionFrame>
  );
}
