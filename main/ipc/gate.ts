import type { IpcMain, WebContents } from 'electron';
import type { ApiError, Envelope, ErrorCode } from '../../preload/api/errors.ts';
import { changedChannel, type Changed } from '../../preload/api/events.ts';
import { clientAreaSurface, paperSurface, staffSurface } from '../../preload/api/surface.ts';
import type { Caller } from '../core/core.ts';
import type { Bindings } from './bindings.ts';
import type { CoreLink } from './core-link.ts';
import { limitOf, withinLimits } from './payload.ts';

/** Calls of one window that may wait for their answer at once; more is a fault of the page, not work. */
const maxPending = 200;

/** Areas of which the entrance shows something: how it looks, and of which environment. */
const shownToVisitors: ReadonlySet<string> = new Set(['app', 'brand']);

/** What a client's window is told: that something changed. */
const anything: Changed = { area: 'clientArea', ids: [] };

/** Who asked for something that the shell does. */
export interface Sender {
  readonly caller: Caller;
  readonly contents: WebContents;
}

/**
 * What the shell does for a `window.*` call, after core has found the call right and well-formed. Where it comes to
 * something, that is the answer instead of core's.
 */
export type WindowEffects = Readonly<
  Record<keyof (typeof staffSurface)['window'], (input: never, sender: Sender) => void | Promise<Envelope<unknown>>>
>;

/** What the shell does when a window that is printed says something; core's answer is the answer. */
export interface PaperEffects {
  readonly ready: (input: never, sender: Sender) => void;
}

/** What follows where somebody came in or left, by channel; core's answer says who. */
export type EntranceEffects = Readonly<Record<string, (sender: Sender, answer: never) => void>>;

type Effect = (input: never, sender: Sender, answer: never) => void | Promise<Envelope<unknown>>;

/**
 * Opens the one gate through which every call of a page comes (design 1): a bound window's main frame, a known
 * channel, an input of bounded size. Right and schema are checked in core, where the command line comes in too.
 */
export function openGate(options: {
  ipcMain: Pick<IpcMain, 'handle'>;
  bindings: Bindings;
  core: Pick<CoreLink, 'call'>;
  windowEffects: WindowEffects;
  paperEffects: PaperEffects;
  entranceEffects: EntranceEffects;
}): { sendChanged(change: Changed): void } {
  const { ipcMain, bindings, core, windowEffects, paperEffects, entranceEffects } = options;
  const effects: Readonly<Record<string, Effect>> = Object.fromEntries([
    ...Object.entries<Effect>(windowEffects).map(([verb, effect]) => [`window.${verb}`, effect] as const),
    ['paper.ready', paperEffects.ready],
    ...Object.entries(entranceEffects).map(
      ([channel, effect]) =>
        [channel, (_input: never, sender: Sender, answer: never) => effect(sender, answer)] as const,
    ),
  ]);
  const pending = new Map<number, number>();
  /**
   * Windows that are about to stand for somebody else, and whether something changed meanwhile. They are told once they do:
   * a page that read again before would ask by a login that core has just replaced.
   */
  const turning = new Map<number, boolean>();

  const handle = (area: string, verb: string): void => {
    const channel = `${area}.${verb}`;
    const effect = effects[channel];
    const turns = Object.hasOwn(entranceEffects, channel);
    ipcMain.handle(channel, async (event, input: unknown): Promise<Envelope<unknown>> => {
      const caller: Caller | null = bindings.callerOf(event);
      if (!caller) return refusal('call.foreign_sender');
      if (!withinLimits(input, limitOf(channel))) return refusal('input.too_large');
      const { id } = event.sender;
      const waiting = pending.get(id) ?? 0;
      if (waiting >= maxPending) return refusal('call.too_many');
      pending.set(id, waiting + 1);
      if (turns) turning.set(id, false);
      try {
        const envelope = await core.call(caller, channel, input);
        if (!effect || !envelope.ok) return envelope;
        return (await effect(input as never, { caller, contents: event.sender }, envelope.value as never)) ?? envelope;
      } finally {
        if (turning.get(id) === true && turns && !event.sender.isDestroyed())
          event.sender.send(changedChannel, anything);
        if (turns) turning.delete(id);
        const left = (pending.get(id) ?? 1) - 1;
        if (left === 0) pending.delete(id);
        else pending.set(id, left);
      }
    });
  };
  for (const [area, verbs] of Object.entries({ ...staffSurface, ...clientAreaSurface, ...paperSurface })) {
    for (const verb of Object.keys(verbs)) handle(area, verb);
  }

  return {
    sendChanged(change) {
      for (const { contents, caller } of bindings.windows()) {
        // What is printed stays as it is; a visitor sees nothing of the records.
        if (caller.kind === 'paper' || (caller.kind === 'visitor' && !shownToVisitors.has(change.area))) continue;
        if (turning.has(contents.id)) {
          turning.set(contents.id, true);
          continue;
        }
        // A client's window learns that something changed, never which record of whom.
        contents.send(changedChannel, caller.kind === 'staff' ? change : anything);
      }
    },
  };
}

/** An answer of the gate itself. No trace id: nothing of it is logged, a page could fill the log. */
export function refusal(code: ErrorCode): { ok: false; error: ApiError } {
  return { ok: false, error: { code, messageKey: `error.${code}`, retry: code === 'call.too_many', traceId: '' } };
}
