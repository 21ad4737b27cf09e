import { z } from 'zod';
import { call } from './contract.ts';
import { OperationDetail } from './operations.ts';
import { Id } from './values.ts';

const forContract = z.strictObject({ contractProductId: Id });

/** The license actions (spec 91, 96-98). Each queues one operation and answers with it; the vendor is asked after. */
export const licenses = {
  create: call({ right: 'licenses.act', input: forContract, output: OperationDetail }),
  suspend: call({ right: 'licenses.act', input: forContract, output: OperationDetail }),
  unsuspend: call({ right: 'licenses.act', input: forContract, output: OperationDetail }),
  /** Irreversible: `confirmation` must be the license key, or the vendor's id where there is no key. */
  terminate: call({
    right: 'licenses.act',
    input: z.strictObject({ contractProductId: Id, confirmation: z.string().trim().min(1, 'required').max(200) }),
    output: OperationDetail,
  }),
  /** Reads the license from the vendor and updates the mirror. */
  refresh: call({ right: 'operations.read', input: forContract, output: z.strictObject({ changed: z.boolean() }) }),
};
