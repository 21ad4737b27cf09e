import { useController, type UseFormReturn } from 'react-hook-form';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useTranslate } from '../../../i18n/provider.tsx';
import { PackageBox } from '../../../workbench/PackageBox.tsx';
import { findPackage, packageInput, packageLabel, type KnownPackage } from '../../../workbench/packages.ts';
import type { ProductValues } from './values.ts';

export interface PackageFieldProps {
  form: UseFormReturn<ProductValues>;
  packages: readonly KnownPackage[];
}

/** The tariff of a product; an empty product name takes over its name. */
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
    <PackageBox
      label={t('product.package')}
      description={description}
      error={fieldState.error?.message === undefined ? undefined : fieldText(fieldState.error.message)}
      packages={packages}
      text={text}
      onText={field.onChange}
      onChoose={choose}
      onBlur={field.onBlur}
      inputRef={field.ref}
    />
  );
}
