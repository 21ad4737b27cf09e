import { app } from 'electron';
import { firstStoreLink, slugOfStoreLink } from '../../preload/api/store-link.ts';
import { scheme } from './origins.ts';

/**
 * Lets the operating system open store links with this program; one that runs from its sources does not take them from
 * an installed one. On Linux the package's desktop file says it instead (electron-builder.yml).
 */
export function registerStoreLinks(): void {
  if (!app.isPackaged || process.platform === 'linux') return;
  // Behind `--` a link can only be an argument: however it is written, it becomes no switch of Chromium's.
  if (process.platform === 'win32') app.setAsDefaultProtocolClient(scheme, process.execPath, ['--']);
  else app.setAsDefaultProtocolClient(scheme);
}

export interface StoreLinks {
  /** The slug of the link that came last while nobody took it, or null. */
  readonly waiting: string | null;
  /** Who takes the next ones. */
  open: (slug: string) => void;
}

/**
 * Store links that the operating system hands over: as an argument of this start, of one that found this one running,
 * or as an event (macOS). All that one can do is show a page: what is no store link to the letter is ignored. To be
 * called before the application is ready, or macOS's event of a start is missed.
 */
export function storeLinks(): StoreLinks {
  let waiting = firstStoreLink(process.argv);
  const links = {
    get waiting() {
      return waiting;
    },
    open: (slug: string): void => {
      waiting = slug;
    },
  };
  app.on('open-url', (event, address) => {
    event.preventDefault();
    const slug = slugOfStoreLink(address);
    if (slug !== null) links.open(slug);
  });
  app.on('second-instance', (_event, args) => {
    const slug = firstStoreLink(args);
    if (slug !== null) links.open(slug);
  });
  return links;
}
