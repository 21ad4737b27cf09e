import type { ReactNode } from 'react';
import { useTranslate } from '../../i18n/provider.tsx';
import { Card } from '../../ui/index.ts';
import { FilterChips } from '../FilterChips.tsx';
import { useViewValue } from '../views.ts';
import styles from './Chart.module.css';

const views = ['chart', 'table'] as const;

export interface ChartOrTableProps {
  /** Names the remembered choice. */
  name: string;
  title: string;
  description?: ReactNode;
  /** What a chart shows, in a sentence, for who does not see it. */
  summary: string;
  chart: ReactNode;
  table: ReactNode;
  /** What the chart's colours are. */
  legend?: ReactNode;
}

/** A chart, and the same figures as a table: each says all. */
export function ChartOrTable({ name, title, description, summary, chart, table, legend }: ChartOrTableProps) {
  const t = useTranslate();
  const [view, setView] = useViewValue(`chart.${name}`, 'chart', views);
  return (
    <Card
      title={title}
      description={description}
      actions={
        <FilterChips
          label={`${t('outlook.view')}: ${title}`}
          value={view}
          onChange={setView}
          options={views.map((id) => ({ id, label: t(`outlook.view.${id}`) }))}
        />
      }
    >
      <div className={styles['content']}>
        {view === 'chart' ? (
          <>
            <figure aria-label={summary} className={styles['figure']}>
              {chart}
            </figure>
            {legend}
          </>
        ) : (
          table
        )}
      </div>
    </Card>
  );
}
