/** Acts behind a button. `trigger` is a Button or IconButton; sections are separated by a line. */
import type { ReactElement, ReactNode } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import { Check, Ellipsis } from 'lucide-react';
import { Fragment } from 'react';
import { defined } from './defined.ts';
import { IconButton } from './IconButton.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';
import { useUiStrings } from './strings.tsx';

export interface MenuAction {
  id: string;
  label: string;
  description?: string | undefined;
  icon?: LucideIcon | undefined;
  keys?: readonly string[] | undefined;
  tone?: 'normal' | 'danger' | undefined;
  isDisabled?: boolean | undefined;
  /** For choices: shows the check mark. */
  isChecked?: boolean | undefined;
  href?: string | undefined;
  onAction?: (() => void) | undefined;
}

export interface MenuGroup {
  id: string;
  heading?: string | undefined;
  items: readonly MenuAction[];
}

export interface MenuProps {
  /** Absent: a "more actions" icon button. */
  trigger?: ReactNode;
  label?: string | undefined;
  groups: readonly MenuGroup[];
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | undefined;
}

function Item({ action, hasIcons }: { action: MenuAction; hasIcons: boolean }): ReactElement {
  const Icon = action.icon;
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      {...defined({ onAction: action.onAction, href: action.href })}
      isDisabled={action.isDisabled ?? false}
      className={styles['item'] ?? ''}
      {...(action.keys ? { 'aria-keyshortcuts': action.keys.join('+') } : {})}
      data-tone={action.tone ?? 'normal'}
      data-selected={action.isChecked || undefined}
    >
      {Icon ? (
        <Icon aria-hidden="true" className={styles['icon']} />
      ) : hasIcons ? (
        <span className={styles['icon']} />
      ) : null}
      <span className={styles['text']}>
        <span>{action.label}</span>
        {action.description === undefined ? null : <span className={styles['description']}>{action.description}</span>}
      </span>
      {action.keys ? (
        <span aria-hidden="true">
          <Kbd keys={action.keys} />
        </span>
      ) : null}
      {action.isChecked === undefined ? null : <Check aria-hidden="true" className={styles['check']} />}
    </MenuItem>
  );
}

export function Menu({ trigger, label, groups, placement = 'bottom end' }: MenuProps): ReactElement {
  const strings = useUiStrings();
  // Texts stand under each other: where one act has an icon, the others keep its place free.
  const hasIcons = groups.some((group) => group.items.some((action) => action.icon));
  return (
    <MenuTrigger>
      {trigger ?? <IconButton label={label ?? strings.moreActions} icon={Ellipsis} />}
      <Popover placement={placement} offset={4} className={styles['popover'] ?? ''}>
        <AriaMenu className={styles['list'] ?? ''} {...defined({ 'aria-label': label })}>
          {groups.map((group, index) => (
            <Fragment key={group.id}>
              {index === 0 ? null : <Separator className={styles['separator'] ?? ''} />}
              {group.heading === undefined ? (
                group.items.map((action) => <Item key={action.id} action={action} hasIcons={hasIcons} />)
              ) : (
                <MenuSection>
                  <Header className={styles['heading'] ?? ''}>{group.heading}</Header>
                  {group.items.map((action) => (
                    <Item key={action.id} action={action} hasIcons={hasIcons} />
                  ))}
                </MenuSection>
              )}
            </Fragment>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
