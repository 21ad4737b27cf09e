import type { ContractProduct } from '../../../../preload/api/contract-products.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormSelect } from '../../../ui/index.ts';
import { periodText } from '../../operations/words.ts';

export interface TermFieldProps {
  contract: ContractProduct;
  /** What is chosen now. */
  months: number;
  /** Months that the vendor offers; empty: it does not say. */
  offered?: readonly number[] | undefined;
}

/** The months that are asked of the vendor: the two it documents, without those that its form does not offer. */
export function TermField({ contract, months, offered = [] }: TermFieldProps) {
  const t = useTranslate();
  return (
    <FormSelect
      name="termMonths"
      label={t('contracts.term')}
      options={[1, 12].map((each) => ({
        id: String(each),
        label: periodText(each, t),
        isDisabled: offered.length > 0 && !offered.includes(each),
      }))}
      description={
        months === contract.termMonths
          ? undefined
          : t('action.term.differs', { term: periodText(contract.termMonths, t) })
      }
    />
  );
}
