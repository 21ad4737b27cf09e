import { useState } from 'react';
import { useTranslate } from '../../../i18n/provider.tsx';
import { StaticTable } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { wordingColumns, type NamedWording } from './columns.tsx';
import styles from './PracticeVendor.module.css';
import { WordingDialog } from './WordingDialog.tsx';

/** The error documents whose words are made up, each to be set. */
export function Wordings({ login, wordings }: { login: string; wordings: readonly NamedWording[] }) {
  const t = useTranslate();
  const forbidden = useMay()('connections.write');
  const [editing, setEditing] = useState<NamedWording | null>(null);
  return (
    <>
      <p className={styles['help']}>{t('practice.group.wordings.text')}</p>
      <StaticTable
        label={t('practice.group.wordings')}
        columns={wordingColumns(t, { forbidden, onEdit: setEditing })}
        rows={wordings}
        rowId={({ name }) => name}
      />
      {editing === null ? null : <WordingDialog login={login} wording={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
