import { memoryContractHub } from '../../unit/support/memory-contract.ts';
import { transportContract } from './transport-contract.ts';

transportContract('memory', memoryContractHub);
