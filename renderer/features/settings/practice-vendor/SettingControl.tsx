import { useId, useState, type ReactNode } from 'react';
import type { SettingValue, VendorSetting } from '../../../../preload/api/practice-vendor.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Checkbox, NumberField, Select, Switch, TextField } from '../../../ui/index.ts';
import { isTime, settingName, settingText } from './settings.ts';
import styles from './PracticeVendor.module.css';

interface ControlProps {
  setting: VendorSetting;
  isDisabled: boolean;
  onChange: (value: SettingValue) => void;
}

/** The control that fits the values of a setting. */
export function SettingControl(props: ControlProps) {
  const t = useTranslate();
  const { setting, isDisabled, onChange } = props;
  const { domain, value } = setting;
  const label = settingName(t, setting);
  const description = settingText(t, setting);
  switch (domain.kind) {
    case 'flag':
      return (
        <Switch
          label={label}
          description={description}
          isDisabled={isDisabled}
          isSelected={value === true}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Select
          label={label}
          description={description}
          isDisabled={isDisabled}
          value={String(value)}
          onChange={(id) => onChange(domain.choices.find((choice) => String(choice) === id) ?? id)}
          options={domain.choices.map((choice) => {
            const word = t(`practice.choice.${setting.name}.${choice}`);
            return {
              id: String(choice),
              label: choice === setting.default ? t('practice.choice.default', { label: word }) : word,
            };
          })}
          className={styles['medium'] ?? ''}
        />
      );
    case 'numbers':
      return (
        <Several
          {...props}
          label={label}
          description={description}
          choices={domain.choices.map((id) => ({ id, label: String(id) }))}
        />
      );
    case 'functions':
      return (
        <Several
          {...props}
          label={label}
          description={description}
          choices={domain.choices.map((id) => ({ id, label: id }))}
          isWide
        />
      );
    case 'number':
      return <NumberControl key={String(value)} {...props} min={domain.min} max={domain.max} />;
    case 'code':
      return <CodeControl key={String(value)} {...props} />;
  }
}

/** A number is taken over when the person leaves the field or presses Enter; half of one is nothing to switch to. */
function NumberControl({ setting, isDisabled, onChange, min, max }: ControlProps & { min: number; max: number }) {
  const t = useTranslate();
  const scale = isTime(setting) ? 1000 : 1;
  const [typed, setTyped] = useState<number | null>(Number(setting.value) / scale);
  const keep = (): void => {
    if (typed !== null && !Number.isNaN(typed)) onChange(Math.round(typed * scale));
  };
  return (
    <Entry onKeep={keep}>
      <NumberField
        label={settingName(t, setting)}
        description={settingText(t, setting)}
        isDisabled={isDisabled}
        value={typed}
        onChange={setTyped}
        onBlur={keep}
        min={min / scale}
        max={max / scale}
        decimals={scale === 1 ? 0 : 3}
        className={styles['medium'] ?? ''}
      />
    </Entry>
  );
}

function CodeControl({ setting, isDisabled, onChange }: ControlProps) {
  const t = useTranslate();
  const [typed, setTyped] = useState(String(setting.value));
  const isCode = /^\d{6}$/.test(typed);
  const keep = (): void => {
    if (isCode) onChange(typed);
  };
  return (
    <Entry onKeep={keep}>
      <TextField
        label={settingName(t, setting)}
        description={settingText(t, setting)}
        error={isCode ? undefined : t('field.invalid')}
        isDisabled={isDisabled}
        isMono
        inputMode="numeric"
        maxLength={6}
        value={typed}
        onChange={setTyped}
        onBlur={keep}
        className={styles['short'] ?? ''}
      />
    </Entry>
  );
}

function Entry({ onKeep, children }: { onKeep: () => void; children: ReactNode }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onKeep();
      }}
    >
      {children}
    </form>
  );
}

interface SeveralProps extends ControlProps {
  label: string;
  description: string;
  choices: readonly { id: string | number; label: string }[];
  /** The labels are names of functions: longer, and in a face of one width. */
  isWide?: boolean;
}

/** Any of a few: a box for each. */
function Several({ setting, isDisabled, onChange, label, description, choices, isWide = false }: SeveralProps) {
  const help = useId();
  const chosen = new Set<string | number>(Array.isArray(setting.value) ? setting.value : []);
  const toggle = (id: string | number, isChosen: boolean): void => {
    const next = choices.map((choice) => choice.id).filter((other) => (other === id ? isChosen : chosen.has(other)));
    onChange(next as SettingValue);
  };
  return (
    <fieldset className={styles['several']} aria-describedby={help}>
      <legend className={styles['legend']}>{label}</legend>
      <div className={styles['boxes']} data-wide={isWide || undefined}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.id}
            label={choice.label}
            isDisabled={isDisabled}
            isSelected={chosen.has(choice.id)}
            onChange={(isChosen) => toggle(choice.id, isChosen)}
          />
        ))}
      </div>
      <p id={help} className={styles['help']}>
        {description}
      </p>
    </fieldset>
  );
}
