import {
  ArrowLeftRight,
  BookOpen,
  ChartColumn,
  Bot,
  Gauge,
  GitCompareArrows,
  KeyRound,
  LifeBuoy,
  type LucideIcon,
  Receipt,
  Scale,
  Settings,
  ShoppingCart,
  Users,
} from 'lucide-react';
import type { Translate } from '../i18n/provider.tsx';
import { paths } from './paths.ts';

/** A page of the main navigation. */
export interface Page {
  readonly id: string;
  readonly name: (t: Translate) => string;
  readonly icon: LucideIcon;
  readonly path: string;
  /** G, then this letter, leads there. */
  readonly letter: string;
  /** Only where the desk shares its work with others. */
  readonly needsTeam?: true;
}

/** The main navigation, in its order. */
export const pages: readonly Page[] = [
  { id: 'dashboard', name: (t) => t('nav.dashboard'), icon: Gauge, path: paths.dashboard, letter: 'd' },
  { id: 'orders', name: (t) => t('nav.orders'), icon: ShoppingCart, path: paths.orders, letter: 'o' },
  { id: 'clients', name: (t) => t('nav.clients'), icon: Users, path: paths.clients, letter: 'c' },
  { id: 'products', name: (t) => t('nav.products'), icon: KeyRound, path: paths.products, letter: 'p' },
  { id: 'operations', name: (t) => t('nav.operations'), icon: ArrowLeftRight, path: paths.operations, letter: 'q' },
  { id: 'reconciliation', name: (t) => t('nav.reconciliation'), icon: Scale, path: paths.reconciliation, letter: 'r' },
  {
    id: 'conflicts',
    name: (t) => t('nav.conflicts'),
    icon: GitCompareArrows,
    path: paths.conflicts,
    letter: 'v',
    needsTeam: true,
  },
  { id: 'catalogue', name: (t) => t('nav.catalogue'), icon: BookOpen, path: paths.catalogue, letter: 's' },
  { id: 'billing', name: (t) => t('nav.billing'), icon: Receipt, path: paths.billing, letter: 'b' },
  { id: 'reports', name: (t) => t('nav.reports'), icon: ChartColumn, path: paths.reports, letter: 'm' },
  { id: 'automation', name: (t) => t('nav.automation'), icon: Bot, path: paths.automation, letter: 'a' },
  { id: 'tickets', name: (t) => t('nav.tickets'), icon: LifeBuoy, path: paths.tickets, letter: 't' },
  { id: 'settings', name: (t) => t('nav.settings'), icon: Settings, path: paths.settings, letter: 'e' },
];
