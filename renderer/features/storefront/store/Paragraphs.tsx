import styles from './Paragraphs.module.css';

/**
 * A text of several paragraphs, which empty lines part; a line break inside of one stays. It is text and nothing else:
 * what looks like markup in it is shown as it was typed.
 */
export function Paragraphs({ text }: { text: string }) {
  const paragraphs = text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  if (paragraphs.length === 0) return null;
  return (
    <div className={styles['paragraphs']}>
      {paragraphs.map((paragraph, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same text may stand twice, and none is moved
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  );
}
