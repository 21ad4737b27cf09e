import { Receipt, ReceiptText, Scale } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';

/** From each page of billing to the others. */
export function BillingLinks({ current }: { current: 'invoices' | 'creditNotes' | 'books' }) {
  const t = useTranslate();
  const go = useGo();
  return (
    <>
      {current === 'invoices' ? null : (
        <Button icon={Receipt} onPress={() => go(paths.billing)}>
          {t('billing.invoices')}
        </Button>
      )}
      {current === 'creditNotes' ? null : (
        <Button icon={ReceiptText} onPress={() => go(paths.creditNotes)}>
          {t('credit.notes')}
        </Button>
      )}
      {current === 'books' ? null : (
        <Button icon={Scale} onPress={() => go(paths.books)}>
          {t('books.title')}
        </Button>
      )}
    </>
  );
}
