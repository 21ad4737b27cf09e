import { describe, expect, it } from 'vitest';
import { newProductValues, productInput } from '../../../renderer/features/catalogue/product/values.ts';

const values = newProductValues({ categoryId: null, currency: 'EUR', connectionId: null });

describe('what the form of a product sends', () => {
  it('has the products of a bundle, and none of them once it is a single product again', () => {
    const chosen = { ...values, componentIds: ['a', 'b'] };
    expect(productInput({ ...chosen, type: 'bundle' }).componentIds).toEqual(['a', 'b']);
    expect(productInput({ ...chosen, type: 'single' }).componentIds).toEqual([]);
  });
});
