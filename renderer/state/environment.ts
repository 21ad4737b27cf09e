import { create } from 'zustand';
import type { Environment } from '../../preload/api/app.ts';

/** Which environment this window shows; drafts and selections belong to it. Set by the shell from `app.state`. */
export const useEnvironment = create<{ environment: Environment | null }>(() => ({ environment: null }));
