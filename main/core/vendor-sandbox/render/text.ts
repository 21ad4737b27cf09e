import { cellText, toNodes } from '../document.ts';
import type { Answer, DocNode } from '../document.ts';

/**
 * Renders an answer for out=text. Only `OK` and `ERROR ...` were seen (ispmanager-api 1.5); the lines of data follow the vendor's command line
 * tool and are a guess: `name=value` for a form, one line of such pairs for a row.
 */
export function renderText(answer: Answer): string {
  switch (answer.kind) {
    case 'error':
      return `ERROR ${answer.error.type}(${answer.error.object}) ${answer.error.message.trim()}\n`;
    case 'list':
      return answer.rows
        .map(
          (row) =>
            `${Object.entries(row)
              .map(([name, value]) => `${name}=${oneLine(cellText(value))}`)
              .join(' ')}\n`,
        )
        .join('');
    case 'ok':
      return answer.text === undefined ? 'OK\n' : `OK ${answer.text}\n`;
    case 'created':
      return answer.value === null ? 'OK\n' : `OK ${answer.field}=${answer.value}\n`;
    case 'form':
    case 'tree':
      return toNodes(answer)
        .map((node) => line(node, ''))
        .join('');
  }
}

function line(node: DocNode, path: string): string {
  if (node.name === 'ok') return 'OK\n';
  const name = path === '' ? node.name : `${path}.${node.name}`;
  const attrs = Object.entries(node.attrs ?? {}).map(([key, value]) => `${name}.${key}=${oneLine(value)}\n`);
  const own = node.children ? '' : `${name}=${oneLine(node.text ?? '')}\n`;
  return attrs.join('') + own + (node.children ?? []).map((child) => line(child, name)).join('');
}

function oneLine(value: string): string {
  return value.replaceAll(/[\r\n]+/g, ' ');
}
