import { create } from 'zustand';
import type { BulkSelection } from '../../../preload/api/bulk.ts';
import type { ContractFilter } from '../../../preload/api/contract-products.ts';
import { useEnvironment } from '../../state/environment.ts';
import { createMarks, type Marks, type MarksState } from '../../ui/index.ts';

/** What is marked among the contract products, and what their list is narrowed down to; of each environment its own. */
interface Chosen {
  readonly marks: Marks;
  readonly filter: ContractFilter;
}

const useAll = create<Readonly<Record<string, Chosen>>>(() => ({}));
const fresh = (): Chosen => ({ marks: createMarks(), filter: {} });

/** The marks and the filter of the list of contract products. They stay while one looks at something else, and are gone after a restart. */
export function useProductChoice(): Chosen & { setFilter: (filter: ContractFilter) => void } {
  const environment = useEnvironment((state) => state.environment) ?? 'none';
  const chosen = useAll((state) => state[environment]) ?? begin(environment);
  return {
    ...chosen,
    setFilter: (filter) => {
      // Everything of another filter is another everything; single marks stay what they are.
      if (chosen.marks.store.getState().isAll) chosen.marks.clear();
      useAll.setState({ [environment]: { ...chosen, filter } });
    },
  };
}

/** Made when it is first asked for, without telling anybody: the component that asks is being drawn. */
function begin(environment: string): Chosen {
  const begun = fresh();
  Object.assign(useAll.getState(), { [environment]: begun });
  return begun;
}

/** The marks as what core is told. */
export const selectionOf = ({ ids, isAll }: MarksState, filter: ContractFilter): BulkSelection =>
  isAll ? { by: 'filter', filter, except: [...ids] } : { by: 'ids', ids: [...ids] };
