import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Operation } from '../../../preload/api/operations.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { Countdown } from '../../workbench/Countdown.tsx';
import { OperationHeld } from './OperationHeld.tsx';
import styles from './OperationMeaning.module.css';
import { purposeOf } from './purpose.ts';

/** What an operation's state means for money, what happens next and when (usability check 3). */
export function OperationMeaning({ operation }: { operation: Operation }) {
  const t = useTranslate();
  const { state, kind, nextCheckAt, errorCode, vendorMessage, heldFor, otherDesk } = operation;
  if (heldFor !== null) {
    return (
      <output className={styles['meaning']}>
        <span>{t(`operation.means.held.${heldFor}`, { desk: otherDesk ?? '' })}</span>
        {heldFor === 'price_changed' ? <OperationHeld operation={operation} /> : null}
      </output>
    );
  }
  // Said of all kinds in the same words.
  const isOver = state === 'succeeded' || state === 'abandoned';
  return (
    <output className={styles['meaning']}>
      <span>{t(isOver ? `operation.means.${state}` : `operation.means.${purposeOf(kind)}.${state}`)}</span>
      {errorCode === null ? null : (
        <span className={styles['why']}>
          {t('operation.why')}{' '}
          {errorText(t, { code: errorCode as ErrorCode, params: { message: vendorMessage ?? '' } })}
          {vendorMessage && errorCode !== 'vendor.refused' ? <q className={styles['words']}>{vendorMessage}</q> : null}
        </span>
      )}
      {nextCheckAt === null ? null : (
        <span className={styles['next']}>
          {t('operation.nextCheck')} <Countdown at={nextCheckAt} />
        </span>
      )}
    </output>
  );
}
