import { readFileSync } from 'node:fs';
import { loadPack } from '@/lib/rules/load';
import { timedInput } from './deals';

/** The text of a pack (`source`) or of its cached form (`cached`), ready to run once; then one deal on it, still cold. */
const [form, file = ''] = process.argv.slice(2);
const { compilePack } = form === 'source' ? await import('@/lib/rules/compile') : { compilePack: null };
const { evaluatePack } = await import('@/lib/rules/evaluate');
const text = readFileSync(file, 'utf8');
const input = timedInput(1);

const start = performance.now();
const json: unknown = JSON.parse(text);
const compiled = compilePack ? compilePack(json) : { ok: true as const, pack: json };
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
const loaded = loadPack(compiled.pack);
const ready = performance.now();
if (!loaded.ok) throw new Error(loaded.reason);
evaluatePack(loaded.pack, input);
const evaluated = performance.now();

const keep = compilePack ? { pack: compiled.pack } : {};
process.stdout.write(JSON.stringify({ ready: ready - start, firstDeal: evaluated - ready, ...keep }));
