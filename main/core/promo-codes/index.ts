export { promoCodesService, shownVerdict, type GrantedPromo, type PromoCodesService } from './service.ts';
export { promoCodesHandlers } from './handlers.ts';
