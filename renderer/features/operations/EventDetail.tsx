import { useIntl } from 'react-intl';
import type { OperationDetail } from '../../../preload/api/operations.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { causeOf } from './causes.ts';
import styles from './EventDetail.module.css';

/** `vendor.timeout: words of the vendor` and `vendor.timeout`. */
const coded = /^([a-z_]+\.[a-z_0-9]+)(?:: ([\s\S]*))?$/;

/** Evidence of an event: an error in words, else what was seen as it stands. */
export function EventDetail({ event }: { event: OperationDetail['events'][number] }) {
  const t = useTranslate();
  const intl = useIntl();
  const { code, detail } = event;
  // Why it was queued: the cause of the machine in a person's words.
  if (code === 'queued') return <>{t(`operation.cause.${causeOf(detail).word}`)}</>;
  const [, error, rest = ''] = coded.exec(detail) ?? [];
  if (error !== undefined && `error.${error}` in intl.messages) {
    return (
      <>
        {t(`error.${error}`, { message: rest })}
        {rest === '' || error === 'vendor.refused' ? null : <q className={styles['evidence']}>{rest}</q>}
      </>
    );
  }
  const state = `vendor.status.${detail}`;
  if (state in intl.messages) return <>{t('operation.seen', { state: t(state) })}</>;
  return <span className={styles['evidence']}>{detail}</span>;
}
