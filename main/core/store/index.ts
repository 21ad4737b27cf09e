export { Store } from './store.ts';
export { Writer, auditHash, type Changes, type Row, type Value } from './writer.ts';
export { tables, type TableName } from './tables.ts';
export { openDatabase, isBusy, isDamage, isDuplicate, StoreOpenError, type Db } from './open.ts';
export { lockDataFolder } from './lock.ts';
export { migrate, type Migration } from './migrate.ts';
export { migrations } from './migrations/index.ts';
export { verifiedCopy } from './backup.ts';
export { before, cut } from './page.ts';
