import './zod-config.ts';
import '../ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { api } from './api.ts';
import { keepDraftsOnDisk } from './keep-drafts.ts';
import { watchKeys } from './keys-coming.ts';
import { invalidate, prefetch, queryClient } from './query.ts';
import { StaffApp } from './StaffApp.tsx';

api.onChanged(invalidate);
watchKeys(window);
keepDraftsOnDisk();
// Asked before the first render: the answers are there when the components that show them are.
prefetch('app', 'state', {});
prefetch('dashboard', 'get', {});
prefetch('operations', 'status', {});
prefetch('brand', 'get', {});
const root = document.getElementById('root');
if (!root) throw new Error('staff.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <StaffApp />
    </QueryClientProvider>
  </StrictMode>,
);
