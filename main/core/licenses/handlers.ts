import type { licenses } from '../../../preload/api/licenses.ts';
import type { Handlers } from '../kernel/index.ts';
import type { Given, VendorAction } from './asked.ts';
import type { actionPreview } from './preview.ts';
import type { LicensesService } from './service.ts';

/** Binds the services to `preload/api/licenses.ts`. */
export function licensesHandlers(
  service: LicensesService,
  preview: ReturnType<typeof actionPreview>,
): Handlers<typeof licenses> {
  const act =
    (action: VendorAction) =>
    (
      { contractProductId, ...given }: Given & { contractProductId: string },
      context: Parameters<typeof service.act>[3],
    ) =>
      service.act(action, contractProductId, given, context);
  return {
    preview: (input, context) => preview(input, context),
    create: act('create'),
    renew: act('renew'),
    reissue: act('reissue'),
    changePackage: act('changePackage'),
    suspend: act('suspend'),
    unsuspend: act('unsuspend'),
    terminate: ({ contractProductId, confirmation, ...given }, context) =>
      service.terminate(contractProductId, confirmation, given, context),
    edit: act('edit'),
    autoRenew: act('autoRenew'),
    addons: act('addons'),
    usage: ({ contractProductId, ...given }, context) => service.usage(contractProductId, given, context),
    syncQuantities: ({ contractProductId, ...given }, context) =>
      service.syncQuantities(contractProductId, given, context),
    setManualKey: ({ contractProductId, key }, context) => {
      service.setManualKey(contractProductId, key, context);
      return {};
    },
    takeOver: ({ contractProductId, license }, context) => service.takeOver(contractProductId, license, context),
    keyHistory: ({ contractProductId }) => service.keyHistory(contractProductId),
    refresh: ({ contractProductId }, context) => service.refresh(contractProductId, context),
  };
}
