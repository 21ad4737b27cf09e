import { create } from 'zustand';
import type { Environment } from '../../preload/api/app.ts';

/** Which environment this window shows; drafts and selections belong to it. Set by the shell from `app.state`. */
export const useEnvironment = create<{ environment: Environment | null }>(() => ({ environment: null }));

/** Tells what the window shows from now on. Called while rendering, so that nothing of another environment is drawn. */
export function showEnvironment(environment: Environment | null): void {
  const store = useEnvironment;
  if (store.getState().environment !== environment) store.setState({ environment });
}
