import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Caller } from '../core/core.ts';

/** Which caller a window stands for. Said once by the shell when it makes the window; a page cannot change it. */
export interface Bindings {
  bind(contents: WebContents, caller: Caller, origin: string): void;
  /** The caller of a call, or null when it does not come from the main frame of a bound window on its own origin. */
  callerOf(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): Caller | null;
  /** All bound windows whose page can be told something. */
  windows(): { contents: WebContents; caller: Caller }[];
}

export function createBindings(): Bindings {
  const bound = new Map<number, { contents: WebContents; caller: Caller; origin: string }>();
  return {
    bind(contents, caller, origin) {
      const { id } = contents;
      bound.set(id, { contents, caller, origin });
      contents.once('destroyed', () => bound.delete(id));
    },
    callerOf({ sender, senderFrame }) {
      const entry = bound.get(sender.id);
      // A frame that is gone, a subframe, another page in the window: none of them may ask.
      if (!entry || entry.contents !== sender || senderFrame === null) return null;
      if (senderFrame !== sender.mainFrame || senderFrame.origin !== entry.origin) return null;
      return entry.caller;
    },
    windows: () => [...bound.values()].filter(({ contents }) => !contents.isDestroyed() && !contents.isCrashed()),
  };
}
