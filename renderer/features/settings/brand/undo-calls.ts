import { call } from '../../../app/query.ts';
import type { BrandCalls } from './undo.ts';

/** This window's calls that edits of the brand are taken back with. */
export const brandCalls: BrandCalls = {
  get: call('brand', 'get'),
  update: call('brand', 'update'),
  createTaxRate: call('brand', 'createTaxRate'),
  updateTaxRate: call('brand', 'updateTaxRate'),
  deleteTaxRate: call('brand', 'deleteTaxRate'),
};
