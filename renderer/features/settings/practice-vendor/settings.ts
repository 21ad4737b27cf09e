import type { SettingValue, VendorAccount, VendorSetting } from '../../../../preload/api/practice-vendor.ts';
import type { Translate } from '../../../i18n/provider.tsx';

/** The part of a login before the @; behind it all practice accounts are the same. */
export const shortLogin = (login: string): string => login.split('@', 1)[0] ?? login;

/** Whether a value is another one than the preset's. Lists are compared by what is in them. */
export function isSame(one: SettingValue, other: SettingValue): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  const has = new Set<string | number>(other);
  return one.length === other.length && one.every((item) => has.has(item));
}

/** How many switches and wordings of an account differ from its preset. */
export function differing({ settings, wordings }: VendorAccount): number {
  return (
    settings.filter((setting) => !isSame(setting.value, setting.preset)).length +
    wordings.filter(({ value, preset }) => !isSameWording(value, preset)).length
  );
}

type Wording = VendorAccount['wordings'][number]['value'];

export function isSameWording(one: Wording, other: Wording): boolean {
  return one.type === other.type && one.object === other.object && one.message === other.message;
}

/** What the switch is called. */
export const settingName = (t: Translate, { name }: VendorSetting): string => t(`practice.set.${name}`);

/** Milliseconds are shown as seconds. */
export const isTime = ({ kind }: VendorSetting): boolean => kind === 'timing';

/** What is unknown, or what the switch does; then the default, where the control itself does not show it. */
export function settingText(t: Translate, setting: VendorSetting): string {
  const text = t(`practice.set.${setting.name}.text`);
  if (setting.domain.kind === 'choice') return text;
  return `${text} ${t('practice.default', { value: defaultText(t, setting) })}`;
}

function defaultText(t: Translate, setting: VendorSetting): string {
  const value = setting.default;
  if (typeof value === 'boolean') return t(value ? 'practice.default.on' : 'practice.default.off');
  if (Array.isArray(value)) return value.length === 0 ? t('practice.default.none') : value.join(', ');
  if (typeof value === 'string') return value;
  return t('practice.default.number', { value: isTime(setting) ? value / 1000 : value });
}

/** Whether a switch is one of those looked for: in its name, its text, or its name in the code. */
export function isFound(t: Translate, setting: VendorSetting, sought: string): boolean {
  const place = `${settingName(t, setting)}\n${t(`practice.set.${setting.name}.text`)}\n${setting.name}`;
  return place.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase());
}
