import { postgresHub } from './support/postgres-hub.ts';
import { transportContract } from './transport-contract.ts';

transportContract('PostgreSQL', postgresHub);
