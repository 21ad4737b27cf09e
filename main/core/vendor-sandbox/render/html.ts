import type { Answer } from '../document.ts';
import { renderText } from './text.ts';
import { escapeXml } from './xml.ts';

/** The page a browser gets when it is not signed in. A client that asked for data must never take it for success. */
export function loginPage(): string {
  return page(
    'Sign in',
    '<form method="post" action="/billmgr"><input type="hidden" name="func" value="auth">' +
      '<label>Username <input name="username"></label><label>Password <input type="password" name="password"></label>' +
      '<button type="submit">Sign in</button></form>',
  );
}

/** What a browser gets when it is signed in: without `out` the vendor answers for people (ispmanager-api 1.5). */
export function dataPage(answer: Answer): string {
  return page('BILLmanager sandbox', `<pre>${escapeXml(renderText(answer))}</pre>`);
}

/** What everybody gets while the billing is being worked on. */
export function maintenancePage(): string {
  return page('Maintenance', '<h1>We will be back soon</h1><p>The billing system is being updated.</p>');
}

/** The page of a network that wants a sign-in of its own before it lets anybody out. */
export function captivePage(): string {
  return page(
    'Wi-Fi',
    '<h1>Welcome</h1><p>Sign in to the network to go on.</p><form method="post" action="/portal"><button>OK</button></form>',
  );
}

/** The page of the web server in front when what is behind it is down. */
export function gatewayPage(status: number, reason: string): string {
  return page(
    `${status} ${reason}`,
    `<center><h1>${status} ${escapeXml(reason)}</h1></center><hr><center>nginx</center>`,
  );
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${escapeXml(title)}</title></head><body>${body}</body></html>\n`;
}
