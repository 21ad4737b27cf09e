/** Works one after the other, never two at once. */
export interface InTurn {
  /** Begins the work when all before it have ended, well or not; null: too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T> | null;
}

/** A queue that holds at most `most` works, the one under way among them. */
export function inTurn(most: number): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  let held = 0;
  return {
    run(work) {
      if (held >= most) return null;
      held += 1;
      const result = last.then(work).finally(() => {
        held -= 1;
      });
      last = result.catch(() => undefined);
      return result;
    },
  };
}

/** Says that something took longer than it may. */
export class TooLate extends Error {}

/** What `work` comes to, or TooLate after so many milliseconds; what comes of it later is of no interest. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // It may still fail when its window is taken away.
    work.catch(() => undefined);
  }
}
