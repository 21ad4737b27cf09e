/** The one event core sends: rows of an area changed; pages refetch what they show (design 1). */
export interface Changed {
  readonly area: string;
  /** At most 100 ids; empty means "many, refetch all of the area". */
  readonly ids: readonly string[];
}
export const changedChannel = 'event.changed';
/** Subscribes; answers with the function that ends it. The listener never sees an Electron event object. */
export type Subscribe = (listener: (change: Changed) => void) => () => void;
