import { useRef, type KeyboardEvent } from 'react';
import { useDragAndDrop, type DragAndDropHooks, type Key } from 'react-aria-components';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { type Move, moveBack, moveTo, type Place, stepOf } from './moves.ts';

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

/** Moves categories and products of the tree: by mouse, by the keys of dragging, and by Alt with an arrow. Each can be undone. */
export function useTreeMoves(all: ReadonlyMap<string, Place>, nameOf: (id: string) => string): TreeMoves {
  const t = useTranslate();
  const isForbidden = useMay()('catalogue.write') !== undefined;
  const moveCategory = useAction('catalogue', 'moveCategory');
  const moveProduct = useAction('catalogue', 'moveProduct');

  const send = (move: Move): Promise<unknown> =>
    move.kind === 'category'
      ? moveCategory.mutateAsync({ id: move.id, parentId: move.parentId, beforeId: move.beforeId })
      : moveProduct.mutateAsync({ id: move.id, categoryId: move.categoryId, beforeId: move.beforeId });
  const refused = ({
    error,
  }: {
    error: { messageKey: string; params?: Record<string, string | number> | undefined };
  }) => void toasts.add({ tone: 'danger', text: t(error.messageKey, error.params) });

  function run(move: Move | null): void {
    if (!move || isForbidden) return;
    const back = moveBack(all, move.id);
    const name = nameOf(move.id);
    send(move).then(
      () =>
        toasts.add({
          tone: 'success',
          text: t('catalogue.moved', { name }),
          ...(back ? { action: { label: t('ui.undo'), onAction: () => void send(back).catch(refused) } } : {}),
        }),
      refused,
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
      if (key !== undefined) run(moveTo(all, String(key), { id: String(target.key), position: target.dropPosition }));
    },
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.altKey ? steps[event.key] : undefined;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="row"][data-key]') : null;
    const id = row?.dataset['key'];
    if (step === undefined || id === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    run(stepOf(all, id, step));
  };
  return { dragAndDropHooks, onKeyDown };
}
