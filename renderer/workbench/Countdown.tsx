import { useSyncExternalStore } from 'react';
import { formatInstant } from '../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../i18n/provider.tsx';

/** One clock for all countdowns on the screen; it ticks while there is one. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let seconds = 0;
const read = (): number => Math.floor(Date.now() / 1000);

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  seconds = read();
  timer ??= setInterval(() => {
    seconds = read();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(notify);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** How long it is until an instant, to the second ("in 4 min 20 s"), then "now"; the exact time on hover. */
export function Countdown({ at }: { at: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useSyncExternalStore(subscribe, () => seconds || read());
  const left = Math.ceil(Date.parse(at) / 1000) - now;
  const parts = { hours: Math.floor(left / 3600), minutes: Math.floor(left / 60) % 60, seconds: left % 60 };
  const unit = left <= 0 ? 'now' : left < 60 ? 'seconds' : left < 3600 ? 'minutes' : 'hours';
  return (
    <time dateTime={at} title={formatInstant(at, locale, { seconds: true })}>
      {unit === 'now' ? t('countdown.now') : t(`countdown.${unit}`, parts)}
    </time>
  );
}
