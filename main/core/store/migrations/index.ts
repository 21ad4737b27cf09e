import type { Migration } from '../migrate.ts';
import { migration0010 } from './0010-foundation.ts';
import { migration0020 } from './0020-license-actions.ts';
import { migration0030 } from './0030-reconciliation.ts';
import { migration0040 } from './0040-bulk.ts';
import { migration0070 } from './0070-operation-lists.ts';
import { migration0080 } from './0080-catalogue.ts';
import { migration0090 } from './0090-transfer.ts';
import { migration0100 } from './0100-order-choices.ts';
import { migration0110 } from './0110-workbench.ts';
import { migration0120 } from './0120-billing.ts';
import { migration0130 } from './0130-orders.ts';
import { migration0150 } from './0150-automation.ts';
import { migration0160 } from './0160-changes-and-trials.ts';
import { migration0170 } from './0170-reports.ts';
import { migration0180 } from './0180-client-events.ts';
import { migration0190 } from './0190-sales.ts';
import { migration0200 } from './0200-books.ts';
import { migration0210 } from './0210-sync.ts';
import { migration0220 } from './0220-consolidation.ts';
import { migration0230 } from './0230-client-logins.ts';
import { migration0240 } from './0240-grants.ts';
import { migration0250 } from './0250-numbers.ts';
import { migration0260 } from './0260-answered-refusals.ts';
import { migration0270 } from './0270-bundle-parts.ts';
import { migration0280 } from './0280-list-search.ts';

/** All steps in order. A new one: copy the newest file, next ten, add it here and a test in test/migrations. */
export const migrations: readonly Migration[] = [
  migration0010,
  migration0020,
  migration0030,
  migration0040,
  migration0070,
  migration0080,
  migration0090,
  migration0100,
  migration0110,
  migration0120,
  migration0130,
  migration0150,
  migration0160,
  migration0170,
  migration0180,
  migration0190,
  migration0200,
  migration0210,
  migration0220,
  migration0230,
  migration0240,
  migration0250,
  migration0260,
  migration0270,
  migration0280,
];
