import './zod-config.ts';
import '../ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { api } from './api.ts';
import { invalidate, queryClient } from './query.ts';
import { StaffApp } from './StaffApp.tsx';

api.onChanged(invalidate);
const root = document.getElementById('root');
if (!root) throw new Error('staff.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <StaffApp />
    </QueryClientProvider>
  </StrictMode>,
);
