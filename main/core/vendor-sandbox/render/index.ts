import type { Answer, DocumentHead } from '../document.ts';
import type { SandboxGuesses } from '../guesses.ts';
import { renderAjax } from './ajax.ts';
import { renderBjson } from './bjson.ts';
import { dataPage } from './html.ts';
import { renderJson } from './json.ts';
import { renderText } from './text.ts';
import { renderXml } from './xml.ts';

/** A body ready to be sent. */
export interface Rendered {
  contentType: string;
  body: string;
}

/** Renders an answer for the `out` that was asked for (`ajax` stands for sfrom=ajax without one); anything but a known format is a page for people. */
export function render(answer: Answer, head: DocumentHead, out: string, guesses: SandboxGuesses): Rendered {
  switch (out) {
    case 'xml':
      return { contentType: 'text/xml; charset=UTF-8', body: renderXml(answer, head) };
    case 'json':
    case 'sjson':
    case 'xjson':
      return { contentType: 'application/json; charset=UTF-8', body: renderJson(answer, head, guesses) };
    case 'bjson':
      return { contentType: 'application/json; charset=UTF-8', body: renderBjson(answer, head, guesses) };
    case 'text':
      return { contentType: 'text/plain; charset=UTF-8', body: renderText(answer) };
    case 'ajax':
      return { contentType: 'application/json; charset=UTF-8', body: renderAjax(answer, head) };
    default:
      return { contentType: 'text/html; charset=UTF-8', body: dataPage(answer) };
  }
}

/** Whether `out` names a machine format. */
export function isMachineFormat(out: string): boolean {
  return ['xml', 'json', 'sjson', 'xjson', 'bjson', 'text'].includes(out);
}
