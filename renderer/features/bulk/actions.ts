import {
  ArrowLeftRight,
  CalendarPlus,
  Gauge,
  KeyRound,
  Pause,
  Play,
  RefreshCw,
  Repeat,
  ShoppingCart,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { BulkAction } from '../../../preload/api/bulk.ts';

/** The actions in the order of the menu; what cannot be undone stands alone at its end. */
export const bulkActions: readonly { readonly id: BulkAction; readonly icon: LucideIcon }[] = [
  { id: 'suspend', icon: Pause },
  { id: 'unsuspend', icon: Play },
  { id: 'renew', icon: CalendarPlus },
  { id: 'reissue', icon: KeyRound },
  { id: 'changePackage', icon: ArrowLeftRight },
  { id: 'autoRenew', icon: Repeat },
  { id: 'create', icon: ShoppingCart },
  { id: 'syncQuantities', icon: RefreshCw },
  { id: 'usage', icon: Gauge },
  { id: 'terminate', icon: Trash2 },
];
