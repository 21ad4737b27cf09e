import { queryClient } from '../../app/query.ts';

/** Where secrets are kept can change when one is stored; the frame of the console shows it (`app.state.vault`). */
export function refreshVault(): void {
  void queryClient.invalidateQueries({ queryKey: ['app', 'state'] });
}
