/**
 * Where short messages appear: one per window, after the main content. Polite live region, reachable with F6 by the landmark keys and by
 * Tab; time stands still while the pointer or the focus is there. Nothing that must be read may be only a toast.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { X } from 'lucide-react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { statusIcons } from './status.ts';
import { useUiStrings } from './strings.tsx';
import type { QueuedToast, ToastQueue } from './toast-queue.ts';
import styles from './ToastRegion.module.css';

export interface ToastRegionProps {
  queue: ToastQueue;
}

function Toast({ toast, onClose }: { toast: QueuedToast; onClose: () => void }): ReactElement {
  const strings = useUiStrings();
  const Icon = toast.tone === undefined || toast.tone === 'neutral' ? null : statusIcons[toast.tone];
  return (
    <li className={styles['toast']} data-tone={toast.tone ?? 'neutral'}>
      {Icon ? <Icon aria-hidden="true" className={styles['icon']} /> : null}
      <div className={styles['text']}>
        <p className={styles['title']}>{toast.text}</p>
        {toast.detail === undefined ? null : <p className={styles['detail']}>{toast.detail}</p>}
      </div>
      {toast.action ? (
        <Button
          size="small"
          onPress={() => {
            toast.action?.onAction();
            onClose();
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <IconButton size="small" label={strings.dismiss} icon={X} onPress={onClose} />
    </li>
  );
}

export function ToastRegion({ queue }: ToastRegionProps): ReactElement {
  const strings = useUiStrings();
  const toasts = useSyncExternalStore(queue.subscribe, queue.list);
  const region = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);
  const before = useRef<Element | null>(null);
  const isEmpty = toasts.length === 0;

  // A toast that had the focus and went away gives it back, so that the keyboard is never lost.
  useEffect(() => {
    if (!isEmpty) return;
    queue.resume();
    if (hadFocus.current && before.current instanceof HTMLElement) before.current.focus();
    hadFocus.current = false;
  }, [isEmpty, queue]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only keeps the clocks; the acts are buttons inside
    <section
      ref={region}
      aria-label={strings.notifications}
      className={styles['region']}
      onPointerEnter={queue.pause}
      onPointerLeave={queue.resume}
      onFocus={(event) => {
        if (!region.current?.contains(event.relatedTarget)) before.current = event.relatedTarget;
        hadFocus.current = true;
        queue.pause();
      }}
      onBlur={(event) => {
        if (region.current?.contains(event.relatedTarget)) return;
        if (event.relatedTarget) hadFocus.current = false;
        queue.resume();
      }}
      onKeyDown={(event) => {
        const last = toasts.at(-1);
        if (event.key === 'Escape' && last) queue.close(last.id);
      }}
    >
      <ol className={styles['list']} aria-live="polite" aria-relevant="additions" aria-atomic="false">
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} onClose={() => queue.close(toast.id)} />
        ))}
      </ol>
    </section>
  );
}
