import { CheckoutMethod } from '../../../preload/api/orders.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';

export interface ShownMethod {
  readonly method: CheckoutMethod;
  /** As the brand calls it, else the word for it. */
  readonly label: string;
  /** What the brand calls it; empty: the word for it. */
  readonly name: string;
  readonly isEnabled: boolean;
}

/** The ways to pay as the brand set them (X3). */
export function usePaymentMethods(): readonly ShownMethod[] {
  const t = useTranslate();
  const { data } = useCall('orders', 'paymentMethods', {});
  const all = data ?? CheckoutMethod.options.map((method) => ({ method, name: '', isEnabled: true }));
  return all.map((each) => ({ ...each, label: each.name || t(`orders.method.${each.method}`) }));
}
