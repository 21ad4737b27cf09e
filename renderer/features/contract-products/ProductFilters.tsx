import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { type ContractFilter, VendorStatus } from '../../../preload/api/contract-products.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Button, Chip, Dialog, NumberField, Select } from '../../ui/index.ts';
import styles from './ProductFilters.module.css';

export interface ProductFiltersProps {
  filter: ContractFilter;
  onChange: (filter: ContractFilter) => void;
}

type Name = 'licenseStatus' | 'packageIdentifier' | 'connectionId' | 'expiresWithinDays' | 'autoRenewal';
const names: readonly Name[] = [
  'licenseStatus',
  'packageIdentifier',
  'connectionId',
  'expiresWithinDays',
  'autoRenewal',
];
const labels: Record<Name, string> = {
  licenseStatus: 'products.filter.license',
  packageIdentifier: 'products.filter.package',
  connectionId: 'products.filter.connection',
  expiresWithinDays: 'products.filter.expires',
  autoRenewal: 'products.filter.autoRenewal',
};

/** What the list is narrowed down to besides the contract's status: a button to choose, and what is chosen, each with a way to take it back. */
export function ProductFilters({ filter, onChange }: ProductFiltersProps) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const connections = useCall('connections', 'list', {}, { enabled: filter.connectionId !== undefined }).data ?? [];
  const valueOf = (name: Name): string => {
    const value = filter[name];
    if (name === 'licenseStatus') return t(`vendor.status.${String(value)}`);
    if (name === 'autoRenewal') return t(`products.filter.autoRenewal.${String(value)}`);
    if (name === 'expiresWithinDays') return t('products.filter.days', { count: Number(value) });
    if (name === 'connectionId') return connections.find(({ id }) => id === value)?.name ?? '…';
    return String(value);
  };
  return (
    <>
      <Button size="small" icon={ListFilter} onPress={() => setOpen(true)}>
        {t('products.filter')}
      </Button>
      {names
        .filter((name) => filter[name] !== undefined)
        .map((name) => (
          <Chip
            key={name}
            label={`${t(labels[name])}: `}
            value={valueOf(name)}
            removeLabel={t('products.filter.remove', { label: t(labels[name]) })}
            onRemove={() => onChange(without(filter, name))}
          />
        ))}
      {isOpen ? <FilterDialog filter={filter} onChange={onChange} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function without(filter: ContractFilter, name: Name): ContractFilter {
  const { [name]: _gone, ...rest } = filter;
  return rest;
}

const any = 'any';

function FilterDialog({ filter, onChange, onClose }: ProductFiltersProps & { onClose: () => void }) {
  const t = useTranslate();
  const [draft, setDraft] = useState(filter);
  const packages = useCall('catalogue', 'listPackages', {}).data ?? [];
  const connections = useCall('connections', 'list', {}).data ?? [];
  const choose = (name: Name) => (value: string) =>
    setDraft(value === any ? without(draft, name) : { ...draft, [name]: value });
  const days = draft.expiresWithinDays;
  const isWrong = days !== undefined && !Number.isInteger(days);
  const select = (name: Exclude<Name, 'expiresWithinDays'>, options: readonly { id: string; label: string }[]) => (
    <Select
      label={t(labels[name])}
      value={draft[name] ?? any}
      onChange={choose(name)}
      options={[{ id: any, label: t('products.filter.any') }, ...options]}
    />
  );
  const done = (next: ContractFilter): void => {
    onChange(next);
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('products.filter.title')}
      footer={
        <>
          <Button onPress={() => done(names.reduce(without, draft))}>{t('products.filter.reset')}</Button>
          <Button variant="primary" isDisabled={isWrong} onPress={() => done(draft)}>
            {t('products.filter.apply')}
          </Button>
        </>
      }
    >
      <div className={styles['fields']}>
        {select('licenseStatus', statusOptions(t))}
        {select(
          'packageIdentifier',
          packages.map(({ code, name }) => ({ id: code, label: `${code} ${name}` })),
        )}
        {select(
          'connectionId',
          connections.map(({ id, name }) => ({ id, label: name })),
        )}
        <NumberField
          label={t('products.filter.expires')}
          description={t('products.filter.expires.text')}
          value={days ?? null}
          onChange={(value) =>
            setDraft(value === null ? without(draft, 'expiresWithinDays') : { ...draft, expiresWithinDays: value })
          }
          min={0}
          max={3660}
          error={isWrong ? t('field.invalid') : undefined}
        />
        {select(
          'autoRenewal',
          (['on', 'off'] as const).map((id) => ({ id, label: t(`products.filter.autoRenewal.${id}`) })),
        )}
      </div>
    </Dialog>
  );
}

const statusOptions = (t: Translate) => VendorStatus.options.map((id) => ({ id, label: t(`vendor.status.${id}`) }));
