import type { Store } from '../../store/index.ts';

/** Products of a recommended category that are looked at. */
const ofCategory = 20;

/**
 * Ids of the products that others recommend, in the order of the recommendations, each once: those that clients can see
 * and that are none of `productIds`. A category stands for its first products.
 */
export function recommendedIds(store: Store, productIds: readonly string[]): string[] {
  const rows = store.all<{ id: string }>(
    'recommended products',
    `SELECT p.id FROM json_each(@ids) b JOIN recommendation r ON r.product_id = b.value
      JOIN product p ON p.id IN (SELECT r.recommended_product_id UNION ALL SELECT id FROM (SELECT q.id FROM product q
        WHERE q.category_id = r.recommended_category_id AND q.deleted_at IS NULL AND q.is_active = 1
          AND q.is_visible = 1 ORDER BY q.position, q.id LIMIT ${ofCategory}))
      WHERE p.deleted_at IS NULL AND p.is_active = 1 AND p.is_visible = 1
        AND p.id NOT IN (SELECT value FROM json_each(@ids))
      ORDER BY b.key, r.position, r.id, p.position, p.id`,
    { ids: JSON.stringify(productIds) },
  );
  return [...new Set(rows.map((row) => row.id))];
}

/** Ids of a category's products that clients can see, and of `previewId` if it is one of its products, in their order. */
export const listedIds = (store: Store, categoryId: string, previewId: string | null): string[] =>
  store
    .all<{ id: string }>(
      'listed products of category',
      `SELECT id FROM product WHERE category_id = @categoryId AND deleted_at IS NULL
        AND ((is_active = 1 AND is_visible = 1) OR id = @previewId) ORDER BY position, id`,
      { categoryId, previewId },
    )
    .map((row) => row.id);
