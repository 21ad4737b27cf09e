import type { Ticket } from '../../../preload/api/tickets.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { When } from '../../workbench/When.tsx';
import styles from './Messages.module.css';

/** A ticket's conversation, oldest first. Texts are shown as typed, never as HTML. */
export function Messages({ messages }: { messages: Ticket['messages'] }) {
  const t = useTranslate();
  return (
    <ol className={styles['list']} aria-label={t('tickets.messages')}>
      {messages.map((message) => (
        <li key={message.id} className={styles['message']}>
          <p className={styles['head']}>
            <strong className={styles['author']}>{message.author}</strong>
            <When at={message.at} />
          </p>
          <p className={styles['text']}>{message.text}</p>
        </li>
      ))}
    </ol>
  );
}
