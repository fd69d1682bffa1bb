import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What Atomic's own modules import → what they get here. */
const replacements = {
  './dataGenerator': at('src/data/index.js'),
  'ra-data-fakerest': at('src/fakerest.js'),
  '../commons/getCompanyAvatar': at('src/no-avatars.js'),
  '../commons/getContactAvatar': at('src/no-avatars.js'),
  // The default provider would bring a client for a server that is not there.
  '../providers/supabase': at('node_modules/atomic-crm/src/providers/fakerest/index.ts'),
};

/** Replaces modules of Atomic CRM, and fails the build when one is no longer imported: another version, other names. */
const replaceAtomicModules = () => {
  const unused = new Set(Object.keys(replacements));
  return {
    name: 'replace-atomic-modules',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer?.replaceAll('\\', '/').includes('/atomic-crm/src/') || !Object.hasOwn(replacements, source))
        return null;
      unused.delete(source);
      return replacements[source];
    },
    buildEnd(error) {
      if (!error && unused.size > 0) this.error(`atomic-crm no longer imports ${[...unused].join(', ')}`);
    },
  };
};

export default defineConfig({
  base: './',
  plugins: [replaceAtomicModules()],
  // An empty configuration, so that the one of the folders above has no say in how Atomic's TypeScript is read.
  esbuild: { jsx: 'automatic', legalComments: 'none', tsconfigRaw: '{}' },
  define: { 'import.meta.env.VITE_IS_DEMO': '"true"', 'import.meta.env.VITE_INBOUND_EMAIL': '""' },
  logLevel: 'warn',
  build: {
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    rollupOptions: {
      // One script: Atomic's only lazy page is the board, which every visit needs, and react-admin's modules import each
      // other in circles that a split would cut through.
      output: { inlineDynamicImports: true },
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
});
