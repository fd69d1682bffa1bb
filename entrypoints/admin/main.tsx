import { DESK, mountPage } from '@/components/ui/mount-page';
import '@/components/admin/crms/crms.css';
import '@/components/admin/admin.css';
import '@/components/admin/learning.css';
import { Admin } from '@/components/admin/admin';
import { CommandPalette } from '@/components/palette/command-palette';

mountPage(
  <>
    <Admin />
    <CommandPalette />
  </>,
  { parts: DESK },
);
