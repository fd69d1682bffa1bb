import { CRM } from 'atomic-crm/src/root/CRM';
import { authProvider, dataProvider } from 'atomic-crm/src/providers/fakerest';
import { USER_STORAGE_KEY } from 'atomic-crm/src/providers/fakerest/authProvider';
import { defaultDealStages } from 'atomic-crm/src/root/defaultConfiguration';
import { memoryStore } from 'react-admin';
import { createRoot } from 'react-dom/client';
import { sales } from './data/sales.js';
import logo from './logo.svg';

// A stage that no bundled pack knows.
const dealStages = [...defaultDealStages, { value: 'parking-lot', label: 'Parking Lot' }];

// Atomic's demo logs its own user in while it loads; ours takes over before the first render.
localStorage.setItem(USER_STORAGE_KEY, JSON.stringify(sales[0]));

createRoot(document.getElementById('root')).render(
  <CRM
    authProvider={authProvider}
    dataProvider={dataProvider}
    dealStages={dealStages}
    logo={logo}
    // Filters and sort orders of an earlier visit would make the board differ.
    store={memoryStore()}
    disableTelemetry
  />,
);
