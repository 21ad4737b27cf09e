import { useParams } from '@tanstack/react-router';
import { paths } from '../../../app/paths.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { PageHeader } from '../../../ui/index.ts';
import { ImportProducts } from './ImportProducts.tsx';

/** Store catalogue > Import products: from a file to its result, and earlier imports (quality 31). */
export function ImportPage() {
  const t = useTranslate();
  const { id }: { id?: string } = useParams({ strict: false });
  return (
    <>
      <PageHeader title={t('transfer.products')} crumbs={[{ label: t('catalogue.title'), href: paths.catalogue }]} />
      <ImportProducts id={id} />
    </>
  );
}
