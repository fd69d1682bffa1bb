import { DESK, mountPage } from '@/components/ui/mount-page';
import '@/components/admin/crms/crms.css';
import '@/components/admin/learning.css';
import '@/components/studio/studio.css';
import { Studio } from '@/components/studio/studio';

mountPage(<Studio />, { parts: DESK });
