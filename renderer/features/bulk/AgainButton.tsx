import type { BulkRowState } from '../../../preload/api/bulk.ts';
import { api, CallError, valueOf } from '../../app/api.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import { useProductChoice } from './selection.ts';

/** Marks the products whose rows came out like this, to do something to them: mostly once more. */
export function AgainButton({ runId, state, count }: { runId: string; state: BulkRowState; count: number }) {
  const t = useTranslate();
  const go = useGo();
  const { marks } = useProductChoice();
  return (
    <Button
      size="small"
      onPress={() => {
        void valueOf(api.bulk.ids({ selection: { by: 'run', id: runId, states: [state] } })).then(
          ({ ids }) => {
            marks.clear();
            marks.add(ids);
            go(paths.products);
          },
          (error: unknown) => {
            if (error instanceof CallError) toasts.add({ tone: 'danger', text: errorText(t, error.error) });
          },
        );
      }}
    >
      {t('bulk.run.again', { count })}
    </Button>
  );
}
