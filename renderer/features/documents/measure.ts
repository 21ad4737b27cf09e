import { joinsNext, type PaperBlock } from './blocks.ts';
import { paginate } from './paginate.ts';

/** Kept free above the foot, in millimetres: a line that breaks otherwise in print than on the screen finds room. */
const spareMm = 4;

/** The fonts that documents are set in. */
const fonts = ['Inter Variable', 'Inter Figures'].flatMap((family) =>
  [400, 500, 600].map((weight) => `${weight} 10pt '${family}'`),
);

/**
 * Waits until what an element shows is there: each subset of the font that its text needs, and its pictures. A font that does not load
 * is a failure; a picture that cannot be shown is not.
 */
export async function settled(element: HTMLElement): Promise<void> {
  const text = element.textContent;
  await Promise.all([
    ...fonts.map((font) => document.fonts.load(font, text)),
    ...Array.from(element.querySelectorAll('img'), (picture) => picture.decode().catch(() => undefined)),
  ]);
}

/** Spreads blocks over pages by what they measure in a drawn sheet that holds them all. */
export function measure(drawn: HTMLElement, blocks: readonly PaperBlock[]): number[][] {
  const heightOf = (selector: string): number => drawn.querySelector(selector)?.getBoundingClientRect().height ?? 0;
  const area = drawn.querySelector('[data-part="area"]');
  const areaHeight = area?.getBoundingClientRect().height ?? 0;
  // In a preview the sheet may be drawn smaller than it is.
  const scale = area instanceof HTMLElement && area.offsetHeight > 0 ? areaHeight / area.offsetHeight : 1;
  const spare = (spareMm * 96 * scale) / 25.4;
  const room = areaHeight - heightOf('[data-part="foot"]') - spare;
  return paginate(
    blocks.map((block, at) => ({
      height: heightOf(`[data-block="${at}"]`),
      section: block.type === 'row' ? block.section : null,
      joinsNext: joinsNext(blocks, at),
    })),
    {
      lines: heightOf('[data-head="lines"]'),
      payments: heightOf('[data-head="payments"]'),
      creditNotes: heightOf('[data-head="creditNotes"]'),
    },
    { first: room - heightOf('[data-part="first"]'), other: room - heightOf('[data-part="other"]') },
  );
}
