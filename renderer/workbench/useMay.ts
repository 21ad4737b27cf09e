import { rightsOfRole, type Right, type Role } from '../../preload/api/rights.ts';
import { useCall } from '../app/query.ts';
import { useTranslate } from '../i18n/provider.tsx';

/**
 * Why the person may not do something, as the text of a disabled button; undefined when they may. Courtesy only: core
 * checks each call.
 */
export function useMay(): (right: Right) => string | undefined {
  const t = useTranslate();
  const { data: state } = useCall('app', 'state', {});
  const rights = rightsOfRole[state?.staff?.role as Role] as readonly Right[] | undefined;
  return (right) => (rights === undefined || rights.includes(right) ? undefined : t('error.call.forbidden'));
}
