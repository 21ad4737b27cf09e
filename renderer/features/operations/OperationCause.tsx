import type { OperationDetail } from '../../../preload/api/operations.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Link } from '../../ui/index.ts';
import { NumberText } from '../../workbench/number.tsx';
import { causeOf } from './causes.ts';

/** What led to an operation, with the way to it. */
export function OperationCause({ operation: { cause, order } }: { operation: OperationDetail }) {
  const t = useTranslate();
  const { word, id } = causeOf(cause);
  const words = t(`operation.cause.${word}`);
  if (order !== null) {
    return (
      <>
        {words}:{' '}
        <Link href={paths.order(order.id)}>
          <NumberText number={order.number} />
        </Link>
      </>
    );
  }
  if (word === 'bulk') return <Link href={paths.bulkRun(id)}>{words}</Link>;
  if (word === 'reconciliation') return <Link href={paths.finding(id)}>{words}</Link>;
  return <>{words}</>;
}
