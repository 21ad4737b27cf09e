import type { bulk } from '../../../preload/api/bulk.ts';
import type { Handlers } from '../kernel/index.ts';
import type { BulkService } from './service.ts';

/** Binds the service to `preload/api/bulk.ts`. */
export function bulkHandlers(service: BulkService): Handlers<typeof bulk> {
  const { planner, selections } = service;
  return {
    match: (input) => service.match(input),
    count: ({ selection }) => ({ count: selections.count(selection) }),
    ids: ({ selection }) => ({ ids: selections.idsToMark(selection) }),
    preview: (input, context) => planner.preview(input, context),
    previewRows: ({ show, cursor, limit, ...asked }) => planner.rows(asked, { show, cursor, limit }),
    start: (input, context) => service.startRun(input, context),
    list: (input) => service.list(input),
    current: () => service.current(),
    get: ({ id }) => service.get(id),
    rows: (input) => service.rows(input),
    csv: (input) => service.csv(input),
    pause: ({ id }, context) => service.pause(id, context),
    resume: ({ id }, context) => service.resume(id, context),
    cancel: ({ id }, context) => service.cancel(id, context),
    selections: () => selections.list(),
    saveSelection: (input, context) => selections.save(input, context),
    renameSelection: ({ id, name }, context) => selections.rename(id, name, context),
    deleteSelection: ({ id }, context) => {
      selections.remove(id, context);
      return {};
    },
  };
}
