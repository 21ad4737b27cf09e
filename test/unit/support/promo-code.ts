import type { Input } from '../../../preload/api/contract.ts';
import type { promoCodes } from '../../../preload/api/promo-codes.ts';

type CodeInput = Input<typeof promoCodes.create>;

/** A code of 10 % off everything, for everybody and for ever, but for what is given. */
export const codeInput = (patch: Partial<CodeInput> = {}): CodeInput => ({
  isActive: true,
  name: 'Spring',
  code: 'SPRING',
  kind: 'percent',
  percent: '10',
  amounts: [],
  scope: 'all',
  products: [],
  mandatoryProductIds: [],
  minQuantity: null,
  maxQuantity: null,
  startsOn: null,
  endsOn: null,
  maxUses: null,
  maxUsesPerClient: null,
  isRecurring: false,
  ...patch,
});
