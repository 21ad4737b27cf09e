import { app, type Session } from 'electron';
import { isOwnOrigin } from './origins.ts';

const ownPage = (address: string): boolean => {
  try {
    const url = new URL(address);
    return isOwnOrigin(`${url.protocol}//${url.host}`);
  } catch {
    return false;
  }
};

/** Refuses what no page of ours needs, for every window there will ever be (design 8; Electron's checklist). */
export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      // Reloading the own page is navigation too; anywhere else is refused, other own origins included.
      if (!ownPage(event.url) || new URL(event.url).host !== hostOf(contents.getURL())) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
  });
}

function hostOf(address: string): string | null {
  try {
    return new URL(address).host;
  } catch {
    return null;
  }
}

/** The one permission a page has: its copy buttons write text to the clipboard. Reading it is refused. */
const allowed = 'clipboard-sanitized-write';

/** One permission, no device, no network: pages talk to the main process only; what leaves the machine leaves from core. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { isMainFrame, requestingUrl }) =>
    answer(permission === allowed && isMainFrame && ownPage(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) => permission === allowed && isMainFrame && ownPage(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({
      cancel: !ownPage(details.url) && !details.url.startsWith('devtools:') && !details.url.startsWith('data:'),
    });
  });
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}
