import { describe, expect, it } from 'vitest';
import { inTurn, TooLate, within } from '../../../main/shell/in-turn.ts';

/** A promise that is settled from outside. */
function later(): { promise: Promise<string>; resolve: (value: string) => void; reject: (error: Error) => void } {
  let resolve: (value: string) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('works in turn', () => {
  it('begin when all before them have ended, well or not', async () => {
    const turns = inTurn(3);
    const [first, second] = [later(), later()];
    const begun: number[] = [];
    const run = (n: number, work: Promise<string>) =>
      turns.run(() => {
        begun.push(n);
        return work;
      });
    const results = [run(1, first.promise), run(2, second.promise), run(3, Promise.resolve('c'))];
    await Promise.resolve();
    expect(begun).toEqual([1]);
    first.reject(new Error('no'));
    await expect(results[0]).rejects.toThrow('no');
    await new Promise(setImmediate);
    expect(begun).toEqual([1, 2]);
    second.resolve('b');
    expect(await results[1]).toBe('b');
    expect(await results[2]).toBe('c');
    expect(begun).toEqual([1, 2, 3]);
  });

  it('are refused beyond the number that may wait, and taken again when one has ended', async () => {
    const turns = inTurn(2);
    const first = later();
    const one = turns.run(() => first.promise);
    expect(turns.run(() => Promise.resolve('b'))).not.toBeNull();
    expect(turns.run(() => Promise.resolve('c'))).toBeNull();
    first.resolve('a');
    await one;
    await new Promise(setImmediate);
    expect(await turns.run(() => Promise.resolve('d'))).toBe('d');
  });
});

describe('within a time', () => {
  it('answers with what comes in time, and gives up on what does not', async () => {
    expect(await within(1000, Promise.resolve('in time'))).toBe('in time');
    await expect(within(1000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    const never = later();
    await expect(within(5, never.promise)).rejects.toBeInstanceOf(TooLate);
    // What it comes to afterwards disturbs nobody.
    never.reject(new Error('its window is gone'));
    await new Promise(setImmediate);
  });
});
