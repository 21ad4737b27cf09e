import type { Connection, ConnectionTest } from '../../../../preload/api/connections.ts';

/** The last test, unless the password was changed after it: then nothing is known of the new one. */
export function currentTest(connection: Pick<Connection, 'lastTest' | 'passwordSetAt'>): ConnectionTest | null {
  const { lastTest, passwordSetAt } = connection;
  if (lastTest === null || (passwordSetAt !== null && lastTest.at < passwordSetAt)) return null;
  return lastTest;
}
