import { BrowserWindow, type Session, type WebContents } from 'electron';
import type { DocumentRef, PaperDocument, PaperSize } from '../../preload/api/documents.ts';
import type { Envelope } from '../../preload/api/errors.ts';
import type { Bindings } from '../ipc/bindings.ts';
import type { CoreLink } from '../ipc/core-link.ts';
import { refusal, type PaperEffects, type Sender, type WindowEffects } from '../ipc/gate.ts';
import { inTurn, TooLate, within } from './in-turn.ts';
import { paperOrigin } from './origins.ts';
import { savePdf } from './save-file.ts';
import { webPreferences } from './web-preferences.ts';

/** How long a page may take to read its document and lay it out, and how long Chromium to print it. Milliseconds. */
const layoutMs = 20_000;
const printMs = 30_000;
/** Documents that may wait to be printed. A person asks for one at a time; more is a fault of the page. */
const mostWaiting = 20;

export interface Papers {
  readonly windowEffects: Pick<WindowEffects, 'saveDocument' | 'printDocument'>;
  readonly paperEffects: PaperEffects;
}

type Refused = Extract<Envelope<never>, { ok: false }>;

/**
 * Invoices and credit notes as PDF and on paper, printed by Chromium. Each is laid out in a hidden, sandboxed window of
 * its own, which is bound to that document: it can read this one and call nothing else. One at a time, bounded in time.
 */
export function createPapers(options: {
  bindings: Bindings;
  core: Pick<CoreLink, 'call'>;
  session: Session;
  preloads: string;
}): Papers {
  const { bindings, core, session, preloads } = options;
  const turns = inTurn(mostWaiting);
  /** Told when the page of a window has everything in its place. */
  const ready = new Map<number, () => void>();
  /** From the asking until the dialog is closed. */
  let isPrinting = false;

  function open(document: DocumentRef): BrowserWindow {
    const window = new BrowserWindow({
      show: false,
      width: 900,
      height: 1200,
      focusable: false,
      skipTaskbar: true,
      backgroundColor: '#ffffff',
      // Nobody sees it, and it must not be slow for that.
      webPreferences: { ...webPreferences(preloads, 'paper', session), backgroundThrottling: false },
    });
    bindings.bind(window.webContents, { kind: 'paper', document }, paperOrigin);
    return window;
  }

  /** The page of a document, laid out. The window is the caller's to take away, also when this fails. */
  function laidOut({ webContents }: BrowserWindow): Promise<void> {
    const { id } = webContents;
    const shown = new Promise<void>((resolve, reject) => {
      ready.set(id, resolve);
      webContents.once('render-process-gone', (_event, { reason }) => reject(new Error(`the page ended: ${reason}`)));
      webContents.loadURL(`${paperOrigin}/`).catch(reject);
    });
    return within(layoutMs, shown).finally(() => ready.delete(id));
  }

  /** Does something with the laid out page of a document in its turn. A refusal says why it came to nothing. */
  async function withPaper<T>(
    document: DocumentRef,
    work: (window: BrowserWindow) => Promise<T>,
  ): Promise<{ ok: true; value: T } | Refused> {
    const done = turns.run(async () => {
      const window = open(document);
      try {
        await laidOut(window);
        return await work(window);
      } catch (error) {
        window.destroy();
        throw error;
      }
    });
    if (done === null) return refusal('call.too_many');
    try {
      return { ok: true, value: await done };
    } catch (error) {
      console.error('a document was not printed:', error);
      return refusal(error instanceof TooLate ? 'document.timed_out' : 'document.not_printed');
    }
  }

  /** Whether it is there at all, and its number, before a window is made for it. */
  const read = (ref: DocumentRef, { caller }: Sender): Promise<Envelope<PaperDocument>> =>
    core.call(caller, 'documents.get', ref) as Promise<Envelope<PaperDocument>>;

  async function saveDocument(ref: DocumentRef, sender: Sender): Promise<Envelope<{ saved: boolean }>> {
    const document = await read(ref, sender);
    if (!document.ok) return document;
    // Printed before the person is asked where to: a failure costs no file that is there already.
    const pdf = await withPaper(ref, async (window) => {
      const bytes = await within(printMs, pdfOf(window.webContents, document.value.size));
      window.destroy();
      return bytes;
    });
    return pdf.ok ? savePdf(sender.contents, document.value.number, pdf.value) : pdf;
  }

  async function printDocument(ref: DocumentRef, sender: Sender): Promise<Envelope<{ printed: boolean }>> {
    if (isPrinting) return refusal('document.dialog_open');
    isPrinting = true;
    try {
      const document = await read(ref, sender);
      if (!document.ok) return document;
      const paper = await withPaper(ref, (window) => Promise.resolve(window));
      if (!paper.ok) return paper;
      // Out of its turn: a person may look at the dialog for as long as they like.
      return await printed(paper.value.webContents, document.value.size).finally(() => paper.value.destroy());
    } finally {
      isPrinting = false;
    }
  }

  return {
    windowEffects: { saveDocument, printDocument },
    paperEffects: { ready: (_input, { contents }) => ready.get(contents.id)?.() },
  };
}

/** The page draws its own margins, page by page. Tagged, so that it can be read aloud. */
const pdfOf = (contents: WebContents, pageSize: PaperSize): Promise<Uint8Array> =>
  contents.printToPDF({
    pageSize,
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
  });

/** Chromium says of a person who closed the dialog that the print job was canceled; of all else, that something failed. */
const canceled = /cancel/i;

const printed = (contents: WebContents, pageSize: PaperSize): Promise<Envelope<{ printed: boolean }>> =>
  new Promise((resolve) => {
    contents.once('destroyed', () => resolve({ ok: true, value: { printed: false } }));
    contents.print({ printBackground: true, margins: { marginType: 'none' }, pageSize }, (isPrinted, why) => {
      if (isPrinted || canceled.test(why)) resolve({ ok: true, value: { printed: isPrinted } });
      else {
        console.error('a document was not printed:', why);
        resolve(refusal('document.not_printed'));
      }
    });
  });
