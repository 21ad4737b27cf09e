import type { affiliates } from '../../../preload/api/affiliates.ts';
import type { Handlers } from '../kernel/index.ts';
import type { AffiliatesService } from './service.ts';

/** Binds the verbs of `preload/api/affiliates.ts`. */
export function affiliatesHandlers(service: AffiliatesService): Handlers<typeof affiliates> {
  return {
    settings: () => service.settings(),
    saveSettings: (input, context) => service.saveSettings(input, context),
    list: (input) => service.list(input),
    ofClient: ({ id }) => service.ofClient(id),
    enroll: (input, context) => service.enroll(input, context),
    update: (input, context) => service.update(input, context),
    setReferrer: (input, context) => service.setReferrer(input, context),
    commissions: (input) => service.commissions(input),
  };
}
