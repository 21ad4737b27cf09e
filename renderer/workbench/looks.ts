import type { LucideIcon } from 'lucide-react';
import type { StatusTone } from '../ui/index.ts';

/** How a status is shown: icon and colour beside its word. */
export interface Look {
  readonly tone: StatusTone;
  readonly icon?: LucideIcon;
  readonly isBusy?: boolean;
}

/** In tables a status is plain, elsewhere it has a ground of its own. */
export interface Shape {
  isPlain?: boolean | undefined;
}
export const variantOf = ({ isPlain }: Shape): 'plain' | 'soft' => (isPlain === true ? 'plain' : 'soft');
