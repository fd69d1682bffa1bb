import { mountPage } from '@/components/ui/mount-page';
import '@/components/popup/popup.css';
import '@/components/welcome/welcome.css';
import { Welcome } from '@/components/welcome/welcome';

mountPage(<Welcome />);
