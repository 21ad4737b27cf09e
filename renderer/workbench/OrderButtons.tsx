import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslate } from '../i18n/provider.tsx';
import { IconButton } from '../ui/index.ts';

export interface OrderButtonsProps {
  /** What is moved, for the names of the buttons. */
  name: string;
  /** Its place, from 0, and how many there are. */
  at: number;
  count: number;
  /** The person may not. */
  isLocked?: boolean | undefined;
  /** `across`: the list runs from left to right. */
  direction?: 'down' | 'across' | undefined;
  /** Its new place, from 0. */
  onMove: (to: number) => void;
  /** Without it there is no button to take it out. */
  onRemove?: (() => void) | undefined;
}

/**
 * Moves a record of a list by one place, or takes it out. The focus goes with it; at an end to the other way, for a button
 * that can do nothing more would lose it.
 */
export function OrderButtons(props: OrderButtonsProps) {
  const { name, at, count, isLocked = false, direction = 'down', onMove, onRemove } = props;
  const t = useTranslate();
  const back = useRef<HTMLButtonElement>(null);
  const forth = useRef<HTMLButtonElement>(null);
  const pressed = useRef<'back' | 'forth' | null>(null);
  const move = (way: 'back' | 'forth'): void => {
    pressed.current = way;
    onMove(way === 'back' ? at - 1 : at + 1);
  };
  // When it stands in its new place: moving it there took the focus from it.
  useEffect(() => {
    if (pressed.current === null) return;
    const canGoOn = pressed.current === 'back' ? at > 0 : at < count - 1;
    ((pressed.current === 'back') === canGoOn ? back : forth).current?.focus();
    pressed.current = null;
  }, [at, count]);
  const [Back, Forth] = direction === 'down' ? [ArrowUp, ArrowDown] : [ArrowLeft, ArrowRight];
  return (
    <>
      <IconButton
        ref={back}
        size="small"
        icon={Back}
        label={t(`order.${direction}.back`, { name })}
        isDisabled={isLocked || at === 0}
        onPress={() => move('back')}
      />
      <IconButton
        ref={forth}
        size="small"
        icon={Forth}
        label={t(`order.${direction}.forth`, { name })}
        isDisabled={isLocked || at === count - 1}
        onPress={() => move('forth')}
      />
      {onRemove === undefined ? null : (
        <IconButton
          size="small"
          icon={X}
          label={t('order.remove', { name })}
          isDisabled={isLocked}
          onPress={onRemove}
        />
      )}
    </>
  );
}

/**
 * Before which record of a list one stands at its new place: what the calls that move records take. Null: at the end.
 * @param ids the list in its order
 */
export function beforeAt(ids: readonly string[], id: string, to: number): string | null {
  return ids.filter((each) => each !== id)[to] ?? null;
}
