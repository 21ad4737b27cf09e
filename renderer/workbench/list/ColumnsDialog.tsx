import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Checkbox, Dialog, type TableColumn } from '../../ui/index.ts';
import { OrderButtons } from '../OrderButtons.tsx';
import { allColumns, shownColumns } from './columns.ts';
import styles from './ColumnsDialog.module.css';
import type { List } from './state.ts';

export interface ColumnsDialogProps<T> {
  list: List;
  columns: readonly TableColumn<T>[];
  onClose: () => void;
}

/** Which columns a list shows, and in which order. Each choice works at once. */
export function ColumnsDialog<T>({ list, columns, onClose }: ColumnsDialogProps<T>) {
  const t = useTranslate();
  const chosen = list.definition.columns;
  const all = allColumns(columns, chosen);
  const shown = shownColumns(columns, chosen).map(
    ({ id }) => chosen?.find((each) => each.id === id) ?? { id, width: null },
  );
  const header = (columns.find(({ isRowHeader }) => isRowHeader) ?? columns[0])?.id;
  const set = (next: typeof shown): void => list.change({ columns: next });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('list.columns.title')}
      size="small"
      footer={
        <>
          <Button isDisabled={chosen === null} onPress={() => list.change({ columns: null })}>
            {t('list.columns.reset')}
          </Button>
          <Button variant="primary" onPress={onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <ol className={styles['list']} aria-label={t('list.columns.title')}>
        {all.map(({ column, isShown }, at) => (
          <li key={column.id} className={styles['item']}>
            <Checkbox
              label={column.header}
              isSelected={isShown}
              // The column that names the rows stays.
              isDisabled={column.id === header}
              onChange={(on) =>
                set(on ? [...shown, { id: column.id, width: null }] : shown.filter(({ id }) => id !== column.id))
              }
              className={styles['box']}
            />
            {isShown ? (
              <OrderButtons
                name={column.header}
                at={at}
                count={shown.length}
                onMove={(to) => {
                  const [moved] = shown.slice(at, at + 1);
                  if (moved) set(shown.toSpliced(at, 1).toSpliced(to, 0, moved));
                }}
              />
            ) : null}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
