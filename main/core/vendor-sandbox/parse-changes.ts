import {
  errorNames,
  guessSettings,
  switchSettings,
  SWITCHABLE_FUNCTIONS,
  templateParts,
  timingSettings,
} from './catalogue.ts';
import type { Setting, SettingDomain } from './catalogue.ts';
import type { SandboxChanges } from './options.ts';

/**
 * Checks changes that came in as JSON. Throws a TypeError that names the wrong field, so that a typing error does not become a switch that does
 * nothing.
 */
export function parseChanges(input: unknown): SandboxChanges {
  const parts = record(input, 'changes');
  for (const [name, value] of Object.entries(parts)) {
    if (name === 'timing') check(value, timingSettings, name);
    else if (name === 'switches') check(value, switchSettings, name);
    else if (name === 'guesses') checkGuesses(value);
    else throw new TypeError(`${name}: unknown field`);
  }
  return parts;
}

function checkGuesses(input: unknown): void {
  const { errors, ...rest } = record(input, 'guesses');
  check(rest, guessSettings, 'guesses');
  for (const [name, template] of Object.entries(record(errors ?? {}, 'guesses.errors'))) {
    const where = `guesses.errors.${name}`;
    if (!(errorNames as readonly string[]).includes(name)) throw new TypeError(`${where}: unknown field`);
    const parts = record(template, where);
    const isWhole = Object.keys(parts).length === templateParts.length;
    if (!isWhole || templateParts.some((part) => typeof parts[part] !== 'string'))
      throw new TypeError(`${where}: type, object and message expected`);
  }
}

function check(input: unknown, known: Readonly<Record<string, Setting>>, where: string): void {
  for (const [name, value] of Object.entries(record(input, where))) {
    const setting = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!setting) throw new TypeError(`${where}.${name}: unknown field`);
    if (!fits(value, setting.domain)) throw new TypeError(`${where}.${name}: not a value of it`);
  }
}

function fits(value: unknown, domain: SettingDomain): boolean {
  const isFunction = (name: unknown): boolean => (SWITCHABLE_FUNCTIONS as readonly unknown[]).includes(name);
  switch (domain.kind) {
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return (domain.choices as readonly unknown[]).includes(value);
    case 'number':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= domain.min && value <= domain.max;
    case 'numbers':
      return Array.isArray(value) && value.every((item) => (domain.choices as readonly unknown[]).includes(item));
    case 'functions':
      return Array.isArray(value) && value.every((item) => isFunction(item));
    case 'code':
      return typeof value === 'string' && /^\d{6}$/.test(value);
  }
}

function record(input: unknown, where: string): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new TypeError(`${where}: an object is expected`);
  return input as Record<string, unknown>;
}
