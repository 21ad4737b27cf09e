export { translationsService, type TranslationsDeps, type TranslationsService } from './service.ts';
export { translationsHandlers } from './handlers.ts';
