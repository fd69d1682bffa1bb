import { mountPage } from '@/components/ui/mount-page';
import '@/components/panel/panel.css';
import { QueuePage } from '@/components/queue/queue-page';

mountPage(<QueuePage wanted={new URLSearchParams(location.search).get('tenant')} />);
