import { FilterX } from 'lucide-react';
import { OperationGroup, OperationKind, type OperationCounts } from '../../../preload/api/operations.ts';
import { useCall } from '../../app/query.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Select } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { all, type OperationFilter } from './filter.ts';
import styles from './OperationFilters.module.css';

/** What of all operations is listed: groups with their numbers, kind, account; and the way back to all. */
export function OperationFilters({ filter }: { filter: OperationFilter }) {
  const t = useTranslate();
  const count = useCountText();
  const { data: counts } = useCall('operations', 'counts', filter.cut);
  return (
    <>
      <FilterChips
        label={t('operations.group')}
        value={filter.group}
        onChange={filter.setGroup}
        options={OperationGroup.options.map((id) => ({
          id,
          label: t(`operations.group.${id}`),
          count: counts && count(counts, id),
        }))}
      />
      <div className={styles['choices']}>
        <Select
          label={t('operations.kind')}
          hideLabel
          className={styles['choice']}
          value={filter.kind}
          onChange={filter.setKind}
          options={[
            { id: all, label: t('operations.anyKind') },
            ...OperationKind.options.map((id) => ({ id, label: t(`action.${id}`) })),
          ]}
        />
        {filter.connections.length < 2 ? null : (
          <Select
            label={t('manage.connection')}
            hideLabel
            className={styles['choice']}
            value={filter.connectionId}
            onChange={filter.setConnection}
            options={[
              { id: all, label: t('operations.anyConnection') },
              ...filter.connections.map(({ id, name }) => ({ id, label: name })),
            ]}
          />
        )}
        {filter.isCut ? (
          <Button variant="quiet" size="small" icon={FilterX} onPress={filter.list.widen}>
            {t('operations.clear')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** The number of a group; with a plus where there are more than were counted. */
function useCountText(): (counts: OperationCounts, group: OperationGroup) => string {
  const locale = useLocaleCode();
  return (counts, group) => {
    const isMore = counts.isMore && (group === 'settled' || group === 'all');
    return `${formatNumber(counts[group], locale)}${isMore ? '+' : ''}`;
  };
}
