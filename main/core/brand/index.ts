export {
  brandService,
  businessDateOf,
  ensureBrand,
  type BrandDeps,
  type BrandSeed,
  type BrandService,
} from './service.ts';
export { allSeries, type DocumentNumbers, type Series } from './numbers.ts';
export { brandHandlers } from './handlers.ts';
export { isCurrency } from './rules.ts';
