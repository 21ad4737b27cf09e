import type { Answer, DocumentHead, Row } from '../document.ts';
import { cellText } from '../document.ts';

/**
 * Renders an answer for sfrom=ajax without `out`: the JSON of the vendor's own screens, of which `content[].<col>.v`, `message[].status` and
 * `warning{elid:{msg}}` were seen (ispmanager-api 1.5). The rest of the shape is a guess.
 */
export function renderAjax(answer: Answer, head: DocumentHead): string {
  switch (answer.kind) {
    case 'list':
      return JSON.stringify({ content: answer.rows.map((row) => wrapped(row)), ...totalOf(answer.total) });
    case 'form':
      return JSON.stringify({ content: [wrapped(answer.fields)], ...(answer.ok && { message: [{ status: 'ok' }] }) });
    case 'created':
      return JSON.stringify({
        content: answer.value === null ? [] : [{ [answer.field]: { v: answer.value } }],
        message: [{ status: 'ok' }],
      });
    case 'ok': {
      const warnings = (answer.warnings ?? []).map(({ elid, message }) => [elid, { msg: message }] as const);
      return JSON.stringify({
        message: [{ status: answer.text ?? 'ok' }],
        ...(warnings.length > 0 && { warning: Object.fromEntries(warnings) }),
      });
    }
    case 'error': {
      const { type, object, message } = answer.error;
      return JSON.stringify({ error: { type, object, lang: head.lang, msg: message } });
    }
    case 'tree':
      return JSON.stringify({ content: answer.nodes.map(({ name, text = '' }) => ({ [name]: { v: text } })) });
  }
}

function wrapped(row: Row): Record<string, { v: string }> {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, { v: cellText(cell) }]));
}

function totalOf(total: number | null): { p_elems?: { v: string } } {
  return total === null ? {} : { p_elems: { v: String(total) } };
}
