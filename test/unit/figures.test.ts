import { expect, it } from 'vitest';
import { figuresOf } from '../../scripts/figures.mjs';

const lines = (...noted: object[]): string => noted.map((each) => `${JSON.stringify(each)}\n`).join('');

it('keeps the newest value of a name', () => {
  expect(figuresOf(lines({ axe: { pages: 1 } }, { axe: { pages: 2 } }, { secrets: 3 }))).toEqual({
    axe: { pages: 2 },
    secrets: 3,
  });
  expect(figuresOf('\n')).toEqual({});
});

it('joins lists, sorted and without doubles', () => {
  expect(
    figuresOf(lines({ rows: [34, 9] }, { rows: [16] }, { other: ['b'] }, { rows: [34, 100] }, { other: ['a'] })),
  ).toEqual({
    rows: [9, 16, 34, 100],
    other: ['a', 'b'],
  });
});

it('adds up the parts of a figure, also those that are noted as they grow', () => {
  const noted = lines(
    { 'kills:core': { points: 1, lost: 0, phases: { sending: 1 } } },
    { 'kills:core': { points: 800, lost: 0, phases: { sending: 500, queued: 300 } } },
    { 'kills:packaged': { points: 200, packaged: 200, lost: 1, phases: { sending: 40 } } },
  );
  expect(figuresOf(noted)).toEqual({
    kills: { points: 1000, packaged: 200, lost: 1, phases: { sending: 540, queued: 300 } },
  });
});

it('counts planted bugs that were caught, and names the others', () => {
  expect(figuresOf(lines({ 'planted:late-intent': true }, { 'planted:retry': true }))).toEqual({
    planted: { caught: 2, of: 2 },
  });
  expect(figuresOf(lines({ 'planted:a': false }, { 'planted:b': true }, { 'planted:c': false }))).toEqual({
    planted: { caught: 1, of: 3, missed: ['a', 'c'] },
  });
});
