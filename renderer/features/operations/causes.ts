/** What led to an operation (preload/api/operations.ts), as the words name it. */
const words = {
  staff: 'staff',
  'command-line': 'commandLine',
  order: 'paid',
  bulk: 'bulk',
  reconciliation: 'reconciliation',
} as const;

/** The cause of an operation taken apart: the word that names it, and the record behind it where there is one. */
export function causeOf(cause: string): { readonly word: (typeof words)[keyof typeof words]; readonly id: string } {
  const [name = '', id = ''] = cause.split('/');
  return { word: Object.hasOwn(words, name) ? words[name as keyof typeof words] : 'staff', id };
}
