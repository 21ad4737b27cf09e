import type { DocNode, DocumentHead, VendorError } from '../document.ts';

/**
 * The children of an error document: param, (stack, group in XML only), detail, msg. The captured JSON document has neither `code` nor
 * `stack`, the captured XML one has both (ispmanager-api 1.3).
 */
export function errorNodes(error: VendorError, head: DocumentHead, withStack: boolean): DocNode[] {
  const nodes: DocNode[] = [{ name: 'param', attrs: { name: 'object', type: 'msg' }, text: error.object }];
  if (error.value !== '') nodes.push({ name: 'param', attrs: { name: 'value' }, text: error.value });
  if (withStack) {
    const action: DocNode = { name: 'action', attrs: { level: '16', user: head.user }, text: head.func };
    nodes.push({ name: 'stack', children: [action] }, { name: 'group', text: error.message });
  }
  nodes.push({ name: 'detail', text: error.message }, { name: 'msg', text: error.message });
  return nodes;
}
