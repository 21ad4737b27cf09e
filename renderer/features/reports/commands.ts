import { ChartColumn } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import type { Command } from '../../workbench/commands.ts';
import { reportNames } from './names.ts';

/** Every report by its name. */
export const reportCommands: readonly Command[] = reportNames.map((name): Command => ({
  id: `report.${name}`,
  name: (t) => t('command.report', { name: t(`reports.${name}`) }),
  keywords: (t) => t('command.report.words'),
  group: 'pages',
  icon: ChartColumn,
  run: ({ go }) => go(paths.report(name)),
}));
