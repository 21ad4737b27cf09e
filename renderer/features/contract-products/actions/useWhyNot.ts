import type { ContractProduct, LicenseAction } from '../../../../preload/api/contract-products.ts';
import type { ErrorCode } from '../../../../preload/api/errors.ts';
import { errorText } from '../../../app/ErrorBanner.tsx';
import { useTranslate } from '../../../i18n/provider.tsx';
import { useMay } from '../../../workbench/useMay.ts';

/** Why an action cannot be asked for now, as the text of its button; undefined when it can. */
export function useWhyNot(contract: ContractProduct): (action: LicenseAction) => string | undefined {
  const t = useTranslate();
  const forbidden = useMay()('licenses.act');
  return (action) => {
    const code = contract.actions[action];
    return forbidden ?? (code === null ? undefined : errorText(t, { code: code as ErrorCode }));
  };
}
