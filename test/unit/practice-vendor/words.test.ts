import { describe, expect, it } from 'vitest';
import * as api from '../../../preload/api/practice-vendor.ts';
import * as sandbox from '../../../main/core/vendor-sandbox/index.ts';
import { messages } from '../../../renderer/i18n/messages.ts';

/** The contract names again what the sandbox knows, because a page may import neither; here the two are held together. */
describe('the contract names what the sandbox knows', () => {
  it('faults, corpora, presets, groups', () => {
    const offered = sandbox.ANSWER_FAULTS.filter((kind) => kind !== 'body');
    expect(api.answerFaultKinds).toEqual(offered);
    expect(api.vendorFaultKinds).toEqual(sandbox.VENDOR_FAULTS);
    expect(api.corpusNames).toEqual(sandbox.CORPORA);
    expect(api.VendorPreset.options).toEqual(sandbox.PRESETS);
    expect(api.settingGroups).toEqual(sandbox.SETTING_GROUPS);
  });
});

describe.each(['en', 'ru'] as const)('words, %s', (language) => {
  const words = messages[language] as Record<string, string>;
  const missing = (keys: readonly string[]): string[] => keys.filter((key) => !words[key]);

  it('every switch, guess and time has a name, says what is unknown, and names each choice; nothing more is there', () => {
    const settings = [sandbox.switchSettings, sandbox.guessSettings, sandbox.timingSettings].flatMap((each) =>
      Object.entries<sandbox.Setting>(each),
    );
    const names = settings.flatMap(([name]) => [`practice.set.${name}`, `practice.set.${name}.text`]);
    const choices = settings.flatMap(([name, { domain }]) =>
      domain.kind === 'choice' ? domain.choices.map((choice) => `practice.choice.${name}.${choice}`) : [],
    );
    expect(missing([...names, ...choices])).toEqual([]);
    const known = new Set([...names, ...choices, 'practice.choice.default']);
    const extra = Object.keys(words).filter((key) => /^practice\.(set|choice)\./.test(key) && !known.has(key));
    expect(extra).toEqual([]);
  });

  it('every refusal, fault, preset, group and status has a name', () => {
    expect(missing(sandbox.errorNames.map((name) => `practice.error.${name}`))).toEqual([]);
    expect(
      missing(api.faultKinds.flatMap((kind) => [`practice.fault.${kind}`, `practice.fault.${kind}.text`])),
    ).toEqual([]);
    expect(
      missing(sandbox.PRESETS.flatMap((name) => [`practice.preset.${name}`, `practice.preset.${name}.text`])),
    ).toEqual([]);
    expect(missing(sandbox.SETTING_GROUPS.map((group) => `practice.group.${group}`))).toEqual([]);
    expect(missing([1, 2, 3, 4, 5].map((status) => `practice.status.${status}`))).toEqual([]);
  });
});
