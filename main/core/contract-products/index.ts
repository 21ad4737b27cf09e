export {
  contractProductsService,
  type ContractCorrection,
  type ContractProductsService,
  type NewContractProduct,
} from './service.ts';
export type { Cancelling } from './cancelling.ts';
export type { ContractProductsDeps } from './deps.ts';
export { contractEffects, type SettledOperation } from './effects.ts';
export { contractProductsHandlers } from './handlers.ts';
export { choicesOf } from './choices.ts';
export { bundleName } from './rules.ts';
export { countMatching, idsMatching } from './filter.ts';
