import {
  defaultApiAddress,
  embeddedSandboxAddress,
  type Connection,
  type connections,
} from '../../../../preload/api/connections.ts';
import type { Environment } from '../../../../preload/api/app.ts';
import type { Input } from '../../../../preload/api/contract.ts';

/** What the form of a connection holds. */
export interface ConnectionValues {
  isEnabled: boolean;
  name: string;
  provisionCategory: 'Software Licenses';
  isCategoryDefault: boolean;
  provider: 'ispmanager';
  isProviderDefault: boolean;
  username: string;
  /** Empty on an existing connection: unchanged. */
  password: string;
  apiAddress: string;
  readIntervalMs: number;
  parallel: number;
  allowMemoryOnly: boolean;
}

/** Fields that no draft may keep. */
export const secretFields = ['password', 'allowMemoryOnly'] as const satisfies readonly (keyof ConnectionValues)[];

/** Values of a new connection (defaults of spec items 5-12). */
export function newValues(environment: Environment): ConnectionValues {
  return {
    isEnabled: true,
    name: '',
    provisionCategory: 'Software Licenses',
    isCategoryDefault: false,
    provider: 'ispmanager',
    isProviderDefault: false,
    username: '',
    password: '',
    apiAddress: environment === 'sandbox' ? embeddedSandboxAddress : defaultApiAddress,
    readIntervalMs: 1000,
    parallel: 1,
    allowMemoryOnly: false,
  };
}

export function valuesOf(connection: Connection): ConnectionValues {
  return {
    isEnabled: connection.isEnabled,
    name: connection.name,
    provisionCategory: connection.provisionCategory,
    isCategoryDefault: connection.isCategoryDefault,
    provider: connection.provider,
    isProviderDefault: connection.isProviderDefault,
    username: connection.username,
    password: '',
    apiAddress: connection.apiAddress,
    readIntervalMs: connection.readIntervalMs,
    parallel: connection.parallel,
    allowMemoryOnly: false,
  };
}

/** The input of an update: an empty password keeps the stored one. */
export function updateInput(id: string, values: ConnectionValues): Input<typeof connections.update> {
  const { password, ...rest } = values;
  return { id, ...rest, ...(password === '' ? {} : { password }) };
}
