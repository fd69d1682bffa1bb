import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@/components/ui/tokens.css';
import '@/components/admin/admin.css';
import { Admin } from '@/components/admin/admin';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={new QueryClient()}>
      <Admin />
    </QueryClientProvider>,
  );
}
