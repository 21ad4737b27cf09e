import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { isOwnOrigin, pages, scheme } from './origins.ts';

/**
 * The content security policy of every page, as a header (design 8, quality 1.4). `style-src-attr` stays closed:
 * React sets styles through the object model, which the policy does not govern.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built pages to a session. Only files that were there at start are served, by exact name: a path is
 * looked up in that list and never joined, so no encoding of `..` can leave the folder.
 */
export function servePages(session: Session, folder: string): void {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [`/${path.relative(folder, file).split(path.sep).join('/')}`, file] as const;
      }),
  );
  session.protocol.handle(scheme, async (request) => {
    const file = fileFor(request.url, request.method, files);
    const type = file === undefined ? undefined : types[path.extname(file)];
    if (file === undefined || type === undefined) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(await readFile(file)), {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      },
    });
  });
}

function fileFor(address: string, method: string, files: ReadonlyMap<string, string>): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const url = new URL(address);
  const origin = `${url.protocol}//${url.host}`;
  if (!isOwnOrigin(origin) || url.search !== '') return undefined;
  const page = `/${pages[origin]}`;
  const name = url.pathname === '/' ? page : url.pathname;
  // Each origin has its own page; the other one's is not served to it.
  if (name.endsWith('.html') && name !== page) return undefined;
  return files.get(name);
}
