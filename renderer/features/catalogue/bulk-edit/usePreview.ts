import type { BulkEdit, EditedProduct } from '../../../../preload/api/catalogue-bulk.ts';
import type { ChosenProducts } from '../../../../preload/api/catalogue-transfer.ts';
import { api, valueOf } from '../../../app/api.ts';
import { usePreviewPages } from '../../../workbench/usePreviewPages.ts';

/** Another name than the area's: a change of one product does not plan all of them anew. */
export const previewKey = ['bulkEditPreview'] as const;

export type Show = 'changed' | 'refused' | 'unchanged';
interface Page {
  readonly rows: readonly EditedProduct[];
  readonly nextCursor: string | null;
  readonly changed: number;
  readonly refused: number;
  readonly unchanged: number;
}

/** What an edit would change, page by page, with its figures. Null: not everything is chosen yet. */
export const usePreview = (chosen: ChosenProducts, edit: BulkEdit | null, show: Show) =>
  usePreviewPages<EditedProduct, Page>(
    [...previewKey, chosen, edit, show],
    (cursor) => valueOf(api.catalogue.previewBulkEdit({ chosen, edit: edit ?? {}, show, ...cursor })),
    { enabled: edit !== null },
  );
