import type { ReactElement } from 'react';
import { useController, type UseFormReturn } from 'react-hook-form';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useTranslate } from '../../../i18n/provider.tsx';
import { ComboBox, type ComboBoxProps } from '../../../ui/index.ts';
import { findPackage, packageInput, packageLabel, type KnownPackage } from './packages.ts';
import type { ProductValues } from './values.ts';

/** The combo box takes a text that is in no list too: accounts in Russia have tariff numbers that nobody published. */
const OpenComboBox: (props: ComboBoxProps & { allowsCustomValue: true }) => ReactElement = ComboBox;

export interface PackageFieldProps {
  form: UseFormReturn<ProductValues>;
  packages: readonly KnownPackage[];
}

/** Package Name/Identifier (spec item 68): the vendor's tariff by number or name, the name beside the number. */
export function PackageField({ form, packages }: PackageFieldProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const { field, fieldState } = useController({ control: form.control, name: 'packageIdentifier' });
  const text = field.value;
  const known = findPackage(text, packages);

  /** A product is mostly called like its tariff: an empty name takes it over. */
  const choose = (chosen: KnownPackage): void => {
    field.onChange(packageLabel(chosen));
    if (form.getValues('name').trim() === '') {
      form.setValue('name', chosen.name, { shouldDirty: true, shouldValidate: true });
    }
  };

  let description = t('product.package.text');
  if (known?.name.includes('trial')) description = t('product.package.trial');
  else if (!known && /^\d+$/.test(packageInput(text))) {
    description = t('product.package.other', { code: packageInput(text) });
  }
  return (
    <OpenComboBox
      label={t('product.package')}
      description={description}
      error={fieldState.error?.message === undefined ? undefined : fieldText(fieldState.error.message)}
      options={packages.map((each) => ({ id: each.code, label: packageLabel(each) }))}
      allowsCustomValue
      // Chosen is what stands there in full; while a number is typed the list stays open.
      value={known && text === packageLabel(known) ? known.code : null}
      onChange={(code) => {
        const chosen = packages.find((each) => each.code === code);
        if (chosen) choose(chosen);
      }}
      inputValue={text}
      onInputChange={field.onChange}
      onBlur={() => {
        if (known && text !== packageLabel(known)) choose(known);
        field.onBlur();
      }}
      inputRef={field.ref}
    />
  );
}
