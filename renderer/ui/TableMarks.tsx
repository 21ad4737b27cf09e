/** The boxes of Table by which rows are marked, and the keys and clicks that mark without them. */
import type { KeyboardEvent, MouseEvent, PointerEvent, ReactElement, ReactNode } from 'react';
import { Checkbox as AriaCheckbox, Column } from 'react-aria-components';
import { CheckboxMark } from './Checkbox.tsx';
import { cx } from './cx.ts';
import { type Marks, useMarked, useMarkedOf } from './marks.ts';
import styles from './Table.module.css';

export function MarkBox({ marks, id, label }: { marks: Marks; id: string; label: string }): ReactElement {
  const isSelected = useMarked(marks, id);
  return (
    <AriaCheckbox
      slot={null}
      aria-label={label}
      isSelected={isSelected}
      onChange={() => marks.toggle(id)}
      className={styles['box'] ?? ''}
      data-mark
    >
      <CheckboxMark />
    </AriaCheckbox>
  );
}

function MarkAllBox({ marks, ids, label }: { marks: Marks; ids: readonly string[]; label: string }): ReactElement {
  const marked = useMarkedOf(marks, ids);
  return (
    <AriaCheckbox
      slot={null}
      aria-label={label}
      isSelected={marked === 'all'}
      isIndeterminate={marked === 'some'}
      isDisabled={ids.length === 0}
      onChange={() => marks.toggleAll(ids)}
      className={styles['box'] ?? ''}
    >
      <CheckboxMark isIndeterminate={marked === 'some'} />
    </AriaCheckbox>
  );
}

export function MarkColumn(props: { marks: Marks; ids: readonly string[]; label: string }): ReactElement {
  return (
    <Column
      id="mark"
      width={40}
      minWidth={40}
      maxWidth={40}
      className={cx(styles['column'], styles['boxCell'])}
      textValue={props.label}
    >
      <MarkAllBox {...props} />
    </Column>
  );
}

const rowOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[role="row"][data-key]') : null;
const isExtending = (event: MouseEvent | PointerEvent): boolean => event.shiftKey || event.ctrlKey || event.metaKey;

/**
 * What marks rows besides their boxes: Space on a row, Shift with Space or an arrow, Ctrl+A, Esc to take all marks off; Ctrl and
 * Shift with a click. It comes before the table's own keys, for which selecting a row means opening it.
 */
export function MarkKeys({ marks, ids, children }: { marks: Marks; ids: readonly string[]; children: ReactNode }) {
  const keyDown = (event: KeyboardEvent): void => {
    const row = rowOf(event.target);
    const id = row?.dataset['key'];
    const done = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'Escape' && !marks.isEmpty()) {
      marks.clear();
      return done();
    }
    if (event.code === 'KeyA' && (event.ctrlKey || event.metaKey)) {
      marks.add(ids);
      return done();
    }
    if (id === undefined || event.target instanceof HTMLInputElement) return;
    if (event.key === ' ') {
      if (event.shiftKey) marks.range(ids, id);
      else marks.toggle(id);
      return done();
    }
    if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const at = ids.indexOf(id) + (event.key === 'ArrowDown' ? 1 : -1);
      const next = ids[at];
      if (next === undefined) return done();
      if (marks.isEmpty()) marks.toggle(id);
      marks.range(ids, next);
      // The table moves the focus there itself.
    }
  };
  const press = (event: MouseEvent | PointerEvent): void => {
    if (!isExtending(event) || rowOf(event.target) === null) return;
    // Neither the table's press, which opens the row, nor the browser's, which marks text.
    event.preventDefault();
    event.stopPropagation();
  };
  const click = (event: MouseEvent): void => {
    const id = rowOf(event.target)?.dataset['key'];
    if (!isExtending(event) || id === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) marks.range(ids, id);
    else marks.toggle(id);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the grid inside
    <div
      className={styles['marks']}
      onKeyDownCapture={keyDown}
      onPointerDownCapture={press}
      onMouseDownCapture={press}
      onClickCapture={click}
    >
      {children}
    </div>
  );
}
