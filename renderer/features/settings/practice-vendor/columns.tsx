import { Pencil, Trash2 } from 'lucide-react';
import type { VendorAccount, VendorFault, VendorLicenseRow } from '../../../../preload/api/practice-vendor.ts';
import { formatDate, type Locale } from '../../../i18n/format.ts';
import type { Translate } from '../../../i18n/provider.tsx';
import { Badge, Button, IconButton, Mono, StatusBadge, type StatusTone, type TableColumn } from '../../../ui/index.ts';
import { hasPhase } from './fault-fields.ts';
import { isSameWording, shortLogin } from './settings.ts';

export type NamedWording = VendorAccount['wordings'][number];

/** The words of refusals. */
export function wordingColumns(
  t: Translate,
  { forbidden, onEdit }: { forbidden: string | undefined; onEdit: (wording: NamedWording) => void },
): TableColumn<NamedWording>[] {
  return [
    {
      id: 'name',
      header: t('practice.col.refusal'),
      width: '32%',
      wrap: true,
      isRowHeader: true,
      cell: ({ name, value, preset }) => (
        <>
          {t(`practice.error.${name}`)}{' '}
          {isSameWording(value, preset) ? null : <Badge tone="accent">{t('practice.differs')}</Badge>}
        </>
      ),
    },
    {
      id: 'type',
      header: t('practice.wording.type'),
      width: 168,
      isMono: true,
      wrap: true,
      cell: ({ value }) => value.type,
    },
    { id: 'message', header: t('practice.col.message'), isMuted: true, wrap: true, cell: ({ value }) => value.message },
    {
      id: 'act',
      header: t('practice.col.act'),
      width: 112,
      hideHeader: true,
      align: 'end',
      cell: (row) => (
        <Button
          size="small"
          variant="quiet"
          aria-label={`${t('practice.wording.edit')}: ${t(`practice.error.${row.name}`)}`}
          whyDisabled={forbidden}
          onPress={() => onEdit(row)}
        >
          {t('practice.wording.edit')}
        </Button>
      ),
    },
  ];
}

/** The faults that are set, by their place in the list. */
export function faultColumns(
  t: Translate,
  { forbidden, onRemove }: { forbidden: string | undefined; onRemove: (index: number) => void },
): TableColumn<VendorFault & { readonly index: number }>[] {
  return [
    { id: 'kind', header: t('practice.faults.kind'), wrap: true, isRowHeader: true, cell: (row) => faultText(t, row) },
    {
      id: 'phase',
      header: t('practice.faults.phase'),
      width: 84,
      cell: ({ kind, phase }) =>
        hasPhase(kind)
          ? t(phase === 'before-commit' ? 'practice.faults.phase.before' : 'practice.faults.phase.after')
          : '',
    },
    {
      id: 'func',
      header: t('practice.faults.func'),
      width: 144,
      wrap: true,
      isMuted: true,
      cell: ({ func }) => func ?? t('practice.faults.func.any'),
    },
    {
      id: 'account',
      header: t('practice.faults.account'),
      width: 156,
      wrap: true,
      isMuted: true,
      cell: ({ account }) => (account === null ? t('practice.faults.account.any') : shortLogin(account)),
    },
    {
      id: 'times',
      header: t('practice.faults.times'),
      width: 128,
      cell: ({ times }) => (times === null ? t('practice.faults.always') : t('practice.faults.left', { count: times })),
    },
    {
      id: 'act',
      header: t('practice.col.act'),
      width: 56,
      hideHeader: true,
      align: 'end',
      cell: ({ kind, index }) => (
        <IconButton
          size="small"
          icon={Trash2}
          label={`${t('practice.faults.remove')}: ${t(`practice.fault.${kind}`)}`}
          isDisabled={forbidden !== undefined}
          onPress={() => onRemove(index)}
        />
      ),
    },
  ];
}

/** The kind with what it takes: "HTTP error · 429". */
function faultText(t: Translate, { kind, ms, status, retryAfter, rows, corpus }: VendorFault): string {
  const details = [
    ms === null ? null : t('practice.faults.seconds', { count: ms / 1000 }),
    status,
    retryAfter === '' ? null : `Retry-After: ${retryAfter}`,
    rows,
    corpus,
  ];
  return [t(`practice.fault.${kind}`), ...details.filter((detail) => detail !== null)].join(' · ');
}

/** By the vendor's own numbers (ispmanager-api 3). */
const tones: Readonly<Record<number, StatusTone>> = { 1: 'info', 2: 'success', 3: 'warning', 4: 'neutral', 5: 'info' };

/** Licenses in the vendor's own books. */
export function licenseColumns(
  t: Translate,
  locale: Locale,
  { forbidden, onEdit }: { forbidden: string | undefined; onEdit: (license: VendorLicenseRow) => void },
): TableColumn<VendorLicenseRow>[] {
  return [
    {
      id: 'id',
      header: t('practice.col.license'),
      width: 144,
      wrap: true,
      isRowHeader: true,
      cell: ({ id, tariff }) => `${id} ${tariff}`,
    },
    { id: 'ip', header: t('practice.col.ip'), width: 168, wrap: true, cell: ({ ip }) => <Mono wrap>{ip}</Mono> },
    {
      id: 'status',
      header: t('practice.col.status'),
      width: 144,
      cell: ({ status }) => (
        <StatusBadge variant="plain" tone={tones[status] ?? 'unknown'} label={t(`practice.status.${status}`)} />
      ),
    },
    {
      id: 'expires',
      header: t('practice.col.expires'),
      width: 124,
      isTabular: true,
      cell: ({ expiredate }) => formatDate(expiredate, locale),
    },
    {
      id: 'licname',
      header: t('practice.col.licname'),
      wrap: true,
      isMuted: true,
      cell: ({ licname, account }) => `${licname} · ${shortLogin(account)}`,
    },
    {
      id: 'act',
      header: t('practice.col.act'),
      width: 56,
      hideHeader: true,
      align: 'end',
      cell: (row) => (
        <IconButton
          size="small"
          icon={Pencil}
          label={`${t('practice.edit')}: ${row.id}`}
          isDisabled={forbidden !== undefined || row.status === 4}
          onPress={() => onEdit(row)}
        />
      ),
    },
  ];
}
