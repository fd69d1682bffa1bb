import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policyFile, type PolicyFile } from './managed-policy.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const GUIDE = readFileSync(join(ROOT, 'public/help/channels.md'), 'utf8');

/** Runs the real command line; throws what it says when it fails. */
export function fairlead(cwd: string, ...line: string[]): string {
  const ran = spawnSync(process.execPath, [join(ROOT, '.dev/fairlead.mjs'), 'pack', ...line], {
    cwd,
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Error(`fairlead pack ${line.join(' ')}: ${ran.stdout}${ran.stderr}`);
  return ran.stdout.trim();
}

/** A channel in a folder, with a signer. */
export type Channel = {
  folder: string;
  site: string;
  publicKey: string;
  /** Signs and publishes a version. */
  publish: (version: number, title?: string) => void;
};

export function newChannel(): Channel {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-channel-'));
  const publicKey = fairlead(folder, 'keygen', '--out', 'anna.key');
  return {
    folder,
    site: join(folder, 'site'),
    publicKey,
    publish: (version, title = `Acme ${version}`) => {
      writeFileSync(join(folder, 'acme.yaml'), packText(version, title));
      fairlead(folder, 'sign', 'acme.yaml', '--channel', 'acme', '--key', 'anna.key', '--out', 'next.json');
      fairlead(folder, 'publish', 'next.json', '--to', 'site', '--public', publicKey);
    },
  };
}

function packText(version: number, title: string): string {
  return `fairlead: 1
id: acme
version: ${version}
title: ${title}
stages:
  - id: sent
    title: Sent
    match: [Proposal sent]
    exit:
      - { id: named, title: Named in version ${version}, require: '!blank(deal.name)', why: To be found. }
`;
}

export type Nginx = {
  url: string;
  /** The test CA's certificate, base64 DER. */
  authority: string;
  /** One line a request: `method path status bytes`, then its cookies and referrer, `-` for none. */
  log: () => string[];
  close: () => void;
};

/** nginx over TLS with the guide's own settings, and a certificate by a CA that only this test knows. */
export async function startNginx(nginx: string, { folder, site }: Channel): Promise<Nginx> {
  const authority = makeCertificates(folder, ['localhost']);
  const port = await freePort();
  const settings = block('nginx')
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace('rules.example.com;', 'localhost;')
    .replace('/etc/ssl/rules.example.com.pem', join(folder, 'server.pem'))
    .replace('/etc/ssl/rules.example.com.key', join(folder, 'server.key'))
    .replace('/srv/rules', site);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; user root;
events {}
http {
  types { application/json json; }
  log_format short '$request_method $uri $status $bytes_sent cookie=$http_cookie referer=$http_referer';
  access_log ${folder}/access.log short;
  client_body_temp_path ${folder}/tmp; proxy_temp_path ${folder}/tmp; fastcgi_temp_path ${folder}/tmp;
  uwsgi_temp_path ${folder}/tmp; scgi_temp_path ${folder}/tmp;
  ${settings}
}`,
  );
  const child: ChildProcess = spawn(nginx, ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {
    stdio: 'inherit',
  });
  await answering(port);
  return {
    url: `https://localhost:${port}/channel.json`,
    authority,
    log: () => readFileSync(join(folder, 'access.log'), 'utf8').trim().split('\n'),
    close: () => void child.kill(),
  };
}

/** A CA, and a certificate of these hosts by it: `server.pem`, `server.key`. Returns the CA's, base64 DER. */
export function makeCertificates(folder: string, hosts: readonly string[]): string {
  const openssl = (...args: string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '30',
    '-subj',
    '/CN=Fairlead test CA',
  );
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  writeFileSync(
    join(folder, 'san'),
    `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}\nextendedKeyUsage=serverAuth\n`,
  );
  openssl(
    ...'x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile san -out server.pem'.split(
      ' ',
    ),
  );
  return readFileSync(join(folder, 'ca.pem'), 'utf8').replaceAll(/-----[^-]+-----|\s/g, '');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answering(port: number): Promise<void> {
  const { connect } = await import('node:net');
  for (let n = 0; n < 100; n += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx does not answer');
}

/** A copy of the extension at a place of its own, which gives it an id of its own: the policy is for this one alone. */
export function ownCopy(extension: string): { folder: string; id: string } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fairlead-managed-')));
  cpSync(extension, folder, { recursive: true });
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return { folder, id: Array.from(digest, (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('') };
}

/** Writes the guide's policy file, filled in, and the CA to trust; returns the way to change and to remove it. */
export function setPolicy(id: string, { url, authority }: Nginx, publicKey: string): PolicyFile {
  const given = block('json')
    .replace('https://rules.example.com/channel.json', url)
    .replace('ed25519:PUBLIC_KEY', publicKey);
  const whole = JSON.parse(given) as { '3rdparty': { extensions: Record<string, object> } };
  const file = policyFile(id, { CACertificates: [authority] });
  file.write(whole['3rdparty'].extensions['EXTENSION_ID'] ?? null);
  return file;
}

function block(language: string): string {
  const found = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(GUIDE)?.[1];
  if (found === undefined) throw new Error(`the guide has no ${language}`);
  return found;
}
