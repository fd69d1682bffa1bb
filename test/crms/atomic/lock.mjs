import { statSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 1000;
const ABANDONED_MS = 10_000;

const take = (path) => {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
};

// Age rather than process id: ids are used again after a restart and mean nothing in another container.
const removeIfAbandoned = (path) => {
  const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (touched !== undefined && Date.now() - touched > ABANDONED_MS) rmSync(path, { force: true });
};

const takeWhenFree = async (path) => {
  removeIfAbandoned(path);
  if (take(path)) return;
  await sleep(BEAT_MS / 2);
  await takeWhenFree(path);
};

const beat = (path) => {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Someone removed the file; the work goes on, and ends without it.
  }
};

/**
 * Runs `work` while no other process that uses the same file does. The holder touches the file each second, so one left
 * behind by a killed process is known by its age.
 * @template T
 * @param {string} path
 * @param {{ onWait?: () => void }} options `onWait` is called once, when another process holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withLock = async (path, { onWait = () => {} }, work) => {
  if (!take(path)) {
    onWait();
    await takeWhenFree(path);
  }
  const timer = setInterval(beat, BEAT_MS, path);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    rmSync(path, { force: true });
  }
};
