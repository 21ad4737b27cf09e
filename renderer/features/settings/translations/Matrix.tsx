import type { CSSProperties } from 'react';
import { languageName } from '../../../i18n/format.ts';
import { useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { Button, ProgressBar, StaticTable, type TableColumn } from '../../../ui/index.ts';
import type { Cell, CompletenessRow, Share } from './completeness.ts';
import styles from './SettingsTranslations.module.css';

export interface MatrixProps {
  languages: readonly string[];
  rows: readonly CompletenessRow[];
  chosen: Cell | null;
  onChoose: (cell: Cell) => void;
}

/** Kinds of record by languages: how many texts there are in each, and the way to those that are missing. */
export function Matrix({ languages, rows, chosen, onChoose }: MatrixProps) {
  const t = useTranslate();
  return (
    <div className={styles['matrix']} style={{ '--languages': languages.length } as CSSProperties}>
      <StaticTable
        label={t('translations.matrix')}
        rows={rows}
        rowId={({ entity }) => entity}
        columns={columns(t, { languages, chosen, onChoose })}
      />
    </div>
  );
}

function columns(
  t: Translate,
  { languages, chosen, onChoose }: Omit<MatrixProps, 'rows'>,
): TableColumn<CompletenessRow>[] {
  return [
    {
      id: 'entity',
      header: t('translations.kind'),
      width: 190,
      cell: ({ entity }) => t(`translations.kind.${entity}`),
    },
    ...languages.map((language, at) => ({
      id: language,
      header: languageName(language),
      cell: ({ entity, shares }: CompletenessRow) => {
        const share = shares[at];
        if (!share) return null;
        return (
          <CellContent
            share={share}
            kind={t(`translations.kind.${entity}`)}
            isChosen={chosen?.entity === entity && chosen.language === language}
            onChoose={entity === 'all' ? undefined : () => onChoose({ entity, language })}
          />
        );
      },
    })),
  ];
}

interface CellContentProps {
  share: Share;
  kind: string;
  isChosen: boolean;
  /** Without it the number is only read. */
  onChoose: (() => void) | undefined;
}

function CellContent({ share: { language, done, total }, kind, isChosen, onChoose }: CellContentProps) {
  const t = useTranslate();
  if (total === 0) return <span className={styles['none']}>{t('translations.cell.none')}</span>;
  const text = t('translations.cell', { done, total });
  const label = t('translations.cell.label', { kind, language: languageName(language), done, total });
  return (
    <span className={styles['cell']}>
      <span className={styles['bar']}>
        <ProgressBar
          label={label}
          value={done}
          of={total}
          text={text}
          hideText
          tone={done < total ? 'warning' : 'accent'}
        />
      </span>
      {onChoose ? (
        <Button
          size="small"
          variant={isChosen ? 'secondary' : 'quiet'}
          aria-label={label}
          aria-expanded={isChosen}
          onPress={onChoose}
        >
          {text}
        </Button>
      ) : (
        <span className={styles['sum']}>{text}</span>
      )}
    </span>
  );
}
