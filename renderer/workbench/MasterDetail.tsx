import { Outlet } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslate } from '../i18n/provider.tsx';
import { ListDetail } from '../ui/index.ts';
import { useGo } from './useGo.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useViewSize } from './views.ts';
import styles from './MasterDetail.module.css';

export interface MasterDetailProps {
  /** Names the list for its remembered width. */
  name: string;
  /** Address of the list alone. */
  listPath: string;
  listLabel: string;
  detailLabel: string;
  /** Whether the detail shows something: a record or a form. */
  isOpen: boolean;
  list: ReactNode;
}

/** A list beside the detail that its child route shows. Esc closes the detail and gives the focus back to the list. */
export function MasterDetail({ name, listPath, listLabel, detailLabel, isOpen, list }: MasterDetailProps) {
  const t = useTranslate();
  const go = useGo();
  const [size, setSize] = useViewSize(name, 40);
  const listBox = useRef<HTMLDivElement>(null);
  const detailBox = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"]')) return;
      go(listPath);
      requestAnimationFrame(() => listBox.current?.querySelector<HTMLElement>('[role="grid"]')?.focus());
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [isOpen, go, listPath]);

  // In a narrow window the detail takes the list's place, and the focus with it.
  useEffect(() => {
    if (!isOpen || listBox.current?.offsetParent !== null) return undefined;
    // After the press that opened it, which puts the focus somewhere itself.
    const timer = setTimeout(() => detailBox.current?.focus());
    return () => clearTimeout(timer);
  }, [isOpen]);

  useKeptFocus(detailBox, isOpen);

  return (
    <ListDetail
      listLabel={listLabel}
      detailLabel={detailLabel}
      resizeLabel={t('pane.resize')}
      defaultSize={size}
      onResize={setSize}
      onBack={() => go(listPath)}
      list={
        <div ref={listBox} className={styles['list']}>
          {list}
        </div>
      }
      detail={
        isOpen ? (
          <div ref={detailBox} tabIndex={-1} className={styles['detail']} data-detail>
            <Outlet />
          </div>
        ) : null
      }
    />
  );
}

/** After a dialog whose trigger is gone: the focus goes on in the detail, not at the start of the page. */
export function recoverFocus(): void {
  setTimeout(() => {
    if (document.activeElement === document.body) focusDetail();
  }, 100);
}

/** Moves the focus from the list into the detail: what Enter on a row does after it opened. */
export function focusDetail(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-detail]')?.focus());
}
