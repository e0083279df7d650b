// How V8 collects garbage in a process that serves requests from an instance of fixed memory.
import { setFlagsFromString } from 'node:v8';
import { beforeListening } from './before-listening.ts';

/**
 * Keeps the young generation as large as it is at the start. By itself V8 lets it grow to 48 MB, and what it holds outside the heap (bodies,
 * messages, pages) lives as long as it does: 80 of the worst requests of each kind took 404 MB, and take 260 MB so. An ordinary page costs no
 * processor time more, a creation of 1 MB a quarter more (measured, ADR 14).
 *
 * And keeps V8 from shrinking the heap when a process has been idle for 8 s: the memory of an instance is paid for in any case, and the first
 * seconds of requests behind each pause took twice the processor time (measured, ADR 14).
 *
 * And keeps V8 from spreading small collections over threads, and from freeing buffers in another one: an instance has one processor, and what the
 * threads take to find each other is more than their work. A page of 50 takes 0.85 × the processor time (measured, ADR 14).
 *
 * Not sooner than this: V8 refuses bytecode that was made with another flag.
 */
export function tuneGarbageCollection(): void {
  beforeListening(() => {
    setFlagsFromString('--semi-space-growth-factor=1');
    setFlagsFromString('--no-parallel-scavenge');
    setFlagsFromString('--no-concurrent-array-buffer-sweeping');
    setFlagsFromString(`--gc-memory-reducer-start-delay-ms=${NEVER_MS}`);
  });
}

/** 24 days: the largest delay that V8 takes. */
const NEVER_MS = 2 ** 31 - 1;
