export { assetsService, type AssetsService } from './service.ts';
export { pictureType } from './service.ts';
export { assetsHandlers } from './handlers.ts';
