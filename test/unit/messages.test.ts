import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes, fieldErrorCodes } from '../../preload/api/errors.ts';
import { unsaid } from '../../renderer/app/unsaid.ts';
import { messages } from '../../renderer/i18n/messages.ts';

const renderer = path.resolve(import.meta.dirname, '../../renderer');

describe('messages', () => {
  it('every error code and field complaint has a text in each language', () => {
    for (const language of ['en', 'ru'] as const) {
      const keys = new Set(Object.keys(messages[language]));
      expect(errorCodes.filter((code) => !keys.has(`error.${code}`))).toEqual([]);
      expect(fieldErrorCodes.filter((code) => !keys.has(`field.${code}`))).toEqual([]);
    }
  });

  it('every value of a refusal has a word where nothing fills it in, as in files', () => {
    for (const language of ['en', 'ru'] as const) {
      const texts = Object.entries(messages[language]).filter(([key]) =>
        errorCodes.some((code) => key === `error.${code}`),
      );
      const named = texts.flatMap(([, text]) => [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name));
      // Words of a branch stand in braces too: `one {it}`.
      const branches = new Set(
        texts.flatMap(([, text]) =>
          [...text.matchAll(/(?:one|few|many|other) \{(\w+)\}/g)].map(([, name = '']) => name),
        ),
      );
      expect(named.length).toBeGreaterThan(10);
      expect([...new Set(named)].filter((name) => !(name in unsaid) && !branches.has(name))).toEqual([]);
    }
  });

  it('both languages have the same keys, none empty, and the same placeholders', () => {
    const english = messages.en as Record<string, string>;
    const russian = messages.ru as Record<string, string>;
    expect(Object.keys(russian).toSorted()).toEqual(Object.keys(english).toSorted());
    const names = (text: string): string[] =>
      [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => name))].toSorted();
    for (const [key, text] of Object.entries(english)) {
      expect(text, key).not.toBe('');
      // Branches of a plural hold words, so only the placeholders' own names are compared.
      const isOwn = (name: string): boolean => !/^[А-Яа-яЁё#]/.test(name);
      expect(
        names(russian[key] ?? '')
          .filter(isOwn)
          .filter((name) => names(text).includes(name)),
        key,
      ).toEqual(
        names(text).filter(
          (name) => new RegExp(`\\{${name}[,}]`).test(text) && names(russian[key] ?? '').includes(name),
        ),
      );
    }
  });

  it('every key that the screens name exists, and every message is used', () => {
    const keys = new Set(Object.keys(messages.en));
    const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
      .filter(
        (file) => /\.tsx?$/.test(file) && (!file.startsWith('i18n') || file === path.join('i18n', 'provider.tsx')),
      )
      .map((file) => readFileSync(path.join(renderer, file), 'utf8'))
      .join('\n');
    const literal = [...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => key);
    expect(literal.length).toBeGreaterThan(100);
    expect([...new Set(literal)].filter((key) => !keys.has(key))).toEqual([]);
    const prefixes = [...sources.matchAll(/[`'"]([a-zA-Z][\w.-]*\.)\$\{/g)].map(([, prefix = '']) => prefix);
    // Once through the sources, not once for each of thousands of keys.
    const quoted = new Set(sources.match(/(?<=['"])[\w .-]+(?=['"])/g));
    const unused = [...keys].filter((key) => !quoted.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });
});
