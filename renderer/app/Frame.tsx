import { useRouterState } from '@tanstack/react-router';
import { PreviewWindow } from '../features/storefront/PreviewWindow.tsx';
import { paths } from './paths.ts';
import { Shell } from './Shell.tsx';

/** What is around every page: the console, or nothing but the window of the store's preview. */
export function Frame() {
  const isPreview = useRouterState({ select: ({ location }) => location.pathname.startsWith(paths.storeWindow('')) });
  return isPreview ? <PreviewWindow /> : <Shell />;
}
