import { CircleHelp } from 'lucide-react';
import type { Command } from '../../workbench/commands.ts';

export const causeCommands: readonly Command[] = [
  {
    id: 'why',
    name: (t) => t('causes.title'),
    keywords: (t) => t('causes.command.words'),
    group: 'general',
    icon: CircleHelp,
    shortcuts: ['w'],
    right: 'audit.read',
    run: ({ openWhy }) => openWhy(),
  },
];
