import { useWatch } from 'react-hook-form';
import { licenses } from '../../../../preload/api/licenses.ts';
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
import { useFacts } from './useFacts.tsx';
import { usePreview } from './usePreview.ts';

interface ChangeValues extends GuardValues {
  package: string;
  termMonths: string;
  price: { amountMinor: number | null };
}

/** Upgrade/Downgrade License (spec 95): the vendor's form is read first, and one of the tariffs that it offers is chosen. */
export function ChangePackage({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const sum = useSumText();
  const { currency } = contract.price;
  const { callForm, submit } = useQueuedForm<ChangeValues>({
    action: 'changePackage',
    contract,
    schema: licenses.changePackage.input,
    defaults: {
      ...guardsOf(contract),
      package: '',
      termMonths: String(contract.termMonths),
      price: { amountMinor: null },
    },
    toInput: ({ customerIdentifier, licenseKey, package: text, termMonths, price }) => ({
      customerIdentifier,
      licenseKey,
      package: packageInput(text),
      termMonths: Number(termMonths),
      ...(price.amountMinor === null ? {} : { price: { amountMinor: price.amountMinor, currency } }),
    }),
    save: (input) => valueOf(api.licenses.changePackage(input)),
    onClose,
  });
  const { form } = callForm;
  useFirstFocus(form, 'package');
  const [text, termMonths] = useWatch({ control: form.control, name: ['package', 'termMonths'] });
  const months = Number(termMonths) === 12 ? 12 : 1;
  const read = usePreview({ contractProductId: contract.id, action: 'changePackage', termMonths: months });
  const facts = useFacts(contract, read);
  const offers = read.preview?.packages ?? [];
  const target = offers.find(({ pricelist }) => pricelist === packageInput(text));
  const isOffered = !read.isFresh || offers.length === 0 || text === '' || target !== undefined;

  /** The catalogue's price of the new product is what core would take; it is filled in, so that it is seen and can be changed. */
  const fillPrice = (chosen: KnownPackage): void => {
    const becomes = offers.find(({ pricelist }) => pricelist === chosen.code)?.becomes;
    if (becomes) form.setValue('price.amountMinor', becomes.price.amountMinor, { shouldDirty: true });
  };
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
      confirmLabel={t('action.confirm.untold', { action: t('action.changePackage') })}
      isContentFocused
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
        <TermField contract={contract} months={months} offered={read.preview?.periods} />
      </FormRow>
      <FormMoneyField
        name="price.amountMinor"
        label={t('action.changePackage.price')}
        currency={currency}
        description={t('action.changePackage.price.text', { price: sum(contract.price) })}
      />
      <KeyField contract={contract} />
      <CustomerField contract={contract} />
    </ActionFrame>
  );
}
