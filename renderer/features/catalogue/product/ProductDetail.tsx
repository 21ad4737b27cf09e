import { useParams, useRouterState } from '@tanstack/react-router';
import { paths } from '../../../app/paths.ts';
import { useCall } from '../../../app/query.ts';
import { DetailPane, DetailPending } from '../../../workbench/DetailPane.tsx';
import { IntervalsButton } from '../../automation/IntervalsButton.tsx';
import { SyncMark } from '../../team-hub/SyncMark.tsx';
import { ProductStatus } from '../statuses.tsx';
import { DeleteProduct } from './DeleteProduct.tsx';
import { ProductEditor } from './ProductEditor.tsx';
import { useProductChoices } from './useProductChoices.ts';

/** One product: its sections, and what is missing before it can be ordered. */
export function ProductDetail() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: product, error } = useCall('catalogue', 'getProduct', { id });
  const choices = useProductChoices();
  // It stands beside the tree, or beside the list of all products.
  const isListed = useRouterState({ select: ({ location }) => location.pathname.startsWith(paths.productList) });
  const listPath = isListed ? paths.productList : paths.catalogue;
  if (!product || !choices.choices) {
    return <DetailPending error={error ?? choices.error} listPath={listPath} />;
  }
  return (
    <DetailPane
      title={product.name}
      badge={
        <>
          <ProductStatus product={product} />
          <SyncMark record="product" id={id} />
        </>
      }
      subtitle={product.categoryName}
      listPath={listPath}
      actions={
        <>
          <IntervalsButton scope="product" scopeId={id} name={product.name} />
          <DeleteProduct product={product} />
        </>
      }
    >
      <ProductEditor key={id} product={product} choices={choices.choices} />
    </DetailPane>
  );
}
