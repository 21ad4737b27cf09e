export {
  contractEffects,
  contractProductsService,
  type ContractCorrection,
  type ContractProductsDeps,
  type ContractProductsService,
  type NewContractProduct,
  type SettledOperation,
} from './service.ts';
export { contractProductsHandlers } from './handlers.ts';
export { choicesOf } from './choices.ts';
export { countMatching, idsMatching } from './filter.ts';
