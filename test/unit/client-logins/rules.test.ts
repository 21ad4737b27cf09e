import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAttempts } from '../../../main/core/client-logins/attempts.ts';
import { createHashing } from '../../../main/core/client-logins/hashing.ts';
import {
  asText,
  cost,
  decoy,
  isSameHash,
  ofAll,
  ofOne,
  readText,
  waitAfter,
} from '../../../main/core/client-logins/rules.ts';
import { AppError } from '../../../main/core/kernel/index.ts';
import { Email } from '../../../preload/api/values.ts';
import { NewPassword } from '../../../preload/api/entrance.ts';
import { testClock } from '../support/store.ts';

describe('what is kept of a password', () => {
  const { hash, isRight } = createHashing();

  it('opens to the password alone, has a salt of its own, and says how it was made', async () => {
    const [one, other] = [await hash('correct horse'), await hash('correct horse')];
    expect(one).not.toBe(other);
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toContain('horse');
    expect(await isRight('correct horse', one)).toBe(true);
    expect(await isRight('correct horse', other)).toBe(true);
    for (const wrong of ['correct Horse', ' correct horse', 'correct horse ', 'correct', ''])
      expect(await isRight(wrong, one), wrong).toBe(false);
  });

  it('is checked with the parameters it was made with, and not with those of today', async () => {
    const { scryptSync } = await import('node:crypto');
    const salt = randomBytes(16);
    const made = scryptSync('correct horse', salt, 32, { N: 2 ** 10, r: 8, p: 1 });
    const old = asText({ cost: { logCost: 10, blocks: 8, rounds: 1 }, salt, hash: made });
    expect(await isRight('correct horse', old)).toBe(true);
    expect(await isRight('correct horse', old.replace('ln=10', 'ln=11'))).toBe(false);
  });

  it('takes a letter for the same, however a keyboard composes it', async () => {
    const kept = await hash('caf\u00e9 sous la pluie');
    expect(await isRight('cafe\u0301 sous la pluie', kept)).toBe(true);
    expect(await isRight('cafe sous la pluie', kept)).toBe(false);
  });

  it('is nobody’s where it is damaged, and never asks for work without bound', async () => {
    const kept = await hash('correct horse');
    expect(readText(kept)).toMatchObject({ cost });
    const broken = ['', 'x', kept.slice(0, -20), kept.replace('scrypt', 'argon2'), kept.replace('ln=15', 'ln=40')];
    broken.push(kept.replace('r=8', 'r=99'), kept.replace('ln=15', 'ln=0'), kept.replace('p=3', 'p=0'));
    for (const text of broken) {
      expect(readText(text), text).toBeNull();
      expect(await isRight('correct horse', text), text).toBe(false);
    }
  });

  it('is looked for with the same work where nobody logs in', async () => {
    expect(readText(decoy)?.cost).toEqual(cost);
    expect(await isRight('', decoy)).toBe(false);
    expect(isSameHash(Buffer.from('a'), Buffer.from('ab'))).toBe(false);
  });

  it('waits its turn, so that many at once take the memory of one', async () => {
    const ends: string[] = [];
    const cheap = decoy.replace('ln=15', 'ln=1');
    await Promise.all([
      hash('x').then(() => ends.push('long')),
      // Beside the first one it would be done long before it.
      isRight('x', cheap).then(() => ends.push('short')),
    ]);
    expect(ends).toEqual(['long', 'short']);
  });
});

describe('what is typed', () => {
  it('an e-mail has one writing: without spaces around it, and with letters that look the same', () => {
    expect(Email.parse('  \uFF41nna@client.example ')).toBe('anna@client.example');
    // The sign of the unit kelvin.
    expect(Email.parse('\u212Aim@client.example')).toBe('Kim@client.example');
    expect(Email.safeParse('анна@client.example').success).toBe(false);
  });

  it('a new password has 8 to 128 characters, spaces as typed', () => {
    const codes = (text: string) => NewPassword.safeParse(text).error?.issues.map(({ message }) => message);
    expect(codes('')).toContain('required');
    expect(codes('1234567')).toEqual(['too_short']);
    expect(NewPassword.parse(' 123456 ')).toBe(' 123456 ');
    expect(NewPassword.safeParse('x'.repeat(128)).success).toBe(true);
    expect(codes('x'.repeat(129))).toEqual(['too_long']);
  });
});

describe('attempts to come in', () => {
  const clock = testClock();
  const waitOf = (act: () => void): number => {
    try {
      act();
      return 0;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'login.wait') throw error;
      return Number(error.params?.['seconds']);
    }
  };

  it('wait twice as long each time, up to a bound', () => {
    expect([4, 5, 6, 7, 8, 9, 10, 11, 1000].map((failures) => waitAfter(failures, ofOne) / 1000)).toEqual([
      0, 30, 60, 120, 240, 480, 900, 900, 900,
    ]);
    expect([49, 50, 51, 1000].map((failures) => waitAfter(failures, ofAll) / 1000)).toEqual([0, 30, 60, 60]);
  });

  it('wait after five failures for an e-mail in any case of its letters, and for no other', () => {
    const attempts = createAttempts(clock);
    for (let n = 0; n < 5; n += 1) attempts.begin('anna@client.example');
    expect(waitOf(() => attempts.begin('ANNA@client.example'))).toBe(30);
    // What came too early does not make the wait longer.
    expect(waitOf(() => attempts.begin('anna@client.example'))).toBe(30);
    expect(waitOf(() => attempts.begin('boris@client.example'))).toBe(0);
    clock.advance(29_999);
    expect(waitOf(() => attempts.begin('anna@client.example'))).toBe(1);
    clock.advance(1);
    expect(waitOf(() => attempts.begin('anna@client.example'))).toBe(0);
    expect(waitOf(() => attempts.begin('anna@client.example'))).toBe(60);
    clock.advance(60_000);
    attempts.begin('anna@client.example');
    attempts.succeeded('Anna@client.example');
    expect(waitOf(() => attempts.begin('anna@client.example'))).toBe(0);
  });

  it('are counted before they are checked: of a hundred at once five get through', () => {
    const attempts = createAttempts(clock);
    const begun = Array.from({ length: 100 }, () => waitOf(() => attempts.begin('anna@client.example')));
    expect(begun.filter((seconds) => seconds === 0)).toHaveLength(5);
  });

  it('over many e-mails wait together, and those that succeed do not count', () => {
    const attempts = createAttempts(clock);
    for (let n = 0; n < 500; n += 1) {
      attempts.begin(`client${n}@client.example`);
      attempts.succeeded(`client${n}@client.example`);
    }
    for (let n = 0; n < 50; n += 1) attempts.begin(`guess${n}@client.example`);
    expect(waitOf(() => attempts.begin('anna@client.example'))).toBe(30);
    clock.advance(3_600_000);
    expect(waitOf(() => attempts.begin('anna@client.example'))).toBe(0);
  });
});
