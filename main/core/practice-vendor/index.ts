export { practiceVendorHandlers } from './handlers.ts';
export { practiceVendorService } from './service.ts';
export { practiceVendor } from './vendor.ts';
