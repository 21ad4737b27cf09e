/**
 * A list beside its detail. The list keeps its place while the detail changes. Under 1024 px only one of them is shown: the detail when
 * something is open, with a way back. The width of the list can be dragged or moved with the arrow keys.
 */
import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement, ReactNode } from 'react';
import { ArrowLeft } from 'lucide-react';
import { Button } from './Button.tsx';
import styles from './ListDetail.module.css';
import { useUiStrings } from './strings.tsx';

export interface ListDetailProps {
  list: ReactNode;
  /** Null: nothing is open; the list has the whole width unless `placeholder` is given. */
  detail: ReactNode;
  placeholder?: ReactNode;
  listLabel: string;
  detailLabel: string;
  /** Goes back to the list in a narrow window. */
  onBack?: (() => void) | undefined;
  /** Share of the list in percent, 20–80. */
  defaultSize?: number | undefined;
  onResize?: ((percent: number) => void) | undefined;
  /** Accessible name of the divider; without it the width is fixed. */
  resizeLabel?: string | undefined;
}

const clamp = (percent: number): number => Math.min(80, Math.max(20, Math.round(percent * 10) / 10));

export function ListDetail(props: ListDetailProps): ReactElement {
  const { list, detail, placeholder, listLabel, detailLabel, onBack, defaultSize = 45, onResize, resizeLabel } = props;
  const strings = useUiStrings();
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(() => clamp(defaultSize));
  const isOpen = detail !== null && detail !== undefined;
  const side = isOpen ? detail : placeholder;
  const hasSide = side !== null && side !== undefined;

  const change = (percent: number, isDone: boolean): void => {
    const next = clamp(percent);
    setSize(next);
    if (isDone) onResize?.(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>, isDone: boolean): void => {
    const area = box.current?.getBoundingClientRect();
    if (!area || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    change(((event.clientX - area.left) / area.width) * 100, isDone);
    if (isDone) event.currentTarget.releasePointerCapture(event.pointerId);
  };
  const keys = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowLeft: size - 2, ArrowRight: size + 2, Home: 20, End: 80 };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    change(next, true);
  };

  return (
    <div ref={box} className={styles['layout']} data-open={isOpen || undefined} data-split={hasSide || undefined}>
      <section aria-label={listLabel} className={styles['list']} style={hasSide ? { flexBasis: `${size}%` } : {}}>
        {list}
      </section>
      {hasSide && resizeLabel !== undefined ? (
        <div
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a divider that takes the focus and moves is a widget, hr is not
          role="separator"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={resizeLabel}
          aria-valuenow={Math.round(size)}
          aria-valuemin={20}
          aria-valuemax={80}
          className={styles['divider']}
          onKeyDown={keys}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => drag(event, false)}
          onPointerUp={(event) => drag(event, true)}
        />
      ) : null}
      {hasSide ? (
        <section aria-label={detailLabel} className={styles['detail']}>
          {isOpen && onBack ? (
            <div className={styles['back']}>
              <Button variant="quiet" size="small" icon={ArrowLeft} onPress={onBack}>
                {strings.back}
              </Button>
            </div>
          ) : null}
          {side}
        </section>
      ) : null}
    </div>
  );
}
