/** The folder with `bin`, `lib` and `share` of a PostgreSQL server; undefined where the set-up has not prepared it. */
export function postgresFolder(): string | undefined;

/** Prepares the server; resolves to undefined where this platform has no package of it. */
export function preparePostgres(): Promise<string | undefined>;
