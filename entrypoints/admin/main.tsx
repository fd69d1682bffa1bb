import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@/components/ui/tokens.css';
import '@/components/admin/admin.css';
import '@/components/admin/learning.css';
import { Admin } from '@/components/admin/admin';
import { queryClient } from '@/lib/queries/query-client';

const client = queryClient();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <Admin />
    </QueryClientProvider>,
  );
}
