import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { isReplyHeader, Http2Frames } from './http2-frames.ts';
import { seededRandom } from './random.ts';

/** What the proxy does to the connections through it. */
type Mode =
  | { name: 'pass' }
  /** A request goes through; its reply is thrown away with the connection, with this probability. */
  | { name: 'cut'; probability: number }
  | { name: 'cut-once'; headersToCome: number }
  /** Nothing moves, and nothing is closed: a stopped process, an unplugged cable. */
  | { name: 'freeze'; onlyReplies: boolean }
  /** A request that has this text in it is held; of that connection nothing goes on after it. */
  | { name: 'hold'; text: string }
  /** Everything arrives, later. */
  | { name: 'delay'; milliseconds: number };

/**
 * A TCP proxy before a gRPC server that can be told to misbehave. Which replies are cut is drawn from a seed, reply by
 * reply, so that a run can be repeated as far as the order of the requests can.
 */
export class FaultyProxy {
  /** Replies thrown away so far. */
  cuts = 0;
  /** Headers of replies that have come through so far, or were cut. */
  replies = 0;
  #mode: Mode = { name: 'pass' };
  #server: Server | null = null;
  #port = 0;
  readonly #sockets = new Set<Socket>();
  readonly #held: (() => void)[] = [];
  readonly #target: { host: string; port: number };
  readonly #random: () => number;

  private constructor(target: string, seed: number) {
    const [host = '', port] = target.split(':');
    this.#target = { host, port: Number(port) };
    this.#random = seededRandom(seed);
  }

  static async start({ target, seed }: { target: string; seed: number }): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target, seed);
    await proxy.#listen();
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** Everything goes through again; what was held arrives now. */
  async pass(): Promise<void> {
    await this.#enter({ name: 'pass' });
  }

  async cutReplies(probability: number): Promise<void> {
    await this.#enter({ name: 'cut', probability });
  }

  /** Cuts one reply, at the nth header of a reply from now on: each has one at its beginning and one at its end. */
  async cutAtHeader(nth: number): Promise<void> {
    await this.#enter({ name: 'cut-once', headersToCome: nth });
  }

  async freeze(): Promise<void> {
    await this.#enter({ name: 'freeze', onlyReplies: false });
  }

  /** Requests go through; their replies are held. */
  async holdReplies(): Promise<void> {
    await this.#enter({ name: 'freeze', onlyReplies: true });
  }

  /** Holds the next request that has this text in it. What its sender says afterwards, that it gives it up for example, is lost. */
  async holdRequest(text: string): Promise<void> {
    await this.#enter({ name: 'hold', text });
  }

  /** Whether anything is being held. */
  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  async delay(milliseconds: number): Promise<void> {
    await this.#enter({ name: 'delay', milliseconds });
  }

  /** As if the server had been killed: its connections are reset, and nobody listens. */
  async refuse(): Promise<void> {
    this.#held.length = 0;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  }

  async #enter(mode: Mode): Promise<void> {
    this.#mode = mode;
    if (this.#server === null) await this.#listen();
    if (mode.name !== 'freeze' && mode.name !== 'hold') for (const send of this.#held.splice(0)) send();
  }

  async #listen(): Promise<void> {
    const server = createServer((socket) => this.#join(socket));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
    this.#server = server;
  }

  #join(downstream: Socket): void {
    const upstream = connect(this.#target);
    const both = [downstream, upstream];
    for (const socket of both) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      // A socket that fails also closes, and that is what counts.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        for (const each of both) each.destroy();
      });
    }
    let isCutOff = false;
    downstream.on('data', (chunk) => {
      if (isCutOff) return;
      if (this.#mode.name === 'hold' && chunk.includes(this.#mode.text)) {
        isCutOff = true;
        this.#held.push(() => upstream.write(chunk));
      } else if (this.#mode.name === 'freeze' && this.#mode.onlyReplies) upstream.write(chunk);
      else this.#forward(chunk, upstream);
    });
    const replies = new Http2Frames();
    upstream.on('data', (chunk) => {
      for (const frame of replies.push(chunk)) {
        if (downstream.destroyed) return;
        if (isReplyHeader(frame)) this.replies += 1;
        if (isReplyHeader(frame) && this.#cutsHere()) {
          this.cuts += 1;
          downstream.resetAndDestroy();
          continue;
        }
        this.#forward(frame, downstream);
      }
    });
  }

  #cutsHere(): boolean {
    if (this.#mode.name === 'cut') return this.#random() < this.#mode.probability;
    if (this.#mode.name !== 'cut-once') return false;
    this.#mode.headersToCome -= 1;
    return this.#mode.headersToCome === 0;
  }

  #forward(bytes: Buffer, to: Socket): void {
    const send = () => to.write(bytes);
    if (this.#mode.name === 'freeze') this.#held.push(send);
    else if (this.#mode.name === 'delay') setTimeout(send, this.#mode.milliseconds);
    else send();
  }
}
