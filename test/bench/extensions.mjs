import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../.cache/bench', import.meta.url));
const observers = fileURLToPath(new URL('observers', import.meta.url));

/**
 * Copies the built extension twice: as it is, and with the two observers beside it. The observers let the panel and the page be
 * timed with no debugger attached, which would slow both. Copies, so that a build meanwhile does not change what is measured.
 */
export function copyExtensions(built) {
  const [plain, observed] = ['extension', 'extension-observed'].map((name) => {
    const folder = join(cache, name);
    rmSync(folder, { recursive: true, force: true });
    cpSync(built, folder, { recursive: true });
    return folder;
  });
  for (const name of ['page.js', 'panel.js']) cpSync(join(observers, name), join(observed, `bench-${name}`));
  const panel = join(observed, 'panel.html');
  writeFileSync(panel, readFileSync(panel, 'utf8').replace('<head>', '<head><script src="/bench-panel.js"></script>'));
  const manifestFile = join(observed, 'manifest.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const matches = manifest.content_scripts.flatMap((script) => script.matches);
  manifest.content_scripts.push({ matches, run_at: 'document_start', js: ['bench-page.js'] });
  writeFileSync(manifestFile, JSON.stringify(manifest));
  return { plain, observed };
}
