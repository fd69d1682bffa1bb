import { mountPage } from '@/components/ui/mount-page';
import '@/components/popup/popup.css';
import { Popup } from '@/components/popup/popup';

mountPage(<Popup />);
