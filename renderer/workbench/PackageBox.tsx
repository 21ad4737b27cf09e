import type { ReactElement } from 'react';
import { ComboBox, type ComboBoxProps } from '../ui/index.ts';
import { findPackage, packageLabel, type KnownPackage } from './packages.ts';

/** The combo box takes a text that is in no list too: accounts in Russia have tariff numbers that nobody published. */
const OpenComboBox: (props: ComboBoxProps & { allowsCustomValue: true }) => ReactElement = ComboBox;

export interface PackageBoxProps extends Pick<
  ComboBoxProps,
  'label' | 'description' | 'error' | 'isRequired' | 'isLoading' | 'inputRef' | 'onBlur'
> {
  packages: readonly KnownPackage[];
  text: string;
  onText: (text: string) => void;
  /** A tariff of the list was chosen, or typed in full; the text becomes its label unless this does otherwise. */
  onChoose?: ((chosen: KnownPackage) => void) | undefined;
}

/** Package Name/Identifier (spec item 68): a tariff of the vendor by number or name, the name beside the number. */
export function PackageBox({ packages, text, onText, onChoose, onBlur, ...field }: PackageBoxProps) {
  const known = findPackage(text, packages);
  const choose = onChoose ?? ((chosen: KnownPackage) => onText(packageLabel(chosen)));
  return (
    <OpenComboBox
      {...field}
      options={packages.map((each) => ({ id: each.code, label: packageLabel(each), description: each.detail }))}
      allowsCustomValue
      // Chosen is what stands there in full; while a number is typed the list stays open.
      value={known && text === packageLabel(known) ? known.code : null}
      onChange={(code) => {
        const chosen = packages.find((each) => each.code === code);
        if (chosen) choose(chosen);
      }}
      inputValue={text}
      onInputChange={onText}
      onBlur={() => {
        if (known && text !== packageLabel(known)) choose(known);
        onBlur?.();
      }}
    />
  );
}
