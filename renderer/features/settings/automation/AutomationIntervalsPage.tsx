import { useTranslate } from '../../../i18n/provider.tsx';
import { Intervals } from '../../automation/IntervalsForm.tsx';
import styles from '../Page.module.css';
import { PageBody } from '../PageBody.tsx';
import { SettingsHeader } from '../SettingsHeader.tsx';

/** Intervals of automation for the whole brand; products, clients and contract products inherit them (spec 2.5, 2.12). */
export function AutomationIntervalsPage() {
  const t = useTranslate();
  return (
    <>
      <SettingsHeader current="automation" />
      <PageBody>
        <p className={styles['hint']}>{t('intervals.text')}</p>
        <Intervals scope="brand" scopeId="" layout="beside" />
      </PageBody>
    </>
  );
}
