import { createToastQueue } from '../ui/index.ts';

/** The short messages of this window. */
export const toasts = createToastQueue();
