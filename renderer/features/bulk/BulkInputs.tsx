import { useEffect, useState, type ReactElement } from 'react';
import type { BulkAction, BulkAsked } from '../../../preload/api/bulk.ts';
import { AutoRenewal } from '../../../preload/api/licenses.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { ComboBox, type ComboBoxProps, Select } from '../../ui/index.ts';
import { useSettled } from '../../workbench/useSettled.ts';
import { findPackage, packageInput, packageLabel } from '../../workbench/packages.ts';
import styles from './BulkInputs.module.css';

/** What goes with an action, as far as it is chosen. */
export type Chosen = Pick<BulkAsked, 'termMonths' | 'package' | 'autoRenewal'>;

export interface BulkInputsProps {
  action: BulkAction;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}

/** What an action needs to know besides to whom it is done. */
export function BulkInputs({ action, chosen, onChange }: BulkInputsProps) {
  const t = useTranslate();
  const [term, setTerm] = useState('own');
  if (action !== 'renew' && action !== 'changePackage' && action !== 'autoRenew') return null;
  if (action === 'autoRenew') {
    return (
      <div className={styles['fields']}>
        <Select
          label={t('bulk.autoRenewal')}
          isRequired
          value={chosen.autoRenewal ?? null}
          onChange={(autoRenewal) => onChange({ autoRenewal: AutoRenewal.parse(autoRenewal) })}
          options={AutoRenewal.options.map((id) => ({ id, label: t(`bulk.autoRenewal.${id}`) }))}
        />
      </div>
    );
  }
  return (
    <div className={styles['fields']}>
      {action === 'changePackage' ? <PackageInput chosen={chosen} onChange={onChange} /> : null}
      <Select
        label={t('bulk.term')}
        value={term}
        onChange={(id) => {
          setTerm(id);
          const { termMonths: _before, ...rest } = chosen;
          onChange(id === 'own' ? rest : { ...rest, termMonths: id === '12' ? 12 : 1 });
        }}
        options={[
          { id: 'own', label: t('bulk.term.own') },
          { id: '1', label: t('term.1') },
          { id: '12', label: t('term.12') },
        ]}
      />
    </div>
  );
}

/** Takes a text that is in no list too: accounts in Russia have tariff numbers that nobody published. */
const OpenComboBox: (props: ComboBoxProps & { allowsCustomValue: true }) => ReactElement = ComboBox;

function PackageInput({ chosen, onChange }: Pick<BulkInputsProps, 'chosen' | 'onChange'>) {
  const t = useTranslate();
  const packages = useCall('catalogue', 'listPackages', {}).data ?? [];
  const [text, setText] = useState('');
  // Not at every digit: each answer plans all licenses.
  const settled = packageInput(useSettled(text, 400));
  const isTariff = /^\d+$/.test(settled);
  useEffect(() => {
    const { package: before, ...rest } = chosen;
    const next = isTariff ? settled : undefined;
    if (before !== next) onChange(next === undefined ? rest : { ...rest, package: next });
  }, [settled, isTariff, chosen, onChange]);
  const known = findPackage(text, packages);
  return (
    <OpenComboBox
      label={t('bulk.package')}
      isRequired
      options={packages.map((each) => ({ id: each.code, label: packageLabel(each) }))}
      allowsCustomValue
      value={known && text === packageLabel(known) ? known.code : null}
      onChange={(code) => {
        const found = packages.find((each) => each.code === code);
        if (found) setText(packageLabel(found));
      }}
      inputValue={text}
      onInputChange={setText}
    />
  );
}
