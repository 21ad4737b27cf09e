import { Ban, CheckCheck, GitCompareArrows, type LucideIcon, Save, Send } from 'lucide-react';
import type { RecordState } from '../../../preload/api/sync.ts';
import type { StatusTone } from '../../ui/index.ts';

/** How a record's state with the hub looks: an icon of its own beside its tone. */
export const recordLooks: Readonly<Record<RecordState, { readonly tone: StatusTone; readonly icon: LucideIcon }>> = {
  saved_here: { tone: 'neutral', icon: Save },
  sent: { tone: 'info', icon: Send },
  live: { tone: 'success', icon: CheckCheck },
  conflict: { tone: 'warning', icon: GitCompareArrows },
  refused: { tone: 'danger', icon: Ban },
};
