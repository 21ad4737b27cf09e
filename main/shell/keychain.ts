import type { KeychainAnswer, KeychainCall } from '../core/messages.ts';

/**
 * Makes core's calls of the OS keychain, in the main thread. The keychain's library cannot be unloaded and loaded again,
 * which happens to a library with the thread that used it; so core's thread could not be started again after a fault.
 */
export async function callKeychain({ id, method, args }: KeychainCall): Promise<KeychainAnswer> {
  try {
    // Loaded at first use: a native module, and not needed to show the first screen.
    const { default: keytar } = await import('keytar');
    const call = keytar[method] as (...args: readonly string[]) => Promise<string | boolean | null | void>;
    return { id, value: (await call(...args)) ?? null };
  } catch (error) {
    // The keychain's own words carry no secret: they speak of D-Bus names and collections.
    return { id, failure: error instanceof Error ? error.message : 'unknown' };
  }
}
