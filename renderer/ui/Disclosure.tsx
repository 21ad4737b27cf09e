/** A part of a page that is unfolded when it is wanted. Its content is built only while it is open. */
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Button, Disclosure as AriaDisclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { ChevronRight } from 'lucide-react';
import styles from './Disclosure.module.css';

export interface DisclosureProps {
  title: string;
  /** At the end of the title's line: a count, a badge. */
  aside?: ReactNode;
  isDefaultOpen?: boolean | undefined;
  headingLevel?: 2 | 3 | 4 | undefined;
  children: ReactNode;
}

export function Disclosure({
  title,
  aside,
  isDefaultOpen = false,
  headingLevel = 3,
  children,
}: DisclosureProps): ReactElement {
  const [isOpen, setOpen] = useState(isDefaultOpen);
  return (
    <AriaDisclosure isExpanded={isOpen} onExpandedChange={setOpen} className={styles['disclosure'] ?? ''}>
      <Heading level={headingLevel} className={styles['heading'] ?? ''}>
        <Button slot="trigger" className={styles['head'] ?? ''}>
          <ChevronRight aria-hidden="true" className={styles['chevron']} />
          <span className={styles['title']}>{title}</span>
          {aside === undefined ? null : <span className={styles['aside']}>{aside}</span>}
        </Button>
      </Heading>
      <DisclosurePanel className={styles['panel'] ?? ''}>
        {isOpen ? <div className={styles['content']}>{children}</div> : null}
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
