import type { UseFormReturn } from 'react-hook-form';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormTextField } from '../../../ui/index.ts';
import styles from './Brand.module.css';
import type { BrandValues } from './values.ts';

type ColorName = 'accentColor' | 'onAccentColor' | 'headerColor' | 'onHeaderColor';

export interface ColorFieldProps {
  form: UseFormReturn<BrandValues>;
  name: ColorName;
  label: string;
  /** The field of the colour that it stands on, for a colour of text. */
  on?: ColorName | undefined;
}

const hex = /^#[0-9a-f]{6}$/i;

/** A colour as `#rrggbb`, with a sample of it; core refuses text that cannot be read on its colour. */
export function ColorField({ form, name, label, on }: ColorFieldProps) {
  const t = useTranslate();
  const color = form.watch(name).trim();
  const ground = on === undefined ? '' : form.watch(on).trim();
  const isText = on !== undefined;
  return (
    <FormTextField
      name={name}
      label={label}
      description={isText ? t('brandSettings.textColor.text') : t('brandSettings.color.text')}
      placeholder="#rrggbb"
      isMono
      maxLength={7}
      before={
        <span
          aria-hidden="true"
          className={styles['sample']}
          style={{
            ...(hex.test(isText ? ground : color) ? { background: isText ? ground : color } : {}),
            ...(isText && hex.test(color) ? { color } : {}),
          }}
        >
          {isText && hex.test(color) ? 'A' : ''}
        </span>
      }
    />
  );
}
