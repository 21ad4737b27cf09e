import { useController } from 'react-hook-form';
import type { ActionPreview } from '../../../../preload/api/licenses.ts';
import type { Money } from '../../../../preload/api/values.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { useFormContextValue } from '../../../ui/index.ts';
import { PackageBox } from '../../../workbench/PackageBox.tsx';
import { packageLabel, type KnownPackage } from '../../../workbench/packages.ts';

/** What the vendor offers, each with the price of its list. */
export const offersOf = (preview: ActionPreview | null, sum: (money: Money) => string): KnownPackage[] =>
  (preview?.packages ?? []).map(({ pricelist, name, cost }) => ({
    code: pricelist,
    name,
    detail: cost === null ? undefined : sum(cost),
  }));

export interface FormPackageFieldProps {
  name: string;
  packages: readonly KnownPackage[];
  description?: string | undefined;
  isRequired?: boolean | undefined;
  onChosen?: ((chosen: KnownPackage) => void) | undefined;
}

/** `Package Name/Identifier` in a form: a tariff by number or name, out of what the vendor offers or typed. */
export function FormPackageField({ name, packages, description, isRequired, onChosen }: FormPackageFieldProps) {
  const t = useTranslate();
  const { control, translate } = useFormContextValue();
  const { field, fieldState } = useController({ control, name });
  const message = fieldState.error?.message;
  return (
    <PackageBox
      label={t('product.package')}
      description={description}
      isRequired={isRequired}
      error={message === undefined ? undefined : translate(message)}
      packages={packages}
      text={String(field.value ?? '')}
      onText={field.onChange}
      onChoose={(chosen) => {
        field.onChange(packageLabel(chosen));
        onChosen?.(chosen);
      }}
      onBlur={field.onBlur}
      inputRef={field.ref}
    />
  );
}
