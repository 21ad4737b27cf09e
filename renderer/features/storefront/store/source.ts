import { createContext, useContext, type ComponentType } from 'react';

export interface StorePictureProps {
  id: string;
  alt: string;
  className?: string | undefined;
  /** Height that it keeps free while it is read, in pixels. */
  height?: number | undefined;
}

/** What the pieces of the store need of the window that they stand in. */
export interface StoreSource {
  /** Shows a stored picture. */
  readonly Picture: ComponentType<StorePictureProps>;
  /** The address of another product's page in this window. */
  readonly hrefOf: (slug: string) => string;
}

const Context = createContext<StoreSource | null>(null);
export const StoreSourceProvider = Context.Provider;

export function useStoreSource(): StoreSource {
  const source = useContext(Context);
  if (!source) throw new Error('StoreSourceProvider is missing');
  return source;
}
