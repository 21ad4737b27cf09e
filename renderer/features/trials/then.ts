import type { ContractTrial } from '../../../preload/api/trials.ts';
import type { Translate } from '../../i18n/provider.tsx';

/** What happens when a trial ends, in a sentence. `price`: of a term, as text. */
export const thenText = (
  { endAction, migrateProductName }: Pick<ContractTrial, 'endAction' | 'migrateProductName'>,
  price: string,
  t: Translate,
): string => t(`trial.then.${endAction}`, { price, product: migrateProductName ?? '' });
