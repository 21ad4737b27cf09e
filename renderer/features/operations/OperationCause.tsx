import type { OperationDetail } from '../../../preload/api/operations.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Link } from '../../ui/index.ts';
import { causeOf } from './causes.ts';

/** What led to an operation, with the way to it. */
export function OperationCause({ operation: { cause, order } }: { operation: OperationDetail }) {
  const t = useTranslate();
  const { word } = causeOf(cause);
  if (order !== null) {
    return (
      <>
        {t('operation.cause.paid')}: <Link href={paths.order(order.id)}>{order.number}</Link>
      </>
    );
  }
  return <>{t(`operation.cause.${word}`)}</>;
}
