import { useRef } from 'react';

/** Lets a form of something new be sent until it was stored, and not again in the moment before the page changes. */
export function useOnce<Values>(): {
  readonly done: () => void;
  readonly guard: (submit: (values: Values) => Promise<void>) => (values: Values) => Promise<void>;
} {
  const isDone = useRef(false);
  return {
    done: () => {
      isDone.current = true;
    },
    guard: (submit) => (values) => (isDone.current ? Promise.resolve() : submit(values)),
  };
}
