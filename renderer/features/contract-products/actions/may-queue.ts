import type { PreviewRead } from './usePreview.ts';

/** Failures of the way to the vendor: what is queued waits until it is open again. */
const ofTheWay = /^(vendor|vault|connection)\./;

/** Whether an action may be asked for with what is known: the vendor answered, or it is queued and waits for the vendor. */
export const mayQueue = ({ state, error }: PreviewRead): boolean =>
  state === 'read' || state === 'slow' || (state === 'unread' && error !== null && ofTheWay.test(error.code));
