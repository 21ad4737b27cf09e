import { useState } from 'react';
import type { Product } from '../../../../preload/api/catalogue.ts';
import type { SearchHit } from '../../../../preload/api/search.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, ConfirmDialog } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { RecordPicker } from './RecordPicker.tsx';

export interface CopyPricesProps {
  product: Product;
  /** The product with the prices that it has now. */
  onCopied: (product: Product) => void;
}

/** Takes over every price of another product, term and currency (spec item 41). Stored at once, after a question. */
export function CopyPrices({ product, onCopied }: CopyPricesProps) {
  const t = useTranslate();
  const may = useMay();
  const copy = useAction('catalogue', 'copyPrices');
  const [isOpen, setOpen] = useState(false);
  const [from, setFrom] = useState<SearchHit | null>(null);
  const close = (): void => {
    setOpen(false);
    setFrom(null);
    copy.reset();
  };
  return (
    <div>
      <Button size="small" whyDisabled={may('catalogue.write')} onPress={() => setOpen(true)}>
        {t('product.copyPrices')}
      </Button>
      {isOpen ? (
        <ConfirmDialog
          isOpen
          title={t('product.copyPrices')}
          confirmLabel={t('product.copyPrices.confirm')}
          isConfirmDisabled={from === null}
          isBusy={copy.isPending}
          error={copy.error ? <ErrorBanner error={copy.error.error} /> : undefined}
          onCancel={close}
          onConfirm={() => {
            if (from === null) return;
            copy.mutate(
              { id: product.id, fromId: from.id },
              {
                onSuccess: (saved) => {
                  onCopied(saved);
                  toasts.add({ tone: 'success', text: t('product.copyPrices.done', { name: from.title }) });
                  close();
                },
              },
            );
          }}
        >
          <p>{t('product.copyPrices.text')}</p>
          <RecordPicker
            label={t('product.copyPrices.from')}
            kinds={['product']}
            exclude={[product.id]}
            chosen={from?.id ?? null}
            onChoose={setFrom}
          />
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
