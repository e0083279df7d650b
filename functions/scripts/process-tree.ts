import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Ends a process and everything that it has started, at once and by force, also what has a session of its own. The
 * process must be a child of this one that is known to run: another could have got the id of one that has ended.
 */
export function killTree(root: number): void {
  const tree = new Set<number>();
  // Each is halted before its children are looked for, so that none of them can be started unseen.
  for (let found = [root]; found.length > 0; found = childrenOf(tree)) {
    for (const pid of found) {
      send(pid, 'SIGSTOP');
      tree.add(pid);
    }
  }
  for (const pid of tree) send(pid, 'SIGKILL');
}

/** Sends a signal, to a process that may have ended a moment ago. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The processes that one of the tree has started and that are not in it yet. */
function childrenOf(tree: ReadonlySet<number>): number[] {
  // A small Linux, as containers have it, has no `ps`; macOS has no /proc.
  const processes = process.platform === 'linux' ? listedInProc() : listedByPs();
  return processes.filter(([pid, parent]) => tree.has(parent) && !tree.has(pid)).map(([pid]) => pid);
}

type Process = readonly [pid: number, parent: number];

function listedInProc(): Process[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.map((pid) => [pid, parentOf(pid)] as const);
}

function parentOf(pid: number): number {
  try {
    // "PID (NAME) STATE PARENT ...", and a name may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]);
  } catch {
    // It has ended since.
    return 0;
  }
}

function listedByPs(): Process[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
}
