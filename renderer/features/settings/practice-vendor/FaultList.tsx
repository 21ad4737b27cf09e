import { CircleCheck } from 'lucide-react';
import type { VendorFault } from '../../../../preload/api/practice-vendor.ts';
import { api } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Card, EmptyState, StaticTable } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { faultColumns } from './columns.tsx';
import { usePracticeAction } from './usePracticeAction.ts';

/** The faults that are set, with the strikes that are left. */
export function FaultList({ faults }: { faults: readonly VendorFault[] }) {
  const t = useTranslate();
  const forbidden = useMay()('connections.write');
  const { act, isPending } = usePracticeAction(api.practiceVendor.setFaults);
  if (faults.length === 0) {
    return (
      <Card title={t('practice.faults.set')}>
        <EmptyState icon={CircleCheck} title={t('practice.faults.none')}>
          {t('practice.faults.none.text')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card
      title={t('practice.faults.set')}
      isFlush
      actions={
        <Button
          size="small"
          isBusy={isPending}
          whyDisabled={forbidden}
          onPress={() => act({ faults: [] }, t('practice.faults.cleared'))}
        >
          {t('practice.faults.clear')}
        </Button>
      }
    >
      <StaticTable
        label={t('practice.faults.set')}
        columns={faultColumns(t, {
          forbidden,
          onRemove: (index) => act({ faults: faults.filter((_, other) => other !== index) }),
        })}
        rows={faults.map((fault, index) => ({ ...fault, index }))}
        rowId={({ index }) => String(index)}
      />
    </Card>
  );
}
