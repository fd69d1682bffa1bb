import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@/components/ui/tokens.css';
import '@/components/panel/panel.css';
import { QueuePage } from '@/components/queue/queue-page';
import { queryClient } from '@/lib/queries/query-client';

const client = queryClient();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <QueuePage wanted={new URLSearchParams(location.search).get('tenant')} />
    </QueryClientProvider>,
  );
}
