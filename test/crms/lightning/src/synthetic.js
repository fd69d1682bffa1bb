// Must run before the engine: it patches the DOM the components are built on.
import '@lwc/synthetic-shadow';
import { start } from '#app/start';

start();
