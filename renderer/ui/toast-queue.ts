/** The queue of short messages. A plain store, so that code outside of React can add to it. */
import type { StatusTone } from './status.ts';

export interface ToastContent {
  text: string;
  detail?: string | undefined;
  tone?: StatusTone | undefined;
  /** For example Undo. A toast with an action stays at least ten seconds. */
  action?: { label: string; onAction: () => void } | undefined;
  /** Milliseconds; null stays until it is closed. Default 5 s, 12 s with an action or as danger. */
  timeout?: number | null | undefined;
}

export interface QueuedToast extends ToastContent {
  id: string;
}

export interface ToastQueue {
  add: (toast: ToastContent) => string;
  close: (id: string) => void;
  clear: () => void;
  subscribe: (notify: () => void) => () => void;
  list: () => readonly QueuedToast[];
  /** Stops the clocks while the pointer or the focus is on the region. */
  pause: () => void;
  resume: () => void;
}

const shortest = 10_000;

export function toastTimeout(toast: ToastContent): number | null {
  if (toast.timeout === null) return null;
  const wanted = toast.timeout ?? (toast.action || toast.tone === 'danger' ? 12_000 : 5000);
  return toast.action ? Math.max(wanted, shortest) : wanted;
}

export function createToastQueue(limit = 4): ToastQueue {
  let toasts: readonly QueuedToast[] = [];
  let counter = 0;
  let isPaused = false;
  const clocks = new Map<string, { left: number; since: number; timer: ReturnType<typeof setTimeout> | null }>();
  const listeners = new Set<() => void>();
  const set = (next: readonly QueuedToast[]): void => {
    toasts = next;
    for (const notify of listeners) notify();
  };
  const close = (id: string): void => {
    const clock = clocks.get(id);
    if (clock?.timer) clearTimeout(clock.timer);
    clocks.delete(id);
    if (toasts.some((toast) => toast.id === id)) set(toasts.filter((toast) => toast.id !== id));
  };
  const start = (id: string): void => {
    const clock = clocks.get(id);
    if (!clock || clock.timer || isPaused) return;
    clock.since = performance.now();
    clock.timer = setTimeout(() => close(id), clock.left);
  };
  return {
    add: (toast) => {
      counter += 1;
      const id = `toast-${counter}`;
      const timeout = toastTimeout(toast);
      if (timeout !== null) clocks.set(id, { left: timeout, since: 0, timer: null });
      // The oldest one without an action gives way first.
      const over = toasts.length + 1 - limit;
      const victim = over > 0 ? (toasts.find((one) => !one.action) ?? toasts[0]) : undefined;
      if (victim) close(victim.id);
      set([...toasts, { ...toast, id }]);
      start(id);
      return id;
    },
    close,
    clear: () => {
      for (const toast of toasts) close(toast.id);
    },
    subscribe: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    list: () => toasts,
    pause: () => {
      isPaused = true;
      for (const clock of clocks.values()) {
        if (!clock.timer) continue;
        clearTimeout(clock.timer);
        clock.timer = null;
        clock.left = Math.max(1000, clock.left - (performance.now() - clock.since));
      }
    },
    resume: () => {
      isPaused = false;
      for (const id of clocks.keys()) start(id);
    },
  };
}
