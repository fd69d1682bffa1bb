// Builds the same page twice: with synthetic shadow (what most orgs run) and with native shadow (where Salesforce is moving).
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import lwc from '@lwc/rollup-plugin';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const out = process.env.LIGHTNING_OUT ?? join(here, 'dist');

/** Each shadow mode has its own release of the base components: the newer one throws under synthetic shadow. */
const variants = { synthetic: 'lbc-synthetic', native: 'lbc-native' };

/** The icons the page shows. All of them together would be nine tenths of the bundle. */
const icons = {
  Utility: [
    'check',
    'chevrondown',
    'chevronleft',
    'chevronright',
    'clear',
    'close',
    'down',
    'edit',
    'event',
    'left',
    'preview',
    'right',
    'search',
    'user',
  ],
  Standard: ['account', 'opportunity'],
};

/** What the user's Salesforce locale decides; everything else keeps the package's own values. */
const localeKeys = new Set([
  'currency',
  'dateTime.mediumDateFormat',
  'dateTime.mediumDateTimeFormat',
  'dateTime.shortDateFormat',
  'dateTime.shortDateTimeFormat',
  'dateTime.shortTimeFormat',
  'firstDayOfWeek',
  'lang',
  'locale',
  'number.currencyFormat',
  'number.currencySymbol',
  'number.decimalSeparator',
  'number.groupingSeparator',
  'number.numberFormat',
  'number.percentFormat',
  'timeZone',
]);

function virtual(name, pattern, code) {
  return {
    name,
    resolveId: (id) => (pattern.test(id) && code(id) ? `\0${name}:${id}` : null),
    load: (id) => (id.startsWith(`\0${name}:`) ? code(id.slice(name.length + 2)) : null),
  };
}

const userLocale = virtual('user-locale', /^@salesforce\/i18n\//, (id) => {
  const key = id.replace('@salesforce/i18n/', '');
  return localeKeys.has(key)
    ? `import { i18n } from '${join(here, 'src/data/locale.js')}';\nexport default i18n['${key}'];`
    : null;
});

const fewIcons = (pkg) =>
  virtual('few-icons', /^lightning\/iconSvgTemplates/, (id) => {
    const set = id.replace('lightning/iconSvgTemplates', '');
    const category = set.toLowerCase();
    const folder = join(
      here,
      'node_modules',
      pkg,
      'src/lightning',
      `iconSvgTemplates${set}`,
      'buildTemplates',
      category,
    );
    const names = icons[set] ?? [];
    const imports = names.map((name) => `import ${category}_${name} from '${join(folder, name)}.html';`);
    return `${imports.join('\n')}\nexport default { ${names.map((name) => `${category}_${name}`).join(', ')} };`;
  });

function page(variant) {
  return {
    name: 'page',
    writeBundle() {
      const to = (file) => join(out, variant, file);
      const slds =
        require.resolve('@salesforce-ux/design-system/assets/styles/salesforce-lightning-design-system.min.css');
      // Images and fonts are left out: no test looks at them, and each would be one more request.
      const css = readFileSync(slds, 'utf8')
        .replace(/@font-face\{[^}]*\}/g, '')
        .replace(/url\(\.\.\/[^)]*\)/g, 'none');
      writeFileSync(to('slds.css'), css);
      copyFileSync(join(here, 'src/index.html'), to('index.html'));
      copyFileSync(join(here, 'src/page.css'), to('page.css'));
    },
  };
}

export default Object.entries(variants).map(([variant, pkg]) => ({
  input: join(here, 'src', `${variant}.js`),
  output: { dir: join(out, variant), format: 'es', entryFileNames: 'main.js', inlineDynamicImports: true },
  // The base components warn about themselves (circular imports, missing CSS files); only our own warnings are of use.
  onwarn: (warning, warn) => {
    if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
    if (!/node_modules/.test(warning.id ?? warning.loc?.file ?? warning.ids?.[0] ?? '')) warn(warning);
  },
  plugins: [
    replace({ 'process.env.NODE_ENV': '"production"', 'import.meta.env.SSR': 'false', preventAssignment: true }),
    userLocale,
    fewIcons(pkg),
    lwc({ rootDir: join(here, 'src/modules'), modules: [{ dir: join(here, 'src/modules') }, { npm: pkg }] }),
    nodeResolve(),
    page(variant),
  ],
}));
