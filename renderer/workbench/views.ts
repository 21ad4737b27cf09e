import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** How a list is looked at: filter, search, width. Kept on this desk, so that it is the same after a restart. */
interface Views {
  readonly values: Readonly<Record<string, string>>;
  readonly sizes: Readonly<Record<string, number>>;
  readonly setValue: (name: string, value: string) => void;
  readonly setSize: (name: string, percent: number) => void;
}

const useViews = create<Views>()(
  persist(
    (set) => ({
      values: {},
      sizes: {},
      setValue: (name, value) => set(({ values }) => ({ values: { ...values, [name]: value } })),
      setSize: (name, percent) => set(({ sizes }) => ({ sizes: { ...sizes, [name]: percent } })),
    }),
    { name: 'views', version: 1, storage: createJSONStorage(() => localStorage) },
  ),
);

/** One remembered choice, e.g. the filter of a list. A stored one that is not among `allowed` any more is not used. */
export function useViewValue<T extends string>(
  name: string,
  initial: T,
  allowed: readonly T[],
): readonly [T, (value: string) => void] {
  const stored = useViews((state) => state.values[name]);
  const setValue = useViews((state) => state.setValue);
  const value = allowed.find((each) => each === stored) ?? initial;
  return [value, (next) => setValue(name, next)];
}

export function useViewSize(name: string, initial: number): readonly [number, (percent: number) => void] {
  const stored = useViews((state) => state.sizes[name]);
  const setSize = useViews((state) => state.setSize);
  return [stored ?? initial, (percent) => setSize(name, percent)];
}
