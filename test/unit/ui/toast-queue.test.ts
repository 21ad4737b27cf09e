import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accentColors } from '../../../renderer/ui/theme.ts';
import { createToastQueue } from '../../../renderer/ui/toast-queue.ts';

describe('the queue of short messages', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const texts = (queue: ReturnType<typeof createToastQueue>): string[] => queue.list().map(({ text }) => text);

  it('shows each for its time, one with an action for ten seconds at least, and stands still while paused', () => {
    const queue = createToastQueue();
    queue.add({ text: 'plain' });
    queue.add({ text: 'undo', action: { label: 'Undo', onAction: () => {} }, timeout: 1000 });
    vi.advanceTimersByTime(4999);
    expect(texts(queue)).toEqual(['plain', 'undo']);
    vi.advanceTimersByTime(1);
    expect(texts(queue)).toEqual(['undo']);
    queue.pause();
    vi.advanceTimersByTime(60_000);
    expect(texts(queue)).toEqual(['undo']);
    queue.resume();
    vi.advanceTimersByTime(5000);
    expect(texts(queue)).toEqual([]);
  });

  it('lets the oldest one without an action go first when there are too many', () => {
    const queue = createToastQueue(2);
    queue.add({ text: 'undo', action: { label: 'Undo', onAction: () => {} } });
    queue.add({ text: 'b' });
    queue.add({ text: 'c' });
    expect(texts(queue)).toEqual(['undo', 'c']);
  });
});

describe('the brand’s accent', () => {
  it('is corrected until it can be read, and refused when it is no colour', () => {
    expect(accentColors('yellow')).toBeNull();
    for (const hex of ['#ffff00', '#000000', '#ffffff', '#3b5bdb', '#7f7f7f']) {
      const colors = accentColors(hex);
      expect(contrast(colors?.fill ?? '', colors?.onFill ?? ''), hex).toBeGreaterThanOrEqual(4.5);
    }
  });
});

/** WCAG contrast of two #rrggbb colours, computed here on its own. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}
