import type { practiceVendor } from '../../../preload/api/practice-vendor.ts';
import type { Handlers } from '../kernel/index.ts';
import type { PracticeVendorService } from './service.ts';

/** Binds the verbs of `preload/api/practice-vendor.ts`. */
export function practiceVendorHandlers(service: PracticeVendorService): Handlers<typeof practiceVendor> {
  return {
    get: () => service.get(),
    listLicenses: (input) => service.listLicenses(input),
    configure: (input) => service.configure(input),
    setFaults: (input) => service.setFaults(input),
    advanceClock: (input) => service.advanceClock(input),
    topUp: (input) => service.topUp(input),
    vendorEdit: (input) => service.vendorEdit(input),
  };
}
