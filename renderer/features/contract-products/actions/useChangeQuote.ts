import type { ChangeQuote } from '../../../../preload/api/contract-changes.ts';
import type { ApiError } from '../../../../preload/api/errors.ts';
import { useCall } from '../../../app/query.ts';

/** What a change comes to, read anew with each price that is typed. */
export function useChangeQuote(
  contractProductId: string,
  productId: string | null,
  priceMinor: number | null,
): { readonly quote: ChangeQuote | undefined; readonly isReading: boolean; readonly error: ApiError | null } {
  const isPrice = priceMinor !== null && Number.isSafeInteger(priceMinor) && priceMinor >= 0;
  const enabled = productId !== null;
  const { data, isFetching, error } = useCall(
    'contractChanges',
    'quote',
    { contractProductId, productId: productId ?? '', ...(isPrice ? { priceMinor } : {}) },
    { enabled },
  );
  return {
    quote: enabled && error === null ? data : undefined,
    isReading: enabled && isFetching,
    error: enabled ? (error?.error ?? null) : null,
  };
}
