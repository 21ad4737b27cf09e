import { BadgePercent, TicketPercent } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import type { Command } from '../../workbench/commands.ts';

export const promoCodeCommands: readonly Command[] = [
  {
    id: 'promoCode.list',
    name: (t) => t('promoCodes.title'),
    group: 'pages',
    icon: TicketPercent,
    right: 'orders.read',
    run: ({ go }) => go(paths.promoCodes),
  },
  {
    id: 'promoCode.new',
    name: (t) => t('promoCodes.new'),
    keywords: (t) => t('command.create.words'),
    group: 'create',
    icon: BadgePercent,
    right: 'catalogue.write',
    list: paths.promoCodes,
    run: ({ go }) => go(paths.newPromoCode),
  },
];
