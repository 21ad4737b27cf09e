import '../ui/base.css';
import './paper.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Paper } from '../features/documents/Paper.tsx';
import { pictureOf } from '../features/documents/words.ts';
import { messages } from '../i18n/messages.ts';
import { I18nProvider } from '../i18n/provider.tsx';
import { applyBrandColors } from '../ui/index.ts';
import { paperApi, valueOf } from './api.ts';

const ready = (): void => void paperApi.paper.ready({});

/** Shows the one document that this window is for, and says when it can be printed. */
async function show(): Promise<void> {
  const { document: shown, logo } = await valueOf(paperApi.paper.get({}));
  const root = document.getElementById('root');
  if (!root) throw new Error('paper.html has no #root');
  applyBrandColors(shown.brand.colors);
  // What viewers show as the title of the PDF.
  document.title = `${messages[shown.language][`document.${shown.kind}`]} ${shown.number}`;
  createRoot(root).render(
    <StrictMode>
      <I18nProvider
        locale={shown.language}
        messages={messages}
        onProblem={(problem) => console.error(`message ${problem.key} (${problem.locale}): ${problem.code}`)}
      >
        <Paper document={shown} logo={logo && pictureOf(logo)} onReady={ready} />
      </I18nProvider>
    </StrictMode>,
  );
}

// Where it comes to nothing the shell gives up after its time.
void show();
