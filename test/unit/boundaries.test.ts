import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const sources = ['main', 'preload', 'renderer'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file)),
);

/** What a file imports, as paths from the project's root, or package names. Types count: they are knowledge too. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g)].map(([, target = '']) =>
    target.startsWith('.') ? path.join(path.dirname(file), target) : target,
  );
}
const graph = new Map(sources.map((file) => [file, importsOf(file)]));

/** Room of a file → what it may import (design 1). Own files are allowed everywhere. */
const rooms: readonly { room: RegExp; may: readonly RegExp[] }[] = [
  { room: /^preload\/api\//, may: [/^preload\/api\//, /^zod$/] },
  { room: /^preload\/[^/]+\.ts$/, may: [/^preload\//, /^electron$/] },
  {
    room: /^renderer\//,
    may: [/^renderer\//, /^preload\/api\//, /^(?!electron$|node:|better-sqlite3$|got$|keytar$)[@a-z][^/]*(\/|$)/],
  },
  {
    room: /^main\/shell\//,
    may: [
      /^main\/shell\//,
      /^main\/ipc\//,
      /^main\/core\/messages\.ts$/,
      /^preload\/api\//,
      /^electron$/,
      /^keytar$/,
      /^node:/,
    ],
  },
  {
    room: /^main\/ipc\//,
    may: [/^main\/ipc\//, /^preload\/api\//, /^main\/core\/(core|messages)\.ts$/, /^electron$/, /^node:/],
  },
  { room: /^main\/core\//, may: [/^main\/core\//, /^preload\/api\//, /^package\.json$/, /^(?!electron)[@a-z]/] },
];
const areaOf = (file: string): string | undefined => /^main\/core\/([^/]+)\//.exec(file)?.[1];

describe('folders import only what they may know', () => {
  it('each room', () => {
    const broken: string[] = [];
    for (const [file, targets] of graph) {
      const rule = rooms.find(({ room }) => room.test(file));
      for (const target of targets) {
        if (rule && !rule.may.some((allowed) => allowed.test(target))) broken.push(`${file} -> ${target}`);
      }
    }
    expect(broken).toEqual([]);
    expect(graph.size).toBeGreaterThan(100);
  });

  it('an area of core uses another one by its index only', () => {
    const open = new Set(['kernel', 'store']);
    const broken: string[] = [];
    for (const [file, targets] of graph) {
      const area = areaOf(file);
      for (const target of targets) {
        const other = areaOf(target);
        if (area === undefined || other === undefined || other === area || open.has(other)) continue;
        if (!/^main\/core\/[^/]+\/index\.ts$/.test(target)) broken.push(`${file} -> ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('areas of core do not go round in circles', () => {
    const uses = new Map<string, Set<string>>();
    for (const [file, targets] of graph) {
      const area = areaOf(file);
      if (area === undefined) continue;
      for (const target of targets) {
        const other = areaOf(target);
        if (other !== undefined && other !== area) uses.set(area, (uses.get(area) ?? new Set()).add(other));
      }
    }
    const circles: string[] = [];
    const walk = (area: string, way: readonly string[]): void => {
      if (way.includes(area)) {
        circles.push([...way.slice(way.indexOf(area)), area].join(' -> '));
        return;
      }
      for (const next of uses.get(area) ?? []) walk(next, [...way, area]);
    };
    for (const area of uses.keys()) walk(area, []);
    expect([...new Set(circles)]).toEqual([]);
    expect(uses.size).toBeGreaterThan(8);
  });

  it('only one place touches ipcMain, and none loads electron in core', () => {
    const users = sources.filter((file) => /ipcMain/.test(readFileSync(path.join(root, file), 'utf8')));
    expect(users.toSorted()).toEqual(['main/index.ts', 'main/ipc/gate.ts']);
  });

  it('no file grows past 400 lines', () => {
    const long = sources
      .map((file) => [file, readFileSync(path.join(root, file), 'utf8').split('\n').length] as const)
      .filter(([, lines]) => lines > 400);
    expect(long).toEqual([]);
  });
});
