import { useRef, type KeyboardEvent } from 'react';
import { useDragAndDrop, type DragAndDropHooks, type Key } from 'react-aria-components';
import type { CallError } from '../../app/api.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { useUndoable } from '../../workbench/useUndo.ts';
import { type Move, moveBack, moveTo, type Place, stepOf } from './moves.ts';
import type { Place as UndoPlace } from './undo.ts';
import { undo } from './undo-calls.ts';

/** The kind of what is dragged inside the tree; nothing else is taken, and nothing of it leaves the window. */
const dragType = 'reseller-console-catalogue';

const steps: Readonly<Record<string, 'up' | 'down' | 'out' | 'in'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'in',
};

interface TreeMoves {
  readonly dragAndDropHooks: DragAndDropHooks;
  /** Alt with an arrow moves what has the focus. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * For 50 ms after a drop react-aria takes what is new in the tree for what was dropped and selects it, again and again where the
 * selection is the page's own (it is: the open record). The move begins when that is over.
 */
const afterDropMs = 60;

/** Moves categories and products of the tree: by mouse, by the keys of dragging, and by Alt with an arrow. Each can be undone. */
export function useTreeMoves(all: ReadonlyMap<string, Place>, nameOf: (id: string) => string): TreeMoves {
  const t = useTranslate();
  const isForbidden = useMay()('catalogue.write') !== undefined;
  const undoable = useUndoable();
  const moveCategory = useAction('catalogue', 'moveCategory');
  const moveProduct = useAction('catalogue', 'moveProduct');

  const send = (move: Move): Promise<unknown> =>
    move.kind === 'category'
      ? moveCategory.mutateAsync({ id: move.id, parentId: move.parentId, beforeId: move.beforeId })
      : moveProduct.mutateAsync({ id: move.id, categoryId: move.categoryId, beforeId: move.beforeId });
  function run(move: Move | null): void {
    const own = move && all.get(move.id);
    if (!own || isForbidden) return;
    const text = t('catalogue.moved', { name: nameOf(move.id) });
    const back = moveBack(all, move.id);
    send(move).then(
      () => undoable({ text, entry: back && undo.moved(text, move.kind, move.id, placeIn(back), placeIn(move)) }),
      ({ error }: CallError) => toasts.add({ tone: 'danger', text: errorText(t, error) }),
    );
  }

  const dragged = useRef<Key | null>(null);
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: isForbidden,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': nameOf(String(key)), [dragType]: String(key) })),
    acceptedDragTypes: [dragType],
    getAllowedDropOperations: () => ['move'],
    onDragStart: ({ keys }) => {
      dragged.current = [...keys][0] ?? null;
    },
    onDragEnd: () => {
      dragged.current = null;
    },
    getDropOperation: (target) => {
      if (target.type !== 'item') return 'cancel';
      const position = target.dropPosition;
      // By the keys of dragging it is asked before it is told what is dragged.
      const key = dragged.current;
      return key === null || moveTo(all, String(key), { id: String(target.key), position }) ? 'move' : 'cancel';
    },
    onMove: ({ keys, target }) => {
      const [key] = keys;
      if (key === undefined) return;
      const move = moveTo(all, String(key), { id: String(target.key), position: target.dropPosition });
      setTimeout(() => run(move), afterDropMs);
    },
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.altKey ? steps[event.key] : undefined;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="row"][data-key]') : null;
    const id = row?.dataset['key'];
    if (step === undefined || id === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    // A key that is held down would move by a tree that is not read anew yet.
    if (!event.repeat) run(stepOf(all, id, step));
  };
  return { dragAndDropHooks, onKeyDown };
}

const placeIn = (move: Move): UndoPlace => ({
  parentId: move.kind === 'category' ? move.parentId : move.categoryId,
  beforeId: move.beforeId,
});
