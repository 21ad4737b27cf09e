import {
  CalendarPlus,
  ChartNoAxesColumn,
  Import,
  KeyRound,
  Layers,
  Network,
  Pause,
  Play,
  RefreshCcw,
  KeySquare,
  Repeat,
  Scale,
  Trash2,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { CapabilityName } from '../../../../preload/api/connections.ts';
import type { LicenseAction } from '../../../../preload/api/contract-products.ts';
import type { ActionDialogProps } from './ActionFrame.tsx';
import { Addons } from './Addons.tsx';
import { AutoRenewal } from './AutoRenewal.tsx';
import { ChangePackage } from './ChangePackage.tsx';
import { CreateLicense } from './CreateLicense.tsx';
import { EditLicense } from './EditLicense.tsx';
import { ReissueLicense, SuspendLicense, TerminateLicense, UnsuspendLicense } from './PlainAction.tsx';
import { RenewLicense } from './RenewLicense.tsx';
import { SyncQuantities } from './SyncQuantities.tsx';
import { TakeOver } from './TakeOver.tsx';
import { UsageData } from './UsageData.tsx';

/** Which acts stand together; `action.group.<group>` names them. */
export type ActionGroup = 'get' | 'read' | 'term' | 'server' | 'state';

/** One action of the Manage tab: how it is shown, what the account must be able to do, and its dialog. */
export interface ActionRow {
  readonly id: LicenseAction;
  readonly group: ActionGroup;
  readonly icon: LucideIcon;
  readonly capability: CapabilityName | null;
  readonly Dialog: ComponentType<ActionDialogProps>;
}

/** Every action (spec 91-98, and what staff need beside them), in the order they are shown. To add one: a row and its dialog. */
export const actionRows: readonly ActionRow[] = [
  { id: 'create', group: 'get', icon: KeyRound, capability: null, Dialog: CreateLicense },
  { id: 'takeOver', group: 'get', icon: Import, capability: null, Dialog: TakeOver },
  { id: 'usage', group: 'read', icon: ChartNoAxesColumn, capability: null, Dialog: UsageData },
  { id: 'syncQuantities', group: 'read', icon: RefreshCcw, capability: null, Dialog: SyncQuantities },
  { id: 'changePackage', group: 'term', icon: Scale, capability: 'changePackage', Dialog: ChangePackage },
  { id: 'renew', group: 'term', icon: CalendarPlus, capability: null, Dialog: RenewLicense },
  { id: 'autoRenew', group: 'term', icon: Repeat, capability: 'autoRenew', Dialog: AutoRenewal },
  { id: 'addons', group: 'term', icon: Layers, capability: 'addons', Dialog: Addons },
  { id: 'reissue', group: 'server', icon: KeySquare, capability: 'reissue', Dialog: ReissueLicense },
  { id: 'edit', group: 'server', icon: Network, capability: 'edit', Dialog: EditLicense },
  { id: 'suspend', group: 'state', icon: Pause, capability: 'suspend', Dialog: SuspendLicense },
  { id: 'unsuspend', group: 'state', icon: Play, capability: 'suspend', Dialog: UnsuspendLicense },
  { id: 'terminate', group: 'state', icon: Trash2, capability: null, Dialog: TerminateLicense },
];
