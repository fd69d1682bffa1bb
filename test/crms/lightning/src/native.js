import { stylesReady } from '#app/shadow-styles';
import { start } from '#app/start';

stylesReady.then(start);
