/**
 * A link. Give it `href` (hash routes work; RAC's RouterProvider makes them client-side) or `onPress`. "strong" is for the name in
 * a table's first column, "quiet" takes the colour of its surroundings.
 */
import type { ReactElement, ReactNode } from 'react';
import { Link as AriaLink } from 'react-aria-components';
import type { LinkProps as AriaLinkProps, PressEvent } from 'react-aria-components';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import styles from './Link.module.css';

export interface LinkProps {
  children: ReactNode;
  href?: string | undefined;
  variant?: 'normal' | 'strong' | 'quiet' | undefined;
  isDisabled?: boolean | undefined;
  onPress?: ((event: PressEvent) => void) | undefined;
  'aria-label'?: string | undefined;
  'aria-current'?: 'page' | undefined;
  className?: string | undefined;
}

export function Link({ children, variant = 'normal', className, ...rest }: LinkProps): ReactElement {
  return (
    <AriaLink {...(defined(rest) as AriaLinkProps)} className={cx(styles['link'], className)} data-variant={variant}>
      {children}
    </AriaLink>
  );
}
