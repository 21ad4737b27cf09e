/**
 * Horizontal tabs, usually under a page header. Items with `href` are links of a navigation (the router renders the rest); otherwise they
 * are tabs, and the panel shows the selected item's `content` or, when the caller chooses it, `children`.
 */
import type { ReactElement, ReactNode } from 'react';
import { Link, Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import type { TabsProps as AriaTabsProps } from 'react-aria-components';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import styles from './Tabs.module.css';

export interface TabItem {
  id: string;
  label: string;
  /** Number after the label. */
  count?: number | string | undefined;
  href?: string | undefined;
  isDisabled?: boolean | undefined;
  content?: ReactNode;
}

export interface TabsProps {
  label: string;
  items: readonly TabItem[];
  selected?: string | undefined;
  defaultSelected?: string | undefined;
  onSelect?: ((id: string) => void) | undefined;
  /** Fills the height of its place; the panel scrolls. */
  isFill?: boolean | undefined;
  /** No inner space around the panel. */
  isFlush?: boolean | undefined;
  /** The panel of whichever tab is selected. */
  children?: ReactNode;
}

function Caption({ item }: { item: TabItem }): ReactElement {
  return (
    <>
      {item.label}
      {item.count === undefined ? null : <span className={styles['count']}>{item.count}</span>}
    </>
  );
}

function LinkTabs({ label, items, selected }: TabsProps): ReactElement {
  return (
    <nav aria-label={label} className={styles['list']}>
      {items.map((item) => (
        <Link
          key={item.id}
          {...defined({ href: item.href })}
          {...(item.id === selected ? { 'aria-current': 'page' as const, 'data-selected': true } : {})}
          isDisabled={item.isDisabled ?? false}
          className={styles['tab'] ?? ''}
        >
          <Caption item={item} />
        </Link>
      ))}
    </nav>
  );
}

export function Tabs(props: TabsProps): ReactElement {
  const { label, items, selected, defaultSelected, onSelect, isFill, isFlush, children } = props;
  if (items.some((item) => item.href !== undefined)) return <LinkTabs {...props} />;
  const selection = defined({ selectedKey: selected, defaultSelectedKey: defaultSelected }) as AriaTabsProps;
  return (
    <AriaTabs
      {...selection}
      {...(onSelect ? { onSelectionChange: (key) => onSelect(String(key)) } : {})}
      className={cx(styles['tabs'], isFill && styles['fill'])}
    >
      <TabList aria-label={label} className={styles['list'] ?? ''}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} isDisabled={item.isDisabled ?? false} className={styles['tab'] ?? ''}>
            <Caption item={item} />
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={cx(styles['panel'], isFlush && styles['flush'])}>
          {item.content ?? children}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
