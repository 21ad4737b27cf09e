import { ReceiptText, Scale } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import type { Command } from '../../workbench/commands.ts';

export const billingCommands: readonly Command[] = [
  {
    id: 'go.creditNotes',
    name: (t) => t('credit.notes'),
    keywords: (t) => t('command.go.words'),
    group: 'pages',
    icon: ReceiptText,
    run: ({ go }) => go(paths.creditNotes),
  },
  {
    id: 'go.books',
    name: (t) => t('books.title'),
    keywords: (t) => t('books.words'),
    group: 'pages',
    icon: Scale,
    run: ({ go }) => go(paths.books),
  },
];
