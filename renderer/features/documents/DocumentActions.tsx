import { Eye, FileDown, Printer, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { isProvisional } from '../../../preload/api/document-number.ts';
import type { DocumentRef } from '../../../preload/api/documents.ts';
import { api, CallError, valueOf } from '../../app/api.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, IconButton } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import { DocumentPreview } from './DocumentPreview.tsx';

export interface DocumentActionsProps {
  kind: DocumentRef['kind'];
  id: string;
  number: string;
}

/** What can be done with the paper of an invoice or a credit note: look at it, save it, print it. */
export function DocumentActions({ kind, id, number }: DocumentActionsProps) {
  const t = useTranslate();
  const may = useMay();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Button icon={Eye} whyDisabled={may('billing.read')} onPress={() => setShown(true)}>
        {t('document.preview')}
      </Button>
      <PaperButtons document={{ kind, id }} number={number} />
      {isShown ? <DocumentPreview kind={kind} id={id} number={number} onClose={() => setShown(false)} /> : null}
    </>
  );
}

/** The buttons that bring a document out of the console. One at a time: the other one waits. */
export function PaperButtons({ document, number }: { document: DocumentRef; number: string }) {
  const t = useTranslate();
  const may = useMay();
  const [busy, setBusy] = useState<'save' | 'print' | null>(null);
  const run = async (what: 'save' | 'print', work: () => Promise<void>): Promise<void> => {
    if (busy !== null) return;
    setBusy(what);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      toasts.add({ tone: 'danger', text: errorText(t, error.error) });
    } finally {
      setBusy(null);
    }
  };
  const save = async (): Promise<void> => {
    const { saved } = await valueOf(api.window.saveDocument(document));
    if (saved) toasts.add({ tone: 'success', text: t('document.saved', { number }) });
  };
  const print = async (): Promise<void> => {
    await valueOf(api.window.printDocument(document));
  };
  const why = isProvisional(number) ? t('document.numberFollows') : may('billing.read');
  return (
    <>
      <Button icon={Printer} whyDisabled={why} isBusy={busy === 'print'} onPress={() => void run('print', print)}>
        {t('document.print')}
      </Button>
      <Button icon={FileDown} whyDisabled={why} isBusy={busy === 'save'} onPress={() => void run('save', save)}>
        {t('document.save')}
      </Button>
    </>
  );
}

/** Beside a payment: its receipt, to look at, save and print. */
export function ReceiptButton({ paymentId, number }: { paymentId: string; number: string }) {
  const t = useTranslate();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <IconButton size="small" icon={ReceiptText} label={t('document.receipt')} onPress={() => setShown(true)} />
      {isShown ? (
        <DocumentPreview kind="receipt" id={paymentId} number={number} onClose={() => setShown(false)} />
      ) : null}
    </>
  );
}
