import { ShoppingCart } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import type { Command } from '../../workbench/commands.ts';

export const orderCommands: readonly Command[] = [
  {
    id: 'order.new',
    name: (t) => t('orders.new'),
    keywords: (t) => t('command.order.words'),
    group: 'create',
    icon: ShoppingCart,
    right: 'orders.place',
    list: paths.orders,
    run: ({ go }) => go(paths.newOrder()),
  },
];
