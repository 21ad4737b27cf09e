import { powerMonitor } from 'electron';

/** One waking gives several signs, and the network needs a moment after them. Milliseconds. */
const quietMs = 1000;

/** Tells once that the computer woke up or was unlocked. Only when the application is ready. */
export function onWake(told: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sign = (): void => {
    clearTimeout(timer);
    timer = setTimeout(told, quietMs);
  };
  powerMonitor.on('resume', sign);
  powerMonitor.on('unlock-screen', sign);
}
