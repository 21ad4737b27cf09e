import { create } from 'zustand';
import type { ListName } from '../../../preload/api/views.ts';
import { useEnvironment } from '../../state/environment.ts';
import { createMarks, type Marks } from '../../ui/index.ts';

const useAll = create<Readonly<Record<string, Marks>>>(() => ({}));

/** The rows that are marked in a list, of each environment its own; they stay while one looks at something else. */
export function useMarksOf(name: ListName): Marks {
  const environment = useEnvironment((state) => state.environment) ?? 'none';
  const key = `${environment}/${name}`;
  return useAll((state) => state[key]) ?? begin(key);
}

/** Made when it is first asked for, without telling anybody: the component that asks is being drawn. */
function begin(key: string): Marks {
  const marks = createMarks();
  Object.assign(useAll.getState(), { [key]: marks });
  return marks;
}
