import type { Operation, OperationState } from '../../../preload/api/operations.ts';

const unclear: readonly OperationState[] = ['unknown', 'reconciling', 'absent'];

/** Whether an operation waits for somebody, as core counts it: its outcome is not clear, or it is held with a reason. */
export const needsPerson = ({ state, errorCode, nextCheckAt }: Operation): boolean =>
  unclear.includes(state) || (state === 'queued' && errorCode !== null && nextCheckAt === null);
