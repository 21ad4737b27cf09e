/** Numbers from a seed. The same seed gives the same numbers on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  bytes(count: number): Uint8Array;
  /** Numbers of their own: what one part draws does not shift what another one gets. */
  fork(name: string): Random;
}

export function randomOf(seed: string): Random {
  const state = spread(seed);
  const next = (): number => sfc32(state) / 2 ** 32;
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick(items) {
      const found = items[between(0, items.length - 1)];
      if (found === undefined) throw new RangeError('nothing to pick from');
      return found;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
    fork: (name) => randomOf(`${seed}/${name}`),
  };
}

/** Four words from a text (FNV-1a with four offsets, mixed), so that seeds that look alike give numbers that do not. */
function spread(text: string): Uint32Array {
  const words = Uint32Array.of(0x811c9dc5, 0x9e3779b9, 0x243f6a88, 0xb7e15162);
  for (let at = 0; at < text.length; at += 1) {
    for (let word = 0; word < 4; word += 1)
      words[word] = Math.imul((words[word] ?? 0) ^ (text.charCodeAt(at) + word), 0x01000193);
  }
  for (let turn = 0; turn < 12; turn += 1) sfc32(words);
  return words;
}

/** One step of the generator sfc32 (public domain, PractRand). */
function sfc32(state: Uint32Array): number {
  const [a = 0, b = 0, c = 0, counter = 0] = state;
  const sum = (a + b + counter) >>> 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) >>> 0;
  state[2] = (((c << 21) | (c >>> 11)) + sum) >>> 0;
  state[3] = (counter + 1) >>> 0;
  return sum;
}
