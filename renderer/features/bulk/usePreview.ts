import { useQuery } from '@tanstack/react-query';
import type { BulkAsked, BulkPreview } from '../../../preload/api/bulk.ts';
import { api, valueOf, type CallError } from '../../app/api.ts';

/** Under which name a preview is remembered: another than the area's, so that a change of one license does not plan all anew. */
export const previewKey = ['bulkPreview'] as const;

/** What a bulk action would do; worked out when it is asked for and then left alone. null: not everything is chosen yet. */
export function usePreview(asked: BulkAsked | null) {
  return useQuery<BulkPreview, CallError>({
    queryKey: [...previewKey, asked],
    queryFn: () => valueOf(api.bulk.preview(asked ?? ({} as BulkAsked))),
    enabled: asked !== null,
    // Another day, another preview.
    gcTime: 0,
  });
}
