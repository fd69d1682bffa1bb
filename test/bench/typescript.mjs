import { registerHooks } from 'node:module';

// Lets Node run the sources as they are: it strips types by itself, and here learns `@/` and imports without an ending.
const root = new URL('../../', import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    const full = specifier.startsWith('@/') ? new URL(specifier.slice(2), root).href : specifier;
    const isOurs = full.startsWith('.') || full.startsWith('file:');
    return next(isOurs && !/\.\w+$/.test(full) ? `${full}.ts` : full, context);
  },
});
