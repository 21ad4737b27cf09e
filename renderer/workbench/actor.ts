import type { Translate } from '../i18n/provider.tsx';

/** What the console calls itself in the history, by the part of it that acted. */
const consoleNames = new Set(['console', 'provisioning', 'bulk', 'reconciliation', 'automation', 'rates', 'sync']);

/** Who did something, in words: a person's name as it is, the console as itself. */
export const actorText = (who: string, t: Translate): string => (consoleNames.has(who) ? t('history.console') : who);
