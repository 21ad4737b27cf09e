import { useState } from 'react';
import type { Import } from '../../../../preload/api/catalogue-transfer.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Skeleton } from '../../../ui/index.ts';
import { paths } from '../../../app/paths.ts';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import { useGo } from '../../../workbench/useGo.ts';
import { CheckStep } from './CheckStep.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import styles from './Transfer.module.css';

type Step = 'file' | 'columns' | 'check' | 'result';
const steps: readonly Step[] = ['file', 'columns', 'check', 'result'];

/** The step that an import is at by what was done with it. */
function stepOf({ state }: Import): Step {
  if (state === 'receiving') return 'file';
  if (state === 'read') return 'columns';
  return state === 'checked' ? 'check' : 'result';
}

/** An import from its file to its result: what the columns mean, what it would do, how far it is, what it came to. */
export function ImportProducts({ id }: { id: string | undefined }) {
  return <div className={styles['page']}>{id === undefined ? <Begin /> : <Opened key={id} id={id} />}</div>;
}

function Begin() {
  return (
    <>
      <Steps current="file" />
      <ChooseFile />
    </>
  );
}

function Opened({ id }: { id: string }) {
  const t = useTranslate();
  const go = useGo();
  const read = useCall('transfer', 'get', { id });
  const isSlow = useDelayed(read.isPending);
  // Back from the check to the columns, until it is checked anew.
  const [isBack, setBack] = useState(false);
  if (read.error) {
    const again = <Button onPress={() => go(paths.importProducts)}>{t('transfer.another')}</Button>;
    return <ErrorBanner error={read.error.error} actions={again} />;
  }
  if (!read.data) return isSlow ? <Skeleton lines={6} /> : null;
  const found = read.data;
  const step = isBack && stepOf(found) === 'check' ? 'columns' : stepOf(found);
  return (
    <>
      <Steps current={step} />
      {step === 'file' ? <ChooseFile /> : null}
      {step === 'columns' ? <ColumnsStep read={found} onChecked={() => setBack(false)} /> : null}
      {step === 'check' ? <CheckStep checked={found} onBack={() => setBack(true)} /> : null}
      {step === 'result' ? <ResultStep run={found} /> : null}
    </>
  );
}

function Steps({ current }: { current: Step }) {
  const t = useTranslate();
  return (
    <ol className={styles['steps']} aria-label={t('transfer.steps')}>
      {steps.map((step, at) => (
        <li key={step} className={styles['step']} aria-current={step === current ? 'step' : undefined}>
          {`${at + 1}. ${t(`transfer.step.${step}`)}`}
        </li>
      ))}
    </ol>
  );
}
