/**
 * What scrolls by itself inside a dialog or a card. Where there is more than is seen it takes the focus, so that its rows are
 * reached by arrows and Page Down also when nothing in them can be focused. How high it may be is for the caller's class to say.
 */
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';

export interface ScrollBoxProps {
  /** What is in it; read when it takes the focus. */
  label: string;
  className?: string | undefined;
  /** Language of what is in it, where it is another one than the page's. */
  lang?: string | undefined;
  isBusy?: boolean | undefined;
  children: ReactNode;
}

export function ScrollBox({ label, className, lang, isBusy, children }: ScrollBoxProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const [hasMore, setMore] = useState(false);
  useEffect(() => {
    const outer = box.current;
    const inner = outer?.firstElementChild;
    if (!outer || !inner) return undefined;
    const measure = (): void =>
      setMore(outer.scrollHeight > outer.clientHeight || outer.scrollWidth > outer.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={box}
      className={className}
      lang={lang}
      aria-busy={isBusy}
      {...(hasMore ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}
    >
      <div>{children}</div>
    </div>
  );
}
