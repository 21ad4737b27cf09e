export { ratesService, type RatesDeps, type RatesService } from './service.ts';
export { ratesHandlers } from './handlers.ts';
export { ecbAddress, readText } from './ecb.ts';
export { converted, keptRate, rateIn } from './rules.ts';
