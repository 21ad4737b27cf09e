import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Caller } from '../core/core.ts';

/** Which caller a window stands for. Said by the shell when it makes the window; a page cannot change it. */
export interface Bindings {
  bind(contents: WebContents, caller: Caller, origin: string): void;
  /**
   * Core found out who is before a visitor's window, or that window is a visitor's again. No other window changes hands: one
   * that staff opened stays what it is.
   */
  rebind(contents: WebContents, caller: OfVisitors): void;
  /** The caller of a call, or null when it does not come from the main frame of a bound window on its own origin. */
  callerOf(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): Caller | null;
  /** All bound windows whose page can be told something. */
  windows(): { contents: WebContents; caller: Caller }[];
}

/** Whom a window of the entrance may stand for: nobody yet, or a client who logged in. */
export type OfVisitors =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'client'; readonly clientId: string; readonly loginId: string };

const isOfVisitors = (caller: Caller): boolean =>
  caller.kind === 'visitor' || (caller.kind === 'client' && caller.loginId !== undefined);

export function createBindings(): Bindings {
  const bound = new Map<number, { contents: WebContents; caller: Caller; origin: string }>();
  return {
    bind(contents, caller, origin) {
      const { id } = contents;
      bound.set(id, { contents, caller, origin });
      contents.once('destroyed', () => bound.delete(id));
    },
    rebind(contents, caller) {
      const entry = bound.get(contents.id);
      // A window that was closed meanwhile is not bound any more.
      if (entry && entry.contents === contents && isOfVisitors(entry.caller))
        bound.set(contents.id, { ...entry, caller });
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
