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
  /** What is wrong with the tariff that stands there, where the form's schema cannot know it. */
  complaint?: string | undefined;
  onChosen?: ((chosen: KnownPackage) => void) | undefined;
}

/** `Package Name/Identifier` in a form: a tariff by number or name, out of what the vendor offers or typed. */
export function FormPackageField(props: FormPackageFieldProps) {
  const { name, packages, description, isRequired, complaint, onChosen } = props;
  const t = useTranslate();
  const { control, translate } = useFormContextValue();
  const { field, fieldState } = useController({ control, name });
  const message = fieldState.error?.message;
  return (
    <PackageBox
      label={t('product.package')}
      description={description}
      isRequired={isRequired}
      error={message === undefined ? complaint : translate(message)}
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
