// A database with everything in it takes 45 seconds to make; it is made once and copied for each start.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../../.dev/progress.mjs';
import { root } from '../../../.dev/setup.mjs';
import { PYTHON, trytonVersion } from './install.mjs';

export const DATABASE = 'crm';
export const PASSWORD = 'admin123';

const SEED = fileURLToPath(new URL('seed.py', import.meta.url));
const DAY_MS = 86_400_000;

/** The prepared database, made when there is none for this seed and this Tryton. */
export async function prepareDatabase() {
  const hash = createHash('sha256').update(readFileSync(SEED)).update(trytonVersion()).digest('hex').slice(0, 16);
  const folder = join(root, '.cache/tryton', hash);
  if (existsSync(folder)) return folder;
  const work = `${folder}-${process.pid}`;
  mkdirSync(work, { recursive: true });
  const config = writeConfig(work);
  writeFileSync(join(work, `${DATABASE}.sqlite`), '');
  writeFileSync(join(work, 'password'), PASSWORD);
  const env = { ...process.env, TRYTONPASSFILE: join(work, 'password') };
  const modules = ['-u', 'ir', 'res', 'sale_opportunity', '--activate-dependencies', '-l', 'en'];
  const make = ['-c', config, '-d', DATABASE, '--email', 'admin@company.example', ...modules];
  await must('Making a Tryton database (about a minute, first time only)', 'trytond-admin', make, env);
  await must('Filling it with deals', PYTHON, [SEED, config, DATABASE], env);
  writeFileSync(join(work, 'made'), today());
  try {
    renameSync(work, folder); // whole, or not there
  } catch {
    rmSync(work, { recursive: true, force: true }); // another process was faster
  }
  return folder;
}

/** Copies the prepared database; its dates are counted from today. */
export async function copyDatabase(prepared, folder) {
  const file = join(folder, `${DATABASE}.sqlite`);
  copyFileSync(join(prepared, `${DATABASE}.sqlite`), file);
  const made = readFileSync(join(prepared, 'made'), 'utf8');
  const days = Math.round((Date.parse(today()) - Date.parse(made)) / DAY_MS);
  if (days !== 0) await moveDates(file, days);
}

/** Tryton's settings for databases in this folder; without a port, for work on the database alone. */
export function writeConfig(folder, { port = 0, client = '' } = {}) {
  const file = join(folder, 'trytond.conf');
  const lines = ['[database]', 'uri = sqlite://', `path = ${folder}`, '[web]', `listen = 127.0.0.1:${port}`];
  writeFileSync(file, [...lines, `root = ${client}`, '[session]', 'super_pwd = x', ''].join('\n'));
  return file;
}

async function moveDates(file, days) {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(file);
  // Tryton reads a moment without its fraction of a second as none.
  for (const table of ['sale_opportunity', 'sale_opportunity__history']) {
    const moved = [
      ...['start_date', 'end_date'].map((name) => `${name} = date(${name}, '${days} days')`),
      ...['create_date', 'write_date'].map(
        (name) => `${name} = strftime('%Y-%m-%d %H:%M:%f', ${name}, '${days} days')`,
      ),
    ];
    database.exec(`UPDATE ${table} SET ${moved.join(', ')}`);
  }
  database.close();
}

function today() {
  return new Date().toLocaleDateString('sv'); // ISO, in this machine's zone, as the seed counts
}

async function must(label, command, parts, env) {
  const code = await run(label, command, parts, { env });
  if (code !== 0) throw new Error(`${command} ended with ${code}: see the lines above`);
}
