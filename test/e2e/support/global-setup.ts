import { makeDemoBuild } from '../../../.dev/demo-build.mjs';

/** The end-to-end tests run the built extension, allowed on this machine's own test CRM besides. */
export default function setup(): void {
  makeDemoBuild();
}
