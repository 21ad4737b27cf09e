import './zod-config.ts';
import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ClientArea } from '../features/client-area/ClientArea.tsx';
import { queryClient, readAgain } from '../features/client-area/query.ts';
import { clientApi } from './api.ts';

clientApi.onChanged(readAgain);
const root = document.getElementById('root');
if (!root) throw new Error('client-area.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ClientArea />
    </QueryClientProvider>
  </StrictMode>,
);
