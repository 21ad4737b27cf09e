/** The six states a thing can be in, and the icon each of them wears. A status is always icon, word and colour together. */
import type { LucideIcon } from 'lucide-react';
import { CircleAlert, CircleCheck, CircleHelp, Info, Minus, TriangleAlert } from 'lucide-react';

export type StatusTone = 'success' | 'warning' | 'danger' | 'info' | 'unknown' | 'neutral';

export const statusIcons: Record<StatusTone, LucideIcon> = {
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
  info: Info,
  unknown: CircleHelp,
  neutral: Minus,
};
