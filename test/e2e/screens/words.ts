import { messages } from '../../../renderer/i18n/messages.ts';

type Key = keyof (typeof messages)['en'];

/** A word of the screens in their language. Only for messages without parts to fill in. */
export function word(language: 'en' | 'ru', key: Key): string {
  return messages[language][key];
}
