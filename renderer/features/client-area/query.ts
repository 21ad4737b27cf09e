import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { entrance } from '../../../preload/api/entrance.ts';
import type { clientArea } from '../../../preload/api/client-area.ts';
import type { Output } from '../../../preload/api/contract.ts';
import type { Envelope } from '../../../preload/api/errors.ts';
import { type CallError, clientApi, valueOf, whileCoreRestarts } from '../../app/api.ts';

/** Answers for this window's client. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      ...whileCoreRestarts,
      networkMode: 'always',
      refetchOnWindowFocus: false,
    },
  },
});

type Verb = keyof typeof clientArea;

/** Reads through one of the client's calls; which client it is, the main process knows. */
export function useClientCall<V extends Verb>(
  verb: V,
  isEnabled = true,
): UseQueryResult<Output<(typeof clientArea)[V]>, CallError> {
  return useQuery<Output<(typeof clientArea)[V]>, CallError>({
    queryKey: [verb],
    queryFn: () => {
      const call = clientApi.clientArea[verb] as (input: object) => Promise<Envelope<Output<(typeof clientArea)[V]>>>;
      return valueOf(call({}));
    },
    enabled: isEnabled,
  });
}

const lookKey = 'look of the entrance';

/** Whose client area it is, and whether somebody is logged in. */
export function useLook(): UseQueryResult<Output<(typeof entrance)['look']>, CallError> {
  return useQuery<Output<(typeof entrance)['look']>, CallError>({
    queryKey: [lookKey],
    queryFn: () => valueOf(clientApi.entrance.look({})),
  });
}

/** Somebody came in or left: asks anew who is there. */
export async function changeOver(): Promise<void> {
  await queryClient.refetchQueries({ queryKey: [lookKey] });
}

/** Forgets what was read of who was here before: the next one may be somebody else. */
export function forgetPerson(): void {
  queryClient.removeQueries({
    type: 'inactive',
    predicate: ({ queryKey }) => queryKey[0] !== lookKey && queryKey[0] !== logoKey,
  });
}

/** The brand's logo as the address of a picture, or null: none, or not read yet. The bytes of an asset never change. */
export function useClientLogo(logoAssetId: string | null): string | null {
  const { data } = useQuery<Output<(typeof entrance)['logo']>, CallError>({
    queryKey: [logoKey, logoAssetId],
    queryFn: () => valueOf(clientApi.entrance.logo({})),
    enabled: logoAssetId !== null,
  });
  return data && logoAssetId !== null ? `data:${data.mediaType};base64,${data.base64}` : null;
}

const logoKey = 'picture of the logo';

/** Reads again what is shown. Answers are few and small, all but the logo, which is another one under another id. */
export function readAgain(): void {
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== logoKey });
}
