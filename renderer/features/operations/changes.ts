import type { OperationDetail } from '../../../preload/api/operations.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import { autoRenewalText, periodText } from './words.ts';

/** One line of what an operation changes. null: not known, or not there. */
export interface Change {
  readonly id: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly isMono: boolean;
}

const present = (text: string | null): string | null => (text === '' ? null : text);

/**
 * What an operation changes, by its kind: before from the reading that went ahead of the sending, after from what was
 * asked for, or where the vendor decides (new key, new end) from its answer once a reading confirmed it.
 */
export function changesOf(operation: OperationDetail, t: Translate, locale: Locale): Change[] {
  return linesOf(operation, t, locale).filter(({ before, after }) => before !== after);
}

function linesOf(operation: OperationDetail, t: Translate, locale: Locale): Change[] {
  const { kind, target, before, told, state } = operation;
  const line = (id: string, label: string, was: string | null, becomes: string | null, isMono = false): Change => ({
    id,
    label,
    before: present(was),
    after: present(becomes),
    isMono,
  });
  const isDone = state === 'succeeded';
  const date = (value: string | null): string | null => (value === null ? null : formatDate(value, locale));
  const months = target.period === null ? null : periodText(target.period, t);
  switch (kind) {
    case 'create':
      return [
        line('package', t('contracts.package'), null, target.pricelist, true),
        line('term', t('contracts.term'), null, months),
        ...(target.ip ? [line('ip', t('contracts.ip'), null, target.ip, true)] : []),
      ];
    case 'renew':
      return [
        line('term', t('contracts.term'), null, months),
        line('expires', t('manage.expires'), date(before?.expiresOn ?? null), isDone ? date(told.expiresOn) : null),
      ];
    case 'changePackage':
      return [
        line('package', t('contracts.package'), before?.pricelist ?? null, target.pricelist, true),
        line('term', t('contracts.term'), null, months),
      ];
    case 'reissue':
      return [line('key', t('contracts.key'), before?.key ?? null, isDone ? told.key : null, true)];
    case 'edit':
      return [
        line('ip', t('contracts.ip'), before?.ip ?? null, target.ip, true),
        line('name', t('license.name'), before?.licname ?? null, target.licname, true),
      ];
    case 'autoRenew': {
      const every = (value: string | null): string | null => (value === null ? null : autoRenewalText(value, t));
      return [
        line('autoRenewal', t('license.autoRenewal'), every(before?.autoprolong ?? null), every(target.autoprolong)),
      ];
    }
    case 'addons':
      return Object.entries(target.addons ?? {}).map(([id, quantity]) => {
        const was = before?.addons?.[id];
        return line(id, t('operation.addon', { id }), was === undefined ? null : String(was), String(quantity));
      });
    default:
      return [line('status', t('manage.vendorState'), before && statusText(before.status, t), after(kind, t))];
  }
}

const statusText = (status: string, t: Translate): string => t(`vendor.status.${status}`);

const after = (kind: OperationDetail['kind'], t: Translate): string =>
  t(`vendor.status.${kind === 'suspend' ? 'suspended' : kind === 'unsuspend' ? 'active' : 'deleted'}`);
